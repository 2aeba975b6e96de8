"""Numbers, money and dates are written in Dutch and numbers are read as people type them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dutch import (
    format_date,
    format_date_short,
    format_decimal,
    format_eur,
    format_quantity,
    format_quarter,
    parse_decimal,
)

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("1234.5"), 2, "1.234,50"),
        (Decimal("1234567"), 0, "1.234.567"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("-0.004"), 2, "0,00"),
        (0.1, 1, "0,1"),
        (1e21, 0, "1.000.000.000.000.000.000.000"),
        (Decimal("1E+3"), 0, "1.000"),
        (Decimal("0"), 0, "0"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_decimal_comma(
    value: Decimal | float, places: int, text: str
) -> None:
    assert format_decimal(value, places) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_not_a_finite_number_is_not_written_as_one(value: Decimal | float) -> None:
    with pytest.raises(ValueError, match="eindig"):
        format_decimal(value)


def test_euros_show_cents_only_where_there_are_any_or_where_asked() -> None:
    assert format_eur(Decimal("12500")) == "€\u00a012.500"
    assert format_eur(Decimal("12500.00")) == "€\u00a012.500"
    assert format_eur(Decimal("12500.5")) == "€\u00a012.500,50"
    assert format_eur(Decimal("12500"), 2) == "€\u00a012.500,00"
    assert format_eur(Decimal("-3")) == "€\u00a0-3"


def test_dates_are_written_in_dutch() -> None:
    assert format_date(DAY) == "22 november 2026"
    assert format_date_short(date(2027, 3, 1)) == "1 mrt 2027"
    assert format_quarter(DAY) == "4e kwartaal 2026"
    assert format_quarter(date(2027, 1, 1)) == "1e kwartaal 2027"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("1.234", "1234"),
        ("1,234", "1.234"),
        ("0.234", "0.234"),
        ("1234.567", "1234.567"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("€ 12.500,-", "12500"),
        ("-€ 3", "-3"),
        ("\u22123,5", "-3.5"),
        ("+7", "7"),
        (",5", "0.5"),
        ("  12  ", "12"),
        ("-0", "0"),
        ("007", "7"),
        ("1234567890123456789012345678901,25", "1234567890123456789012345678901.25"),
    ],
)
def test_numbers_are_read_in_dutch_and_in_english(text: str, value: str) -> None:
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", ",", "abc", "1e5", "NaN", "Infinity", "1.23,4", "12,34,56", "1.2.3", "1,",
     "1..2", "1 23", "1.234 567", "--3", "3-", "١٢", "<b>1</b>", "{{ 1 }}", "1 234.567,8",
     "9" * 41],
)  # fmt: skip
def test_what_cannot_be_read_with_certainty_is_refused_in_dutch(text: str) -> None:
    with pytest.raises(ValueError, match=r"getal"):
        parse_decimal(text)


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_is_written_is_read_back_the_same(value: Decimal) -> None:
    assert parse_decimal(format_decimal(value, 2)) == value
    assert parse_decimal(format_eur(value, 2)) == value


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_whole_numbers_are_read_back_the_same(value: int) -> None:
    assert parse_decimal(format_decimal(Decimal(value))) == value


@given(st.text(max_size=45))
def test_any_text_is_a_number_or_a_dutch_message(text: str) -> None:
    try:
        number = parse_decimal(text)
    except ValueError as error:
        message = str(error)
    else:
        message = "getal" if number.is_finite() else ""
    assert "getal" in message


def test_a_quantity_shows_the_decimals_that_it_has() -> None:
    assert format_quantity(Decimal("1234.5000"), "kWh") == "1.234,5 kWh"
    assert format_quantity(Decimal("200.0000"), "%") == "200 %"
    assert format_quantity(None, "kWh") == ""
