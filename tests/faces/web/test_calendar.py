"""The calendar as programs read it: a key of its own, neutral, moved instead of doubled, ended."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import vobject
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from groundswell.app import keys
from groundswell.app.browse.calendar import feed
from groundswell.app.browse.views import view
from groundswell.app.do.records import record_
from groundswell.app.do.team import assign_, dismiss_, revoke_, subscribe_
from groundswell.app.do.undo import undo_
from groundswell.app.policy import Role
from groundswell.config.logs import Secretless
from groundswell.core.terrain.run_records import Commitment, Encounter, Gate, Meeting, Member, Pilot
from groundswell.core.terrain.terms import CommitmentState, EncounterKind, PilotState, Ring
from groundswell.store.models import Token
from tests.app.cast import NOW, Cast, cast, later
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")
SOON = timezone.localtime().date() + timedelta(days=5)


@pytest.fixture(autouse=True)
def _calm() -> None:
    cache.clear()


def dated(them: Cast) -> None:
    """Record something of everything a calendar reminds of."""
    record_(them.alice, them.code, [
        Member(person="ben", ring=Ring.CORE, joined_on=NOW.date() - timedelta(days=178)),
        Gate(gate="g", due_on=SOON),
        Meeting(meeting="m", planned_for=SOON, artifact="the flow diagram"),
        Pilot(pilot="p", question="Does it take less time?", ends_on=SOON,
              state=PilotState.RUNNING),
        Commitment(person="cleo", text="two hours", due_on=SOON, state=CommitmentState.PROMISED),
        Encounter(person="ben", date=SOON - timedelta(days=30), kind=EncounterKind.ONE_TO_ONE),
    ])  # fmt: skip


def read(them: Cast, secret: str) -> Any:
    """Return the calendar behind a key as a program reads it."""
    answer = Client().get(f"/calendar/{secret}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return icalendar.Calendar.from_ical(answer.content)


def entries(calendar: Any) -> dict[str, Any]:
    """Return the entries by their titles."""
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_titles_are_neutral_unless_words_were_asked_for() -> None:
    them = cast()
    dated(them)
    _, plain = subscribe_(them.alice, them.code, "Phone")
    _, worded = subscribe_(them.alice, them.code, "Desk", worded=True)
    found = entries(read(them, plain))
    assert set(found) == {
        "Coffee with B.", "Quarterly look", "Team meeting", "Milestone", "Follow up with C.",
    }  # fmt: skip
    text = Client().get(f"/calendar/{plain}.ics").content.decode()
    for secret in ("Ben", "Cleo", "form", "two hours", them.code, "flow"):
        assert secret not in text
    assert "Talk with Ben alone" in entries(read(them, worded))
    assert "Cleo: two hours" in entries(read(them, worded))


def test_it_is_valid_for_two_other_libraries() -> None:
    them = cast()
    dated(them)
    _, secret = subscribe_(them.alice, them.code, "Phone", worded=True)
    content = Client().get(f"/calendar/{secret}.ics").content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    strict = vobject.readOne(content.decode(), validate=True)
    strict.validate(raiseException=True)
    assert len(strict.vevent_list) == 5
    for event in strict.vevent_list:
        assert event.uid.value and event.dtstamp.value.tzinfo is not None
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
    due = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).at(SOON)
    assert len(due) >= 4


def test_a_day_that_moves_moves_its_entry() -> None:
    them = cast()
    dated(them)
    _, secret = subscribe_(them.alice, them.code, "Phone")
    before = entries(read(them, secret))["Quarterly look"]
    (row,) = view(them.alice, them.code).rows("gates")
    moved = record_(later(them.alice, at=timezone.localtime()), them.code,
                    [Gate(gate="g", due_on=SOON + timedelta(days=7))],
                    [("gates", row.id)])  # fmt: skip
    after = entries(read(them, secret))["Quarterly look"]
    assert after["uid"] == before["uid"]
    assert after["dtstart"].dt - before["dtstart"].dt == timedelta(days=7)
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt
    undo_(them.alice, them.code, moved.change)
    back = entries(read(them, secret))["Quarterly look"]
    assert back["dtstart"].dt == before["dtstart"].dt and back["sequence"] > after["sequence"]


def test_a_talk_that_was_held_moves_the_next_one_on() -> None:
    them = cast()
    dated(them)
    _, secret = subscribe_(them.alice, them.code, "Phone")
    before = entries(read(them, secret))["Coffee with B."]
    now = timezone.localtime()
    record_(later(them.alice, at=now), them.code, [Encounter(person="ben", date=now.date())])
    after = entries(read(them, secret))["Coffee with B."]
    assert after["uid"] == before["uid"] and after["sequence"] > before["sequence"]
    assert after["dtstart"].dt == now.date() + timedelta(days=30)


def test_a_program_is_told_when_nothing_is_new() -> None:
    them = cast()
    dated(them)
    _, secret = subscribe_(them.alice, them.code, "Phone")
    first = Client().get(f"/calendar/{secret}.ics")
    tag, since = first["ETag"], first["Last-Modified"]
    assert (
        Client().get(f"/calendar/{secret}.ics", headers={"If-None-Match": tag}).status_code == 304
    )
    again = Client().get(f"/calendar/{secret}.ics", headers={"If-Modified-Since": since})
    assert again.status_code == 304
    record_(them.alice, them.code, [Gate(gate="h", due_on=SOON)])
    new = Client().get(f"/calendar/{secret}.ics", headers={"If-None-Match": tag})
    assert new.status_code == 200 and new["ETag"] != tag
    assert Client().head(f"/calendar/{secret}.ics").status_code == 200
    assert Client().post(f"/calendar/{secret}.ics").status_code == 405


def test_an_ended_key_opens_nothing_and_no_key_opens_anything_else() -> None:
    them = cast()
    _, secret = subscribe_(them.bob, them.code, "Phone")
    token = Token.everywhere.get(digest=keys.digest(secret))
    assert secret not in str(token.__dict__)
    assert keys.bearer(secret, them.bob.at, "api") is None
    assert Client().get("/calendar/nonsense.ics").status_code == 404
    revoke_(them.bob, them.code, token.pk)
    ended = Client().get(f"/calendar/{secret}.ics")
    assert ended.status_code == 404 and them.code not in ended.content.decode()
    _, other = subscribe_(them.bob, them.code, "Desk")
    dismiss_(them.alice, them.code, them.bob.account)
    assert Client().get(f"/calendar/{other}.ics").status_code == 404


def test_each_calendar_holds_what_its_owner_may_see() -> None:
    them = cast()
    dated(them)
    _, mine = subscribe_(them.bob, them.code, "Phone", worded=True)
    assert set(entries(read(them, mine))) == {
        "Cleo: two hours", "Meeting of the core", "Should we still do this?",
        "The trial ends: Does it take less time?",
    }  # fmt: skip
    assign_(them.alice, them.code, them.bob.account, Role.OBSERVER)
    assert "Cleo: two hours" not in entries(read(them, mine))


def test_too_many_looks_are_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groundswell.faces.web.views.calendar.OFTEN", 3)
    monkeypatch.setattr("groundswell.faces.web.views.calendar.GUESSES", 2)
    them = cast()
    _, secret = subscribe_(them.bob, them.code, "Phone")
    wrong = [Client().get(f"/calendar/wrong{n}.ics").status_code for n in range(3)]
    assert wrong == [404, 404, 429]
    codes = [Client().get(f"/calendar/{secret}.ics").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


def test_the_address_is_shown_once_and_ended_on_its_page() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    made = alice.post("settings/calendars", title="Phone").content.decode()
    (url,) = re.findall(r"http://testserver(/calendar/[^<]+\.ics)", made)
    assert Client().get(url).status_code == 200
    page = alice.text("settings/calendars")
    assert url not in page and "Phone" in page and "neutral titles" in page
    assert "Phone" not in alice.text("settings/tokens")
    number = Token.everywhere.get(title="Phone").pk
    alice.post(f"settings/calendars/{number}/end")
    assert Client().get(url).status_code == 404
    assert "made an address for a calendar" in alice.text("history")
    assert visitor(them.olga, them.code).get("settings/calendars").status_code == 403


def test_no_key_reaches_the_log() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Broken: %s",
                               ("/calendar/abc-DEF_1.ics?x=1",), None)  # fmt: skip
    assert Secretless().filter(record)
    assert "abc-DEF_1" not in record.getMessage() and "/calendar/..." in record.getMessage()


def test_what_is_behind_no_key_is_no_calendar() -> None:
    assert feed("nothing", timezone.localtime()) is None
