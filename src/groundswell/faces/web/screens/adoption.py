"""Adoption month by month as a page draws it: all, and those who would without being told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from groundswell.app.browse.views import View
from groundswell.core.answer import Answer
from groundswell.core.questions.after_launch import AfterLaunchValue, Kept, Month, Standing
from groundswell.core.questions.wording import percent
from groundswell.core.terrain.run_records import Adoption
from groundswell.reports.words import day

WIDTH, HEIGHT, LEFT, TOP = 320.0, 110.0, 34.0, 8.0
_WORDS = {
    Standing.NOT_SEEN: "Nobody has looked",
    Standing.NOT_YET: "Not yet",
    Standing.UNKNOWN: "Not asked why",
    Standing.COMPLIANCE: "Because it was ordered",
    Standing.COMMITMENT: "By choice",
    Standing.EXPECTED: "By choice, and expected",
}


@dataclass(frozen=True, slots=True)
class Curve:
    """One place of work over the months, as lines and as the table that says the same.

    Parameters
    ----------
    all, choice
        Points of the two lines, and each as a list of places for its marks.
    needed
        Where the share that it needs lies.
    label
        What the picture shows, in words.
    """

    title: str
    node: str
    required: bool
    word: str
    text: str
    all: str
    choice: str
    all_marks: list[tuple[float, float]]
    choice_marks: list[tuple[float, float]]
    needed: float
    needed_words: str
    first: str
    last: str
    label: str
    rows: list[tuple[str, str, str, str, str, int | None]]
    due: bool


def kept(at: View, answer: Answer[AfterLaunchValue] | None) -> dict[str, Any]:
    """Return what the page shows beside the answer."""
    if answer is None:
        return {"curves": []}
    numbers = {
        (r.record.node, r.record.date): r.id
        for r in at.rows(Adoption.SHEET)
        if isinstance(r.record, Adoption)
    }
    return {"curves": [_curve(node, numbers) for node in answer.value.nodes]}


def _curve(node: Kept, numbers: dict[tuple[str, date | None], int]) -> Curve:
    ends = (node.months[0].on, node.months[-1].on) if node.months else None
    every = _marks([(m.on, m.share) for m in node.months], ends)
    willing = _marks([(m.on, m.by_choice) for m in node.months], ends)
    return Curve(
        title=node.title,
        node=node.node,
        required=node.required,
        word=_WORDS[Standing(node.standing)],
        text=node.text,
        all=_line(every),
        choice=_line(willing),
        all_marks=every,
        choice_marks=willing,
        needed=_height(node.share_needed),
        needed_words=percent(node.share_needed),
        first=day(ends[0]) if ends else "",
        last=day(ends[1]) if ends else "",
        label=f"{node.title}, month by month. {node.text} The table below says the same.",
        rows=[_row(node.node, m, numbers) for m in reversed(node.months)],
        due=node.due,
    )


def _row(
    node: str, month: Month, numbers: dict[tuple[str, date | None], int]
) -> tuple[str, str, str, str, str, int | None]:
    expected = {True: "yes", False: "no", None: "not asked"}[month.expected]
    number = numbers.get((node, month.on))
    share, choice = _said(month.share), _said(month.by_choice)
    return day(month.on), share, choice, expected, month.work_arounds, number


def _said(share: float | None) -> str:
    return "not known" if share is None else percent(share)


def _marks(
    seen: list[tuple[date, float | None]], ends: tuple[date, date] | None
) -> list[tuple[float, float]]:
    if ends is None:
        return []
    span = max((ends[1] - ends[0]).days, 1)
    wide = WIDTH - LEFT - 10
    return [
        (round(LEFT + wide * (on - ends[0]).days / span, 1), _height(share))
        for on, share in seen
        if share is not None
    ]


def _height(share: float) -> float:
    return round(TOP + (1 - share) * (HEIGHT - 2 * TOP), 1)


def _line(marks: list[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in marks)
