"""The working document: what one would show a newcomer, in parts for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from groundswell.app.browse.documents import document_of
from groundswell.app.browse.views import view
from groundswell.faces.api.entry import actor_of
from groundswell.faces.api.forecasts import When
from groundswell.faces.api.replies import Reply, declared
from groundswell.faces.api.trouble import only

router = Router(tags=["initiatives"])


class DocumentLineOut(Reply):
    """One line that follows from the records."""

    lead: str
    text: str
    sheet: str = Field(description="sheet of the records behind it; empty for none")
    ids: list[str]


class DocumentGroupOut(Reply):
    """Lines of one kind."""

    title: str
    lines: list[DocumentLineOut]


class DocumentWrittenOut(Reply):
    """What the team wrote; several were written at the same time."""

    text: str
    by: str
    on: date | None


class DocumentSectionOut(Reply):
    """One section."""

    section: str
    title: str
    lede: str
    groups: list[DocumentGroupOut]
    written: list[DocumentWrittenOut]


class DocumentOut(Reply):
    """The working document of a day."""

    title: str
    headline: str
    as_of: date
    sections: list[DocumentSectionOut]
    left_out: str


@router.get(
    "/initiatives/{slug:code}/document",
    response=declared({200: DocumentOut}),
    operation_id="document",
    summary="The working document, as one would show it to a newcomer",
)
def document(request: HttpRequest, code: str, given: Query[When]) -> Any:
    """It fills itself from the records; no stance, doubt or note of a person is in it."""
    only(request, When)
    return document_of(view(actor_of(request), code, given.as_of))
