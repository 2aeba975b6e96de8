"""The demo and a developer's machine: everything real, e-mail to the console if nowhere else."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403  # a settings module is the base plus its changes
from config.settings.base import env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="only-for-a-machine-of-your-own-never-for-others")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
# The key above stands in the source and so do the passwords of the demo: for this machine only.
if not set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"}:
    raise ImproperlyConfigured("For other hosts than this machine use config.settings.production.")
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEMO_ALLOWED = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # nothing is collected: files are served from where they stand
# Passkeys ask for https, except on a machine of your own.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
