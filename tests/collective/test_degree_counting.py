"""Which picture counts as the degree of a side, and what its readers get to see."""

import datetime as dt

import pytest

from accounts.models import User
from collective.choices import AssessedBy, Side
from collective.models import OrganisationDegree
from collective.queries.degree import current_degrees, degree_history, side_standings
from knowledge.choices import Degree
from parks.choices import Audience
from parks.models import Park
from tests.cast import Cast
from tests.collective.assessing import signed

OWN = {Side.BUSINESS: AssessedBy.PARK, Side.PUBLIC: AssessedBy.ADVISER}
OTHER = {Side.BUSINESS: AssessedBy.ADVISER, Side.PUBLIC: AssessedBy.PARK}
ALL = Audience.values


def degrees_of(park: Park, audiences: list[str] = ALL) -> dict[str, str]:
    found = current_degrees(park_id=park.pk, audiences=audiences)
    return {side: card.degree for side, card in found.items()}


@pytest.mark.parametrize("side", Side)
def test_the_own_picture_of_a_side_counts_even_when_the_other_is_newer(
    in_noord: Park, anna: User, side: Side
) -> None:
    signed(in_noord, anna, Degree.FUNCTIONAL, side=side, by=OWN[side])
    later = dt.date(2026, 6, 1)
    signed(in_noord, anna, Degree.MINIMAL, side=side, by=OTHER[side], assessed_on=later)
    assert degrees_of(in_noord) == {side: Degree.FUNCTIONAL}


@pytest.mark.parametrize("side", Side)
def test_while_the_side_itself_signed_nothing_the_other_picture_counts_and_says_so(
    in_noord: Park, anna: User, side: Side
) -> None:
    signed(in_noord, anna, Degree.FUNCTIONAL, side=side, by=OTHER[side])
    standings = side_standings(park_id=in_noord.pk, audiences=ALL)
    found = {each.side: (each.degree, each.is_stand_in) for each in standings}
    assert found[side] == (Degree.FUNCTIONAL, True)


def test_the_latest_of_the_own_pictures_counts_by_the_day_it_is_about(
    in_noord: Park, anna: User
) -> None:
    signed(in_noord, anna, Degree.FUNCTIONAL, assessed_on=dt.date(2026, 5, 1))
    signed(in_noord, anna, Degree.MINIMAL, assessed_on=dt.date(2025, 5, 1))
    assert degrees_of(in_noord) == {Side.BUSINESS: Degree.FUNCTIONAL}


def test_a_statement_from_before_there_were_questionnaires_counts_until_the_first_one(
    in_noord: Park, anna: User
) -> None:
    OrganisationDegree.objects.create(
        park=in_noord,
        side=Side.PUBLIC,
        degree=Degree.FUNCTIONAL,
        reason="Er is een gebiedsteam.",
        stated_on=dt.date(2026, 5, 1),
        stated_by=anna,
        audience=Audience.MEMBERS,
    )
    standing = side_standings(park_id=in_noord.pk, audiences=ALL)[1]
    assert (standing.degree, standing.is_stand_in) == (Degree.FUNCTIONAL, False)
    assert (standing.judgement, standing.missing) == (None, ())
    signed(in_noord, anna, Degree.MINIMAL, side=Side.PUBLIC, by=AssessedBy.PARK)
    assert degrees_of(in_noord) == {Side.PUBLIC: Degree.MINIMAL}


def test_a_side_of_which_nothing_was_established_stands_nowhere(in_noord: Park) -> None:
    for standing in side_standings(park_id=in_noord.pk, audiences=ALL):
        assert (standing.card, standing.degree, standing.missing) == (None, None, ())
        assert not standing.is_stand_in


def test_a_standing_names_what_keeps_the_side_from_the_next_degree(
    in_noord: Park, anna: User
) -> None:
    signed(in_noord, anna, Degree.FUNCTIONAL)
    standing = side_standings(park_id=in_noord.pk, audiences=ALL)[0]
    assert len(standing.missing) == 11
    assert all(each.needed and each.advice for each in standing.missing)
    assert all(each.degree == Degree.PROFESSIONAL for each in standing.missing)


def test_readers_get_what_counts_among_what_they_may_see(in_noord: Park, anna: User) -> None:
    signed(in_noord, anna, Degree.FUNCTIONAL, audience=Audience.TEAM)
    signed(in_noord, anna, Degree.MINIMAL, by=AssessedBy.ADVISER, audience=Audience.MEMBERS)
    assert degrees_of(in_noord) == {Side.BUSINESS: Degree.FUNCTIONAL}
    members = list(Audience.at_least(Audience.MEMBERS))
    assert degrees_of(in_noord, members) == {Side.BUSINESS: Degree.MINIMAL}


def test_history_holds_every_statement_the_latest_first(in_noord: Park, cast: Cast) -> None:
    days = (dt.date(2025, 1, 1), dt.date(2026, 1, 1))
    for day in days:
        signed(in_noord, cast.anna, Degree.MINIMAL, assessed_on=day)
    history = degree_history(park_id=in_noord.pk, audiences=ALL)
    assert [card.stated_on for card in history] == list(reversed(days))
    assert {card.by_label for card in history} == {"Het terrein zelf"}
