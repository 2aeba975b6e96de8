"""The content of the demo: invented, right on any day, refused with a reason when it is wrong."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils.text import slugify

from knowledge.building import ContentError
from reports.demo import reading
from reports.demo.milestones import entries_of
from reports.demo.moments import Calendar
from reports.demo.places import outline_of
from reports.demo.reading import CONTENT_DIR, all_milestones, demo_parks, read_park
from reports.demo.schema import ParkContent, Phase

TODAY = dt.date(2026, 11, 23)
EXAMPLES = {
    "voorbeeldpark-de-akkers",
    "voorbeeldpark-kanaalzicht",
    "voorbeeldpark-nieuwland",
    "voorbeeldpark-rollepaal",
    "voorbeeldpark-havenpoort",
}


def test_names_no_person_address_telephone_number_or_real_body() -> None:
    text = "\n".join(path.read_text() for path in CONTENT_DIR.glob("*/*.yaml"))
    assert not re.search(r"@|https?:|www\.|\b0\d{1,3}[- ]?\d{6,8}\b|\b06[- ]?\d", text)
    assert not re.search(r"\b(?:de heer|mevrouw|dhr\.|mw\.|B\.?V\.?|N\.V\.)(?!\w)", text)


def test_outlines_are_valid_and_as_large_as_the_park_says() -> None:
    for content in demo_parks():
        outline = outline_of(content)
        assert outline.valid
        hectares = float(content.gross_ha.replace(",", "."))
        assert outline.area / 10_000 == pytest.approx(hectares, rel=0.01)
        assert 20 <= hectares <= 60


def test_addresses_follow_from_names() -> None:
    assert {slugify(content.name) for content in demo_parks()} == EXAMPLES


@pytest.mark.parametrize("offset", range(0, 366, 11))
def test_holds_together_on_any_day(offset: int) -> None:
    calendar = Calendar(dt.date(2027, 1, 1) + dt.timedelta(days=offset))
    for content in demo_parks():
        _check_measurements(content, calendar)
        _check_goal_dates(content, calendar)
        _check_milestones(content, calendar)


def test_every_moment_in_a_text_becomes_words() -> None:
    calendar = Calendar(TODAY)
    assert calendar.fill("Eind {y+2}, {q-1}, {d+1}.") == (
        "Eind 2028, 3e kwartaal 2026, 24 november 2026."
    )


def test_days_off_move_back_to_a_working_day() -> None:
    assert Calendar(dt.date(2026, 12, 24)).day("d+1") == dt.date(2026, 12, 23)
    assert Calendar(dt.date(2026, 11, 22)).day("d-0") == dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("author: anna", "author: 5"), "test/park.yaml: author: must be str"),
        (("since: s-2", "since: gisteren"), "is no moment"),
        (("key: first-budget", "key: clean-and-safe"), "key given twice: clean-and-safe"),
        (("due: q+1,", "waits_for: [nowhere], due: q+1,"), "not there: nowhere"),
        (("begint klein", "begint {volgend jaar}"), "is no moment"),
        (("horizon: short", "horizon: magical"), "unknown value 'magical'"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_the_reason(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    source = (CONTENT_DIR / "de-akkers" / reading.PARK_FILE).read_text()
    assert change[0] in source
    folder = tmp_path / "test"
    folder.mkdir()
    (folder / reading.PARK_FILE).write_text(source.replace(*change))
    with pytest.raises(ContentError, match=r"^test") as error:
        read_park(folder)
    assert message in str(error.value)


def _check_measurements(content: ParkContent, calendar: Calendar) -> None:
    """Two measurements of one indicator never fall on one day; none lies ahead."""
    days = [
        (goal.indicator, calendar.day(each.date))
        for goal in content.goals
        for each in goal.measurements
    ]
    assert len(days) == len(set(days))
    assert all(indicator and day <= calendar.today for indicator, day in days)


def _check_goal_dates(content: ParkContent, calendar: Calendar) -> None:
    for goal in content.goals:
        starts = calendar.day_or_none(goal.starts)
        for moment in filter(None, (goal.due, goal.first.due)):
            assert starts is None or starts <= calendar.day(moment)


def _check_milestones(content: ParkContent, calendar: Calendar) -> None:
    """What is done was done before the newest edition, and after what it waited for."""
    newest = content.editions[-1].published if content.editions else "d-0"
    done = {
        entry.key: calendar.day(entry.content.done)
        for entry in entries_of(content)
        if entry.content.done
    }
    assert all(day <= calendar.day(newest) for day in done.values())
    for entry in entries_of(content):
        for other in entry.content.waits_for:
            assert entry.key not in done or done[other] <= done[entry.key]
    assert all(each.until is Phase.SECOND or not each.waits_for for each in all_milestones(content))
