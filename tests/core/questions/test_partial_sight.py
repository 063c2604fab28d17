"""Pooled answers give nobody away: which figures come from a reader's own map, and which stay."""

from __future__ import annotations

from typing import Any

from groundswell.core.answer import Answer
from groundswell.core.questions.critical_mass import CriticalMass, CriticalMassValue, critical_mass
from groundswell.core.questions.partial_sight import presented, veiled
from tests.core.builders import snapshot, study

MAP: dict[str, Any] = {
    "about": {"owner": "ann"},
    "people": ["ann", "ben", "cy", "dee", "eve"],
    "ties": ["ben trusts ann", "cy trusts ann", "dee trusts ann", "eve trusts ann"],
    "decisions": ["alone owner", "other owner", "many majority"],
    "authority": ["ben decide alone", "eve decide other",
                  *(f"{p} decide many" for p in ("ben", "cy", "dee"))],
    "coalition": ["ann core"],
}  # fmt: skip
OTHERS = ["cy supporter ann high", "dee supporter ann high", "eve neutral ann high"]
OWN = {**MAP, "stances": OTHERS}
POOLED = {**MAP, "stances": [*OTHERS, "ben opponent dee high"]}


def answered(**sheets: Any) -> Answer[CriticalMassValue]:
    return critical_mass(study(**sheets), CriticalMass(scenarios=64))


def test_only_what_hangs_on_few_of_whom_one_is_hidden_comes_from_ones_own_map() -> None:
    pooled, own = answered(**POOLED), answered(**OWN)
    told = veiled(pooled, own, {"ben"}, snapshot(**OWN)).value
    by = {d.decision: d for d in told.decisions}
    pool = {d.decision: d for d in pooled.value.decisions}
    mine = {d.decision: d for d in own.value.decisions}
    assert {code: d.yours for code, d in by.items()} == {
        "alone": True, "other": False, "many": False,
    }  # fmt: skip
    assert by["alone"].probability == mine["alone"].probability != pool["alone"].probability
    assert (by["other"], by["many"]) == (pool["other"], pool["many"])
    assert told.probability == pooled.value.probability
    assert (told.support, told.resistance) == (pooled.value.support, pooled.value.resistance)
    assert pooled.value.weakest_decision == "alone" != told.weakest_decision


def test_the_balance_of_forces_comes_from_ones_own_map_where_few_hold_everything() -> None:
    few = {"decisions": ["alone owner"], "authority": ["ben decide alone"]}
    pooled, own = answered(**{**POOLED, **few}), answered(**{**OWN, **few})
    told = veiled(pooled, own, {"ben"}, snapshot(**{**OWN, **few})).value
    assert told.support == own.value.support != pooled.value.support


def test_where_nobody_who_decides_is_hidden_the_pooled_answer_stands() -> None:
    pooled, own = answered(**POOLED), answered(**OWN)
    for hidden in (set[str](), {"cy"}, {"ann"}):
        assert veiled(pooled, own, hidden, snapshot(**OWN)) is pooled


def test_a_decision_of_two_of_whom_one_is_hidden_gives_that_one_away() -> None:
    two = {
        "decisions": ["alone majority", "other owner"],
        "authority": ["ben decide alone", "eve decide alone", "eve decide other"],
    }
    pooled, own = (answered(**{**each, **two}) for each in (POOLED, OWN))
    told = veiled(pooled, own, {"ben"}, snapshot(**{**OWN, **two})).value
    assert {d.decision for d in told.decisions if d.yours} == {"alone"}


def test_a_decision_nobody_is_known_to_hold_gives_nobody_away() -> None:
    unheld = {"decisions": [*MAP["decisions"], "open owner"]}
    pooled, own = (answered(**{**each, **unheld}) for each in (POOLED, OWN))
    told = veiled(pooled, own, {"ben"}, snapshot(**{**OWN, **unheld})).value
    assert {d.decision for d in told.decisions if d.yours} == {"alone"}


def test_the_balance_of_forces_hangs_on_what_is_required_and_open_alone() -> None:
    few: dict[str, Any] = {
        "decisions": ["alone owner", {"decision": "logo", "required": False}],
        "authority": ["ben decide alone", *(f"{p} decide logo" for p in ("cy", "dee", "eve"))],
    }
    pooled, own = answered(**{**POOLED, **few}), answered(**{**OWN, **few})
    told = veiled(pooled, own, {"ben"}, snapshot(**{**OWN, **few})).value
    assert told.support == own.value.support != pooled.value.support


def test_whoever_looks_on_reads_no_name_in_any_gap() -> None:
    """Whose stance nobody knows is left out; that a decision has no holder is not."""
    sheets = {**MAP, "decisions": [*MAP["decisions"], "open owner"], "stances": OTHERS[:1]}
    pooled = answered(**sheets)
    assert {"stance_unknown", "ties_unknown"} <= {gap.kind for gap in pooled.gaps}
    shown = presented(pooled, snapshot(**sheets))
    assert [gap.kind for gap in shown.gaps] == ["operators_unknown", "holder_unknown"]
    assert all(gap.ids == () for gap in shown.gaps)
    assert shown.value.erosion == ()
    assert shown.value.probability == pooled.value.probability
