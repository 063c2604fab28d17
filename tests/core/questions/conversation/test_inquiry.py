"""Five questions, and what not to say yet."""

from __future__ import annotations

from tests.core.builders import Row
from tests.core.questions.conversation.briefs import brief, with_result


class TestQuestions:
    """Five of them, by what is not known."""

    def test_five_different_ones_and_who_else(self) -> None:
        for found in (brief(), with_result(), brief(coalition=["vera core"])):
            assert len(set(found.value.questions)) == 5
        assert brief().value.questions[-1] == "Who else sees this?"

    def test_known_things_are_not_asked_again(self) -> None:
        rows: list[Row] = [
            {"person": "vera", "kind": "constraint", "text": "No overtime."},
            {"person": "vera", "kind": "commitment", "text": "The audit until May."},
        ]
        blank, told = brief().value, brief(stakes=rows).value
        assert "What must not change, whatever else does?" in blank.questions
        assert "What must not change, whatever else does?" not in told.questions
        assert told.constraints == ("No overtime.",)
        assert told.commitments == ("The audit until May.",)

    def test_the_owner_is_asked_about_the_work_though_they_are_in_it(self) -> None:
        member = brief(coalition=["vera core"]).value.questions
        owner = brief(person="ama", coalition=["ama nucleus"]).value.questions
        assert "Whom should we bring in, and who is better left out?" in member
        assert owner[-1] == "Who else sees this?"

    def test_whom_they_trust_is_asked_where_the_map_does_not_say(self) -> None:
        told = [{"person": "vera", "kind": kind, "text": "Friday."} for kind in
                ("constraint", "commitment")]  # fmt: skip
        trust = "Whose judgement do you trust on this?"
        assert trust in brief(stakes=told).value.questions
        assert trust not in brief(stakes=told, ties=["vera trusts ben"]).value.questions

    def test_their_place_matters(self) -> None:
        decides = brief(decisions=["d1 owner"], authority=["vera decide d1"]).value.questions
        works = brief(nodes=["n1"], operators=["vera n1"]).value.questions
        leads = brief(ties=["ben reports_to vera"]).value.questions
        assert any("needed your yes" in q for q in decides)
        assert any("what would break first" in q for q in works)
        assert any("your people" in q for q in leads)

    def test_not_yet_while_listening(self) -> None:
        found = brief(decisions=[{"decision": "d1", "title": "Pay"}], authority=["vera decide d1"])
        assert any(line.startswith("The solution") for line in found.value.not_yet)
        assert any('"Pay"' in line for line in found.value.not_yet)
