"""A former fold saves work and changes no result, whatever changed in between."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.registry import ask
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.snapshot import Snapshot
from tests.core.builders import AS_OF, initiative

BEFORE: dict[str, list[Any]] = {
    "units": [{"unit": "u"}, {"unit": "v"}],
    "people": [{"person": p, "unit": "u"} for p in ("ann", "bea", "cem")],
    "ties": [{"from": "bea", "to": "ann", "kind": "trusts"}],
    "decisions": [{"decision": "pay"}],
    "authority": [{"decision": "pay", "person": "bea", "role": "decide"}],
    "coalition": [{"person": "ann", "ring": "nucleus"}],
}
CHANGES: dict[str, dict[str, list[Any]]] = {
    "nothing": {},
    "a judgement": {"stances": [{"person": "bea", "stance": "skeptic"}]},
    "a tie": {"ties": [{"from": "cem", "to": "bea", "kind": "advice"}]},
    "a person": {"people": [{"person": "dan", "unit": "v"}]},
    "a setting": {"settings": [{"constant": "weight_trusts", "value": 0.9}]},
    "a unit": {"people": [{"person": "ann", "unit": "v", "observed_on": AS_OF}]},
    "whom they consult": {"authority": [{"decision": "pay", "person": "cem", "role": "consult"}]},
    "a seat nobody is known to hold": {"decisions": [{"decision": "rules"}]},
}


def _folded(extra: dict[str, list[Any]], former: Snapshot | None = None) -> Snapshot:
    every = {sheet: [*rows, *extra.get(sheet, [])] for sheet, rows in BEFORE.items()}
    return fold(initiative(None, **{**extra, **every}), AS_OF, former=former)


@pytest.mark.parametrize("changed", CHANGES)
def test_a_former_fold_changes_no_result(changed: str) -> None:
    former, extra = _folded({}), CHANGES[changed]
    taken, anew = _folded(extra, former), _folded(extra)
    for name in ("starts", "heard", "weight", "firm", "hashes", "reported", "group"):
        np.testing.assert_array_equal(getattr(taken.listening, name), getattr(anew.listening, name))
    for kind, layer in anew.layers.items():
        np.testing.assert_array_equal(taken.layers[kind].toarray(), layer.toarray())
    question = CriticalMass(scenarios=64)
    assert ask(taken, question) == ask(anew, question)


def test_ties_are_taken_over_only_where_they_are_the_same() -> None:
    former = _folded({})
    assert _folded(CHANGES["a judgement"], former).listening is former.listening
    assert _folded(CHANGES["a tie"], former).listening is not former.listening
