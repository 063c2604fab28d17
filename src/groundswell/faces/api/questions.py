"""A route for every registered question, its query made from the question's options."""

from __future__ import annotations

import inspect
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from groundswell.app.ask import ask
from groundswell.core.registry import QUESTIONS, Entry
from groundswell.faces.api.entry import actor_of
from groundswell.faces.api.replies import AnswerOut, PendingOut, declared
from groundswell.faces.api.trouble import only
from groundswell.faces.parameters import Moment, parameters, question_of

router = Router(tags=["questions"])


def _handler(entry: Entry) -> Any:
    """Return what answers a question."""
    takes: Any = parameters(entry.options)

    def answer(request: HttpRequest, code: str, given: Moment) -> Any:
        only(request, takes)
        question = question_of(entry.options, given)
        asked = ask(actor_of(request), code, question, given.as_of, given.known_at)
        if asked.answer is None:
            return Status(202, {"job": asked.job})
        plain = asked.answer.as_json()
        return Status(200, {**plain, "changes_since": asked.changes_since, "job": asked.job})

    answer.__annotations__ = {"code": str, "given": Query[takes]}  # type: ignore[misc]
    return answer


for _slug, _entry in QUESTIONS.items():
    router.get(
        f"/initiatives/{{slug:code}}/{_slug}",
        response=declared({200: AnswerOut, 202: PendingOut}),
        operation_id=_slug.replace("-", "_"),
        summary=_entry.options.ASKS,
        description=(inspect.getdoc(_entry.answer) or "").partition("\n")[0],
    )(_handler(_entry))
