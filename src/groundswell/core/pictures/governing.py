"""Governance, kept thin: when it is time for it, which form, who decides what, when they meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.questions.wording import count, listed, quoted
from groundswell.core.terrain.contexts import Governance as Suggested
from groundswell.core.terrain.contexts import template_of
from groundswell.core.terrain.run_records import Meeting, Right
from groundswell.core.terrain.season_records import Governance, Seat
from groundswell.core.terrain.season_terms import GovernanceForm, Season
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import MeetingKind
from groundswell.core.terrain.visible import latest

CROWD = 8  # active members up to which one table is enough
EVERY = 30  # days between check-ins where nothing else is said
FORMS = {
    GovernanceForm.STEERING_GROUP: "steering group",
    GovernanceForm.CROSS_AGENCY_GROUP: "cross-agency working group",
    GovernanceForm.WORKING_CIRCLE: "working circle",
    GovernanceForm.WORKING_GROUP: "working group",
}
_LACKS = {
    GovernanceForm.CROSS_AGENCY_GROUP: ("backed_by", "the cabinet or agency that supports it"),
    GovernanceForm.WORKING_CIRCLE: ("accountable_to", "the people concerned to whom it answers"),
}


@dataclass(frozen=True, slots=True)
class Chair:
    """A role and who fills it."""

    code: str
    title: str
    person: str | None
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that is decided, by whom, and who is asked first."""

    code: str
    title: str
    person: str | None
    who: str
    asked: str


@dataclass(frozen=True, slots=True)
class Governing:
    """How the coalition is governed.

    Parameters
    ----------
    members
        Active members.
    wanted
        Whether there are more than one table takes, and no form yet.
    suggested
        What the context suggests.
    form
        The form on record, if any, and what of it is missing, in words.
    next_check_in
        When the wider circle is to meet next; `late` where that day is over.
    """

    headline: str
    members: int
    wanted: bool
    suggested: Suggested
    form: Governance | None
    lacks: tuple[str, ...]
    seats: tuple[Chair, ...]
    rights: tuple[Matter, ...]
    next_check_in: date | None
    late: bool


def governing(snapshot: Snapshot) -> Governing:
    """Return how the coalition is governed, and whether it is time for a form."""
    form = form_of(snapshot)
    members, rights = len(snapshot.members), _rights(snapshot)
    seats = chairs(snapshot, Season.COALITION)
    coming = next_check_in(snapshot, form)
    late = coming is not None and coming < snapshot.as_of
    wanted = form is None and members > CROWD
    lacks = _lacks(form, rights)
    return Governing(
        headline=_headline(members, form, wanted, lacks, late),
        members=members,
        wanted=wanted,
        suggested=template_of(snapshot.seen.initiative.context).governance,
        form=form,
        lacks=lacks,
        seats=seats,
        rights=rights,
        next_check_in=coming,
        late=late,
    )


def form_of(snapshot: Snapshot) -> Governance | None:
    """Return the form that stands on the day of the map."""
    day = snapshot.as_of
    rows = [
        g
        for g in latest(snapshot.seen.of(Governance), "governance")
        if (g.started_on is None or g.started_on <= day)
        and (g.ended_on is None or g.ended_on > day)
    ]
    return max(rows, key=lambda g: (g.started_on or date.min, g.governance), default=None)


def chairs(snapshot: Snapshot, season: Season) -> tuple[Chair, ...]:
    """Return the roles of a season."""
    rows = latest(snapshot.seen.of(Seat), "seat")
    return tuple(
        Chair(s.seat, s.title or s.seat, s.person, _name(snapshot, s.person), s.text or "")
        for s in rows
        if (s.season or Season.COALITION) is season
    )


def next_check_in(snapshot: Snapshot, form: Governance | None) -> date | None:
    """Return when the wider circle is to meet next, counted from the last time."""
    if form is None:
        return None
    held = [
        m.date
        for m in snapshot.seen.of(Meeting)
        if m.kind is MeetingKind.CHECK_IN and m.date is not None
    ]
    last = max(held, default=form.started_on)
    return last + timedelta(days=form.check_in_days or EVERY) if last else None


def _rights(snapshot: Snapshot) -> tuple[Matter, ...]:
    rows = latest(snapshot.seen.of(Right), "right")
    return tuple(
        Matter(
            r.right,
            r.matter or r.right,
            r.owner,
            _name(snapshot, r.owner),
            listed([snapshot.name(code) for code in r.consulted or ()]),
        )
        for r in rows
    )


def _lacks(form: Governance | None, rights: tuple[Matter, ...]) -> tuple[str, ...]:
    if form is None:
        return ()
    found = []
    column, words = _LACKS.get(form.form or GovernanceForm.WORKING_GROUP, ("", ""))
    if column and not getattr(form, column):
        found.append(words)
    if not rights:
        found.append("who decides what")
    found += [f"who decides on {quoted(r.title)}" for r in rights if not r.person][:2]
    return tuple(found)


def _headline(
    members: int, form: Governance | None, wanted: bool, lacks: tuple[str, ...], late: bool
) -> str:
    people = count(members, "active member")
    if form is None:
        if wanted:
            return f"With {people} it is time for a thin form: who decides what, once a month."
        return f"With {people} one table is enough. A form is there when you want one."
    name = FORMS[form.form or GovernanceForm.WORKING_GROUP]
    if lacks:
        return f"There is a {name}, and nothing says {listed(lacks)}."
    if late:
        return f"There is a {name}, and its check-in is overdue."
    return f"There is a {name}, with {people}, and it is written down who decides what."


def _name(snapshot: Snapshot, code: str | None) -> str:
    return snapshot.name(code) if code else ""
