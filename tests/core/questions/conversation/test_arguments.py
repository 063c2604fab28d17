"""Evidence in one person's terms: nothing hidden, nothing claimed beyond the ledger."""

from __future__ import annotations

from typing import Any

from tests.core.builders import Row
from tests.core.questions.conversation.briefs import PROBLEM, WORKED, brief, kinds, with_result


class TestEvidence:
    """Each entry in their terms, with its limits; nothing hidden, nothing claimed beyond it."""

    def test_the_whole_sentence(self) -> None:
        found = with_result("vera skeptic")
        only = found.value.evidence[0]
        assert only.for_them == (
            "Pre-filled forms left fewer cases open. Measured: cases down 25 % (13 to 35 %), "
            "62 cases. For them, at 40 today: about 10 fewer cases a week (5 to 14), "
            "if it holds there too."
        )
        assert only.limits == "One office, summer months."
        assert only.speaks_to == PROBLEM["text"]
        assert found.headline == (
            "Show Vera Lind what it would mean for them, about 10 fewer cases a week (5 to 14), "
            "and ask them to find what is wrong with it."
        )

    def test_a_claim_with_figures_speaks_for_itself(self) -> None:
        told = {**WORKED, "claim": "In 62 cases a quarter less was left open"}
        text = with_result(evidence=[told]).value.evidence[0].for_them
        assert text.startswith("In 62 cases a quarter less was left open. For them, at 40 today:")

    def test_missing_figure_is_asked_for(self) -> None:
        found = with_result(
            stakes=[{**PROBLEM, "baseline": None}],
            ties=["vera works_with ben"],
            coalition=["ben core"],
        )
        assert "Their own figure for cases is not known" in found.value.evidence[0].for_them
        gap = next(gap for gap in found.gaps if gap.kind == "baseline_unknown")
        assert gap.text == "Vera Lind's own figure for cases is missing: ask them, or ask Ben Ito."
        assert "Roughly where are you today on this: cases?" in found.value.questions

    def test_another_measure_is_not_converted(self) -> None:
        found = with_result(stakes=[{**PROBLEM, "measure": "letters"}])
        assert found.value.evidence[0].change is None
        assert "what counts for them is letters: do not convert it" in (
            found.value.evidence[0].for_them
        )

    def test_null_results_are_shown_last_and_said(self) -> None:
        null = {
            **WORKED,
            "evidence": "a0",
            "result": "null",
            "claim": "Errors: 6 of 62 and 7 of 66.",
        }
        found = with_result(evidence=[null, WORKED])
        assert [e.evidence for e in found.value.evidence] == ["e1", "a0"]
        assert "we saw no difference: say so before they ask" in found.value.evidence[1].for_them

    def test_limits_that_nobody_wrote_and_small_numbers_are_said(self) -> None:
        bare = {**WORKED, "limits": None, "n": 12}
        external = {
            **WORKED, "evidence": "e2", "kind": "external", "n": None, "contested": True,
            "comparability": "Twice our size",
        }  # fmt: skip
        first, second = with_result(evidence=[bare, external]).value.evidence
        assert "Small: 12 cases." in first.limits
        assert "limits are not written down" in first.limits
        assert "How like us: Twice our size." in second.limits
        assert "Somebody disputes it." in second.limits

    def test_thirty_cases_are_not_small_and_one_is_a_case(self) -> None:
        def limits(**cells: Any) -> str:
            told = with_result(evidence=[{**WORKED, **cells}]).value.evidence[0]
            return told.limits

        assert "Small" not in limits(n=30) and "Small: 29 cases." in limits(n=29)
        assert "Small: 1 case." in limits(n=1)
        unsaid = "How many cases it rests on is not recorded."
        assert unsaid in limits(n=None)
        assert unsaid not in limits(n=None, kind="cost", result=None)
        (one,) = with_result(evidence=[{**WORKED, "n": 1}]).value.evidence
        assert "Measured: cases down 25 % (13 to 35 %), 1 case." in one.for_them

    def test_a_figure_of_nought_has_nothing_to_change_and_one_of_one_has(self) -> None:
        def meant(baseline: int) -> str:
            (only,) = with_result(stakes=[{**PROBLEM, "baseline": baseline}]).value.evidence
            return only.for_them

        assert meant(0).endswith("figure for cases is 0 today, so there is nothing to change.")
        assert "For them, at 1 today: about 0.25 fewer cases a week" in meant(1)

    def test_of_stakes_without_a_figure_that_of_the_same_measure_is_spoken_to(self) -> None:
        ours = {**PROBLEM, "baseline": None}
        other = {**ours, "text": "Letters pile up.", "measure": "letters"}
        for weights in ((1, 2), (2, 1)):
            rows = [{**row, "weight": w} for row, w in zip((ours, other), weights, strict=True)]
            (only,) = with_result(stakes=rows).value.evidence
            assert only.speaks_to == PROBLEM["text"] and "figure for cases" in only.for_them

    def test_more_cases_come_first_and_a_number_nobody_wrote_down_last(self) -> None:
        rows = [{**WORKED, "evidence": "a", "n": None}, {**WORKED, "evidence": "b", "n": 1},
                {**WORKED, "evidence": "c", "n": 2}]  # fmt: skip
        found = with_result(evidence=rows).value.evidence
        assert [e.evidence for e in found] == ["c", "b", "a"]

    def test_without_a_figure_the_topic_is_named(self) -> None:
        found = with_result("vera neutral", stakes=[{**PROBLEM, "measure": None}])
        assert found.value.evidence[0].topic == "Backlog"
        assert found.headline.startswith("Show Vera Lind what was found on Backlog, limits")

    def test_a_count_of_today_is_a_result_and_a_test_that_runs_is_none(self) -> None:
        def unsaid(kind: str) -> str:
            row = {"evidence": "e5", "kind": kind, "topics": "elsewhere"}
            return " ".join(brief(evidence=[row]).value.not_yet)

        assert "The results, unless they ask" in unsaid("cost")
        assert "Any promise of what it will bring" in unsaid("pilot")

    def test_what_they_have_promised_needs_no_evidence(self) -> None:
        audit: Row = {"person": "vera", "kind": "commitment", "text": "The audit.", "topic": "x"}
        assert "stake_unanswered" not in kinds(with_result(stakes=[PROBLEM, audit]))

    def test_planned_results_before_surprises_and_external_ones(self) -> None:
        rows = [
            {**WORKED, "evidence": "a", "kind": "external"},
            {**WORKED, "evidence": "b", "result": "surprised"},
            {**WORKED, "evidence": "c", "n": 10},
            {**WORKED, "evidence": "d"},
        ]
        found = with_result(evidence=rows)
        assert [e.evidence for e in found.value.evidence] == ["d", "c", "b", "a"]

    def test_stakes_that_nothing_fits_are_gaps(self) -> None:
        fear: Row = {"person": "vera", "kind": "fear", "text": "My team is split.", "topic": "team"}
        plain: Row = {"person": "vera", "kind": "need", "text": "Time."}
        rule: Row = {"person": "vera", "kind": "constraint", "text": "No overtime."}
        broke = {**WORKED, "evidence": "e9", "result": "broke", "topics": "team"}
        found = with_result(stakes=[PROBLEM, fear, plain, rule], evidence=[WORKED, broke])
        texts = [gap.text for gap in found.gaps if gap.kind == "stake_unanswered"]
        assert len(texts) == 2
        assert any("My team is split." in t and "broke; say so" in t for t in texts)
        assert any("Time." in t and "no topic yet" in t for t in texts)
