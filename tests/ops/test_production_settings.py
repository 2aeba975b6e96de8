"""Production refuses to start without its secrets, and is clean with them."""

import os
import subprocess
import sys

import pytest

from tests.ops.deployment import ROOT

ENVIRONMENT = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "parken.example.nl",
    "SITE_URL": "https://parken.example.nl",
    "DATABASE_URL": "postgis://park_app:secret@db/parken",
    "REDIS_URL": "redis://redis/0",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.nl:587",
    "DEFAULT_FROM_EMAIL": "noreply@parken.example.nl",
    "MEDIA_ROOT": "/nonexistent/media",
}


def run(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the project with this environment and nothing of the caller's but the path."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("missing", sorted(ENVIRONMENT))
def test_production_refuses_to_start_without(missing: str) -> None:
    environment = {name: value for name, value in ENVIRONMENT.items() if name != missing}
    result = run(environment, "-c", "import config.settings.production")
    assert result.returncode != 0
    assert missing in result.stderr


def test_the_deployment_check_is_clean() -> None:
    result = run(ENVIRONMENT, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr
