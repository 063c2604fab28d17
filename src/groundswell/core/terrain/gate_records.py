"""Private answers to a gate: given alone first, read by the others once the gate is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from groundswell.core.terrain.record import Record, column
from groundswell.core.terrain.terms import GateOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAnswer(Record):
    """What one member answers to 'should we still do this?' before hearing the others.

    The assessor is who answers. Until the gate is held, whoever has not answered sees nobody's.
    """

    SHEET: ClassVar[str] = "gate_answers"
    ABOUT: ClassVar[str] = "What each member answered to a gate, alone, before it was held."
    JUDGED: ClassVar[bool] = True

    gate: str = column("which gate", key=True, refers="gates")
    answer: GateOutcome | None = column("what they would do")
    best_case_against: str | None = column("the best case against going on, as they see it")
    reason: str | None = column("why")
