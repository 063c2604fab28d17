"""The explicit ask, by where people stand and what they hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groundswell.core.terrain.terms import Move
from tests.core.builders import Row
from tests.core.questions.conversation.briefs import brief, with_result


class TestAsk:
    """One explicit step, by where they stand and what they hold."""

    @pytest.mark.parametrize(
        ("stance", "move", "words"),
        [
            ("opponent", Move.NOT_BLOCK, "What would have to be true for you not to stand"),
            ("skeptic", Move.JOIN, "look for where it fails"),
            ("neutral", Move.SUPPORT, "tell me what is missing"),
            ("supporter", Move.JOIN, "Would you join us"),
            ("champion", Move.JOIN, "Would you join us"),
        ],
    )
    def test_by_stance(self, stance: str, move: Move, words: str) -> None:
        ask = with_result({"person": "vera", "stance": stance, "sure": "high"}).value.ask
        assert ask.move is move
        assert words in ask.words
        assert ask.time
        assert ask.authority
        assert ask.meaning_of_success.endswith("?")

    @pytest.mark.parametrize(
        ("stance", "words", "move"),
        [
            ("neutral", 'before you could say yes to "Pay for it"?', Move.SUPPORT),
            ("supporter", 'decide for "Pay for it"', Move.SUPPORT),
            ("champion", 'decide for "Pay for it"', Move.SPONSOR),
            ("opponent", "not to stand in the way", Move.NOT_BLOCK),
        ],
    )
    def test_who_decides_is_asked_for_their_decision(
        self, stance: str, words: str, move: Move
    ) -> None:
        found = with_result(
            {"person": "vera", "stance": stance, "sure": "high"},
            vera={"level": "executive"},
            decisions=[{"decision": "d1", "title": "Pay for it"}],
            authority=["vera decide d1"],
        )
        assert words in found.value.ask.words
        assert found.value.ask.move is move
        assert "Pay for it" in found.value.ask.authority

    def test_a_veto_is_not_asked_for_a_yes(self) -> None:
        found = with_result(
            decisions=[{"decision": "d1", "title": "Consent"}],
            authority=["vera veto d1", "ben decide d1"],
        )
        assert found.value.ask.move is Move.NOT_BLOCK
        assert 'You can stop "Consent"' in found.value.ask.words

    def test_who_decides_one_and_can_stop_another_is_not_told_that_they_can_stop(self) -> None:
        found = with_result(
            decisions=[{"decision": "d1", "title": "Consent"}, "d2"],
            authority=["vera veto d1", "ben decide d1", "vera decide d2"],
        )
        assert "You can stop" not in found.value.ask.words

    def test_the_decision_the_change_needs_comes_before_one_it_does_not(self) -> None:
        titles = [{"decision": "d1", "title": "Nice", "required": False},
                  {"decision": "d2", "title": "Pay for it"}]  # fmt: skip
        held = ["vera decide d1", "vera decide d2"]
        ask = with_result(decisions=titles, authority=held).value.ask
        assert 'yes to "Pay for it"?' in ask.words

    def test_only_open_decisions_they_are_heard_on_are_named(self) -> None:
        done = {"decision": "d1", "title": "Move", "state": "passed"}
        titles = [done, {"decision": "d2", "title": "Pay for it"}]
        heard = ["vera consult d1", "ben decide d1", "ben decide d2"]
        ask = with_result(decisions=titles, authority=heard).value.ask
        assert ask.words.startswith("Would you look at the result with me")

    def test_time_is_what_they_have(self) -> None:
        def time(**cells: Any) -> str:
            return with_result("vera supporter", vera=cells).value.ask.time

        assert time(capacity_hours=1.0).startswith("1 hour a week")
        assert time(capacity_hours=5.0).startswith("2 hours a week")
        assert time().startswith("A few hours a month")
        assert "None" in time(capacity_hours=0.5)
        assert "None" in time(capacity_hours=5.0, overloaded=True)

    def test_without_time_a_supporter_may_open_a_door(self) -> None:
        found = with_result(
            "vera supporter",
            vera={"overloaded": True},
            ties=["ben trusts vera"],
            decisions=["d1 owner"],
            authority=["ben decide d1"],
        )
        assert found.value.ask.move is Move.INTRODUCE
        assert "introduce me to Ben Ito" in found.value.ask.words

    def test_who_operates_is_asked_to_try_and_who_advises_to_say(self) -> None:
        at_work = with_result(
            nodes=[{"node": "n1", "title": "Casework"}], operators=["vera n1"]
        ).value.ask
        assert 'try it in your part of "Casework"' in at_work.words
        advising = with_result(
            decisions=[{"decision": "d1", "title": "Pay for it"}],
            authority=["vera consult d1", "ben decide d1"],
        ).value.ask
        assert 'asked about "Pay for it"' in advising.words

    def test_listening_asks_for_nothing_but_a_supporter_to_think_along(self) -> None:
        assert brief(stances=["vera neutral"]).value.ask.move is None
        found = brief(stances=["vera supporter"])
        assert "think this through with me" in found.value.ask.words
        assert found.headline == (
            "Listen first: half an hour with Vera Lind about their own work, "
            "and then ask them to think it through with you."
        )

    def test_a_no_is_not_asked_again(self) -> None:
        row: Row = {"person": "vera", "date": date(2026, 5, 1), "ask": "join", "answer": "no"}
        found = with_result("vera supporter", encounters=[row])
        assert "I take it as a no" in found.value.ask.words
        assert any("They said no on 1 May" in c.text for c in found.value.what_could_go_wrong)
        old: Row = {"person": "vera", "date": date(2025, 5, 1), "ask": "join", "answer": "no"}
        texts = [c.text for c in with_result(encounters=[old]).value.what_could_go_wrong]
        assert "They said no on 1 May 2025: say first what has changed since." in texts
        later: Row = {"person": "vera", "date": date(2026, 5, 9), "ask": "join", "answer": "yes"}
        now = with_result("vera supporter", encounters=[row, later])
        assert now.value.ask.move is Move.JOIN
