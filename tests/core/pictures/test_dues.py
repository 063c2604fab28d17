"""What may be due: ranked by urgency and value, warnings before what can wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.answer import Estimate
from groundswell.core.dynamics.study import Study
from groundswell.core.pictures.dues.blind_spots import blind_spots_due
from groundswell.core.pictures.dues.check_ins import check_ins_due
from groundswell.core.pictures.dues.conversation import next_talk
from groundswell.core.pictures.dues.deciders import deciders_due, unheld_due
from groundswell.core.pictures.dues.ears import ears_due
from groundswell.core.pictures.dues.evidence import evidence_due, unshown_due
from groundswell.core.pictures.dues.gates import gates_due
from groundswell.core.pictures.dues.governance import governance_due
from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.pictures.dues.meetings import meetings_due
from groundswell.core.pictures.dues.phase import asked_today_due, phase_due
from groundswell.core.pictures.dues.promises import promises_due
from groundswell.core.pictures.dues.tending import tending_due
from groundswell.core.pictures.dues.voices import voices_due
from groundswell.core.pictures.dues.warnings import MOST_WARNINGS, TITLES, warnings_due
from groundswell.core.pictures.week import silence, week, week_of
from groundswell.core.questions.next_recruits import NextRecruits, Pick, Pivotal, next_recruits
from groundswell.core.questions.vitality.words import ALARM_NAMES
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.snapshot import Snapshot
from tests.core.builders import AS_OF, initiative


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def snapshot(**sheets: Any) -> Snapshot:
    given: dict[str, Any] = {
        "about": {"owner": "ann", "started_on": ago(400), "phase": "evidence", "title": "One form"},
        "people": ["ann", "ben", "cy", "dee"],
        "coalition": [{"person": p, "ring": "core"} for p in ("ann", "ben", "cy")],
        **sheets,
    }
    return fold(initiative(**given), AS_OF)


def item(urgency: Urgency, value: Value) -> Item:
    return Item("gate", "", "", (), "gates", 1.0, urgency, value)


def test_the_greater_sum_comes_first_and_among_equals_what_cannot_wait() -> None:
    now, soon = item(Urgency.NOW, Value.TO_GO_ON), item(Urgency.THIS_WEEK, Value.TO_LIVE)
    late, rest = item(Urgency.THIS_MONTH, Value.TO_LIVE), item(Urgency.ANY_TIME, Value.TO_KNOW)
    assert sorted([rest, late, soon, now], key=lambda one: one.rank) == [now, soon, late, rest]


STATUS = [{"meeting": f"m{k}", "date": ago(7 * k + 3), "kind": "core"} for k in range(4)]
SPLIT = [{"conflict": "k", "opened_on": ago(50), "between": ("ben", "cy")}]


def test_what_warns_is_due_the_gravest_first_and_never_more_than_three() -> None:
    assert set(TITLES) == set(ALARM_NAMES) - {"strain"}
    lost = [{"ruling": f"r{k}", "date": ago(9 + k)} for k in range(3)]
    broke = [{"evidence": "e", "result": "broke", "observed_on": ago(90)}]
    found = list(
        warnings_due(snapshot(meetings=STATUS, conflicts=SPLIT, rulings=lost, evidence=broke))
    )
    assert len(found) == MOST_WARNINGS and {one.kind for one in found} == {"warning"}
    assert found[0].title == TITLES["faction"] and found[1].title == TITLES["inertia"]
    assert found[0].value is Value.TO_LIVE and "open for more than 30 days" in found[0].reason
    assert list(warnings_due(snapshot())) == []


def test_strain_is_due_to_be_answered() -> None:
    told = [{"person": "ben", "by": "ann", "date": ago(9), "kind": "one_to_one",
             "strain": "overcommitment"}]  # fmt: skip
    young = {"owner": "ann", "started_on": ago(50)}
    (one,) = (due for due in warnings_due(snapshot(encounters=told, about=young))
              if due.kind == "strain")  # fmt: skip
    assert one.ids == ("ben",) and "overcommitment" in one.reason


def test_warnings_wait_where_the_work_rests_or_notes_may_not_be_seen() -> None:
    resting = snapshot(conflicts=SPLIT, about={"owner": "ann", "phase": "paused"})
    assert list(warnings_due(resting)) == []
    shown = week(snapshot(conflicts=SPLIT), private=False)
    assert "warning" not in {one.kind for one in (*shown.items, *shown.later)}


def test_silence_says_until_when_and_whose_it_is_and_nothing_else() -> None:
    map_ = snapshot(conflicts=SPLIT)
    mine, ours = (silence(map_, ago(-7), everybody) for everybody in (False, True))
    assert mine.headline == "Today keeps quiet until 8 June 2026, as you asked."
    assert ours.headline.endswith(", for everybody.")
    assert (mine.items, mine.later, mine.gaps, mine.hours) == ((), (), (), 0.0)


def test_a_file_has_its_next_conversation_worked_out() -> None:
    found = week_of(snapshot(decisions=["d1 owner"], authority=["dee decide d1"]))
    assert "talk" in {one.kind for one in (*found.items, *found.later)}
    assert week_of(fold(initiative(people=["ann"]), AS_OF)).items[0].kind == "title"


def one(items: Iterable[Item], kind: str) -> Item:
    """Return the only item of a kind."""
    (found,) = (item for item in items if item.kind == kind)
    return found


CROWD = [f"p{n}" for n in range(9)]
HEARD = [{"person": p, "by": "ann", "date": ago(5)} for p in ("ben", "cy")]
LATE_FORM = [{"governance": "g", "started_on": ago(60)}]
MEETS = [{"meeting": "m1", "planned_for": ago(-2)}]
LAUNCH = {"owner": "ann", "phase": "launch"}
LATE_STEP = [{"item": "s", "text": "Tell the desks", "due_on": ago(3)}]
FOUND = [{"evidence": "e", "claim": "It is quicker.", "result": "worked", "topics": ("time",),
          "observed_on": ago(30)}]  # fmt: skip
SMALL_THINGS: list[tuple[Callable[[Snapshot], Iterator[Item]], dict[str, Any]]] = [
    (unheld_due, {"decisions": ["d1"]}),
    (governance_due, {"governance": LATE_FORM}),
    (governance_due, {"people": CROWD, "coalition": [f"{p} wider" for p in CROWD]}),
    (meetings_due, {"meetings": MEETS}),
    (meetings_due, {"meetings": [{**MEETS[0], "artifact": "A draft"}], "encounters": HEARD}),
    (meetings_due, {"meetings": [{**MEETS[0], "planned_for": ago(2)}]}),
    (asked_today_due, {}),
    (phase_due, {"about": LAUNCH, "launch": LATE_STEP}),
    (evidence_due, {}),
    (unshown_due, {"evidence": FOUND, "stakes": [{"person": "dee", "topic": "time"}]}),
    (ears_due, {}),
]


@pytest.mark.parametrize(("source", "sheets"), SMALL_THINGS)
def test_nothing_due_takes_more_than_an_hour(
    source: Callable[[Snapshot], Iterator[Item]], sheets: dict[str, Any]
) -> None:
    found = list(source(snapshot(**sheets)))
    assert found and all(0 < item.hours <= 1 for item in found)


def test_a_line_of_the_launch_sheet_is_late_from_the_day_after() -> None:
    def due(day: date) -> list[str]:
        step = [{**LATE_STEP[0], "due_on": day}]
        return [i.kind for i in phase_due(snapshot(about=LAUNCH, launch=step))]

    assert due(AS_OF) == [] and due(ago(1)) == ["launch"]


def test_a_gate_is_late_from_the_day_after_and_until_then_due_this_week() -> None:
    def gate(day: date) -> Item:
        return one(gates_due(snapshot(gates=[{"gate": "g", "due_on": day}])), "gate")

    today, late = gate(AS_OF), gate(ago(1))
    assert today.urgency is Urgency.THIS_WEEK and "is due on 1 June" in today.reason
    assert late.urgency is Urgency.NOW and "was due on 31 May" in late.reason


def test_a_check_in_that_is_still_to_come_is_not_asked_for() -> None:
    soon = [{"governance": "g", "started_on": ago(3)}]
    assert list(governance_due(snapshot(governance=soon))) == []
    held = one(governance_due(snapshot(governance=LATE_FORM)), "governance")
    assert "was due on 2 May 2026" in held.reason


def test_your_own_promise_is_yours_to_keep_and_another_is_asked_about() -> None:
    rows = [{"person": p, "text": "A desk", "state": "promised", "due_on": ago(9)} for p in
            ("ann", "ben")]  # fmt: skip
    assert [i.title for i in promises_due(snapshot(commitments=rows))] == [
        "Keep or take back what you promised",
        "Ask ben how it stands",
    ]


def test_a_promise_that_bears_its_day_and_no_state_is_a_promise() -> None:
    row = {"person": "ben", "promised_on": ago(30), "due_on": ago(9)}
    assert one(promises_due(snapshot(commitments=[row])), "promise").ids == ("ben",)
    assert not list(promises_due(snapshot(commitments=[{**row, "state": "kept"}])))


def test_only_a_tie_to_the_outer_circles_that_fades_is_to_be_renewed() -> None:
    ring = [{"person": "dee", "ring": "wider"}, {"person": "ben", "ring": "core"}]

    def fading(days: int) -> list[tuple[str, ...]]:
        met = [{"person": p, "by": "ann", "date": ago(days)} for p in ("ben", "dee")]
        return [i.ids for i in tending_due(snapshot(coalition=ring, encounters=met))]

    assert fading(3) == [] and fading(380) == [("dee",)]


def test_of_the_voices_that_miss_one_at_a_time_is_invited() -> None:
    people = ["ann", "ben", {"person": "eve", "voice": "night staff"},
              {"person": "fay", "voice": "patients"}]  # fmt: skip
    assert [i.ids for i in voices_due(snapshot(people=people))] == [("eve",)]


def test_whoever_was_strained_last_is_helped_first() -> None:
    told = [{"person": p, "by": "ann", "date": ago(days), "kind": "one_to_one",
             "strain": "overcommitment"} for p, days in (("ben", 20), ("cy", 4))]  # fmt: skip
    young = {"owner": "ann", "started_on": ago(50)}
    assert one(warnings_due(snapshot(encounters=told, about=young)), "strain").ids == ("cy",)


def test_a_member_is_due_a_conversation_a_rhythm_after_the_last_with_them() -> None:
    every = int(snapshot().settings.tend_inner_days)

    def waiting(*talks: dict[str, Any]) -> set[str]:
        found = check_ins_due(snapshot(encounters=[{"kind": "one_to_one", **t} for t in talks]))
        return {item.ids[0] for item in found}

    both = ({"person": "ben", "by": "ann", "date": ago(every)},
            {"person": "ann", "by": "cy", "date": ago(every - 1)})  # fmt: skip
    assert waiting(*both) == {"ben"}
    assert waiting({"person": "ann", "by": "dee", "date": ago(1)}) == {"ben", "cy"}
    again = ({"person": "ben", "by": "ann", "date": ago(d)} for d in (every + 9, 2))
    assert waiting(*again) == {"cy"}
    # A word in the corridor is no conversation alone.
    passing = {"person": "cy", "by": "ann", "date": ago(1), "kind": "hallway"}
    assert waiting(both[0], passing) == {"ben", "cy"}


def test_deciders_nobody_judged_are_asked_about_and_old_judgements_looked_at_again() -> None:
    def due(*judged: dict[str, Any], holders: str = "ben dee") -> list[Item]:
        rows = [f"{p} decide d1" for p in holders.split()]
        map_ = snapshot(coalition=["ann core"], decisions=["d1 majority"], authority=rows,
                        stances=[{"stance": "neutral", **row} for row in judged])  # fmt: skip
        return list(deciders_due(map_, {}))

    (both,) = due()
    assert both.title == "Say where ben and dee stand" and "Decisions hang on them" in both.reason
    old = {"person": "ben", "observed_on": ago(91)}
    alone, stale = due(old)
    assert alone.title == "Say where dee stands" and "A decision hangs on them" in alone.reason
    assert stale.ids == ("ben",) and stale.title == "Look again at ben"
    assert due({**old, "observed_on": ago(90)}, holders="ben") == []
    assert due({"person": "ben"}, holders="ben") == []  # of no day: nothing says that it is old


def test_of_many_decisions_nobody_holds_the_title_names_no_more_than_two() -> None:
    found = unheld_due(snapshot(decisions=["d1", "d2", "d3"]))
    assert one(found, "holder").title == "Find out who decides on ‘d1’ and 2 more"


def test_ties_are_asked_for_where_at_least_half_of_the_map_listens_to_nobody() -> None:
    def silent(*ties: str) -> list[str]:
        return [i.kind for i in ears_due(snapshot(ties=ties))]

    two = ("ben trusts ann", "cy trusts ann")
    assert silent() == silent(*two) == ["ties"] and silent(*two, "dee trusts ann") == []


def test_three_people_are_a_map_whose_blind_spots_may_be_asked_about() -> None:
    three = {"people": ["ann", "ben", "cy"], "coalition": ["ann core"]}
    asked = {"manager", "place", "resistance"}
    assert {i.kind for i in blind_spots_due(snapshot(**three), mine=True)} == asked
    assert not list(blind_spots_due(snapshot(**{**three, "people": ["ann", "ben"]}), mine=True))
    held = {**three, "decisions": ["d1"], "authority": ["ben decide d1"]}
    assert {i.kind for i in blind_spots_due(snapshot(**held), mine=True)} == asked - {"place"}
    seen = {**held, "stances": ["ben supporter"], "people": ["ann", "ben", "cy", "dee"]}
    assert "resistance" in {i.kind for i in blind_spots_due(snapshot(**seen), mine=True)}


def pick(person: str, messenger: str | None, *tied: str) -> Pick:
    """Return a move of which only whom, through whom and what would do as well matter here."""
    none = Estimate(0.1, 0.0, 0.2)
    return Pick(person, "support", none, 0.1, 0.0, 0.5, "possible", True, 0.1, 1.0, messenger, (),
                False, None, tied)  # fmt: skip


def test_the_next_conversation_is_the_first_move_or_with_whoever_would_matter_most() -> None:
    map_ = snapshot()
    value = next_recruits(Study(map_, 0, 8), NextRecruits()).value
    pivotal = (Pivotal("ann", 1, None, True), Pivotal("dee", 2, None, True))
    others = replace(value, picks=(), pivotal=pivotal)
    talk = next_talk(map_, others)
    assert talk is not None and (talk.person, talk.through) == ("dee", None)
    assert talk.reason.startswith("Their support would change most.")
    assert next_talk(map_, replace(others, pivotal=pivotal[:1])) is None
    moved = next_talk(map_, replace(value, picks=(pick("dee", "ben", "ann", "ben", "cy"),)))
    assert moved is not None and (moved.person, moved.through) == ("dee", "ben")
    assert moved.reason.endswith("The aim: they support it; ann and ben would do as well.")
    own = next_talk(map_, replace(value, picks=(pick("dee", "ann"),)))
    assert own is not None and own.through is None
