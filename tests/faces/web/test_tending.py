"""Tending on its screens: who is due, drafts that send nothing, and times from real files."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from groundswell.app.browse.views import view
from groundswell.app.do.records import record_
from groundswell.core.pictures.drafts import draft
from groundswell.core.questions.tending import Rhythm, tended
from groundswell.core.terrain.map_records import Setting
from groundswell.core.terrain.run_records import Attendance, Encounter, Evidence, Meeting, Member
from groundswell.core.terrain.season_records import Visibility
from groundswell.core.terrain.season_terms import Audience
from groundswell.core.terrain.terms import EncounterKind, EvidenceKind, Presence, Result, Ring
from tests.app.cast import NOW, Cast, cast
from tests.faces.web.browsers import browser, text_of
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")


def ago(days: int) -> date:
    """Return the day so many days ago."""
    return NOW.date() - timedelta(days=days)


def circles(them: Cast) -> None:
    """Put ben into the core and cleo and dan into the outer circles."""
    record_(them.alice, them.code, [
        Member(person="ben", ring=Ring.CORE, joined_on=ago(178)),
        Member(person="cleo", ring=Ring.SECOND, joined_on=ago(298)),
        Member(person="dan", ring=Ring.WIDER, joined_on=ago(25)),
        Encounter(person="ben", date=ago(37), kind=EncounterKind.ONE_TO_ONE),
        Encounter(person="ben", date=ago(6), kind=EncounterKind.HALLWAY),
        Evidence(evidence="t", kind=EvidenceKind.TRIAL, result=Result.BROKE, n=24,
                 claim="nine of 24 gave up at the sign-in"),
    ])  # fmt: skip


def test_the_core_is_due_each_month_alone_and_the_others_each_quarter() -> None:
    them = cast()
    circles(them)
    ties = {tie.person: tie for tie in tended(view(them.alice, them.code).snapshot)}
    assert ties["ben"].due == ago(7) and ties["ben"].rhythm is Rhythm.DUE
    assert ties["cleo"].rhythm is Rhythm.FADING and ties["cleo"].every == 91
    assert ties["dan"].rhythm is Rhythm.FINE and "ada" not in ties
    record_(them.alice, them.code, [Setting(constant="tend_inner_days", value=60)])
    ties = {tie.person: tie for tie in tended(view(them.alice, them.code).snapshot)}
    assert ties["ben"].rhythm is Rhythm.FINE


def test_a_draft_is_for_the_outer_circles_and_names_a_result_only_by_the_plan() -> None:
    them = cast()
    circles(them)
    snapshot = view(them.alice, them.code).snapshot
    ties = {tie.person: tie for tie in tended(snapshot)}
    assert draft(snapshot, ties["ben"]) is None
    bare = draft(snapshot, ties["cleo"])
    assert bare is not None and "gave up" not in bare.text and "plan does not say" in bare.note
    plan = Visibility(audience=Audience.SECOND, may_see="the trial and its limits")
    record_(them.alice, them.code, [plan])
    told = draft(view(them.alice, them.code).snapshot, ties["cleo"])
    assert told is not None and "Nine of 24 gave up at the sign-in" in told.text
    assert "Its limits are not written down" in told.text and told.evidence == "t"
    assert "the trial and its limits" in told.plan
    shown = Encounter(person="cleo", date=them.alice.today, shown=("t",))
    record_(them.alice, them.code, [shown])
    again = draft(view(them.alice, them.code).snapshot, ties["cleo"])
    assert again is not None and "gave up" not in again.text


def test_reading_a_draft_is_no_contact() -> None:
    them = cast()
    circles(them)
    alice = visitor(them.alice, them.code)
    page = alice.text("tending")
    assert "Something to start from" in page and "Hello Cleo," in page
    again = tended(view(them.alice, them.code).snapshot)
    assert {t.person for t in again if t.rhythm is Rhythm.FADING} == {"cleo"}
    assert "Get back in touch with Cleo" in alice.text("")


def test_who_only_looks_on_sees_nobodys_contacts() -> None:
    them = cast()
    circles(them)
    page = f"/i/{them.code}/tending"
    assert text_of(browser(them.bob), page)
    assert browser(them.olga).get(page).status_code == 403
    assert browser(them.alice, presentable=True).get(page).status_code == 403
    assert browser(them.charlie).get(page).status_code == 404


def file(*spans: tuple[datetime, datetime]) -> SimpleUploadedFile:
    """Return a calendar in which somebody is busy."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Secret therapy\r\n"
        f"DTSTART:{a:%Y%m%dT%H%M%SZ}\r\nDTEND:{b:%Y%m%dT%H%M%SZ}\r\nEND:VEVENT\r\n"
        for n, (a, b) in enumerate(spans)
    )
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n"
    return SimpleUploadedFile("mine.ics", content.encode(), "text/calendar")


FIELDS = {"minutes": 45, "begins": "09:00", "ends": "17:00", "zone": "UTC"}


def test_times_come_from_both_calendars_and_nothing_of_them_stays(settings: object) -> None:
    them = cast()
    circles(them)
    alice = visitor(them.alice, them.code)
    start = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    week = (start, start + timedelta(days=7))
    rest = (start + timedelta(days=7), start + timedelta(days=16))
    page = alice.post("tending/times", mine=file(week), **FIELDS)
    assert page.status_code == 200
    text = page.content.decode()
    assert "09:00 to 09:45" in text and "therapy" not in text
    none = alice.post("tending/times", mine=file(week), theirs=file(rest), **FIELDS)
    assert "No time is free" in none.content.decode()
    folder = Path(settings.FOLDER) / "incoming"  # type: ignore[attr-defined]
    assert not list(folder.rglob("*.ics"))


def test_what_is_no_calendar_is_said_beside_its_field() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    junk = SimpleUploadedFile("x.ics", b"PK\x03\x04" * 100)
    page = alice.post("tending/times", mine=junk, **FIELDS)
    assert page.status_code == 422 and "This is no calendar file." in page.content.decode()
    large = SimpleUploadedFile("x.ics", b"BEGIN:VCALENDAR" + b"x" * (3 * 2**20))
    assert "2 MB is the most" in alice.post("tending/times", mine=large, **FIELDS).content.decode()
    odd = alice.post("tending/times", mine=file(), **{**FIELDS, "zone": "../../etc/passwd"})
    assert "Write it as Europe/Vienna" in odd.content.decode()
    late = alice.post("tending/times", mine=file(), **{**FIELDS, "begins": "18:00"})
    assert "before the hours begin" in late.content.decode()


def test_a_meeting_one_came_to_keeps_an_outer_tie_alive() -> None:
    them = cast()
    circles(them)
    record_(them.alice, them.code, [
        Meeting(meeting="m", date=ago(16)),
        Attendance(meeting="m", person="cleo", presence=Presence.PRESENT),
        Attendance(meeting="m", person="ben", presence=Presence.PRESENT),
    ])  # fmt: skip
    ties = {tie.person: tie for tie in tended(view(them.alice, them.code).snapshot)}
    assert ties["cleo"].last == ago(16)
    assert ties["ben"].last == ago(37)  # the core is spoken with alone
