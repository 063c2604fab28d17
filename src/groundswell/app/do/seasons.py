"""Let the work rest, take it up again, and let people go with thanks."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from groundswell.app.actor import Actor
from groundswell.app.do.deed import Done, Unsound, deed
from groundswell.app.do.phases import override, shut, state, unmet
from groundswell.app.do.records import keep
from groundswell.app.policy import Act
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.season_records import Replant
from groundswell.core.terrain.season_terms import ReplantCause
from groundswell.core.terrain.terms import Phase
from groundswell.ingest.workbook import Problem
from groundswell.ingest.workbook.problem import shown
from groundswell.store import append
from groundswell.store.load import Kept, Loaded

BOTH = (append.TERRAIN, append.RUN)
_RESTS = Problem(
    Initiative.SHEET, None, "phase", "the work rests already", "Take it up again first."
)


def rest_(
    actor: Actor, code: str, cause: ReplantCause, resume_on: date | None, learned: str = ""
) -> Done:
    """Let the work rest until a day; what was learned so far is kept with it.

    Raises
    ------
    Absent, Refused, Unsound
        As `record_` does; Unsound, too, if it rests already.
    """
    about = {"sheets": [Initiative.SHEET, Replant.SHEET], "ids": [], "count": 2}
    with deed(actor, code, Act.EDIT, "rest", about, BOTH) as made:
        if made.before.observations.initiative.phase is Phase.PAUSED:
            raise Unsound((_RESTS,))
        row = Replant(
            replant=free("rest", [k.record for k in made.before.of(Replant.SHEET)]),
            cause=cause,
            started_on=actor.today,
            resume_on=resume_on,
            learned=learned.strip() or None,
        )
        return state(made, [row], phase=Phase.PAUSED)


def resume_(actor: Actor, code: str, to: Phase, reason: str = "") -> Done:
    """Take the work up again at a phase; what that phase lacks asks for a reason as ever.

    Raises
    ------
    Absent, Refused, Unsound
        As `move_` does.
    """
    about = {"sheets": [Initiative.SHEET, Replant.SHEET], "ids": [], "count": 2}
    with deed(actor, code, Act.EDIT, "resume", about, BOTH) as made:
        missing = unmet(made, to)
        if missing and not reason.strip():
            raise Unsound((shut(to, missing),))
        why: list[Record] = [override(made, to, reason.strip())] if missing else []
        rests = [k for k in _standing(made.before, Replant.SHEET) if _on(k.record)]
        day = actor.today
        built = [dataclasses.replace(k.record, rebuilt_on=day, recorded_on=None) for k in rests]  # type: ignore[call-arg]
        kept = keep(made, built, [(Replant.SHEET, k.id) for k in rests])
        done = state(made, why, phase=to)
        return dataclasses.replace(done, added=done.added + kept.added)


def release_(actor: Actor, code: str, people: Sequence[str]) -> Done:
    """Thank members and let them go today; that they were there stays on record.

    Raises
    ------
    Absent, Refused, Unsound
        As `record_` does; Unsound, too, if somebody was never in the coalition.
    """
    about = {"sheets": [Member.SHEET], "ids": list(people)[:20], "count": len(people)}
    with deed(actor, code, Act.EDIT, "release", about, BOTH) as made:
        former = [
            k
            for k in _standing(made.before, Member.SHEET)
            if isinstance(k.record, Member) and k.record.person in people
        ]
        _never_in(people, former)
        today = actor.today
        gone = [
            dataclasses.replace(
                k.record, left_on=k.record.left_on or today, thanked_on=today, recorded_on=None
            )
            for k in former
            if isinstance(k.record, Member)
        ]
        return keep(made, gone, [(Member.SHEET, k.id) for k in former])


def _never_in(people: Sequence[str], former: Sequence[Kept]) -> None:
    """Refuse to thank whom the coalition never had."""
    known = {getattr(kept.record, "person", None) for kept in former}
    mend = "Name people of the coalition by their codes."
    strangers = tuple(
        Problem(Member.SHEET, None, "person", f"{shown(code)} is not in the coalition", mend)
        for code in people
        if code not in known
    )
    if strangers:
        raise Unsound(strangers)


def free(word: str, rows: Sequence[Record]) -> str:
    """Return a code that no row has yet, taken back or not."""
    taken = {getattr(row, "replant", None) for row in rows}
    return next(c for n in range(1, len(taken) + 2) if (c := f"{word}{n}") not in taken)


def _standing(loaded: Loaded, sheet: str) -> list[Kept]:
    return [k for k in loaded.of(sheet) if k.record.retracted_on is None]


def _on(record: Record) -> bool:
    return isinstance(record, Replant) and record.rebuilt_on is None
