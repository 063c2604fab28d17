"""Record, correct and take back: the acts behind every form, the API and the board."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.do.deed import Deed, Done, Overtaken, Unsound, deed
from groundswell.app.policy import Absent, Act, Refused
from groundswell.app.sight import open_to_readers, revealed
from groundswell.app.terrain import committed
from groundswell.core.terrain.gate_records import GateAnswer
from groundswell.core.terrain.map_records import (
    Influence,
    Initiative,
    Judgement,
    Person,
    Stake,
    Tie,
)
from groundswell.core.terrain.notations import INSIDE
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.plan_records import KeptPlan, names_inside, without_person
from groundswell.core.terrain.record import Record, columns, completed, key_names, key_of
from groundswell.core.terrain.run_records import Encounter, Win
from groundswell.ingest.workbook import Problem, problems_of
from groundswell.store import append
from groundswell.store.load import ALL, Kept, Loaded

Facts = Sequence[tuple[str, int]]
Given = Sequence[frozenset[str]]

# Rules of the workbook look at these together.
TOGETHER = frozenset({"units", "decisions", "authority", "nodes", "operators", "settings"})
# What a member records of their own seeing or supposing; everything else is the map, for editors.
SEEN = (
    *(Judgement.SHEET, Influence.SHEET, Tie.SHEET, Stake.SHEET, Encounter.SHEET, Win.SHEET),
    GateAnswer.SHEET,
    KeptPlan.SHEET,
)


def record_(
    actor: Actor,
    code: str,
    records: Sequence[Record],
    replaces: Facts = (),
    sight: str = ALL,
    given: Given = (),
) -> Done:
    """Record facts, all or none; facts that they replace are taken back in the same change.

    A judgement of the same assessor on the same day replaces the earlier one. Who has seen others'
    judgements of a person before is marked as informed. `given` says which attributes each record
    was given, where not all were: the others stay as they are in the replaced fact with its key,
    unless anything of that may be closed to somebody.

    Raises
    ------
    Absent, Refused
        As policy says.
    Unsound
        If a record does not fit the others.
    Overtaken
        If a fact to be replaced was changed in the meantime.
    """
    sheets = sorted({r.SHEET for r in records} | {sheet for sheet, _ in replaces})
    act = Act.JUDGE if set(sheets) <= set(SEEN) else Act.EDIT
    verb = "correct" if replaces else "record"
    areas = tuple({append.area_of(sheet) for sheet in sheets})
    about = {"sheets": sheets, "ids": named(records), "count": len(records)}
    with deed(actor, code, act, verb, about, areas) as made:
        return keep(made, records, replaces, sight, given)


def keep(
    made: Deed,
    records: Sequence[Record],
    replaces: Facts = (),
    sight: str = ALL,
    given: Given = (),
) -> Done:
    """Record facts within a change that has begun; raises as `record_` does."""
    loaded, today = made.before, made.standing.actor.today
    former = _standing(loaded, replaces)
    records = _completed(records, former, given) if given else records
    _own_only(made, former, records)
    dated = [_dated(made, loaded, record) for record in records]
    former += _same_judgement(loaded, dated, former)
    check(loaded, dated, former, today)
    _take_back(made, former, today)
    for record in dated:
        append.add(made.change, [record], sight)
    return Done(made.change.pk, made.change.verb, len(dated), len(former))


def _completed(records: Sequence[Record], former: Iterable[Kept], given: Given) -> Sequence[Record]:
    by_key = {
        (k.record.SHEET, *key_of(k.record)): k.record
        for k in former
        if keys_stand(k.record.SHEET) and open_to_readers(k)
    }
    former_of = [by_key.get((record.SHEET, *key_of(record))) for record in records]
    return [
        record if before is None else completed(record, before, own)
        for record, before, own in zip(records, former_of, given, strict=True)
    ]


def keys_of(record: Record) -> tuple[str, ...]:
    """Return the columns that make a record unique."""
    kind: type = type(record)
    return key_names(kind)


def named(records: Iterable[Record]) -> list[str]:
    """Return the codes that records are about, for the trail; at most twenty."""
    codes: dict[str, None] = {}
    for record in records:
        for name in keys_of(record)[:1]:
            value = getattr(record, name)
            if isinstance(value, str):
                codes[value] = None
        person = getattr(record, "person", None)
        if isinstance(person, str):
            codes[person] = None
    return list(codes)[:20]


def _standing(loaded: Loaded, facts: Facts) -> list[Kept]:
    """Return the facts named, all of which must still stand."""
    found = []
    for sheet, number in facts:
        kept = next((k for k in loaded.of(sheet) if k.id == number), None)
        if kept is None:
            raise Absent(f"{sheet} {number}")
        if kept.record.retracted_on is not None:
            raise Overtaken(f"{sheet} {number}")
        found.append(kept)
    return found


def _own_only(made: Deed, former: Iterable[Kept], records: Iterable[Record]) -> None:
    """Refuse a member who would speak for another assessor or take back another's words."""
    standing = made.standing
    if standing.may(Act.EDIT):
        return
    foreign = any(r.assessor not in (None, standing.assessor) for r in records)
    if foreign or any(k.account != standing.actor.account for k in former):
        raise Refused("You may change what you recorded yourself; ask an editor for the rest.")


def _dated(made: Deed, loaded: Loaded, record: Record) -> Record:
    """Return a record with who saw it and when it was written down."""
    standing, today = made.standing, made.standing.actor.today
    known: dict[str, Any] = {"recorded_on": record.recorded_on or today}
    if record.JUDGED or isinstance(record, Encounter | Stake | KeptPlan):
        known["assessor"] = record.assessor or standing.assessor
    if record.JUDGED or isinstance(record, KeptPlan):
        known["observed_on"] = record.observed_on or today
    if isinstance(record, Judgement) and known["assessor"] == standing.assessor:
        known["informed"] = record.informed or _saw_others(made, loaded, record.person) or None
    return dataclasses.replace(record, **known)


def _saw_others(made: Deed, loaded: Loaded, person: str) -> bool:
    """Whether others' judgements of a person were open to the actor before this one."""
    standing = made.standing
    if standing.alone:
        return False
    of = [k for k in loaded.of(Judgement.SHEET) if k.record.person == person]  # type: ignore[attr-defined]
    others = [k for k in of if k.record.assessor != standing.assessor]
    entered = any(k.account == standing.actor.account for k in others)
    judged = any(k.record.assessor == standing.assessor for k in of)
    asked = person in revealed(standing.scope, standing.actor.account)
    return bool(others) and (judged or asked or entered)


def _same_judgement(
    loaded: Loaded, records: Iterable[Record], former: Sequence[Kept]
) -> list[Kept]:
    """Return the judgements of the same assessor and day that new ones replace."""
    gone = {(k.record.SHEET, k.id) for k in former}
    found = []
    for record in records:
        if not record.JUDGED:
            continue
        own = attrgetter(*keys_of(record))
        key = own(record)
        found += [
            kept
            for kept in loaded.of(record.SHEET)
            if own(kept.record) == key
            and kept.record.retracted_on is None
            and (record.SHEET, kept.id) not in gone
        ]
    return found


def check(loaded: Loaded, records: Sequence[Record], former: Sequence[Kept], today: date) -> None:
    """Raise Unsound if new records do not fit what stands, by the workbook's own rules."""
    gone = {(k.record.SHEET, k.id) for k in former}
    touched = {record.SHEET for record in records}
    standing = {
        sheet: [
            k.record
            for k in loaded.of(sheet)
            if k.record.retracted_on is None and (sheet, k.id) not in gone
        ]
        for sheet in _beside(touched)
    }
    first = {sheet: len(standing.get(sheet, ())) for sheet in touched}
    about = [k.record for k in loaded.of(Initiative.SHEET) if k.record.retracted_on is None]
    for record in records:
        if isinstance(record, Initiative):
            about.append(record)
            first[Initiative.SHEET] = 0
        else:
            standing.setdefault(record.SHEET, []).append(record)
    now = about[-1] if about else Initiative()
    assert isinstance(now, Initiative)
    given = Observations(now, {sheet: tuple(rows) for sheet, rows in standing.items()})
    wrong = [p for p in problems_of(given, today) if p.sheet in touched and _counts(p)]
    # A former row that is wrong stays as it is: only what comes in has to fit.
    new = tuple(p for p in wrong if p.row is None or p.row > first[p.sheet])
    if new:
        raise Unsound(new)


def _counts(problem: Problem) -> bool:
    """Whether a problem stands in the way; what a reader counts once is not recorded twice."""
    twice = problem.kind == "repeated" and keys_stand(problem.sheet)
    return problem.severity == "error" or twice


def keys_stand(sheet: str) -> bool:
    """Whether the records of a sheet have a key of their own."""
    return any(column.bounds.key for column in columns(SHEETS[sheet]))


def _beside(touched: Iterable[str]) -> set[str]:
    """Return the sheets whose standing rows bear on new ones.

    Those with a key of their own, those that are named, and those that rules look at together. Of
    judgements and ties no former row bears on a new one, and there may be tens of thousands.
    """
    kinds: list[type[Record]] = [SHEETS[sheet] for sheet in touched]
    named = {c.bounds.refers for kind in kinds for c in columns(kind) if c.bounds.refers}
    own = {kind.SHEET for kind in kinds if not kind.JUDGED}
    if any(c.bounds.notation for kind in kinds for c in columns(kind)):
        named |= INSIDE
    return (own | named | TOGETHER) - {Initiative.SHEET}


def _take_back(made: Deed, former: Iterable[Kept], on: date) -> None:
    by_sheet: dict[str, list[int]] = {}
    for kept in former:
        by_sheet.setdefault(kept.record.SHEET, []).append(kept.id)
    for sheet, numbers in by_sheet.items():
        append.retract(made.change, sheet, numbers, on)


def retract_(actor: Actor, code: str, facts: Facts) -> Done:
    """Take facts back, with everything that names them, in one change that can be undone.

    Raises
    ------
    Absent, Refused, Overtaken
        As `record_` does.
    """
    sheets = sorted({sheet for sheet, _ in facts})
    act = Act.JUDGE if set(sheets) <= set(SEEN) else Act.EDIT
    about: dict[str, Any] = {"sheets": sheets, "ids": [], "count": len(facts)}
    with deed(actor, code, act, "retract", about, (append.TERRAIN, append.RUN)) as made:
        loaded = made.before
        former = _standing(loaded, facts)
        _own_only(made, former, ())
        every = [*former, *dependants(loaded, former)]
        _take_back(made, every, actor.today)
        _take_out(made, every)
        return Done(made.change.pk, "retract", 0, len(every))


def _take_out(made: Deed, gone: Sequence[Kept]) -> None:
    """Keep plans without the people who were taken back; undone with the rest of the change."""
    people = {k.record.person for k in gone if isinstance(k.record, Person)}
    left, today = {(k.record.SHEET, k.id) for k in gone}, made.standing.actor.today
    for kept in made.before.of(KeptPlan.SHEET):
        named = [person for person in people if names_inside(kept.record, person)]
        if kept.record.retracted_on is not None or (KeptPlan.SHEET, kept.id) in left or not named:
            continue
        again = dataclasses.replace(kept.record, recorded_on=today)
        for person in named:
            again = without_person(again, person)
        _take_back(made, [kept], today)
        append.add(made.change, [again], kept.sight)


def goes_with(actor: Actor, code: str, facts: Facts) -> Facts:
    """Return the facts that would be taken back along with others; nothing is done."""
    loaded = committed(policy.enter(actor, code, Act.READ))
    chosen = set(facts)
    former = [k for sheet in {s for s, _ in facts} for k in loaded.of(sheet)]
    former = [k for k in former if (k.record.SHEET, k.id) in chosen]
    return [(k.record.SHEET, k.id) for k in dependants(loaded, former)]


def dependants(loaded: Loaded, former: Sequence[Kept]) -> Iterator[Kept]:
    """Yield the standing facts that need what is taken back, directly or through others."""
    gone = {(k.record.SHEET, k.id) for k in former}
    missing = {key for k in former if (key := _named_by(k.record)) is not None}
    while missing:
        found = [
            kept
            for sheet, rows in loaded.sheets.items()
            for kept in rows
            if (sheet, kept.id) not in gone
            and kept.record.retracted_on is None
            and _needs(kept.record, missing)
        ]
        yield from found
        gone |= {(k.record.SHEET, k.id) for k in found}
        missing = {key for k in found if (key := _named_by(k.record)) is not None}


def _named_by(record: Record) -> tuple[str, str] | None:
    """Return the sheet and code by which others name a record, if they do."""
    own = [c for c in columns(type(record)) if c.bounds.key]
    if len(own) != 1 or record.JUDGED:
        return None
    return record.SHEET, getattr(record, own[0].name)


def _needs(record: Record, missing: set[tuple[str, str]]) -> bool:
    """Whether a record names something missing where it must name something."""
    return any(
        (column.bounds.refers, getattr(record, column.name)) in missing
        for column in columns(type(record))
        if column.bounds.refers is not None and not column.many
    )


def about_(actor: Actor, code: str, **values: Any) -> Done:
    """Change what is said about the initiative itself; what is not named stays."""
    with deed(actor, code, Act.EDIT, "about", {"ids": sorted(values)}) as made:
        loaded = made.before
        former = [k for k in loaded.of(Initiative.SHEET) if k.record.retracted_on is None]
        now = former[-1].record if former else Initiative()
        changed = dataclasses.replace(now, **values, recorded_on=actor.today)
        check(loaded, [changed], former, actor.today)
        _take_back(made, former, actor.today)
        append.add(made.change, [changed])
        return Done(made.change.pk, "about", 1, len(former))
