"""The picture of a round: at least five, rounded, once; the manager reads it exactly."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from core import svg
from core.park_context import park_context
from parks.access import viewer_at
from parks.choices import Release
from parks.models import Park
from realisation.models import QuickScan, ScanRound
from realisation.queries.scan_picture import (
    HIGHEST,
    LOWEST,
    Given,
    ScanPicture,
    picture_of,
    published_mean,
)
from tests.realisation.opportunity_steps import at, words
from tests.realisation.scan_steps import asked, close, sent_in

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")


def picture(scan_round: ScanRound, user: User) -> ScanPicture:
    with transaction.atomic(), park_context(scan_round.park_id):
        viewer = viewer_at(user, scan_round.park)
        assert viewer is not None
        stored = ScanRound.objects.get(pk=scan_round.pk)
        return picture_of(viewer, stored, timezone.localdate())


def closed_round(park: Park, levels: Sequence[tuple[int, int]], *, open_: int = 0) -> ScanRound:
    """Return a closed round with these answers, of which so many are open to the team."""
    scan_round = asked(park)
    for place, (urgency, energy) in enumerate(levels):
        release = Release.TEAM if place < open_ else Release.COMPANY
        sent_in(scan_round, urgency=urgency, energy=energy, released_to=release)
    close(scan_round)
    return scan_round


def shown(found: ScanPicture) -> dict[str, tuple[Decimal | None, Decimal | None, int]]:
    return {each.theme: (each.urgency, each.energy, each.companies) for each in found.shown}


def test_five_answers_give_an_average_in_halves(noord: Park, tess: User) -> None:
    levels = [(5, 1), (4, 2), (4, 3), (3, 3), (3, 3)]
    found = picture(closed_round(noord, levels), tess)
    assert shown(found) == {"energy": (Decimal("4.0"), Decimal("2.5"), 5)}


def test_four_answers_give_nothing(noord: Park, tess: User) -> None:
    assert shown(picture(closed_round(noord, [(5, 5)] * 4), tess)) == {}


def test_what_the_team_knows_already_does_not_count_towards_five(noord: Park, tess: User) -> None:
    assert shown(picture(closed_round(noord, [(3, 3)] * 6, open_=2), tess)) == {}
    assert shown(picture(closed_round(noord, [(3, 3)] * 7, open_=2), tess)) != {}
    assert shown(picture(closed_round(noord, [(3, 3)] * 5, open_=5), tess)) != {}


def test_an_answer_that_was_open_once_stays_known(noord: Park, tess: User) -> None:
    scan_round = closed_round(noord, [(3, 3)] * 5, open_=1)
    with transaction.atomic(), park_context(noord.pk):
        QuickScan.objects.filter(round=scan_round).update(released_to=Release.COMPANY)
    assert shown(picture(scan_round, tess)) == {}


def test_the_ends_of_the_scale_are_not_told(noord: Park, tess: User) -> None:
    found = picture(closed_round(noord, [(5, 1)] * 5), tess)
    [theme] = found.shown
    assert (theme.urgency, theme.energy) == (HIGHEST, LOWEST)
    assert (theme.urgency_text, theme.energy_text) == ("4,0 of hoger", "2,0 of lager")


def test_as_long_as_the_round_is_open_the_team_gets_no_picture(
    noord: Park, tess: User, login: Login
) -> None:
    scan_round = asked(noord)
    for _ in range(6):
        sent_in(scan_round, urgency=4, energy=4)
    assert picture(scan_round, tess).themes == ()
    page = words(login(tess).get(at("scan_picture", scan_round.pk)))
    assert "Het beeld komt als de ronde is gesloten" in page


def test_the_manager_reads_it_exactly_at_any_moment(noord: Park, anna: User, login: Login) -> None:
    scan_round = asked(noord)
    sent_in(scan_round, urgency=5, energy=2)
    sent_in(scan_round, urgency=4, energy=2)
    found = picture(scan_round, anna)
    assert shown(found) == {"energy": (Decimal("4.5"), Decimal(2), 2)}
    page = words(login(anna).get(at("scan_picture", scan_round.pk)))
    assert "Alleen voor u als parkmanager" in page
    assert "<svg" in page


def test_others_get_no_picture(noord: Park, bram: User, dina: User, login: Login) -> None:
    scan_round = closed_round(noord, [(3, 3)] * 6)
    for who in (bram, dina):
        assert login(who).get(at("scan_picture", scan_round.pk)).status_code == 403
        with pytest.raises(PermissionError):
            picture(scan_round, who)


def test_drawing_and_table_say_the_same(noord: Park, tess: User, login: Login) -> None:
    page = words(login(tess).get(at("scan_picture", closed_round(noord, [(4, 3)] * 5).pk)))
    assert "Energie: hoe dringend 4,0, hoeveel zin 3,0" in page
    assert "ten minste 5" in page
    assert "4,0" in page


@given(st.lists(st.integers(1, 5), min_size=5, max_size=12))
def test_who_knows_her_own_answer_keeps_guessing_at_every_other(levels: list[int]) -> None:
    """Of each other company at least two answers fit her own and what was published."""
    own, others = levels[0], len(levels) - 1
    published = mean_of(levels)
    fitting = {
        guess
        for total in range(others, 5 * others + 1)
        if mean_of([own, *spread(total, others)]) == published
        for guess in range(1, 6)
        if others - 1 <= total - guess <= 5 * (others - 1)
    }
    assert set(levels[1:]) <= fitting
    assert len(fitting) >= 2


def mean_of(levels: Sequence[int]) -> Decimal | None:
    return published_mean([Given(level, is_hidden=True) for level in levels])


def spread(total: int, companies: int) -> list[int]:
    """Return any answers of so many companies with this sum."""
    return [total // companies + (place < total % companies) for place in range(companies)]


def test_the_plot_draws_every_mark_apart() -> None:
    marks = tuple(svg.LevelMark(number, f"Thema {number}", 3, 3) for number in range(1, 8))
    drawn = svg.level_plot(svg.LevelPlotData("Proef", "x", "y", marks), uid="proef")
    places = {piece.split("r=")[0] for piece in drawn.split("<circle")[1:]}
    assert len(places) == 7
    off = svg.LevelPlotData("Proef", "x", "y", (svg.LevelMark(1, "Te hoog", 6, 3),))
    with pytest.raises(ValueError, match="between 1 and 5"):
        svg.level_plot(off, uid="proef")
