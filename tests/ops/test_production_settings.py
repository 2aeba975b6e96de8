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
    "SECURITY_CONTACT": "mailto:beveiliging@parken.example.nl",
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


@pytest.mark.parametrize(("given", "count"), [({}, "1"), ({"TRUSTED_PROXIES": "2"}, "2")])
def test_production_counts_visitors_behind_its_proxies(given: dict[str, str], count: str) -> None:
    ask = "from config.settings import production as p; print(p.ALLAUTH_TRUSTED_PROXY_COUNT)"
    assert run(ENVIRONMENT | given, "-c", ask).stdout.strip() == count


def test_staff_need_a_second_factor_in_production_and_not_on_your_own_machine() -> None:
    for module, required in (("production", "True"), ("dev", "False")):
        ask = f"from config.settings import {module} as s; print(s.REQUIRE_MFA_FOR_STAFF)"
        given = ENVIRONMENT | {"ALLOWED_HOSTS": "localhost"}
        assert run(given, "-c", ask).stdout.strip() == required


@pytest.mark.parametrize("module", ["config.wsgi", "config.celery"])
def test_who_forgets_to_choose_gets_production(module: str) -> None:
    ask = f"import os, {module}; print(os.environ['DJANGO_SETTINGS_MODULE'])"
    result = run(ENVIRONMENT, "-c", f"import os; del os.environ['DJANGO_SETTINGS_MODULE']; {ask}")
    assert result.stdout.strip() == "config.settings.production", result.stderr


@pytest.mark.parametrize("hosts", ["parken.example.nl", "localhost,192.0.2.1", "*"])
def test_the_settings_of_a_developer_serve_nobody_else(hosts: str) -> None:
    result = run({"ALLOWED_HOSTS": hosts}, "-c", "import config.settings.dev")
    assert result.returncode != 0
    assert "config.settings.production" in result.stderr


def test_the_deployment_check_is_clean() -> None:
    result = run(ENVIRONMENT, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr
