"""The cheapest strengthening against each loss."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.candidates import ENOUGH_CHANCE
from groundswell.core.dynamics.outlook import Outlook
from groundswell.core.questions.losses import departure
from groundswell.core.questions.resilience import Resilience, ResilienceValue, resilience
from groundswell.core.questions.strengthening import (
    NOTHING,
    Loss,
    Strengthening,
    _best,
    helpers,
    strengthenings,
)
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


def under(chance: float, luck: float = 0) -> Outlook:
    """Return an outlook of one chance, the same in every scenario but for luck either way."""
    flat, none = chance + np.tile([-luck, luck], 8), np.empty((0, 16))
    return Outlook(flat, none, np.ones(16), none, none, None, np.log(flat))


DOUBTFUL: dict[str, Any] = {
    "people": [
        "ben",
        {"person": "cy", "hours_to_recruit": 1},
        {"person": "dee", "hours_to_recruit": 4},
    ],
    "coalition": ["ben core"],
}


def best(
    today: Outlook, lost: Outlook, cheap: Outlook, dear: Outlook, **sheets: Any
) -> Strengthening | None:
    """Return what is suggested against losing ben, where cy costs one hour and dee four."""
    folded = snapshot(**DOUBTFUL | sheets)
    loss = Loss("member", "ben", departure(folded, "ben"), lost, (1, 2))
    return _best(folded, today, loss, {1: cheap, 2: dear}, frozenset())


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
    found = best(under(0.4), under(0.2), under(cheap), under(dear))
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


def test_exactly_half_of_the_loss_is_half_of_it() -> None:
    """Of a quarter lost an eighth comes back with the cheaper one: the dearer is not needed."""
    found = best(under(0.5), under(0.25), under(0.375), under(0.5))
    assert found is not None and found.person == "cy"


def test_what_comes_back_is_counted_from_the_loss_and_told_in_points() -> None:
    found = best(under(0.4), under(0.2), under(0.36), under(0.2))
    assert found is not None and found.regained is not None
    assert found.regained.mean == pytest.approx(0.16)
    assert found.text == (
        "win cy as well (about 1 hour), which is worth +16 points (+16 to +16) then"
    )


@pytest.mark.parametrize(
    ("cheap", "dear", "chosen"),
    [
        (
            1 / 4096,
            1 / 512,
            "dee",
        ),  # the chance was halved three times; of these one comes back, or all
        (1 / 1024, 1 / 512, "cy"),  # all of them with either
        (1 / 4096, 1 / 4096, "cy"),  # one with either: an hour decides
        (1 / 8192, 1 / 8192, None),
    ],
)
def test_where_the_chance_is_next_to_none_the_smooth_objective_measures(
    cheap: float, dear: float, chosen: str | None
) -> None:
    found = best(under(1 / 1024), under(1 / 8192), under(cheap), under(dear))
    assert found is not None and found.person == chosen
    if chosen:
        assert found.text.endswith("), which makes up for part of it then")


def test_the_chance_itself_measures_from_the_least_by_which_it_can() -> None:
    """At exactly that chance its points are told; below it, only that part is made up for."""
    for today, words in ((ENOUGH_CHANCE, "worth +1 point"), (0.019, "makes up for part of it")):
        found = best(under(today), under(0.005), under(0.015), under(0.005))
        assert found is not None and words in found.text


def test_what_comes_back_must_be_told_from_nothing_and_from_luck() -> None:
    today, lost = under(0.4), under(0.2)
    for gain in (under(0.2 + NOTHING / 2), under(0.24, luck=0.15)):
        found = best(today, lost, gain, lost)
        assert found is not None and found.person is None
    sure = best(today, lost, under(0.24, luck=0.01), lost)
    assert sure is not None and sure.person == "cy"


@pytest.mark.parametrize(("owner", "whose"), [("ben", "your"), ("cy", "their")])
def test_a_mandate_is_written_into_the_role_of_whoever_leaves(owner: str, whose: str) -> None:
    nothing = under(0.2)
    found = best(under(0.4), nothing, nothing, nothing, about={"owner": owner})
    assert found is not None and found.person is None
    assert found.text.startswith(f"have it written into {whose} role or goals")


def test_where_nothing_is_lost_nothing_is_suggested() -> None:
    """Nobody hangs on ben; that winning cy would help all the same is another question."""
    shared = study(scenarios=16, **STRONGER)
    for after, number in ((0.5, 0), (0.499, 0), (0.6, 0), (0.4, 1)):
        loss = Loss("member", "ben", departure(shared.snapshot, "ben"), under(after), ())
        assert len(strengthenings(shared, under(0.5), [loss], ())) == number
