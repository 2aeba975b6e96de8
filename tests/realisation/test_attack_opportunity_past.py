"""What was kept from the team stays kept: the past of an opportunity and of its parties."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from collective.models import Stakeholder
from core.park_context import park_context
from parks.models import Membership, Park
from parks.queries.history import events_of
from realisation.models import DoubleTest, Opportunity
from realisation.services.opportunity_parties import leave_opportunity, remove_party
from tests.factories.parks import EstablishmentFactory
from tests.realisation.opportunity_steps import (
    DAY,
    again,
    at,
    double_test,
    party,
    post,
    text,
    turn,
    whole,
)
from tests.realisation.trading import company_of

pytestmark = pytest.mark.usefixtures("standing")

Login = Callable[[User], Client]
LATER = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
SECRET = "Aanbod: Zwijgwarmte van de stille partij"


@pytest.fixture
def opened(noord: Park) -> Opportunity:
    """Return an opportunity that the team may see since a silent party was taken out of it."""
    row = whole(noord, what=SECRET, audience="team")
    silent = party(row, "Zwijgpartij", named=False)
    with park_context(noord.pk):
        remove_party(park=noord, party=silent)
        row.what = "Warmte voor de wasserij."
        row.save()
    return row


def test_the_history_of_an_opportunity_shows_nothing_of_when_a_party_was_silent(
    opened: Opportunity, login: Login, tess: User, anna: User
) -> None:
    client = login(tess)
    assert client.get(at("opportunity", opened.pk)).status_code == 200
    address = at("opportunity_history", opened.pk)
    assert SECRET not in text(client.get(address))
    assert SECRET in text(login(anna).get(address))


def test_the_team_reads_what_happened_since_all_were_named(
    opened: Opportunity, login: Login, tess: User
) -> None:
    with park_context(opened.park_id):
        opened.what = "Warmte voor de wasserij en de bakker."
        opened.save()
        later = events_of(Opportunity).filter(pgh_obj_id=opened.pk).order_by("-pgh_id")[0]
        events_of(Opportunity).filter(pk=later.pk).update(pgh_created_at=LATER)
    page = text(login(tess).get(at("opportunity_history", opened.pk)))
    assert "wasserij en de bakker" in page
    assert SECRET not in page


def test_the_team_reads_the_history_of_what_was_never_kept_from_it(
    noord: Park, login: Login, tess: User
) -> None:
    row = whole(noord, title="Altijd open", audience="members")
    page = login(tess).get(at("opportunity_history", row.pk))
    assert text(page).count("Altijd open") > 1


def test_neither_do_its_rounds_and_tests(noord: Park, login: Login, tess: User, anna: User) -> None:
    row = whole(noord, audience="team")
    known = party(row, "Drukkerij")
    silent = party(row, "Zwijgpartij", named=False)
    began, note = turn(row, found="Zwijgvondst"), double_test(known, note="Zwijgnotitie")
    with park_context(noord.pk):
        began.found, note.note = "", ""
        began.save()
        note.save()
        remove_party(park=noord, party=silent)
    for name, each in (("opportunity_round_history", began), ("opportunity_test_history", note)):
        assert "Zwijg" not in text(login(tess).get(at(name, each.pk)))
        assert "Zwijg" in text(login(anna).get(at(name, each.pk)))


def test_the_history_of_a_party_shows_no_name_that_it_gave_up(
    noord: Park, login: Login, tess: User, anna: User
) -> None:
    row = whole(noord, audience="members")
    shy = party(row, "Drukkerij Zwijgnaam")
    with park_context(noord.pk):
        shy.name = "Een drukkerij"
        shy.save()
    address = at("opportunity_party_history", shy.pk)
    assert "Zwijgnaam" not in text(login(tess).get(address))
    assert "Zwijgnaam" in text(login(anna).get(address))


def test_why_a_party_stopped_is_not_in_the_history_when_it_takes_part_again(
    noord: Park, login: Login, tess: User
) -> None:
    row = whole(noord, audience="members")
    gone = party(row, "Drukkerij")
    with park_context(noord.pk):
        leave_opportunity(party=gone, on=DAY, reason="Zwijgreden")
    client = login(tess)
    typed = {"name": "drukkerij", "helix": "company", "role": "joins", "willingness": "willing"}
    post(client, "opportunity_party_add", row, typed | {"named": "on"})
    assert again(gone).left_on is None
    assert "Zwijgreden" not in text(client.get(at("opportunity_party_history", gone.pk)))


def test_who_stops_and_joins_again_does_not_get_to_read_what_was_noted_of_her(
    noord: Park, login: Login, bram: User, tess: User
) -> None:
    company = company_of(noord, bram)
    row = whole(noord, audience="members")
    own = party(row, "De metaalzaak", establishment=company)
    note = double_test(own, note="Zwijgnotitie")
    with park_context(noord.pk):
        Membership.objects.create(
            park=noord, user=tess, role="member", establishment=company, since=DAY
        )
    client = login(tess)
    assert client.get(at("opportunity_test_edit", note.pk)).status_code == 404
    post(client, "opportunity_party_leave", own, {"left_on": "2026-05-01", "reason": "Even weg"})
    typed = {"name": "De metaalzaak", "helix": "company", "role": "joins", "willingness": "willing"}
    post(client, "opportunity_party_add", row, typed | {"named": "on"})
    assert again(own).left_on is None
    assert again(own).establishment_id == company.pk
    assert client.get(at("opportunity_test_edit", note.pk)).status_code == 404
    assert "Zwijgnotitie" not in text(client.get(at("opportunity_tests", row.pk)))
    with park_context(noord.pk):
        assert DoubleTest.objects.filter(pk=note.pk).exists()


@pytest.mark.parametrize("tie", ["other place", "stakeholder"])
def test_notes_about_her_organisation_under_another_tie_are_not_for_her(
    noord: Park, login: Login, bram: User, tess: User, tie: str
) -> None:
    company = company_of(noord, bram)
    with park_context(noord.pk):
        if tie == "stakeholder":
            who = {
                "stakeholder": Stakeholder.objects.filter(
                    organisation=company.organisation_id
                ).first()
                or Stakeholder.objects.create(
                    park=noord, name="Zelf", organisation=company.organisation
                )
            }
        else:
            who = {
                "establishment": EstablishmentFactory(park=noord, organisation=company.organisation)
            }
    row = whole(noord, audience="members")
    note = double_test(party(row, "Andere naam", **who), note="Zwijgnotitie")
    client = login(tess)
    assert client.get(at("opportunity_test_edit", note.pk)).status_code == 200
    with park_context(noord.pk):
        Membership.objects.create(
            park=noord, user=tess, role="member", establishment=company, since=DAY
        )
    assert client.get(at("opportunity_test_edit", note.pk)).status_code == 404
    assert client.get(at("opportunity_test_add", note.party_id)).status_code == 404
    page = text(client.get(at("opportunity_tests", row.pk)))
    assert "Zwijgnotitie" not in page
    assert "Andere naam" not in page[page.index("<main") :]
