"""Tags and filters of the templates."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from core.templatetags import screen


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ value|date_nl }}", date(2026, 11, 22), "22 november 2026"),
        ("{{ value|date_nl }}", datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1 januari 2027"),
        (
            "{{ value|datetime_nl }}",
            datetime(2026, 7, 1, 12, 5, tzinfo=UTC),
            "1 juli 2026, 14.05 uur",
        ),
        ("{{ value|date_short }}", date(2026, 3, 2), "2 mrt 2026"),
        ("{{ value|quarter }}", date(2026, 11, 22), "4e kwartaal 2026"),
        ("{{ value|number:1 }}", Decimal("1234.56"), "1.234,6"),
        ("{{ value|number }}", 0.5, "1"),
        ("{{ value|eur }}", 12500, "€\u00a012.500"),
        ("{{ value|percent:1 }}", Decimal("0.125"), "12,5\u00a0%"),
    ],
)
def test_numbers_and_dates_read_as_dutch(source: str, value: object, shown: str) -> None:
    assert render(source, value=value) == shown


@pytest.mark.parametrize(
    "name", ["date_nl", "date_short", "datetime_nl", "number", "eur", "percent", "quarter"]
)
def test_nothing_is_a_dash(name: str) -> None:
    assert render(f"{{{{ value|{name} }}}}", value=None) == "–"


def test_a_badge_has_a_word_and_escapes_it() -> None:
    html = render("{% state_badge 'on_track' label %}", label="<Op koers>")
    assert "badge--good" in html
    assert "&lt;Op koers&gt;" in html


def test_an_unknown_state_is_neutral() -> None:
    assert "badge--neutral" in render("{% state_badge 'x\"><b>' 'Iets' %}")


@pytest.mark.parametrize(
    ("value", "shown"), [(39.6, "40"), (-3, "0"), (250, "100"), (Decimal(0), "0")]
)
def test_progress_stays_between_0_and_100(value: float, shown: str) -> None:
    assert f'value="{shown}"' in render("{% progress value 'Voortgang' %}", value=value)


def test_progress_that_is_not_known_is_no_zero() -> None:
    html = render("{% progress value 'Voortgang' %}", value=None)
    assert "nog geen meting" in html
    assert "<progress" not in html


def test_links_between_pages_keep_the_filters() -> None:
    request = RequestFactory().get("/", {"kapitaal": ["a", "b"], "page": "2"})
    html = render("{% query_replace page=3 %}", request=request)
    assert html == "?kapitaal=a&amp;kapitaal=b&amp;page=3"
    assert render("{% query_replace page=None %}", request=request) == "?kapitaal=a&amp;kapitaal=b"


@pytest.mark.parametrize(
    ("views", "current"),
    [
        ("'strategy:matrix'", True),
        ("'strategy:*'", True),
        ("'strategy:roadmap' 'reports:*'", False),
    ],
)
def test_the_menu_marks_where_you_are(views: str, current: bool) -> None:
    request = RequestFactory().get("/")
    request.resolver_match = SimpleNamespace(view_name="strategy:matrix")  # type: ignore[assignment]
    html = render(f"<a{{% nav_current {views} %}}>", request=request)
    assert html == ('<a aria-current="page">' if current else "<a>")


def test_a_long_list_of_pages_shows_its_ends_and_the_middle() -> None:
    pages = screen.page_window(Paginator(range(500), 20), 7)
    assert pages == [1, None, 6, 7, 8, None, 25]
