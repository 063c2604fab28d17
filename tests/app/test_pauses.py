"""A pause silences Today for one or for all, until its day, its end, or its undoing."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from groundswell.app import posting
from groundswell.app.actor import Actor
from groundswell.app.browse.trails import changes
from groundswell.app.browse.weeks import Quiet, this_week
from groundswell.app.digests import Wish, keep_wish, remind
from groundswell.app.do.backup import backup_, restore_
from groundswell.app.do.erase import erase_
from groundswell.app.do.pauses import pause_, speak_
from groundswell.app.do.undo import undo_
from groundswell.app.policy import Absent, Refused
from groundswell.faces.mcp.initiative import InitiativeAsker
from groundswell.faces.mcp.serving import called
from groundswell.store.models import Pause
from tests.app.cast import NOW, Cast, cast, later
from tests.faces.api.callers import with_token
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = NOW.date() + timedelta(days=14)


def quiet(actor: Actor, them: Cast) -> Quiet | None:
    """Return the pause that holds for somebody, checking that the list agrees."""
    found = this_week(actor, them.code)
    assert (found.quiet is None) == ("keeps quiet" not in found.week.headline)
    assert found.quiet is None or not (found.week.items or found.week.later)
    return found.quiet


def test_ones_own_pause_silences_nobody_else_and_ends_by_itself() -> None:
    them = cast()
    assert this_week(them.bob, them.code).week.items
    pause_(them.bob, them.code, DAY)
    held = quiet(them.bob, them)
    assert held is not None and (held.until, held.everybody) == (DAY, False)
    assert "as you asked" in this_week(them.bob, them.code).week.headline
    assert quiet(them.alice, them) is None
    assert quiet(later(them.bob, at=NOW + timedelta(days=13)), them) is not None
    assert quiet(later(them.bob, at=NOW + timedelta(days=14)), them) is None


def test_an_editor_silences_it_for_all_and_a_member_may_not() -> None:
    them = cast()
    with pytest.raises(Refused):
        pause_(them.bob, them.code, DAY, everybody=True)
    pause_(them.erin, them.code, DAY, everybody=True)
    for actor in (them.alice, them.bob, them.erin, them.olga):
        held = quiet(actor, them)
        assert held is not None and held.everybody
    assert held is not None
    with pytest.raises(Refused):
        speak_(them.bob, them.code, held.number)
    speak_(them.alice, them.code, held.number)
    assert quiet(them.bob, them) is None


def test_pausing_and_ending_are_undone() -> None:
    them = cast()
    done = pause_(them.bob, them.code, DAY)
    undone = undo_(them.bob, them.code, done.change)
    assert quiet(them.bob, them) is None
    undo_(them.bob, them.code, undone.change)
    held = quiet(them.bob, them)
    assert held is not None
    ended = speak_(them.bob, them.code, held.number)
    assert quiet(them.bob, them) is None
    undo_(them.bob, them.code, ended.change)
    assert quiet(them.bob, them) == held


def test_whose_pause_it_is_stays_their_own_affair() -> None:
    them = cast()
    pause_(them.bob, them.code, DAY)
    held = quiet(them.bob, them)
    assert held is not None
    for actor in (them.alice, them.erin):
        with pytest.raises(Absent):
            speak_(actor, them.code, held.number)
    with pytest.raises(Absent):
        pause_(them.charlie, them.code, DAY)
    assert "quiet" not in {past.verb for past in changes(them.alice, them.code)}
    assert "quiet" in {past.verb for past in changes(them.bob, them.code)}
    with pytest.raises(Refused, match="ahead"):
        pause_(them.bob, them.code, NOW.date())


def test_a_backup_holds_ones_own_and_everybodys_and_erasing_takes_ones_own() -> None:
    them = cast()
    pause_(them.bob, them.code, DAY)
    pause_(them.alice, them.code, DAY, everybody=True)
    content = backup_(them.alice, them.code).content
    assert len(json.loads(content)["tables"]["pauses"]["rows"]) == 1
    restored = restore_(them.alice, content)
    assert this_week(them.alice, restored).quiet is not None
    (change, *_) = [past for past in changes(them.alice, restored) if past.verb == "hush"]
    undo_(them.alice, restored, change.id)
    assert this_week(them.alice, restored).quiet is None
    erase_(them.alice, them.code, "cleo")  # bob stands on the map as cleo
    assert not Pause.everywhere.filter(account=them.bob.account).exists()


def test_today_shows_it_plainly_with_the_way_back() -> None:
    them = cast()
    bob, alice = visitor(them.bob, them.code), visitor(them.alice, them.code)
    before = bob.text("")
    assert "Keep Today quiet for a while" in before and 'name="who"' not in before
    assert 'name="who"' in alice.text("")
    assert bob.post("pause", until=DAY.isoformat()).status_code == 302
    shown = bob.text("")
    assert "Today keeps quiet until" in shown and "End the pause now" in shown
    assert "Undo" in shown and "todo" not in shown
    number = Pause.everywhere.get().pk
    assert bob.post(f"pause/{number}/end").status_code == 302
    assert bob.post("pause", until="soon").status_code == 403
    assert bob.post("pause", until=DAY.isoformat(), who="everybody").status_code == 403
    alice.post("pause", until=DAY.isoformat(), who="everybody")
    assert "It is everybody’s pause" in bob.text("") and "End the pause now" in alice.text("")


def test_programs_and_assistants_read_today_as_their_reader_sees_it() -> None:
    them = cast()
    told = with_token(them.bob, them.code).get(f"initiatives/{them.code}/today").json()
    titles = [item["title"] for item in told["items"]]
    assert titles == [item.title for item in this_week(them.bob, them.code).week.items]
    assert {"urgency", "value", "reason", "hours"} <= set(told["items"][0]) and told[
        "quiet"
    ] is None
    pause_(them.bob, them.code, DAY)
    told = with_token(them.bob, them.code).get(f"initiatives/{them.code}/today").json()
    assert told["items"] == [] and told["quiet"]["until"] == DAY.isoformat()
    asked = called(InitiativeAsker(them.bob, them.code), "today", {}).structured_content
    assert asked["items"] == [] and "keeps quiet" in asked["headline"]
    assert called(InitiativeAsker(them.alice, them.code), "today", {}).structured_content["items"]
    assert called(InitiativeAsker(them.charlie, them.code), "today", {}).is_error


def test_a_pause_holds_back_the_letter_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "ready", lambda: True)
    them = cast()
    for actor in (them.alice, them.bob):
        keep_wish(actor, them.code, Wish(True, "a@example.org", 2, 7))
    wednesday = datetime(2026, 11, 25, 7, 1, tzinfo=ZoneInfo("UTC"))
    pause_(later(them.bob, at=wednesday), them.code, wednesday.date() + timedelta(days=7))
    assert remind(wednesday) == 1
    pause_(later(them.alice, at=wednesday), them.code, wednesday.date() + timedelta(days=2),
           everybody=True)  # fmt: skip
    assert remind(wednesday) == 0
