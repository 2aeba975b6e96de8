"""The picture of a round, answer by answer: fives beside fives, and sums without a giant."""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from core.park_context import park_context
from parks.access import viewer_at
from parks.choices import AuditAction, Release
from parks.disclosure import MINIMUM, REST, Answer, at_least, parts_of
from parks.models import AuditEntry, Park
from realisation.models import QuickScan, ScanRound
from realisation.queries.scan_picture import ScanPicture, picture_of
from realisation.queries.scan_totals import Division, in_range
from tests.realisation.opportunity_steps import at, words
from tests.realisation.scan_steps import asked, close, scan_of, sent_in

Login = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("standing")


def closed_round(park: Park, answers: Iterable[dict[str, Any]], **named: Any) -> ScanRound:
    """Return a closed round in which companies answered this."""
    scan_round = asked(park, **named)
    for fields in answers:
        scan_of(scan_round, finished_at=timezone.now(), **fields)
    close(scan_round)
    with transaction.atomic(), park_context(park.pk):
        stored: ScanRound = ScanRound.objects.get(pk=scan_round.pk)
        return stored


def picture(scan_round: ScanRound, user: User, *, as_team: bool = False) -> ScanPicture:
    with transaction.atomic(), park_context(scan_round.park_id):
        viewer = viewer_at(user, scan_round.park)
        assert viewer is not None
        return picture_of(viewer, scan_round, timezone.localdate(), as_team=as_team)


def question(found: ScanPicture, slug: str) -> Division:
    (division,) = [each for each in found.divisions if each.slug == slug]
    return division


def told(found: ScanPicture, slug: str) -> dict[str, int | None]:
    division = question(found, slug)
    return {each.label: each.companies for each in division.shown}


def land(found: ScanPicture) -> dict[str, str]:
    return {each.label: each.words for each in found.land}


def plans(*groups: tuple[str, int], **fields: Any) -> list[dict[str, Any]]:
    return [{"plan": plan, **fields} for plan, number in groups for _ in range(number)]


def test_an_answer_stands_beside_five_who_answered_otherwise(noord: Park, tess: User) -> None:
    found = picture(closed_round(noord, plans(("expand", 7), ("stay", 4), ("move", 1))), tess)
    assert told(found, "plan") == {"uitbreiden": 5}
    division = question(found, "plan")
    assert (division.rest.words, division.shown[0].words) == ("ten minste 5", "ten minste 5")


@pytest.mark.parametrize(
    "groups",
    [
        [("expand", 9)],
        [("expand", 12), ("stay", 4)],
        [("expand", 4), ("stay", 4), ("move", 1)],
    ],
)
def test_an_answer_of_nearly_all_or_too_few_is_not_told(
    noord: Park, tess: User, groups: Sequence[tuple[str, int]]
) -> None:
    assert told(picture(closed_round(noord, plans(*groups)), tess), "plan") == {}


def test_what_may_be_chosen_more_than_once_stands_beside_who_did_not(
    noord: Park, tess: User
) -> None:
    answers = [{"bottlenecks": ["grid", "staff"]}] * 6 + [{"bottlenecks": ["staff"]}] * 5
    found = picture(closed_round(noord, answers), tess)
    assert told(found, "bottlenecks") == {"vol stroomnet": 5}


def test_when_offers_help_and_money_are_told_too(noord: Park, tess: User) -> None:
    answers = [
        {"plan": "expand", "plan_year": 2021, "offers": ["roof"], "gives_time": True,
         "gives_money": "up_to_10k"}
    ] * 5 + [{"plan": "move", "plan_year": 2030, "gives_time": False}] * 6  # fmt: skip
    found = picture(closed_round(noord, answers), tess)
    assert told(found, "when") == {"in 2020 of 2021": 5, "na 2024": 5}
    assert told(found, "offers") == {"dak": 5}
    assert told(found, "gives") == {"tijd": 5}
    assert told(found, "money") == {"tot 10.000 euro": 5}


def test_land_is_told_as_a_range_of_hectares(noord: Park, tess: User) -> None:
    answers = [{"plan": "expand", "plan_area_m2": 3000}] * 5 + plans(("stay", 5))
    found = picture(closed_round(noord, answers), tess)
    assert land(found) == {"gevraagde grond": "1 tot 2 ha", "grond die vrijkomt": ""}


def test_land_of_which_one_company_has_nearly_all_is_not_told(noord: Park, tess: User) -> None:
    answers = [{"plan": "expand", "plan_area_m2": 500}] * 5 + plans(("stay", 5))
    giant = {"plan": "expand", "plan_area_m2": 50_000}
    assert land(picture(closed_round(noord, [*answers, giant]), tess))["gevraagde grond"] == ""


def test_land_of_all_who_answered_is_not_told(noord: Park, tess: User) -> None:
    answers = [{"plan": "expand", "plan_area_m2": 3000}] * 8
    assert land(picture(closed_round(noord, answers), tess))["gevraagde grond"] == ""


def test_a_later_round_tells_a_sum_only_when_five_answers_are_new(noord: Park, tess: User) -> None:
    first = closed_round(
        noord, [{"plan": "expand", "plan_area_m2": 3000}] * 6 + plans(("stay", 5)), title="Eerste"
    )
    with transaction.atomic(), park_context(noord.pk):
        before = list(QuickScan.objects.filter(round=first).select_related("establishment"))
    second = asked(noord, title="Tweede")
    for place, scan in enumerate(before):
        area = 9000 if place == 0 else scan.plan_area_m2
        scan_of(
            second, scan.establishment, finished_at=timezone.now(), plan=scan.plan,
            plan_area_m2=area,
        )  # fmt: skip
    with transaction.atomic(), park_context(noord.pk):
        ScanRound.objects.filter(pk=first.pk).update(closes_on="2021-01-01")
    close(second)
    with transaction.atomic(), park_context(noord.pk):
        stored = ScanRound.objects.get(pk=second.pk)
        first = ScanRound.objects.get(pk=first.pk)
    assert land(picture(first, tess))["gevraagde grond"] == "1 tot 2 ha"
    assert land(picture(stored, tess))["gevraagde grond"] == ""


def test_who_opened_its_answers_does_not_count_towards_five(noord: Park, tess: User) -> None:
    known = {"plan": "expand", "released_to": Release.TEAM}
    answers = [known, *plans(("expand", 4), ("stay", 6))]
    assert told(picture(closed_round(noord, answers), tess), "plan") == {}


def test_the_manager_reads_exactly_and_can_look_as_the_team_does(
    noord: Park, anna: User, tess: User, login: Login
) -> None:
    answers = [{"plan": "expand", "plan_area_m2": 3001}] * 6 + plans(("stay", 5), ("leave", 1))
    scan_round = closed_round(noord, answers)
    exact = picture(scan_round, anna)
    assert told(exact, "plan")["vertrekken van het terrein"] == 1
    assert land(exact)["gevraagde grond"] == "18.006 m²"
    as_team = picture(scan_round, anna, as_team=True)
    assert (as_team.divisions, as_team.land) == (
        picture(scan_round, tess).divisions,
        picture(scan_round, tess).land,
    )
    page = words(login(anna).get(at("scan_picture", scan_round.pk), {"voor": "kernteam"}))
    assert "18.006" not in page
    assert "1 tot 2 ha" in page


def test_the_file_holds_what_the_team_reads_and_is_logged(
    noord: Park, anna: User, bram: User, login: Login
) -> None:
    answers = [{"plan": "expand", "plan_area_m2": 3001}] * 6 + plans(("stay", 5), ("leave", 1))
    scan_round = closed_round(noord, answers)
    address = at("scan_picture_download", scan_round.pk, "xlsx")
    sheet = load_workbook(io.BytesIO(login(anna).get(address).content)).active
    assert sheet is not None
    cells = {tuple(row) for row in sheet.iter_rows(values_only=True)}
    assert ("Plannen met de plek", "uitbreiden", "bedrijven", "ten minste 5") in cells
    leave = ("Plannen met de plek", "vertrekken van het terrein", "bedrijven", "niet te tonen")
    assert leave in cells
    with transaction.atomic(), park_context(noord.pk):
        assert AuditEntry.objects.filter(action=AuditAction.EXPORT, actor=anna).exists()
    assert login(bram).get(address).status_code == 403
    csv = login(anna).get(at("scan_picture_download", scan_round.pk, "csv"))
    assert "ten minste 5" in csv.content.decode()
    assert login(anna).get(at("scan_picture_download", scan_round.pk, "pdf")).status_code == 404


def test_an_open_round_says_how_many_scans_are_needed_and_tells_nothing_else(
    noord: Park, tess: User, login: Login
) -> None:
    scan_round = asked(noord)
    for _ in range(3):
        sent_in(scan_round, urgency=4, energy=4, plan="expand")
    team = login(tess)
    page = words(team.get(at("scan_picture", scan_round.pk)))
    assert "Voor gemiddelden per thema ten minste nog 2" in page
    assert "Voor aantallen per antwoord ten minste nog 7" in page
    assert "uitbreiden" not in page
    rows = team.get(at("scan_picture_download", scan_round.pk, "csv")).content.decode()
    assert "komt als de ronde is gesloten" in rows
    assert "uitbreiden" not in rows


def test_ten_times_the_companies_cost_no_more_queries(
    noord: Park, tess: User, login: Login
) -> None:
    client = login(tess)
    few, many = (
        closed_round(noord, plans(("expand", size), ("stay", size), plan_area_m2=900))
        for size in (3, 30)
    )
    counts = []
    for scan_round in (few, few, many):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(at("scan_picture", scan_round.pk)).status_code == 200
        counts.append(len(caught))
    assert counts[2] <= counts[1]


@pytest.mark.parametrize(
    ("m2", "text"),
    [
        (0, "minder dan 0,1 ha"),
        (999, "minder dan 0,1 ha"),
        (1000, "0,1 tot 0,2 ha"),
        (4999, "0,2 tot 0,5 ha"),
        (5000, "0,5 tot 1 ha"),
        (10_000, "1 tot 2 ha"),
        (99_999, "5 tot 10 ha"),
        (1_234_567, "100 tot 200 ha"),
    ],
)
def test_a_range_lies_between_round_numbers(m2: int, text: str) -> None:
    assert in_range(Decimal(m2)) == text


def published(counts: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """What a question with these numbers per answer tells; the last number gave no answer."""
    names = [*"abcdef"[: len(counts) - 1], REST]
    answers = {
        f"{name}{place}": Answer(Decimal(1), name)
        for name, count in zip(names, counts, strict=True)
        for place in range(count)
    }
    parts = parts_of(answers, ())  # type: ignore[arg-type]  # any key that tells them apart
    return tuple(sorted((name, at_least(len(part))) for name, part in parts.items()))


def test_who_knows_her_own_answer_can_not_tell_that_of_another() -> None:
    """Of all numbers that fit what was published, the others could always have said two things."""
    for companies in range(MINIMUM, 15):
        fitting: dict[Any, list[tuple[int, ...]]] = {}
        for counts in product(range(companies + 1), repeat=3):
            if sum(counts) == companies:
                fitting.setdefault(published(counts), []).append(counts)
        for possible in fitting.values():
            for own in range(3):
                left = Counter[int]()
                for counts in possible:
                    if counts[own]:
                        left.update(
                            place
                            for place, count in enumerate(counts)
                            if count - (place == own) > 0
                        )
                assert not left or len(left) >= 2


def test_drawing_and_table_of_a_question_say_the_same(noord: Park, tess: User) -> None:
    found = picture(closed_round(noord, plans(("expand", 6), ("stay", 6))), tess)
    division = question(found, "plan")
    assert division.drawing is not None
    for share in division.shown:
        assert f"{share.label}: {share.words}" in division.drawing
