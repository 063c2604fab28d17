"""Exit criteria of each phase: met, unmet and not known."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.readiness import NEEDS, Criterion, readiness
from tests.core.builders import snapshot

PEOPLE = ["ann u", "ben v", "cy v", "dee v", "eve v", "flo v"]
FIVE = [f"{code} core" for code in ("ann", "ben", "cy", "dee", "eve")]
SKETCH = [{"from": "fear", "to": "habit", "sign": "+"}]
LEVER = [{"from": "fear", "to": "habit", "leverage": 4}]
ALL_FIVE = ("system analysed", "leverage points", "evidence", "stakeholders mapped", "support")


def criteria(phase: str, sure: bool | None = None, **sheets: Any) -> dict[str, Criterion]:
    about = {"owner": "ann", "phase": phase, **sheets.pop("about", {})}
    folded = snapshot(about, **{"units": ["u", "v"], "people": PEOPLE, **sheets})
    return {c.criterion: c for c in readiness(folded, sure)}


def test_each_phase_asks_for_its_own() -> None:
    assert tuple(criteria("nucleus", coalition=["ann nucleus", "ben nucleus"])) == (
        "nucleus", "trust", "complement", "credibility",
        "system analysed", "leverage points", "approach",
    )  # fmt: skip
    assert tuple(criteria("evidence")) == ("core", "commitment", "honest result")
    for phase in ("critical_mass", "launch", "rollout", "handed_over", "paused", "stopped"):
        assert tuple(criteria(phase)) == ALL_FIVE


def test_every_criterion_can_be_said_as_a_need() -> None:
    asked = {c for phase in ("nucleus", "evidence", "launch") for c in criteria(phase)}
    assert asked | {"complement"} == set(NEEDS)


def test_without_a_phase_it_is_the_nucleus() -> None:
    assert readiness(snapshot(people=["ann"]), None)[0].criterion == "nucleus"


BOTH = ["ann nucleus", "ben nucleus"]
MUTUAL = ["ann trusts ben", "ben trusts ann"]


@pytest.mark.parametrize(
    ("criterion", "sheets", "met", "words"),
    [
        ("nucleus", {}, False, "needs a second person"),
        ("nucleus", {"coalition": ["ann nucleus"]}, False, "needs a second person"),
        ("nucleus", {"coalition": ["ann nucleus", "ben second"]}, False, "needs a second"),
        ("nucleus", {"coalition": BOTH}, True, "ann and ben form the nucleus."),
        ("nucleus", {"coalition": FIVE[:4]}, True, "ann, ben, cy and dee form the nucleus."),
        ("nucleus", {"coalition": FIVE}, False, "has 5 people"),
        ("trust", {"coalition": ["ann nucleus"]}, False, "nobody yet to trust"),
        ("trust", {"coalition": BOTH}, None, "0 of 2 ties"),
        ("trust", {"coalition": BOTH, "ties": MUTUAL[:1]}, False, "1 of 2 ties"),
        ("trust", {"coalition": BOTH, "ties": MUTUAL}, True, "Everybody in the nucleus"),
        ("complement", {"coalition": BOTH}, True, "different places"),
        ("complement", {"coalition": ["ben core", "cy core"]}, False, "the same place"),
        ("credibility", {"coalition": BOTH}, None, "Nothing on record"),
        (
            "credibility",
            {"coalition": BOTH, "encounters": [{"person": "ann", "at_risk": True}]},
            False,
            "ann put their own",
        ),
        (
            "credibility",
            {
                "coalition": BOTH,
                "encounters": [{"person": "cy", "by": "ann", "at_risk": True}],
                "commitments": ["ben task kept"],
            },
            True,
            "ann and ben put their own",
        ),
        (
            "credibility",
            {"coalition": BOTH, "commitments": ["ann task broken", "ben task asked"]},
            None,
            "Nothing on record",
        ),
        ("system analysed", {}, False, "where the system ends"),
        ("system analysed", {"system": SKETCH}, False, "where the system ends"),
        ("system analysed", {"about": {"boundary": "ward"}}, False, "Sketch what"),
        (
            "system analysed",
            {"system": SKETCH, "about": {"boundary": "ward"}},
            True,
            "one link and a boundary",
        ),
        ("leverage points", {"system": SKETCH}, False, "No leverage point"),
        ("leverage points", {"system": LEVER}, True, "One leverage point is marked."),
        (
            "leverage points",
            {"system": [*LEVER, "fear rule - leverage"]},
            True,
            "Two leverage points are marked.",
        ),
        ("approach", {}, False, "Write down"),
        ("approach", {"about": {"approach": "start small"}}, True, "is written down"),
    ],
)
def test_the_nucleus(criterion: str, sheets: dict[str, Any], met: bool | None, words: str) -> None:
    found = criteria("nucleus", **sheets)[criterion]
    assert found.met is met
    assert words in found.text


CORE = ["ann nucleus", "ben core", "cy core"]
HOURS = [{"person": code, "ring": "core", "hours_per_week": 2} for code in ("ben", "cy")]


@pytest.mark.parametrize(
    ("criterion", "sheets", "met", "words"),
    [
        ("core", {"coalition": CORE[:1]}, False, "Nobody carries the work"),
        ("core", {"coalition": CORE[:2]}, False, "Only ben carries the work"),
        ("core", {"coalition": CORE}, True, "ben and cy carry the work"),
        ("core", {"coalition": [*FIVE, "flo core"]}, False, "has 5 people besides"),
        ("core", {"coalition": FIVE}, True, "ben, cy, dee and eve carry the work"),
        ("commitment", {"coalition": CORE[:1]}, False, "no core yet"),
        ("commitment", {"coalition": CORE}, False, "ben and cy is on record"),
        ("commitment", {"coalition": CORE, "commitments": ["ben time promised"]}, False, "of cy"),
        ("commitment", {"coalition": CORE, "commitments": ["ben time broken"]}, False, "of ben"),
        ("commitment", {"coalition": HOURS}, True, "said what they give"),
        (
            "commitment",
            {"coalition": CORE, "commitments": ["ben time promised", "cy task kept"]},
            True,
            "said what they give",
        ),
        ("honest result", {}, False, "No test of your own"),
        (
            "honest result",
            {"evidence": [{"evidence": "e1", "kind": "external", "result": "worked"}]},
            False,
            "No test of your own",
        ),
        ("honest result", {"evidence": [{"evidence": "e1", "kind": "pilot"}]}, False, "No test"),
        (
            "honest result",
            {"evidence": [{"evidence": "e1", "kind": "demo", "result": "broke"}]},
            True,
            "One own test has a result.",
        ),
        (
            "honest result",
            {"evidence": [{"evidence": e, "kind": "trial", "result": "null"} for e in "xy"]},
            True,
            "Two own tests have a result.",
        ),
    ],
)
def test_the_evidence_phase(
    criterion: str, sheets: dict[str, Any], met: bool | None, words: str
) -> None:
    found = criteria("evidence", **sheets)[criterion]
    assert found.met is met
    assert words in found.text


def own(*results: str) -> list[dict[str, str]]:
    return [{"evidence": f"e{k}", "kind": "pilot", "result": r} for k, r in enumerate(results)]


@pytest.mark.parametrize(
    ("criterion", "sheets", "met", "words"),
    [
        ("evidence", {}, False, "No trial of your own"),
        ("evidence", {"evidence": own("worked", "worked")}, False, "write down what did not"),
        ("evidence", {"evidence": own("broke")}, True, "One own test, with"),
        ("evidence", {"evidence": own("worked", "null", "surprised")}, True, "3 own tests, 2 of"),
        ("stakeholders mapped", {}, False, "0 of 6 people are judged, but no resistance"),
        (
            "stakeholders mapped",
            {"stances": [f"{p} supporter x" for p in ("ann", "ben", "cy")]},
            False,
            "no resistance",
        ),
        (
            "stakeholders mapped",
            {"stances": ["ann supporter x", "ben opponent x"]},
            False,
            "2 of 6 people are judged, and resistance",
        ),
        (
            "stakeholders mapped",
            {"stances": ["ann supporter x", "ben opponent x", "cy champion x"]},
            True,
            "3 of 6 people are judged, and resistance",
        ),
        (
            "stakeholders mapped",
            {"stances": [f"{p} neutral x" for p in ("ann", "ben", "cy")]},
            False,
            "3 of 6 people are judged, but no resistance",
        ),
        (
            "stakeholders mapped",
            {"people": ["ann u"], "stances": ["ann opponent x"]},
            True,
            "1 of 1 person is judged, and resistance",
        ),
        (
            "stakeholders mapped",
            {"stances": ["ann opponent x"]},
            False,
            "1 of 6 people is judged, and resistance",
        ),
        (
            "stakeholders mapped",
            {
                "stances": [f"{p} supporter x" for p in ("ann", "ben", "cy")],
                "resistance": ["r1 rule"],
            },
            True,
            "and resistance is on the map",
        ),
    ],
)
def test_the_preconditions_of_a_launch(
    criterion: str, sheets: dict[str, Any], met: bool | None, words: str
) -> None:
    found = criteria("critical_mass", **sheets)[criterion]
    assert found.met is met
    assert words in found.text


@pytest.mark.parametrize(
    ("sure", "words"),
    [
        (True, "Support is at critical mass."),
        (False, "Support is not at critical mass."),
        (None, "no measure"),
    ],
)
def test_support_is_as_forecast_and_unknown_without_a_measure(
    sure: bool | None, words: str
) -> None:
    found = criteria("launch", sure)["support"]
    assert found.met is sure
    assert words in found.text


def test_an_empty_map_meets_nothing() -> None:
    for phase in ("nucleus", "evidence", "critical_mass"):
        found = readiness(snapshot({"phase": phase}), None)
        assert not any(c.met for c in found)
