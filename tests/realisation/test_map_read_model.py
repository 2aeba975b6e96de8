"""The kansenkaart as a reader sees it: her own numbers, her own entries, their places."""

import datetime as dt

import pytest
from django.contrib.gis.geos import Point

from accounts.models import User
from core.park_context import park_context
from knowledge.choices import Theme
from parks.choices import Audience, Release
from parks.models import Membership, Occupation, Park
from parks.queries.readers import AudienceReader
from realisation.choices import LinkKind, ListingSide, OpportunityState, PartyRole
from realisation.models import OpportunityLink
from realisation.queries.opportunity_explained import explain
from realisation.queries.opportunity_map import MapSearch, OpportunityMap, opportunity_map
from realisation.queries.opportunity_places import places_of
from tests.factories.parks import EstablishmentFactory
from tests.realisation.mapping import (
    TODAY,
    listing,
    opportunity,
    party,
    plot,
    square,
    viewer,
)

pytestmark = pytest.mark.django_db
WIDE = (230_000.0, 500_000.0, 230_500.0, 500_400.0)


def seen(user: User, park: Park, **search: str) -> OpportunityMap:
    return opportunity_map(viewer(user, park), TODAY, MapSearch(**search))


def lines(found: OpportunityMap) -> list[tuple[str, str]]:
    return [(entry.number, entry.title) for entry in found.entries]


def test_numbers_follow_the_age_of_what_this_reader_sees(
    in_noord: Park, anna: User, bram: User
) -> None:
    opportunity(in_noord, "Eerst", audience=Audience.TEAM)
    blind = opportunity(in_noord, "Blind")
    party(blind, "Wil niet genoemd", named=False)
    opportunity(in_noord, "Laatst")
    assert lines(seen(anna, in_noord)) == [("1", "Eerst"), ("2", "Blind"), ("3", "Laatst")]
    assert lines(seen(bram, in_noord)) == [("1", "Laatst")]


def test_demands_and_supplies_have_letters_and_numbers_of_their_own(
    in_noord: Park, bram: User
) -> None:
    listing(in_noord, "Grond gezocht")
    listing(in_noord, "Dak over", ListingSide.SUPPLY)
    listing(in_noord, "Stroom gezocht")
    listing(in_noord, "Geheim", released_to=Release.COMPANY)
    expected = [("V1", "Grond gezocht"), ("V2", "Stroom gezocht"), ("A1", "Dak over")]
    assert lines(seen(bram, in_noord)) == expected


def test_what_a_company_keeps_is_there_for_itself_and_the_manager_alone(
    in_noord: Park, anna: User, tess: User, bram: User, carla: User
) -> None:
    own = Membership.objects.get(user=bram).establishment
    listing(in_noord, "Van Bram", released_to=Release.COMPANY, establishment=own)
    counts = [len(seen(who, in_noord).all) for who in (anna, bram, tess, carla)]
    assert counts == [1, 1, 0, 0]


def test_what_lapsed_expired_or_was_withdrawn_is_not_on_the_map(in_noord: Park, anna: User) -> None:
    opportunity(in_noord, "Voorbij", state=OpportunityState.LAPSED, state_reason="Te duur.")
    listing(in_noord, "Verlopen", expires_on=TODAY - dt.timedelta(days=1))
    listing(in_noord, "Terug", state="withdrawn", state_reason="Niet meer nodig.")
    assert seen(anna, in_noord).all == ()


def test_layers_filter_without_changing_a_number(in_noord: Park, bram: User) -> None:
    opportunity(in_noord, "Energie")
    opportunity(in_noord, "Klimaat", theme=Theme.CLIMATE, state=OpportunityState.AGREED)
    listing(in_noord, "Grond")
    assert lines(seen(bram, in_noord, theme="climate")) == [("2", "Klimaat")]
    assert lines(seen(bram, in_noord, state="agreed")) == [("2", "Klimaat")]
    assert lines(seen(bram, in_noord, layer="demand")) == [("V1", "Grond")]
    assert lines(seen(bram, in_noord, layer="opportunity", theme="energy")) == [("1", "Energie")]


def test_a_number_stands_in_the_largest_plot_or_in_the_drawn_area(
    in_noord: Park, bram: User
) -> None:
    small, large = plot(in_noord, 0), plot(in_noord, 8, geometry=square(8, 55))
    opportunity(in_noord, "Op kavels", small, large)
    opportunity(in_noord, "In een gebied", small, area=square(20))
    opportunity(in_noord, "Nergens")
    found = seen(bram, in_noord)
    places = places_of(viewer(bram, in_noord), found.all, WIDE)
    on_plots, in_area, nowhere = (places.point_of(entry) for entry in found.all)
    assert on_plots is not None
    assert square(8, 55).buffer(1).contains(_point(on_plots))
    assert in_area is not None
    assert square(20).buffer(1).contains(_point(in_area))
    assert nowhere is None
    assert places.names_of(found.all[0]) == ("Kavel 0", "Kavel 8")


def _point(place: tuple[int, int]) -> Point:
    return Point(place[0] / 10, place[1] / 10, srid=28992)


def test_a_plot_that_is_not_for_the_reader_gives_no_place_away(
    in_noord: Park, tess: User, bram: User
) -> None:
    hidden = plot(in_noord, 3, audience=Audience.TEAM)
    opportunity(in_noord, "Half verborgen", hidden)
    assert seen(tess, in_noord).all[0].plots == (hidden.pk,)
    assert seen(bram, in_noord).all[0].plots == ()


def test_a_demand_lies_where_its_company_works(in_noord: Park, bram: User) -> None:
    company = EstablishmentFactory(park=in_noord, audience=Audience.MEMBERS)
    ground = plot(in_noord, 5)
    Occupation.objects.create(
        park=in_noord, plot=ground, establishment=company, since=dt.date(2020, 1, 1)
    )
    own = plot(in_noord, 6)
    listing(in_noord, "Bij de buren", establishment=company)
    listing(in_noord, "Elders", establishment=company, plot=own)
    found = seen(bram, in_noord)
    assert [entry.plots for entry in found.all] == [(ground.pk,), (own.pk,)]


def test_the_explanation_names_parties_by_role_and_ties_by_number(
    in_noord: Park, anna: User
) -> None:
    first, second = opportunity(in_noord, "Eén", what="Wat het is."), opportunity(in_noord, "Twee")
    party(first, "Zeta", PartyRole.JOINS)
    party(first, "Alfa", PartyRole.OFFERS)
    party(first, "Vertrokken", left_on=TODAY)
    OpportunityLink.objects.create(park=in_noord, source=first, target=second, kind=LinkKind.NEEDS)
    reader = viewer(anna, in_noord)
    found = opportunity_map(reader, TODAY)
    one, two = explain(reader, found, found.all, places_of(reader, found.all))
    assert [(each.name, each.role_label) for each in one.parties] == [
        ("Alfa", "biedt aan"),
        ("Zeta", "doet mee"),
    ]
    assert (one.text, one.ties, two.ties) == (
        "Wat het is.", ("kan niet zonder 2",), ("is nodig voor 1",)
    )  # fmt: skip


def test_an_unnamed_party_is_marked_for_the_manager(in_noord: Park, anna: User) -> None:
    blind = opportunity(in_noord, "Blind")
    party(blind, "Onbekend", named=False)
    reader = viewer(anna, in_noord)
    found = opportunity_map(reader, TODAY)
    (row,) = explain(reader, found, found.all, places_of(reader, found.all))
    assert row.is_for_manager_alone


def test_a_document_for_the_team_reads_nothing_in_confidence(in_noord: Park) -> None:
    blind = opportunity(in_noord, "Blind")
    party(blind, "Onbekend", named=False)
    listing(in_noord, "Geheim", released_to=Release.COMPANY)
    assert opportunity_map(AudienceReader.of(in_noord, Audience.TEAM), TODAY).all == ()


def test_nothing_of_another_park_is_on_the_map(in_noord: Park, zuid: Park, anna: User) -> None:
    with park_context(zuid.pk):
        opportunity(zuid, "Van Zuid", audience=Audience.PUBLIC)
        listing(zuid, "Van Zuid", released_to=Release.PUBLIC)
    assert seen(anna, in_noord).all == ()
