"""Ten ways of going wrong: there, not there, or not to be told from the records."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.questions.pathologies import (
    NAMES,
    SIGNS,
    Pathologies,
    PathologiesValue,
    pathologies,
)
from groundswell.core.questions.pathology import ABSENT, PRESENT, UNKNOWN, Pathology
from groundswell.core.terrain.settings import CONSTANTS
from tests.core.builders import AS_OF, study
from tests.core.questions.figures import figures, shown


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def talks(*by: str) -> list[dict[str, Any]]:
    return [{"person": "dee", "by": code, "date": ago(k + 1)} for k, code in enumerate(by)]


# Four people who work together, doubt together and answer for what they do.
SOUND: dict[str, Any] = {
    "about": {"owner": "ann", "started_on": ago(400), "phase": "evidence"},
    "people": [
        "ann",
        {"person": "ben", "gives_permission": True},
        {"person": "cy", "affected": True, "voice": "patients"},
        "dee",
        "eve",
    ],
    "stances": ["ann champion x", "ben supporter x", "cy skeptic x", "dee neutral x"],
    "decisions": ["d1 owner"],
    "authority": ["cy decide d1"],
    "nodes": ["n1"],
    "operators": ["dee n1"],
    "coalition": [
        {"person": p, "ring": "core", "joined_on": ago(200)} for p in ("ann", "ben", "cy")
    ],
    "encounters": talks("ann", "ben", "cy", "ann", "ben", "cy"),
    "commitments": [{"person": "ben", "kind": "time", "state": "kept", "asked_on": ago(10)}],
    "rulings": [{"ruling": "r1", "owner": "ben", "date": ago(100)}],
    "rights": [{"right": "w1", "owner": "cy"}],
    "evidence": [{"evidence": "e1", "kind": "trial", "result": "worked", "observed_on": ago(60)}],
    "adoption": [{"node": "n1", "date": ago(5), "share": 0.4, "by_choice_share": 0.35}],
}


def answered(**sheets: Any) -> Answer[PathologiesValue]:
    return pathologies(study(scenarios=16, **{**SOUND, **sheets}), Pathologies(scenarios=16))


def found(name: str, **sheets: Any) -> Pathology:
    return next(p for p in answered(**sheets).value.pathologies if p.pathology == name)


def test_a_sound_coalition_raises_nothing() -> None:
    answer = answered()
    assert answer.headline == "The coalition shows none of the ten known ways of going wrong."
    assert {p.state for p in answer.value.pathologies} == {ABSENT}
    assert answer.reasons == () and answer.gaps == ()


def test_there_are_ten_each_with_a_name_and_lines_that_are_settings() -> None:
    found = answered().value.pathologies
    assert [p.pathology for p in found] == list(NAMES)
    assert len(SIGNS) == 10
    assert {name for p in found for name in p.settings} <= set(CONSTANTS)


CONTRARY = {"evidence": "e2", "kind": "trial", "result": "broke", "observed_on": ago(45)}
MANY = [f"p{k:02d}" for k in range(12)]
CROWD = {
    "people": [*SOUND["people"], *MANY],
    "coalition": [*SOUND["coalition"], *({"person": p, "hours_per_week": 1} for p in MANY)],
}
CASES: list[tuple[str, dict[str, Any], str]] = [
    ("lone_builder", {"encounters": talks(*["ann"] * 6)}, "Of the last 7"),
    (
        "lone_builder",
        {"coalition": [{"person": "ann", "ring": "nucleus"}], "encounters": []},
        "After 400 days nobody carries the work besides you",
    ),
    (
        "single_sponsor",
        {"people": ["ann", "ben", "cy", "dee", "eve"]},
        "comes from cy: holds ‘d1’",
    ),
    (
        "faction",
        {"conflicts": [{"conflict": "k1", "opened_on": ago(31), "between": ("ben", "cy")}]},
        "open for more than 30 days, between ben and cy",
    ),
    ("inertia", {"evidence": [*SOUND["evidence"], CONTRARY]}, "speaks against the plan (e2)"),
    (
        "blurred_accountability",
        {"rulings": [{"ruling": "r1"}, {"ruling": "r2"}]},
        "Two rulings or rights have no owner",
    ),
    (
        "blurred_accountability",
        {
            "rights": [{"right": "w1"}],
            "commitments": [{"person": "ben", "state": "promised", "due_on": ago(31)}],
        },
        "past due",
    ),
    (
        "mailing_list",
        {"encounters": talks(*["ann"] * 3), "commitments": ["eve time kept"]},
        "Two members of 2 agree",
    ),
    ("coalition_bloat", CROWD, "15 people are in it without a recent check-in"),
    (
        "coalition_bloat",
        {**CROWD, "evidence": []},
        "15 people are in it and no test of your own has a result yet",
    ),
    (
        "compliance",
        {"adoption": [{"node": "n1", "date": ago(5), "share": 0.8, "by_choice_share": 0.4}]},
        "at ‘n1’ 80 % work the new way and 40 % would without being told",
    ),
    (
        "pure_enthusiasts",
        {"stances": ["ann champion x", "ben supporter x", "cy champion x"]},
        "on your side",
    ),
    (
        "insiders_only",
        {"people": ["ann", "ben", "cy", {"person": "dee", "affected": True}, "eve"]},
        "dee does, and could say what it is like",
    ),
]


@pytest.mark.parametrize(("name", "sheets", "text"), CASES)
def test_each_is_an_alarm_with_what_to_do(name: str, sheets: dict[str, Any], text: str) -> None:
    there = found(name, **sheets)
    assert there.state == PRESENT, there
    assert text in there.text
    assert there.advice.endswith(".")
    assert there.ids
    answer = answered(**sheets)
    assert NAMES[name] in answer.headline or len(answer.value.present) > 4
    assert f"{there.text} {there.advice}" in [reason.text for reason in answer.reasons]
    assert figures(answer.headline) <= shown(answer.as_json()["value"])


UNTOLD: list[tuple[str, dict[str, Any], str]] = [
    ("lone_builder", {"about": {"phase": "evidence"}}, "who started it"),
    (
        "lone_builder",
        {"about": {"owner": "ann"}, "coalition": ["ann core"], "encounters": []},
        "when it began",
    ),
    ("lone_builder", {"encounters": [], "commitments": []}, "too little is on record"),
    ("lone_builder", {"encounters": talks("ann", "ann"), "commitments": []}, "too little"),
    ("faction", {"conflicts": [{"conflict": "k1", "between": ("ben", "cy")}]}, "since when k1"),
    ("faction", {"ties": ["ben conflict cy"]}, "ben and cy in conflict"),
    ("inertia", {"evidence": []}, "Nothing has been tried yet"),
    ("inertia", {"evidence": [{"evidence": "e3", "result": "null"}]}, "when e3 came out"),
    (
        "blurred_accountability",
        {"rulings": [], "rights": [], "commitments": []},
        "who decides what",
    ),
    ("mailing_list", {"encounters": [], "commitments": []}, "what members gave"),
    (
        "compliance",
        {"adoption": [{"node": "n1", "date": ago(5), "share": 0.8}]},
        "Ask at ‘n1’ how many",
    ),
    ("pure_enthusiasts", {"stances": ["ann champion x"]}, "not been judged"),
    ("insiders_only", {"people": ["ann", "ben", "cy", "dee", "eve"]}, "who are they"),
]


@pytest.mark.parametrize(("name", "sheets", "text"), UNTOLD)
def test_what_cannot_be_told_is_a_gap_and_no_alarm(
    name: str, sheets: dict[str, Any], text: str
) -> None:
    untold = found(name, **sheets)
    assert untold.state == UNKNOWN, untold
    assert text in untold.text and untold.advice == ""
    answer = answered(**sheets)
    assert untold.text in [gap.text for gap in answer.gaps]
    assert name not in answer.value.present and name in answer.value.unknown


QUIET: list[tuple[str, dict[str, Any]]] = [
    (
        "lone_builder",
        {
            "about": {"owner": "ann", "started_on": ago(30)},
            "coalition": ["ann nucleus"],
            "encounters": [],
        },
    ),
    ("faction", {"conflicts": [{"conflict": "k", "opened_on": ago(30), "between": ("ben", "cy")}]}),
    (
        "faction",
        {
            "conflicts": [
                {
                    "conflict": "k",
                    "opened_on": ago(90),
                    "between": ("ben", "cy"),
                    "state": "resolved",
                }
            ],
            "ties": ["ben conflict cy"],
        },
    ),
    (
        "faction",
        {"conflicts": [{"conflict": "k", "opened_on": ago(90), "between": ("ben", "dee")}]},
    ),
    ("inertia", {"evidence": [{**CONTRARY, "observed_on": ago(30)}]}),
    (
        "inertia",
        {"evidence": [CONTRARY], "adaptations": [{"adaptation": "a1", "because_of": "e2"}]},
    ),
    ("inertia", {"evidence": [CONTRARY], "gates": [{"gate": "g1", "held_on": ago(20)}]}),
    ("blurred_accountability", {"rulings": [{"ruling": "r1"}]}),
    (
        "blurred_accountability",
        {
            "rulings": [],
            "commitments": [
                {"person": "ben", "state": state, "due_on": ago(days)}
                for state, days in (("kept", 60), ("broken", 60), ("promised", 5), ("asked", 9))
            ],
        },
    ),
    (
        "mailing_list",
        {
            "coalition": [{"person": p, "joined_on": ago(20)} for p in ("ann", "ben", "cy")],
            "encounters": talks("ann"),
        },
    ),
    (
        "coalition_bloat",
        {**CROWD, "meetings": [{"meeting": "m1", "date": ago(20), "kind": "check_in"}]},
    ),
    ("compliance", {"adoption": []}),
    (
        "mailing_list",
        {
            "coalition": ["ann core", "ben wider critical_friend", "cy wider critical_friend"],
            "encounters": talks("ann"),
            "commitments": [],
        },
    ),
]


@pytest.mark.parametrize(("name", "sheets"), QUIET)
def test_just_inside_the_line_nothing_is_said(name: str, sheets: dict[str, Any]) -> None:
    assert found(name, **sheets).state == ABSENT


def test_an_older_gate_does_not_answer_newer_evidence() -> None:
    before = {"evidence": [CONTRARY], "gates": [{"gate": "g1", "held_on": ago(50)}]}
    assert found("inertia", **before).state == PRESENT


def test_coming_to_meetings_is_no_investment() -> None:
    sheets: dict[str, Any] = {
        "encounters": talks(*["ann"] * 3),
        "commitments": [],
        "meetings": [{"meeting": "m1", "date": ago(7)}],
        "attendance": ["m1 ben present", "m1 cy present"],
    }
    assert found("mailing_list", **sheets).ids == ("ben", "cy")


def test_lines_are_drawn_by_the_initiatives_own_settings() -> None:
    conflict = {"conflicts": [{"conflict": "k", "opened_on": ago(20), "between": ("ben", "cy")}]}
    sheets = {**conflict, "settings": [{"constant": "conflict_days", "value": 14}]}
    assert found("faction", **sheets).state == PRESENT
    assert "more than 14 days" in found("faction", **sheets).text


def test_without_a_coalition_nothing_can_go_wrong() -> None:
    answer = answered(coalition=[])
    assert answer.value.pathologies == () and answer.reasons == ()
    assert [gap.kind for gap in answer.gaps] == ["no_coalition"]


def test_compliance_reads_the_newest_reading_of_a_place_the_change_needs() -> None:
    def told(*rows: tuple[str, int, float | None, float | None]) -> Pathology:
        given = [{"node": n, "date": ago(d), "share": s, "by_choice_share": c}
                 for n, d, s, c in rows]  # fmt: skip
        return found("compliance", adoption=given)

    assert told(("n1", 9, 0.8, 0.4), ("n1", 2, 0.5, 0.4)).state == ABSENT
    assert told(("n1", 9, 0.5, 0.4), ("n1", 2, 0.8, 0.4)).state == PRESENT
    assert told(("nowhere", 2, 0.8, 0.1)).state == ABSENT
    assert told(("n1", 2, None, 0.1)).state == ABSENT
    assert told(("n1", 2, 0.4, 0.0)).state == PRESENT  # nobody would by choice
    assert told(("n1", 2, 0.4, 0.2)).state == ABSENT


def test_a_promise_that_is_open_and_not_yet_lying_counts_neither_for_nor_against() -> None:
    """Two lost of eight is under .3; of six it is over; open promises are no part of either."""

    def told(kept: int, waiting: int) -> str:
        rows = [{"person": "ben", "state": "kept", "due_on": ago(9)}] * kept
        rows += [{"person": "ben", "state": "promised", "due_on": ago(9)}] * waiting
        rulings = [{"ruling": "r1"}, {"ruling": "r2"}]
        return found("blurred_accountability", rulings=rulings, rights=[], commitments=rows).state

    assert (told(4, 0), told(6, 0), told(4, 9), told(6, 9)) == (PRESENT, ABSENT, PRESENT, ABSENT)


def test_what_lies_about_is_counted_and_what_was_ruled_long_ago_is_no_longer() -> None:
    def told(days: int, *due: int) -> Pathology:
        rows = [{"person": "ben", "state": "promised", "due_on": ago(d)} for d in due]
        rulings = [{"ruling": f"r{k}", "date": ago(days)} for k in range(2)]
        return found("blurred_accountability", rulings=rulings, rights=[], commitments=rows)

    assert told(56).state == PRESENT and told(57).state != PRESENT  # eight weeks are of late
    assert told(100, 30).state == ABSENT  # one alone
    assert "two promises lie about more than 21 days past due" in told(100, 30, 31).text.lower()
    both = told(1, 30).text
    assert "Two rulings or rights have no owner and one promise lies about" in both


def test_a_mailing_list_is_two_and_a_third_of_those_asked() -> None:
    def told(idle: int, giving: int, settings: list[dict[str, Any]] | None = None) -> str:
        silent = [f"s{k}" for k in range(idle)]
        active = [f"a{k}" for k in range(giving)]
        rows = [{"person": p, "kind": "time", "state": "kept", "asked_on": ago(9)} for p in active]
        return found(
            "mailing_list", people=["ann", *silent, *active], commitments=rows, encounters=[],
            coalition=[{"person": p, "joined_on": ago(200)} for p in ("ann", *silent, *active)],
            authority=[], stances=[], operators=[], rulings=[], rights=[], settings=settings or [],
        ).state  # fmt: skip

    assert told(2, 3) == PRESENT and told(2, 4) == ABSENT  # .4 and .33 of those asked
    assert told(1, 1) == ABSENT and told(6, 4) == PRESENT
    half = [{"constant": "idle_share", "value": 0.5}]
    assert told(2, 2, half) == PRESENT and told(2, 3, half) == ABSENT


def test_only_a_living_promise_of_a_member_lends_a_sponsor() -> None:
    def told(person: str, *states: str) -> Pathology:
        rows = [{"person": person, "kind": "sponsor", "state": s} for s in states]
        return found("single_sponsor", commitments=rows, authority=["dee decide d1"],
                     people=["ann", "ben", "cy", "dee", "eve"])  # fmt: skip

    assert told("ben", "promised", "kept").text.count("promised it") == 1
    assert told("ben", "promised").ids == ("ben",)
    for nothing in (told("ben", "broken"), told("ben", "asked"), told("dee", "promised")):
        assert "promised it" not in nothing.text


def test_alone_for_exactly_the_days_that_are_early_is_still_early() -> None:
    def told(days: int) -> str:
        about = {"owner": "ann", "started_on": ago(days)}
        return found("lone_builder", about=about, coalition=["ann nucleus"], encounters=[],
                     commitments=[], rulings=[]).state  # fmt: skip

    assert (told(90), told(91)) == (ABSENT, PRESENT)


def test_what_was_found_elsewhere_is_no_test_of_your_own() -> None:
    crowd = {**CROWD, "about": {"owner": "ann", "phase": "evidence", "started_on": ago(99)}}
    there = [{"evidence": "e", "kind": "external", "result": "worked", "observed_on": ago(5)}]
    assert "no test of your own" in found("coalition_bloat", **{**crowd, "evidence": there}).text
    open_ = [{"evidence": "e", "kind": "trial", "observed_on": ago(5)}]
    assert "no test of your own" in found("coalition_bloat", **{**crowd, "evidence": open_}).text


def test_a_ledger_that_speaks_for_the_plan_is_no_inertia_and_says_so() -> None:
    assert found("inertia").text == "Nothing in the ledger speaks against the plan."
    answered_ = {"evidence": [CONTRARY], "gates": [{"gate": "g1", "held_on": ago(20)}]}
    assert found("inertia", **answered_).text.startswith("What spoke against the plan changed it")
