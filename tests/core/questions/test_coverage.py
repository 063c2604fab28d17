"""Coverage is measured against what is being changed, and gaps come in the order of their harm."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from groundswell.core.dynamics.study import Study
from groundswell.core.questions.coverage import Coverage, CoverageValue, coverage
from groundswell.core.questions.harm import RankedGap
from groundswell.core.questions.represented import Dimension, View
from groundswell.core.terrain.fold import fold
from tests.core.builders import AS_OF, DEGENERATE, Row, initiative, reordered, study

PEOPLE: list[Row] = [
    {"person": "ama", "unit": "fin", "level": "middle", "function": "Finance"},
    {"person": "ben", "unit": "desk", "level": "frontline", "function": "casework"},
    {"person": "cleo", "unit": "law", "level": "senior", "function": "legal"},
    {"person": "dan", "unit": "canteen", "level": "frontline", "function": "cooking"},
    {"person": "eve", "level": "external", "outside": "yes", "voice": "tenants"},
    {"person": "fay", "unit": "desk", "level": "frontline", "function": "Casework"},
]
SERVICE: dict[str, Any] = {
    "about": {"owner": "ama"},
    "units": ["fin", "ops", "desk ops", "law", "canteen"],
    "people": PEOPLE,
    "decisions": ["rules owner", "money owner"],
    "authority": ["cleo decide rules", "ama decide money"],
    "nodes": ["counter ops"],
    "coalition": ["ama nucleus"],
}


def test_an_owner_nobody_judged_backs_their_own_change_and_nobody_else_does_unasked() -> None:
    seen = View(study(about={"owner": "ama"}, people=["ama", "ben"]).snapshot)
    assert seen.backs("ama") and not seen.backs("ben")


def value(**sheets: Any) -> CoverageValue:
    return coverage(study(**sheets), Coverage()).value


def dimension(found: CoverageValue, name: str) -> Dimension:
    return next(d for d in found.dimensions if d.dimension == name)


def gap(found: CoverageValue, item: str) -> RankedGap:
    return next(g for g in found.gaps_ranked if g.item == item)


def warned(**sheets: Any) -> dict[str, str]:
    return {w.kind: w.text for w in value(**sheets).warnings}


def test_a_part_of_the_organisation_the_change_does_not_touch_is_no_gap() -> None:
    found = value(**SERVICE)
    units, functions = dimension(found, "units"), dimension(found, "functions")
    assert (units.covered, units.missing) == (("fin",), ("desk", "law"))
    assert (functions.covered, functions.missing) == (("Finance",), ("casework", "legal"))
    assert "canteen" not in json.dumps(coverage(study(**SERVICE), Coverage()).as_json())


def test_every_dimension_says_who_covers_what() -> None:
    found = value(**SERVICE)
    decisions = dimension(found, "decisions")
    assert decisions.covered == ("money",)
    assert decisions.missing == ("rules",)
    assert decisions.members == {"money": ("ama",)}
    assert dimension(found, "levels").missing == ("senior", "frontline", "external")
    assert dimension(found, "voices").missing == ("tenants",)
    assert dimension(found, "nodes").missing == ("counter",)
    assert dimension(found, "perspectives").missing == ("skeptic",)


def test_gaps_come_in_the_order_of_their_harm() -> None:
    items = [(g.dimension, g.item) for g in value(**SERVICE).gaps_ranked]
    assert items == [
        ("decisions", "rules"),
        ("voices", "tenants"),
        ("nodes", "counter"),
        ("units", "desk"),
        ("levels", "external"),
        ("units", "law"),
        ("perspectives", "skeptic"),
    ]


def test_a_function_that_is_a_missing_unit_seen_from_another_side_is_not_said_twice() -> None:
    found = value(**SERVICE)
    assert dimension(found, "functions").missing == ("casework", "legal")
    assert not [g for g in found.gaps_ranked if g.dimension == "functions"]


def test_the_headline_counts_what_is_listed_and_names_the_worst() -> None:
    said = coverage(study(**SERVICE), Coverage())
    assert said.headline == (
        "The coalition sits in on one of two decisions still to be won and does not work at the "
        "one place where work must change; what hurts most is that nobody in the coalition decides "
        "on ‘rules’ or has the ear of cleo."
    )


def test_a_decision_within_earshot_is_less_grave_than_an_affected_group_without_a_voice() -> None:
    found = value(**SERVICE, ties=["cleo trusts ama"])
    assert found.gaps_ranked[0].item == "tenants"
    assert gap(found, "rules").text == (
        "Nobody in the coalition decides on ‘rules’, though cleo listens to ama. Find out what "
        "it would take for cleo to say yes."
    )
    assert found.decisions[1].ear == ("cleo",)


def test_the_way_in_over_one_person_between_is_shown() -> None:
    found = value(**SERVICE, ties=["cleo advice dan", "dan trusts ama"])
    assert "cleo listens to dan, who listens to you" in gap(found, "rules").text


def test_working_together_is_not_an_ear() -> None:
    found = value(**SERVICE, ties=["cleo works_with ama", "cleo reports_to ama"])
    assert found.gaps_ranked[0].item == "rules"


def test_a_veto_out_of_reach_is_grave_though_the_coalition_decides() -> None:
    sheets = SERVICE | {"authority": ["ama decide money", "dan veto money", "ama decide rules"]}
    first = value(**sheets).gaps_ranked[0]
    assert (first.dimension, first.item, first.ask) == ("decisions", "money", ("dan",))
    assert "can veto" in first.text
    assert "veto" not in value(**sheets, ties=["dan trusts ama"]).gaps_ranked[0].text


def test_a_decision_that_passed_is_won_and_one_refused_must_be_opened_again() -> None:
    found = value(**SERVICE | {"decisions": ["rules owner - passed", "money owner - refused"]})
    assert dimension(found, "decisions").covered == ("money",)
    assert found.gaps_ranked[0].text.startswith("‘money’ was refused")
    assert [seat.decision for seat in found.decisions] == ["money"]


def test_what_the_change_could_do_without_comes_late() -> None:
    decisions = [{"decision": "rules", "required": "no"}, {"decision": "money"}]
    items = [g.item for g in value(**SERVICE | {"decisions": decisions}).gaps_ranked]
    assert items.index("rules") > items.index("law")


def test_the_earlier_date_comes_first_among_decisions() -> None:
    decisions = [
        {"decision": "a", "needed_by": "2027-03-01"},
        {"decision": "b", "needed_by": "2026-09-01"},
        {"decision": "c"},
    ]
    authority = ["cleo decide a", "cleo decide b", "cleo decide c"]
    found = value(**SERVICE | {"decisions": decisions, "authority": authority})
    assert [g.item for g in found.gaps_ranked[:3]] == ["b", "a", "c"]


def test_working_in_a_unit_below_represents_the_unit_above() -> None:
    sheets = SERVICE | {
        "authority": ["cleo decide rules"],
        "operators": ["dan counter", "ben counter"],
        "resistance": ["r1 turf ops"],
        "coalition": ["ben core"],
    }
    units = dimension(value(**sheets), "units")
    assert "ops" in units.covered
    assert "canteen" in units.missing


def test_who_holds_resistance_or_stands_in_the_sketch_belongs_to_the_system() -> None:
    base = {"units": ["a", "b", "c"], "people": ["ama a", "ben b", "cleo c"]}
    found = value(
        **base,
        coalition=["ama core"],
        resistance=["r1 habit ben"],
        system=["c a + loop"],
    )
    assert dimension(found, "units").covered == ("a",)
    assert dimension(found, "units").missing == ("b", "c")


def test_nobody_known_behind_a_decision_or_a_place_of_work_is_said() -> None:
    said = coverage(study(**DEGENERATE["nobody known to decide or operate"]), Coverage())
    texts = [g.text for g in said.value.gaps_ranked]
    assert texts[0].startswith("Nobody is known to decide on ‘d1’. Nobody who could change this")
    assert "Nobody is known to do the work of ‘n1’." in " ".join(texts)
    assert {"holder_unknown", "operators_unknown"} <= {g.kind for g in said.gaps}


def test_newer_roles_become_gaps_where_somebody_holds_them_or_software_is_built() -> None:
    people = [*PEOPLE, {"person": "gus", "new_role": "data_governance"}]
    roles = [g for g in value(**SERVICE | {"people": people}).gaps_ranked if "role" in g.dimension]
    assert [(g.item, g.ask) for g in roles] == [("data_governance", ("gus",))]
    tech = value(**SERVICE | {"about": {"owner": "ama", "context": "tech"}})
    assert len([g for g in tech.gaps_ranked if g.dimension == "new_roles"]) == 6


def test_sites_count_only_where_there_are_two() -> None:
    found = value(**SERVICE)
    assert "sites" not in [d.dimension for d in found.dimensions]
    units = [{"unit": "fin", "site": "north"}, {"unit": "law", "site": "south"}]
    sites = dimension(value(**SERVICE | {"units": units}), "sites")
    assert (sites.covered, sites.missing) == (("north",), ("south",))


def test_a_critical_friend_is_the_doubter_whatever_their_stance() -> None:
    members = ["ama nucleus", "ben second critical_friend"]
    found = value(**SERVICE | {"coalition": members, "stances": ["ben supporter ama"]})
    assert dimension(found, "perspectives").members == {"supporter": ("ama",), "skeptic": ("ben",)}


def test_pure_enthusiasts_are_named_only_from_three_people_on() -> None:
    members = ["ama nucleus", "ben core", "fay core"]
    judged = ["ama champion x", "ben supporter x", "fay supporter x"]
    all_three = SERVICE | {"coalition": members, "stances": judged}
    assert warned(**all_three)["pure_enthusiasts"].startswith("All 3 people")
    assert "pure_enthusiasts" not in warned(**all_three | {"coalition": members[:2]})
    assert "pure_enthusiasts" not in warned(**all_three | {"stances": ["fay skeptic x high"]})


def test_unjudged_members_are_not_taken_for_enthusiasts() -> None:
    members = ["ama nucleus", "ben core", "fay core"]
    text = warned(**SERVICE | {"stances": ["ama champion x"], "coalition": members})
    assert "2 of its 3 people have not been judged" in text["pure_enthusiasts"]


def test_insiders_only_names_who_stands_outside() -> None:
    members = ["ama nucleus", "ben core"]
    assert "eve does" in warned(**SERVICE | {"coalition": members})["insiders_only"]
    joined = [*members, "eve second affected_voice"]
    assert "insiders_only" not in warned(**SERVICE | {"coalition": joined})


def test_a_map_without_resistance_is_doubted() -> None:
    assert "no_resistance" in warned(**SERVICE)
    assert "no_resistance" not in warned(**SERVICE, stances=["dan opponent ama high"])
    assert "no_resistance" not in warned(**SERVICE, resistance=["r1 habit"])


def test_your_own_manager_is_asked_about_until_something_is_known() -> None:
    assert "not on the map" in warned(**SERVICE)["own_manager"]
    reports = SERVICE | {"ties": ["ama reports_to dan"]}
    assert "Your own manager, dan" in warned(**reports)["own_manager"]
    assert "own_manager" not in warned(**reports, encounters=["dan hallway"])
    assert "own_manager" not in warned(**reports, stances=["dan neutral ama"])


def test_nobody_known_outside_the_coalition() -> None:
    assert "Nobody has judged" in warned(**SERVICE)["nobody_known"]
    assert "ten people" in warned(**DEGENERATE["everybody in the coalition"])["nobody_known"]
    assert "nobody_known" not in warned(**SERVICE, stances=["dan neutral ama"])


def test_a_missing_sketch_and_missing_voices_are_gaps() -> None:
    kinds = {g.kind for g in coverage(study(**SERVICE), Coverage()).gaps}
    assert "system_unknown" in kinds
    sketched = coverage(study(**SERVICE, system=["queue desk +"]), Coverage())
    assert "system_unknown" not in {g.kind for g in sketched.gaps}
    silent = SERVICE | {"people": PEOPLE[:4]}
    said = coverage(study(**silent), Coverage())
    assert "voice_missing" in {g.kind for g in said.gaps}
    assert any("lives with the result" in g.text for g in said.value.gaps_ranked)


def test_nothing_missing_is_said_in_words() -> None:
    said = coverage(
        study(
            people=[{"person": "ama", "unit": "a", "affected": "yes"}, "ben a"],
            units=["a"],
            decisions=["d1"],
            authority=["ama decide d1"],
            coalition=["ama core", "ben core critical_friend"],
        ),
        Coverage(),
    )
    assert said.value.gaps_ranked == ()
    assert said.headline == (
        "The coalition sits in on the one decision still to be won; every part of what you are "
        "changing has somebody in it."
    )


@pytest.mark.parametrize(
    ("case", "start"),
    [
        ("nobody", "Nobody is on the map yet"),
        ("one person", "It cannot be said yet who is missing"),
        ("no decisions", "It cannot be said yet who is missing"),
        ("nobody judged", "The coalition does not sit in on the one decision"),
    ],
)
def test_too_little_to_say_is_said(case: str, start: str) -> None:
    assert coverage(study(**DEGENERATE[case]), Coverage()).headline.startswith(start)


def test_without_a_coalition_everything_is_missing() -> None:
    sheets = SERVICE | {"about": {}, "coalition": []}
    said = coverage(study(**sheets), Coverage())
    assert said.headline.startswith("Nobody is in the coalition yet")
    assert dimension(said.value, "decisions").covered == ()


@pytest.mark.parametrize("case", DEGENERATE)
def test_whatever_is_missing_there_is_an_answer(case: str) -> None:
    said = coverage(study(**DEGENERATE[case]), Coverage())
    assert said.headline.endswith(".")
    json.dumps(said.as_json(), allow_nan=False)


def test_the_order_of_rows_does_not_matter() -> None:
    known = initiative(
        **SERVICE, ties=["cleo trusts ben", "ben advice ama"], stances=["ben skeptic"]
    )
    there, back = (
        coverage(Study(fold(rows, AS_OF), 0, 16), Coverage()).as_json()
        for rows in (known, reordered(known))
    )
    assert there == back


def test_a_member_who_left_no_longer_covers() -> None:
    left = {"person": "ben", "ring": "core", "left_on": date(2026, 5, 1)}
    found = value(**SERVICE | {"coalition": ["ama nucleus", left]})
    assert dimension(found, "nodes").missing == ("counter",)


def test_only_who_trusts_or_asks_a_member_lends_an_ear_to_a_decision() -> None:
    def ears(*ties: str) -> tuple[str, ...]:
        return next(s.ear for s in value(**SERVICE, ties=ties).decisions if s.decision == "rules")

    assert ears() == () and ears("cleo trusts ama") == ("cleo",)


def test_both_is_said_of_two_and_groups_where_nothing_else_is_named() -> None:
    held = SERVICE | {"authority": ["ama decide rules", "ama decide money"]}
    assert "sits in on both decisions still" in coverage(study(**held), Coverage()).headline
    voices: dict[str, Any] = {
        "people": ["ama", {"person": "eve", "voice": "tenants"}],
        "coalition": ["ama core"],
    }
    said = coverage(study(**voices), Coverage())
    assert said.headline.startswith("The coalition does not speak for the one affected group")


def test_gaps_about_voices_and_empty_units_stand_only_where_they_are_missing() -> None:
    def kinds(**sheets: Any) -> set[str]:
        return {g.kind for g in coverage(study(**sheets), Coverage()).gaps}

    assert "voice_missing" not in kinds(**SERVICE) | kinds(people=["ama"])
    vault = SERVICE | {"units": [*SERVICE["units"], "vault"], "nodes": ["counter ops", "v vault"]}
    texts = [g.text for g in coverage(study(**vault), Coverage()).gaps]
    (empty,) = (t for t in texts if t.startswith("Nobody is known in"))
    assert empty.startswith("Nobody is known in vault.")


def test_opponents_are_asked_last_and_whoever_is_sworn_is_no_skeptic_to_win() -> None:
    both = SERVICE | {"authority": ["cleo decide rules", "dan decide rules", "ama decide money"],
                      "decisions": ["rules majority", "money owner"]}  # fmt: skip
    assert gap(value(**both), "rules").ask == ("cleo", "dan")
    assert gap(value(**both, stances=["cleo opponent x high"]), "rules").ask == ("dan", "cleo")
    judged = ["ama champion x", "dan skeptic x high", "cleo supporter x high"]
    assert gap(value(**SERVICE, stances=judged), "skeptic").ask == ("dan",)
    sworn = [judged[0], {"person": "dan", "stance": "skeptic", "fixed": True}]
    assert gap(value(**SERVICE, stances=sworn), "skeptic").ask == ()


def test_a_dimension_is_read_out_and_a_voice_without_a_group_counts() -> None:
    found = value(**SERVICE | {"coalition": ["ama nucleus", "ben second affected_voice"]})
    assert (
        dimension(found, "decisions").text == "Decisions still to be won: 1 of 2; missing: rules."
    )
    held = value(**SERVICE | {"authority": ["ama decide rules", "ama decide money"]})
    assert dimension(held, "decisions").text == "Decisions still to be won: none of 2 is missing."
    voices = dimension(found, "voices")
    assert voices.missing == ("tenants",) and list(voices.members.values()) == [("ben",)]
    assert set(dimension(value(**SERVICE), "voices").members) == set()


def test_many_of_more_are_counted_in_figures() -> None:
    codes = [f"d{k:02d}" for k in range(12)]
    held = [f"ama decide {code}" for code in codes[:11]] + ["cleo decide d11"]
    rows = SERVICE | {"decisions": [f"{code} owner" for code in codes], "authority": held}
    assert "sits in on 11 of 12 decisions" in coverage(study(**rows), Coverage()).headline


def test_a_veto_on_what_is_optional_is_no_grave_gap() -> None:
    held = SERVICE | {"authority": ["ama decide money", "dan veto money", "ama decide rules"]}
    optional = held | {"decisions": ["rules owner", {"decision": "money", "required": "no"}]}
    assert not any("can veto" in g.text for g in value(**optional).gaps_ranked)


def test_a_member_who_is_there_as_a_voice_speaks_and_who_is_sought_is_asked_first() -> None:
    alone = SERVICE | {"people": PEOPLE[:4], "coalition": ["ama core", "ben core affected_voice"]}
    assert not any("lives with the result" in g.text for g in value(**alone).gaps_ranked)
    two = SERVICE | {"authority": ["cleo decide rules", "dan decide rules"], "decisions": ["rules"]}
    assert gap(value(**two, ties=["ben advice dan"]), "rules").ask == ("dan", "cleo")
