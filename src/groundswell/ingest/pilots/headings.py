"""Which column of a file of measurements holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from groundswell.core.questions.pilots.labels import meaning
from groundswell.ingest.workbook.cells import Cell, Unfit, text_of
from groundswell.ingest.workbook.problem import Findings, shown
from groundswell.ingest.workbook.sheets import plain

SHEET = "pilot_data"
UNIT, PERIOD, ARM, VALUE, PILOT = "unit", "period", "arm", "value", "pilot"
_CALLED: Mapping[str, str] = MappingProxyType(
    {
        plain(word): column
        for column, words in {
            UNIT: "unit,case,case id,id,person,participant,patient,team,ticket,name,subject,user",
            PERIOD: "period,date,day,week,month,quarter,year,when,time",
            ARM: "arm,group,condition,phase,side,cohort,variant,treatment",
            VALUE: "value,result,measure,measurement,score,outcome,y,amount,hours,days,minutes",
            PILOT: "pilot",
        }.items()
        for word in words.split(",")
    }
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things stand: place of each known column, and of values that stand side by side.

    Parameters
    ----------
    places
        Column of the record to its place in the file.
    wide
        Places whose heading is itself an arm, such as *before* and *after*, with that heading.
    told
        What each heading was taken for, to be shown.
    """

    places: Mapping[str, int]
    wide: tuple[tuple[int, str], ...]
    told: tuple[tuple[str, str], ...]


def columns_of(header: Sequence[Cell], findings: Findings, row: int) -> Columns | None:
    """Return what the columns hold; None where none holds values, which is then said."""
    names = [_heading(cell) for cell in header]
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        found = _CALLED.get(plain(name))
        if found is None:
            continue
        if found in places:
            what = f"both {shown(names[places[found]])} and {shown(name)} look like {found}"
            findings.error(SHEET, row, name, "two-columns", (what, "Rename the one not meant."))
            continue
        places[found] = at
    free = [(at, name) for at, name in enumerate(names) if name and at not in places.values()]
    wide = () if VALUE in places else tuple((at, name) for at, name in free if meaning(name))
    if VALUE not in places and not wide and len(free) == 1:
        places[VALUE] = free[0][0]
        what = f"{shown(free[0][1])} was taken for the values"
        findings.note(SHEET, row, free[0][1], "guessed", (what, "Head it value to be sure."))
    if VALUE not in places and not wide:
        what = "no column holds the values"
        mend = "Head one column value, or give before and after a column each."
        findings.error(SHEET, row, None, "no-column", (what, mend))
        return None
    used = {*places.values(), *(at for at, _ in wide)}
    left = [(at, name) for at, name in free if at not in used]
    if UNIT not in places and len(left) == 1:
        places[UNIT] = left[0][0]
        used.add(left[0][0])
        what = f"{shown(left[0][1])} was taken for the unit"
        findings.note(SHEET, row, left[0][1], "guessed", (what, "Head it unit to be sure."))
    for at, name in free:
        if at not in used:
            what = f"the column {shown(name)} is not used"
            findings.note(SHEET, row, name, "unused", (what, "Nothing is lost: keep the file."))
    told = [(names[at], column) for column, at in places.items() if column != PILOT]
    told += [(name, f"values of the arm {name}") for _, name in wide]
    return Columns(places, wide, tuple(told))


def _heading(cell: Cell) -> str:
    try:
        return text_of(cell)
    except Unfit:
        return ""
