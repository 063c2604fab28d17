"""What did we do, and what changed because of it? Meetings planned, run and written down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.app.browse.taking import taken
from groundswell.app.browse.views import View
from groundswell.app.policy import Absent, Act
from groundswell.core.pictures.minutes import minutes
from groundswell.core.terrain.run_records import Attendance, Meeting
from groundswell.faces.web.page import actor_of, framed, page, seen
from groundswell.faces.web.screens import sitting as screen
from groundswell.faces.web.screens.saving import acting, kept

BEGAN = "began"


@require_safe
@page
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """Show the meetings, the next agenda, and whom to hear alone first."""
    at = seen(request, code)
    return framed(request, at, "meetings/log.html", shown(at))


def shown(at: View) -> dict[str, object]:
    """Return the page of meetings with its form."""
    return {**screen.page_of(at), "plan": screen.plan_form(at), "kinds": screen.kinds_of(at)}


@require_POST
@page
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a meeting: its day, and the one thing on the table."""
    at = acting(request, code, Act.EDIT)
    form = screen.plan_form(at, request.POST)
    if form.is_valid() and kept(request, at, form, [form.cleaned_record()], text="Planned."):
        return redirect("meetings", code=code)
    return framed(request, at, "meetings/log.html", {**shown(at), "plan": form}, status=422)


@require_safe
@page
def meeting(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Show the minutes of a meeting; one that was not held yet is run."""
    at = seen(request, code)
    row = screen.meeting_row(at, which)
    if getattr(row.record, "date", None) is None:
        return redirect("run-meeting", code=code, which=which)
    around = {"tabs": screen.tabs_of(at, "meetings"), "written": minutes(at.snapshot, which)}
    return framed(request, at, "meetings/minutes.html", around)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def run(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Run a meeting: all that comes of it is one change, and nothing typed is lost."""
    at = acting(request, code, Act.EDIT if request.method == "POST" else Act.READ)
    row = screen.meeting_row(at, which)
    form = screen.sitting_form(at, row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        came = screen.attendance_rows(at, which)
        former = [(Meeting.SHEET, row.id), *((Attendance.SHEET, r.id) for r in came.values())]
        if kept(request, at, form, form.records(), former, "The meeting is written down."):
            return redirect("meeting", code=code, which=which)
    clock = screen.clock_of(request.session.get(BEGAN, {}), f"{code}/{which}")
    around = {**screen.running(at, row, form), "clock": clock}
    status = 422 if form.is_bound else 200
    return framed(request, at, "meetings/run.html", around, status=status)


@require_POST
@page
def begin(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Start the 45 minutes; pressed again, start them anew."""
    at = acting(request, code, Act.EDIT)
    screen.meeting_row(at, which)
    now = actor_of(request).at.isoformat(timespec="seconds")
    request.session[BEGAN] = {**request.session.get(BEGAN, {}), f"{code}/{which}": now}
    return redirect("run-meeting", code=code, which=which)


@require_safe
@page
def as_text(request: HttpRequest, code: str, which: str) -> HttpResponse:
    """Return the minutes as plain text, to send by whatever way people use."""
    at = seen(request, code)
    if getattr(screen.meeting_row(at, which).record, "date", None) is None:
        raise Absent(which)
    taken(actor_of(request), code, f"minutes of {which}", about_people=False)
    text = minutes(at.snapshot, which).text()
    made = HttpResponse(text, content_type="text/plain; charset=utf-8")
    made["Content-Disposition"] = f'attachment; filename="minutes-{which}.txt"'
    return made


within = [
    path("meetings", meetings, name="meetings"),
    path("meetings/plan", plan, name="plan-meeting"),
    path("meetings/<str:which>", meeting, name="meeting"),
    path("meetings/<str:which>/begin", begin, name="begin-meeting"),
    path("meetings/<str:which>/minutes.txt", as_text, name="minutes"),
    path("meetings/<str:which>/run", run, name="run-meeting"),
]
