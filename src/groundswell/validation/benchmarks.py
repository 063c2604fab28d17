"""Every benchmark, in the order of the model's description."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from groundswell.validation import (
    fusion,
    hazard,
    negotiation,
    sanity,
    seeds,
    seniority,
    villages,
)
from groundswell.validation.line import Line, each

BENCHMARKS: dict[str, Callable[[Path], list[Line]]] = {
    "B1": negotiation.lines,
    "B5": fusion.lines,
    "B6": villages.lines,
    "B7": hazard.lines,
    "B8": seniority.lines,
    "B9": seeds.lines,
    "sanity": sanity.lines,
}


def validate(data: Path, tell: Callable[[str], None] | None = None) -> list[Line]:
    """Try the model on every known data set below `data`; a set that is not there says so.

    A file that cannot be read gives a line with the reason, and the other sets are still tried.
    `tell` hears the name of each benchmark before it starts.
    """
    out: list[Line] = []
    for name, lines in BENCHMARKS.items():
        if tell is not None:
            tell(name)
        out += each(name, "files", [data], lines)
    return out
