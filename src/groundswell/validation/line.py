"""One line of the validation table, and the table for a person to read."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundswell.core.answer import to_plain

# What a damaged or foreign file can raise while it is read.
UNREADABLE = (ValueError, KeyError, IndexError, OSError, EOFError, zlib.error)
_WIDTH = 98
_WORDS = {True: "yes", False: "no", None: "-"}


@dataclass(frozen=True, slots=True)
class Line:
    """One benchmark figure.

    Parameters
    ----------
    id
        Name of the benchmark.
    metric
        What is measured, in words.
    ours, baseline, reference
        The engine's figure, a simple method's on the same file, and the published or expected one.
    holds
        Whether `rule` is met; None where nothing could be judged.
    rule
        When the line counts as held.
    note
        What a reader should know beside the figures.
    """

    id: str
    metric: str
    ours: float | None
    baseline: float | None
    reference: float | None
    holds: bool | None
    rule: str
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the line as plain JSON values; a figure that is not a number becomes null."""
        plain = to_plain(self)
        assert isinstance(plain, dict)
        return plain


def not_found(name: str, metric: str, files: str) -> Line:
    """Return the line of a benchmark whose data set is not there."""
    return Line(name, metric, None, None, None, None, "", f"not found: {files}")


def each(
    name: str, metric: str, paths: Iterable[Path], judge: Callable[[Path], list[Line]]
) -> list[Line]:
    """Judge every file by itself; one that cannot be read gives a line that says why."""
    out: list[Line] = []
    for path in paths:
        try:
            out += judge(path)
        except UNREADABLE as problem:
            told = f"{path.name} could not be read: {problem}"
            out.append(Line(name, metric, None, None, None, None, "", told))
    return out


def table(lines: Sequence[Line]) -> str:
    """Set the lines as a plain-text table, rule and note under each."""
    head = ("", "ours", "baseline", "reference", "holds")
    out = [_row(head[0], head[1:]), "-" * _WIDTH]
    for line in lines:
        figures = [_figure(x) for x in (line.ours, line.baseline, line.reference)]
        out.append(_row(f"{line.id:<8}{line.metric}", (*figures, _WORDS[line.holds])))
        for text in (line.rule and f"holds if {line.rule}.", line.note):
            indent = " " * 8
            out += textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)
    judged = [line.holds for line in lines if line.holds is not None]
    out += ["-" * _WIDTH, f"{sum(judged)} of {len(judged)} lines that could be judged hold."]
    return "\n".join(out)


def _row(name: str, cells: Sequence[str]) -> str:
    first, *more = textwrap.wrap(name, 59, subsequent_indent=" " * 8) or [""]
    filled = f"{first:<60}" + "".join(f"{cell:>10}" for cell in cells[:-1]) + f"{cells[-1]:>8}"
    return "\n".join([filled.rstrip(), *more])


def _figure(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.3f}"
