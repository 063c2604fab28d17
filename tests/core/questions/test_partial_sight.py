"""Pooled answers give nobody away: which figures come from a reader's own map, and which stay."""

from __future__ import annotations

from typing import Any

from groundswell.core.answer import Answer
from groundswell.core.questions.critical_mass import CriticalMass, CriticalMassValue, critical_mass
from groundswell.core.questions.partial_sight import veiled
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
