"""When somebody is busy, from a calendar file: titles, people and places are never looked at.

A file may be hostile: a rule that repeats every second, a million entries, no calendar at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

import icalendar
import recurring_ical_events

LARGEST = 2 * 2**20  # bytes
MOST = 5_000  # entries, before and after repetition
_QUICK = ("SECONDLY", "MINUTELY")
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_DAILY = 48  # times a day one entry may repeat

Span = tuple[datetime, datetime]
# What the two libraries raise on calendars that do not keep to the standard.
_BROKEN = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError,
    ZeroDivisionError, NotImplementedError, AssertionError,
)  # fmt: skip


class NoCalendar(ValueError):
    """This cannot be read as a calendar; the text says why and what to do."""


def busy(content: bytes, first: datetime, last: datetime, zone: tzinfo) -> list[Span]:
    """Return when a calendar is taken between two moments, in UTC, by beginning.

    Parameters
    ----------
    zone
        The place of entries that name none.

    Raises
    ------
    NoCalendar
        If it is none, too large, broken, or repeats more often than anybody meets.
    """
    measured(len(content))
    if b"BEGIN:VCALENDAR" not in content[:2000].upper():
        raise NoCalendar("This is no calendar file. Export your calendar as .ics and choose that.")
    if not content.rstrip().upper().endswith(b"END:VCALENDAR"):
        raise NoCalendar("This calendar is cut off before its end. Export it again.")
    try:
        calendars = icalendar.Calendar.from_ical(content, multiple=True)
        spans = [span for one in calendars for span in _spans(one, first, last, zone)]
    except NoCalendar:
        raise
    except _BROKEN as error:
        raise NoCalendar(
            "This calendar is damaged or not to the standard. Export it again."
        ) from error
    return sorted(spans)


def measured(size: int) -> None:
    """Refuse what is too large to be read; before it is read."""
    if size > LARGEST:
        raise NoCalendar(
            f"The file has {size / 2**20:,.0f} MB; {LARGEST >> 20} MB is the most. Export the "
            "coming weeks alone."
        )


def _spans(calendar: Any, first: datetime, last: datetime, zone: tzinfo) -> Iterator[Span]:
    events = calendar.walk("VEVENT")
    if len(events) > MOST:
        raise NoCalendar(
            f"It has {len(events):,} entries; {MOST:,} is the most. Export the coming weeks alone."
        )
    for event in events:
        _bounded(event)
    found = recurring_ical_events.of(calendar).between(first, last)
    if len(found) > MOST:
        raise NoCalendar("It repeats far more often than anybody meets.")
    for event in found:
        if _counts(event):
            start, end = (_moment(event[name].dt, zone) for name in ("DTSTART", "DTEND"))
            if start < end:
                yield max(start, first.astimezone(UTC)), min(end, last.astimezone(UTC))


def _bounded(event: Any) -> None:
    """Refuse a rule that repeats so often that reading it would not end."""
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        often = rule.get("FREQ", [""])
        times = 24 if "HOURLY" in often else 1
        for part in _WITHIN_A_DAY:
            times *= max(len(rule.get(part, [])), 1)
        if any(word in _QUICK for word in often) or times > _DAILY:
            raise NoCalendar("An entry repeats far more often than anybody meets. Take it out.")


def _counts(event: Any) -> bool:
    """Whether an entry takes time: neither cancelled nor marked as free."""
    return (
        str(event.get("STATUS", "")).upper() != "CANCELLED"
        and str(event.get("TRANSP", "")).upper() != "TRANSPARENT"
        and str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() != "FREE"
    )


def _moment(when: date | datetime, zone: tzinfo) -> datetime:
    if not isinstance(when, datetime):
        when = datetime.combine(when, time())
    placed = when if when.tzinfo is not None else when.replace(tzinfo=zone)
    return placed.astimezone(UTC)
