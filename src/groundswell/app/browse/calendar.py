"""The calendar of one member: opened by a key of its own, written neutrally unless they say so."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.conf import settings
from django.db.models import Max

from groundswell.app import keys
from groundswell.app.actor import Actor
from groundswell.app.browse.trails import TokenView, tokens
from groundswell.app.browse.views import View, view
from groundswell.app.policy import Role
from groundswell.core.pictures.appointments import (
    GATE,
    MEETING,
    PILOT,
    PROMISE,
    TALK,
    Appointment,
    appointments,
    behind,
)
from groundswell.core.terrain.run_records import Commitment, Encounter, Gate, Meeting, Member, Pilot
from groundswell.reports.calendar import Event, ics
from groundswell.store.load import Kept
from groundswell.store.models import Change, Initiative

# A neutral title says nothing to whoever looks over a shoulder; `{}` is an initial.
NEUTRAL = {
    TALK: "Coffee with {}",
    GATE: "Quarterly look",
    MEETING: "Team meeting",
    PILOT: "Milestone",
    PROMISE: "Follow up with {}",
}
_PAGES = {
    TALK: "tending", GATE: "records/gates", MEETING: "records/meetings",
    PILOT: "records/pilots", PROMISE: "coalition",
}  # fmt: skip
_OPEN = (GATE, MEETING, PILOT)  # kinds that name nobody, for whoever sees no judgement
_UNDOING = 1000
_SHEETS = tuple(k.SHEET for k in (Encounter, Member, Gate, Meeting, Pilot, Commitment))


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as it is now, with what a program asks to know whether it is new."""

    content: bytes
    etag: str
    modified: datetime


def feed(told: str, at: datetime, address: str = "") -> Feed | None:
    """Return the calendar behind a key, or None for no such key.

    Parameters
    ----------
    address
        Where the workbench is reached, for links in a calendar that may hold words.
    """
    found = keys.reader(told, at)
    if found is None:
        return None
    actor, code, worded = found.actor, found.code, found.worded
    seen = view(actor, code)
    events = _events(seen, address if worded else "", worded)
    content = ics((seen.about.title or code) if worded else "Reminders", events)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return Feed(content, etag, _newest(seen, at))


def _newest(seen: View, at: datetime) -> datetime:
    """Return since when it is as it is: the last change, or midnight, which moves days."""
    last = Change.objects.within(seen.standing.scope).aggregate(last=Max("at"))["last"]
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return max(midnight, last) if last else midnight


def feeds(actor: Actor, code: str) -> tuple[TokenView, ...]:
    """Return the live calendar addresses: all of them to the owner, to others their own."""
    return tokens(actor, code, keys.CALENDAR)


def _events(at: View, address: str, worded: bool) -> Iterator[Event]:
    standing = at.standing
    owns = standing.role is Role.OWNER or standing.assessor == at.snapshot.owner
    born = Initiative.objects.using("reading").get(pk=standing.scope.initiative).created_at
    facts = [k for sheet in _SHEETS for k in at.sight.kept.get(sheet, ())]
    changes = Change.objects.within(standing.scope)
    when = dict(changes.filter(pk__in={k.change for k in facts}).values_list("pk", "at"))
    undoings = changes.exclude(undoes=None).count()
    for one in appointments(at.snapshot, standing.assessor, owns):
        if standing.presentable and one.kind not in _OPEN:
            continue
        own = [k for k in facts if behind(one, k.record)]
        yield Event(
            uid=_uid(f"{standing.scope.initiative} {born.isoformat()} {one.kind} {one.key}"),
            sequence=_sequence(one, own, undoings),
            modified=_modified(one, own, when),
            on=one.on,
            summary=one.title if worded else _neutral(at, one),
            about=one.about if worded else "",
            url=f"{address}/i/{at.code}/{_PAGES[one.kind]}" if address else "",
        )


def _neutral(at: View, one: Appointment) -> str:
    name = at.snapshot.name(one.person) if one.person else ""
    return NEUTRAL[one.kind].format(f"{name[:1].upper()}." if name else "a colleague")


def _uid(about: str) -> str:
    """Return an entry's name: the same for ever, and nobody reads a person from it."""
    key = hashlib.sha256(f"calendar {settings.SECRET_KEY}".encode()).digest()
    return f"{hmac.new(key, about.encode(), 'sha256').hexdigest()[:32]}@groundswell"


def _sequence(one: Appointment, own: list[Kept], undoings: int) -> int:
    """Return how often an entry changed, which only ever rises.

    Each fact counts, each taking back and each week it waits. Undoing takes facts away, so it
    counts for more than any entry has.
    """
    taken_back = sum(1 for k in own if k.record.retracted_on is not None)
    return len(own) + taken_back + one.waited + _UNDOING * undoings


def _modified(one: Appointment, own: list[Kept], when: Mapping[int, datetime]) -> datetime:
    known = [when[k.change] for k in own]
    if one.waited or not known:
        known.append(datetime.combine(one.on, time(), UTC))
    return max(known)
