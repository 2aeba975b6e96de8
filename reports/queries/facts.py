"""Facts that stand in every document."""

from django.contrib.gis.geos import MultiPolygon

from collective.queries.proposals import Proposal
from parks.models import Park
from parks.queries.ground_plan import outline_rings
from reports.queries.content import ParkFacts, StepFact


def park_facts(park: Park) -> ParkFacts:
    """Return the register facts of a park with its outline."""
    return ParkFacts(
        name=park.name,
        municipality=park.municipality_names,
        province=park.province_names,
        rin=park.rin,
        gross_ha=park.gross_ha,
        net_ha=park.net_ha,
        available_ha=park.available_ha,
        register_year=park.register_year,
        rings=_rings(park.outline),
    )


def _rings(outline: MultiPolygon | None) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return an outline in whole metres."""
    return tuple(
        tuple((round(x / 10), round(y / 10)) for x, y in ring) for ring in outline_rings(outline)
    )


def step_fact(step: Proposal) -> StepFact:
    """Return a proposal with the ground that it rests on."""
    why = f"{step.ground} {step.why}".strip()
    return StepFact(
        step.title,
        why,
        step.how,
        step.who,
        step.source,
        side=step.side,
        effort=step.effort,
        activities=tuple(each.title for each in step.activities),
        tools=tuple(each.title for each in step.tools),
    )
