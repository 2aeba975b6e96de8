"""Who uses the running site, and where. `fill.py` makes them."""

from dataclasses import dataclass

PASSWORD = "vuurtoren-appelboom-41"
FULL_PARK = "voorbeeldpark-havenpoort"
"""The demo's park with a complete roadmap."""


@dataclass(frozen=True)
class Person:
    """Somebody who can log in with `PASSWORD`."""

    name: str
    email: str


def _person(name: str) -> Person:
    return Person(name=name, email=f"{name.lower()}@example.test")


NAMES = ("Marit", "Tom", "Lotte", "Aylin", "Wim", "Guus", "Pien", "Sanne")
PEOPLE = {name.lower(): _person(name) for name in NAMES}
"""Marit manages the parks, Tom is on their team, Lotte is a member, Aylin advises their region,
Wim advises a municipality without parks, Guus belongs nowhere. Nor do Pien and Sanne, who change
how they log in."""
