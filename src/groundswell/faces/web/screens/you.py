"""One's own weeks drawn small: energy as steps, the newest on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.core.pictures.you import ENERGY, OwnWeek
from groundswell.reports.words import day

SHOWN = 12  # weeks
WIDTH, HEIGHT, EDGE = 240, 72, 8


@dataclass(frozen=True, slots=True)
class Dot:
    """One week on the line."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A small line of energy.

    Parameters
    ----------
    points
        As an SVG line takes them.
    """

    points: str
    dots: tuple[Dot, ...]
    words: str


def trend(weeks: Sequence[OwnWeek]) -> Trend | None:
    """Return the line of the last weeks; None where there are not two to join."""
    rows = [w for w in sorted(weeks, key=lambda w: w.week)[-SHOWN:] if w.energy is not None]
    if len(rows) < 2:
        return None
    dots = tuple(_dot(row, at, len(rows)) for at, row in enumerate(rows))
    points = " ".join(f"{dot.x:g},{dot.y:g}" for dot in dots)
    return Trend(points, dots, "; ".join(dot.words for dot in dots))


def _dot(week: OwnWeek, at: int, of: int) -> Dot:
    assert week.energy is not None
    x = EDGE + (WIDTH - 2 * EDGE) * at / (of - 1)
    y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (week.energy - 1) / (len(ENERGY) - 1)
    return Dot(round(x, 1), round(y, 1), f"week of {day(week.week)}: {ENERGY[week.energy - 1]}")
