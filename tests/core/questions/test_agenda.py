"""The agenda comes from what is open, fits 45 minutes, and keeps the vision off an early table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.questions.agenda import Agenda, AgendaValue, agenda
from groundswell.core.terrain.terms import Context
from tests.core.builders import AS_OF, study


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


CORE: dict[str, Any] = {
    "about": {"owner": "ann", "phase": "evidence", "started_on": ago(100)},
    "people": ["ann", "ben", "cy", "dee"],
    "coalition": [
        {"person": p, "ring": "core", "joined_on": ago(90)} for p in ("ann", "ben", "cy")
    ],
    "encounters": [{"person": p, "by": "ann", "date": ago(80)} for p in ("ben", "cy")],
    "meetings": [{"meeting": "m1", "date": ago(7), "kind": "core", "changed": "the order"}],
}
DOUBT = {"person": "dee", "by": "ann", "date": ago(5), "doubt": "too slow"}
OPEN: dict[str, dict[str, Any]] = {
    "conflict": {"conflicts": [{"conflict": "k1", "between": ("ben", "cy"), "opened_on": ago(9)}]},
    "gate": {"gates": [{"gate": "g1", "due_on": ago(-3)}]},
    "ruling": {"rulings": [{"ruling": "r1", "title": "Start small"}]},
    "promises": {"commitments": [{"person": "ben", "state": "promised", "due_on": ago(1)}]},
    "contrary": {"evidence": [{"evidence": "e1", "result": "broke", "observed_on": ago(2)}]},
    "evidence": {"evidence": [{"evidence": "e1", "result": "worked", "observed_on": ago(2)}]},
    "doubts": {"encounters": [*CORE["encounters"], DOUBT]},
    "pilot": {"pilots": [{"pilot": "p1", "state": "running", "ends_on": ago(-9)}]},
}
CLOSED: dict[str, dict[str, Any]] = {
    "conflict": {"conflicts": [{**OPEN["conflict"]["conflicts"][0], "state": "resolved"}]},
    "gate": {"gates": [{"gate": "g1", "due_on": ago(-3), "held_on": ago(1)}]},
    "ruling": {"rulings": [{"ruling": "r1", "owner": "ben"}]},
    "promises": {"commitments": [{"person": "ben", "state": "kept", "due_on": ago(1)}]},
    "contrary": {"evidence": [{"evidence": "e1", "result": "broke", "observed_on": ago(9)}]},
    "evidence": {"evidence": [{"evidence": "e1", "result": "worked", "observed_on": ago(9)}]},
    "doubts": {"encounters": [*CORE["encounters"], {**DOUBT, "doubt_evidence": "e9"}]},
    "pilot": {"pilots": [{"pilot": "p1", "state": "done"}]},
}


def answered(**sheets: Any) -> Answer[AgendaValue]:
    return agenda(study(scenarios=16, **{**CORE, **sheets}), Agenda(scenarios=16))


def kinds(**sheets: Any) -> list[str]:
    return [point.kind for point in answered(**sheets).value.points]


def test_a_core_with_nothing_open_works_on_one_thing_and_closes() -> None:
    found = answered()
    assert kinds() == ["artifact", "close"]
    assert found.headline == "Nothing is open: bring one concrete thing, and work on that."
    assert found.value.on == AS_OF and found.value.minutes == 20


@pytest.mark.parametrize("kind", OPEN)
def test_each_source_comes_from_an_open_record_and_goes_when_it_is_closed(kind: str) -> None:
    assert kinds(**OPEN[kind]) == [kind, "artifact", "close"]
    assert kinds(**CLOSED[kind]) == ["artifact", "close"]


def test_a_gate_two_weeks_off_only_asks_for_answers_and_a_due_one_is_held() -> None:
    soon = answered(gates=[{"gate": "g1", "due_on": ago(-12)}]).value.points[0]
    due = answered(gates=[{"gate": "g1", "due_on": ago(3)}]).value.points[0]
    assert (soon.minutes, due.minutes) == (3, 15)
    assert due.title.startswith("Hold the gate")
    assert kinds(gates=[{"gate": "g1", "due_on": ago(-30)}]) == ["artifact", "close"]


def test_everything_at_once_never_takes_more_than_45_minutes_and_the_rest_is_named() -> None:
    every: dict[str, Any] = {}
    for sheets in OPEN.values():
        every |= sheets
    every["gates"] = [{"gate": "g1", "due_on": ago(3)}]
    value = answered(**every).value
    assert value.minutes <= 45
    assert [p.kind for p in value.points][-2:] == ["artifact", "close"]
    named = {p.kind for p in (*value.points, *value.later)}
    assert named == {*OPEN, "artifact", "close"} - {"contrary"}
    assert value.points[0].kind == "gate" and value.later


def test_the_vision_waits_in_early_phases_and_is_asked_for_later_while_it_is_missing() -> None:
    late = {**CORE["about"], "phase": "critical_mass"}
    assert answered().value.early and "vision" not in kinds()
    assert "vision" in kinds(about=late)
    assert "vision" not in kinds(about={**late, "vision": "one queue"})


def test_the_planned_meeting_brings_its_day_and_its_thing() -> None:
    coming = {"meeting": "m2", "planned_for": ago(-4), "artifact": "The queue by the hour"}
    found = answered(meetings=[*CORE["meetings"], coming])
    assert (found.value.meeting, found.value.on) == ("m2", ago(-4))
    assert found.value.artifact == "The queue by the hour" and not found.gaps
    assert "The queue by the hour" in found.headline


def test_whom_nobody_has_heard_alone_comes_before_the_first_meeting_and_is_a_gap() -> None:
    found = answered(meetings=[], encounters=CORE["encounters"][:1])
    assert found.value.unheard == ("cy",)
    assert found.headline == "Before the core meets for the first time, hear cy alone."
    assert ("cy",) in [gap.ids for gap in found.gaps]
    assert answered(encounters=[]).value.unheard == ()


def test_what_could_lie_on_the_table_follows_the_kind_of_organisation() -> None:
    def offered(context: Context) -> tuple[str, ...]:
        return answered(about={**CORE["about"], "context": context}).value.artifact_kinds

    assert "policy logic" in offered(Context.GOVERNMENT)
    assert "policy logic" not in offered(Context.TECH)
    assert all("flow diagram" in offered(context) for context in Context)


def test_a_vision_on_an_early_table_is_a_gap_and_later_none() -> None:
    coming = {"meeting": "m2", "planned_for": ago(-4), "artifact": "Our vision"}
    rows = [*CORE["meetings"], coming]
    assert [gap.text for gap in answered(meetings=rows).gaps] == [
        "The vision waits in this phase. Put something on the table that can be marked up."
    ]
    late = {**CORE["about"], "phase": "critical_mass", "vision": "one queue"}
    assert not answered(meetings=rows, about=late).gaps


def points(**sheets: Any) -> dict[str, Any]:
    return {point.kind: point for point in answered(**sheets).value.points}


def test_without_a_plan_the_core_meets_a_week_after_it_last_did_and_never_in_the_past() -> None:
    assert answered(meetings=[{**CORE["meetings"][0], "date": ago(2)}]).value.on == ago(-5)
    assert answered(meetings=[{**CORE["meetings"][0], "date": ago(60)}]).value.on == AS_OF


def test_the_thing_on_the_table_is_named_with_its_kind() -> None:
    coming = {"meeting": "m2", "planned_for": ago(-4), "artifact": "The queue"}
    rows = [*CORE["meetings"], coming]
    assert points(meetings=rows)["artifact"].title == "Work on ‘The queue’"
    assert points(meetings=rows)["artifact"].ids == ("m2",)
    bare = [*CORE["meetings"], {"meeting": "m2", "planned_for": ago(-4)}]
    assert points(meetings=bare)["artifact"].ids == ()
    kind = [*CORE["meetings"], {**coming, "artifact_kind": "flow diagram"}]
    assert points(meetings=kind)["artifact"].title == "Work on ‘The queue’ (flow diagram)"


def test_what_fills_the_meeting_to_the_minute_still_fits() -> None:
    """Gate 15 and conflict 10 fill the 25 minutes beside the table and the close."""
    full: dict[str, Any] = {**OPEN["conflict"], "gates": [{"gate": "g1", "due_on": ago(3)}]}
    value = answered(**full).value
    assert (value.minutes, value.later) == (45, ())
    assert answered(**full).headline.startswith(
        "Two points are open for the next 45 minutes. First: "
    )
    more = answered(**full, **OPEN["ruling"])
    assert more.value.minutes <= 45 and len(more.value.later) == 1
    assert "; one more does not fit. First: " in more.headline


def test_what_is_due_on_the_day_itself_is_due() -> None:
    """The next meeting is today, a week after the last."""
    assert points(gates=[{"gate": "g1", "due_on": AS_OF}])["gate"].minutes == 15
    promise = {"person": "ben", "state": "promised"}
    for due, owing in ((AS_OF, True), (ago(-1), False), (None, False)):
        assert ("promises" in points(commitments=[{**promise, "due_on": due}])) is owing


def test_evidence_of_the_day_of_the_last_meeting_is_not_new() -> None:
    seen = {"evidence": "e1", "result": "broke"}
    assert "contrary" not in points(evidence=[{**seen, "observed_on": ago(7)}])
    fresh = points(evidence=[{**seen, "observed_on": ago(6)}])["contrary"]
    assert fresh.minutes == 10
    new = points(evidence=[{**seen, "result": "worked", "observed_on": ago(6)}])["evidence"]
    late = points(about={**CORE["about"], "phase": "critical_mass"})["vision"]
    assert (new.minutes, late.minutes) == (5, 5)


def test_a_point_says_what_it_is_about() -> None:
    assert points(**OPEN["ruling"])["ruling"].title == "Give ‘Start small’ an owner"
    assert points(rulings=[{"ruling": "r1"}])["ruling"].title == "Give ‘r1’ an owner"
    running = {"pilot": "p1", "state": "running"}
    assert points(pilots=[running])["pilot"].reason == "It runs."
    until = points(pilots=[{**running, "ends_on": date(2026, 6, 9)}])["pilot"]
    assert until.reason == "It runs until 9 June."


def test_the_headline_says_how_much_is_open_and_what_comes_first() -> None:
    coming = {"meeting": "m2", "planned_for": ago(-4), "artifact": "The queue"}
    rows = [*CORE["meetings"], coming]
    assert answered(meetings=rows).headline == (
        "Nothing is open, so the whole meeting belongs to ‘The queue’."
    )
    assert answered(meetings=rows, **OPEN["pilot"]).headline == (
        "One point is open for the next 45 minutes. First: What the pilot shows so far: ‘p1’."
    )
    both = answered(**OPEN["ruling"], **OPEN["gate"])
    assert both.headline == (
        "Two points are open for the next 45 minutes. First: Ask each to answer the gate alone."
    )


def test_four_kinds_of_thing_are_offered_for_an_empty_table() -> None:
    text = "Nothing is on the table for the next meeting. It could be "
    kinds = "a flow diagram, a cost estimate, a user story or a risk register."
    assert [gap.text for gap in answered().gaps] == [text + kinds]
