"""What the tests of stakeholders do again and again."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from collective.choices import ContactKind, RelationKind, Segment, Stance
from collective.models import Contact, Position, Relation, Stakeholder
from core.park_context import park_context
from parks.choices import Audience, Helix
from parks.models import Park


def at(name: str, *args: Any) -> str:
    """Return an address about the stakeholders of Noord."""
    return reverse(f"collective:{name}", args=["noord", *args])


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    """Return a page about the stakeholders of Noord."""
    answer = client.get(at(name, *args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def stakeholder(park: Park, name: str = "Netbeheerder", **fields: Any) -> Stakeholder:
    with park_context(park.pk):
        shared = {"helix": Helix.COMPANY, "audience": Audience.MEMBERS}
        made: Stakeholder = Stakeholder.objects.create(park=park, name=name, **shared | fields)
        return made


def position(of: Stakeholder, by: User, since: dt.date, **fields: Any) -> Position:
    with park_context(of.park_id):
        shared = {
            "interest": 2,
            "influence": 5,
            "realising": 4,
            "blocking": 5,
            "segment": Segment.MIDDLE,
            "stance": Stance.WAITS,
        }
        made: Position = Position.objects.create(
            park_id=of.park_id, stakeholder=of, assessed_by=by, since=since, **shared | fields
        )
        return made


def contact(of: Stakeholder, by: User, on: dt.date, **fields: Any) -> Contact:
    with park_context(of.park_id):
        shared = {"kind": ContactKind.VISIT, "summary": "Wij spraken over het dak."}
        made: Contact = Contact.objects.create(
            park_id=of.park_id, stakeholder=of, noted_by=by, on=on, **shared | fields
        )
        return made


def relation(source: Stakeholder, target: Stakeholder, **fields: Any) -> Relation:
    with park_context(source.park_id):
        shared = {"kind": RelationKind.DEPENDENCY, "audience": Audience.MEMBERS}
        made: Relation = Relation.objects.create(
            park_id=source.park_id, source=source, target=target, **shared | fields
        )
        return made


def typed_stakeholder(**changes: str) -> dict[str, str]:
    return {"name": "Waterschap", "helix": "government", "audience": "members"} | changes


def typed_position(**changes: str) -> dict[str, str]:
    return {
        "since": "2026-03-01",
        "interest": "4",
        "influence": "5",
        "realising": "3",
        "blocking": "2",
        "segment": "front_runner",
        "stance": "supports",
    } | changes
