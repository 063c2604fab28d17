"""Meetings, commitments, registers and decisions on their pages: each act is one change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from groundswell.app.actor import Actor
from groundswell.app.browse.trails import changes
from groundswell.app.browse.views import view
from groundswell.app.do.records import record_
from groundswell.app.do.undo import undo_
from groundswell.core.pictures.promises import NEXT
from groundswell.core.terrain.run_records import (
    Adaptation,
    Attendance,
    Commitment,
    Conflict,
    Encounter,
    Evidence,
    Meeting,
    Member,
    Ruling,
    Win,
)
from groundswell.core.terrain.terms import (
    CommitmentState,
    ConflictState,
    DoubtState,
    Presence,
    Ring,
    RulingMade,
)
from tests.app.cast import Cast, cast, standing
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
YESTERDAY = timezone.localdate() - timedelta(days=1)
SOON = (timezone.localdate() + timedelta(days=3)).isoformat()
HELD = {
    "date": YESTERDAY.isoformat(),
    "artifact": "The queue, hour by hour",
    "changed": "We start with the second counter.",
    "came_0": "present",
    "came_1": "substitute",
    "plan": "Begin at the second counter",
    "ruling_0_title": "Start small",
    "ruling_0_owner": "dan",
    "ruling_0_made": "in",
    "promise_0_person": "ben",
    "promise_0_text": "Count one morning",
    "promise_0_due_on": SOON,
}


def core() -> Cast:
    """Return the cast with a core of two and a meeting that is planned."""
    them = cast()
    record_(them.alice, them.code, [Member(person="dan", ring=Ring.CORE)])
    sent = post(them.erin, them, "meetings/plan", planned_for=SOON, artifact="The queue")
    assert sent.status_code == 302, sent.content.decode()
    return them


def post(actor: Actor, them: Cast, page: str, **sent: Any) -> Any:
    return browser(actor).post(f"/i/{them.code}/{page}", sent)


def page(actor: Actor, them: Cast, path: str) -> str:
    return text_of(browser(actor), f"/i/{them.code}/{path}")


def test_a_meeting_is_planned_run_and_written_down_in_one_change() -> None:
    them = core()
    shown = page(them.erin, them, "meetings/m1/run")
    assert "The queue" in shown and "Start the 45 minutes" in shown
    before = len(changes(them.erin, them.code))
    assert post(them.erin, them, "meetings/m1/run", **HELD).status_code == 302
    made = changes(them.erin, them.code)
    assert len(made) == before + 1
    told = page(them.bob, them, "meetings/m1")
    for words in (
        "Because of it: We start with the second counter",
        "Sent a substitute: Dan",
        "Start small. Owner: Dan",
        "Ben: Count one morning, by ",
    ):
        assert words in told, words
    assert [a.meeting for a in standing(them.erin, them.code, Adaptation)] == ["m1"]
    undo_(them.erin, them.code, made[0].id)
    assert not standing(them.erin, them.code, Ruling)
    (again,) = standing(them.erin, them.code, Meeting)
    assert again.date is None


def test_a_meeting_that_does_not_fit_is_given_back_with_everything_typed() -> None:
    them = core()
    wrong = {**HELD, "ruling_0_owner": "", "promise_0_person": ""}
    sent = post(them.erin, them, "meetings/m1/run", **wrong)
    assert sent.status_code == 422
    told = sent.content.decode()
    assert "No decision without an owner" in told and "Say who promised it." in told
    assert "We start with the second counter." in told and "Count one morning" in told
    assert not standing(them.erin, them.code, Ruling)
    unfit = post(them.erin, them, "meetings/m1/run", **{**HELD, "promise_0_person": "nobody"})
    assert unfit.status_code == 422 and "Begin at the second counter" in unfit.content.decode()


def test_a_meeting_corrected_keeps_one_row_for_each_who_came() -> None:
    them = core()
    post(them.erin, them, "meetings/m1/run", **HELD)
    fixed = {
        "date": YESTERDAY.isoformat(),
        "changed": "Nothing yet",
        "came_0": "present",
        "came_1": "absent",
    }
    assert post(them.erin, them, "meetings/m1/run", **fixed).status_code == 302
    rows = standing(them.erin, them.code, Attendance)
    assert {a.person: a.presence for a in rows} == {
        "ada": Presence.PRESENT,
        "dan": Presence.ABSENT,
    }
    assert len(standing(them.erin, them.code, Ruling)) == 1


def test_the_clock_is_a_time_of_day_without_any_script() -> None:
    them = core()
    client = browser(them.erin)
    client.post(f"/i/{them.code}/meetings/m1/begin")
    shown = text_of(client, f"/i/{them.code}/meetings/m1/run")
    assert "Began at" in shown and "data-ends=" in shown
    assert "Began at" not in page(them.alice, them, "meetings/m1/run")


def test_members_read_and_do_not_run_and_onlookers_see_no_attendance() -> None:
    them = core()
    post(them.erin, them, "meetings/m1/run", **HELD)
    assert post(them.bob, them, "meetings/m1/run", **HELD).status_code == 403
    for shown in (page(them.olga, them, "meetings"), page(them.olga, them, "meetings/m1")):
        assert "substitute" not in shown.lower() and "Count one morning" not in shown
    assert "Who came" not in browser(them.olga).get(f"/i/{them.code}/meetings/m1").content.decode()
    assert browser(them.olga).get(f"/i/{them.code}/meetings/m1/minutes.txt").status_code == 403
    text = browser(them.bob).get(f"/i/{them.code}/meetings/m1/minutes.txt").content.decode()
    assert text.startswith(f"Core meeting on {YESTERDAY.day} ") and "Because of it:" in text


def promised(them: Cast, **values: Any) -> int:
    given = Commitment(
        person="ben", text="Count one morning", asked_on=timezone.localdate(), **values
    )
    record_(them.alice, them.code, [given])
    return view(them.alice, them.code).rows("commitments")[-1].id


@pytest.mark.parametrize(("before", "after"), [(a, turns[0]) for a, turns in NEXT.items()], ids=str)
def test_a_commitment_turns_with_one_tap_and_back(
    before: CommitmentState, after: CommitmentState
) -> None:
    them = cast()
    number = promised(them, state=before)
    assert f'value="{after}"' in page(them.alice, them, "commitments")
    sent = post(them.alice, them, f"commitments/{number}", state=after.value)
    assert sent.status_code == 302
    (now,) = standing(them.alice, them.code, Commitment)
    assert now.state is after
    if after is CommitmentState.PROMISED:
        assert now.promised_on == timezone.localdate()
    undo_(them.alice, them.code, changes(them.alice, them.code)[0].id)
    assert [c.state for c in standing(them.alice, them.code, Commitment)] == [before]


def test_only_editors_turn_a_commitment_and_onlookers_see_none() -> None:
    them = cast()
    number = promised(them, state=CommitmentState.ASKED)
    assert post(them.bob, them, f"commitments/{number}", state="kept").status_code == 403
    assert post(them.alice, them, f"commitments/{number}", state="lost").status_code == 404
    assert "Count one morning" in page(them.bob, them, "commitments")
    assert "Count one morning" not in page(them.olga, them, "commitments")


def test_a_decision_without_an_owner_is_refused_and_an_imported_one_is_a_gap() -> None:
    them = cast()
    sent = post(them.alice, them, "registers/add/rulings", title="Start small")
    assert sent.status_code == 422 and "No decision without an owner" in sent.content.decode()
    sent = post(them.alice, them, "records/rulings/new", title="Start small")
    assert sent.status_code == 422 and "No decision without an owner" in sent.content.decode()
    record_(them.alice, them.code, [Ruling(ruling="r1", title="Start small")])
    told = page(them.alice, them, "rulings")
    assert "Nobody answers for ‘Start small’" in told and "Give it an owner" in told
    good = {"title": "Go on", "owner": "ben", "made": "in", "disagree_and_commit": "dan"}
    assert post(them.alice, them, "registers/add/rulings", **good).status_code == 302
    assert "Disagreed and committed: Dan" in page(them.alice, them, "rulings")
    (kept,) = [r for r in standing(them.alice, them.code, Ruling) if r.ruling != "r1"]
    assert kept.made is RulingMade.IN and kept.disagree_and_commit == ("dan",)


def test_wins_are_for_all_who_saw_them_and_conflicts_end_with_words() -> None:
    them = cast()
    assert post(them.bob, them, "registers/add/wins", title="A quiet queue").status_code == 302
    assert len(standing(them.bob, them.code, Win)) == 1
    fight = {"text": "Which counter first", "between": ["ben", "dan"]}
    assert post(them.bob, them, "registers/add/conflicts", **fight).status_code == 403
    assert post(them.alice, them, "registers/add/conflicts", **fight).status_code == 302
    (open_,) = standing(them.alice, them.code, Conflict)
    ends = f"registers/conflicts/{open_.conflict}"
    assert post(them.alice, them, ends, resolved_on="").status_code == 422
    done = {"resolution": "Both, a week each", "resolved_on": timezone.localdate().isoformat()}
    assert post(them.alice, them, ends, **done).status_code == 302
    (ended,) = standing(them.alice, them.code, Conflict)
    assert ended.state is ConflictState.RESOLVED and ended.between == ("ben", "dan")
    assert "Which counter first" not in page(them.olga, them, "registers")


def test_a_doubt_is_tested_or_changes_the_plan_and_is_never_resolved() -> None:
    them = cast()
    given = [
        Encounter(person="ben", doubt="It costs us mornings"),
        Evidence(evidence="e1", claim="It saved ten minutes"),
        Adaptation(adaptation="a1", what="Afternoons only"),
    ]
    record_(them.alice, them.code, given)
    assert "one is not tested yet" in page(them.alice, them, "doubts")
    (row,) = view(them.alice, them.code).rows("encounters")
    post(them.alice, them, f"doubts/{row.id}", doubt_evidence="e1")
    (now,) = standing(them.alice, them.code, Encounter)
    assert now.doubt_state is DoubtState.TESTED_BY and now.doubt == "It costs us mornings"
    (row,) = view(them.alice, them.code).rows("encounters")
    post(them.alice, them, f"doubts/{row.id}", doubt_evidence="e1", doubt_adaptation="a1")
    (now,) = standing(them.alice, them.code, Encounter)
    assert now.doubt_state is DoubtState.CHANGED_THE_PLAN
    assert "Afternoons only" in page(them.alice, them, "doubts")
    assert browser(them.olga).get(f"/i/{them.code}/doubts").status_code == 403
    assert browser(them.alice, presentable=True).get(f"/i/{them.code}/doubts").status_code == 403


def test_a_gate_is_set_answered_alone_and_held_with_its_reason() -> None:
    them = cast()
    due = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert post(them.bob, them, "gates/plan", due_on=due).status_code == 403
    assert post(them.alice, them, "gates/plan", due_on="").status_code == 422
    assert post(them.alice, them, "gates/plan", due_on=due).status_code == 302
    against = {"answer": "stop", "best_case_against": "No hands", "reason": ""}
    unsaid = post(them.bob, them, "gates/g1/answer", answer="stop", best_case_against="")
    assert unsaid.status_code == 422
    assert post(them.bob, them, "gates/g1/answer", **against).status_code == 302
    assert (
        post(them.bob, them, "gates/g1/answer", **{**against, "answer": "pause"}).status_code == 302
    )
    told = page(them.alice, them, "gates/g1")
    assert "Cleo" in told and "No hands" not in told
    assert post(them.bob, them, "gates/g1/hold", outcome="stop", reason="x").status_code == 403
    assert post(them.alice, them, "gates/g1/hold", outcome="stop", reason="").status_code == 422
    held = {"outcome": "stop", "reason": "No hands before spring."}
    assert post(them.alice, them, "gates/g1/hold", **held).status_code == 302
    told = page(them.alice, them, "gates/g1")
    assert "It ends: No hands before spring." in told and "one pause" in told
    assert f'href="/i/{them.code}/phase"' in told
    assert post(them.bob, them, "gates/g1/answer", **against).status_code == 403
    assert post(them.alice, them, "gates/g1/hold", **held).status_code == 403
