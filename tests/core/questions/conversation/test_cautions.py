"""What could go wrong, for you or for them."""

from __future__ import annotations

from datetime import date, timedelta

from groundswell.core.answer import Answer
from groundswell.core.questions.persuasion import PersuasionValue
from tests.core.builders import AS_OF, Row
from tests.core.questions.conversation.briefs import WORKED, brief


class TestCautions:
    """What could go wrong for you or for them."""

    def texts(self, found: Answer[PersuasionValue]) -> str:
        """Return all cautions as one text."""
        return " ".join(c.text for c in found.value.what_could_go_wrong)

    def test_both_sides_always(self) -> None:
        assert {c.who for c in brief().value.what_could_go_wrong} >= {"you", "them"}

    def test_too_early_until_something_is_tested_or_the_user_decides(self) -> None:
        early = "It may be too early"
        assert early in self.texts(brief({"phase": "nucleus"}))
        assert early not in self.texts(brief({"phase": "launch"}))
        assert early not in self.texts(brief(vera={"lived_experience": True}))
        assert early not in self.texts(brief(evidence=[{**WORKED, "result": "null"}]))
        assert early in self.texts(brief(evidence=[{**WORKED, "kind": "external"}]))
        own: Row = {"person": "vera", "kind": "too_early", "reason": "They asked us"}
        assert "You decided that it is not too early for them: They asked us." in self.texts(
            brief(overrides=[own])
        )

    def test_conflicts_with_the_messenger_and_with_others(self) -> None:
        found = brief(
            ties=["vera trusts ben", "vera conflict ben", "vera conflict ama"],
            coalition=["ben core"],
        )
        assert "Ben Ito is in conflict with them" in self.texts(found)
        assert "They are in conflict with Ama Owusu: leave that out" in self.texts(found)

    def test_load_strain_risk_and_voice(self) -> None:
        talk: Row = {
            "person": "vera", "date": date(2026, 4, 1), "strain": "loss_of_faith", "at_risk": True,
        }  # fmt: skip
        text = self.texts(brief(vera={"overloaded": True, "voice": "tenants"}, encounters=[talk]))
        for expected in ("too much already", "loss of faith", "took a risk", "face of tenants"):
            assert expected in text

    def test_strain_counts_for_ninety_days(self) -> None:
        def strained(days: int) -> bool:
            talk: Row = {"person": "vera", "date": AS_OF - timedelta(days=days),
                         "strain": "loss_of_faith"}  # fmt: skip
            return "They showed strain" in self.texts(brief(encounters=[talk]))

        assert strained(90) and not strained(91)

    def test_only_a_decision_that_it_is_not_too_early_for_them_counts(self) -> None:
        rows: list[Row] = [
            {"person": "ben", "kind": "too_early", "reason": "Another one"},
            {"person": "vera", "kind": "messenger", "reason": "They get on"},
        ]
        for row in rows:
            said = self.texts(brief(overrides=[row]))
            assert "It may be too early" in said and "You decided" not in said

    def test_their_manager(self) -> None:
        ties = ["vera reports_to ben"]
        assert "Nobody knows where their manager, Ben Ito, stands" in self.texts(brief(ties=ties))
        against = brief(ties=ties, stances=["ben opponent"])
        assert "Their manager, Ben Ito, is not in favour" in self.texts(against)
        assert "manager" not in self.texts(brief(ties=ties, coalition=["ben core"]))

    def test_sworn_and_paused(self) -> None:
        sworn: Row = {"person": "vera", "stance": "opponent", "fixed": True}
        assert "one respectful talk" in self.texts(brief(stances=[sworn]))
        assert "The work is paused" in self.texts(brief({"phase": "paused"}))

    def test_a_no_without_a_date(self) -> None:
        row: Row = {"person": "vera", "answer": "no"}
        assert "They said no at an earlier date: asking again" in self.texts(
            brief(encounters=[row])
        )
