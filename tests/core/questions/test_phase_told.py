"""What is told of a phase: its own conditions before the launch, the five of the gate after it."""

from __future__ import annotations

from datetime import date
from typing import Any

from groundswell.core.questions.phase import GateState, headline, recovery, stand
from groundswell.core.questions.readiness import Criterion
from groundswell.core.registry import ask
from tests.core.builders import snapshot
from tests.core.questions.test_phase import ABOUT, FEW, READY, asked

FIVE = ("system analysed", "leverage points", "evidence", "stakeholders mapped", "support")


def names(criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    return tuple(c.criterion for c in criteria)


def told(phase: str, **sheets: Any) -> list[str]:
    """Return the reasons of a phase."""
    folded = snapshot(about={**ABOUT, "phase": phase}, **{**READY, **sheets})
    return [reason.text for reason in ask(folded, FEW).reasons]


def test_before_the_launch_a_phase_is_told_by_its_own_conditions() -> None:
    _, early = asked({"phase": "evidence"}, evidence=[], commitments=[])
    assert names(early.criteria) == ("core", "commitment", "honest result")
    assert names(early.gate) == FIVE
    assert set(early.lacking) <= set(names(early.criteria)) and "honest result" in early.lacking
    reasons = told("evidence")
    assert len(reasons) == 3
    assert not any("leverage" in text for text in reasons)


def test_from_critical_mass_on_it_is_told_by_the_five_of_the_gate() -> None:
    _, ready = asked()
    assert ready.criteria == ready.gate and names(ready.gate) == FIVE
    _, after = asked({"phase": "rollout"}, evidence=[])
    assert after.criteria == () and names(after.gate) == FIVE
    assert after.lacking == ("evidence",)
    assert len(told("rollout")) == 5


def test_support_is_measured_where_anything_at_all_is_required() -> None:
    spare = [{"decision": "money"}, {"decision": "logo", "required": False}]
    assert asked(decisions=spare)[1].gate[-1].met is True
    assert asked(decisions=[{"decision": "money", "required": False}])[1].gate[-1].met is None


def test_a_phase_that_has_done_its_work_says_what_comes_next() -> None:
    done = [Criterion("core", True, "There is a core.")]
    for phase, name, following in (
        ("nucleus", "nucleus", "evidence"),
        ("evidence", "evidence", "critical mass"),
    ):
        folded = snapshot(about={**ABOUT, "phase": phase}, **READY)
        assert headline(stand(folded, (), done)) == (
            f"The {name} phase has done its work. Next comes {following}."
        )


def test_a_launch_announced_too_early_is_no_launch_without_a_word() -> None:
    day = date(2026, 3, 2)
    early, value = asked({"phase": "launch", "announced_on": day}, evidence=[])
    assert value.gate_state == GateState.ANNOUNCED
    assert early.startswith("It was announced on 2 March 2026 before it was ready.")
    assert asked({"phase": "rollout"}, evidence=[])[0] == (
        "The change is rolled out. What it lacks by now: "
        "a trial of your own with what failed in it."
    )


def test_three_needs_are_named_and_of_more_it_is_said_how_many() -> None:
    three = asked(evidence=[], system=[])[0]
    assert three == (
        "The launch gate is shut. It still needs a sketch of the system with its boundary, marked "
        "leverage points and a trial of your own with what failed in it."
    )
    four = asked(evidence=[], system=[], resistance=[])[0]
    assert four.endswith(
        "a sketch of the system with its boundary, marked leverage points and 2 more."
    )


def test_what_went_on_regardless_is_told_in_the_order_of_its_days() -> None:
    days = (date(2026, 5, 2), None, date(2026, 3, 2))
    rows = [{"kind": "phase", "chosen": "launch", "reason": "x", "date": day} for day in days]
    _, value = asked({"phase": "launch"}, overrides=rows)
    assert [one.on for one in value.went_on] == [None, days[2], days[0]]


def test_what_is_to_catch_up_on_is_said_in_full() -> None:
    _, value = asked({"announced_on": date(2026, 3, 2)}, evidence=[], system=[], resistance=[])
    assert recovery(value) == (
        "A sketch of the system with its boundary, marked leverage points, a trial of your own "
        "with what failed in it and more of the people mapped, resistance included"
    )
    assert recovery(asked({"announced_on": date(2026, 3, 2)})[1]) == ""
