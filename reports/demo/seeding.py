"""Makes the demo, or what is missing of it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from parks.models import Park
from reports.demo.building import build_park
from reports.demo.moments import Calendar
from reports.demo.people import make_people
from reports.demo.places import import_register, make_authorities
from reports.demo.reading import demo_parks

YEARS_BACK = "s-8"


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was added: how many parks of the register, and the names of the invented parks."""

    register_parks: int
    example_parks: tuple[str, ...]


def seed(*, today: dt.date) -> Seeded:
    """Add what is missing of the demo; a second run changes nothing.

    A park that is there stays as it is, also after somebody worked in it. Each park is added as a
    whole, so a run that was broken off is finished by the next. Raises `ContentError`.
    """
    calendar = Calendar(today)
    contents = demo_parks()
    with transaction.atomic():
        imported = import_register()
        people = make_people()
        make_authorities(people, calendar.day(YEARS_BACK))
    slugs = {content.name: slugify(content.name) for content in contents}
    present = set(Park.objects.filter(slug__in=slugs.values()).values_list("slug", flat=True))
    missing = [content for content in contents if slugs[content.name] not in present]
    for content in missing:
        build_park(content, people=people, calendar=calendar)
    return Seeded(imported, tuple(content.name for content in missing))
