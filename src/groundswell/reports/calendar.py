"""A calendar that other programs subscribe to, as RFC 5545 writes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

from groundswell.reports.words import clean

EVERY = timedelta(hours=6)  # how often a program may look again


@dataclass(frozen=True, slots=True)
class Event:
    """One entry that takes a whole day.

    Parameters
    ----------
    uid, sequence
        The same as long as the entry is about the same; how often it was changed.
    modified
        When it was changed last.
    url
        Where it is done; empty for none.
    """

    uid: str
    sequence: int
    modified: datetime
    on: date
    summary: str
    about: str = ""
    url: str = ""


def ics(name: str, events: Iterable[Event]) -> bytes:
    """Return a calendar; the same entries give the same bytes."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Groundswell//Groundswell//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", clean(name))
    made.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    for event in events:
        made.add_component(_entry(event))
    content: bytes = made.to_ical()
    return content


def _entry(event: Event) -> icalendar.Event:
    made = icalendar.Event()
    stamp = event.modified.astimezone(UTC).replace(microsecond=0)
    made.add("uid", event.uid)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", event.sequence)
    made.add("dtstart", event.on)
    made.add("dtend", event.on + timedelta(days=1))
    made.add("summary", clean(event.summary))
    made.add("transp", "TRANSPARENT")  # a reminder keeps nobody from being invited elsewhere
    if event.about:
        made.add("description", clean(event.about))
    if event.url:
        made.add("url", event.url)
    return made
