"""An answer as a screen shows it: the words first, then why, then what nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from groundswell.app.ask import Asked, ask
from groundswell.app.browse.views import View
from groundswell.core.answer import Answer, Reason
from groundswell.core.questions.question import Question
from groundswell.faces.web.page import actor_of, day_of
from groundswell.faces.web.screens.mending import Link, Shown, links, mended
from groundswell.reports.brief import provenance


@dataclass(frozen=True, slots=True)
class Why:
    """A reason with links to the records behind it."""

    text: str
    links: list[Link]


def asked(request: HttpRequest, at: View, question: Question) -> Asked:
    """Ask a question about the day the page speaks of."""
    return ask(actor_of(request), at.code, question, day_of(request.GET, "as_of"))


def told(at: View, found: Asked) -> dict[str, Any]:
    """Return what every screen with an answer shows around it."""
    answer = found.answer
    if answer is None:
        return {"asked": found, "answer": None, "job": waiting(at, found)}
    return {
        "asked": found,
        "answer": answer,
        "reasons": whys(at, answer.reasons),
        "gaps": mended(at, answer.gaps),
        "rests_on": provenance(answer),
        "fresh_url": f"{job_url(at, found.job)}?fresh=1" if found.job else "",
    }


def whys(at: View, reasons: tuple[Reason, ...]) -> list[Why]:
    """Return reasons with what they rest on."""
    return [Why(reason.text, links(at, reason.ids)) for reason in reasons]


def gaps_of(at: View, *answers: Answer[Any]) -> list[Shown]:
    """Return the gaps of several answers, each once."""
    every = {gap: None for answer in answers for gap in answer.gaps}
    return mended(at, every)


def waiting(at: View, found: Asked) -> dict[str, Any] | None:
    """Return the job that works on an answer, as the progress bar wants it."""
    if found.job is None:
        return None
    return {
        "text": "Working it out",
        "done": 0,
        "total": 100,
        "url": job_url(at, found.job),
        "finished": False,
    }


def job_url(at: View, job: str) -> str:
    """Return where a job tells how far it is."""
    return reverse("job", args=[at.code, job])
