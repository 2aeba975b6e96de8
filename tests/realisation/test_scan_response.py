"""Rounds of the quick scan, and who answered in them."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.access import viewer_at
from parks.models import Establishment, Park
from parks.reference import sbi_section_title
from realisation.models import ScanRound
from realisation.queries.scan_response import NO_STREET, Response, response_of
from tests.factories.parks import EstablishmentFactory
from tests.realisation.opportunity_steps import again, at, exists, text, words
from tests.realisation.scan_steps import asked, close, scan_of, version

Login = Callable[[User], Client]
ADMINISTRATION = "8411"
pytestmark = pytest.mark.usefixtures("standing")


@pytest.fixture
def manager(anna: User, login: Login) -> Client:
    return login(anna)


def company(park: Park, **fields: str) -> Establishment:
    made: Establishment = EstablishmentFactory(park=park, **fields)
    return made


def response(park: Park, user: User, scan_round: ScanRound) -> Response:
    with park_context(park.pk):
        viewer = viewer_at(user, park)
        assert viewer is not None
        return response_of(viewer, scan_round)


def test_the_manager_opens_a_round_with_the_questions_of_today(
    manager: Client, noord: Park
) -> None:
    typed = {"title": "Voorjaar", "opened_on": timezone.localdate().isoformat()}
    page = manager.post(at("scan_round_add"), typed, follow=True)
    assert "De ronde staat klaar" in text(page)
    with park_context(noord.pk):
        assert ScanRound.objects.get(title="Voorjaar").version == "2026-1"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title": "", "opened_on": "2026-11-01"}, "Vul in: naam."),
        ({"title": "X", "opened_on": "morgen"}, "Vul een bestaande datum in"),
        ({"title": "X", "opened_on": "2999-02-01", "closes_on": "2999-01-01"}, "Kies een dag na"),
        ({"title": "X", "opened_on": "2026-01-01", "closes_on": "2026-02-01"}, "Kies vandaag of"),
    ],
)
def test_a_round_that_can_not_be_is_refused_at_its_field(
    manager: Client, typed: dict[str, str], message: str
) -> None:
    answer = manager.post(at("scan_round_add"), typed)
    assert answer.status_code == 422
    assert message in text(answer)


def test_a_round_that_is_closed_stays_closed_but_may_get_another_name(
    manager: Client, noord: Park
) -> None:
    scan_round = asked(noord)
    close(scan_round)
    stored = again(scan_round)
    typed = {
        "title": "Nieuwe naam",
        "opened_on": stored.opened_on.isoformat(),
        "version": version(stored),
    }
    later = typed | {"closes_on": (timezone.localdate() + dt.timedelta(days=9)).isoformat()}
    answer = manager.post(at("scan_round_edit", scan_round.pk), later)
    assert "gaat niet meer open" in text(answer)
    assert manager.post(at("scan_round_edit", scan_round.pk), typed).status_code == 422
    same = typed | {"closes_on": stored.closes_on.isoformat()}
    assert manager.post(at("scan_round_edit", scan_round.pk), same).status_code == 302
    assert again(scan_round).title == "Nieuwe naam"


def test_a_round_with_answers_is_not_removed(manager: Client, noord: Park) -> None:
    scan_round, empty = asked(noord), asked(noord, title="Leeg")
    scan_of(scan_round)
    page = manager.post(at("scan_round_delete", scan_round.pk), follow=True)
    assert "In deze ronde staan antwoorden" in text(page)
    manager.post(at("scan_round_delete", empty.pk))
    assert exists(scan_round)
    assert not exists(empty)


def test_the_response_counts_per_street_and_sector(noord: Park, anna: User) -> None:
    scan_round = asked(noord)
    for answered in (True, True, False):
        each = company(noord, street="Proefkade", sbi_code=ADMINISTRATION)
        scan_of(scan_round, each, finished_at=timezone.now() if answered else None)
    company(noord, street="", sbi_code="")
    found = response(noord, anna, scan_round)
    streets = {line.name: (line.answered, line.companies) for line in found.streets}
    sectors = {line.name: (line.answered, line.companies) for line in found.sectors}
    assert streets["Proefkade"] == (2, 3)
    assert streets[NO_STREET][0] == 0
    assert found.streets[-1].name == NO_STREET
    assert sectors[sbi_section_title(ADMINISTRATION)] == (2, 3)
    assert found.total.answered == 2
    assert len(found.waiting) == found.total.companies - 2
    assert sum(each.has_begun for each in found.waiting) == 1


def test_who_left_is_not_asked(noord: Park, anna: User) -> None:
    scan_round = asked(noord)
    before = response(noord, anna, scan_round).total.companies
    gone = company(noord)
    with park_context(noord.pk):
        Establishment.objects.filter(pk=gone.pk).update(left_on=dt.date(2026, 1, 1))
    assert response(noord, anna, scan_round).total.companies == before


def test_the_response_is_for_the_team(
    noord: Park, tess: User, bram: User, dina: User, login: Login
) -> None:
    scan_round = asked(noord)
    assert login(tess).get(at("scan_response", scan_round.pk)).status_code == 200
    for who in (bram, dina):
        assert login(who).get(at("scan_response", scan_round.pk)).status_code == 403
        with pytest.raises(PermissionError):
            response(noord, who, scan_round)


def test_the_team_sees_that_a_company_answered_but_not_what(
    noord: Park, tess: User, login: Login
) -> None:
    scan_round = asked(noord)
    scan = scan_of(scan_round, plan_note="Geheim plan", finished_at=timezone.now())
    page = words(login(tess).get(at("scan_response", scan_round.pk)))
    assert "1 van de" in page
    assert "Geheim plan" not in page
    assert str(scan.pk) not in page


def test_the_pages_ask_as_much_with_ten_times_the_companies(manager: Client, noord: Park) -> None:
    scan_round = asked(noord)

    def bill(*names: str) -> list[int]:
        counts = []
        for address in names:
            manager.get(address)
            with CaptureQueriesContext(connection) as asked_for:
                assert manager.get(address).status_code == 200
            counts.append(len(asked_for))
        return counts

    pages = (at("scan_response", scan_round.pk), at("scans"), at("scan_picture", scan_round.pk))
    for number in range(2):
        scan_of(scan_round, company(noord, street=f"Straat {number}"), finished_at=timezone.now())
    few = bill(*pages)
    for number in range(20):
        scan_of(scan_round, company(noord, street=f"Weg {number}"), finished_at=timezone.now())
    assert bill(*pages) == few
