"""Decisions, comparison, honesty and the system sketch on small maps known by heart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groundswell.core.pictures.comparison import comparison
from groundswell.core.pictures.decisions import decisions
from groundswell.core.pictures.honesty import honesty
from groundswell.core.pictures.system_sketch import system_sketch
from groundswell.core.terrain.fold import fold
from tests.core.builders import AS_OF, initiative
from tests.core.pictures.worlds import SMALL, small


def test_the_matrix_names_holder_gatekeeper_ear_stance_and_swing() -> None:
    rows = {row.code: row for row in decisions(small()).rows}
    money = rows["d1"]
    assert money.rule == "a majority of 2; one veto"
    ben, cleo = money.holders
    assert (ben.person.code, ben.ear, ben.inside, ben.person.stance) == (
        *("ben", ("ama",), False, "supporter"),
    )
    assert cleo.swing == "nothing passes without them" and cleo.ear == ()
    assert [h.person.code for h in money.gatekeepers] == ["cleo"]
    assert money.reading == (
        "Ben Adeyemi listens to one of you; nobody of you has the ear of Cleo Marsh."
    )


def test_a_decision_nobody_is_known_to_hold_is_a_gap_and_shows_no_stand_in() -> None:
    picture = decisions(small())
    night = next(row for row in picture.rows if row.code == "d2")
    assert night.holders == () and night.rule == "nobody is known to decide it"
    assert "Nobody is known to decide on ‘Open at night’. Find out who does." in {
        gap.text for gap in picture.gaps
    }


def test_weights_that_never_turn_a_vote_say_so() -> None:
    told = small(
        decisions=["d1 quota .7"],
        authority=["ama decide d1 4", "ben decide d1 4", "dov decide d1 1"],
    )
    swing = {h.person.code: h.swing for h in decisions(told).rows[0].holders}
    assert swing == {
        "ama": "often settles it",
        "ben": "often settles it",
        "dov": "never settles it",
    }


def test_a_rule_that_does_not_fit_its_holders_is_told_not_raised() -> None:
    told = small(decisions=["d1 owner"], authority=["ben decide d1", "cleo decide d1"])
    picture = decisions(told)
    assert picture.rows[0].problem
    assert any("do not fit together" in gap.text for gap in picture.gaps)


def test_a_stance_on_the_very_decision_stands_beside_the_one_on_the_whole() -> None:
    there = {"person": "ben", "stance": "skeptic", "decision": "d1", "assessor": "ama"}
    told = small(stances=[*SMALL["stances"], there])
    ben = decisions(told).rows[0].holders[0]
    assert ben.on_this == "skeptic" and ben.person.stance != "skeptic"


def test_two_dates_show_who_joined_moved_came_and_what_was_decided() -> None:
    later: dict[str, Any] = {
        **SMALL,
        "people": [*SMALL["people"], {"person": "fin", "observed_on": date(2026, 6, 20)}],
        "ties": [*SMALL["ties"], "fin trusts ama"],
        "stances": [
            *SMALL["stances"],
            {
                "person": "cleo",
                "stance": "champion",
                "assessor": "ama",
                "observed_on": date(2026, 6, 21),
                "sure": "high",
            },
        ],
        "coalition": [
            *SMALL["coalition"],
            {"person": "ben", "ring": "core", "joined_on": date(2026, 6, 10)},
        ],
        "decisions": [
            {
                "decision": "d1",
                "title": "Move the money",
                "rule": "majority",
                "state": "passed",
                "decided_on": date(2026, 6, 15),
            }
        ],
    }
    picture = comparison(small(), fold(initiative(**later), date(2026, 6, 30)))
    told = {(c.kind, c.on, c.ids) for c in picture.changes}
    assert ("joined", date(2026, 6, 10), ("ben",)) in told
    assert ("warmer", date(2026, 6, 21), ("cleo",)) in told
    assert ("new_person", date(2026, 6, 20), ("fin",)) in told
    assert ("new_tie", None, ("fin", "ama")) in told
    assert ("decided", date(2026, 6, 15), ("d1",)) in told
    assert picture.headline == (
        "Since 1 June 2026, one person joined, one moved towards it "
        "and ‘Move the money’ was passed."
    )


def test_who_left_and_who_cooled_is_said_as_plainly() -> None:
    gone = {**SMALL["coalition"][0], "left_on": date(2026, 6, 12)}
    cooled = {
        "person": "ben",
        "stance": "opponent",
        "assessor": "ama",
        "observed_on": date(2026, 6, 20),
    }
    rows = {**SMALL, "coalition": [gone], "stances": [*SMALL["stances"], cooled]}
    picture = comparison(small(), fold(initiative(**rows), date(2026, 6, 30)))
    assert [(c.text, c.on) for c in picture.of("left")] == [
        ("Ama Boateng left the coalition", date(2026, 6, 12))
    ]
    assert [c.ids for c in picture.of("cooler")] == [("ben",)]


def test_the_map_asks_for_resistance_and_for_your_own_manager() -> None:
    told = small(stances=[], ties=[*SMALL["ties"], "ama reports_to ben"], encounters=[])
    questions = " ".join(honesty(told).questions)
    assert "The map shows no resistance" in questions
    assert "Your own manager, Ben Adeyemi" in questions


def test_how_many_there_may_be_follows_from_who_is_named_once_and_twice() -> None:
    people = [f"p{k:02d}" for k in range(12)]
    once = [f"p00 trusts {code}" for code in people[1:9]]  # eight named by one person
    twice = [f"{by} advice {code}" for by in ("p01", "p02") for code in ("p10", "p11")]
    told = honesty(fold(initiative(people=people, ties=[*once, *twice]), AS_OF))
    # 10 named, 8 once, 2 twice: at least 8 * 7 / (2 * 3) = 9.3 more, 19 in all.
    assert (told.known, told.perhaps) == (12, 19)
    assert told.headline.startswith("12 of perhaps 19 people are on this map")


def test_with_few_names_nothing_is_guessed_and_the_age_is_told() -> None:
    told = honesty(small())
    assert told.perhaps is None and "cannot be guessed" in told.basis
    assert told.days == 31 and told.revised == "Not revised for 31 days."
    assert told.ask == ("ben",)  # trusts Ama, is not against it
    assert told.headline == "Five people are on this map; ask Ben Adeyemi who is missing."


@pytest.mark.parametrize(
    ("signs", "kind"), [("++", "reinforcing"), ("+-", "balancing"), ("--", "reinforcing")]
)
def test_a_loop_is_named_by_its_signs(signs: str, kind: str) -> None:
    ends = (("queue", "blame"), ("blame", "queue"), ("blame", "haste"))
    rows = [
        {"from": a, "to": b, "sign": sign} for (a, b), sign in zip(ends, f"{signs}+", strict=True)
    ]
    told = small(system=rows)
    picture = system_sketch(told)
    assert [(loop.kind, loop.elements) for loop in picture.loops] == [(kind, ("blame", "queue"))]
    assert len(picture.elements) == 3


def test_a_link_without_a_sign_leaves_its_loop_open_and_is_a_gap() -> None:
    picture = system_sketch(small(system=["queue blame +", "blame queue"]))
    assert picture.loops[0].kind == "open"
    assert any("does not say whether" in gap.text for gap in picture.gaps)


def test_elements_carry_the_titles_of_what_they_name() -> None:
    picture = system_sketch(small(system=["n1 d1 +", "fin ben -"]))
    assert {e.id: e.title for e in picture.elements} == {
        "n1": "Intake desks",
        "d1": "Move the money",
        "fin": "Finance",
        "ben": "Ben Adeyemi",
    }


def test_two_dates_say_how_many_changes_bear_no_day() -> None:
    def told(*ties: Any, **sheets: Any) -> str:
        later = fold(initiative(**{**SMALL, "ties": ties, **sheets}), date(2026, 6, 30))
        return " ".join(gap.text for gap in comparison(small(), later).gaps)

    one, two = "eve advice ama", "eve trusts cleo"
    assert "One change carries no date of its own" in told(*SMALL["ties"], one)
    assert "Two changes carry no date of their own" in told(*SMALL["ties"], one, two)
    assert told(*SMALL["ties"][1:]) == ""  # what is gone has no day
    dated = {"from": "eve", "to": "ama", "kind": "advice", "observed_on": date(2026, 6, 9)}
    assert told(*SMALL["ties"], dated) == ""


def test_a_tie_is_told_as_a_sentence_and_of_many_decisions_two_are_named() -> None:
    ties = [*SMALL["ties"], "eve advice ama", "eve trusts cleo"]
    decided = [f"d{k} owner - passed" for k in range(1, 5)]
    before = fold(initiative(**{**SMALL, "decisions": [f"d{k} owner" for k in range(1, 5)]}), AS_OF)
    rows = {**SMALL, "ties": ties, "decisions": decided}
    picture = comparison(before, fold(initiative(**rows), date(2026, 6, 30)))
    assert {c.text for c in picture.of("new_tie")} == {
        "Eve Ito asks Ama Boateng for advice",
        "Eve Ito trusts Cleo Marsh",
    }
    assert picture.headline == "Since 1 June 2026, ‘d1’ was passed and ‘d2’ was passed."


def test_who_is_new_is_told_with_their_unit_and_a_tie_that_is_gone_by_its_ends() -> None:
    people = [*SMALL["people"], {"person": "fin", "unit": "fin"}, {"person": "gus"}]
    rows = {**SMALL, "people": people, "ties": SMALL["ties"][1:]}
    picture = comparison(small(), fold(initiative(**rows), date(2026, 6, 30)))
    assert [c.text for c in picture.of("new_person")] == [
        "fin (Finance) is on the map",
        "gus is on the map",
    ]
    (gone,) = picture.of("gone_tie")
    assert (gone.text, gone.ids) == ("No longer: Ben Adeyemi trusts Ama Boateng", ("ben", "ama"))


def test_one_person_is_on_the_map() -> None:
    told = honesty(fold(initiative(people=["ama"]), AS_OF)).headline
    assert told == "One person is on this map; nobody on it can be asked yet who is missing."
