"""Routes for every kind of record: read a page, record some, take one back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Body, Query, Router, Status
from ninja.errors import ValidationError
from pydantic import Field

from groundswell.app.browse.views import view
from groundswell.app.do.records import record_, retract_
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Record
from groundswell.faces.api.entry import actor_of
from groundswell.faces.api.replies import WRITING, DoneOut, declared
from groundswell.faces.api.rows import MOST, batch, bundle, page, plain, record_from
from groundswell.faces.api.trouble import only
from groundswell.faces.parameters import Moment

router = Router(tags=["records"])
ONE = {"min_length": 1}


class Part(Moment):
    """Which records: how many to pass over, how many to give, and as of when."""

    offset: int = Field(0, ge=0, le=10_000_000, description="how many to pass over")
    limit: int = Field(100, ge=1, le=MOST, description="how many to give")


def _reader(sheet: str) -> Any:
    def read(request: HttpRequest, code: str, given: Query[Part]) -> dict[str, Any]:
        only(request, Part)
        rows = view(actor_of(request), code, given.as_of, given.known_at).rows(sheet)
        shown = rows[given.offset : given.offset + given.limit]
        records = [
            {"id": row.id, "change": row.change, "mine": row.mine, "record": plain(row.record)}
            for row in shown
        ]
        return {"records": records, "total": len(rows)}

    return read


def _recorder(kind: type[Record]) -> Any:
    def record(request: HttpRequest, code: str, payload: Any) -> Status[Any]:
        records = [record_from(kind, one) for one in payload.records]
        given = [frozenset(one.model_fields_set) for one in payload.records]
        replaced = [(kind.SHEET, number) for number in payload.replaces]
        return Status(201, record_(actor_of(request), code, records, replaced, given=given))

    takes: Any = batch(kind)
    record.__annotations__ = {"code": str, "payload": Body[takes]}  # type: ignore[misc]
    return record


def _retractor(sheet: str) -> Any:
    def retract(request: HttpRequest, code: str, number: int) -> Any:
        return retract_(actor_of(request), code, [(sheet, number)])

    return retract


def _add(sheet: str, kind: type[Record]) -> None:
    path = f"/initiatives/{{slug:code}}/records/{sheet}"
    router.get(
        path,
        response=declared({200: page(kind)}),
        operation_id=f"read_{sheet}",
        summary=f"Read {sheet}",
        description=kind.ABOUT,
    )(_reader(sheet))
    if kind is Initiative:
        return
    router.post(
        path,
        response=declared({201: DoneOut}, WRITING),
        operation_id=f"record_{sheet}",
        summary=f"Record {sheet}",
        description="All of them are recorded, or none; what they replace is taken back with it. "
        "What a record does not name stays as it was in a replaced one with its key; null empties. "
        "Judgements are replaced as a whole.",
    )(_recorder(kind))
    router.delete(
        f"{path}/{{int:number}}",
        response=declared({200: DoneOut}, WRITING),
        operation_id=f"retract_{sheet}",
        summary=f"Take one of {sheet} back",
        description="With everything that names it; the change can be undone.",
    )(_retractor(sheet))


KINDS = {sheet: kind for sheet, kind in SHEETS.items() if kind is not Initiative}
Bundle: Any = bundle(KINDS.values())


@router.post(
    "/initiatives/{slug:code}/records",
    response=declared({201: DoneOut}, WRITING),
    operation_id="record_together",
    summary="Record several sheets together",
    description="For what needs each other, such as a node and who works there. All or nothing.",
)
def together(request: HttpRequest, code: str, payload: Body[Bundle]) -> Any:
    """Record everything in the order of the workbook's sheets."""
    records = [
        record_from(kind, one) for sheet, kind in KINDS.items() for one in getattr(payload, sheet)
    ]
    if not records:
        raise ValidationError([{"type": "too_short", "loc": (), "msg": "", "ctx": ONE}])
    return Status(201, record_(actor_of(request), code, records))


for _sheet, _kind in SHEETS.items():
    _add(_sheet, _kind)
