"""What an actor's eyes may see: others' judgements only after their own, texts by their sight."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from groundswell.app.policy import Role, Standing
from groundswell.core.terrain.gate_records import GateAnswer
from groundswell.core.terrain.map_records import Influence, Judgement, Resistance, Stake, Tie
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.plan_records import KeptPlan, stances_of
from groundswell.core.terrain.run_records import (
    Attendance,
    Commitment,
    Conflict,
    Encounter,
    Gate,
    Override,
)
from groundswell.core.terrain.season_records import Visibility
from groundswell.core.terrain.terms import TieKind
from groundswell.store.load import ALL, CORE, Kept, Loaded, observed
from groundswell.store.models import Reveal
from groundswell.store.models.facts import word_columns
from groundswell.store.scope import Scope

JUDGED = (Judgement.SHEET, Influence.SHEET)
# Sheets of which others' rows may wait for the reader's own.
BLIND = (*JUDGED, GateAnswer.SHEET, KeptPlan.SHEET)
# What a presentable view leaves out: stances, strain, doubts, fears, who resists or failed, and
# what somebody supposed of whom.
UNPRESENTABLE = frozenset(
    (
        *BLIND,
        *(
            kind.SHEET
            for kind in (Attendance, Commitment, Conflict, Encounter, Override, Resistance, Stake)
        ),
        # What is said if one's manager asks must not stand on the screen one shows them.
        Visibility.SHEET,
    )
)


@dataclass(frozen=True)
class Sight:
    """What an actor sees of an initiative.

    Parameters
    ----------
    kept
        The facts they see, by sheet.
    veiled
        Person to the number of assessors whose judgements are hidden until theirs is given.
    mark
        Digest of what is hidden, so that no kept answer crosses a line of sight.
    """

    kept: Mapping[str, tuple[Kept, ...]]
    veiled: Mapping[str, int]
    mark: str

    @cached_property
    def observations(self) -> Observations:
        """What is seen, as the engine takes it."""
        return observed(self.kept)

    @cached_property
    def newest(self) -> date | None:
        """The last day on which something was recorded or taken back."""
        records = (k.record for rows in self.kept.values() for k in rows)
        days = (day for record in records for day in (record.recorded_on, record.retracted_on))
        return max((day for day in days if day is not None), default=None)


def revealed(scope: Scope, account: int) -> frozenset[str]:
    """Return the people whose judgements somebody asked to see before giving their own."""
    rows = Reveal.objects.within(scope).filter(account_id=account)
    return frozenset(rows.values_list("person", flat=True))


def sight(loaded: Loaded, standing: Standing) -> Sight:
    """Return what an actor sees."""
    unread = {sheet: _unread(rows, standing) for sheet, rows in loaded.sheets.items()}
    readable = {
        sheet: tuple(_wordless(k) if k.id in unread[sheet] else k for k in rows)
        if unread[sheet]
        else rows
        for sheet, rows in loaded.sheets.items()
    }
    if standing.presentable:
        shown = {s: rows for s, rows in readable.items() if s not in UNPRESENTABLE}
        shown[Tie.SHEET] = tuple(k for k in shown.get(Tie.SHEET, ()) if not _is_conflict(k))
        # Whoever judges is no less blind for showing this to others.
        return Sight(shown, {}, _mark("presentable", unread, _unjudged(loaded, standing)))
    if standing.alone:
        return Sight(readable, {}, _mark("all", unread))
    hidden = _unjudged(loaded, standing)
    for sheet, numbers in hidden.items():
        readable[sheet] = tuple(k for k in readable.get(sheet, ()) if k.id not in numbers)
    return Sight(readable, _counted(loaded, hidden[Judgement.SHEET]), _mark("all", unread, hidden))


def _unjudged(loaded: Loaded, standing: Standing) -> Mapping[str, frozenset[int]]:
    """Return the judgements by others that wait for the reader's own; none for who never judges."""
    if standing.alone or standing.role is Role.OBSERVER:
        return {}
    known = judged_by(loaded, standing.assessor) | revealed(standing.scope, standing.actor.account)
    hidden = {sheet: _hidden(loaded.of(sheet), standing, known) for sheet in JUDGED}
    alone = {GateAnswer.SHEET: _sealed(loaded, standing)}
    return hidden | alone | {KeptPlan.SHEET: frozenset(_waiting(loaded, standing, known))}


def open_to_readers(kept: Kept) -> bool:
    """Whether no part of a fact may be closed to somebody who reads the map as it is."""
    return kept.sight == ALL and kept.record.SHEET not in BLIND


def _is_conflict(kept: Kept) -> bool:
    return isinstance(kept.record, Tie) and kept.record.kind is TieKind.CONFLICT


def _unread(rows: Iterable[Kept], standing: Standing) -> frozenset[int]:
    """Return the facts whose words somebody else keeps for themselves or for the core."""
    open_to = (ALL, CORE) if standing.core else (ALL,)
    mine = standing.actor.account
    return frozenset(k.id for k in rows if k.sight not in open_to and k.account != mine)


def _wordless(kept: Kept) -> Kept:
    """Return a fact without its free text."""
    blank: dict[str, Any] = {c.name: None for c in word_columns(type(kept.record))}
    record = dataclasses.replace(kept.record, **blank, extra=())
    return dataclasses.replace(kept, record=record)


def judged_by(loaded: Loaded, assessor: str) -> frozenset[str]:
    """Return the people an assessor has judged; not knowing them well enough is an answer."""
    return frozenset(
        k.record.person
        for k in loaded.of(Judgement.SHEET)
        if isinstance(k.record, Judgement)
        and k.record.assessor == assessor
        and k.record.retracted_on is None
    )


def _hidden(rows: Iterable[Kept], standing: Standing, known: frozenset[str]) -> frozenset[int]:
    """Return the judgements of others, entered by others, of people not judged yet."""
    return frozenset(
        k.id
        for k in rows
        if k.record.person not in known  # type: ignore[attr-defined]
        and k.record.assessor != standing.assessor
        and k.account != standing.actor.account
    )


def _sealed(loaded: Loaded, standing: Standing) -> frozenset[int]:
    """Return others' answers to gates that are not held and that the reader has not answered."""
    rows = [k for k in loaded.of(GateAnswer.SHEET) if isinstance(k.record, GateAnswer)]
    own = [k for k in rows if k.record.assessor == standing.assessor]
    opened = {k.record.gate for k in own if k.record.retracted_on is None}  # type: ignore[attr-defined]
    opened |= {
        k.record.gate
        for k in loaded.of(Gate.SHEET)
        if isinstance(k.record, Gate) and k.record.held_on and k.record.retracted_on is None
    }
    return frozenset(
        k.id
        for k in rows
        if k.record.gate not in opened  # type: ignore[attr-defined]
        and k.record.assessor != standing.assessor
        and k.account != standing.actor.account
    )


def _waiting(
    loaded: Loaded, standing: Standing, known: frozenset[str]
) -> Mapping[int, frozenset[str]]:
    """Return others' plans that suppose where somebody stands whom the reader has not judged."""
    return {
        kept.id: unjudged
        for kept in loaded.of(KeptPlan.SHEET)
        if isinstance(kept.record, KeptPlan)
        and kept.record.assessor != standing.assessor
        and kept.account != standing.actor.account
        and (unjudged := stances_of(kept.record) - known)
    }


def waited_for(loaded: Loaded, standing: Standing) -> frozenset[str]:
    """Return whom the reader has to judge before they read all plans that were kept."""
    if standing.alone or standing.presentable:
        return frozenset()
    known = judged_by(loaded, standing.assessor) | revealed(standing.scope, standing.actor.account)
    waiting = _waiting(loaded, standing, known)
    there = (k for k in loaded.of(KeptPlan.SHEET) if k.record.retracted_on is None)
    return frozenset().union(*(waiting.get(k.id, ()) for k in there))


def _counted(loaded: Loaded, hidden: frozenset[int]) -> Mapping[str, int]:
    pairs = {
        (k.record.person, k.record.assessor)
        for k in loaded.of(Judgement.SHEET)
        if k.id in hidden and isinstance(k.record, Judgement) and k.record.retracted_on is None
    }
    return Counter(person for person, _ in pairs)


def _mark(view: str, *left_out: Mapping[str, frozenset[int]]) -> str:
    """Return a sign of what is left out; two who miss the same see the same."""
    told = [[(sheet, sorted(ids)) for sheet, ids in sorted(of.items()) if ids] for of in left_out]
    if not any(told):
        return view
    return f"{view} {hashlib.sha256(repr(told).encode()).hexdigest()[:24]}"
