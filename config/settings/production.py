"""Production: refuses to start without its secrets and trusts nothing by default."""

from config.settings.base import *  # noqa: F403  # a settings module is the base plus its changes
from config.settings.base import SITE_URL, env

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
for required in (
    "DATABASE_URL",
    "REDIS_URL",
    "SITE_URL",
    "DEFAULT_FROM_EMAIL",
    "MEDIA_ROOT",
    "SECURITY_CONTACT",
):
    env(required)

vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not keep a web process

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
# Rate limits count per address. Behind a proxy all visitors have one, but for what it appends here.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
REQUIRE_MFA_FOR_STAFF = True
REQUIRE_MFA_FOR_ROLES = env.list("REQUIRE_MFA_FOR_ROLES", default=["adviser"])
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessie"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
MESSAGE_COOKIE_NAME = "__Host-berichten"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
