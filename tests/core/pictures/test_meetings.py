"""Meetings, promises, doubts, gates and registers as pictures, and what they make due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.pictures.dues.commitments import commitments_due
from groundswell.core.pictures.dues.gates import gates_due
from groundswell.core.pictures.dues.meetings import meetings_due
from groundswell.core.pictures.gate_round import gate_round, gates, next_due
from groundswell.core.pictures.meeting_log import meeting_log
from groundswell.core.pictures.minutes import minutes
from groundswell.core.pictures.promises import NEXT, promises
from groundswell.core.pictures.registers import doubts_headline, governing, registers
from groundswell.core.pictures.week import week
from groundswell.core.questions.doubts import doubts
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import CommitmentState, GapKind
from tests.core.builders import AS_OF, snapshot


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


CORE: dict[str, Any] = {
    "about": {"owner": "ann", "started_on": ago(20)},
    "people": ["ann", "ben", "cy", "dee"],
    "coalition": ["ann nucleus", "ben core", "cy core"],
    "encounters": [{"person": p, "by": "ann", "date": ago(3)} for p in ("ben", "cy")],
}
MEETING = {"meeting": "m1", "date": ago(7), "kind": "core", "artifact": "The queue",
           "changed": "Start at noon.", "new_constraints": "No printer"}  # fmt: skip


def seen(**sheets: Any) -> Snapshot:
    return snapshot(**{**CORE, **sheets})


def test_minutes_hold_what_came_of_the_meeting_and_nothing_of_another() -> None:
    told = minutes(
        seen(
            meetings=[MEETING, {"meeting": "m2", "date": ago(1)}],
            attendance=["m1 ann present", "m1 ben substitute", "m2 cy absent"],
            rulings=[
                {"ruling": "r1", "title": "One desk", "owner": "cy", "date": ago(7)},
                {"ruling": "r2", "title": "Later", "made": "after", "meeting": "m1",
                 "date": ago(5), "disagree_and_commit": ("ben",)},
                {"ruling": "r3", "title": "Another", "date": ago(7), "meeting": "m2"},
            ],
            commitments=[
                {"person": "ben", "text": "Counts.", "promised_on": ago(7), "state": "promised",
                 "due_on": ago(-7)},
                {"person": "cy", "text": "Elsewhere", "promised_on": ago(6)},
            ],
            adaptations=[{"adaptation": "a1", "what": "Noon first", "meeting": "m1"}],
            wins=[{"date": ago(7), "title": "A short queue"}],
        ),
        "m1",
    )  # fmt: skip
    assert told.headline == "Because of it: Start at noon."
    parts = {part.title: part.lines for part in told.parts}
    assert parts["Who came"] == ("Present: ann", "Sent a substitute: ben")
    assert parts["Decided"] == (
        "One desk. Owner: cy",
        "Later. Owner: nobody yet (made after it). Disagreed and committed: ben",
    )
    assert parts["Promised"] == ("ben: Counts, by 8 June 2026 (promised)",)
    assert parts["What changed"] == ("Start at noon.", "The plan: Noon first")
    assert parts["Worth celebrating"] == ("‘A short queue’",)
    assert told.text().startswith("Core meeting on 25 May 2026\nBecause of it: Start at noon.\n\n")


def test_a_meeting_that_changed_nothing_says_so_and_an_unknown_one_is_none() -> None:
    found = seen(meetings=[{"meeting": "m1", "date": ago(7)}])
    assert minutes(found, "m1").headline == "Nothing is on record that changed because of it."
    assert minutes(found, "m1").parts == ()
    with pytest.raises(KeyError):
        minutes(found, "m9")


def test_change_for_each_meeting_is_said_from_the_fourth_on() -> None:
    def log(number: int) -> str:
        rows = [
            {"meeting": f"m{k}", "date": ago(7 * k + 1), "changed": "x" if k % 2 else None}
            for k in range(number)
        ]
        return meeting_log(seen(meetings=rows)).change

    assert log(3) == ""
    assert log(4) == "Two of the last four core meetings changed something."


def test_a_planned_meeting_is_none_that_was_held() -> None:
    coming = {"meeting": "m1", "planned_for": ago(-3), "artifact": "The queue"}
    log = meeting_log(seen(meetings=[coming]))
    assert log.headline == "The core has not met yet." and not log.sittings
    assert [m.meeting for m in log.coming] == ["m1"]


def test_each_commitment_stands_in_one_lane_and_mandates_apart() -> None:
    rows: list[dict[str, Any]] = [
        {"person": "ben", "text": s.value, "state": s.value} for s in CommitmentState
    ]
    rows += [
        {"person": "cy", "text": "said", "promised_on": ago(3)},
        {"person": "cy", "kind": "mandate", "state": "kept", "written_into": "her yearly goal"},
    ]
    board = promises(seen(commitments=rows))
    lanes = {lane.state: [c.text for c in lane.rows] for lane in board.lanes}
    assert lanes[CommitmentState.PROMISED] == ["promised", "said"]
    assert all(state.value in lanes[state] for state in CommitmentState)
    assert [c.written_into for c in board.mandates] == ["her yearly goal"]
    assert set(NEXT) == set(CommitmentState)
    assert all(state not in turns for state, turns in NEXT.items())


def test_a_promise_past_its_day_is_the_first_line() -> None:
    late = {"person": "ben", "text": "counts", "state": "promised", "due_on": ago(2)}
    assert promises(seen(commitments=[late])).headline == (
        "One promise is past the day. ben’s has waited longest."
    )


def test_a_doubt_goes_from_heard_to_tested_to_changed_and_never_away() -> None:
    steps: tuple[tuple[dict[str, Any], str], ...] = (
        ({}, "heard"),
        ({"doubt_evidence": "e1"}, "tested_by"),
        ({"doubt_state": "tested_by"}, "tested_by"),
        ({"doubt_evidence": "e1", "doubt_adaptation": "a1"}, "changed_the_plan"),
    )
    for more, state in steps:
        (one,) = doubts(seen(encounters=[{"person": "dee", "doubt": "too slow", **more}]))
        assert one.state == state
        assert "resolved" not in doubts_headline([one])


def test_decisions_without_an_owner_are_a_gap_with_their_titles() -> None:
    found = governing(seen(rulings=[{"ruling": "r1", "title": "Start small"}]))
    assert found.headline == "One decision has no owner."
    assert [(g.kind, g.ids) for g in found.gaps] == [(GapKind.HOLDER_UNKNOWN.value, ("r1",))]
    held = governing(seen(rulings=[{"ruling": "r1", "owner": "ben"}]))
    assert not held.gaps


def test_open_conflicts_stand_before_those_that_ended() -> None:
    rows = [
        {"conflict": "k1", "between": ("ben", "cy"), "opened_on": ago(9)},
        {"conflict": "k2", "state": "resolved", "opened_on": ago(1)},
    ]
    assert [c.conflict for c in registers(seen(conflicts=rows)).conflicts] == ["k1", "k2"]


def test_a_gate_says_who_is_awaited_and_once_held_how_it_fell() -> None:
    row = {"gate": "g1", "due_on": ago(-3)}
    mine = {"gate": "g1", "assessor": "ben", "answer": "stop", "observed_on": ago(1)}
    found = seen(gates=[row], gate_answers=[mine])
    one = gate_round(found, gates(found)[0], {"cy"})
    assert one.awaited == ("ann",) and one.answered == ("ben", "cy")
    assert "two answers are in; ann has not answered" in one.headline.lower()
    held = seen(
        gates=[{**row, "held_on": ago(0), "outcome": "pause", "reason": "No hands."}],
        gate_answers=[mine],
    )
    done = gate_round(held, gates(held)[0])
    assert (done.headline, done.spread, done.awaited) == ("It rests: No hands.", "one stop", ())


def test_the_next_gate_is_a_quarter_after_the_last_and_never_in_the_past() -> None:
    assert next_due(seen()) == ago(20) + timedelta(days=91)
    assert next_due(seen(gates=[{"gate": "g1", "held_on": ago(10)}])) == ago(10 - 91)
    assert next_due(seen(about={"owner": "ann", "started_on": ago(900)})) == ago(-7)


COMING = {"meeting": "m1", "planned_for": ago(-2)}
DUES: list[tuple[str, dict[str, Any], str]] = [
    ("hear", {"meetings": [COMING], "encounters": CORE["encounters"][:1]}, "Hear cy alone"),
    ("meeting", {"meetings": [COMING]}, "Choose what the core works on"),
    ("meeting", {"meetings": [{**COMING, "artifact": "The queue"}]}, "Go through the agenda"),
    ("meeting", {"meetings": [{**COMING, "planned_for": ago(1)}]}, "Write down what the core"),
    ("meetings", {}, "Plan the first core meeting"),
    ("meetings", {"meetings": [{"meeting": "m1", "date": ago(15)}]}, "Plan the next core meeting"),
]


@pytest.mark.parametrize(("kind", "sheets", "title"), DUES)
def test_what_the_next_meeting_needs_is_due(kind: str, sheets: dict[str, Any], title: str) -> None:
    found = list(meetings_due(seen(**sheets)))
    assert (found[0].kind, found[0].title.startswith(title)) == (kind, True)


def test_nothing_is_due_for_a_core_that_met_last_week_or_is_no_core() -> None:
    assert not list(meetings_due(seen(meetings=[{"meeting": "m1", "date": ago(8)}])))
    assert not list(meetings_due(seen(coalition=["ann nucleus", "ben core"])))
    far = [{**COMING, "planned_for": ago(-20)}]
    assert not list(meetings_due(seen(meetings=far)))


def test_whom_to_hear_before_the_first_meeting_is_one_item_and_not_two() -> None:
    items = week(seen(meetings=[COMING], encounters=[])).items
    about = [item.ids[0] for item in items if item.kind in ("hear", "check_in")]
    assert sorted(about) == ["ben", "cy"]


def test_an_ask_that_nobody_answered_and_a_gate_without_a_day_come_up() -> None:
    silent = {"person": "dee", "text": "lend a desk", "state": "asked", "asked_on": ago(30)}
    (item,) = commitments_due(seen(commitments=[silent]))
    assert item.title == "Ask dee again, or let it go" and "30 days ago" in item.reason
    assert not list(commitments_due(seen(commitments=[{**silent, "asked_on": ago(3)}])))
    old = {"owner": "ann", "started_on": ago(120)}
    assert [i.kind for i in gates_due(seen(about=old))] == ["gates"]
    assert not list(gates_due(seen()))


def test_strain_stands_beside_whom_it_was_told_by_until_they_say_otherwise() -> None:
    told = {"person": "ben", "by": "ann", "date": ago(2), "strain": "overcommitment"}
    rows = [*CORE["encounters"], told]
    strains = {h.person: h.strain for h in meeting_log(seen(encounters=rows)).heard}
    assert strains == {"ben": "overcommitment", "cy": None}
    again = {"person": "ben", "by": "ann", "date": ago(1)}
    assert not any(h.strain for h in meeting_log(seen(encounters=[*rows, again])).heard)


def test_minutes_leave_out_what_another_meeting_changed_and_name_what_has_no_words() -> None:
    told = minutes(
        seen(
            meetings=[MEETING],
            adaptations=[{"adaptation": "a", "what": "Elsewhere", "meeting": "m2"},
                         {"adaptation": "b", "meeting": "m1"}],
            commitments=[{"person": "ben", "kind": "mandate", "meeting": "m1"},
                         {"person": "cy", "meeting": "m1"}],
        ),
        "m1",
    )  # fmt: skip
    parts = {part.title: part.lines for part in told.parts}
    assert parts["What changed"] == ("Start at noon.",)
    assert parts["Promised"] == ("ben: mandate (asked)", "cy: something (asked)")


def test_the_log_says_what_each_meeting_changed_and_who_came_to_it() -> None:
    rows = ["m1 ben present", "m2 cy present", "m1 cy absent"]
    log = meeting_log(seen(meetings=[MEETING, {"meeting": "m2", "date": ago(1)}], attendance=rows))
    second, first = log.sittings
    assert (first.changed, first.present, first.absent) == ("Start at noon.", ("ben",), ("cy",))
    assert (second.changed, second.present) == ("", ("cy",))


def test_promises_say_how_many_were_kept_and_who_is_late_the_longest() -> None:
    rows = [
        {"person": p, "state": s}
        for p, s in (
            ("ben", "kept"),
            ("cy", "kept"),
            ("dee", "kept"),
            ("ben", "broken"),
            ("cy", "asked"),
        )
    ]
    assert promises(seen(commitments=rows)).headline == (
        "Three promises were kept, one was broken; one is open."
    )
    late = [{"person": p, "state": "promised", "due_on": ago(d)} for p, d in
            (("ben", 2), ("cy", 9), ("dee", 3))]  # fmt: skip
    board = promises(seen(commitments=[*late, {"person": "ann", "state": "promised"}]))
    assert board.headline == "Three promises are past the day. cy’s has waited longest."
    assert [c.person for c in board.overdue] == ["cy", "dee", "ben"]
    own = promises(seen(commitments=[{**late[0], "person": "ann"}]))
    assert own.headline == "One promise is past the day. Yours has waited longest."


def test_registers_stand_the_newest_first() -> None:
    found = registers(
        seen(
            conflicts=[{"conflict": "k1", "opened_on": ago(9)}, {"conflict": "k2"},
                       {"conflict": "k3", "opened_on": ago(1)}],
            adaptations=[{"adaptation": "a1", "date": ago(9)}, {"adaptation": "a2"},
                         {"adaptation": "a3", "date": ago(1)}],
            wins=[{"title": "b", "date": ago(9)}, {"title": "a", "date": ago(1)},
                  {"title": "c"}],
        )
    )  # fmt: skip
    assert [c.conflict for c in found.conflicts] == ["k3", "k1", "k2"]
    assert [a.adaptation for a in found.adaptations] == ["a3", "a1", "a2"]
    assert [w.title for w in found.wins] == ["a", "b", "c"]


def test_only_a_matter_with_somebody_who_decides_is_counted_as_held() -> None:
    rights = [{"right": "b", "matter": "Words", "owner": "ben"}, {"right": "a", "matter": "Zeal"},
              {"right": "desks"}]  # fmt: skip
    found = governing(seen(rulings=[{"ruling": "r1", "owner": "ben"}], rights=rights))
    assert found.headline == "One decision has an owner, and one matter has somebody who decides."
    assert [r.right for r in found.rights] == ["desks", "b", "a"]  # by what they are about
    assert [g.text for g in found.gaps] == ["Nobody is said to decide on ‘desks’ and ‘Zeal’."]


def test_registers_say_that_nothing_is_on_record_only_where_nothing_is() -> None:
    assert registers(seen()).headline.startswith("No win, no conflict and no change")
    one = registers(seen(wins=[{"title": "a"}])).headline
    assert one == "One win, no changes of the plan, and no conflicts are open."
    lost = governing(seen(rulings=[{"ruling": "r1", "title": "Start small"}, {"ruling": "r2"}]))
    assert "Nobody answers for ‘r2’ and ‘Start small’." in lost.gaps[0].text  # the newest first


@pytest.mark.parametrize(
    ("days", "rhythm"),
    [
        ((40,), ""),
        ((40, 33), ""),
        ((40, 30, 20), "about every 10 days, so things stay warm"),
        ((42, 31, 20), "about every 11 days. Weekly and short"),
        ((99, 98, 40, 33, 26, 19, 12), "about every 7 days"),
        ((40, 33, 20), "about every 13 days"),
    ],
)
def test_the_rhythm_is_what_is_usual_between_the_last_meetings(
    days: tuple[int, ...], rhythm: str
) -> None:
    rows = [{"meeting": f"m{d:02d}", "date": ago(d)} for d in days]
    told = meeting_log(seen(meetings=rows)).rhythm
    assert (rhythm in told) if rhythm else told == ""


def test_doubts_say_how_many_changed_the_plan() -> None:
    def told(*states: str) -> str:
        rows = [{"person": "dee", "doubt": "slow", "doubt_state": s} for s in states]
        return doubts_headline(doubts(seen(encounters=rows)))

    assert told("heard", "heard", "changed_the_plan") == (
        "Three doubts were raised; two are not tested yet, and 1 changed the plan."
    )
    assert told("tested_by", "tested_by") == (
        "Two doubts were raised, each of them tested; none changed the plan."
    )


def test_a_gate_without_a_day_or_past_its_day_says_so() -> None:
    def told(*answers: str, **cells: Any) -> str:
        rows = [{"gate": "g1", "assessor": a, "answer": "continue"} for a in answers]
        map_ = seen(gates=[{"gate": "g1", **cells}], gate_answers=rows)
        return gate_round(map_, gates(map_)[0]).headline

    ask = "Should we still do this? "
    assert told() == f"{ask}Nobody has answered yet; it is held on a day nobody has set."
    assert told(due_on=AS_OF).endswith("it is held on 1 June 2026.")
    assert told(due_on=ago(1)).endswith("it was due on 31 May 2026.")
    assert told("ann", "ben", "cy", due_on=ago(1)) == (
        f"{ask}Three answers are in; it was due on 31 May 2026."
    )


def test_gates_to_be_held_come_by_their_day_and_those_held_the_newest_first() -> None:
    rows: list[dict[str, Any]] = [
        {"gate": "later", "due_on": ago(-30)}, {"gate": "someday"},
        {"gate": "soon", "due_on": ago(-3)}, {"gate": "first", "held_on": ago(99)},
        {"gate": "last", "held_on": ago(9)},
    ]  # fmt: skip
    found = [g.gate for g in gates(seen(gates=rows))]
    assert found == ["soon", "later", "someday", "last", "first"]


def test_of_many_who_are_awaited_three_are_named_and_answers_stand_by_name() -> None:
    people = [{"person": c, "name": n} for c, n in zip("abcdef", "ZYXWVU", strict=True)]
    rows = [{"gate": "g1", "assessor": c, "answer": "adapt"} for c in "ab"]
    map_ = seen(about={}, people=people, coalition=[f"{c} core" for c in "abcdef"],
                gates=[{"gate": "g1"}], gate_answers=rows, encounters=[])  # fmt: skip
    one = gate_round(map_, gates(map_)[0])
    assert "U, V and 2 more have not answered" in one.headline
    assert [a.assessor for a in one.answers] == ["b", "a"]
