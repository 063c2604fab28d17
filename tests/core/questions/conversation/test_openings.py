"""Opening words for every situation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.core.builders import Row
from tests.core.questions.conversation.briefs import PROBLEM, WORKED, brief, with_result


class TestOpening:
    """One sentence for every situation, honest, with nothing in it that they did not tell us."""

    @pytest.mark.parametrize(
        "sheets",
        [
            {},
            {"vera": {"outside": True}},
            {"vera": {"affected": True, "voice": "tenants"}},
            {"vera": {"level": "executive"}},
            {"ties": ["ama reports_to vera"]},
            {"coalition": ["vera core"]},
            {"stances": ["vera opponent"], "stakes": [PROBLEM]},
            {"stances": ["vera supporter"], "stakes": [PROBLEM], "evidence": [WORKED]},
            {"encounters": [{"person": "vera", "ask": "join", "answer": "no"}]},
            {"encounters": [{"person": "vera", "ask": "join", "answer": "later"}]},
            {"encounters": [{"person": "vera", "doubt": "Really?"}]},
            {"encounters": [{"person": "vera", "doubt": "So?", "doubt_state": "changed_the_plan"}]},
        ],
    )
    def test_always_one_question_without_their_data(self, sheets: dict[str, Any]) -> None:
        words = brief(**sheets).value.opening
        assert words.count("?") + words.count(".") == 1
        assert words[0].isupper()
        for told in ("Vera", "opponent", "skeptic", "Forty", "40", "Really"):
            assert told not in words

    def test_their_problem_first_and_never_their_fear(self) -> None:
        fear: Row = {"person": "vera", "kind": "fear", "topic": "blame", "weight": 9}
        listening = brief(stakes=[fear, PROBLEM])
        assert listening.value.opening.startswith("You are closer to Backlog than I am")
        assert "blame" not in brief(stakes=[fear]).value.opening

    def test_a_tested_doubt_opens_the_talk_only_once_there_is_a_result(self) -> None:
        row: Row = {
            "person": "vera", "date": date(2026, 2, 3), "doubt": "Why?", "doubt_state": "tested_by",
        }  # fmt: skip
        assert "in February, so we tested it" in with_result(encounters=[row]).value.opening
        assert "so we tested it" not in brief(encounters=[row]).value.opening

    def test_the_owner_manager_hears_it_first(self) -> None:
        found = brief(ties=["ama reports_to vera"])
        assert "hear it from me first" in found.value.opening
        assert any("your own manager" in c.text for c in found.value.what_could_go_wrong)

    def test_a_result_is_shown_for_what_it_means_in_their_work_or_for_them(self) -> None:
        assert "what it would mean in your work:" in with_result().value.opening
        outside = with_result(vera={"outside": True}).value.opening
        assert "what it would mean for you:" in outside

    def test_the_owner_manager_hears_of_the_problem_by_name_or_of_the_work(self) -> None:
        ties = ["ama reports_to vera"]
        plain, named = brief(ties=ties), brief(ties=ties, stakes=[PROBLEM])
        assert plain.value.opening.startswith(
            "I have been thinking about how the work really goes and would like you to hear it"
        )
        assert named.value.opening.startswith("I have been thinking about Backlog and would like")

    def test_the_newest_answer_counts(self) -> None:
        rows: list[Row] = [
            {"person": "vera", "date": date(2025, 9, 30), "answer": "no"},
            {"person": "vera", "date": date(2025, 10, 1), "answer": "later"},
            {"person": "vera", "answer": "no"},
        ]
        for given in (rows, rows[::-1]):
            assert brief(encounters=given).value.opening.startswith("You asked us to come back")

    def test_an_introduction_is_asked_of_the_one_next_to_us(self) -> None:
        found = brief(ties=["vera trusts ben", "ben trusts ama"])
        assert found.value.messenger == "ama"
        assert found.value.path == ("vera", "ben", "ama")
        assert found.value.introduction is not None
        assert found.value.introduction.startswith('To Ben Ito: "Would you introduce me to Vera')
        assert brief(ties=["vera trusts ama"]).value.introduction is None

    def test_who_was_chosen_needs_no_introduction(self) -> None:
        row: Row = {"person": "vera", "kind": "messenger", "chosen": "ama"}
        found = brief(ties=["vera trusts ben", "ben trusts ama"], overrides=[row])
        assert found.value.messenger == "ama"
        assert found.value.introduction is None

    def test_a_count_of_today_is_not_called_a_trial(self) -> None:
        found = with_result(evidence=[{**WORKED, "kind": "cost"}])
        assert found.value.opening.startswith("We added up what today costs us")
