"""Who is asked: a workbook, or an initiative of the workbench as one reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from groundswell.core.answer import Answer
from groundswell.core.questions.question import Question
from groundswell.core.terrain.snapshot import Snapshot


class Unanswerable(Exception):
    """Why there is no answer, in words for whoever asked."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The answer takes longer; the same question later finds it."""

    job: str
    text: str


class Asker(Protocol):
    """Something that answers; each call may come from another thread."""

    def ask(
        self, question: Question, as_of: date | None, known_at: date | None
    ) -> Answer[Any] | Pending:
        """Return the answer; raises Unanswerable with the reason in words."""
        ...

    def terrain(self, as_of: date | None, known_at: date | None) -> Snapshot:
        """Return what the reader may see of the map; raises Unanswerable."""
        ...

    def addressed(self, as_of: date | None, known_at: date | None) -> str:
        """Say whom the sentences of an answer call you, where that is not the reader."""
        ...

    def today(self, as_of: date | None) -> dict[str, Any]:
        """Return what to do this week, and why; raises Unanswerable."""
        ...

    def forecasts(self, as_of: date | None) -> dict[str, Any]:
        """Return what was foretold and what became of it; raises Unanswerable."""
        ...
