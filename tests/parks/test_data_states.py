"""A figure in words: what is a number, what is a guess, and why there is none."""

from decimal import Decimal

import pytest

from parks.choices import DataState


@pytest.mark.parametrize(
    ("state", "value", "words"),
    [
        (DataState.MEASURED, Decimal("1234.50"), "1.234,5 kWh"),
        (DataState.MEASURED, Decimal(0), "0 kWh"),
        (DataState.ESTIMATED, Decimal(1234), "ca. 1.234 kWh (geschat)"),
        (DataState.MISSING, None, "ontbreekt"),
        (DataState.NOT_APPLICABLE, None, "niet van toepassing"),
        (DataState.REFUSED, None, "niet gedeeld"),
    ],
)
def test_each_state_has_its_own_words(state: DataState, value: Decimal | None, words: str) -> None:
    assert state.words(value, "kWh") == words
