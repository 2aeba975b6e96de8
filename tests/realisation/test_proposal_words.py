"""What a proposal says of itself: why not, how sure, how much."""

from decimal import Decimal

import pytest

from realisation.matching.chains import Shape
from realisation.matching.reasons import Why
from realisation.matching.streams import Lack
from realisation.models import Proposal
from realisation.queries.proposal_words import (
    SHAPES,
    UNKNOWN,
    WHY_NOT,
    hectares,
    listed,
    not_looked_at,
    proof_of,
    why_not,
)


def proposal(value: int, bound: int, *, rank: int = 1, capped: int = 0) -> Proposal:
    return Proposal(rank=rank, value=Decimal(value), bound=Decimal(bound), capped=capped)


def test_every_reason_and_shape_has_its_words() -> None:
    assert set(WHY_NOT) == {*Why, *Lack}
    assert set(SHAPES) == set(Shape)
    assert why_not("a reason of long ago") == UNKNOWN


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (proposal(10, 10), "bewezen het beste"),
        (proposal(10, 10, capped=2), "van alle mogelijkheden die zijn bekeken"),
        (proposal(10, 11), "ten hoogste 10% meer"),
        (proposal(30, 31), "ten hoogste 4% meer"),
        (proposal(0, 5), "nog niet bekend"),
        (proposal(8, 10, rank=2), "2 punten minder"),
        (proposal(10, 10, rank=2), "even zwaar"),
    ],
)
def test_it_says_how_sure_it_is(found: Proposal, words: str) -> None:
    assert words in proof_of(found, proposal(10, 10))


def test_it_says_what_was_left_out_of_sight() -> None:
    assert "Van 1 wens zijn" in not_looked_at(proposal(1, 1, capped=1), "space")[0]
    assert "Van 3 wensen zijn" in not_looked_at(proposal(1, 1, capped=3), "space")[0]
    assert "hemelsbreed" in not_looked_at(proposal(1, 1), "flows")[0]


def test_areas_and_names_read_as_dutch() -> None:
    assert hectares(21_000) == "2,10 ha"
    assert hectares(80) == "80 m²"
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A en B",
        "A, B en C",
    ]
