"""A person's own profile."""

import pytest
from django.test import Client

from accounts.models import User

PROFILE = "/account/"


def test_a_person_changes_her_name(browser: Client, iris: User) -> None:
    assert browser.post(PROFILE, {"name": "  Iris van Dam "}).status_code == 302
    iris.refresh_from_db()
    assert iris.name == "Iris van Dam"
    assert "Uw naam is opgeslagen." in browser.get(PROFILE).content.decode()


def test_html_in_a_name_is_shown_as_text(browser: Client) -> None:
    browser.post(PROFILE, {"name": "<script>alert(1)</script>{{ 7|add:7 }}"})
    page = browser.get(PROFILE).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "nul\x00teken"])
def test_a_name_that_cannot_be_is_refused_at_the_field(
    browser: Client, iris: User, name: str
) -> None:
    answer = browser.post(PROFILE, {"name": name})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_name_error"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    iris.refresh_from_db()
    assert iris.name == "Iris"


def test_the_address_is_not_in_the_form(browser: Client, iris: User) -> None:
    browser.post(PROFILE, {"name": "Iris", "email": "ander@example.test", "is_staff": "on"})
    iris.refresh_from_db()
    assert (iris.email, iris.is_staff) == ("iris@example.test", False)
