"""How far a job is; the page that waits for it asks every second and reloads when it is done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRefresh

from groundswell.app.jobs import JobView, look
from groundswell.faces.web.page import actor_of, framed, page, seen


@require_GET
@page
def job(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Show how far a job is; once it is done, whoever waits for it looks again."""
    found = look(actor_of(request), code, number)
    told = {"job": progress(found, request.path), "failed": found.state == "failed"}
    if not getattr(request, "htmx", False):
        return framed(request, seen(request, code), "job.html", told)
    if found.state == "done":
        return HttpResponseClientRefresh()
    if "fresh" in request.GET:
        return HttpResponse(status=204)
    return render(request, "answers/progress.html", told)


def progress(found: JobView, url: str) -> dict[str, object]:
    """Return a job as the progress bar wants it."""
    return {
        "text": "Done"
        if found.state == "done"
        else found.step.capitalize() or "Waiting for its turn",
        "done": round(100 * found.share),
        "total": 100,
        "url": url,
        "finished": found.state in ("done", "failed"),
    }


urlpatterns = [path("jobs/<str:number>", job, name="job")]
