"""Which of two records stands, and the words a snapshot has for people."""

from __future__ import annotations

from datetime import date

import pytest

from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.visible import latest
from tests.core.builders import Row, snapshot

# As text the later day would come first.
EARLIER, LATER = date(2025, 9, 30), date(2025, 10, 1)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ((EARLIER, None), (LATER, None)),
        ((EARLIER, LATER), (LATER, EARLIER)),
        ((EARLIER, EARLIER), (EARLIER, LATER)),
        ((EARLIER, None), (EARLIER, LATER)),
        ((None, None), (EARLIER, None)),
    ],
)
def test_the_day_observed_decides_and_then_the_day_written_down(
    older: tuple[object, object], newer: tuple[object, object]
) -> None:
    # What the rows say would decide the other way.
    rows = tuple(
        Judgement(person="ann", stance=stance, observed_on=seen, recorded_on=written)  # type: ignore[arg-type]
        for stance, (seen, written) in ((0.9, older), (0.1, newer))
    )
    for order in (rows, rows[::-1], list(rows)):
        assert [one.stance for one in latest(order, "person")] == [0.1]


def test_names_are_joined_as_one_says_them() -> None:
    people: list[Row] = [{"person": "ann", "name": "Ann Ax", "role": "nurse"}, "ben", "cy"]
    folded = snapshot(people=people)
    assert folded.names(()) == ""
    assert folded.names(("ann",)) == "Ann Ax"
    assert folded.names(("ann", "ben")) == "Ann Ax and ben"
    assert folded.names(("cy", "ann", "ben")) == "cy, Ann Ax and ben"
    assert [folded.role(code) for code in ("ann", "ben", "zoe")] == ["nurse", "", ""]


@pytest.mark.parametrize(
    ("people", "judged", "words"),
    [
        (1, 0, "1 person on the map, judged by nobody"),
        (1, 1, "1 person on the map, judged by somebody"),
        (2, 0, "2 people on the map, none of them judged by anybody"),
        (3, 1, "3 people on the map, 1 of them judged by somebody"),
    ],
)
def test_the_population_says_how_many_were_judged(people: int, judged: int, words: str) -> None:
    codes = ["ann", "ben", "cy"][:people]
    stances = [f"{code} neutral" for code in codes[:judged]]
    # A stand-in for whoever decides is nobody on the map.
    folded = snapshot(people=codes, stances=stances, decisions=["d1"])
    assert folded.population == words
