"""A snapshot as pictures look at it: everybody with the few things a mark or a label can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.standing import stance_words
from groundswell.core.questions.system import Chart
from groundswell.core.questions.wording import UNKNOWN
from groundswell.core.terrain.map_records import Tie
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Ring, Source, Stance, TieKind

Way = tuple[str, str, TieKind]
Ends = NDArray[Any]
STANCES = tuple(word.value for word in Stance if word is not Stance.UNKNOWN)
TIE_WORDS: Mapping[TieKind, str] = {
    TieKind.REPORTS_TO: "reports to",
    TieKind.TRUSTS: "trusts",
    TieKind.ADVICE: "asks for advice",
    TieKind.WORKS_WITH: "works with",
    TieKind.CONFLICT: "is in conflict with",
}
MUTUAL = (TieKind.WORKS_WITH, TieKind.CONFLICT)
_SURER = (Source.INFERRED, Source.SURVEYED, Source.DECLARED)
CONSULTED = "consulted"  # nobody reported the tie; the decider has to ask for this advice


@dataclass(frozen=True, slots=True)
class Portrait:
    """One person as every picture shows them.

    Parameters
    ----------
    code, name, role
        Code, the name to show, and what they do (empty where not stated).
    unit, unit_name
        Code and name of their unit; None and empty where not stated.
    level, function
        As stated, else None.
    stance
        Word of the scale, or None where nobody judged them; never neutral for unknown.
    judged
        Whether somebody the viewer may see gave a reading of them.
    ring
        Circle of the coalition, or None outside it.
    veiled
        How many judgements by others are hidden from the viewer.
    """

    code: str
    name: str
    role: str
    unit: str | None
    unit_name: str
    level: str | None
    function: str | None
    stance: str | None
    judged: bool
    ring: str | None
    veiled: int = 0


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie as drawn: the listener, whom they listen to, the layer, and how it is known."""

    source: str
    target: str
    kind: str
    weight: float
    known: str


class _Gallery(Mapping[str, Portrait]):
    """The portrait of everybody, made when it is first looked at."""

    def __init__(self, snapshot: Snapshot, veiled: Mapping[str, int], chart: Chart) -> None:
        self._snapshot = snapshot
        self._veiled = veiled
        self._chart = chart
        self._made: dict[str, Portrait] = {}

    def __getitem__(self, code: str) -> Portrait:
        if code not in self._made:
            self._made[code] = self._portrait(code)
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._snapshot.people)

    def __len__(self) -> int:
        return len(self._snapshot.people)

    def __contains__(self, code: object) -> bool:
        return code in self._snapshot.index

    def _portrait(self, code: str) -> Portrait:
        word = stance_words(self._snapshot)[self._snapshot.index[code]]
        record = self._snapshot.person[code]
        member = self._snapshot.members.get(code)
        unit = self._chart.unit(record)
        return Portrait(
            code=code,
            name=record.name or code,
            role=record.role or "",
            unit=unit,
            unit_name=self._chart.name(unit) if unit else "",
            level=record.level.value if record.level else None,
            function=record.function,
            stance=None if word == UNKNOWN else word,
            judged=word != UNKNOWN,
            ring=(member.ring or Ring.WIDER).value if member else None,
            veiled=self._veiled.get(code, 0),
        )


class Lens:
    """A snapshot with what several pictures need computed once.

    Parameters
    ----------
    snapshot
        What the viewer may see.
    veiled
        Person code to the number of others' judgements hidden from the viewer.
    """

    def __init__(self, snapshot: Snapshot, veiled: Mapping[str, int] | None = None) -> None:
        self.snapshot = snapshot
        self.veiled = veiled or {}
        self.circle = Acquaintance(snapshot)
        self.chart = Chart(snapshot)

    @cached_property
    def portraits(self) -> tuple[Portrait, ...]:
        """Everybody on the map, by code."""
        return tuple(self.by_code.values())

    @cached_property
    def by_code(self) -> Mapping[str, Portrait]:
        """Everybody by code; a portrait is made when it is looked at, of thousands mostly a few."""
        return _Gallery(self.snapshot, self.veiled, self.chart)

    def of(self, codes: tuple[str, ...]) -> tuple[Portrait, ...]:
        """Return the portraits of some people, in the order given."""
        return tuple(self.by_code[code] for code in codes)

    @cached_property
    def arcs(self) -> tuple[Arc, ...]:
        """All ties among real people, by layer, listener and whom they listen to.

        A tie that runs both ways by nature (working together, conflict) stands once.
        """
        known = self._known(self.snapshot.seen.of(Tie))
        found: list[Arc] = []
        for kind in TieKind:
            layer = self.snapshot.layers[kind].tocsr()
            layer.sort_indices()
            rows, columns = layer.tocoo().coords
            found += self._arcs(kind, rows, columns, layer.data, known)
        return tuple(found)

    def arcs_of(self, code: str) -> tuple[Arc, ...]:
        """The ties of one person, in the order of `arcs`, without a look at all the others."""
        own = [t for t in self.snapshot.seen.of(Tie) if code in (t.from_, t.to)]
        known, at = self._known(own), self.snapshot.index[code]
        found: list[Arc] = []
        for kind in TieKind:
            layer = self.snapshot.layers[kind].tocoo()
            rows, columns = layer.coords
            near = np.flatnonzero((rows == at) | (columns == at))
            near = near[np.lexsort((columns[near], rows[near]))]
            found += self._arcs(kind, rows[near], columns[near], layer.data[near], known)
        return tuple(found)

    def _arcs(
        self, kind: TieKind, rows: Ends, columns: Ends, weights: Ends, known: Mapping[Way, str]
    ) -> Iterator[Arc]:
        people, real = self.snapshot.people, len(self.snapshot.people)
        for i, j, weight in zip(rows.tolist(), columns.tolist(), weights.tolist(), strict=True):
            if i >= real or (kind in MUTUAL and i > j):  # nobody listens to a stand-in
                continue
            a, b = people[i], people[j]
            told = known.get((a, b, kind), CONSULTED)
            yield Arc(a, b, kind.value, round(weight, 3), told)

    def _known(self, ties: Iterable[Tie]) -> Mapping[Way, str]:
        """How each tie is known: declared before surveyed before inferred."""
        best: dict[Way, Source] = {}
        for tie in ties:
            source = tie.source or Source.DECLARED
            ways = [(tie.from_, tie.to, tie.kind)]
            if tie.kind in MUTUAL:
                ways.append((tie.to, tie.from_, tie.kind))
            for way in ways:
                best[way] = max(best.get(way, source), source, key=_SURER.index)
        return {way: source.value for way, source in best.items()}

    @property
    def population(self) -> str:
        """Say whom the picture is about, and as of when."""
        return f"{self.snapshot.population}, as of {day(self.snapshot.as_of)}"


def day(when: date) -> str:
    """Return a date as people say it: '14 November 2026'."""
    return f"{when.day} {when:%B} {when.year}"


def titled(code: str) -> str:
    """Return a word of the vocabulary for a sentence: 'one_to_one' as 'one to one'."""
    return code.replace("_", " ")
