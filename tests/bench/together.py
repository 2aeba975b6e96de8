"""Fills a park with 300 stakeholders and 600 relations: as many as the network must draw.

Runs inside Django: `manage.py shell -c "from tests.bench.together import fill; fill()"`.
"""

from itertools import cycle, islice
from typing import Final

from django.db import transaction

from collective.choices import RelationKind
from collective.models import Relation, Stakeholder
from core.park_context import park_context
from parks.choices import Audience, Helix
from parks.models import Park
from tests.site.cast import FULL_PARK

STAKEHOLDERS: Final = 300
STEPS: Final = (1, 7)  # each is tied to the next one and to one further on: 600 relations


def fill() -> None:
    """Add them to the full park, for all members to see."""
    park = Park.objects.defer("outline").get(slug=FULL_PARK)
    with park_context(park.pk), transaction.atomic():
        made = [
            Stakeholder.objects.create(
                park=park, name=f"Partij {number}", helix=helix, audience=Audience.MEMBERS
            )
            for number, helix in enumerate(islice(cycle(Helix), STAKEHOLDERS))
        ]
        for step in STEPS:
            for number, source in enumerate(made):
                Relation.objects.create(
                    park=park,
                    source=source,
                    target=made[(number + step) % STAKEHOLDERS],
                    kind=RelationKind.DEPENDENCY,
                    audience=Audience.MEMBERS,
                )
