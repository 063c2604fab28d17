"""What a package does to the practice itself, and what is said of a code that is not there."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.answer import Estimate
from groundswell.core.dynamics.candidates import former_members
from groundswell.core.dynamics.outlook import outlooks
from groundswell.core.dynamics.plan import Plan
from groundswell.core.questions.package import READERS, package_of
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.questions.what_if import Figure, WhatIf, what_if
from groundswell.core.terrain.terms import Ring
from tests.core.builders import AS_OF, snapshot, study
from tests.core.worlds import ward

WARD = ward("neutral")


def tried(sheets: dict[str, Any], **changes: Any) -> dict[str, Figure]:
    answer = what_if(study(scenarios=64, **sheets), WhatIf(scenarios=64, **changes))
    return {figure.figure: figure for figure in answer.value.figures}


def test_whether_it_goes_on_by_itself_is_told_before_and_after() -> None:
    figure = tried(WARD, exit=("p0", "p1", "p2"))["self_sustaining"]
    shared = study(scenarios=64, **WARD)
    assert shared.today.lasting is not None
    assert figure.now == Estimate.of(shared.today.lasting)
    plan = Plan(left=(0, 1, 2))
    (then,) = outlooks(shared.draws, shared.stage, [plan], lasting=True)
    assert then.lasting is not None
    assert figure.then == Estimate.of(then.lasting)
    assert then.lasting.mean() < shared.today.lasting.mean()


def test_what_moves_and_what_does_not_is_told_apart() -> None:
    rows: dict[str, Any] = {
        "people": ["ann", "ben"],
        "stances": [f"{who} neutral {a} high" for who in ("ann", "ben") for a in "xyz"],
        "decisions": ["d1 owner", "d2 owner"],
        "authority": ["ann decide d1", "ben decide d2"],
    }
    answer = what_if(study(**rows), WhatIf(scenarios=64, stance=("ann=champion",)))
    moved = {f.id for f in answer.value.figures if f.moves == "up" and f.id}
    assert moved == {"d1"}
    (still,) = (r for r in answer.reasons if r.text.startswith("Unmoved"))
    assert still.ids == ("d2",)
    told = [r.text for r in answer.reasons if r is not still]
    assert [r.ids for r in answer.reasons if r.text.startswith("‘d1’")] == [("d1",)]
    assert any(text.startswith("The chance that everything needed happens") for text in told)
    assert any("‘d1’" in text for text in told) and not any("‘d2’" in text for text in told)
    assert not any(r.text.startswith("Within error") for r in answer.reasons)


def test_where_no_practice_is_needed_nothing_goes_on() -> None:
    optional = {**WARD, "nodes": [{"node": "n1", "unit": "u", "required": False}]}
    assert "self_sustaining" not in tried(optional, exit=("p0",))


@pytest.mark.parametrize(
    ("commitment", "level", "target", "words"),
    [
        (0.5, "opponent", 0.7, ", no longer at critical mass."),
        (0.3, "champion", 0.7, ", at critical mass."),
        (0.5, "champion", 0.7, ", still at critical mass."),
        (0.3, "skeptic", 0.7, ", still not at critical mass."),
    ],
)
def test_what_becomes_of_critical_mass_is_told(
    commitment: float, level: str, target: float, words: str
) -> None:
    owner = {"person": "ann", "ring": "core", "commitment": commitment}
    answer = what_if(
        study(
            about={"target": target},
            people=["ann"],
            decisions=["d1 owner"],
            authority=["ann decide d1"],
            coalition=[owner],
        ),
        WhatIf(scenarios=64, stance=(f"ann={level}",)),
    )
    assert answer.headline.endswith(words)


def test_whoever_joins_is_written_down_beside_those_who_are_in() -> None:
    """Cy left before, and comes back; the others stay as they are."""
    folded = snapshot(
        people=["ann", "ben", "cy"],
        coalition=["ann core", "ben second", {"person": "cy", "ring": "core", "left_on": AS_OF}],
    )
    given: dict[str, Any] = {name: () for name, _ in READERS}
    recorded = package_of(folded, given | {"recruit": ("cy",)}).recorded
    rings = {code: member.ring for code, member in recorded.members.items()}
    assert rings == {"ann": Ring.CORE, "ben": Ring.SECOND, "cy": Ring.WIDER}
    assert former_members(recorded) == set()


@pytest.mark.parametrize(
    ("entries", "known"),
    [(1, "It has e1."), (5, "e1, e2, e3, e4, e5."), (7, "e1, e2, e3, e4, e5 and more.")],
)
def test_of_a_long_ledger_five_entries_are_named(entries: int, known: str) -> None:
    ledger = [f"e{k + 1} worked" for k in range(entries)]
    with pytest.raises(UnfitOptionError) as unfit:
        tried({**WARD, "evidence": ledger}, show=("e9:p5",))
    assert known in str(unfit.value) or known in unfit.value.mend
