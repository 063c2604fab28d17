"""The conversation brief: when to listen, when to show, and words for every case."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from groundswell.core.dynamics.study import Study
from groundswell.core.questions.persuasion import Persuasion, persuasion
from groundswell.core.questions.question import UnknownPersonError
from groundswell.core.terrain.fold import fold
from tests.core.builders import AS_OF, Row, initiative, study
from tests.core.questions.conversation.briefs import PROBLEM, WORKED, brief, kinds, with_result


class TestMode:
    """Listening until a result of our own speaks to a stake of somebody whose stance is known."""

    def test_own_result_on_their_topic(self) -> None:
        assert with_result().value.mode == "evidence"

    @pytest.mark.parametrize(
        "cells",
        [
            {"kind": "external"},
            {"result": "null"},
            {"result": "broke"},
            {"result": None},
            {"topics": "errors"},
        ],
    )
    def test_anything_less_means_listening(self, cells: dict[str, Any]) -> None:
        assert with_result(evidence=[{**WORKED, **cells}]).value.mode == "listening"

    def test_counting_what_today_costs_is_a_result(self) -> None:
        cost = {**WORKED, "kind": "cost", "result": None}
        assert with_result(evidence=[cost]).value.mode == "evidence"

    def test_unknown_stance_listens_first_and_keeps_the_result_ready(self) -> None:
        found = with_result(stance=None)
        assert found.value.mode == "listening"
        assert [e.evidence for e in found.value.evidence] == ["e1"]
        assert found.headline == (
            "Nobody knows where Vera Lind stands, so listen first and propose nothing yet."
        )
        assert "stance_unknown" in kinds(found)

    def test_said_to_be_unknown_is_unknown(self) -> None:
        assert with_result(stance="vera unknown").value.mode == "listening"


class TestEveryCase:
    """Degenerate initiatives give sensible words."""

    def test_a_member_and_the_owner(self) -> None:
        member = brief(coalition=["vera core"])
        assert member.headline == (
            "No new ask: Vera Lind is with you already; take half an hour to hear how it goes."
        )
        assert member.value.ask.move is None
        own = brief(person="ama")
        assert own.headline.startswith("No brief is needed for Ama Owusu, who started this")
        assert own.gaps == ()
        assert own.value.opening

    def test_nothing_known_but_a_name(self) -> None:
        found = persuasion(study(people=["zoe"]), Persuasion(person="zoe"))
        expected = {"stance_unknown", "stakes_unknown", "no_evidence", "path_unknown"}
        assert expected <= kinds(found)
        assert found.value.messenger is None
        assert found.value.hours == 6.0
        assert found.value.ethics == "Would I be comfortable if zoe read this page?"

    def test_hours_as_stated(self) -> None:
        assert brief(vera={"hours_to_recruit": 9.0}).value.hours == 9.0

    def test_stopped_work_asks_nothing(self) -> None:
        assert "nothing to ask of Vera Lind" in brief({"phase": "stopped"}).headline

    def test_open_promises_are_named(self) -> None:
        row: Row = {
            "person": "vera", "kind": "task", "text": "Look at the sheet", "state": "promised",
            "due_on": date(2026, 7, 1),
        }  # fmt: skip
        texts = [reason.text for reason in brief(commitments=[row]).reasons]
        assert 'Open between you: they promised "Look at the sheet", due on 1 July.' in texts

    def test_somebody_who_is_not_there(self) -> None:
        with pytest.raises(UnknownPersonError):
            brief(person="zoe")

    def test_row_order_is_no_matter_and_json_works(self) -> None:
        rows: dict[str, Any] = {
            "people": ["ama", "ben", "vera"],
            "stakes": [PROBLEM, {**PROBLEM, "text": "Another."}, {**PROBLEM, "kind": "fear"}],
            "evidence": [WORKED, {**WORKED, "evidence": "e2"}, {**WORKED, "evidence": "e3"}],
            "encounters": [
                {"person": "vera", "doubt": "One?", "answer": "no"},
                {"person": "vera", "doubt": "Two?", "answer": "later"},
            ],
            "resistance": ["r1 turf vera", "r2 habit vera"],
            "stances": ["vera skeptic ama", "vera neutral ben"],
            "ties": ["vera trusts ben .5", "vera trusts ama .5", "vera conflict ben"],
            "coalition": ["ben core", "ama nucleus"],
        }
        turned = {sheet: given[::-1] for sheet, given in rows.items()}
        one, other = (
            json.dumps(
                persuasion(
                    Study(fold(initiative({"owner": "ama"}, **sheets), AS_OF), 0, 16),
                    Persuasion(person="vera"),
                ).as_json()
            )
            for sheets in (rows, turned)
        )
        assert one == other


class TestWhatIsSaid:
    """Why this conversation, with whom to go, and what is not known for it."""

    @pytest.mark.parametrize(
        ("today", "said"),
        [
            (40, "Show Vera Lind what it would mean for them, "),
            (1, "Show Vera Lind what it would mean for them, "),
            (0, "Show Vera Lind what was found on "),
        ],
    )
    def test_a_figure_of_nought_means_nothing_for_them(self, today: int, said: str) -> None:
        assert with_result(stakes=[{**PROBLEM, "baseline": today}]).headline.startswith(said)

    def test_nothing_tested_is_told_from_nothing_that_speaks_to_them(self) -> None:
        nothing = [r.text for r in with_result(evidence=[]).reasons]
        assert "Nothing has been tested yet, so there is nothing to show." in nothing
        other = [r.text for r in with_result(evidence=[{**WORKED, "topics": "errors"}]).reasons]
        assert "No result of our own speaks to what is known of their stakes." in other

    def test_a_chosen_messenger_who_is_not_on_the_map_is_said_to_reach_nobody(self) -> None:
        chosen = {"kind": "messenger", "person": "vera", "chosen": "Zoe Hall", "reason": "Trusted."}
        found = brief(overrides=[chosen], coalition=["ama core"])
        assert (found.value.messenger, found.value.path) == ("Zoe Hall", ())
        assert not any("Zoe Hall" in reason.text for reason in found.reasons)
        known = brief(ties=["vera trusts ama"], coalition=["ama core"])
        assert "Ama Owusu has their ear." in [reason.text for reason in known.reasons]

    @pytest.mark.parametrize(
        ("stance", "hours", "asks"),
        [("supporter", None, True), ("supporter", 3.0, False), ("neutral", None, False)],
    )
    def test_their_time_is_asked_for_where_they_are_asked_to_join(
        self, stance: str, hours: float | None, asks: bool
    ) -> None:
        found = with_result(f"vera {stance}", vera={"capacity_hours": hours})
        assert ("capacity_unknown" in kinds(found)) is asks
        if asks:
            assert "How much time Vera Lind could give is not recorded: ask before" in " ".join(
                gap.text for gap in found.gaps
            )

    @pytest.mark.parametrize(
        ("stake", "said"),
        [
            ({"kind": "fear"}, "No evidence fits this stake of Vera Lind: a fear."),
            ({}, "No evidence fits this stake of Vera Lind: a stake."),
            ({"kind": "need", "text": "Quiet."}, 'this stake of Vera Lind: "Quiet."'),
        ],
    )
    def test_a_stake_nothing_speaks_to_is_named(self, stake: dict[str, Any], said: str) -> None:
        found = brief(stakes=[{"person": "vera", "topic": "rest", **stake}])
        (told,) = (gap.text for gap in found.gaps if gap.kind == "stake_unanswered")
        assert told.endswith(said)

    @pytest.mark.parametrize(
        ("result", "said"),
        [
            ("null", " What was tried on it made no difference that could be seen."),
            ("broke", " What was tried on it broke; say so before they do."),
            (None, ": a fear."),
        ],
    )
    def test_what_was_tried_on_a_stake_is_said_with_it(self, result: str | None, said: str) -> None:
        entry = {"evidence": "e1", "kind": "trial", "topics": "rest", "result": result}
        found = brief(
            evidence=[entry], stakes=[{"person": "vera", "kind": "fear", "topic": "rest"}]
        )
        (told,) = (gap.text for gap in found.gaps if gap.kind == "stake_unanswered")
        assert told.endswith(said)
