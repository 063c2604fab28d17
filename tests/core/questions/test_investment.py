"""What members put in: each kind of record moves its own figure, and coming moves none of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.questions.investment import (
    Invested,
    Investment,
    InvestmentValue,
    investment,
)
from tests.core.builders import AS_OF, study


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


CORE: dict[str, Any] = {
    "about": {"owner": "ann"},
    "people": ["ann", "ben", "dee"],
    "coalition": ["ann nucleus", "ben core"],
    "meetings": [{"meeting": "m1", "date": ago(7)}],
    "gates": [{"gate": "g1", "held_on": ago(3)}],
}
TALK = {"person": "dee", "by": "ben", "date": ago(4)}
DONE = {"person": "ben", "state": "kept", "promised_on": ago(9)}
AGAINST = {"gate": "g1", "assessor": "ben", "observed_on": ago(3), "best_case_against": "cost"}
NOTHING = {"hours": 0.0, "kept": 0, "broken": 0, "owed": 0, "advocacy": 0, "at_risk": 0,
           "mandates": 0, "challenges": 0, "met": 0, "substituted": 0, "absent": 0}  # fmt: skip
MOVES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"encounters": [{**TALK, "hours": 1.5}]}, {"hours": 1.5}),
    ({"encounters": [TALK]}, {"hours": None}),
    ({"encounters": [{**TALK, "hours": 1, "kind": "advocacy", "at_risk": True}]},
     {"hours": 1.0, "advocacy": 1, "at_risk": 1}),
    ({"commitments": [{**DONE, "hours": 3, "kind": "task"}]}, {"hours": 3.0, "kept": 1}),
    ({"commitments": [{**DONE, "hours": 0, "kind": "sponsor"}]}, {"kept": 1, "advocacy": 1}),
    ({"commitments": [{**DONE, "hours": 0, "kind": "mandate"}]}, {"kept": 1, "mandates": 1}),
    ({"commitments": [{**DONE, "state": "broken"}]}, {"broken": 1}),
    ({"commitments": [{**DONE, "state": "promised"}]}, {"owed": 1}),
    ({"gate_answers": [AGAINST]}, {"challenges": 1}),
    ({"gate_answers": [{**AGAINST, "best_case_against": None}]}, {}),
    ({"attendance": ["m1 ben present"]}, {"met": 1}),
    ({"attendance": ["m1 ben substitute"]}, {"substituted": 1}),
    ({"attendance": ["m1 ben absent"]}, {"absent": 1}),
    ({"encounters": [{**TALK, "hours": 2, "date": ago(91)}]}, {}),
    ({"encounters": [{**TALK, "hours": 2, "by": "ann"}]}, {}),
]  # fmt: skip


def answered(**sheets: Any) -> Answer[InvestmentValue]:
    return investment(study(scenarios=16, **{**CORE, **sheets}), Investment(scenarios=16))


def ben(**sheets: Any) -> Invested:
    return next(m for m in answered(**sheets).value.members if m.person == "ben")


@pytest.mark.parametrize(("sheets", "moved"), MOVES)
def test_each_record_moves_its_own_figure_and_no_other(
    sheets: dict[str, Any], moved: dict[str, Any]
) -> None:
    found = ben(**sheets)
    assert {name: getattr(found, name) for name in NOTHING} == {**NOTHING, **moved}


def test_coming_to_meetings_alone_puts_nothing_in_and_the_gap_says_what_to_ask() -> None:
    found = answered(attendance=["m1 ben present"])
    assert not ben(attendance=["m1 ben present"]).anything
    assert found.value.only_attending == ("ben",) and found.value.nothing == ("ann",)
    assert found.headline == "Nothing that members put in between meetings is on record."
    assert [gap.ids for gap in found.gaps] == [("ben", "ann")]


def test_a_challenge_is_a_contribution() -> None:
    assert ben(gate_answers=[AGAINST]).anything
    told = answered(gate_answers=[AGAINST])
    assert told.reasons[0].text == "ben: gave the best case against at a gate."


def test_members_stand_by_circle_and_name_and_never_by_what_they_gave() -> None:
    found = answered(encounters=[{**TALK, "hours": 9}])
    assert [m.person for m in found.value.members] == ["ann", "ben"]
    assert found.headline.startswith(
        "One of two members puts something in between meetings; of ann"
    )
    assert found.value.hours == 9


def test_who_has_no_circle_stands_in_the_widest() -> None:
    found = answered(coalition=["ann", "ben core", "dee nucleus"]).value.members
    rings = [(m.person, m.ring) for m in found]
    assert rings == [("dee", "nucleus"), ("ben", "core"), ("ann", "wider")]


def test_more_than_ten_who_give_are_told_in_figures() -> None:
    codes = [f"p{k:02d}" for k in range(12)]
    gave = [{"person": "ann", "by": code, "date": ago(4), "hours": 1} for code in codes[:11]]
    many = answered(
        people=["ann", *codes], coalition=[f"{code} core" for code in codes], encounters=gave
    )
    assert many.headline == (
        "11 of 12 members put something in between meetings; of p11 nothing is on record."
    )


def test_a_lone_member_and_all_of_them_are_said() -> None:
    gave = [{**TALK, "hours": 1}, {**TALK, "hours": 1, "by": "ann"}]
    assert answered(encounters=gave).headline == (
        "All two members put something in between meetings."
    )
    alone = answered(coalition=["ann nucleus"], encounters=gave)
    assert alone.headline == "The only member put something in between meetings."


def test_what_somebody_put_in_is_said_in_words() -> None:
    once = {**TALK, "hours": 1, "kind": "advocacy"}

    def told(*talks: dict[str, Any]) -> str:
        return next(r.text for r in answered(encounters=talks).reasons if r.ids == ("ben",))

    assert told(once) == "ben: 1 hour; spoke for it once."
    twice = told(once, {**once, "person": "ann", "at_risk": True})
    assert twice == "ben: 2 hours; spoke for it two times, at a risk."


def test_a_promise_without_a_day_of_record_was_settled_when_it_was_due() -> None:
    """Ninety days count: due 80 days ago is inside, promised 200 days ago is not."""
    row = {"person": "ben", "state": "kept", "hours": 2, "promised_on": ago(200)}
    assert ben(commitments=[{**row, "due_on": ago(80)}]).kept == 1
    assert ben(commitments=[{**row, "due_on": ago(100)}]).kept == 0
    assert ben(commitments=[{**row, "due_on": ago(-5)}]).kept == 0
    assert ben(commitments=[{**row, "due_on": ago(90)}]).kept == 1
    assert ben(commitments=[{**row, "due_on": AS_OF}]).kept == 1
