"""Keep what a pilot measured: a file's values as one change, to be undone as one."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from groundswell.app import incoming, policy
from groundswell.app.actor import Actor
from groundswell.app.do.deed import Deed, Done, Unsound, deed
from groundswell.app.do.records import check
from groundswell.app.policy import Absent, Act
from groundswell.app.terrain import committed
from groundswell.core.terrain.run_records import Pilot, PilotDatum
from groundswell.ingest.pilots import Measured, read_measurements
from groundswell.store import append
from groundswell.store.load import Kept, Loaded


def measured(
    actor: Actor, code: str, pilot: str, handle: str, *, replace: bool = False
) -> Measured:
    """Return what a handed-in file holds for a pilot; nothing is changed.

    Parameters
    ----------
    replace
        Whether the file is to take the place of the values that are there.

    Raises
    ------
    Absent, Refused
        As policy says, or if there is no such pilot or file.
    """
    standing = policy.enter(actor, code, Act.EDIT)
    loaded = committed(standing)
    _known(loaded, pilot)
    former = [] if replace else _values(loaded, pilot)
    return _read(_file(actor, handle), pilot, former)


def measure(actor: Actor, code: str, pilot: str, handle: str, *, replace: bool = False) -> Done:
    """Keep the values of a handed-in file, all or none, as one change; the file is deleted.

    Raises
    ------
    Absent, Refused
        As policy says, or if there is no such pilot or file.
    Unsound
        If anything stands against it; nothing was kept.
    """
    place = _file(actor, handle)
    with _begun(actor, code, pilot, place.name) as made:
        former = _values(made.before, pilot)
        found = _read(place, pilot, [] if replace else former)
        if found.errors:
            raise Unsound(found.errors)
        done = _kept(made, found.rows, former if replace else [])
    incoming.discard(actor, handle)
    return done


def tally(actor: Actor, code: str, pilot: str, rows: Sequence[PilotDatum]) -> Done:
    """Keep values that were typed, as one change beside those that are there.

    Raises
    ------
    Absent, Refused, Unsound
        As `measure` does.
    """
    with _begun(actor, code, pilot, "counts") as made:
        return _kept(made, rows, [])


@contextmanager
def _begun(actor: Actor, code: str, pilot: str, name: str) -> Iterator[Deed]:
    """Begin the change that keeps values of a pilot that is there."""
    about = {"sheets": [PilotDatum.SHEET], "ids": [pilot], "file": name[:100]}
    areas = (append.area_of(PilotDatum.SHEET),)
    with deed(actor, code, Act.EDIT, "import", about, areas) as made:
        _known(made.before, pilot)
        yield made


def _kept(made: Deed, rows: Sequence[PilotDatum], gone: Sequence[Kept]) -> Done:
    """Record values in the place of others."""
    today = made.standing.actor.today
    dated = [dataclasses.replace(row, recorded_on=today) for row in rows]
    check(made.before, dated, gone, today)
    append.retract(made.change, PilotDatum.SHEET, [kept.id for kept in gone], today)
    append.add(made.change, dated)
    return Done(made.change.pk, "import", len(dated), len(gone))


def _read(place: Path, pilot: str, former: list[Kept]) -> Measured:
    standing = [k.record for k in former if isinstance(k.record, PilotDatum)]
    return read_measurements(place.read_bytes(), pilot, standing, place.name)


def _file(actor: Actor, handle: str) -> Path:
    """Return where the one file that was handed in lies."""
    place = incoming.path_of(actor, handle)
    return place if place.is_file() else sorted(place.iterdir())[0]


def _known(loaded: Loaded, pilot: str) -> None:
    codes = {
        k.record.pilot
        for k in loaded.of(Pilot.SHEET)
        if isinstance(k.record, Pilot) and k.record.retracted_on is None
    }
    if pilot not in codes:
        raise Absent(pilot)


def _values(loaded: Loaded, pilot: str) -> list[Kept]:
    """Return the values of a pilot that stand."""
    return [
        k
        for k in loaded.of(PilotDatum.SHEET)
        if isinstance(k.record, PilotDatum)
        and k.record.pilot == pilot
        and k.record.retracted_on is None
    ]
