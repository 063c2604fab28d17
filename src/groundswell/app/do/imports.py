"""Import a workbook: looked at first, then joined with what stands in one change, or begun anew."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction

from groundswell.app import incoming, policy
from groundswell.app.actor import Actor
from groundswell.app.do.deed import Deed, Done, Unsound, deed
from groundswell.app.do.initiatives import begun
from groundswell.app.launch_gate import shut_at_start
from groundswell.app.merging import Altered, Merge, joined, launches, merge
from groundswell.app.policy import Act, Standing
from groundswell.app.sight import BLIND, sight
from groundswell.app.terrain import committed, loaded, revision_of
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.ingest.workbook import Problem, Reading, read
from groundswell.store import append, queue
from groundswell.store.load import Kept
from groundswell.store.models import Initiative
from groundswell.store.scope import READING, WRITING

SLOW_FROM = 6_000  # rows that take more than a second on the slowest machine we know


@dataclass(frozen=True, slots=True)
class Tally:
    """What a workbook brings to one sheet, in rows."""

    sheet: str
    new: int
    changed: int
    same: int
    ended: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do; nothing has been done.

    Parameters
    ----------
    count
        Rows that would change something.
    altered
        The rows that would replace another, and in which columns they differ from it.
    problems
        All of them, errors and notes, each with its sheet, row, column and mend.
    ready
        Whether nothing stands against importing.
    slow
        Whether it would go to the worker.
    """

    name: str
    title: str
    tallies: tuple[Tally, ...]
    count: int
    altered: tuple[Altered, ...]
    problems: tuple[Problem, ...]
    ready: bool
    slow: bool

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stands against the import of a row."""
        return tuple(p for p in self.problems if p.severity == "error")

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is only worth knowing."""
        return tuple(p for p in self.problems if p.severity == "note")


@dataclass(frozen=True, slots=True)
class _Joined:
    merge: Merge
    reading: Reading
    against: tuple[Problem, ...]


def preview(
    actor: Actor, code: str | None, handle: str, *, good_rows_only: bool = False
) -> Preview:
    """Say what importing a handed-in file would do; without a code, of a new initiative."""
    path = incoming.path_of(actor, handle)
    found = preview_path(actor, code, path, good_rows_only=good_rows_only)
    return replace(found, name=incoming.name_of(actor, handle))


def preview_path(
    actor: Actor, code: str | None, path: Path, *, good_rows_only: bool = False
) -> Preview:
    """Say what importing a file or folder would do where it lies; see `preview`."""
    if code is None:
        made = _alone(actor, path, good_rows_only)
    else:
        standing = policy.enter(actor, code, Act.IMPORT, alias=READING)
        with transaction.atomic(using=READING):
            made = _join(standing, path, good_rows_only)
    return _told(path.name, made, good_rows_only)


def _told(name: str, made: _Joined, good_rows_only: bool) -> Preview:
    found = made.merge
    errors = bool(made.reading.errors or found.problems)
    ready = made.reading.observations is not None and not made.against
    about = made.reading.observations.initiative if made.reading.observations else None
    return Preview(
        name=name,
        title=(about.title if about else None) or "",
        tallies=tuple(_tally(s, found.tally[s]) for s in SHEETS if s in found.tally),
        count=found.count,
        altered=tuple(found.altered),
        problems=(*made.reading.problems, *found.problems, *made.against),
        ready=ready and bool(found.count) and (good_rows_only or not errors),
        slow=found.count > SLOW_FROM,
    )


def _tally(sheet: str, of: Mapping[str, int]) -> Tally:
    words = ("new", "changed", "same", "ended", "conflict")
    return Tally(sheet, *(of.get(word, 0) for word in words))


def _alone(actor: Actor, path: Path, good_rows_only: bool) -> _Joined:
    reading = read(path, actor.today, good_rows_only=good_rows_only)
    made = _merged(reading, {}, {}, actor)
    return replace(made, against=_begins_launched(reading, actor))


def _begins_launched(reading: Reading, actor: Actor) -> tuple[Problem, ...]:
    """Return what the launch gate has against a new initiative that says it was launched."""
    if reading.observations is None:
        return ()
    found = shut_at_start(reading.observations, actor.today)
    return () if found is None else (found,)


def _join(
    standing: Standing, path: Path, good_rows_only: bool, reading: Reading | None = None
) -> _Joined:
    """Read a file, if that was not done, and compare it with what the actor sees."""
    actor, every = standing.actor, committed(standing)
    beside = every.observations
    empty = not any(beside.records.values())
    if reading is None:
        given = None if empty else beside
        reading = read(path, actor.today, good_rows_only=good_rows_only, beside=given)
    seen = sight(loaded(standing, revision_of(standing)), standing).kept
    shown = {(sheet, k.id) for sheet in BLIND for k in seen.get(sheet, ())}
    hidden = {sheet: [k for k in every.of(sheet) if (sheet, k.id) not in shown] for sheet in BLIND}
    made = _merged(reading, seen, hidden, actor)
    alone = empty or reading.observations is None  # the reader has checked the file by itself
    against = () if alone else joined(made.merge, every.sheets, actor.today)
    if reading.observations is not None and not against:
        against = launches(made.merge, every, actor.today)
    return _Joined(made.merge, reading, against)


def _merged(
    reading: Reading, seen: Mapping[str, Any], hidden: Mapping[str, list[Kept]], actor: Actor
) -> _Joined:
    if reading.observations is None:
        return _Joined(Merge(), reading, ())
    given = reading.observations
    return _Joined(merge(seen, hidden, given, reading, actor.today), reading, ())


def import_(actor: Actor, code: str, handle: str, *, good_rows_only: bool = False) -> Done | None:
    """Import a handed-in file in one change; None if it brings nothing new. The file is deleted.

    Rows that say what stands are skipped, a row with the key of another replaces it but for the
    columns that the file does not have, all others are added.

    Raises
    ------
    Absent, Refused
        As policy says.
    Unsound
        If anything stands against it; nothing was imported.
    """
    path = incoming.path_of(actor, handle)
    done = import_path(actor, code, path, good_rows_only=good_rows_only)
    incoming.discard(actor, handle)
    return done


def import_path(
    actor: Actor,
    code: str,
    path: Path,
    *,
    good_rows_only: bool = False,
    reading: Reading | None = None,
) -> Done | None:
    """Import a file or folder where it lies; see `import_`. What was read is not read again."""
    with transaction.atomic(using=WRITING):
        standing = policy.enter(actor, code, Act.IMPORT, alias=WRITING)
        # What the file is compared with must not change until the import is made.
        Initiative.objects.using(WRITING).select_for_update().get(pk=standing.scope.initiative)
        made = _join(standing, path, good_rows_only, reading)
        against = [*made.reading.errors, *made.merge.problems]
        if made.reading.observations is None or made.against or (against and not good_rows_only):
            raise Unsound((*against, *made.against))
        return _import(actor, code, path.name, made.merge) if made.merge.count else None


def _import(actor: Actor, code: str, name: str, found: Merge) -> Done:
    about = {"sheets": found.sheets, "ids": [], "count": found.count, "file": name[:100]}
    areas = tuple({append.area_of(sheet) for sheet in found.sheets})
    with deed(actor, code, Act.IMPORT, "import", about, areas) as made:
        _take_back(made, found)
        added = 0
        for sheet in SHEETS:
            records = [record for record, _ in found.added.get(sheet, ())]
            for _, alike in itertools.groupby(records, key=type):
                added += len(append.add(made.change, list(alike)))
        return Done(made.change.pk, "import", added, len(found.former) + len(found.ended))


def _take_back(made: Deed, found: Merge) -> None:
    today = made.standing.actor.today
    days = [*((kept, today) for kept in found.former), *found.ended]
    by_place: dict[tuple[str, Any], list[int]] = {}
    for kept, day in days:
        by_place.setdefault((kept.record.SHEET, day), []).append(kept.id)
    for (sheet, day), numbers in by_place.items():
        append.retract(made.change, sheet, numbers, day)


def import_new(
    actor: Actor, handle: str, *, good_rows_only: bool = False
) -> tuple[str, Done | None]:
    """Begin an initiative from a handed-in file; return its code and the import, as one change."""
    path = incoming.path_of(actor, handle)
    made = new_from(actor, path, good_rows_only=good_rows_only)
    incoming.discard(actor, handle)
    return made


def new_from(actor: Actor, path: Path, *, good_rows_only: bool = False) -> tuple[str, Done | None]:
    """Begin an initiative from a file or folder where it lies; all of it or nothing."""
    reading = read(path, actor.today, good_rows_only=good_rows_only)
    if reading.observations is None:
        raise Unsound(reading.errors)
    if against := _begins_launched(reading, actor):
        raise Unsound(against)
    with transaction.atomic(using=WRITING):
        code = begun(actor, Observations(reading.observations.initiative, {}))
        good = good_rows_only
        return code, import_path(actor, code, path, good_rows_only=good, reading=reading)


def import_later(actor: Actor, code: str, handle: str, *, good_rows_only: bool = False) -> str:
    """Ask the worker to import a handed-in file; return the number of the job."""
    standing = policy.enter(actor, code, Act.IMPORT)
    incoming.path_of(actor, handle)
    wanted = {"handle": handle, "good_rows_only": good_rows_only, "presentable": False}
    job = queue.ask_for(standing.scope, actor.account, "import", handle, wanted, actor.at)
    return str(job.pk)
