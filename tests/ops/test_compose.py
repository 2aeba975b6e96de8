"""docker-compose.yml, .env.example, the image and the settings speak of the same variables."""

import re

import pytest

from tests.ops.deployment import (
    APPLICATION,
    ROOT,
    compose,
    compose_variables,
    example_variables,
    image_variables,
    settings_variables,
)


@pytest.mark.parametrize("service", APPLICATION)
def test_every_variable_of_the_settings_reaches_each_process(service: str) -> None:
    given = set(compose()["services"][service]["environment"]) | image_variables()
    wanted = settings_variables("base") | settings_variables("production")
    assert wanted
    assert wanted - given == set()


def test_the_example_names_exactly_what_compose_asks_for() -> None:
    assert compose_variables() == example_variables()


def test_the_example_holds_no_secret_that_works() -> None:
    text = (ROOT / ".env.example").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD"):
        assert re.search(rf"^{name}=$", text, re.M), name


def test_only_the_migrations_know_the_owner_of_the_tables() -> None:
    services = compose()["services"]
    knowing = {name for name in services if "park_owner" in str(services[name])}
    assert knowing == {"migrate"}


def test_the_queues_of_the_workers_are_those_of_the_demo() -> None:
    services = compose()["services"]
    demo = (ROOT / "bin" / "demo").read_text()
    for name, queue in (("worker", "default"), ("pdf", "pdf")):
        command = services[name]["command"]
        assert command[command.index("-Q") + 1] == queue
        assert f"-Q {queue} " in demo


def test_a_stop_waits_longer_than_the_longest_task() -> None:
    from django.conf import settings

    for name in ("worker", "pdf"):
        seconds = int(compose()["services"][name]["stop_grace_period"].rstrip("s"))
        assert seconds > settings.CELERY_TASK_TIME_LIMIT


def test_every_mounted_file_exists() -> None:
    for service in compose()["services"].values():
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            if source.startswith("."):
                assert (ROOT / source).exists(), source


def test_only_the_site_is_reachable_from_outside_and_only_from_its_own_machine() -> None:
    services = compose()["services"]
    published = {name: s["ports"] for name, s in services.items() if "ports" in s}
    assert published == {"web": ["${WEB_PORT:-127.0.0.1:8000}:8000"]}
