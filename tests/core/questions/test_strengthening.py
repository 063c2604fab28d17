"""The cheapest strengthening against each loss."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.outlook import Outlook
from groundswell.core.questions.losses import departure
from groundswell.core.questions.resilience import Resilience, ResilienceValue, resilience
from groundswell.core.questions.strengthening import Loss, _best, helpers
from tests.core.builders import snapshot, study


def answered(**sheets: Any) -> Answer[ResilienceValue]:
    return resilience(study(scenarios=128, **sheets), Resilience())


def words(answer: Answer[ResilienceValue]) -> str:
    return " ".join(reason.text for reason in answer.reasons)


# Ben holds one vote of three and is the only member; cy and dee doubt, and differ in their hours.
STRONGER: dict[str, Any] = {
    "people": [
        "ben",
        {"person": "cy", "hours_to_recruit": 9},
        {"person": "dee", "hours_to_recruit": 2},
    ],
    "stances": [f"{p} neutral {a} high" for p in ("cy", "dee") for a in "xyz"],
    "decisions": ["d1 majority"],
    "authority": [f"{p} decide d1" for p in ("ben", "cy", "dee")],
    "coalition": ["ben core"],
}


def test_the_cheapest_who_brings_half_back_is_suggested_with_the_hours() -> None:
    answer = answered(**STRONGER)
    one = next(s for s in answer.value.strengthenings if s.against == "member")
    assert (one.id, one.person, one.hours) == ("ben", "dee", 2)
    loss = next(m for m in answer.value.members if m.person == "ben")
    assert one.regained is not None and one.regained.mean >= -loss.change.mean / 2
    assert "Cheapest against it: win dee as well (about 2 hours)" in words(answer)


def test_where_nobody_helps_a_mandate_is_suggested_unless_there_is_one() -> None:
    """Cy is the only one left to win, and says no whatever happens: they hold nothing."""
    rows = {
        "people": ["ben", "cy"],
        "decisions": ["d1 owner"],
        "authority": ["ben decide d1"],
        "coalition": ["ben core"],
    }
    one = next(s for s in answered(**rows).value.strengthenings if s.against == "member")
    assert one.person is None and one.regained is None and one.hours == 4
    assert "where a successor finds it (about 4 hours)" in one.text
    written = answered(**{**rows, "commitments": ["ben mandate kept"]}).value
    assert [s for s in written.strengthenings if s.against == "member"] == []


def test_nobody_is_won_who_has_just_been_replaced_or_turned_against_it() -> None:
    rows = {
        **STRONGER,
        "people": [
            "ben",
            {"person": "cy", "level": "executive"},
            {"person": "dee", "level": "executive"},
        ],
        "stances": [f"{p} skeptic {a} high" for p in ("cy", "dee") for a in "xyz"],
    }
    found = {s.id: s.person for s in answered(**rows).value.strengthenings}
    assert "leadership_change" not in found and "organised_resistance" not in found
    assert found["budget_crisis"] in ("cy", "dee")


def under(chance: float) -> Outlook:
    """Return an outlook of one chance, the same in every scenario."""
    flat, none = np.full(16, chance), np.empty((0, 16))
    return Outlook(flat, none, np.ones(16), none, none, None, np.log(flat))


@pytest.mark.parametrize(
    ("cheap", "dear", "chosen"),
    [
        (0.24, 0.36, "dee"),  # a fifth for one hour, or four fifths for four: half must come back
        (0.24, 0.26, "cy"),  # neither brings half back, so that an hour decides
        (0.32, 0.40, "cy"),  # both do, so that the hours decide
        (0.20, 0.20, None),  # nothing comes back: a mandate
    ],
)
def test_half_of_the_loss_must_come_back_before_hours_alone_decide(
    cheap: float, dear: float, chosen: str | None
) -> None:
    folded = snapshot(
        people=[
            "ben",
            {"person": "cy", "hours_to_recruit": 1},
            {"person": "dee", "hours_to_recruit": 4},
        ],
        coalition=["ben core"],
    )
    loss = Loss("member", "ben", departure(folded, "ben"), under(0.2), (1, 2))
    found = _best(folded, under(0.4), loss, {1: under(cheap), 2: under(dear)}, frozenset())
    assert found is not None and found.person == chosen


def test_only_those_outside_who_may_be_asked_and_are_still_there_help() -> None:
    shared = study(
        people=["ann", "ben", "cy", "dee"],
        stances=[{"person": "dee", "stance": "opponent", "fixed": True}],
        coalition=["ann core"],
    )
    assert helpers(shared, (0, 2), (), (1, 2, 3)) == (2, 1)
    assert helpers(shared, (), (2,), (0, 1, 2, 3)) == (1,)


def test_a_seat_of_which_nobody_is_known_cannot_be_asked() -> None:
    """After the people come stand-ins for those who hold a decision unnamed."""
    shared = study(people=["ann", "ben"], decisions=["d1 owner"], coalition=["ann core"])
    stand_in = int(shared.snapshot.decisions[0].holders[0])
    assert stand_in == len(shared.snapshot.people) == 2
    assert helpers(shared, [stand_in, 1, 0], [], []) == (1,)
