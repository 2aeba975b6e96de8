"""Calendars as files (RFC 5545). Only this module knows the library."""

from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings

from collective.queries.calendar import Calendar, Event

CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_file(calendar: Calendar) -> bytes:
    """Return a calendar as bytes: the same for the same events, so that it can have an ETag."""
    file = icalendar.Calendar()
    file.add("prodid", f"-//{settings.SITE_NAME}//NL")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", calendar.name)
    file.add("x-wr-timezone", settings.TIME_ZONE)
    for event in calendar.events:
        file.add_component(_event(event))
    if calendar.events:
        file.add_missing_timezones()
    content: bytes = file.to_ical()
    return content


def _event(event: Event) -> icalendar.Event:
    zone = ZoneInfo(settings.TIME_ZONE)
    made = icalendar.Event()
    made.add("uid", f"{event.id}@{settings.SITE_NAME.lower()}")
    made.add("dtstamp", event.changed_at)
    made.add("created", event.created_at)
    made.add("last-modified", event.changed_at)
    made.add("sequence", event.revision)
    made.add("dtstart", event.starts_at.astimezone(zone))
    made.add("dtend", event.ends_at.astimezone(zone))
    made.add("summary", event.title)
    if event.where or event.online_url:
        made.add("location", event.where or "Online")
    if event.online_url:
        made.add("url", event.online_url)
    if text := _description(event):
        made.add("description", text)
    made.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    return made


def _description(event: Event) -> str:
    off = f"Gaat niet door: {event.cancelled_reason}" if event.is_cancelled else ""
    online = f"Meedoen op afstand: {event.online_url}" if event.online_url else ""
    return "\n\n".join(filter(None, (off, event.purpose, online)))
