"""What today costs, line by line: an entry of the ledger that needs nobody's permission."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from groundswell.core.terrain.record import Record, column


class CostKind(StrEnum):
    """What a line of the cost of today counts; hours waited are never added to hours worked."""

    WORK = "work"
    REWORK = "rework"
    WAITING = "waiting"


class CostPeriod(StrEnum):
    """The time over which cases are counted."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost(Record):
    """One line of what today costs: cases x share x hours x rate, each as a range."""

    SHEET: ClassVar[str] = "costs"
    ABOUT: ClassVar[str] = "What today costs, line by line, as ranges with their sources."

    evidence: str = column("the entry of the ledger it belongs to", key=True, refers="evidence")
    line: str = column("what is counted, in a few words", key=True)
    kind: CostKind | None = column("work, work done again, or waiting; blank work")
    cases_low: float | None = column("how many cases, at least", low=0)
    cases_high: float | None = column("how many cases, at most; blank the same", low=0)
    period: CostPeriod | None = column("in which time; blank year")
    share_low: float | None = column("share of the cases concerned, at least", low=0, high=1)
    share_high: float | None = column("share of the cases concerned, at most", low=0, high=1)
    hours_low: float | None = column("hours for each case, at least", low=0)
    hours_high: float | None = column("hours for each case, at most; blank the same", low=0)
    rate_low: float | None = column("money for each hour, at least; blank hours only", low=0)
    rate_high: float | None = column("money for each hour, at most; blank the same", low=0)
    source: str | None = column("where the figures come from")
