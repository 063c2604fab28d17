"""A package of changes beside today, under the same draws."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from groundswell.core.answer import Answer, Estimate
from groundswell.core.dynamics.plan import Plan
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.critical_mass import CriticalMass, critical_mass
from groundswell.core.questions.what_if import (
    DOWN,
    SAME,
    UNCLEAR,
    UP,
    Figure,
    WhatIf,
    WhatIfValue,
    _figure,
    what_if,
)
from groundswell.core.questions.wording import band
from tests.core.builders import study
from tests.core.questions.figures import figures, shown
from tests.core.worlds import random_snapshot

# One decides alone, and nobody is tied to anybody: every figure can be worked out by hand.
ALONE: dict[str, Any] = {
    "people": ["ann", "ben", "cy"],
    "decisions": ["d1 owner"],
    "authority": ["ben decide d1"],
    "coalition": ["ann core"],
}
SPREAD = np.hypot(0.25, 0.2)  # a vote of its own, and the weather


def tried(sheets: dict[str, Any], **changes: Any) -> Answer[WhatIfValue]:
    return what_if(study(scenarios=64, **sheets), WhatIf(scenarios=64, **changes))


def figure(answer: Answer[WhatIfValue], kind: str, code: str = "") -> Figure:
    return next(f for f in answer.value.figures if (f.figure, f.id) == (kind, code))


def then(answer: Answer[WhatIfValue], kind: str = "critical_mass", code: str = "") -> Estimate:
    found = figure(answer, kind, code).then
    assert found is not None
    return found


def words(answer: Answer[WhatIfValue]) -> str:
    return " ".join(reason.text for reason in answer.reasons)


@pytest.mark.parametrize(
    ("word", "level"),
    [("opponent", -1), ("skeptic", -0.5), ("neutral", 0), ("supporter", 0.5), ("champion", 1)],
)
def test_whoever_decides_alone_stands_exactly_where_it_is_supposed(word: str, level: float) -> None:
    answer = tried(ALONE, stance=(f"ben={word}",))
    assert then(answer).mean == pytest.approx(norm.cdf((level - 0.2) / SPREAD), abs=2e-3)
    assert then(answer).low == pytest.approx(then(answer).high)


def test_a_recruit_stands_at_the_commitment_or_higher() -> None:
    doubtful = {**ALONE, "stances": [f"ben opponent {a} high" for a in "xyz"]}
    asked = then(tried(doubtful, recruit=("ben:.5",)))
    assert asked.mean == pytest.approx(norm.cdf(0.3 / SPREAD), abs=2e-3)
    default = then(tried(doubtful, recruit=("ben",)))
    assert default.mean == pytest.approx(norm.cdf(0.55 / SPREAD), abs=2e-3)
    keen = {**ALONE, "stances": [f"ben champion {a} high" for a in "xyz"]}
    assert then(tried(keen, recruit=("ben:.5",))).mean > asked.mean


def test_a_recruit_is_worth_what_other_questions_say() -> None:
    shared = study(scenarios=64, **ALONE)
    today, after = shared.tried([Plan(raised=((1, 0.75),))])
    change = figure(tried(ALONE, recruit=("ben",)), "critical_mass").change
    assert change is not None
    assert change.mean == pytest.approx(float((after.chance - today.chance).mean()))


def test_a_stance_on_one_decision_leaves_the_others_alone() -> None:
    two = {**ALONE, "decisions": ["d1 owner", "d2 owner"]}
    two["authority"] = ["ben decide d1", "ben decide d2"]
    answer = tried(two, stance=("ben=champion@d1",))
    assert then(answer, "decision", "d1").mean == pytest.approx(norm.cdf(0.8 / SPREAD), abs=2e-3)
    assert figure(answer, "decision", "d2").moves == SAME


def test_an_exit_returns_to_the_members_own_stance() -> None:
    inside = {**ALONE, "coalition": ["ann core", "ben core"]}
    inside["stances"] = [f"ben opponent {a} high" for a in "xyz"]
    answer = tried(inside, exit=("ben",))
    now = figure(answer, "critical_mass").now
    assert now is not None and now.mean == pytest.approx(norm.cdf(0.8 / SPREAD), abs=2e-3)
    assert then(answer).mean < 0.02
    assert figure(answer, "critical_mass").moves == DOWN
    assert "would fall from" in answer.headline


THREE: dict[str, Any] = {
    "people": ["ann", "ben", "cy"],
    "decisions": ["d1 unanimity"],
    "authority": [f"{p} decide d1" for p in ("ann", "ben", "cy")],
    "stances": [f"{p} supporter x" for p in ("ann", "ben", "cy")],
    "stakes": ["cy gain speed"],
    "evidence": [{"evidence": "e1", "result": "worked", "topics": ("speed",)}],
    "ties": ["cy trusts ben"],
}


@pytest.mark.parametrize(
    ("changes", "recorded"),
    [
        ({"rule": ("d1=majority",)}, {"decisions": ["d1 majority"]}),
        ({"rule": ("d1=quota:.6",)}, {"decisions": ["d1 quota .6"]}),
        ({"show": ("e1:cy",)}, {"encounters": [{"person": "cy", "shown": ("e1",)}]}),
        ({"tie": ("ben>ann:advice",)}, {"ties": ["cy trusts ben", "ben advice ann"]}),
    ],
)
def test_facts_give_what_the_tool_would_say_once_they_are_recorded(
    changes: dict[str, Any], recorded: dict[str, Any]
) -> None:
    real = critical_mass(study(scenarios=64, **{**THREE, **recorded}), CriticalMass(scenarios=64))
    answer = tried(THREE, **changes)
    assert then(answer) == real.value.probability
    assert then(answer, "support") == real.value.support
    assert {f.id: f.then for f in answer.value.figures if f.figure == "decision"} == {
        d.decision: d.probability for d in real.value.decisions
    }


def test_evidence_that_answers_no_stake_moves_nobody_and_says_so() -> None:
    answer = tried({**THREE, "stakes": []}, show=("e1:cy",))
    assert answer.headline.startswith("None of this moves the chance")
    assert {f.moves for f in answer.value.figures} == {SAME}
    assert "answers none on the map" in words(answer)
    assert "answers none" not in words(tried(THREE, show=("e1:cy",)))


def test_a_tie_alone_carries_nothing_yet() -> None:
    assert "try it together with a recruit" in words(tried(THREE, tie=("ben>ann:trusts",)))
    both = tried({**THREE, "coalition": []}, tie=("ben>ann:trusts",), stance=("ann=champion",))
    alone = tried({**THREE, "coalition": []}, stance=("ann=champion",))
    assert then(both, "decision", "d1").mean > then(alone, "decision", "d1").mean


def test_the_sworn_are_supposed_to_move_all_the_same() -> None:
    sworn = {**ALONE, "stances": [{"person": "ben", "stance": "opponent", "fixed": True}]}
    assert "ben is said never to move" in words(tried(sworn, recruit=("ben",)))


def test_nothing_changed_is_today_twice() -> None:
    answer = tried(THREE)
    assert answer.headline.startswith("Nothing is changed yet")
    assert answer.reasons == ()
    assert all(f.now == f.then and f.moves == SAME for f in answer.value.figures)


def test_where_nothing_is_needed_there_is_nothing_to_measure() -> None:
    answer = tried({"people": ["ann", "ben"], "coalition": ["ann core"]}, recruit=("ben",))
    assert answer.headline.startswith("There is nothing to measure yet")
    assert answer.value.figures == ()


def test_the_readiness_of_the_phase_is_counted_with_the_newcomers() -> None:
    nucleus = {**ALONE, "coalition": ["ann nucleus", "ben nucleus"]}
    answer = tried(nucleus, exit=("ben",))
    changed = {c.criterion: (c.now, c.then) for c in answer.value.phase_readiness}
    assert changed["nucleus"] == (True, False)
    assert all(now != then for now, then in changed.values())
    assert "‘nucleus’ would no longer be met" in words(answer)


def test_a_difference_within_error_is_called_one() -> None:
    steps = np.tile([-0.1, 0.1, 0.05, -0.05], 16)
    base = np.full(64, 0.5)
    assert _figure("node", "n1", "n", base, base + steps).moves == UNCLEAR
    assert _figure("node", "n1", "n", base, base + steps + 0.2).moves == UP
    assert _figure("node", "n1", "n", base, base).moves == SAME
    unknown = _figure("decision", "d", "d", np.full(64, np.nan), base)
    assert unknown.now is None and unknown.then is not None and unknown.change is None


def test_the_order_of_changes_does_not_matter() -> None:
    one = tried(THREE, stance=("ann=champion", "ben=skeptic"), tie=("ben>ann:trusts",))
    two = tried(THREE, stance=("ben=skeptic", "ann=champion"), tie=("ben>ann:trusts",))
    for a, b in zip(one.value.figures, two.value.figures, strict=True):
        assert a.then is not None and b.then is not None
        assert a.then.mean == pytest.approx(b.then.mean, abs=1e-5)


@pytest.mark.parametrize("seed", range(4))
def test_one_more_full_recruit_never_lowers_the_chance(seed: int) -> None:
    folded = random_snapshot(seed)
    shared = Study(folded, 0, 64)
    for code in folded.people[1:4]:
        answer = what_if(shared, WhatIf(scenarios=64, recruit=(f"{code}:1",)))
        change = figure(answer, "critical_mass").change
        assert change is not None and change.mean >= -1e-6 and change.low >= -1e-6


def test_figures_of_the_headline_stand_in_the_value_and_ids_are_codes() -> None:
    answer = tried(THREE, stance=("ann=champion", "ben=champion"))
    assert figures(answer.headline) <= shown(answer.as_json()["value"])
    assert answer.reasons[0].ids == ("ann",)
    assert answer.as_json()["value"]["changes"][0] == {
        "kind": "stance",
        "given": "ann=champion",
        "text": "ann becomes a champion",
        "ids": ["ann"],
    }


def test_the_headline_tells_the_whole_and_not_one_decision_of_it() -> None:
    two = {**ALONE, "decisions": ["d1 owner", "d2 owner"]}
    two["authority"] = ["ben decide d1", "cy decide d2"]
    answer = tried(two, stance=("ben=champion",))
    whole, one = figure(answer, "critical_mass"), figure(answer, "decision", "d1")
    assert whole.now and whole.then and one.then and band(whole.then) != band(one.then)
    assert answer.headline == (
        "With this, the chance that everything needed happens would rise from "
        f"{band(whole.now)} to {band(whole.then)}, still not at critical mass."
    )


def test_support_now_is_what_it_is_without_the_change() -> None:
    now = critical_mass(study(scenarios=64, **ALONE), CriticalMass(scenarios=64)).value
    answer = tried(ALONE, stance=("ben=champion",))
    for kind, before in (("support", now.support), ("resistance", now.resistance)):
        assert figure(answer, kind).now == before != figure(answer, kind).then


def test_a_condition_of_the_launch_that_would_be_met_counts_what_is_needed_alone() -> None:
    sheets = {
        **ALONE,
        "about": {"phase": "critical_mass", "target": 0.9},
        "decisions": ["d1 owner", {"decision": "d2", "required": False}],
    }
    answer = tried(sheets, stance=("ben=champion",))
    assert (answer.value.at_critical_mass_now, answer.value.at_critical_mass_then) == (False, True)
    (changed,) = answer.value.phase_readiness
    assert (changed.criterion, changed.now, changed.then) == ("support", False, True)
    unneeded = {**sheets, "decisions": [{"decision": "d1", "required": False}]}
    assert tried(unneeded, stance=("ben=champion",)).value.phase_readiness == ()


def test_of_many_that_stay_seven_are_named_and_the_rest_counted() -> None:
    many = {**ALONE, "decisions": [f"d{k} owner" for k in range(10)]}
    many["authority"] = ["ben decide d0", *(f"cy decide d{k}" for k in range(1, 10))]
    answer = tried(many, stance=("ben=champion",))
    (still,) = (r for r in answer.reasons if r.text.startswith("Unmoved"))
    seven = ", ".join(f"‘d{k}’" for k in range(1, 8))
    assert still.text == f"Unmoved: {seven} and 2 more."
    assert still.ids == tuple(f"d{k}" for k in range(1, 10))


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({"tie": ("ben>ann:trusts",)}, True),
        ({"tie": ("ben>ann:trusts",), "rule": ("d1=majority",)}, True),
        ({"rule": ("d1=majority",)}, False),
        ({"tie": ("ben>ann:trusts",), "stance": ("ann=champion",)}, False),
    ],
)
def test_a_tie_is_to_be_tried_with_somebody_who_moves(
    changes: dict[str, Any], warned: bool
) -> None:
    assert ("try it together with a recruit" in words(tried(THREE, **changes))) == warned
