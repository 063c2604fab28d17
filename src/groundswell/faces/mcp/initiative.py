"""An initiative of the workbench, as the owner of a token may see it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import close_old_connections
from django.utils import timezone

from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.browse import forecasts as log
from groundswell.app.browse.views import view
from groundswell.app.browse.weeks import this_week
from groundswell.app.policy import Absent, Refused
from groundswell.core.answer import Answer, to_plain
from groundswell.core.questions.question import Question, UnfitOptionError
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.faces.mcp.asker import Pending, Unanswerable

GONE = "This initiative is not there any more, or the token no longer opens it."


@dataclass(frozen=True, slots=True)
class InitiativeAsker:
    """Asks in the name of a token; what its owner may not see is in no answer."""

    actor: Actor
    code: str

    def ask(
        self, question: Question, as_of: date | None, known_at: date | None
    ) -> Answer[Any] | Pending:
        """Return the answer, or which job works on it."""
        close_old_connections()
        try:
            asked = ask(self._now(), self.code, question, as_of, known_at)
        except Absent:
            raise Unanswerable(GONE) from None
        except (Refused, UnfitOptionError) as error:
            raise Unanswerable(str(error)) from error
        if asked.answer is not None and not asked.changes_since:
            return asked.answer
        return Pending(asked.job or "", "This takes a little longer; ask again in some seconds.")

    def terrain(self, as_of: date | None, known_at: date | None) -> Snapshot:
        """Return what the token's owner may see of the map."""
        close_old_connections()
        try:
            return view(self._now(), self.code, as_of, known_at).snapshot
        except Absent:
            raise Unanswerable(GONE) from None

    def addressed(self, as_of: date | None, known_at: date | None) -> str:
        """Say whom sentences call you; empty where that is the token's owner."""
        close_old_connections()
        try:
            return view(self._now(), self.code, as_of, known_at).addressed
        except Absent:
            raise Unanswerable(GONE) from None

    def today(self, as_of: date | None) -> dict[str, Any]:
        """Return what to do this week as the token's owner sees it, pauses and all."""
        close_old_connections()
        try:
            found = this_week(self._now(), self.code, as_of)
            day = view(self._now(), self.code, as_of).as_of
        except Absent:
            raise Unanswerable(GONE) from None
        told: dict[str, Any] = to_plain(found.week)
        return {**told, "as_of": day.isoformat()}

    def forecasts(self, as_of: date | None) -> dict[str, Any]:
        """Return the forecast log as the token's owner may see it."""
        close_old_connections()
        try:
            told: dict[str, Any] = to_plain(log.forecasts(self._now(), self.code, as_of))
        except Absent:
            raise Unanswerable(GONE) from None
        return told

    def _now(self) -> Actor:
        return dataclasses.replace(self.actor, at=timezone.localtime())
