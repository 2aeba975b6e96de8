"""What the records of a park show, and to whom."""

import datetime as dt

import pytest

from accounts.models import User
from collective.choices import CommitmentKind, TeamKind
from collective.models import ChosenForm, Commitment, Stakeholder, Team
from collective.queries.signs import side_of, signs
from knowledge.choices import Side, Sign
from knowledge.loader import advice
from parks.access import Viewer, viewer_at
from parks.choices import Audience, Helix
from parks.models import Park
from parks.queries.readers import AudienceReader

TODAY = dt.date(2026, 11, 22)
YESTERDAY = TODAY - dt.timedelta(days=1)


def there(user: User, park: Park) -> Viewer:
    viewer = viewer_at(user, park)
    assert viewer
    return viewer


def shown(viewer: Viewer | AudienceReader) -> set[Sign]:
    return {sign for _, sign in signs(viewer, TODAY)}


@pytest.fixture
def late(in_noord: Park) -> Commitment:
    commitment: Commitment = Commitment.objects.create(
        park=in_noord,
        name="Een bedrijf",
        helix=Helix.COMPANY,
        kind=CommitmentKind.DATA,
        what="Verbruikscijfers",
        due_on=YESTERDAY,
        audience=Audience.MEMBERS,
    )
    return commitment


def test_an_empty_park_shows_the_team_all_that_is_not_there(in_noord: Park, anna: User) -> None:
    assert shown(there(anna, in_noord)) == {
        Sign.NO_FORM,
        Sign.NO_CORE_TEAM,
        Sign.NO_AREA_TEAM,
        Sign.NO_STAKEHOLDERS,
        Sign.NO_ACTIVITY,
        Sign.NO_AGREEMENT,
        Sign.NO_IDEAS,
        Sign.NO_PUBLIC_MONEY,
        Sign.NO_PUBLIC_COMMITMENT,
    }


@pytest.mark.parametrize("who", ["bram", "dina"])
def test_who_does_not_see_all_is_never_told_that_something_is_not_there(
    in_noord: Park, who: str, request: pytest.FixtureRequest
) -> None:
    reader = there(request.getfixturevalue(who), in_noord)
    assert shown(reader) == set()
    Team.objects.create(park=in_noord, kind=TeamKind.CORE, name="Kernteam")
    assert shown(reader) == set()


def test_what_is_there_is_no_sign(in_noord: Park, anna: User) -> None:
    for kind in (TeamKind.CORE, TeamKind.AREA):
        Team.objects.create(park=in_noord, kind=kind, name=str(kind.label))
    ChosenForm.objects.create(park=in_noord, form="biz")
    found = shown(there(anna, in_noord))
    assert not found & {Sign.NO_CORE_TEAM, Sign.NO_AREA_TEAM, Sign.NO_FORM}


def test_late_commitments_are_counted_for_who_may_see_them(
    late: Commitment, anna: User, bram: User
) -> None:
    for user in (anna, bram):
        found = signs(there(user, late.park), TODAY)
        assert found[Side.BUSINESS, Sign.LATE_COMMITMENTS] == "1 toezegging is te laat."
    late.audience = Audience.TEAM
    late.save()
    assert Sign.LATE_COMMITMENTS in shown(there(anna, late.park))
    assert Sign.LATE_COMMITMENTS not in shown(there(bram, late.park))


@pytest.mark.parametrize(
    ("until", "ends"),
    [(None, False), (TODAY + dt.timedelta(days=100), True), (dt.date(2029, 1, 1), False)],
)
def test_a_form_that_ends_within_a_year_is_a_sign(
    in_noord: Park, anna: User, until: dt.date | None, ends: bool
) -> None:
    ChosenForm.objects.create(park=in_noord, form="biz", until=until)
    assert (Sign.FORM_ENDS in shown(there(anna, in_noord))) is ends


def test_a_form_that_ended_leaves_the_park_without(in_noord: Park, anna: User) -> None:
    ChosenForm.objects.create(park=in_noord, form="biz", until=TODAY)
    assert Sign.NO_FORM in shown(there(anna, in_noord))


def test_that_somebody_waits_for_a_talk_is_for_the_team_alone(
    in_noord: Park, anna: User, bram: User
) -> None:
    Stakeholder.objects.create(
        park=in_noord, name="De buurt", helix=Helix.SOCIETY, audience=Audience.MEMBERS
    )
    assert Sign.NOT_SPOKEN_TO in shown(there(anna, in_noord))
    assert Sign.NOT_SPOKEN_TO not in shown(there(bram, in_noord))


def test_a_document_for_members_knows_what_members_know(late: Commitment) -> None:
    assert shown(AudienceReader.of(late.park, Audience.MEMBERS)) == {Sign.LATE_COMMITMENTS}
    assert shown(AudienceReader.of(late.park, Audience.PUBLIC)) == set()


def test_every_step_waits_for_a_sign_of_its_own_side() -> None:
    for item in advice().values():
        if item.when and item.when != Sign.NOT_ASSESSED:
            assert item.side == side_of(item.when)
