"""Tending: each sort of contact moves the circle it should, and a rhythm moves the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.questions.tending import Rhythm, Tending, TendingValue
from groundswell.core.registry import ask
from tests.core.builders import AS_OF, snapshot

JOINED = date(2026, 1, 1)


def asked(**more: Any) -> Answer[TendingValue]:
    """Return the answer for a core of one and an outer circle of one."""
    world: dict[str, Any] = {
        "about": {"owner": "ama"},
        "people": ["ama", "ben", "cleo"],
        "coalition": [
            "ama nucleus",
            {"person": "ben", "ring": "core", "joined_on": JOINED},
            {"person": "cleo", "ring": "second", "joined_on": JOINED},
        ],
    }
    return ask(snapshot(**{**world, **more}), Tending())


def last(answer: Answer[TendingValue]) -> dict[str, date | None]:
    """Return the last contact with each."""
    return {tie.person: tie.last for tie in answer.value.ties}


@pytest.mark.parametrize(
    ("talk", "ben", "cleo"),
    [
        ({"kind": "one_to_one"}, True, True),
        ({"kind": "approach"}, True, True),
        ({}, True, True),
        ({"kind": "hallway"}, False, True),
        ({"kind": "join_request"}, False, True),
        ({"kind": "advocacy"}, False, False),
    ],
)
def test_what_counts_as_contact_in_which_circle(
    talk: dict[str, str], ben: bool, cleo: bool
) -> None:
    day = date(2026, 5, 20)
    rows = [{"person": who, "date": day, **talk} for who in ("ben", "cleo")]
    found = last(asked(encounters=rows))
    assert found == {"ben": day if ben else None, "cleo": day if cleo else None}


@pytest.mark.parametrize(
    ("presence", "counts"), [("present", True), ("substitute", False), ("absent", False)]
)
def test_a_meeting_counts_for_the_outer_circles_alone(presence: str, counts: bool) -> None:
    meeting = {"meeting": "m", "date": date(2026, 5, 20)}
    rows = [f"m {who} {presence}" for who in ("ben", "cleo")]
    found = last(asked(meetings=[meeting], attendance=rows))
    assert found == {"ben": None, "cleo": meeting["date"] if counts else None}


def test_a_tie_is_due_after_its_rhythm_and_fades_after_half_as_much_again() -> None:
    def rhythm(day: date, **more: Any) -> Rhythm:
        rows = [{"person": "ben", "date": day, "kind": "one_to_one"}]
        return next(t.rhythm for t in asked(encounters=rows, **more).value.ties if t.alone)

    assert rhythm(date(2026, 5, 20)) is Rhythm.FINE
    assert rhythm(date(2026, 5, 5)) is Rhythm.SOON
    assert rhythm(date(2026, 5, 2)) is Rhythm.DUE
    assert rhythm(date(2026, 4, 15)) is Rhythm.FADING
    slow = [{"constant": "tend_inner_days", "value": 90}]
    assert rhythm(date(2026, 4, 15), settings=slow) is Rhythm.FINE


def test_the_answer_names_who_waits_the_longest_first() -> None:
    answer = asked()
    assert answer.value.waiting == ("ben", "cleo") and answer.value.fading == ("ben", "cleo")
    assert answer.headline == "It is time to talk to ben and cleo. Two ties fade."
    assert [reason.ids for reason in answer.reasons] == [("ben",), ("cleo",)]
    talks = [{"person": who, "date": AS_OF} for who in ("ben", "cleo")]
    assert asked(encounters=talks).headline == "Nobody waits for you."
    alone = asked(coalition=["ama nucleus"])
    assert alone.headline.startswith("Nobody is in the coalition beside you")


def test_nobody_dated_is_a_gap_and_not_a_neglect() -> None:
    answer = asked(coalition=["ama nucleus", "cleo second"])
    assert answer.value.waiting == () and answer.gaps[0].ids == ("cleo",)


def test_the_newest_contact_counts_whoever_of_the_two_is_named() -> None:
    rows = [
        {"person": "cleo", "by": "ama", "date": date(2026, 5, 20)},
        {"person": "cleo", "by": "ama", "date": date(2026, 4, 2)},
        {"person": "ama", "by": "cleo", "date": date(2026, 5, 25)},
    ]
    assert last(asked(encounters=rows[:2]))["cleo"] == date(2026, 5, 20)
    assert last(asked(encounters=rows[1::-1]))["cleo"] == date(2026, 5, 20)
    assert last(asked(encounters=rows))["cleo"] == date(2026, 5, 25)
    other = [{"person": "cleo", "by": "ben", "date": date(2026, 5, 20)}]
    assert last(asked(encounters=other))["cleo"] == date(2026, 5, 20)


def test_a_tie_is_soon_due_from_a_week_before_on() -> None:
    """The rhythm of the inner circle is thirty days."""

    def rhythm(ago: int) -> Rhythm:
        rows = [{"person": "ben", "date": AS_OF - timedelta(days=ago), "kind": "one_to_one"}]
        return next(t.rhythm for t in asked(encounters=rows).value.ties if t.alone)

    every = round(snapshot(people=["ama"]).settings.tend_inner_days)
    week = [rhythm(every - days) for days in (8, 7, 1, 0)]
    assert week == [Rhythm.FINE, Rhythm.SOON, Rhythm.SOON, Rhythm.DUE]
    assert [rhythm(every * 3 // 2), rhythm(every * 3 // 2 + 1)] == [Rhythm.DUE, Rhythm.FADING]


def test_the_last_contact_is_said_in_the_words_of_its_circle() -> None:
    rows = [{"person": who, "date": date(2026, 5, 20)} for who in ("ben", "cleo")]
    told = {reason.ids[0]: reason.text for reason in asked(encounters=rows).reasons}
    ties = {tie.person: tie.reason for tie in asked(encounters=rows).value.ties}
    assert ties["ben"].startswith("Last conversation alone 12 days ago; the next is due on ")
    assert ties["cleo"].startswith("Last contact 12 days ago; the next is due on ")
    assert set(told) <= {"ben", "cleo"}
    today = [{"person": "ben", "date": AS_OF}]
    found = {tie.person: tie.reason for tie in asked(encounters=today).value.ties}
    assert found["ben"].startswith("Last conversation alone today; ")
    assert found["cleo"] == "No contact is on record yet."


def test_only_who_has_neither_a_contact_nor_a_day_is_a_gap() -> None:
    assert not asked().gaps
    seen = [{"person": "cleo", "date": date(2026, 5, 20)}]
    assert not asked(coalition=["ama nucleus", "cleo second"], encounters=seen).gaps


def test_the_first_day_alone_is_the_day_of_joining() -> None:
    new = [{"person": "ben", "ring": "core", "joined_on": AS_OF}]
    (tie,) = asked(coalition=["ama nucleus", *new]).value.ties
    assert tie.due == AS_OF and tie.rhythm is Rhythm.DUE


@pytest.mark.parametrize(("talked", "newest"), [(10, 20), (20, 20), (25, 25)])
def test_the_newest_counts_whether_it_was_a_talk_or_a_meeting(talked: int, newest: int) -> None:
    found = asked(
        encounters=[{"person": "cleo", "date": date(2026, 5, talked)}],
        meetings=[{"meeting": "m", "date": date(2026, 5, 20)}],
        attendance=["m cleo present"],
    )
    assert last(found)["cleo"] == date(2026, 5, newest)


def test_on_the_day_itself_it_is_due_and_the_day_after_it_was() -> None:
    """The rhythm of the inner circle is thirty days."""
    for day, words in ((2, "is due on 1 June 2026."), (1, "was due on 31 May 2026.")):
        rows = [{"person": "ben", "date": date(2026, 5, day), "kind": "one_to_one"}]
        told = {t.person: t.reason for t in asked(encounters=rows).value.ties}["ben"]
        assert told == f"Last conversation alone {32 - day} days ago; the next {words}"


def test_of_many_who_wait_two_are_named_and_the_rest_counted() -> None:
    code = [f"p{k}" for k in range(4)]
    rows = [{"person": p, "ring": "core", "joined_on": AS_OF} for p in code]
    answer = asked(people=["ama", *code], coalition=["ama nucleus", *rows])
    assert answer.headline == "It is time to talk to p0, p1 and 2 more."
