"""What is remembered of rows must be what would be worked out afresh, however the rows came."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.questions.map_gaps import last_revised
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Judgement, Person
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.remembered import Remembered, begins_with, forget_all
from groundswell.core.terrain.terms import Stance
from groundswell.core.terrain.visible import latest, visible

DAY = date(2026, 6, 1)
PEOPLE = tuple(Person(person=code) for code in ("ann", "bob", "cy"))

judgements = st.builds(
    Judgement,
    person=st.sampled_from(["ann", "bob", "cy", "gone"]),
    stance=st.sampled_from([*Stance]),
    assessor=st.sampled_from([None, "ann", "bob"]),
    observed_on=st.none() | st.dates(DAY - timedelta(days=9), DAY + timedelta(days=9)),
    retracted_on=st.none() | st.dates(DAY - timedelta(days=9), DAY + timedelta(days=9)),
)
steps = st.lists(st.lists(judgements, max_size=4) | st.integers(0, 9), max_size=6)


def rows_of(*numbers: int) -> tuple[int, ...]:
    """A tuple of its own, however like another it looks."""
    return numbers


def states(steps: list[list[Judgement] | int]) -> list[tuple[Judgement, ...]]:
    """Rows that grow, and now and then lose one in the middle."""
    rows: tuple[Judgement, ...] = ()
    found = [rows]
    for step in steps:
        if isinstance(step, int):
            rows = tuple(row for at, row in enumerate(rows) if at != step)
        else:
            rows = (*rows, *step)
        found.append(rows)
    return found


@given(steps)
def test_the_newest_of_each_is_the_same_whatever_was_asked_before(
    steps: list[list[Judgement] | int],
) -> None:
    key = ("person", "assessor")
    told = [latest(rows, *key) for rows in states(steps)]
    assert told == [latest(iter(rows), *key) for rows in states(steps)]


@given(steps)
def test_a_map_is_the_same_whatever_was_folded_before(steps: list[list[Judgement] | int]) -> None:
    former = None
    for rows in states(steps):
        seen = Observations(records={"people": PEOPLE, "stances": rows})
        former = fold(seen, DAY, former=former)
        revised = last_revised(former)
        forget_all()
        afresh = fold(seen, DAY)
        assert former.seen == afresh.seen
        assert former.stances.mean.tobytes() == afresh.stances.mean.tobytes()
        assert former.hashes.tobytes() == afresh.hashes.tobytes()
        assert revised == last_revised(afresh)


def test_rows_that_only_look_alike_are_not_confused() -> None:
    asked: list[int] = []

    def noted(rows: tuple[int, ...]) -> int:
        asked.append(len(rows))
        return sum(rows)

    total = Remembered(noted)
    one, other = rows_of(1000, 2000), rows_of(1000, 2000)
    assert (total(one), total(one), total(other)) == (3000, 3000, 3000)
    assert asked == [2, 2]


def test_only_added_rows_are_worked_on() -> None:
    asked: list[tuple[int, ...]] = []

    def noted(rows: tuple[int, ...]) -> int:
        asked.append(rows)
        return sum(rows)

    total = Remembered(noted, lambda former, added: former + noted(added))
    rows = rows_of(1000, 2000)
    longer = (*rows, 3000)
    assert (total(rows), total(longer), total((*longer, 4000))) == (3000, 6000, 10000)
    assert asked == [(1000, 2000), (3000,), (4000,)]


def test_what_is_given_beside_the_rows_is_kept_apart_and_no_rows_at_all_are_fine() -> None:
    def times(rows: tuple[int, ...], by: int, plus: int) -> int:
        return by * sum(rows) + plus

    total = Remembered(times, lambda former, added, by, plus: former + by * sum(added))
    rows = rows_of(1000, 2000)
    longer = (*rows, 3000)
    assert (total(rows, 2, 0), total(rows, 3, 0), total(rows, 2, 7)) == (6000, 9000, 6007)
    assert (total(longer, 3, 0), total(longer, 2, 7), total(longer, 4, 0)) == (18000, 12007, 24000)
    assert (total((), 2, 7), total(longer[:1], 2, 7)) == (7, 2007)


def test_no_more_is_kept_than_was_said_and_all_can_be_forgotten() -> None:
    asked: list[int] = []

    def noted(rows: tuple[int, ...]) -> int:
        asked.append(len(rows))
        return sum(rows)

    total = Remembered(noted, size=2)
    one, other, third = rows_of(1000), rows_of(2000), rows_of(3000)
    assert (total(one), total(other), total(one)) == (1000, 2000, 1000)
    assert len(asked) == 2
    assert (total(third), total(one), total(other)) == (3000, 1000, 2000)
    assert len(asked) == 4
    forget_all()
    assert total(one) == 1000
    assert len(asked) == 5


def test_rows_continue_others_only_where_each_is_the_same_object() -> None:
    first, twin = Judgement(person="ann", stance=0.5), Judgement(person="ann", stance=0.5)
    assert begins_with((first, twin), (first,))
    assert begins_with((first,), (first,))
    assert not begins_with((twin, first), (first,))
    assert not begins_with((first,), (first, twin))


def test_nothing_hidden_leaves_the_very_same_rows() -> None:
    rows = (Judgement(person="ann", stance=0.5),)
    seen = visible(Observations(records={"stances": rows}), DAY, DAY)
    assert seen.records["stances"] is rows
