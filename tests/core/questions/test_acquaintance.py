"""Whom of those outside somebody trusts or asks, the strongest tie first."""

from __future__ import annotations

from groundswell.core.questions.acquaintance import Acquaintance
from tests.core.builders import snapshot


def test_those_outside_whom_somebody_trusts_or_asks_come_by_the_strength_of_the_tie() -> None:
    folded = snapshot(
        about={"owner": "o"},
        people=[*"abcdmox"],
        decisions=["d1"],
        ties=[
            "x trusts a .3",
            "x advice b .9",
            "x trusts m",
            "x advice o",
            "x works_with c",
            "d trusts x",
        ],
        coalition=["m wider"],
    )
    assert Acquaintance(folded).trusted_by(folded.index["x"]) == ("b", "a")
    assert Acquaintance(folded).trusted_by(folded.index["c"]) == ()


def test_trust_and_advice_of_one_tie_add_up() -> None:
    folded = snapshot(people=[*"abx"], ties=["x trusts a .5", "x advice a .4", "x trusts b .7"])
    assert Acquaintance(folded).trusted_by(folded.index["x"]) == ("a", "b")
