"""Tending on a screen: who is due, a draft for the outer circles, and times from two calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from groundswell.app.browse.views import View
from groundswell.core.pictures.drafts import Draft, draft
from groundswell.core.pictures.slots import Slot, Span, Wish, free, horizon
from groundswell.core.questions.tending import (
    WAITING,
    Rhythm,
    TendedTie,
    headline,
    tended,
    tending_gaps,
)
from groundswell.core.questions.wording import count
from groundswell.faces.web.forms.reminding import TimesForm
from groundswell.ingest.calendars.apart import busy_apart
from groundswell.ingest.calendars.busy import NoCalendar, measured
from groundswell.reports.words import day

GROUPS = (
    ("It is time", WAITING),
    ("Within a week", (Rhythm.SOON,)),
    ("Later", (Rhythm.FINE,)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One tie with what could be written to them."""

    tie: TendedTie
    name: str
    draft: Draft | None


def page_of(at: View) -> dict[str, Any]:
    """Return what the page of tending shows."""
    ties = tended(at.snapshot)
    rows = [Row(t, at.snapshot.name(t.person), draft(at.snapshot, t)) for t in ties]
    groups = [(title, [r for r in rows if r.tie.rhythm in of]) for title, of in GROUPS]
    kept = at.snapshot.settings
    return {
        "headline": headline(at.snapshot, ties),
        "members": count(len(ties), "member").capitalize(),
        "gaps": list(tending_gaps(at.snapshot, ties)),
        "groups": [(title, of) for title, of in groups if of],
        "inner_days": round(kept.tend_inner_days),
        "outer_days": round(kept.tend_outer_days),
    }


def times_form(data: Any = None, files: Any = None) -> TimesForm:
    """Return the form for finding a time, in this machine's own zone to begin with."""
    return TimesForm(data, files, initial={"zone": settings.TIME_ZONE})


def times(form: TimesForm, now: datetime) -> list[tuple[str, str]] | None:
    """Return free times as people say them; None where a file could not be read."""
    told = form.cleaned_data
    wish = Wish(now, told["minutes"], told["begins"], told["ends"], told["zone"])
    first = datetime.combine(now.astimezone(wish.zone).date(), time(), wish.zone)
    busy: list[Span] = []
    for name in ("mine", "theirs"):
        file: UploadedFile | None = told.get(name)
        if file is None:
            continue
        try:
            measured(file.size or 0)
            busy += busy_apart(file.read(), first, horizon(wish), told["zone"].key)
        except NoCalendar as error:
            form.add_error(name, str(error))
    return None if form.errors else [_said(slot) for slot in free(busy, wish)]


def _said(slot: Slot) -> tuple[str, str]:
    return f"{slot.start:%A}, {day(slot.start.date())}", f"{slot.start:%H:%M} to {slot.end:%H:%M}"
