"""The phase: its exit, the gate's five conditions one by one, what went on regardless, a rest."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groundswell.core.questions.launch_gate import announced_already, passes, reasoned, worked_at
from groundswell.core.questions.phase import GateState, PhaseNow, PhaseValue
from groundswell.core.registry import ask
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import OverrideKind, Phase
from tests.core.builders import snapshot

FEW = PhaseNow(scenarios=64)
READY: dict[str, Any] = {
    "people": ["ada", "ben", "cleo"],
    "stances": ["ben champion ada", "cleo champion ada"],
    "decisions": ["money"],
    "authority": ["ben decide money"],
    "resistance": ["r1 workload"],
    "system": ["forms desks + leverage"],
    "evidence": [{"evidence": "t1", "kind": "trial", "result": "null"}],
    "coalition": ["ada core", "ben core", "cleo core"],
}
ABOUT: dict[str, Any] = {"owner": "ada", "phase": "critical_mass", "boundary": "the counter"}


def asked(about: dict[str, Any] | None = None, **sheets: Any) -> tuple[str, PhaseValue]:
    found = ask(snapshot(about={**ABOUT, **(about or {})}, **{**READY, **sheets}), FEW)
    return found.headline, found.value


def test_all_five_open_the_gate() -> None:
    headline, value = asked()
    assert headline == "All five are there: the launch gate is open."
    assert (value.gate_state, value.lacking) == (GateState.OPEN, ())


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ({"system": []}, ("system analysed", "leverage points")),
        ({"system": ["forms desks + habit"]}, ("leverage points",)),
        ({"evidence": []}, ("evidence",)),
        ({"evidence": [{"evidence": "t1", "kind": "trial", "result": "worked"}]}, ("evidence",)),
        ({"evidence": [{"evidence": "t1", "kind": "cost", "result": "null"}]}, ("evidence",)),
        ({"resistance": []}, ("stakeholders mapped",)),
        ({"people": ["ada", "ben", "cleo", *"defgh"]}, ("stakeholders mapped",)),
        ({"authority": []}, ("support",)),
        ({"decisions": [], "authority": []}, ("support",)),
    ],
)
def test_each_of_the_five_alone_shuts_it(without: dict[str, Any], lacks: tuple[str, ...]) -> None:
    headline, value = asked(**without)
    assert (value.gate_state, value.lacking) == (GateState.SHUT, lacks)
    assert headline.startswith("The launch gate is shut. It still needs ")


def test_early_support_is_not_measured_and_counts_for_nothing() -> None:
    headline, value = asked({"phase": "nucleus"})
    assert value.gate_state == GateState.FAR and value.gate[-1].met is None
    assert value.next == "evidence" and headline.startswith("You are in the nucleus phase.")


def test_months_are_for_orientation_and_no_condition() -> None:
    old = asked({"phase": "evidence", "started_on": date(2020, 1, 1)})[1]
    new = asked({"phase": "evidence", "started_on": date(2026, 5, 1)})[1]
    assert old.criteria == new.criteria and old.usual == "two to six months"


def test_what_went_on_regardless_is_said_with_its_reason() -> None:
    kept = {"kind": "launch_gate", "chosen": "launch", "reason": "They named the day."}
    headline, value = asked({"phase": "launch"}, overrides=[kept], evidence=[])
    assert value.gate_state == GateState.OVERRIDDEN
    assert value.went_on[0].reason == "They named the day."
    assert "through a shut gate, with a reason" in headline


def test_an_announcement_makes_the_gate_a_recovery_plan() -> None:
    headline, value = asked({"announced_on": date(2026, 3, 2)}, evidence=[])
    assert value.gate_state == GateState.ANNOUNCED
    assert "announced on 2 March 2026 before it was ready" in headline
    assert "a trial of your own" in headline


def test_a_launch_without_a_word_is_told_without_an_excuse() -> None:
    assert asked({"phase": "rollout"}, evidence=[])[1].gate_state == GateState.UNEXPLAINED
    assert asked({"phase": "rollout"})[1].gate_state == GateState.PASSED


def test_a_rest_says_until_when() -> None:
    rest = {"replant": "n1", "resume_on": date(2026, 7, 1)}
    headline, value = asked({"phase": "paused"}, replants=[rest])
    assert headline == "The work rests until 1 July 2026. Nothing is asked of anybody."
    assert value.next is None
    assert asked({"phase": "stopped"})[0].startswith("The work was stopped.")
    assert asked({"phase": "handed_over"})[0].startswith("It is business as usual now.")


def test_only_the_way_in_passes_the_gate() -> None:
    assert passes(Phase.EVIDENCE, Phase.LAUNCH) and passes(Phase.NUCLEUS, Phase.HANDED_OVER)
    assert not passes(Phase.LAUNCH, Phase.ROLLOUT) and not passes(Phase.EVIDENCE, Phase.PAUSED)
    assert worked_at([Phase.LAUNCH, Phase.PAUSED]) is Phase.LAUNCH
    assert worked_at([Phase.LAUNCH, Phase.EVIDENCE, Phase.STOPPED]) is Phase.EVIDENCE
    assert worked_at([None, Phase.PAUSED]) is Phase.NUCLEUS


def test_only_an_announcement_of_the_past_is_a_fact() -> None:
    day = date(2026, 6, 1)
    assert announced_already(Initiative(announced_on=date(2026, 5, 31)), day)
    assert not announced_already(Initiative(announced_on=day), day)
    assert not announced_already(Initiative(), day)


def test_only_a_reason_for_the_gate_with_words_in_it_counts() -> None:
    assert reasoned([Override(kind=OverrideKind.LAUNCH_GATE, reason="They named the day.")])
    assert not reasoned([Override(kind=OverrideKind.LAUNCH_GATE, reason=" ")])
    assert not reasoned([Override(kind=OverrideKind.PHASE, reason="They named the day.")])


def test_launch_and_rollout_are_told_apart() -> None:
    assert asked({"phase": "launch"})[0] == (
        "The change is launched, and all five preconditions hold."
    )
    assert asked({"phase": "rollout"})[0].startswith("The change is rolled out, and all five")


def test_what_went_on_is_said_with_its_day_and_where_to() -> None:
    kept = {"kind": "launch_gate", "chosen": "launch", "reason": "They named the day."}

    def said(**more: Any) -> str:
        found = ask(
            snapshot(about={**ABOUT, "phase": "launch"}, overrides=[{**kept, **more}], **READY), FEW
        )
        return next(r.text for r in found.reasons if r.text.startswith("The work went on"))

    assert said() == (
        "The work went on to launch although something was missing: They named the day."
    )
    assert " to launch on 2 May 2026 although" in said(date=date(2026, 5, 2))
    assert " to the next phase although" in said(chosen="somewhere")


def test_of_several_rests_the_last_to_end_counts() -> None:
    rests = [
        {"replant": "n1", "resume_on": date(2026, 7, 1)},
        {"replant": "n2", "resume_on": date(2026, 9, 1)},
        {"replant": "n3", "resume_on": date(2026, 12, 1), "rebuilt_on": date(2026, 5, 1)},
    ]
    assert "rests until 1 September 2026" in asked({"phase": "paused"}, replants=rests)[0]
