"""What the words of a pilot's data mean: which group, before or after, which period comes first.

Data come with labels people use; whatever is not understood is said and never guessed at.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType

BEFORE, AFTER, CONTROL, TRIAL = "before", "after", "control", "trial"
_MEANT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        BEFORE: ("before", "baseline", "pre", "prior", "earlier", "formerly"),
        AFTER: ("after", "post", "later", "during", "since", "followup", "follow up"),
        CONTROL: (
            "control",
            "comparison",
            "compared",
            "reference",
            "without",
            "usual",
            "untreated",
        ),
        TRIAL: ("trial", "pilot", "treatment", "treated", "intervention", "test", "with"),
    }
)
_WORDS = {word: meaning for meaning, words in _MEANT.items() for word in words}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_WEEK = re.compile(r"(\d{4})-?w(\d{1,2})", re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})[- ]?q([1-4])", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[a-z]+\.? ?)?#?(\d+(?:\.\d+)?)", re.IGNORECASE)
_NAMED = re.compile(r"([a-z]{3,9})\.?(?: (\d{4}))?", re.IGNORECASE)

Place = tuple[str, float]


def meaning(label: str) -> frozenset[str]:
    """Return what a label says: before or after, control or trial, both, or nothing.

    Examples
    --------
    >>> sorted(meaning("Control, before")), sorted(meaning("ward 7"))
    (['before', 'control'], [])
    """
    words = re.findall(r"[a-z]+", label.casefold().replace("-", " ").replace("_", " "))
    pairs = [" ".join(pair) for pair in pairwise(words)]
    return frozenset(_WORDS[word] for word in (*words, *pairs) if word in _WORDS)


def place(label: str) -> Place | None:
    """Return the sort of a period and its place among others of that sort; None if it has none.

    Days, months, quarters and weeks of a year are placed in the calendar (as ordinal days), numbers
    and numbered things by their number.
    """
    text = label.strip()
    day = _day(text)
    if day is not None:
        return "calendar", float(day.toordinal())
    found = _NUMBERED.fullmatch(text)
    if found:
        return "number", float(found[1])
    found = _NAMED.fullmatch(text)
    if found and found[1][:3].casefold() in _MONTHS and not found[2]:
        return "month", float(_MONTHS.index(found[1][:3].casefold()))
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _one_day(text) else _first_of(text)
    except ValueError:
        return None


def _one_day(text: str) -> bool:
    """Whether a text looks like one day; "March 2026" has as many letters."""
    return len(text) == 10 and text[4] == "-"


def _first_of(text: str) -> date | None:
    """Return the first day of a month, quarter or week."""
    if found := _YEAR_MONTH.fullmatch(text):
        return date(int(found[1]), int(found[2]), 1)
    if found := _QUARTER.fullmatch(text):
        return date(int(found[1]), 3 * int(found[2]) - 2, 1)
    if found := _WEEK.fullmatch(text):
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    found = _NAMED.fullmatch(text)
    if found and found[2] and found[1][:3].casefold() in _MONTHS:
        return date(int(found[2]), _MONTHS.index(found[1][:3].casefold()) + 1, 1)
    return None


def before_start(label: str, started_on: date | None) -> bool | None:
    """Whether a period of the calendar lies before the start; None where that cannot be told.

    A month or week in which the pilot began counts as after.
    """
    found = place(label)
    if started_on is None or found is None or found[0] != "calendar":
        return None
    first = date.fromordinal(int(found[1]))
    text = label.strip()
    if _one_day(text):
        return first < started_on
    if _WEEK.fullmatch(text):
        return (started_on - first).days >= 7
    if _QUARTER.fullmatch(text):
        return first < started_on.replace(month=(started_on.month - 1) // 3 * 3 + 1, day=1)
    return first < started_on.replace(day=1)


def ordered(labels: Iterable[str]) -> dict[str, int]:
    """Return the place of each period in time: by calendar or number, else by its own text."""
    each = sorted(set(labels))
    places = {label: found for label in each if (found := place(label))}
    if len(places) == len(each) and len({sort for sort, _ in places.values()}) == 1:
        each.sort(key=places.__getitem__)
    else:
        each.sort(key=_natural)
    return {label: at for at, label in enumerate(each)}


def _natural(label: str) -> tuple[tuple[float, str], ...]:
    parts = re.findall(r"\d+|\D+", label)
    return tuple((float(p), "") if p.isdigit() else (math.inf, p.casefold()) for p in parts)
