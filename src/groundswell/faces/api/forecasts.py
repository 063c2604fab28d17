"""How right the tool has been: the forecast log with its outcomes and its score."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from groundswell.app.browse import forecasts as log
from groundswell.faces.api.entry import actor_of
from groundswell.faces.api.replies import Reply, declared
from groundswell.faces.api.trouble import only
from groundswell.faces.parameters import Day

router = Router(tags=["initiatives"])


class When(BaseModel):
    """The day on which the log is read."""

    model_config = ConfigDict(extra="forbid")

    as_of: Day | None = Field(None, description="as it stood on this day; otherwise today")


class ChanceOut(Reply):
    """A chance with the band that holds eight of ten scenarios."""

    mean: float
    low: float
    high: float


class ForecastOut(Reply):
    """One forecast, and what became of it."""

    day: date
    kind: str = Field(description="critical_mass, decision or node")
    code: str = Field(description="of the decision or place of work; empty for the whole")
    title: str
    chance: ChanceOut
    required: bool
    happened: bool | None = Field(description="null while it has not come due")
    known_on: date | None
    counts: bool = Field(description="whether this thing is scored by this forecast")


class OutcomeOut(Reply):
    """A chance and what happened."""

    what: str
    chance: float
    happened: bool


class GroupOut(Reply):
    """Forecasts of like chance, and the share of them that came true with its band."""

    forecast: float
    share: float
    low: float
    high: float
    count: int


class CorrectionOut(Reply):
    """A correction that is offered; it changes nothing."""

    shift: float
    stretch: float
    hurdle_change: float
    score_before: float
    score_after: float
    std_error: float


class RecordOut(Reply):
    """How right the forecasts were."""

    outcomes: list[OutcomeOut]
    score: float | None = Field(description="Brier score; 0 is perfect")
    score_of_share: float | None = Field(description="that of always saying the overall share")
    groups: list[GroupOut] = Field(description="from 20 outcomes on")
    correction: CorrectionOut | None = Field(description="offered from 30 outcomes on")
    text: str


class ForecastsOut(Reply):
    """The forecast log, newest first."""

    headline: str
    as_of: date
    population: str
    entries: list[ForecastOut]
    waiting: int = Field(description="decisions whose forecasts wait for your own judgements")
    record: RecordOut


@router.get(
    "/initiatives/{slug:code}/forecasts",
    response=declared({200: ForecastsOut}),
    operation_id="forecasts",
    summary="What was foretold, what became of it, and how right that was",
)
def forecasts(request: HttpRequest, code: str, given: Query[When]) -> Any:
    """Every forecast that was kept, with its outcome where it is known."""
    only(request, When)
    return log.forecasts(actor_of(request), code, given.as_of)
