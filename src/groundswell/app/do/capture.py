"""Capture: what one contact left behind, as one change that is undone as one."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.app.actor import Actor
from groundswell.app.do.deed import Done, deed
from groundswell.app.do.notes import NoteSight, keep_note
from groundswell.app.do.records import SEEN, Facts, keep, named
from groundswell.app.policy import Act
from groundswell.core.terrain.record import Record
from groundswell.store import append


def capture_(
    actor: Actor,
    code: str,
    records: Sequence[Record],
    person: str,
    note: str | None = None,
    replaces: Facts = (),
) -> Done:
    """Record facts about a person and a private note, all or none; what they replace goes.

    Raises
    ------
    Absent, Refused, Unsound
        As `record_` does; whoever may not change the map cannot add somebody new.
    """
    sheets = sorted({record.SHEET for record in records})
    act = Act.JUDGE if set(sheets) <= set(SEEN) else Act.EDIT
    areas = {append.area_of(sheet) for sheet in sheets} | ({append.NOTES} if note else set())
    about = {"sheets": sheets, "ids": named(records), "count": len(records)}
    with deed(actor, code, act, "record", about, tuple(areas)) as made:
        done = keep(made, records, replaces)
        if note:
            keep_note(made, person, note, NoteSight.MINE)
        return done
