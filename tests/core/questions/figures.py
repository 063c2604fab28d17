"""Figures in words, and the figures of a value as words may show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from groundswell.core.questions.wording import hour_figure

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")


def figures(text: str) -> set[str]:
    """Return the numbers of a sentence; codes such as d1 are none."""
    return set(NUMBER.findall(text))


def shown(value: Any) -> set[str]:
    """Return every number of a plain value: as it is, in per cent, as hours, and as ends."""
    found = set()
    for number in numbers(value):
        found |= {f"{abs(number):g}", f"{100 * abs(number):.0f}", hour_figure(abs(number))}
        found |= {"1"} if number < 0.005 else {"99"} if number > 0.995 else set()
    return found


def numbers(value: Any) -> Iterator[float]:
    """Yield the numbers in nested lists and dicts."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield float(value)
    elif isinstance(value, Mapping | list):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from numbers(part)
