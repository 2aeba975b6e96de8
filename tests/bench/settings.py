"""The demo's settings plus the bare view that everything is compared with."""

from config.settings.dev import *  # noqa: F403  # a settings module is the base plus its changes
from config.settings.dev import BASE_DIR, MIDDLEWARE, STATICFILES_DIRS, TEMPLATES, env

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.bare.forget_fragments", *MIDDLEWARE]
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests/bench/templates")  # type: ignore[attr-defined]
STATICFILES_DIRS = [*STATICFILES_DIRS, ("bench", env("BENCH_STATIC"))]
