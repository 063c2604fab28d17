"""The step from one phase to another, with a reason where something is missing for it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Router
from pydantic import Field

from groundswell.app.do.phases import move_
from groundswell.core.terrain.terms import Phase
from groundswell.faces.api.entry import actor_of
from groundswell.faces.api.replies import WRITING, DoneOut, declared
from groundswell.faces.api.rows import Sent, Text

router = Router(tags=["initiatives"])


class StepIn(Sent):
    """A step: to which phase, and why, where something is still missing for it."""

    to: Annotated[Phase, Field(strict=False, description="the phase to go to")]
    reason: Text | None = Field(None, description="why the work goes on regardless; it is kept")


@router.post(
    "/initiatives/{slug:code}/step",
    response=declared({200: DoneOut}, WRITING),
    operation_id="step",
    summary="Go to another phase",
    description=(
        "What is missing for it is refused in words, unless a reason is given. The launch gate "
        "opens to all five preconditions or to a reason, by this road as by any other."
    ),
)
def step(request: HttpRequest, code: str, payload: Body[StepIn]) -> Any:
    """The step is a change and can be undone."""
    return move_(actor_of(request), code, payload.to, payload.reason or "")
