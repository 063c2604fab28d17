"""Rest, taking the work up again, and letting people go with thanks."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Router
from pydantic import Field

from groundswell.app.do.seasons import release_, rest_, resume_
from groundswell.core.terrain.season_terms import ReplantCause
from groundswell.faces.api.entry import actor_of
from groundswell.faces.api.replies import WRITING, DoneOut, declared
from groundswell.faces.api.rows import MOST, Code, Sent, Text
from groundswell.faces.api.steps import StepIn
from groundswell.faces.parameters import Day

router = Router(tags=["initiatives"])


class RestIn(Sent):
    """A rest: why, until when, and what was learned so far."""

    cause: Annotated[ReplantCause, Field(strict=False, description="why the work rests")]
    resume_on: Day | None = Field(None, description="the day to take it up again")
    learned: Text | None = Field(None, description="what was learned so far; it is kept")


class ReleaseIn(Sent):
    """Who is thanked and let go."""

    people: Annotated[list[Code], Field(min_length=1, max_length=MOST)]


@router.post(
    "/initiatives/{slug:code}/rest",
    response=declared({200: DoneOut}, WRITING),
    operation_id="rest",
    summary="Let the work rest",
    description="The phase becomes paused, and the rest is kept with its cause.",
)
def rest(request: HttpRequest, code: str, payload: Body[RestIn]) -> Any:
    """The rest is a change and can be undone."""
    learned = payload.learned or ""
    return rest_(actor_of(request), code, payload.cause, payload.resume_on, learned)


@router.post(
    "/initiatives/{slug:code}/resume",
    response=declared({200: DoneOut}, WRITING),
    operation_id="resume",
    summary="Take the work up again",
    description="As a step, from a rest, which ends today. What the phase lacks asks for a reason.",
)
def resume(request: HttpRequest, code: str, payload: Body[StepIn]) -> Any:
    """The end of the rest and the phase are one change and can be undone."""
    return resume_(actor_of(request), code, payload.to, payload.reason or "")


@router.post(
    "/initiatives/{slug:code}/release",
    response=declared({200: DoneOut}, WRITING),
    operation_id="release",
    summary="Thank members and let them go",
    description="They leave the coalition today; that they were in it stays on record.",
)
def release(request: HttpRequest, code: str, payload: Body[ReleaseIn]) -> Any:
    """All of them in one change, which can be undone."""
    return release_(actor_of(request), code, payload.people)
