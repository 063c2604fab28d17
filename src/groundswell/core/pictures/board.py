"""The board: where people stand, unknown included, by how much they can move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import STANCES, Lens, Portrait
from groundswell.core.pictures.sociogram import unjudged
from groundswell.core.pictures.weight import HIGH, WORDS, weights
from groundswell.core.questions.question import gap
from groundswell.core.questions.standing import BACKING, DOUBTING
from groundswell.core.questions.wording import UNKNOWN, count, listed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind

COLUMNS = (UNKNOWN, *STANCES)


@dataclass(frozen=True, slots=True)
class Placed:
    """A person on the board; `reason` says why they stand in their row."""

    person: Portrait
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The people of one stance and one weight, by unit and name; the order is no rank."""

    stance: str
    influence: str
    people: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Stance by influence.

    Parameters
    ----------
    columns, rows
        Words of the stances, unknown first and apart, and of the influence.
    cells
        One for each row and column, row by row.
    """

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[Cell, ...]


def board(snapshot: Snapshot, *, veiled: Mapping[str, int] | None = None) -> Board:
    """Return where people stand by how much they can move.

    Everybody is on it once. `veiled` counts the judgements hidden from the viewer by person.
    """
    lens = Lens(snapshot, veiled)
    weight = weights(lens)
    order = sorted(lens.portraits, key=lambda p: (p.unit_name, p.name, p.code))
    cells = tuple(
        Cell(
            stance,
            word,
            tuple(
                Placed(p, weight[p.code].reason)
                for p in order
                if (p.stance or UNKNOWN) == stance and weight[p.code].word == word
            ),
        )
        for word in WORDS
        for stance in COLUMNS
    )
    heavy = [p for p in order if weight[p.code].word == HIGH]
    return Board(
        headline=_headline(lens, heavy),
        population=lens.population,
        gaps=(*_heavy_unknown(heavy), *unjudged(lens)),
        columns=COLUMNS,
        rows=WORDS,
        cells=cells,
    )


def _headline(lens: Lens, heavy: list[Portrait]) -> str:
    if not lens.portraits:
        return "Nobody is on the map yet. Start with ten names."
    if not any(p.judged for p in lens.portraits):
        return "Nobody has been judged yet, so the board is all unknown."
    if not heavy:
        return "Nobody on the map is known to carry much weight in this change yet."
    sides = Counter(_side(p) for p in heavy)
    number = len(heavy)
    if number == 1:
        return f"One person carries much weight here: {heavy[0].name}, {_stands(heavy[0])}."
    words = {
        "for": "for it",
        "against": "against it or in doubt",
        "neutral": "in between",
        "unknown": "not judged by anybody",
    }
    parts = [count(sides[side], text, text) for side, text in words.items() if sides[side]]
    who = count(number, "person", "people")
    return f"Of the {who} who carry much weight here, {listed(parts)}."


def _side(person: Portrait) -> str:
    if person.stance is None:
        return "unknown"
    if person.stance in BACKING:
        return "for"
    return "against" if person.stance in DOUBTING else "neutral"


def _stands(person: Portrait) -> str:
    return person.stance or "whom nobody has judged"


def _heavy_unknown(heavy: list[Portrait]) -> Iterator[Gap]:
    dark = [p for p in heavy if not p.judged and not p.veiled]
    if dark:
        names = listed([p.name for p in dark])
        yield gap(
            GapKind.STANCE_UNKNOWN,
            f"Much hangs on {names}, and nobody has judged where "
            f"{'they stand' if len(dark) > 1 else 'this person stands'}.",
            *(p.code for p in dark),
        )
