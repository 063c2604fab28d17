"""What a workbook brings to an initiative: rows that are new, changed, the same, or taken back."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from groundswell.app.launch_gate import shut, worked_at
from groundswell.app.sight import open_to_readers
from groundswell.core.questions.launch_gate import passes
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import (
    META_COLUMNS,
    Record,
    cells_of,
    columns,
    completed,
    key_of,
)
from groundswell.core.terrain.run_records import Override
from groundswell.ingest.workbook import Problem, Reading, problems_of
from groundswell.store.load import Kept, Loaded

Sheets = Mapping[str, Sequence[Kept]]


@dataclass(frozen=True, slots=True)
class Altered:
    """A row of the file that says otherwise than what stands with its key.

    Parameters
    ----------
    columns
        The headings in which it does, as the reader of the file sees what stands.
    emptied
        Those of them that would be empty afterwards.
    """

    sheet: str
    row: int
    code: str
    columns: tuple[str, ...]
    emptied: tuple[str, ...]


@dataclass(slots=True)
class Merge:
    """What is to be done so that an initiative holds what a workbook says.

    Parameters
    ----------
    added
        Records to add, by sheet, with the row of the file in which each stands.
    former
        Facts that a changed row replaces.
    ended
        Facts that the file says were taken back, with the day.
    tally
        How many rows of each sheet are new, changed, the same, ended, or in conflict.
    altered
        The changed rows, and in which columns.
    problems
        Rows that cannot be joined with what stands.
    """

    added: dict[str, list[tuple[Record, int]]] = field(default_factory=dict)
    former: list[Kept] = field(default_factory=list)
    ended: list[tuple[Kept, date]] = field(default_factory=list)
    tally: dict[str, Counter[str]] = field(default_factory=dict)
    altered: list[Altered] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows change something."""
        return sum(map(len, self.added.values())) + len(self.ended)

    @property
    def sheets(self) -> list[str]:
        """The sheets in which something changes."""
        return [sheet for sheet in SHEETS if sheet in self.added or sheet in self._ended_in]

    @property
    def _ended_in(self) -> set[str]:
        return {kept.record.SHEET for kept, _ in self.ended}


class _Standing:
    """The facts of one sheet, found by content and by key."""

    def __init__(self, kept: Iterable[Kept], kind: type[Record]) -> None:
        self.own = [c.name for c in columns(kind) if c.name not in META_COLUMNS]
        self.keyed = any(c.bounds.key for c in columns(kind))
        self.alike: defaultdict[Any, list[Kept]] = defaultdict(list)
        self.by_key: dict[Any, Kept] = {}
        for one in kept:
            self.alike[self.content(one.record)].append(one)
            if one.record.retracted_on is None:
                self.by_key[key_of(one.record)] = one

    def content(self, record: Record) -> Any:
        """Return what a record says, without when and by whom."""
        return (*(getattr(record, name) for name in self.own), record.extra)

    def same(self, record: Record) -> Kept | None:
        """Return a fact that says the same and was taken back on the same day, or never."""
        return next(
            (
                k
                for k in self.alike.get(self.content(record), ())
                if k.record.retracted_on == record.retracted_on
                and all(
                    getattr(record, name) in (None, getattr(k.record, name))
                    for name in META_COLUMNS
                )
            ),
            None,
        )

    def replaced_by(self, record: Record) -> Kept | None:
        """Return the standing fact with the key of a row that says nothing was taken back."""
        if not self.keyed or record.retracted_on is not None:
            return None
        return self.by_key.get(key_of(record))

    def standing_alike(self, record: Record) -> Kept | None:
        """Return the standing fact that says the same, where the file says it was taken back."""
        alike = self.alike.get(self.content(record), ())
        return next((k for k in alike if k.record.retracted_on is None), None)


def merge(
    seen: Sheets, hidden: Sheets, given: Observations, reading: Reading, today: date
) -> Merge:
    """Compare a workbook with what stands.

    A row with the key of one that stands replaces it, and says of a column that the file does not
    have what that one said. Rows of which anything may be closed to somebody are replaced as a
    whole: what they hold must not be carried into a row that everybody reads.

    Parameters
    ----------
    seen
        The facts that whoever imports may see; only with them is anything compared.
    hidden
        Others' judgements they may not see yet: a row for one of them is refused, whatever it
        says, so that a guess in a file learns nothing.
    reading
        Where the records stand in the file, and which columns it has.
    """
    made = Merge()
    fresh = not any(len(kept) for sheet, kept in seen.items() if sheet != Initiative.SHEET)
    _merge_about(made, seen.get(Initiative.SHEET, ()), given.initiative, today)
    for sheet, records in given.records.items():
        rows, cells = reading.rows[sheet], reading.given[sheet]
        if fresh and records:
            made.added[sheet] = list(zip(records, rows, strict=True))
            made.tally[sheet] = Counter({"new": len(records)})
            continue
        standing = _Standing(seen.get(sheet, ()), SHEETS[sheet])
        veiled = {key_of(k.record) for k in hidden.get(sheet, ())}
        tally = made.tally[sheet] = Counter()
        for record, row, own in zip(records, rows, cells, strict=True):
            if veiled and key_of(record) in veiled:
                made.problems.append(_veiled(sheet, row))
                tally["conflict"] += 1
            else:
                before = standing.replaced_by(record)
                if before is not None and open_to_readers(before):
                    record = completed(record, before.record, own)
                tally[_place(made, standing, record, before, row, today)] += 1
    return made


def _place(
    made: Merge, standing: _Standing, record: Record, before: Kept | None, row: int, today: date
) -> str:
    """Put a row where it belongs; return the word for what it is."""
    if standing.same(record) is not None:
        return "same"
    if record.retracted_on is not None:
        ended = standing.standing_alike(record)
        if ended is not None:
            made.ended.append((ended, record.retracted_on))
            return "ended"
    if before is not None:
        made.former.append(before)
        made.altered.append(_altered(before.record, record, row))
    added = _dated(record, before, today)
    made.added.setdefault(record.SHEET, []).append((added, row))
    return "new" if before is None else "changed"


def _altered(before: Record, record: Record, row: int) -> Altered:
    former, now = cells_of(before), cells_of(record)
    differ = [name for name in former | now if former.get(name) != now.get(name)]
    emptied = tuple(name for name in differ if now.get(name) is None)
    code = ", ".join(str(value) for value in key_of(record) if value is not None)
    return Altered(record.SHEET, row, code, tuple(differ), emptied)


def _dated(record: Record, before: Kept | None, today: date) -> Record:
    """Return a record with the day it became known, which the row it replaces may still show."""
    untold = record.recorded_on is None
    if before is not None and record.recorded_on == before.record.recorded_on:
        untold = True
    return dataclasses.replace(record, recorded_on=today) if untold else record


def _merge_about(made: Merge, kept: Sequence[Kept], given: Initiative, today: date) -> None:
    """Join what is said of the initiative itself; a cell the file leaves empty changes nothing."""
    former = [k for k in kept if k.record.retracted_on is None]
    now = former[-1].record if former else Initiative()
    said = {
        c.name: value
        for c in columns(Initiative)
        if (value := getattr(given, c.name)) is not None and value != getattr(now, c.name)
    }
    if given.extra and given.extra != now.extra:
        said["extra"] = given.extra
    if not said:
        return
    if former:
        said.setdefault("recorded_on", today)
    whole = dataclasses.replace(now, **said)
    made.former += former
    made.altered += [_altered(former[-1].record, whole, 1)] if former else []
    made.added[Initiative.SHEET] = [(whole, 1)]
    made.tally[Initiative.SHEET] = Counter({"changed" if former else "new": 1})


def _veiled(sheet: str, row: int) -> Problem:
    what = "what somebody else judged or supposed stands here; you see it once you have judged"
    return Problem(sheet, row, None, what, "Leave the row out, or judge first.", kind="veiled")


def joined(made: Merge, loaded: Sheets, today: date) -> tuple[Problem, ...]:
    """Return what stands against a merge, as the workbook's own rules see the two together.

    Only rows that come in are blamed; the problems name the row of the file.
    """
    whole, first = _together(made, loaded)
    found = problems_of(whole, today)
    placed = (_in_file(problem, first, made) for problem in found)
    return tuple(problem for problem in placed if problem is not None)


def _together(made: Merge, loaded: Sheets) -> tuple[Observations, dict[str, int]]:
    """Return what would stand after a merge, and how many rows of each sheet stand before it."""
    gone = {(k.record.SHEET, k.id) for k in made.former}
    gone |= {(k.record.SHEET, k.id) for k, _ in made.ended}
    together: dict[str, tuple[Record, ...]] = {}
    first: dict[str, int] = {}
    for sheet in SHEETS:
        standing = [
            k.record
            for k in loaded.get(sheet, ())
            if k.record.retracted_on is None and (sheet, k.id) not in gone
        ]
        first[sheet] = len(standing)
        together[sheet] = (*standing, *(record for record, _ in made.added.get(sheet, ())))
    abouts = together.pop(Initiative.SHEET)
    first[Initiative.SHEET] = 0
    about = abouts[-1] if abouts else Initiative()
    assert isinstance(about, Initiative)
    return Observations(about, together), first


def launches(made: Merge, before: Loaded, today: date) -> tuple[Problem, ...]:
    """Return what the launch gate has against a merge that would pass it, if anything."""
    stated = [r for r, _ in made.added.get(Initiative.SHEET, ()) if isinstance(r, Initiative)]
    if not stated or not passes(worked_at(before), stated[-1].phase):
        return ()
    given = [record for record, _ in made.added.get(Override.SHEET, ())]
    found = shut(_together(made, before.sheets)[0], given, before, today)
    return () if found is None else (found,)


def _in_file(problem: Problem, first: Mapping[str, int], made: Merge) -> Problem | None:
    """Return a problem with the row of the file, or None if it is not the file's."""
    added = made.added.get(problem.sheet, [])
    if problem.severity != "error" or not added:
        return None
    if problem.row is None or problem.sheet == Initiative.SHEET:
        return problem
    at = problem.row - first[problem.sheet] - 1
    return dataclasses.replace(problem, row=added[at][1]) if 0 <= at < len(added) else None
