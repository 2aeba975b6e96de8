"""Makes what a park of the demo found out: facts, quick scans, demand and supply."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.models import User
from core.dutch import parse_decimal
from parks.models import Park
from realisation.choices import TakenBy
from realisation.models import Listing
from realisation.services.baseline import add_fact, add_target
from realisation.services.listings import add_listing, withdraw_listing
from realisation.services.scans import (
    TypedLevel,
    finish_scan,
    mark_of,
    open_round,
    release_scan,
    save_answers,
    save_levels,
    start_scan,
)
from reports.demo import realised_schema as schema
from reports.demo.moments import Calendar
from reports.demo.terrain import TerrainBuilder
from strategy.models import Goal

GIVES = ("time", "information", "knowledge")
TALKED_AT = dt.time(10)


@dataclass(slots=True)
class WishBuilder:
    """Makes it in the name of `author`; `listings` holds demand and supply by key."""

    park: Park
    calendar: Calendar
    author: User
    terrain: TerrainBuilder
    goals: Mapping[str, Goal]
    listings: dict[str, Listing] = field(default_factory=dict)

    def build(self, content: schema.RealisedContent) -> None:
        """Make all of it."""
        for fact in content.facts:
            self._add_fact(fact)
        for each in content.scan_rounds:
            self._hold_round(each)
        for listing in content.listings:
            self._add_listing(listing)

    def _add_fact(self, content: schema.FactContent) -> None:
        typed = {
            "on": self.calendar.day(content.date),
            "data_state": content.state,
            "value": parse_decimal(content.value) if content.value else None,
            "source": content.source,
            "note": content.note,
            "audience": content.audience,
        }
        add_fact(park=self.park, subject=content.subject, typed=typed)
        if content.goal:
            add_target(park=self.park, subject=content.subject, goal=self.goals[content.goal])

    def _hold_round(self, content: schema.ScanRoundContent) -> None:
        opened = self.calendar.day(content.opened)
        closes = self.calendar.day_or_none(content.closes)
        typed = {"title": content.title, "opened_on": opened, "closes_on": closes}
        scan_round = open_round(park=self.park, typed=typed)
        for scan in content.scans:
            self._scan(scan_round, scan)

    def _scan(self, scan_round: Any, content: schema.ScanContent) -> None:
        """Fill in what a company said in a talk, while the round was open."""
        today = self.calendar.day_or_none(content.talked) or scan_round.opened_on
        now = timezone.make_aware(dt.datetime.combine(today, TALKED_AT))
        scan = start_scan(
            scan_round=scan_round,
            establishment=self.terrain.companies[content.company],
            taken_by=TakenBy.TALK,
            taken_on=today,
            today=today,
        )
        answers = {
            "situation": content.situation,
            "plan": content.plan or "",
            "plan_year": content.year,
            "plan_area_m2": content.area_m2,
            "plan_note": content.plan_note,
            "bottlenecks": list(content.bottlenecks),
            "offers": list(content.offers),
            "offer_note": content.offer_note,
            **{f"gives_{name}": name in content.gives for name in GIVES if content.gives},
            "gives_money": content.money or "",
            "conditions": content.conditions,
        }
        save_answers(
            scan=scan, typed=answers, expected_version=1, by=self.author, now=now, today=today
        )
        levels = [
            TypedLevel(each.theme, each.urgency, each.energy, mark_of(None))
            for each in content.levels
        ]
        save_levels(scan=scan, typed=levels, by=self.author, now=now, today=today)
        if not content.unfinished:
            finish_scan(scan=scan, now=now, today=today)
        release_scan(scan=scan, released_to=content.released)

    def _add_listing(self, content: schema.ListingContent) -> None:
        company = self.terrain.companies[content.company] if content.company else None
        typed = {
            "side": content.side,
            "kind": content.kind,
            "subject": content.subject or "",
            "manner": content.manner or "",
            "title": content.title,
            "description": content.text,
            "establishment": company,
            "name": content.name,
            "helix": content.helix,
            "plot": self.terrain.plots[content.plot] if content.plot else None,
            "area_min_m2": content.least_m2,
            "area_max_m2": content.most_m2,
            "next_to_own": content.next_to_own,
            "category": content.category or "",
            "features": list(content.features),
            "price_eur_m2": parse_decimal(content.price) if content.price else None,
            "quantity": parse_decimal(content.quantity) if content.quantity else None,
            "unit": content.unit or "",
            "per": content.per or "",
            "temperature_c": content.temperature_c,
            "quality": content.quality,
            "willingness": content.willingness,
            "urgency": content.urgency,
            "conditions": content.conditions,
            "state_reason": content.unwilling,
            "source": content.source,
            "expires_on": self.calendar.day(content.expires),
            "released_to": content.released,
        }
        listing = add_listing(park=self.park, typed=typed)
        if content.withdrawn:
            listing = withdraw_listing(
                listing=listing,
                reason=content.withdrawn,
                now=timezone.now(),
                today=self.calendar.today,
            )
        self.listings[content.key] = listing
