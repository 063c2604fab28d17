"""What does each member put in between meetings: hours, promises kept, their own name?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.core_meetings import meetings
from groundswell.core.questions.pathology import since
from groundswell.core.questions.question import Question, answer, gap, option
from groundswell.core.questions.wording import NUMBERS, count, hour_count, listed
from groundswell.core.terrain.gate_records import GateAnswer
from groundswell.core.terrain.run_records import Attendance, Commitment, Encounter
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import (
    CommitmentKind,
    CommitmentState,
    EncounterKind,
    GapKind,
    Presence,
    Ring,
)
from groundswell.core.terrain.visible import day_of

_ORDER = {ring: at for at, ring in enumerate(Ring)}
_NAME = (CommitmentKind.ADVOCACY, CommitmentKind.SPONSOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Investment(Question):
    """What does each member put in between meetings: hours, promises kept, their own name?"""

    SLUG: ClassVar[str] = "investment"
    ASKS: ClassVar[str] = "What does each member put in between meetings?"
    FEATURE: ClassVar[str] = "R4"

    days: int = option(90, "how many days back", low=1, high=3650)


@dataclass(frozen=True, slots=True)
class Invested:
    """What one member put in over the days asked for.

    Parameters
    ----------
    hours
        Hours on record of conversations they held and promises they kept; None where a
        contribution is on record and nobody wrote down its hours, 0 where there is none.
    kept, broken, owed
        Promises.
    advocacy, at_risk
        Times they spoke for it, and how often that cost them something.
    mandates
        Mandates they had written into a role, goal or budget line, whenever that was.
    challenges
        Gates at which they gave the best case against: that counts as putting in.
    met, substituted, absent
        Meetings they came to, sent somebody to, or stayed away from.
    """

    person: str
    ring: str
    hours: float | None
    kept: int
    broken: int
    owed: int
    advocacy: int
    at_risk: int
    mandates: int
    challenges: int
    met: int
    substituted: int
    absent: int

    @property
    def anything(self) -> bool:
        """Whether they put anything in beyond coming to meetings."""
        return bool(
            self.hours is None or self.hours or self.kept or self.advocacy or self.challenges
        )


@dataclass(frozen=True, slots=True)
class InvestmentValue:
    """Value of `investment`: the members by ring and name, never by what they gave."""

    since: date
    members: tuple[Invested, ...]
    hours: float
    at_risk: int
    only_attending: tuple[str, ...]
    nothing: tuple[str, ...]


def investment(study: Study, question: Investment) -> Answer[InvestmentValue]:
    """Count what members put in between meetings.

    A sum of what is on record, not of what people did: no row is an estimate of effort.

    Notes
    -----
    Counting only: no draws are used.
    """
    snapshot = study.snapshot
    value = counted(snapshot, since(snapshot, question.days))
    return answer(
        study, question, headline(snapshot, value), value, _reasons(snapshot, value),
        _gaps(snapshot, value),
    )  # fmt: skip


def counted(snapshot: Snapshot, first: date) -> InvestmentValue:
    """Return what each member put in since a day."""
    codes = sorted(
        snapshot.members,
        key=lambda c: (_ORDER[snapshot.members[c].ring or Ring.WIDER], snapshot.name(c), c),
    )
    members = tuple(_member(snapshot, code, first) for code in codes)
    idle = [m for m in members if not m.anything]
    return InvestmentValue(
        since=first,
        members=members,
        hours=sum(m.hours or 0.0 for m in members),
        at_risk=sum(m.at_risk for m in members),
        only_attending=tuple(m.person for m in idle if m.met or m.substituted),
        nothing=tuple(m.person for m in idle if not (m.met or m.substituted)),
    )


def _member(snapshot: Snapshot, code: str, first: date) -> Invested:
    talks = [e for e in snapshot.seen.of(Encounter) if e.by == code and _in(day_of(e), first)]
    own = [c for c in snapshot.seen.of(Commitment) if c.person == code]
    lately = [c for c in own if _in(_settled(c, snapshot.as_of), first)]
    kept = [c for c in lately if c.state is CommitmentState.KEPT]
    spoke = [e for e in talks if e.kind is EncounterKind.ADVOCACY]
    came = _presence(snapshot, code, first)
    return Invested(
        person=code,
        ring=(snapshot.members[code].ring or Ring.WIDER).value,
        hours=_hours((*talks, *kept)),
        kept=len(kept),
        broken=sum(c.state is CommitmentState.BROKEN for c in lately),
        owed=sum(c.owed for c in own),
        advocacy=len(spoke) + sum(c.kind in _NAME for c in kept),
        at_risk=sum(bool(e.at_risk) for e in talks),
        mandates=sum(
            c.kind is CommitmentKind.MANDATE and c.state is CommitmentState.KEPT for c in own
        ),
        challenges=_challenges(snapshot, code, first),
        met=came.count(Presence.PRESENT),
        substituted=came.count(Presence.SUBSTITUTE),
        absent=came.count(Presence.ABSENT),
    )


def _in(day: date | None, first: date) -> bool:
    return day is not None and day >= first


def _settled(row: Commitment, as_of: date) -> date | None:
    """Return when a promise was settled, as near as the records tell."""
    due = row.due_on if row.due_on is not None and row.due_on <= as_of else None
    return row.recorded_on or due or row.promised_on or row.asked_on or row.observed_on


def _hours(rows: Iterable[Encounter | Commitment]) -> float | None:
    """Return the hours on record; None where there are contributions and no hours."""
    every = [row.hours for row in rows]
    told = [hours for hours in every if hours is not None]
    return sum(told) if told or not every else None


def _challenges(snapshot: Snapshot, code: str, first: date) -> int:
    return sum(
        a.assessor == code and bool(a.best_case_against) and _in(day_of(a), first)
        for a in snapshot.seen.of(GateAnswer)
    )


def _presence(snapshot: Snapshot, code: str, first: date) -> list[Presence | None]:
    lately = {m.meeting for m in meetings(snapshot) if _in(m.date, first)}
    rows = snapshot.seen.of(Attendance)
    return [a.presence for a in rows if a.person == code and a.meeting in lately]


def headline(snapshot: Snapshot, value: InvestmentValue) -> str:
    """Say how many put something in, and who only comes."""
    if not value.members:
        return "There is no coalition yet that could put anything in."
    idle = (*value.only_attending, *value.nothing)
    giving = len(value.members) - len(idle)
    if not giving:
        return "Nothing that members put in between meetings is on record."
    if not idle:
        who = "The only member" if giving == 1 else f"All {count(giving, 'member')}"
        return f"{who} put something in between meetings."
    who = listed([snapshot.name(code) for code in idle], 3)
    verb = "puts" if giving == 1 else "put"
    of = count(len(value.members), "member")
    some = (NUMBERS[giving] if giving < len(NUMBERS) else f"{giving:,}").capitalize()
    return f"{some} of {of} {verb} something in between meetings; of {who} nothing is on record."


def _reasons(snapshot: Snapshot, value: InvestmentValue) -> list[Reason]:
    return [
        Reason(f"{snapshot.name(m.person)}: {'; '.join(parts)}.", (m.person,))
        for m in value.members
        if (parts := words(m))
    ]


def words(member: Invested) -> list[str]:
    """Return what a member put in, in words; empty where nothing is on record."""
    parts = []
    if member.hours:
        parts.append(hour_count(member.hours))
    elif member.hours is None:
        parts.append("time nobody wrote down")
    if member.kept:
        parts.append(f"kept {count(member.kept, 'promise')}")
    if member.broken:
        parts.append(f"broke {count(member.broken, 'promise')}")
    if member.owed:
        parts.append(f"{count(member.owed, 'promise')} open")
    if member.advocacy:
        times = "once" if member.advocacy == 1 else count(member.advocacy, "time")
        parts.append(f"spoke for it {times}{', at a risk' if member.at_risk else ''}")
    if member.challenges:
        parts.append("gave the best case against at a gate")
    if member.mandates:
        parts.append(f"{count(member.mandates, 'mandate')} written down")
    return parts


def _gaps(snapshot: Snapshot, value: InvestmentValue) -> list[Gap]:
    if not value.members:
        text = "Nobody is in the coalition yet, not even you. Add yourself as its nucleus."
        return [gap(GapKind.NO_COALITION, text)]
    silent = (*value.only_attending, *value.nothing)
    if not silent:
        return []
    who = listed([snapshot.name(code) for code in silent])
    text = f"Write down what {who} gave: hours, a promise kept, a word on its behalf. Or ask."
    return [gap(GapKind.MAP_INCOMPLETE, text, *silent)]
