"""What wears the coalition down, from its own records: commitment that counts for less, people who
left, meetings that change nothing, evidence that dried up.
"""

from __future__ import annotations

from datetime import timedelta

from groundswell.core.answer import Reason
from groundswell.core.questions.wording import count, listed, sentence
from groundswell.core.terrain.membership import broken_promises, meetings_missed
from groundswell.core.terrain.run_records import Conflict, Evidence, Meeting, Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import ConflictState, MeetingKind
from groundswell.core.terrain.visible import latest

RECENT_DAYS = 180
DRY_DAYS = 90
MEETINGS = 4
MISSED = 0.5


def erosion(snapshot: Snapshot) -> tuple[Reason, ...]:
    """Return signs of decay in words, each with the records behind it; none where there are none.

    Broken promises and missed meetings are what lowers a member's commitment in the forecast. A
    member drifts who missed half of the last core meetings or sent a substitute. Meetings are
    called status reports where none of the last four changed anything, evidence dry where none was
    added in 90 days, a conflict stuck after 30.
    """
    signs = [_broken(snapshot), _drifting(snapshot), _left(snapshot), _stuck(snapshot)]
    return tuple(s for s in (*signs, _status(snapshot), _dry(snapshot)) if s is not None)


def _broken(snapshot: Snapshot) -> Reason | None:
    broken = broken_promises(snapshot.seen, snapshot.as_of, snapshot.settings)
    who = tuple(code for code in sorted(snapshot.members) if broken[code])
    if not who:
        return None
    total = count(sum(broken[code] for code in who), "promise was", "promises were")
    return Reason(f"Lately {total} broken, by {_names(snapshot, who)}.", who)


def _drifting(snapshot: Snapshot) -> Reason | None:
    missed = meetings_missed(snapshot.seen, snapshot.settings)
    who = tuple(code for code in sorted(snapshot.members) if missed[code] >= MISSED)
    if not who:
        return None
    tail = " With more than one, the coalition is fragmenting." if len(who) > 1 else ""
    verb = "are" if len(who) > 1 or who[0] == snapshot.owner else "is"
    return Reason(
        f"{sentence(_names(snapshot, who))} {verb} drifting away: half or more of the last core "
        f"meetings went by without them.{tail}",
        who,
    )


def _left(snapshot: Snapshot) -> Reason | None:
    since = snapshot.as_of - timedelta(days=RECENT_DAYS)
    gone = {
        m.person
        for m in snapshot.seen.of(Member)
        if m.left_on is not None and since <= m.left_on <= snapshot.as_of
    }
    who = tuple(sorted(gone - set(snapshot.members)))
    text = f"{sentence(_names(snapshot, who))} left in the last half year."
    return Reason(text, who) if who else None


def inner_conflicts(snapshot: Snapshot) -> list[Conflict]:
    """Return conflicts not resolved by the day that have members on both sides, by code."""
    latest_ones = latest(snapshot.seen.of(Conflict), "conflict")

    def resolved(c: Conflict) -> bool:
        ended = c.resolved_on is None or c.resolved_on <= snapshot.as_of
        return c.state is ConflictState.RESOLVED and ended

    return [
        c
        for c in latest_ones
        if not resolved(c) and sum(p in snapshot.members for p in c.between or ()) > 1
    ]


def stuck_conflicts(snapshot: Snapshot) -> list[Conflict]:
    """Return those that have been open too long; by `conflict_days`."""
    before = snapshot.as_of - timedelta(days=snapshot.settings.conflict_days)
    return [c for c in inner_conflicts(snapshot) if c.opened_on and c.opened_on < before]


def _stuck(snapshot: Snapshot) -> Reason | None:
    inside = stuck_conflicts(snapshot)
    if not inside:
        return None
    parties = tuple(sorted({p for c in inside for p in c.between or ()}))
    noun = count(len(inside), "conflict has", "conflicts have")
    return Reason(
        f"{sentence(noun)} been open inside the coalition for more than a month, between "
        f"{_names(snapshot, parties)}.",
        tuple(c.conflict for c in inside),
    )


def _status(snapshot: Snapshot) -> Reason | None:
    core = [m for m in snapshot.seen.of(Meeting) if m.date and m.kind is not MeetingKind.CHECK_IN]
    last = sorted(core, key=lambda m: (str(m.date), m.meeting))[-MEETINGS:]
    if len(last) < MEETINGS or any(m.changed for m in last):
        return None
    return Reason(
        f"None of the last {count(MEETINGS, 'core meeting')} changed anything: they have become "
        "status reports.",
        tuple(m.meeting for m in last),
    )


def _dry(snapshot: Snapshot) -> Reason | None:
    days = [e.observed_on for e in snapshot.seen.of(Evidence) if e.observed_on]
    if not days or (snapshot.as_of - max(days)).days <= DRY_DAYS:
        return None
    newest = [e.evidence for e in snapshot.seen.of(Evidence) if e.observed_on == max(days)]
    months = round((snapshot.as_of - max(days)).days / 30.44)
    text = f"No evidence has been added for {count(months, 'month')}."
    return Reason(text, tuple(sorted(newest)))


def _names(snapshot: Snapshot, codes: tuple[str, ...]) -> str:
    return listed(["you" if c == snapshot.owner else snapshot.name(c) for c in codes])
