"""Who reads and writes what a company answered: the company, the manager, and whom it lets in."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from parks.choices import Release
from parks.models import Park
from tests.parks.terrain_steps import company_of
from tests.realisation.opportunity_steps import again, at, text, words
from tests.realisation.scan_steps import asked, listed, own_scan, scan_of, talk, version

Login = Callable[[User], Client]
SECRET = "Geheime verhuisplannen"
READERS = {
    Release.COMPANY: {"anna", "bram"},
    Release.TEAM: {"anna", "bram", "tess"},
    Release.AUTHORITY: {"anna", "bram", "tess", "dina"},
    Release.MEMBERS: {"anna", "bram", "tess", "dina", "carla"},
}
pytestmark = pytest.mark.usefixtures("standing")


@pytest.mark.parametrize("release", READERS)
def test_a_scan_is_read_by_whom_the_company_lets_in(
    release: Release, noord: Park, bram: User, request: pytest.FixtureRequest, login: Login
) -> None:
    company = company_of(bram)
    listed(company)
    scan = scan_of(asked(noord), company, plan_note=SECRET, released_to=release)
    for who in ("anna", "bram", "carla", "dina", "tess", "fred", "chris"):
        client = login(request.getfixturevalue(who))
        answer = client.get(at("scan", scan.pk))
        expected = 200 if who in READERS[release] else 404
        assert answer.status_code == expected, who
        assert (SECRET in text(answer)) == (expected == 200 and who != "bram"), who
    unused = login(request.getfixturevalue("carla")).get(
        at("scan", "00000000-0000-4000-8000-000000000000")
    )
    assert unused.status_code == 404


@pytest.mark.parametrize("who", ["anna", "tess", "dina", "carla"])
def test_what_a_company_fills_in_itself_nobody_else_writes(
    who: str, noord: Park, bram: User, request: pytest.FixtureRequest, login: Login
) -> None:
    company = company_of(bram)
    listed(company)
    scan = scan_of(asked(noord), company, situation="Van het bedrijf", released_to=Release.MEMBERS)
    client = login(request.getfixturevalue(who))
    typed = {"situation": "Van een ander", "version": version(scan)}
    client.post(at("scan_save", scan.pk, "situation"), typed)
    for act in ("finish", "reopen", "delete", "release", "listings"):
        client.post(at(f"scan_{act}", scan.pk), {"released_to": "public", "make": "x"})
    stored = again(scan)
    assert (stored.situation, stored.finished_at) == ("Van het bedrijf", None)
    assert stored.released_to == Release.MEMBERS


@pytest.mark.parametrize(
    ("release", "writers"),
    [
        (Release.COMPANY, {"anna"}),
        (Release.TEAM, {"anna", "tess"}),
        (Release.AUTHORITY, {"anna", "tess", "dina"}),
    ],
)
def test_in_a_talk_the_one_whom_the_company_chose_writes(
    release: Release,
    writers: set[str],
    noord: Park,
    request: pytest.FixtureRequest,
    login: Login,
) -> None:
    scan = talk(asked(noord), release)
    listed(scan.establishment)
    for who in ("anna", "tess", "dina", "carla"):
        typed = {"situation": f"Gesprek met {who}", "version": version(scan)}
        login(request.getfixturevalue(who)).post(at("scan_save", scan.pk, "situation"), typed)
        assert (again(scan).situation == f"Gesprek met {who}") == (who in writers), who


def test_the_manager_begins_a_talk_and_the_company_decides_who_reads(
    noord: Park, anna: User, tess: User, bram: User, login: Login
) -> None:
    scan_round, company = asked(noord), company_of(bram)
    begin = at("scan_start", scan_round.pk, company.pk)
    assert login(tess).get(begin).status_code == 404
    page = login(anna).post(begin, {"taken_on": "2026-11-01"}, follow=True)
    assert "stap 1 van 6" in words(page)
    assert login(anna).post(begin, {"taken_on": "2999-01-01"}).status_code == 302
    own = login(bram).get(begin, follow=True)
    assert "stap 1 van 6" in words(own)


def test_a_company_opens_a_talk_to_the_team_when_it_begins(
    noord: Park, bram: User, tess: User, login: Login
) -> None:
    scan_round, company = asked(noord), company_of(bram)
    typed = {"taken_by": "talk", "released_to": "team"}
    page = login(bram).post(at("scan_start", scan_round.pk, company.pk), typed)
    listed(company)
    assert login(tess).get(page["Location"]).status_code == 200


def test_only_the_company_shares_and_takes_it_back(
    noord: Park, bram: User, tess: User, anna: User, login: Login
) -> None:
    scan = own_scan(asked(noord), bram, plan_note=SECRET)
    login(anna).post(at("scan_release", scan.pk), {"released_to": "members"})
    assert again(scan).released_to == Release.COMPANY
    login(bram).post(at("scan_release", scan.pk), {"released_to": "team"})
    assert login(tess).get(at("scan", scan.pk)).status_code == 200
    login(bram).post(at("scan_release", scan.pk), {"released_to": "company"})
    assert login(tess).get(at("scan", scan.pk)).status_code == 404
    wrong = login(bram).post(at("scan_release", scan.pk), {"released_to": "public"})
    assert wrong.status_code == 422


def test_the_history_is_for_who_could_always_read_it(
    noord: Park, bram: User, tess: User, anna: User, login: Login
) -> None:
    scan = own_scan(asked(noord), bram, released_to=Release.TEAM)
    assert login(tess).get(at("scan_history", scan.pk)).status_code == 404
    for who in (bram, anna):
        assert login(who).get(at("scan_history", scan.pk)).status_code == 200


def test_the_list_shows_a_member_only_her_own(
    noord: Park, bram: User, carla: User, login: Login
) -> None:
    scan_round = asked(noord)
    own_scan(scan_round, bram, situation="x")
    scan_of(scan_round)
    page = words(login(carla).get(at("scans")))
    assert str(company_of(carla)) in page
    assert str(company_of(bram)) not in page
    assert "Nog niet ingestuurd" not in page
