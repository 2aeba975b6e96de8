"""Colours that carry text have a contrast of at least 4.5:1 (WCAG 2.2 AA)."""

import pytest

from core.svg import palette

ACCENTS = (palette.STRATEGY, palette.CONNECTION, palette.REALISATION)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    "colour",
    [palette.INK, palette.MUTED, palette.ALERT, *palette.CAPITALS.values()]
    + [accent.solid for accent in ACCENTS],
)
def test_text_colours_can_be_read_on_white_and_on_paper(colour: str) -> None:
    assert _contrast(colour, palette.WHITE) >= 4.5
    assert _contrast(colour, palette.PAPER) >= 4.5


@pytest.mark.parametrize("accent", ACCENTS)
def test_names_and_levels_can_be_read_on_every_depth_of_an_accent(accent: palette.Accent) -> None:
    for surface in (palette.WHITE, accent.tint, accent.soft):
        assert _contrast(accent.deep, surface) >= 4.5
        assert _contrast(palette.INK, surface) >= 4.5
    assert _contrast(palette.WHITE, accent.solid) >= 4.5


def test_lines_that_carry_meaning_stand_out_from_white() -> None:
    assert _contrast(palette.LINE, palette.WHITE) >= 3
