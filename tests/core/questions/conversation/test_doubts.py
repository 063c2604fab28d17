"""Doubts to expect, with where they come from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.core.builders import Row
from tests.core.questions.conversation.briefs import WORKED, brief, with_result


class TestDoubts:
    """What they said first, then what speaks against us, and what is right about it."""

    def test_what_they_said_newest_first_with_its_state(self) -> None:
        rows: list[Row] = [
            {"person": "vera", "date": date(2026, 3, 2), "doubt": "Who pays?",
             "doubt_state": "tested_by"},
            {"person": "vera", "date": date(2026, 1, 5), "doubt": "who pays?"},
            {"person": "vera", "date": date(2025, 12, 5), "doubt": "For how long?"},
            {"person": "ben", "date": date(2026, 4, 5), "doubt": "Not hers."},
        ]  # fmt: skip
        first, second = brief(encounters=rows).value.doubts
        assert first.doubt == '"Who pays?", they said on 2 March.'
        assert (first.origin, first.state) == ("said", "tested_by")
        assert second.doubt == '"For how long?", they said on 5 December 2025.'
        assert second.state == "heard"

    def test_what_broke_and_what_is_disputed_is_raised(self) -> None:
        broke = {**WORKED, "evidence": "e2", "result": "broke", "claim": "Nine of 24 gave up"}
        disputed = {**WORKED, "evidence": "e3", "contested": True}
        changed: Row = {"adaptation": "x1", "what": "Phone comes later", "because_of": "e2"}
        found = with_result(evidence=[WORKED, broke, disputed], adaptations=[changed])
        first, second = (d for d in found.value.doubts if d.origin == "evidence")
        assert first.doubt == "They may point to what broke: Nine of 24 gave up."
        assert first.response == "It did break. What we changed: Phone comes later."
        assert first.ids == ("e2", "x1")
        assert second.doubt.startswith("They may say that this is disputed:")

    def test_resistance_of_theirs_and_of_units_above_them(self) -> None:
        rows: list[Row] = [
            {"resistance": "r1", "held_by": "top", "text": "It was tried in 2021."},
            {"resistance": "r2", "held_by": "vera", "text": "They built their own.",
             "legitimate_core": "Theirs is shorter", "answer": "We took it over."},
            {"resistance": "r3", "held_by": "ben", "text": "Somebody else's."},
        ]  # fmt: skip
        units: list[Row] = [{"unit": "low", "parent": "top"}, "top"]
        found = brief(units=units, vera={"unit": "low"}, resistance=rows)
        own, above = (d for d in found.value.doubts if d.origin == "resistance")
        assert own.doubt == (
            "What is right about it: Theirs is shorter. How it shows: They built their own."
        )
        assert own.response == "We took it over."
        assert above.ids == ("r1",)
        assert above.response == "We have no answer to this yet: say so."

    @pytest.mark.parametrize(
        ("cells", "asked"),
        [
            ({"doubt": "Who pays?"}, True),
            ({"doubt": "Who pays?", "doubt_state": "heard"}, True),
            ({"doubt": "Who pays?", "doubt_state": "tested_by"}, False),
            ({"outcome": "A good talk"}, False),
        ],
    )
    def test_only_a_doubt_nobody_answered_is_asked_about(
        self, cells: dict[str, Any], asked: bool
    ) -> None:
        found = with_result(encounters=[{"person": "vera", "date": date(2026, 3, 2), **cells}])
        settle = "What would settle your doubt for you, in either direction?"
        assert (found.value.questions[0] == settle) is asked

    def test_losses_and_fears(self) -> None:
        rows: list[Row] = [
            {"person": "vera", "kind": "fear", "text": "Blame."},
            {"person": "vera", "kind": "loss", "text": "My own form.", "topic": "backlog"},
        ]
        found = with_result(stakes=rows)
        loss, fear = (d for d in found.value.doubts if d.origin == "stake")
        assert loss.response == "There is something to show on it: e1."
        assert fear.response.startswith("Nothing tested speaks to it")

    @pytest.mark.parametrize(
        ("result", "words"), [("broke", "broke: say so"), ("null", "made no difference")]
    )
    def test_a_bad_result_on_a_fear_is_not_offered_as_comfort(
        self, result: str, words: str
    ) -> None:
        fear: Row = {"person": "vera", "kind": "fear", "text": "Blame.", "topic": "backlog"}
        found = with_result(stakes=[fear], evidence=[{**WORKED, "result": result}])
        only = next(d for d in found.value.doubts if d.origin == "stake")
        assert words in only.response
        assert only.ids == ("vera", "e1")
