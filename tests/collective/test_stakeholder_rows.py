"""Who gets the rows that the team notes of a stakeholder, whatever page asks for them.

Somebody of the team who also speaks for a company on the park gets none about that company.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from collective.models import Contact, Position, Stakeholder
from core.park_context import park_context
from parks.access import Viewer, viewer_at
from parks.choices import Role
from parks.models import Establishment, Membership
from parks.services.merging import merge
from tests.cast import Cast
from tests.collective.stakeholder_steps import contact, position, stakeholder
from tests.factories.parks import EstablishmentFactory

DAY = dt.date(2026, 1, 1)
NOTES: tuple[Any, ...] = (Position, Contact)


@pytest.fixture
def company(cast: Cast) -> Establishment:
    made: Establishment = EstablishmentFactory(park=cast.noord)
    return made


@pytest.fixture
def rows(cast: Cast, company: Establishment) -> tuple[Stakeholder, Stakeholder]:
    """A stakeholder that is Tess's own company and one that is not, both with notes."""
    own = stakeholder(cast.noord, "Eigen zaak", organisation=company.organisation)
    other = stakeholder(cast.noord, "Ander")
    for row in (own, other):
        position(row, cast.anna, DAY, undercurrents="Zorg")
        contact(row, cast.anna, DAY)
    return own, other


def speaks_for(cast: Cast, user: User, company: Establishment) -> None:
    with park_context(cast.noord.pk):
        Membership.objects.create(
            park=cast.noord, user=user, role=Role.MEMBER, establishment=company
        )


def eyes_of(cast: Cast, user: User) -> Viewer:
    viewer = viewer_at(user, cast.noord)
    assert viewer is not None
    return viewer


def noted_for(cast: Cast, user: User, model: Any) -> set[str]:
    with park_context(cast.noord.pk):
        found = model.objects.visible_to(eyes_of(cast, user))
        return set(found.values_list("stakeholder__name", flat=True))


@pytest.mark.parametrize("model", NOTES)
def test_a_team_member_gets_all_notes_while_she_speaks_for_nobody(
    model: Any, cast: Cast, rows: tuple[Stakeholder, Stakeholder]
) -> None:
    assert noted_for(cast, cast.tess, model) == {"Eigen zaak", "Ander"}


@pytest.mark.parametrize("model", NOTES)
def test_a_team_member_gets_no_notes_about_the_company_for_which_she_speaks(
    model: Any, cast: Cast, company: Establishment, rows: tuple[Stakeholder, Stakeholder]
) -> None:
    speaks_for(cast, cast.tess, company)
    assert noted_for(cast, cast.tess, model) == {"Ander"}


@pytest.mark.parametrize("model", NOTES)
def test_the_park_manager_gets_all_notes_also_of_her_own_company(
    model: Any, cast: Cast, company: Establishment, rows: tuple[Stakeholder, Stakeholder]
) -> None:
    speaks_for(cast, cast.anna, company)
    assert noted_for(cast, cast.anna, model) == {"Eigen zaak", "Ander"}


@pytest.mark.parametrize("model", NOTES)
@pytest.mark.parametrize("who", ["bram", "carla", "dina"])
def test_nobody_outside_the_team_gets_any(
    model: Any, who: str, cast: Cast, rows: tuple[Stakeholder, Stakeholder]
) -> None:
    assert noted_for(cast, getattr(cast, who), model) == set()


@pytest.mark.parametrize("model", NOTES)
@pytest.mark.parametrize("of", ["establishment", "organisation"])
def test_what_went_up_in_her_company_stays_hers(
    model: Any, of: str, cast: Cast, company: Establishment, rows: tuple[Stakeholder, Stakeholder]
) -> None:
    winner: Establishment = EstablishmentFactory(park=cast.noord)
    speaks_for(cast, cast.tess, winner)
    pair: Callable[[Establishment], Any] = (
        (lambda each: each) if of == "establishment" else (lambda each: each.organisation)
    )
    with park_context(cast.noord.pk, user_id=cast.anna.pk):
        merge(winner=pair(winner), loser=pair(company), park=cast.noord, values={}, by=cast.anna)
    assert noted_for(cast, cast.tess, model) == {"Ander"}


def test_of_whom_she_may_note_is_of_whom_she_gets_notes(
    cast: Cast, company: Establishment, rows: tuple[Stakeholder, Stakeholder]
) -> None:
    speaks_for(cast, cast.tess, company)
    with park_context(cast.noord.pk):
        noted = Stakeholder.objects.noted_by(eyes_of(cast, cast.tess))
        assert {row.name for row in noted} == {"Ander"}
