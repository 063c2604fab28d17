"""Meetings for their pages: the log, the next agenda, and one meeting while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import QueryDict

from groundswell.app.browse.views import Row, View
from groundswell.app.policy import Absent
from groundswell.core.pictures.meeting_log import meeting_log
from groundswell.core.pictures.minutes import minutes
from groundswell.core.questions.agenda import proposed
from groundswell.core.questions.core_meetings import MINUTES, inner
from groundswell.core.terrain.artifacts import artifact_kinds
from groundswell.core.terrain.record import columns
from groundswell.core.terrain.run_records import Attendance, Meeting
from groundswell.core.terrain.terms import MeetingKind
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.forms.sitting import Sat, SittingForm
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.people import People

# Ends of the addresses that share the tabs, and what they are called.
_TABS = (
    ("meetings", "Meetings"),
    ("rulings", "Decisions and rights"),
    ("doubts", "Doubts"),
    ("gates", "Gates"),
    ("registers", "Wins, conflicts, changes"),
)
_PRIVATE = ("doubts",)


def tabs_of(at: View, current: str) -> list[tuple[str, str, bool]]:
    """Return the pages beside the meetings, without those that an onlooker may not see."""
    hidden = _PRIVATE if at.standing.presentable else ()
    ends = [(end, words) for end, words in _TABS if end not in hidden]
    return [(words, home_of(at.code) + end, end == current) for end, words in ends]


def page_of(at: View) -> dict[str, Any]:
    """Return what the page of meetings shows."""
    log, people = meeting_log(at.snapshot), People(at)
    next_one = next(iter(log.coming), None)
    return {
        "tabs": tabs_of(at, "meetings"),
        "log": log,
        "heard": [(people.who(h.person), h) for h in log.heard],
        "agenda": proposed(at.snapshot, next_one) if at.snapshot.members else None,
        "next": next_one,
    }


def plan_form(at: View, data: QueryDict | None = None) -> RecordForm:
    """Return the form that plans a meeting: its day, and one thing on the table."""
    names = ("planned_for", "artifact", "artifact_kind", "kind")
    hide = [column.name for column in columns(Meeting) if column.name not in names]
    kind = form_for(Meeting, choices_of(at), hide=hide, order=names, words=vocabulary_of(at.about))
    today = at.standing.actor.today
    first = {"planned_for": proposed(at.snapshot).on.isoformat(), "kind": "core"}
    taken = {code for code, _ in choices_of(at)[Meeting.SHEET]}
    made = kind(data, given={"meeting": new_code(taken)}, today=today, initial=first)
    made.fields["artifact_kind"].widget.attrs["list"] = "artifact-kinds"
    made.fields["planned_for"].required = True
    for name in names[2:]:
        made.fields[name].help_text = ""
    return made


def kinds_of(at: View) -> tuple[str, ...]:
    """Return the kinds of thing that could lie on the table."""
    return artifact_kinds(at.about.context)


def new_code(taken: set[str]) -> str:
    """Return the next free code of a meeting: m1, m2 ..."""
    number = len(taken) + 1
    while f"m{number}" in taken:
        number += 1
    return f"m{number}"


def meeting_row(at: View, code: str) -> Row:
    """Return the record of a meeting; Absent where there is none."""
    rows = [r for r in at.rows(Meeting.SHEET) if getattr(r.record, "meeting", "") == code]
    if not rows:
        raise Absent(code)
    return rows[-1]


def attendance_rows(at: View, code: str) -> dict[str, Row]:
    """Return who came, by person."""
    rows = [(r, r.record) for r in at.rows(Attendance.SHEET)]
    return {a.person: r for r, a in rows if isinstance(a, Attendance) and a.meeting == code}


def sitting_form(at: View, row: Row, data: QueryDict | None = None) -> SittingForm:
    """Return the form of a meeting that runs."""
    meeting = row.record
    assert isinstance(meeting, Meeting)
    came = attendance_rows(at, meeting.meeting)
    inner_or_all = inner(at.snapshot)
    if meeting.kind is MeetingKind.CHECK_IN or not inner_or_all:
        inner_or_all = tuple(sorted(at.snapshot.members, key=at.snapshot.name))
    codes = dict.fromkeys((*inner_or_all, *(c for c in came if c in at.snapshot.index)))
    sat = Sat(
        meeting,
        [(code, at.snapshot.name(code)) for code in codes],
        {code: r.record.presence.value for code, r in came.items() if r.record.presence},  # type: ignore[attr-defined]
    )
    made = SittingForm(
        data,
        sat=sat,
        choices=choices_of(at),
        words=vocabulary_of(at.about),
        today=at.standing.actor.today,
    )
    made.fields["artifact_kind"].widget.attrs["list"] = "artifact-kinds"
    return made


@dataclass(frozen=True, slots=True)
class Clock:
    """When a meeting began and when its 45 minutes are over."""

    began: datetime
    ends: datetime


def clock_of(kept: Mapping[str, str], key: str) -> Clock | None:
    """Return the clock of a meeting that somebody began in this session."""
    if key not in kept:
        return None
    began = datetime.fromisoformat(kept[key])
    return Clock(began, began + timedelta(minutes=MINUTES))


def running(at: View, row: Row, form: SittingForm) -> dict[str, Any]:
    """Return what the page of a running meeting shows."""
    meeting = row.record
    assert isinstance(meeting, Meeting)
    return {
        "tabs": tabs_of(at, "meetings"),
        "meeting": meeting,
        "agenda": proposed(at.snapshot, meeting) if meeting.date is None else None,
        "form": form,
        "kinds": kinds_of(at),
        "written": minutes(at.snapshot, meeting.meeting) if meeting.date else None,
    }
