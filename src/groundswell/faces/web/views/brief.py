"""The brief: one page to read aloud, and the same as a PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from groundswell.app.browse.briefs import brief as composed
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.page import actor_of, day_of, framed, page, seen
from groundswell.faces.web.screens import bands
from groundswell.faces.web.screens.starting import steps_of
from groundswell.reports import figure
from groundswell.reports.document import pdf
from groundswell.reports.parts import Bands, Block


@page
def brief(request: HttpRequest, code: str) -> HttpResponse:
    """Show the brief, or how far it is."""
    at = seen(request, code)
    found = composed(actor_of(request), code, day_of(request.GET, "as_of"))
    sections = [
        (section.title, [_shown(block) for block in section.blocks])
        for section in (found.brief.sections if found.brief else ())
    ]
    shown = {"found": found, "brief": found.brief, "sections": sections}
    return framed(request, at, "brief.html", {**shown, "steps": steps_of(at, "brief")})


def _shown(block: Block) -> dict[str, Any]:
    """Return a block as the template takes it; a chart as rows."""
    if not isinstance(block, Bands):
        return {"part": block.part, "block": block}
    return {"part": block.part, "chart": bands.chart(block), "legend": figure.legend(block)}


@page
def brief_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the brief as a PDF; while it is being worked out, show how far it is."""
    at = seen(request, code)
    found = composed(actor_of(request), code, day_of(request.GET, "as_of"))
    if found.brief is None:
        return redirect(f"{home_of(code)}brief")
    content = pdf(found.brief, at.as_of)
    headers = {"Content-Disposition": f'attachment; filename="brief-{code}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


within = [path("brief", brief, name="brief"), path("brief.pdf", brief_pdf, name="brief-pdf")]
