"""What is said of a loss: its figures, what goes with it, and when it is none worth naming."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from groundswell.core.answer import Estimate
from groundswell.core.questions.losses import MemberLoss, PairLoss
from groundswell.core.questions.resilience import (
    Resilience,
    ResilienceValue,
    headline,
    reasons,
    resilience,
    severity,
)
from tests.core.builders import snapshot, study

MAP: dict[str, Any] = {
    "units": [{"unit": "u", "name": "Ward"}, {"unit": "v", "name": "Pharmacy"}],
    "people": ["ann", "ben u", "cy v"],
    "decisions": ["d1 majority"],
    "authority": [f"{p} decide d1" for p in ("ann", "ben", "cy")],
    "coalition": ["ben core", "cy core"],
}
NONE = Estimate(0, 0, 0)


def value() -> ResilienceValue:
    return resilience(study(scenarios=16, **MAP), Resilience(scenarios=16)).value


def loss(person: str, mean: float, log: float, *lost: str, silent: tuple[str, ...] = ()) -> Any:
    return MemberLoss(person, lost, silent, Estimate(mean, mean, mean), log, owner=False)


@pytest.mark.parametrize(
    ("log", "words"),
    [
        (0.0, "No single departure would cost you much."),
        (-0.4, "If ben moved on, it would cost you most, though no decision hangs on it alone."),
    ],
)
def test_a_departure_costs_something_where_it_makes_the_chance_smaller_at_all(
    log: float, words: str
) -> None:
    found = replace(value(), members=(loss("ben", 0.0, log), loss("cy", 0.0, 0.0)))
    assert headline(found, snapshot(**MAP)) == words


@pytest.mark.parametrize(
    ("lost", "silent", "words"),
    [
        ((), (), "."),
        (("d1",), (), " and costs ground on ‘d1’."),
        ((), ("v",), " and leaves Pharmacy unheard."),
        (("d1",), ("u", "v"), " and costs ground on ‘d1’ and leaves Ward and Pharmacy unheard."),
    ],
)
def test_what_goes_with_somebody_is_told_beside_the_chance(
    lost: tuple[str, ...], silent: tuple[str, ...], words: str
) -> None:
    found = replace(value(), members=(loss("cy", -0.1, -1, *lost, silent=silent),))
    found = replace(found, strengthenings=())
    told = reasons(found, snapshot(**MAP))[0]
    assert told.text == f"Without cy the chance changes by -10 points (-10 to -10){words}"
    assert told.ids == ("cy", *lost)


@pytest.mark.parametrize(
    ("beyond", "words"),
    [
        (-0.06, "that is -6 points (-6 to -6) beyond the two apart."),
        (-0.004, "they cover for each other, and together cost more than apart."),
    ],
)
def test_what_two_cost_beyond_each_alone_is_a_figure_where_it_is_visible(
    beyond: float, words: str
) -> None:
    both = Estimate(-0.2, -0.3, -0.1)
    pair = PairLoss(("ben", "cy"), (), (), both, -1, Estimate(beyond, beyond, beyond), -1)
    (told,) = (
        r.text
        for r in reasons(replace(value(), pairs=(pair,)), snapshot(**MAP))
        if r.text.startswith("Without both")
    )
    assert told == (
        f"Without both ben and cy the chance changes by -20 points (-30 to -10); {words}"
    )


def test_an_upheaval_is_from_nothing_to_as_far_as_it_goes() -> None:
    declared: Any = severity("how far")
    assert (declared.metadata["low"], declared.metadata["high"]) == (0, 1)
    assert declared.default == 1
