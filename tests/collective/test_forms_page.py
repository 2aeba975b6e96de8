"""The organisation forms: what there is, side by side, and what this park has."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from collective.models import ChosenForm, OrganisationDegree, Side
from core.park_context import park_context
from knowledge.choices import Degree
from knowledge.loader import organisation_forms
from parks.choices import Audience
from parks.models import AuditEntry, Park

Login = Callable[[User], Client]


@pytest.fixture
def base(noord: Park) -> str:
    return f"/p/{noord.slug}/samenwerking/vormen/"


@pytest.fixture
def browser(anna: User, login: Login) -> Client:
    return login(anna)


@pytest.fixture
def chosen(noord: Park) -> ChosenForm:
    with park_context(noord.pk):
        row: ChosenForm = ChosenForm.objects.create(
            park=noord, form="biz", name="BIZ Noord", audience=Audience.MEMBERS
        )
    return row


def test_all_forms_are_there_by_degree(browser: Client, base: str) -> None:
    page = browser.get(base)
    assert [group.label for group in page.context["groups"]] == [str(d.label) for d in Degree]
    text = page.content.decode()
    assert all(form.name in text for form in organisation_forms().values())


def test_up_to_three_stand_side_by_side(browser: Client, base: str) -> None:
    page = browser.get(f"{base}vergelijken/?vorm=biz&vorm=none&vorm=cooperative")
    assert [form.slug for form in page.context["forms"]] == ["none", "biz", "cooperative"]
    assert not page.context["too_many"]


def test_of_more_than_three_the_first_three_are_shown_and_that_is_said(
    browser: Client, base: str
) -> None:
    asked = "&".join(f"vorm={slug}" for slug in organisation_forms())
    page = browser.get(f"{base}vergelijken/?{asked}")
    assert len(page.context["forms"]) == 3
    assert "U koos er meer dan 3" in page.content.decode()


@pytest.mark.parametrize("query", ["", "?vorm=bestaat-niet", "?vorm=", "?vorm=%00"])
def test_what_is_no_form_is_passed_over(browser: Client, base: str, query: str) -> None:
    page = browser.get(f"{base}vergelijken/{query}")
    assert page.status_code == 200
    assert page.context["forms"] == ()


def test_a_form_is_written_down_with_its_members_and_contribution(
    browser: Client, base: str, noord: Park
) -> None:
    page = browser.get(f"{base}nieuw/?vorm=biz")
    assert page.context["form"]["form"].value() == "biz"
    typed = {
        "form": "biz",
        "name": "BIZ Noord",
        "since": "1-1-2024",
        "until": "1-1-2029",
        "members": "84",
        "contribution_eur": "1.250,50",
        "audience": Audience.MEMBERS,
    }
    page = browser.post(f"{base}nieuw/", typed, follow=True)
    (card,) = page.context["chosen"]
    assert (card.name, card.members, str(card.contribution_eur)) == ("BIZ Noord", 84, "1250.50")
    assert card.is_current
    assert page.context["current"] == {"biz"}
    assert browser.get(f"{base}vergelijken/?vorm=biz").context["current"] == {"biz"}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("form", "bestaat-niet", "Selecteer een geldige keuze"),
        ("until", "1-1-2020", "Deze datum ligt niet na het begin."),
        ("contribution_eur", "-1", "Vul een bedrag in van 0 of hoger."),
        ("members", "-3", "minstens 0"),
        ("members", "veel", "getal"),
        ("since", "ooit", "Vul een bestaande datum in"),
    ],
)
def test_what_can_not_be_is_refused_at_the_field(
    browser: Client, base: str, field: str, value: str, message: str
) -> None:
    typed = {"form": "biz", "since": "1-1-2024", "audience": Audience.TEAM, field: value}
    page = browser.post(f"{base}nieuw/", typed)
    assert page.status_code == 422
    assert any(message in str(error) for error in page.context["form"].errors[field])
    assert value in page.content.decode()


def test_ending_keeps_the_form_with_its_last_day(
    browser: Client, base: str, chosen: ChosenForm
) -> None:
    form = browser.get(f"{base}{chosen.pk}/beeindigen/").context["form"]
    typed = {"until": "1-1-2025", "version": form["version"].value()}
    page = browser.post(f"{base}{chosen.pk}/beeindigen/", typed, follow=True)
    (card,) = page.context["chosen"]
    assert not card.is_current
    assert page.context["current"] == frozenset()


def test_ending_needs_a_day(browser: Client, base: str, chosen: ChosenForm) -> None:
    page = browser.post(f"{base}{chosen.pk}/beeindigen/", {"until": ""})
    assert page.status_code == 422


def test_who_comes_second_sees_what_the_first_one_changed(
    browser: Client, base: str, chosen: ChosenForm, noord: Park
) -> None:
    address = f"{base}{chosen.pk}/wijzigen/"
    version = browser.get(address).context["form"]["version"].value()
    with park_context(noord.pk):
        ChosenForm.objects.filter(pk=chosen.pk).update(members=99)
    typed = {"name": "BIZ", "members": "50", "audience": Audience.MEMBERS, "version": version}
    page = browser.post(address, typed)
    assert page.status_code == 409
    assert "99" in page.content.decode()


def test_history_tells_who_changed_what(browser: Client, base: str, chosen: ChosenForm) -> None:
    address = f"{base}{chosen.pk}/wijzigen/"
    version = browser.get(address).context["form"]["version"].value()
    typed = {"name": "BIZ Noord", "members": "50", "audience": "members", "version": version}
    browser.post(address, typed)
    text = browser.get(f"{base}{chosen.pk}/geschiedenis/").content.decode()
    assert "aantal leden" in text.lower()
    assert "Anna" in text


def test_removing_asks_first_and_stands_in_the_log(
    browser: Client, base: str, chosen: ChosenForm, noord: Park
) -> None:
    address = f"{base}{chosen.pk}/verwijderen/"
    assert "Vorm verwijderen?" in browser.get(address).content.decode()
    page = browser.post(address, follow=True)
    assert page.context["chosen"] == ()
    with park_context(noord.pk):
        assert AuditEntry.objects.filter(object_kind="organisatievorm").count() == 1


def test_a_member_reads_what_is_meant_for_members_and_changes_nothing(
    base: str, chosen: ChosenForm, noord: Park, bram: User, login: Login
) -> None:
    with park_context(noord.pk):
        ChosenForm.objects.create(park=noord, form="none", name="Geheim plan")
    client = login(bram)
    text = client.get(base).content.decode()
    assert "BIZ Noord" in text
    assert "Geheim plan" not in text
    assert "wijzigen/" not in text
    assert "nieuw/" not in text
    assert client.get(f"{base}{chosen.pk}/wijzigen/").status_code == 403


def test_the_phase_of_this_park_is_marked(
    browser: Client, base: str, noord: Park, anna: User
) -> None:
    assert not any(row.is_here for row in browser.get(base).context["phases"])
    with park_context(noord.pk):
        OrganisationDegree.objects.create(
            park=noord,
            side=Side.BUSINESS,
            degree=Degree.FUNCTIONAL,
            reason="Er is een parkmanager.",
            stated_on="2026-01-01",
            stated_by=anna,
        )
    page = browser.get(base)
    assert [row.is_here for row in page.context["phases"]] == [False, True, False]
    assert "hier staat u" in page.content.decode()
