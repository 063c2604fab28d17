"""One thing to do: what, why now, how soon it must be and how much rides on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

ENOUGH = 3  # people from which a map says anything


class Urgency(IntEnum):
    """How soon: what waiting costs, from nothing to what is lost already."""

    ANY_TIME = 0
    THIS_MONTH = 1
    THIS_WEEK = 2
    NOW = 3


class Value(IntEnum):
    """How much rides on it, by convention: to know more, to go on, or for there to be a work."""

    TO_KNOW = 1
    TO_GO_ON = 2
    TO_LIVE = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do.

    Parameters
    ----------
    kind
        What sort of thing; a face knows the screen that does it.
    title, reason
        What to do, and why now.
    ids
        Codes of the people, decisions or records it is about, the first first.
    sheet
        The sheet of the records behind it.
    hours
        Roughly how long it takes.
    urgency, value
        How soon, and how much rides on it; the week is ranked by their sum.
    """

    kind: str
    title: str
    reason: str
    ids: tuple[str, ...]
    sheet: str
    hours: float
    urgency: Urgency = Urgency.ANY_TIME
    value: Value = Value.TO_KNOW

    @property
    def rank(self) -> tuple[int, int]:
        """Order: the greater sum first, and among equals what cannot wait."""
        return (-(self.urgency + self.value), -self.urgency)
