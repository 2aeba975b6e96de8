"""How opportunities hang on each other, and what that asks attention for (TB step 3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from parks.access import Viewer
from realisation.choices import LinkKind, OpportunityState
from realisation.models import Opportunity, OpportunityLink

# How a tie reads from the other side.
FROM_THE_OTHER: Final[Mapping[str, str]] = {
    LinkKind.NEEDS: "is nodig voor",
    LinkKind.EXCLUDES: "sluit uit",
    LinkKind.STRENGTHENS: "wordt versterkt door",
    LinkKind.SUPERSEDES: "is vervangen door",
}
# In these people put money and time into it.
GOES_ON: Final = frozenset(
    {
        OpportunityState.OPPORTUNITY.value,
        OpportunityState.WORKING.value,
        OpportunityState.CASE.value,
        OpportunityState.AGREED.value,
        OpportunityState.REALISED.value,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One tie of an opportunity, read from its side; `is_own` when it was laid there."""

    id: UUID
    kind: str
    words: str
    other_id: UUID
    other: str
    other_state: str
    other_state_label: str
    note: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class LinkWarning:
    """What asks attention; `lapse_id` is the opportunity that could lapse now, if any."""

    text: str
    lapse_id: UUID | None = None


def link_lines(viewer: Viewer, opportunity: Opportunity) -> tuple[LinkLine, ...]:
    """Return the ties of an opportunity of which the viewer sees the other side. Two queries."""
    rows = OpportunityLink.objects.visible_to(viewer).order_by("kind", "pk")
    own = rows.filter(source=opportunity).select_related("target")
    others = rows.filter(target=opportunity).select_related("source")
    return (
        *(_line(row, row.target, str(row.get_kind_display()), is_own=True) for row in own),
        *(_line(row, row.source, FROM_THE_OTHER[row.kind], is_own=False) for row in others),
    )


def _line(row: Any, other: Opportunity, words: str, *, is_own: bool) -> LinkLine:
    return LinkLine(
        id=row.pk,
        kind=row.kind,
        words=words,
        other_id=other.pk,
        other=other.title,
        other_state=other.state,
        other_state_label=other.get_state_display(),
        note=row.note,
        is_own=is_own,
    )


def warnings(state: str, lines: Sequence[LinkLine]) -> tuple[LinkWarning, ...]:
    """Return what the ties of an opportunity in a state ask attention for."""
    if state == OpportunityState.LAPSED:
        return ()
    return tuple(_warnings(state, lines))


def _warnings(state: str, lines: Sequence[LinkLine]) -> Iterator[LinkWarning]:
    for line in lines:
        has_lapsed = line.other_state == OpportunityState.LAPSED
        if line.kind == LinkKind.NEEDS and line.is_own and has_lapsed:
            yield LinkWarning(
                f"Deze kans kan niet zonder “{line.other}”, en die is vervallen. Zoek een andere"
                " weg, of laat ook deze kans vervallen."
            )
        if line.kind == LinkKind.EXCLUDES and {state, line.other_state} <= GOES_ON:
            yield LinkWarning(
                f"Deze kans en “{line.other}” sluiten elkaar uit, en toch gaan beide door. Kies er"
                " één, of verander wat ze in de weg zit."
            )
        if line.kind == LinkKind.SUPERSEDES and line.is_own and not has_lapsed:
            yield LinkWarning(
                f"Deze kans komt in de plaats van “{line.other}”, die er nog staat.",
                line.other_id,
            )
