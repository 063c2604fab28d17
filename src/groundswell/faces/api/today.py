"""Today: what to do this week and why, as the caller sees it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from groundswell.app.browse.weeks import this_week
from groundswell.faces.api.entry import actor_of
from groundswell.faces.api.forecasts import When
from groundswell.faces.api.replies import Reply, declared
from groundswell.faces.api.trouble import only

router = Router(tags=["initiatives"])


class ItemOut(Reply):
    """One thing to do."""

    kind: str
    title: str
    reason: str
    ids: list[str] = Field(description="codes of the people or records it is about")
    sheet: str = Field(description="sheet of the records behind it")
    hours: float = Field(description="roughly how long it takes")
    urgency: int = Field(description="0 any time, 1 this month, 2 this week, 3 now")
    value: int = Field(description="1 to know more, 2 to go on, 3 for there to be a work")


class QuietOut(Reply):
    """A pause that holds; while it does, nothing is listed."""

    until: date
    everybody: bool


class TodayOut(Reply):
    """At most seven things to do, in order, within the owner's hours."""

    headline: str = Field(
        description="you, here and in the items, is the owner of the initiative, whoever asks"
    )
    population: str
    items: list[ItemOut]
    later: list[ItemOut] = Field(description="what does not fit this week")
    hours: float
    quiet: QuietOut | None
    job: str | None = Field(description="works on the next conversation; ask again afterwards")


@router.get(
    "/initiatives/{slug:code}/today",
    response=declared({200: TodayOut}),
    operation_id="today",
    summary="What to do this week, and why",
)
def today(request: HttpRequest, code: str, given: Query[When]) -> Any:
    """At most seven things; an empty list is a full answer."""
    only(request, When)
    found = this_week(actor_of(request), code, given.as_of)
    week = found.week
    return {
        "headline": week.headline,
        "population": week.population,
        "items": week.items,
        "later": week.later,
        "hours": week.hours,
        "quiet": found.quiet,
        "job": found.job,
    }
