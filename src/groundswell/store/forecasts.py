"""The forecast log: what was foretold on which day, added to and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from groundswell.core.questions.foretold import Forecast, Kind
from groundswell.store.models import Foretold
from groundswell.store.scope import LEDGER, READING, Scope


def keep(scope: Scope, found: Iterable[Forecast], revision: str, digest: str, at: datetime) -> None:
    """Keep forecasts; of a day and revision the first stays, for it says the same."""
    rows = [
        Foretold(
            initiative_id=scope.initiative,
            day=one.day,
            revision=revision,
            kind=one.kind.value,
            code=one.code,
            mean=one.mean,
            low=one.low,
            high=one.high,
            required=one.required,
            holders=one.holders,
            horizon=one.horizon,
            digest=digest,
            at=at,
        )
        for one in found
    ]
    Foretold.everywhere.using(LEDGER).bulk_create(rows, ignore_conflicts=True)


def kept(scope: Scope, until: date) -> tuple[Forecast, ...]:
    """Return the forecasts made up to a day, oldest first; of one thing and day the last counts."""
    rows = Foretold.objects.within(Scope(scope.initiative, READING)).filter(day__lte=until)
    last = {(row.day, row.kind, row.code): row for row in rows.order_by("day", "id")}
    return tuple(
        Forecast(
            day=row.day,
            kind=Kind(row.kind),
            code=row.code,
            mean=row.mean,
            low=row.low,
            high=row.high,
            required=row.required,
            holders=row.holders,
            horizon=row.horizon,
        )
        for row in last.values()
    )
