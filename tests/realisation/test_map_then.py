"""The kansenkaart of a day draws what lay where then, and demand and supply of then."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from parks.choices import Audience, Release
from parks.models import Membership, Occupation, Park
from realisation.choices import OpportunityState
from realisation.queries.opportunity_then import MapThen, map_then
from realisation.queries.opportunity_time import map_story
from tests.factories.parks import EstablishmentFactory
from tests.realisation.mapping import TODAY, square, viewer, words
from tests.realisation.past import Past, day

pytestmark = pytest.mark.django_db
Login = Callable[[User], Client]
TIME = reverse("realisation:map_time", args=["noord"])


@pytest.fixture
def past(in_noord: Park) -> Past:
    return Past(in_noord)


def seen(user: User, past: Past, number: int) -> MapThen:
    reader = viewer(user, past.park)
    return map_then(reader, map_story(reader, TODAY), day(number))


def lines(then: MapThen) -> list[tuple[str, str]]:
    return [(row.entry.number, row.entry.title) for row in then.rows]


def test_a_plot_is_drawn_as_it_lay_then(past: Past, bram: User) -> None:
    ground = past.plot(0, geometry=square(0))
    past.opportunity("Warmte", ground)
    past.change(ground, geometry=square(40), name="Kavel elders")
    then, now = seen(bram, past, 2), seen(bram, past, 3)
    assert [row.plots for row in (*then.rows, *now.rows)] == [("Kavel 0",), ("Kavel elders",)]
    assert str(then.picture) != str(now.picture)


def test_a_plot_that_was_not_drawn_yet_is_not_on_the_map_of_then(past: Past, bram: User) -> None:
    ground = past.plot(0, geometry=None)
    past.opportunity("Warmte", ground)
    past.change(ground, geometry=square(0))
    assert "1 kans" not in str(seen(bram, past, 2).picture)
    assert "1 kans" in str(seen(bram, past, 3).picture)


def test_an_area_is_drawn_as_it_was_drawn_then(past: Past, bram: User) -> None:
    made = past.opportunity("Groene rand", area=square(0))
    past.change(made, area=square(40))
    past.change(made, area=None)
    drawings = [str(seen(bram, past, number).picture) for number in (1, 2, 3)]
    assert len(set(drawings)) == 3
    assert [seen(bram, past, number).rows[0].entry.has_area for number in (2, 3)] == [True, False]


@pytest.mark.parametrize(("then", "now"), [("team", "members"), ("members", "team")])
def test_a_plot_gives_a_place_away_only_when_it_did_then_and_does_now(
    then: str, now: str, past: Past, tess: User, bram: User
) -> None:
    ground = past.plot(0, audience=then)
    past.opportunity("Warmte", ground)
    past.change(ground, audience=now)
    assert seen(tess, past, 2).rows[0].plots == ("Kavel 0",)
    assert seen(bram, past, 2).rows[0].plots == ()
    assert "1 kans" in str(seen(tess, past, 2).picture)
    assert "1 kans" not in str(seen(bram, past, 2).picture)


def test_who_uses_a_plot_sees_it_in_the_past_whatever_its_audience(past: Past, bram: User) -> None:
    own = Membership.objects.get(user=bram).establishment
    ground = past.plot(0, audience=Audience.TEAM)
    Occupation.objects.create(
        park=past.park, plot=ground, establishment=own, since=dt.date(2020, 1, 1)
    )
    past.opportunity("Warmte", ground)
    assert seen(bram, past, 2).rows[0].plots == ("Kavel 0",)


def test_demand_and_supply_are_numbered_as_on_that_day(past: Past, bram: User) -> None:
    past.opportunity("Warmte")
    first = past.listing("Eerst")
    past.listing("Later")
    past.change(first, state="met", state_reason="Gevonden.")
    assert lines(seen(bram, past, 1)) == [("1", "Warmte")]
    assert lines(seen(bram, past, 3)) == [("1", "Warmte"), ("V1", "Eerst"), ("V2", "Later")]
    assert lines(seen(bram, past, 4)) == [("1", "Warmte"), ("V1", "Later")]


def test_what_expired_and_was_renewed_later_was_away_in_between(past: Past, bram: User) -> None:
    made = past.listing("Grond", expires_on=day(2))
    past.change(made, title="Grond gezocht")
    past.listing("Iets anders", expires_on=day(3))
    past.change(made, expires_on=day(9))
    on_map = [[title for _, title in lines(seen(bram, past, number))] for number in range(5)]
    assert on_map == [
        [], ["Grond gezocht"], ["Grond gezocht"], ["Iets anders"], ["Grond gezocht"]
    ]  # fmt: skip
    reader = viewer(bram, past.park)
    told = [(each.title, each.kind, each.day) for each in map_story(reader, TODAY).changes][::-1]
    assert told == [
        ("Grond gezocht", "came", day(1)),
        ("Grond gezocht", "lapsed", day(3)),
        ("Iets anders", "came", day(3)),
        ("Iets anders", "lapsed", day(4)),
        ("Grond gezocht", "came", day(4)),
        ("Grond gezocht", "lapsed", day(10)),
    ]


def test_what_is_no_longer_released_was_never_there(
    past: Past, anna: User, tess: User, bram: User
) -> None:
    made = past.listing("Geheim geworden")
    past.change(made, released_to=Release.COMPANY)
    for who in (tess, bram):
        assert lines(seen(who, past, 1)) == []
        assert map_story(viewer(who, past.park), TODAY).changes == ()
    assert lines(seen(anna, past, 1)) == [("V1", "Geheim geworden")]


def test_what_was_not_released_yet_is_not_there_then(past: Past, anna: User, bram: User) -> None:
    made = past.listing("Eerst geheim", released_to=Release.COMPANY)
    past.change(made, released_to=Release.MEMBERS)
    assert lines(seen(bram, past, 1)) == []
    assert lines(seen(bram, past, 2)) == [("V1", "Eerst geheim")]
    assert lines(seen(anna, past, 1)) == [("V1", "Eerst geheim")]
    (came,) = map_story(viewer(bram, past.park), TODAY).changes
    assert (came.kind, came.day) == ("came", day(2))


def test_a_company_sees_its_own_past(past: Past, bram: User, carla: User) -> None:
    own = Membership.objects.get(user=bram).establishment
    past.listing("Van ons", establishment=own, released_to=Release.COMPANY)
    assert lines(seen(bram, past, 1)) == [("V1", "Van ons")]
    assert lines(seen(carla, past, 1)) == []


def test_what_was_withdrawn_is_gone_from_the_past_of_all_but_the_manager(
    past: Past, anna: User, tess: User, bram: User
) -> None:
    made = past.listing("Ingetrokken wens")
    past.change(made, state="withdrawn", state_reason="Niet meer nodig.")
    for who in (tess, bram):
        assert lines(seen(who, past, 1)) == []
        assert "Ingetrokken" not in str(map_story(viewer(who, past.park), TODAY))
    assert lines(seen(anna, past, 1)) == [("V1", "Ingetrokken wens")]
    assert map_story(viewer(anna, past.park), TODAY).changes[0].why == "Niet meer nodig."


def test_why_it_was_withdrawn_for_a_time_stays_with_the_manager(
    past: Past, anna: User, tess: User, bram: User
) -> None:
    made = past.listing("Grond")
    past.change(made, state="withdrawn", state_reason="Zwijgreden.")
    past.change(made, state="open", state_reason="")
    for who in (tess, bram):
        story = map_story(viewer(who, past.park), TODAY)
        assert [change.kind for change in story.changes[::-1]] == ["came", "lapsed", "came"]
        assert "Zwijgreden" not in str(story)
    assert "Zwijgreden" in str(map_story(viewer(anna, past.park), TODAY))


def test_who_left_the_park_is_gone_from_the_past_of_all_but_the_manager(
    past: Past, anna: User, bram: User
) -> None:
    company = EstablishmentFactory(park=past.park, audience=Audience.MEMBERS)
    past.listing("Van een vertrekker", establishment=company)
    type(company).objects.filter(pk=company.pk).update(left_on=day(2))
    assert lines(seen(bram, past, 1)) == []
    assert lines(seen(anna, past, 1)) == [("V1", "Van een vertrekker")]
    assert lines(seen(anna, past, 2)) == []


def test_a_demand_lay_where_its_company_worked_then(past: Past, bram: User) -> None:
    company = EstablishmentFactory(park=past.park, audience=Audience.MEMBERS)
    before, after = past.plot(0), past.plot(1)
    for ground, since, until in ((before, day(0), day(4)), (after, day(4), None)):
        Occupation.objects.create(
            park=past.park, plot=ground, establishment=company, since=since, until=until
        )
    past.listing("Grond", establishment=company)
    past.opportunity("Warmte")
    assert [seen(bram, past, number).rows[-1].plots for number in (3, 4)] == [
        ("Kavel 0",), ("Kavel 1",)
    ]  # fmt: skip


def test_its_words_are_those_of_today(past: Past, bram: User) -> None:
    made = past.listing("Staal BV zoekt grond", name="Staal BV")
    past.change(made, title="Grond gezocht", name="Een bedrijf")
    (row,) = seen(bram, past, 1).rows
    assert (row.entry.title, row.parties) == ("Grond gezocht", ("Een bedrijf",))
    assert "Staal" not in str(map_story(viewer(bram, past.park), TODAY))


def test_today_is_the_map_of_today(past: Past, bram: User, login: Login) -> None:
    ground = past.plot(0)
    past.opportunity("Warmte", ground)
    past.opportunity("Voorbij", state=OpportunityState.LAPSED, state_reason="Te duur.")
    past.listing("Grond", plot=ground)
    client = login(bram)
    place = words(client.get(reverse("realisation:map", args=["noord"])))
    time = words(client.get(TIME))
    for said in ("1 Warmte", "V1 Grond", "Kavel 0"):
        assert said in place
        assert said in time
    assert "Toen al vervallen Voorbij: Te duur." in time


def test_a_year_of_changes_asks_no_more_queries(past: Past, anna: User, login: Login) -> None:
    client = login(anna)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(TIME, {"dag": day(past.days).isoformat()}).status_code == 200
        return len(queries)

    def act(since: int, until: int) -> None:
        for at in range(since, until):
            ground = past.plot(at)
            made = past.opportunity(f"Kans {at}", ground, area=square(at))
            past.change(past.party(made, f"Partij {at}"), brings="Kennis")
            past.change(made, state=OpportunityState.OPPORTUNITY)
            past.listing(f"Vraag {at}", plot=ground)

    act(0, 2)
    few = asked()
    act(2, 22)
    assert asked() == few
