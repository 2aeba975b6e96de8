"""Texts and numbers that give a leak away."""

from parks.models import Park


def canary(park: Park, field: str) -> str:
    """Return a text that says whose it is and which field."""
    return f"KANARIE-{park.slug}-{field}"
