"""What takes long is worked out beside the page: once for all who see the same, and with rests."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.app import ask as asking
from groundswell.app.ask import ask
from groundswell.app.do.records import record_
from groundswell.app.jobs import look, work
from groundswell.core.questions.silos import Silos
from groundswell.core.terrain.map_records import Tie
from groundswell.core.terrain.terms import TieKind
from tests.app.cast import NOW, Cast, cast, later

pytestmark = pytest.mark.django_db(databases="__all__")
QUESTION = Silos(scenarios=16)


@pytest.fixture
def them(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(asking, "_cost", lambda wanted: 3.0)
    return cast()


def test_a_slow_answer_is_worked_out_once_for_all_who_see_the_same(them: Cast) -> None:
    first = ask(them.alice, them.code, QUESTION)
    second = ask(them.alice, them.code, QUESTION)
    assert first.answer is None and first.job is not None and first.job == second.job
    assert look(them.erin, them.code, first.job).state == "queued"
    assert work("test", lambda: NOW) and not work("test", lambda: NOW)
    assert look(them.alice, them.code, first.job).state == "done"
    assert ask(them.alice, them.code, QUESTION).answer is not None


def test_an_older_answer_says_its_age_and_rests_before_it_is_renewed(them: Cast) -> None:
    ask(them.alice, them.code, QUESTION)
    work("test", lambda: NOW)
    record_(them.alice, them.code, [Tie(from_="cleo", to="dan", kind=TieKind.ADVICE)])
    resting = ask(them.alice, them.code, QUESTION)
    assert resting.answer is not None and (resting.changes_since, resting.job) == (1, None)
    evening = later(them.alice, at=NOW + timedelta(minutes=1))
    renewed = ask(evening, them.code, QUESTION)
    assert renewed.answer == resting.answer and renewed.job is not None
    work("test", lambda: NOW + timedelta(minutes=1))
    assert ask(evening, them.code, QUESTION).changes_since == 0
