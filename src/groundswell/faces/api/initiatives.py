"""Initiatives: which there are, what each is about, what was changed, how far a job is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Body, Query, Router
from pydantic import BaseModel, ConfigDict, Field

from groundswell.app import jobs
from groundswell.app.browse import trails, views
from groundswell.app.do.records import about_
from groundswell.app.do.undo import undo_
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import SHEETS
from groundswell.faces.api.entry import actor_of
from groundswell.faces.api.replies import (
    WRITING,
    CardOut,
    ChangesOut,
    DoneOut,
    InitiativeOut,
    JobOut,
    declared,
)
from groundswell.faces.api.rows import changed, sent
from groundswell.faces.api.trouble import only
from groundswell.faces.parameters import LARGEST, Moment

router = Router(tags=["initiatives"])
AT = "/initiatives/{slug:code}"
About: Any = sent(Initiative)


class Before(BaseModel):
    """Which changes: older than one, and how many."""

    model_config = ConfigDict(extra="forbid")

    before: int | None = Field(None, ge=1, le=LARGEST, description="older than this change")
    limit: int = Field(50, ge=1, le=200, description="how many to give")


@router.get(
    "/initiatives",
    response={200: list[CardOut], 401: declared({})[401]},
    operation_id="initiatives",
    summary="Your initiatives",
)
def initiatives(request: HttpRequest) -> Any:
    """The initiatives the caller belongs to; with a token, the one it is bound to."""
    return views.initiatives(actor_of(request))


@router.get(
    AT,
    response=declared({200: InitiativeOut}),
    operation_id="initiative",
    summary="What an initiative is about, as you see it",
)
def initiative(request: HttpRequest, code: str, given: Query[Moment]) -> Any:
    """What it is about, whom the map holds, and whose judgements are hidden for now."""
    only(request, Moment)
    seen = views.view(actor_of(request), code, given.as_of, given.known_at)
    counts = {sheet: len(seen.rows(sheet)) for sheet in SHEETS}
    about = ("title", "problem", "vision", "context", "phase", "owner")
    return {
        "code": seen.code,
        **{name: getattr(seen.about, name) for name in about},
        "role": seen.standing.role,
        "as_of": seen.as_of,
        "known_at": seen.moment.known_at,
        "population": seen.snapshot.population,
        "rows": {sheet: count for sheet, count in counts.items() if count},
        "veiled": seen.veiled,
    }


@router.patch(
    AT,
    response=declared({200: DoneOut}, WRITING),
    operation_id="change_initiative",
    summary="Change what an initiative says about itself",
)
def change(request: HttpRequest, code: str, payload: Body[About]) -> Any:
    """What is not named stays; null clears."""
    return about_(actor_of(request), code, **changed(payload))


@router.get(
    f"{AT}/changes",
    response=declared({200: ChangesOut}),
    operation_id="changes",
    summary="What was changed, newest first",
)
def changes(request: HttpRequest, code: str, given: Query[Before]) -> Any:
    """Each with who made it, and whether it was undone."""
    only(request, Before)
    return {"changes": trails.changes(actor_of(request), code, given.before, given.limit)}


@router.post(
    f"{AT}/changes/{{int:number}}/undo",
    response=declared({200: DoneOut}, WRITING),
    operation_id="undo",
    summary="Undo a change",
)
def undo(request: HttpRequest, code: str, number: int) -> Any:
    """The undoing is a change as well, and can be undone."""
    return undo_(actor_of(request), code, number)


@router.get(
    f"{AT}/jobs/{{slug:number}}",
    response=declared({200: JobOut}),
    operation_id="job",
    summary="How far a job is",
)
def job(request: HttpRequest, code: str, number: str) -> Any:
    """Only who asked for it sees it."""
    return jobs.look(actor_of(request), code, number)
