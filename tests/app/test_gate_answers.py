"""A gate is answered alone first: nobody reads another's answer before it opens to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from groundswell.app.actor import Actor
from groundswell.app.browse.exports import Form, codenamed, workbook
from groundswell.app.browse.trails import changes
from groundswell.app.browse.views import view
from groundswell.app.do.deed import Unsound
from groundswell.app.do.imports import import_path
from groundswell.app.do.records import record_
from groundswell.app.do.undo import undo_
from groundswell.core.terrain.gate_records import GateAnswer
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Gate, Member
from groundswell.core.terrain.terms import GateOutcome, Ring
from groundswell.faces.mcp.initiative import InitiativeAsker
from groundswell.faces.mcp.serving import called
from tests.app.cast import NOW, Cast, cast, later, standing
from tests.faces.api.callers import everybody
from tests.faces.mcp.clients import words
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
SECRET = "nobody reads the letters twice"
PAGES = ("records/gate_answers", "history", "records/gates", "meetings", "gates/g1", "")


def gated() -> Cast:
    """Return the cast with a gate, to which erin answered stop."""
    them = cast()
    record_(them.alice, them.code, [Gate(gate="g1", due_on=NOW.date())])
    answer(them.erin, them.code, GateOutcome.STOP, SECRET)
    return them


def answer(actor: Actor, code: str, outcome: GateOutcome, against: str) -> int:
    """Let somebody answer the gate; return the number of the change."""
    given: Record = GateAnswer(gate="g1", answer=outcome, best_case_against=against)
    return record_(actor, code, [given]).change


def answers(actor: Actor, code: str) -> set[str | None]:
    return {row.assessor for row in standing(actor, code, GateAnswer)}


def test_who_has_not_answered_reads_nobodys_answer_and_then_everybodys() -> None:
    them = gated()
    assert answers(them.erin, them.code) == {"dan"}
    assert answers(them.alice, them.code) == answers(them.bob, them.code) == set()
    mine = answer(them.bob, them.code, GateOutcome.CONTINUE, "")
    assert answers(them.bob, them.code) == {"cleo", "dan"}
    assert answers(them.alice, them.code) == set()
    undo_(them.bob, them.code, mine)
    assert answers(them.bob, them.code) == set()


def test_holding_the_gate_opens_it_to_all_who_may_see_people_and_reopening_closes_it() -> None:
    them = gated()
    (row,) = view(them.alice, them.code).rows("gates")
    held = Gate(gate="g1", due_on=NOW.date(), held_on=NOW.date(), outcome=GateOutcome.STOP)
    done = record_(them.alice, them.code, [held], [("gates", row.id)])
    assert answers(them.alice, them.code) == answers(them.bob, them.code) == {"dan"}
    assert answers(them.olga, them.code) == set()
    assert answers(later(them.alice, presentable=True), them.code) == set()
    undo_(them.alice, them.code, done.change)
    assert answers(them.alice, them.code) == set()


def test_a_later_answer_of_the_same_day_replaces_the_earlier_one() -> None:
    them = gated()
    answer(them.erin, them.code, GateOutcome.PAUSE, "less sure of it")
    (only,) = standing(them.erin, them.code, GateAnswer)
    assert only.answer is GateOutcome.PAUSE


def test_no_page_call_export_or_line_of_history_gives_a_sealed_answer_away() -> None:
    them = gated()
    for actor in (them.alice, them.bob):
        for page in PAGES:
            assert SECRET not in text_of(browser(actor), f"/i/{them.code}/{page}")
        assert SECRET.encode() not in workbook(actor, them.code, Form.JSON).content
        assert b'"stop"' not in workbook(actor, them.code, Form.JSON).content
        hidden, _ = codenamed(actor, them.code, Form.JSON, b"k" * 32)
        assert b'"stop"' not in hidden.content
        told = [past for past in changes(actor, them.code) if "gate_answers" in past.sheets]
        assert [(past.who, past.ids) for past in told] == [("Erin", ("g1",))]
    for name, caller in everybody(them).items():
        got = caller.get(f"initiatives/{them.code}/records/gate_answers")
        assert (SECRET in got.content.decode()) == (name == "erin"), name
    assert SECRET in text_of(browser(them.erin), f"/i/{them.code}/gates/g1")


def test_an_import_learns_nothing_of_a_sealed_answer_and_takes_no_guess(tmp_path: Path) -> None:
    them = gated()
    for word in ("stop", "continue"):
        row = {"gate": "g1", "answer": word, "assessor": "dan", "observed_on": f"{NOW:%Y-%m-%d}"}
        file = tmp_path / f"{word}.json"
        file.write_text(json.dumps({"people": [{"person": "ada"}], "gate_answers": [row]}), "utf-8")
        with pytest.raises(Unsound, match="judge"):
            import_path(them.alice, them.code, file)
    assert answers(them.erin, them.code) == {"dan"}


def test_an_assistant_is_told_of_no_challenge_that_is_sealed() -> None:
    them = gated()
    record_(them.alice, them.code, [Member(person="dan", ring=Ring.CORE)])
    for actor, told in ((them.alice, False), (them.erin, True)):
        for tool in ("investment", "agenda"):
            answer_ = called(InitiativeAsker(actor, them.code), tool, {"scenarios": 16})
            assert SECRET not in words(answer_)
        found = called(InitiativeAsker(actor, them.code), "investment", {"scenarios": 16})
        assert ("best case against at a gate" in words(found)) is told
