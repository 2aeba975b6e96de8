"""A manager looks at her park through somebody else's eyes."""

import datetime as dt
import re
from collections.abc import Callable
from http import HTTPStatus

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.park_context import park_context
from parks.choices import FigureKind, Release, Role
from parks.models import Adviser, AuditEntry, CompanyFigure, Membership, Park
from parks.services.people import end_role, grant_role
from tests.cast import Cast
from tests.factories.world import World, fill
from tests.isolation.objects import MEMBERS_OBJECTS
from tests.isolation.test_walk import PARK_ROUTES, address, rows

# The walk itself fails on a route without an object.
PLACES = [
    route for route in PARK_ROUTES if route.name in MEMBERS_OBJECTS or route.converters <= {"slug"}
]
FIGURES = [route for route in PLACES if route.name.startswith("figures:")]
HOME = "/p/noord/"
STOP = "/p/noord/mensen/meekijken/stop/"
BANNER = "U kijkt mee als"
Login = Callable[[User], Client]


@pytest.fixture
def world(cast: Cast) -> World:
    fill(cast.zuid, cast.chris)
    return fill(cast.noord, cast.anna)


def page_about(person: User, park: Park) -> str:
    with park_context(park.pk):
        own = Membership.objects.not_ended().filter(user=person).first()
    if own:
        return f"/p/{park.slug}/mensen/{own.pk}/bekijken/"
    adviser = Adviser.objects.get(user=person)
    return f"/p/{park.slug}/mensen/adviseurs/{adviser.pk}/bekijken/"


def looking_as(person: User, cast: Cast, login: Login) -> Client:
    """Return Anna's browser in which she looks along."""
    client = login(cast.anna)
    assert client.post(page_about(person, cast.noord)).status_code == 302
    return client


def content(page: bytes) -> str:
    main = page.decode().partition('<main id="inhoud"')[2].partition("</main>")[0]
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", main)


@pytest.mark.parametrize("who", ["bram", "carla", "tess", "dina"])
def test_she_sees_on_every_page_what_that_person_sees(
    who: str, world: World, cast: Cast, login: Login
) -> None:
    person = getattr(cast, who)
    herself, looker = login(person), looking_as(person, cast, login)
    seen = 0
    for route in PLACES:
        place = address(route, world)
        if "bekijken" in place:
            continue  # begins and explains looking along: the manager's own page
        theirs, hers = herself.get(place), looker.get(place)
        assert hers.status_code == theirs.status_code, place
        if theirs.status_code != HTTPStatus.OK or not theirs["Content-Type"].startswith("text/"):
            continue
        assert content(hers.content) == content(theirs.content), place
        assert BANNER in hers.content.decode() or not content(hers.content), place
        seen += 1
    assert seen > 10


def test_what_companies_keep_to_themselves_she_sees_as_their_owner_alone(
    world: World, cast: Cast, login: Login
) -> None:
    with park_context(cast.noord.pk):
        own = Membership.objects.get(user=cast.carla)
        CompanyFigure.objects.create(
            park=cast.noord,
            establishment=own.establishment,
            kind=FigureKind.ELECTRICITY,
            year=timezone.localdate().year - 1,
            value=7_654_321,
            released_to=Release.COMPANY,
        )

    def seen_by(client: Client) -> bool:
        places = [address(route, world) for route in FIGURES]
        return any(b"7.654.321" in client.get(place).content for place in places)

    assert seen_by(login(cast.anna))
    assert not seen_by(looking_as(cast.bram, cast, login))
    assert not seen_by(looking_as(cast.tess, cast, login))


def test_beginning_asks_first_and_says_what_it_is(cast: Cast, login: Login) -> None:
    client = login(cast.anna)
    page = client.get(page_about(cast.bram, cast.noord)).content.decode()
    assert "Bram (lid namens Voorbeeldbedrijf" in page
    assert "30 minuten" in page
    assert BANNER not in client.get(HOME).content.decode(), "opening a page begins nothing"


def test_every_page_says_as_whom_and_how_to_stop(cast: Cast, login: Login) -> None:
    client = looking_as(cast.bram, cast, login)
    for place in (HOME, f"{HOME}strategie/", f"{HOME}mensen/"):
        page = client.get(place).content.decode()
        assert BANNER in page
        assert "Bram (lid namens Voorbeeldbedrijf" in page
        assert STOP in page
    answer = client.post(STOP, follow=True)
    assert answer.redirect_chain == [("/p/noord/mensen/", 302)]
    assert BANNER not in answer.content.decode()
    assert "U werkt als parkmanager" in client.get(HOME).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("who", ["bram", "tess"])
def test_nothing_can_be_changed_meanwhile(
    method: str, who: str, world: World, cast: Cast, login: Login
) -> None:
    client = looking_as(getattr(cast, who), cast, login)
    with park_context(cast.noord.pk, cast.zuid.pk):
        before = rows()
    for route in PLACES:
        if "look" in route.name:
            continue
        answer = getattr(client, method)(address(route, world))
        assert answer.status_code in (403, 405), route.name
    with park_context(cast.noord.pk, cast.zuid.pk):
        after = rows()
    changed = {table for table in before if before[table] != after[table]}
    assert changed <= {"parks_auditentry"}
    form = client.post(f"{HOME}strategie/doelen/nieuw/", {"statement": "Van Anna"})
    assert "Wijzigen kan niet zolang u meekijkt" in form.content.decode()


def test_only_her_own_park_is_shown_through_those_eyes(cast: Cast, login: Login) -> None:
    with park_context(cast.zuid.pk):
        grant_role(park=cast.zuid, user=cast.anna, role=Role.TEAM, since=dt.date(2026, 1, 1))
    client = looking_as(cast.bram, cast, login)
    zuid = client.get("/p/zuid/").content.decode()
    assert BANNER not in zuid
    assert "U werkt als lid van het kernteam" in zuid
    account = client.get("/account/").content.decode()
    assert 'value="Anna"' in account
    assert BANNER not in account


def test_it_stops_after_thirty_minutes_and_says_so(cast: Cast, login: Login) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = looking_as(cast.bram, cast, login)
        clock.shift(dt.timedelta(minutes=29))
        assert BANNER in client.get(HOME).content.decode()
        clock.shift(dt.timedelta(minutes=1))
        page = client.get(HOME).content.decode()
        assert BANNER not in page
        assert "U kijkt niet meer mee als Bram" in page
        assert "U kijkt niet meer mee" not in client.get(HOME).content.decode()


def test_what_is_sent_after_the_time_is_not_done_under_her_own_name(
    cast: Cast, login: Login
) -> None:
    typed = {"statement": "Van wie?", "capital": "natural", "horizon": "short"}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = looking_as(cast.tess, cast, login)
        clock.shift(dt.timedelta(minutes=31))
        before = rows_of(cast)
        answer = client.post(f"{HOME}strategie/doelen/nieuw/", typed)
        assert answer.status_code == 403
        assert "Wijzigen kan niet zolang u meekijkt" in answer.content.decode()
        assert rows_of(cast) == before
        assert "U kijkt niet meer mee als Tess" in client.get(HOME).content.decode()
        assert client.post(f"{HOME}strategie/doelen/nieuw/", typed).status_code in (302, 422)


def rows_of(cast: Cast) -> object:
    with park_context(cast.noord.pk, cast.zuid.pk):
        found = rows()
    found.pop("parks_auditentry", None)
    return found


def test_a_manager_who_is_one_no_more_looks_through_nobodys_eyes(cast: Cast, login: Login) -> None:
    client = looking_as(cast.tess, cast, login)
    with park_context(cast.noord.pk):
        Membership.objects.filter(user=cast.anna).update(ended_on=dt.date(2026, 1, 2))
    for ask in (client.get, client.post):
        assert ask(HOME).status_code in (404, 405)
    assert client.get(HOME).status_code == 404
    with park_context(cast.noord.pk):
        Membership.objects.create(
            park=cast.noord, user=cast.anna, role=Role.TEAM, since=dt.date(2026, 1, 1)
        )
    page = client.get(HOME).content.decode()
    assert BANNER not in page
    assert "U werkt als lid van het kernteam" in page


def test_it_ends_with_the_role_of_who_is_looked_at(cast: Cast, login: Login) -> None:
    client = looking_as(cast.bram, cast, login)
    with park_context(cast.noord.pk):
        end_role(membership=Membership.objects.get(user=cast.bram), today=timezone.localdate())
    page = client.get(HOME).content.decode()
    assert BANNER not in page
    assert "U kijkt niet meer mee als Bram" in page


def test_who_has_more_roles_is_seen_with_all_of_them(cast: Cast, login: Login) -> None:
    with park_context(cast.noord.pk):
        grant_role(park=cast.noord, user=cast.bram, role=Role.TEAM, since=dt.date(2026, 1, 1))
    client = looking_as(cast.bram, cast, login)
    page = client.get(HOME).content.decode()
    assert "lid van het kernteam" in page
    assert " en lid" in page or "en lid van het kernteam" in page
    assert client.get(f"{HOME}strategie/doelen/nieuw/").status_code == 200


def test_looking_again_as_somebody_else_needs_no_stop(cast: Cast, login: Login) -> None:
    client = looking_as(cast.bram, cast, login)
    client.post(page_about(cast.dina, cast.noord))
    assert "Dina (adviseur via Gemeente GM0160)" in client.get(HOME).content.decode()


def test_it_stands_in_the_log_under_her_own_name(cast: Cast, login: Login) -> None:
    looking_as(cast.bram, cast, login)
    with park_context(cast.noord.pk):
        (entry,) = AuditEntry.objects.filter(action="view_as")
    assert entry.actor_id == cast.anna.pk
    assert "Bram (lid namens" in entry.object_label


def test_a_download_is_logged_under_her_own_name(world: World, cast: Cast, login: Login) -> None:
    client = looking_as(cast.bram, cast, login)
    place = f"{HOME}rapporten/edities/{world.edition.pk}/pdf/"
    assert client.get(place).status_code in (200, 302)
    with park_context(cast.noord.pk):
        actors = set(AuditEntry.objects.values_list("actor_id", flat=True))
    assert cast.bram.pk not in actors


@pytest.mark.parametrize("who", ["tess", "bram", "carla", "dina", "chris", "eva", "fred"])
def test_nobody_else_looks_through_other_eyes(who: str, cast: Cast, login: Login) -> None:
    client = login(getattr(cast, who))
    for person in (cast.bram, cast.dina):
        place = page_about(person, cast.noord)
        assert {client.get(place).status_code, client.post(place).status_code} <= {403, 404}
    assert BANNER not in client.get(HOME).content.decode()


def test_people_of_other_parks_and_advisers_elsewhere_are_not_there(
    cast: Cast, login: Login
) -> None:
    client = login(cast.anna)
    theirs = page_about(cast.chris, cast.zuid).replace("/p/zuid/", "/p/noord/")
    elsewhere = page_about(cast.eva, cast.zuid).replace("/p/zuid/", "/p/noord/")
    for place in (theirs, elsewhere, f"{HOME}mensen/adviseurs/0/bekijken/"):
        assert client.get(place).status_code == 404
        assert client.post(place).status_code == 404
