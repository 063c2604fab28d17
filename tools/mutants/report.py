"""What a run has found: a table by part of the core, and the places still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tools.mutants.explained import read

COLUMNS = ("places", "tried", "noticed", "explained", "open")


class Verdict(NamedTuple):
    """What became of one change."""

    place: str
    line: int
    before: str
    after: str
    fate: str
    by: str
    tests: int
    seconds: float

    @property
    def noticed(self) -> bool:
        """Whether a test failed, broke off or ran out of time."""
        return self.fate not in ("open", "no test", "not tried")

    @property
    def open(self) -> bool:
        """Whether no test noticed and no line explains it."""
        return not self.noticed and self.place not in read()


def table(names: Iterable[str], found: Mapping[str, Verdict]) -> str:
    """Return counts by part of the core, as a table in Markdown."""
    counts: dict[str, Counter[str]] = {}
    for name in names:
        row = counts.setdefault(name.split("::")[0].split("/")[0], Counter())
        row["places"] += 1
        if (verdict := found.get(name)) is not None:
            row["tried"] += 1
            row["noticed" if verdict.noticed else "open" if verdict.open else "explained"] += 1
    lines = [f"| part of the core | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 1) + "|"]
    lines += [
        f"| {part} | {' | '.join(f'{row[c]:,}' for c in COLUMNS)} |" for part, row in counts.items()
    ]
    return "\n".join(lines)


def described(left: Sequence[Verdict]) -> Iterator[str]:
    """Yield a line for each open place: where it is, and the change nobody noticed."""
    for verdict in sorted(left):
        file = verdict.place.split("::")[0]
        told = f"{verdict.fate}, {verdict.tests} tests"
        yield f"{file}:{verdict.line}  {verdict.before} -> {verdict.after}  ({told})"
        yield f"    {verdict.place}"


def needless(names: Sequence[str], found: Mapping[str, Verdict]) -> Iterator[str]:
    """Yield the lines of explained.csv that explain nothing any more."""
    there = set(names)
    for place in sorted(read()):
        if place not in there:
            yield f"explained.csv: no such place today: {place}"
        elif place in found and found[place].noticed:
            yield f"explained.csv: noticed by {found[place].by or found[place].fate}: {place}"
