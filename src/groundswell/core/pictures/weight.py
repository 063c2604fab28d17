"""How much somebody can move in this change, in a word with its reason; never a rank of employees.

Three sources: what they may do about the decisions the change needs, whether others feel allowed
once they commit, and how many turn to them. Kotter's four stay on the person's own card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from groundswell.core.pictures.lens import Lens
from groundswell.core.questions.system import unsettled
from groundswell.core.questions.wording import count, listed, quoted

HIGH, SOME, LITTLE = "high", "some", "little"
WORDS = (HIGH, SOME, LITTLE)
_NOTHING = "no part in a decision and few ties are on the map"
# Being turned to counts from these numbers on, and only where it stands out on this map.
_MANY, _SEVERAL = 4, 2


@dataclass(frozen=True, slots=True)
class Weight:
    """High, some or little, and why."""

    word: str
    reason: str


def weights(lens: Lens) -> Mapping[str, Weight]:
    """Return the word for everybody on the map."""
    found: dict[str, Weight] = {}
    for word, reasons in ((HIGH, _high(lens)), (SOME, _some(lens))):
        for code, reason in reasons:
            found.setdefault(code, Weight(word, reason))
    little = Weight(LITTLE, _NOTHING)
    return {p.code: found.get(p.code, little) for p in lens.portraits}


def _high(lens: Lens) -> Iterator[tuple[str, str]]:
    for verb, part in (("decides on", "deciders"), ("can stop", "vetoes")):
        yield from _parts(lens, verb, part, required=True)
    for code in lens.snapshot.people:
        if lens.snapshot.person[code].gives_permission:
            yield code, "when they commit, others feel allowed to"
    yield from _turned_to(lens, 0.95, _MANY)


def _some(lens: Lens) -> Iterator[tuple[str, str]]:
    for verb, part in (
        ("is asked about", "consulted"),
        ("carries out", "implementers"),
        ("decides on", "deciders"),
        ("can stop", "vetoes"),
    ):
        yield from _parts(lens, verb, part, required=part == "consulted" or None)
    yield from _turned_to(lens, 0.8, _SEVERAL)


def _parts(lens: Lens, verb: str, part: str, *, required: bool | None) -> Iterator[tuple[str, str]]:
    """Yield who has a part in decisions still to be won, with the decisions named."""
    snapshot = lens.snapshot
    titles: dict[str, list[str]] = {}
    for point in unsettled(snapshot):
        if required is None or point.required is required:
            for i in getattr(point, part):
                if i < len(snapshot.people):
                    titles.setdefault(snapshot.people[i], []).append(quoted(point.title))
    for code, named in titles.items():
        yield code, f"{verb} {listed(named, 2)}"


def _turned_to(lens: Lens, share: float, least: int) -> Iterator[tuple[str, str]]:
    sought = lens.circle.sought[: len(lens.portraits)]
    if not sought.size:
        return
    bar = max(least, int(np.ceil(np.quantile(sought, share))))
    for i in np.flatnonzero(sought >= bar):
        yield lens.portraits[i].code, f"{count(int(sought[i]), 'person', 'people')} turn to them"
