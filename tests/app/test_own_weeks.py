"""One's own weeks: nobody else reads them, whatever their role and whatever they take along."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from groundswell.app.ask import ask
from groundswell.app.browse.exports import Form, codenamed, workbook
from groundswell.app.do.backup import backup_, restore_
from groundswell.app.do.erase import erase_
from groundswell.app.own_weeks import forget_weeks, keep_week, own, own_export
from groundswell.app.policy import Absent, Refused
from groundswell.core.pictures.you import OwnWeek, monday, you
from groundswell.core.questions.pathologies import Pathologies
from groundswell.store.models import WeekNote
from tests.app.cast import NOW, Cast, cast, later
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")
MONDAY = monday(NOW.date())
SECRET = "the weekly numbers for Zed"


def tired(them: Cast) -> None:
    """Let bob and alice each note four tired weeks."""
    for actor in (them.bob, them.alice):
        for back in range(4):
            day = actor.today - timedelta(weeks=back)
            keep_week(actor, them.code, hours=9, energy=1, hand_over=f"{SECRET} {actor.name}",
                      day=day)  # fmt: skip


def test_ten_seconds_a_week_are_kept_once_a_week() -> None:
    them = cast()
    keep_week(them.bob, them.code, energy=2)
    keep_week(them.bob, them.code, energy=4, hours=3)
    (week,) = own(them.bob, them.code).weeks
    assert (week.week, week.energy, week.hours) == (MONDAY, 4, 3)
    assert own(them.alice, them.code).weeks == ()


def test_it_is_in_nothing_that_anybody_else_reads() -> None:
    them = cast()
    tired(them)
    for reader in (them.alice, them.erin, them.olga):
        pages = visitor(reader, them.code)
        for page in ("", "health", "history", "document", "settings/trail", "tending", "you"):
            answer = pages.get(page)
            assert f"{SECRET} Bob" not in answer.content.decode(), page
    for form in Form:
        for made in (workbook(them.alice, them.code, form),
                     codenamed(them.alice, them.code, form, b"k")[0]):  # fmt: skip
            assert SECRET.encode() not in made.content
    told = backup_(them.alice, them.code).content.decode()
    assert f"{SECRET} Bob" not in told and f"{SECRET} Alice" in told
    with pytest.raises(Absent):
        own(them.charlie, them.code)
    with pytest.raises(Refused):
        own(them.olga, them.code)
    with pytest.raises(Refused):
        keep_week(later(them.alice, presentable=True), them.code, energy=3)


def test_the_alarm_of_the_lone_builder_is_the_same_for_others_with_and_without_it() -> None:
    them = cast()
    before = ask(them.erin, them.code, Pathologies(), wait=True).answer
    mine = ask(them.alice, them.code, Pathologies(), wait=True).answer
    tired(them)
    after = ask(them.erin, them.code, Pathologies(), wait=True).answer
    assert before is not None and after is not None and mine is not None
    assert before.value == after.value and before.headline == after.headline
    again = ask(them.alice, them.code, Pathologies(), wait=True).answer
    assert again is not None and again.value == mine.value
    assert "little energy left" in own(them.alice, them.code).you.alarm


def test_ones_own_leave_with_a_backup_come_back_and_are_erased() -> None:
    them = cast()
    tired(them)
    code = restore_(them.alice, backup_(them.alice, them.code).content)
    assert len(own(them.alice, code).weeks) == 4 and own(them.bob, code).weeks == ()
    assert json.dumps(own_export(them.bob, them.code)).count(SECRET) == 4
    assert forget_weeks(them.bob, them.code, MONDAY) == 1
    assert forget_weeks(them.bob, them.code) == 3
    assert own(them.bob, them.code).weeks == () and len(own(them.alice, them.code).weeks) == 4


def test_whoever_is_erased_is_gone_from_ones_own_weeks_too() -> None:
    them = cast()
    keep_week(them.bob, them.code, hand_over="the list")  # bob stands on the map as cleo
    keep_week(them.alice, them.code, hand_over="Cleo's part of the figures")
    erase_(them.alice, them.code, "cleo")
    assert not WeekNote.everywhere.filter(account=them.bob.account).exists()
    (week,) = own(them.alice, them.code).weeks
    assert "Cleo" not in week.hand_over and "part of the figures" in week.hand_over


def test_a_single_bad_week_is_no_alarm_and_the_trend_is_said_in_words() -> None:
    them = cast()
    snapshot = own(them.alice, them.code).at.snapshot
    steps = [1, 4, 4, 5, 5, 5]
    weeks = [OwnWeek(MONDAY - timedelta(weeks=n), 3, step, "") for n, step in enumerate(steps)]
    told = you(snapshot, weeks, owns=True, today=MONDAY)
    assert told.alarm == "" and told.headline == "Noted for this week."
    assert told.trend == "Energy over six notes: falling; last empty."
    assert you(snapshot, weeks[1:], owns=True, today=MONDAY).headline.startswith(
        "How was your week?"
    )
    low = [OwnWeek(w.week, 3, 2, "minutes") for w in weeks[:3]]
    assert "minutes" in you(snapshot, low, owns=False, today=MONDAY).advice


def test_the_page_keeps_takes_along_and_erases() -> None:
    them = cast()
    bob = visitor(them.bob, them.code)
    assert "How was your week?" in bob.text("you")
    bob.post("you", energy="2", hours="4.5", hand_over="the minutes")
    page = bob.text("you")
    assert "Noted for this week." in page and "Energy low, 4.5 hours" in page
    assert bob.post("you", hours="900").status_code == 422
    taken = bob.get("you/weeks.json")
    assert json.loads(taken.content)[0]["hand_over"] == "the minutes"
    bob.post("you/erase")
    assert "the minutes" not in bob.text("you")
    assert visitor(them.olga, them.code).get("you").status_code == 403
