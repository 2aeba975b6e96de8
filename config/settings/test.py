"""Tests run as the owner of the tables, never as a superuser: row-level security applies."""

from config.log import logging_for
from config.settings.base import *  # noqa: F403  # a settings module is the base plus its changes
from config.settings.base import DATABASES, env

SITE_URL = "http://testserver"
MAP_TILES_URL = ""  # no test asks another host
SECRET_KEY = "for-tests-only"  # noqa: S105  # protects nothing
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES["default"] |= {
    key: value
    for key, value in env.db_url(
        "DATABASE_OWNER_URL", default="postgis://park_owner@127.0.0.1:5432/parken"
    ).items()
    if key != "ENGINE"
}
# Two suites at once on one server: each names its own test database.
DATABASES["default"]["TEST"] = {"NAME": "test_parken" + env("TEST_DB_SUFFIX", default="")}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEMO_ALLOWED = True
OIDC_PROVIDERS = ()
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = None  # nothing is collected: files are served from where they stand
LOGGING = logging_for("WARNING")
