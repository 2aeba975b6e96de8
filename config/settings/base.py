"""Settings that hold everywhere. What differs stands in dev.py, test.py and production.py."""

from pathlib import Path

import django_stubs_ext
import environ

from accounts.oidc.providers import read_providers
from config.log import logging_for
from config.tiles import PDOK_ATTRIBUTION, tile_address, tile_origins

django_stubs_ext.monkeypatch()  # lets classes such as ModelAdmin[Park] exist at run time

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")
SITE_NAME = "Terreinwijzer"
# Whether `seed_demo` may make people whose password everybody knows.
DEMO_ALLOWED = False

INSTALLED_APPS = [
    "accounts",
    "knowledge",
    "parks",
    "collective",
    "strategy",
    "realisation",
    "reports",
    "core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "template_partials",
    "csp",
    "config.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.gis",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "core.middleware.name_in_log",
    "core.middleware.remember_origin",
    # Above all that can answer by itself, so that every answer gets these headers.
    "csp.middleware.CSPMiddleware",
    "core.middleware.closed_powers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.private_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "parks.middleware.log_refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.site",
            ],
            "builtins": ["core.templatetags.screen", "template_partials.templatetags.partials"],
        },
    }
]

# Database: the app role, which owns nothing and can't bypass row-level security.
DATABASES = {
    "default": env.db_url("DATABASE_URL", default="postgis://park_app@127.0.0.1:5432/parken")
    | {
        "ENGINE": "core.postgis",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASE_APP_ROLE = env("DATABASE_APP_ROLE", default="park_app")
# Links to an invitation that one park mails in 24 hours, those sent again included.
INVITATIONS_PER_DAY = env.int("INVITATIONS_PER_DAY", default=200)
# People whom one park mails in 24 hours, whatever about.
MAILS_PER_DAY = env.int("MAILS_PER_DAY", default=2000)
# How long the logs of the parks are kept; `manage.py prune_audit` removes what is older.
AUDIT_KEEP_DAYS = env.int("AUDIT_KEEP_DAYS", default=730)
REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")

# Rate limits need a cache that all web processes share and that survives a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Above this number Django throws away a part of the live counters: by default 300, which a
        # stranger with made-up addresses reaches at once, and then an account has no limit left.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

# Who may log in, and how
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "accounts.passwords.UnlikeHerself",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {
        "NAME": "accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portfolio:list"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "accounts.forms.PasswordChangeForm",
    "set_password": "accounts.forms.PasswordSetForm",
    "reset_password_from_key": "accounts.forms.PasswordResetForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CHANGE_EMAIL = True  # one address; the new one replaces it once confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "invitation": "30/m/ip",
    "ask_access": "10/h/ip",
    "sign_up": "60/m/ip",
    "open_sign_up": "30/h/ip",
    "oidc": "30/m/ip",
}
# The identity providers of organisations, as JSON; accounts.oidc.providers tells the form.
OIDC_PROVIDERS = read_providers(env("OIDC_PROVIDERS", default="[]"))
# X-Forwarded-For is what the visitor says, unless a proxy of ours stands in front.
ALLAUTH_TRUSTED_PROXY_COUNT = 0
# Whether /beheer/ opens only after a second factor.
REQUIRE_MFA_FOR_STAFF = False
# Roles with which a park opens only after a second factor; names of `parks.choices.Role`.
REQUIRE_MFA_FOR_ROLES = env.list("REQUIRE_MFA_FOR_ROLES", default=[])
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_ADAPTER = "accounts.adapter.TwoFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
}

# Dutch on screen; the time zone of the parks
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Front-end parts come from npm and are served as they are.
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))()
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("npm/utrecht", NODE_MODULES / "@utrecht/component-library-css/dist"),
    ("npm/tokens", NODE_MODULES / "@nl-design-system-unstable/voorbeeld-design-tokens/dist"),
    ("npm/noto-sans", NODE_MODULES / "@fontsource/noto-sans"),
    ("npm/leaflet", NODE_MODULES / "leaflet/dist"),
    ("npm/geoman", NODE_MODULES / "@geoman-io/leaflet-geoman-free/dist"),
]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "var/media"))()

# The background of the map: "pdok", a tile address with {z}, {x} and {y} in the web's usual scheme
# (EPSG:3857), or empty for a plain one.
MAP_TILES_URL = tile_address(env("MAP_TILES_URL", default="pdok"))
MAP_TILES_ATTRIBUTION = env("MAP_TILES_ATTRIBUTION", default="") or PDOK_ATTRIBUTION

# Long work
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 150
CELERY_TASK_TIME_LIMIT = 180
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"reports.tasks.*": {"queue": "pdf"}}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A broker that is away must not hold up a page: the row waits and the sweeper sends it again.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,  # longer than the hard time limit, or a job would start twice
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 0,  # else a page waits six seconds before it hears that the broker is away
}
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "parks.periodic.sweep_jobs", "schedule": 60.0},
    "tell-of-requests": {"task": "parks.periodic.tell_of_requests", "schedule": 900.0},
    "erase-requests": {"task": "parks.periodic.erase_old_requests", "schedule": 86_400.0},
    "renew-totals": {"task": "parks.periodic.renew_totals", "schedule": 86_400.0},
    "tell-forgotten": {"task": "collective.periodic.tell_forgotten", "schedule": 300.0},
    "erase-sign-ups": {"task": "collective.periodic.erase_old_sign_ups", "schedule": 86_400.0},
    "tidy-files": {"task": "reports.periodic.tidy_files", "schedule": 3600.0},
    "remove-exports": {"task": "reports.periodic.remove_exports", "schedule": 3600.0},
    "tidy-expired": {"task": "accounts.periodic.tidy_expired", "schedule": 86_400.0},
}

# Every change knows who made it; the context is kept in the row itself, inside the park's walls.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# Security headers. Nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", *tile_origins(MAP_TILES_URL)],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # pages carry the token themselves
MESSAGE_STORAGE = "core.messages.PageMessages"
# Where somebody who finds a leak can tell: addresses as mailto: or https:, the best one first.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
# gis.W001 asks for GDAL 3.9 because older ones can be made to read files and addresses that a
# visitor names. No visitor's input ever reaches GDAL here (docs/decisions/0005), and ruff bans it.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Terreinwijzer <noreply@localhost>")

LOGGING = logging_for(env("LOG_LEVEL", default="INFO"))
