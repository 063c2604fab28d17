"""The core is proposed as a set; the three criteria are never relaxed, and unknown is not met."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.core_search import Search
from groundswell.core.questions.core_team import CoreTeam, CoreTeamValue, core_team
from groundswell.core.questions.core_traits import Ground, Traits, score, traits
from groundswell.core.questions.criteria import Met, criteria
from groundswell.core.terrain.contexts import core_roles
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.terms import Context
from tests.core.builders import AS_OF, DEGENERATE, Row, initiative, reordered, snapshot, study

ABLE = {"lived_experience": "yes", "gives_permission": "yes", "capacity_hours": 3}


def able(code: str, **more: Any) -> Row:
    """Return somebody who meets all three criteria."""
    return {"person": code, **ABLE, **more}


def asked(**sheets: Any) -> Answer[CoreTeamValue]:
    return core_team(study(**sheets), CoreTeam())


def ground(**sheets: Any) -> Ground:
    return Ground(Acquaintance(snapshot(**sheets)), {})


@pytest.mark.parametrize(
    ("row", "states"),
    [
        ({}, ("unknown", "unknown", "unknown")),
        (ABLE, ("met", "met", "met")),
        ({"lived_experience": "no", "gives_permission": "no"}, ("unmet", "unmet", "unknown")),
        ({"capacity_hours": 1.9}, ("unknown", "unknown", "unmet")),
        ({"capacity_hours": 2}, ("unknown", "unknown", "met")),
        ({"capacity_hours": 9, "overloaded": "yes"}, ("unknown", "unknown", "unmet")),
    ],
)
def test_each_criterion_is_met_unmet_or_unknown(
    row: dict[str, Any], states: tuple[str, str, str]
) -> None:
    found = criteria(snapshot(people=[{"person": "ama", **row}]))["ama"]
    assert (found.lived_experience, found.authority, found.capacity) == states


def test_deciding_or_vetoing_is_authority_and_implementing_is_not() -> None:
    found = criteria(
        snapshot(
            people=["ama", "ben", "cleo"],
            decisions=["d1"],
            authority=["ama decide d1", "ben veto d1", "cleo implement d1"],
        )
    )
    assert [found[c].authority for c in ("ama", "ben", "cleo")] == ["met", "met", "unknown"]


def test_hours_given_as_a_member_stand_in_where_capacity_is_blank() -> None:
    members = [{"person": "ama", "hours_per_week": 4}, {"person": "ben", "hours_per_week": 4}]
    people: list[Row] = ["ama", {"person": "ben", "capacity_hours": 1}]
    found = criteria(snapshot(people=people, coalition=members))
    assert [found[c].capacity for c in ("ama", "ben")] == [Met.MET, Met.UNMET]


def test_nobody_who_lacks_one_criterion_is_ever_in_a_set() -> None:
    people = [
        able("a"),
        able("b"),
        able("c", lived_experience="no"),
        able("d", gives_permission=None),
        able("e", capacity_hours=1),
    ]
    value = asked(people=people).value
    assert [found.people for found in value.sets] == [("a", "b")]
    assert {c.person: (c.unmet, c.unknown) for c in value.candidates} == {
        "d": ((), ("authority",)),
        "c": (("lived_experience",), ()),
        "e": (("capacity",), ()),
    }
    assert value.candidates[0].person == "d"


def test_the_headline_names_the_set_and_what_it_brings() -> None:
    people = [able("a", function="policy"), able("b", function="casework")]
    said = asked(people=people)
    assert said.headline == (
        "The strongest core would be a and b: both meet all three criteria, and together they "
        "bring casework and policy."
    )
    found = said.value.sets[0]
    assert found.criteria["a"].all_met
    assert "They come from two functions: casework and policy." in found.reasons


def test_a_core_that_is_already_the_strongest_is_told_so() -> None:
    said = asked(people=[able("a"), able("b")], coalition=["a core", "b nucleus"])
    assert said.headline.startswith("Your core already is the strongest you could form: a and b")


def test_different_functions_beat_the_same_function_twice() -> None:
    people = [
        able("a", function="casework"),
        able("b", function="Casework"),
        able("c", function="finance"),
    ]
    # All else equal: with a third person only the function counts, and c is in every better pair.
    field = traits(ground(people=people), ["a", "b", "c"])
    pairs = score(field, np.array([[0, 1], [0, 2], [1, 2]]))[0]
    assert pairs[0] < pairs[1] == pairs[2]


def test_the_score_by_hand() -> None:
    """Two people; one of two decisions held, the other within earshot; strangers to the owner."""
    sheets: dict[str, Any] = {
        "about": {"owner": "o"},
        "people": [
            able("a", function="policy", unit="u1"),
            able("b", function="casework", unit="u1"),
            {"person": "o", "function": "design", "unit": "u2"},
            "h",
            "k",
        ],
        "units": ["u1", "u2"],
        "decisions": ["d1", "d2"],
        "authority": ["a decide d1", "h decide d2"],
        "ties": ["h trusts b", "a advice b", "k trusts a"],
        "stances": ["a champion x high", "b neutral x high"],
        "influence": ["a - - 5"],
    }
    field = traits(Ground(Acquaintance(snapshot(**sheets)), {"a": 5.0}), ["a", "b"])
    total, parts = score(field, np.array([[0, 1]]))
    assert {name: round(float(part[0]), 3) for name, part in parts.items()} == {
        "decisions": 0.75,
        "functions": 0.6,
        "units": 0.4,
        "trust": 0.3,  # .6 for advice among the two, 0 with the owner, half each
        "credibility": 0.75,  # 5 of 5, and 3 where blank
        "stance": 0.75,
        "reach": 1.0,  # of the system, a and h listen to either; k is no part of it
    }
    expected = 0.25 * 0.75 + 0.2 * 0.6 + 0.05 * 0.4 + 0.2 * 0.3 + 0.1 * (0.75 + 0.75 + 1)
    assert float(total[0]) == pytest.approx(expected)


def test_conflict_undoes_a_tie() -> None:
    people = [able("a"), able("b")]
    friends = traits(ground(people=people, ties=["a trusts b"]), ["a", "b"])
    foes = traits(ground(people=people, ties=["a trusts b", "a conflict b"]), ["a", "b"])
    assert friends.trust[0, 1] == 1.0
    assert foes.trust[0, 1] == 0.0
    said = asked(people=people, ties=["a trusts b", "a conflict b"])
    assert "a and b are in conflict" in " ".join(said.value.sets[0].reasons)


def test_no_opponent_and_at_most_one_skeptic() -> None:
    people = [able(code) for code in "abcd"]
    stances = ["a opponent x high", "b skeptic x high", "c skeptic x high", "d supporter x high"]
    found = asked(people=people, stances=stances).value.sets
    for proposal in found:
        assert "a" not in proposal.people
        assert not {"b", "c"} <= set(proposal.people)
    assert "doubts the change" in " ".join(found[0].reasons)


def test_alternatives_do_without_whom_the_first_leans_on_most() -> None:
    people = [able("a"), able("b"), able("c"), able("d")]
    ties = ["a trusts b", "b trusts c", "b trusts d"]
    value = asked(people=people, ties=ties).value
    first, second = value.sets[:2]
    assert "b" in first.people
    assert second.without == ("b",)
    assert "b" not in second.people
    assert second.reasons[0] == "The choice if it cannot be b."
    assert first.score > second.score


@pytest.mark.parametrize(
    ("people", "start"),
    [
        ([], "No core can be proposed yet: nobody is on the map."),
        (["a"], "No core can be proposed yet: nobody is known to meet even one"),
        ([able("a"), "b"], "No core can be proposed yet: only a is known to meet all three"),
        (
            [able("a", capacity_hours=None)],
            "No core can be proposed yet: nobody is known to meet all three criteria; nearest is "
            "a, of whom it is not known whether they have two hours a week.",
        ),
        (
            [able("a", gives_permission="no")],
            "No core can be proposed yet: nobody is known to meet all three criteria; nearest is "
            "a, who cannot give others permission.",
        ),
    ],
)
def test_too_few_means_no_set_and_says_what_is_missing(people: list[Row], start: str) -> None:
    said = asked(people=people)
    assert said.value.sets == ()
    assert said.headline.startswith(start)


def test_whom_to_ask_about_an_unknown() -> None:
    people = [able("a", gives_permission=None), able("b", gives_permission=None), "m"]
    said = asked(people=people, coalition=["m core", "b wider"], ties=["m works_with a"])
    by_code = {c.person: c for c in said.value.candidates}
    assert by_code["a"].ask == ("m",)
    assert by_code["a"].text == "a: not known whether their yes gives others permission: ask m."
    assert by_code["b"].ask == ("b",)
    assert by_code["b"].text.endswith("ask them.")
    told = [g for g in said.gaps if g.ids == ("a", "b")]
    assert told[0].text == (
        "One unknown keeps a and b out of the choice: ask whether their yes gives others "
        "permission."
    )


def test_a_member_of_the_core_today_who_lacks_a_criterion_is_named() -> None:
    said = asked(people=[able("a", gives_permission="no")], coalition=["a core"])
    assert said.value.present[0].unmet == ("authority",)
    assert "In the core today: a cannot give others permission." in [r.text for r in said.reasons]


def test_the_owner_is_never_proposed_to_themself() -> None:
    people = [able("a"), able("b"), able("o")]
    value = asked(about={"owner": "o"}, people=people).value
    assert {code for found in value.sets for code in found.people} == {"a", "b"}
    assert "o" not in [c.person for c in value.candidates]


def test_kotters_four_say_who_or_unknown() -> None:
    said = asked(
        people=["a", "b"],
        coalition=["a core", "b core"],
        influence=["a 4 2 5 - x", "a 2 2 5 - y", "b - 3 1 5 x"],
    )
    kotter = said.value.kotter
    assert (kotter["credibility"].state, kotter["credibility"].people) == (Met.MET, ("a",))
    assert (kotter["leadership"].state, kotter["leadership"].people) == (Met.MET, ("b",))
    assert kotter["position_power"].state is Met.UNKNOWN  # a averages 3, b is not rated
    assert kotter["expertise"].state is Met.UNMET
    assert said.as_json()["value"]["kotter"]["expertise"] == {"state": "unmet", "people": []}
    text = " ".join(g.text for g in said.gaps)
    assert "bring power of position, and not everybody in it has been rated" in text
    assert "nobody brings much expertise" in text


def test_every_context_has_its_own_prompts() -> None:
    seen = {core_roles(context) for context in Context} | {core_roles(None)}
    assert len(seen) == len(Context) + 1
    assert all(len(roles) == 3 and all(r.prompt.endswith("?") for r in roles) for roles in seen)
    said = asked(about={"context": "government"}, people=["a"])
    assert [r.role for r in said.value.role_prompts] == ["frontline delivery", "policy", "finance"]


def random_traits(seed: int, count: int) -> Traits:
    rng = np.random.default_rng(seed)
    codes = [f"p{k:02d}" for k in range(count)]
    kinds = ("trusts", "advice", "works_with")
    ties = {(a, b): kinds[rng.integers(3)] for a, b in rng.integers(0, count, (count * 3, 2))}
    return traits(
        ground(
            people=[
                able(c, function=f"f{rng.integers(6)}", unit=f"u{rng.integers(4)}") for c in codes
            ],
            units=[f"u{k}" for k in range(4)],
            decisions=["d1", "d2", "d3"],
            authority=[f"{codes[k]} decide d{k + 1}" for k in range(3)],
            ties=[f"{codes[a]} {kind} {codes[b]}" for (a, b), kind in ties.items() if a != b],
            stances=[f"{c} {rng.uniform(-0.6, 1):.2f} x high" for c in codes],
        ),
        codes,
    )


def best_by_brute_force(people: Traits) -> float:
    sets = [c for k in (2, 3, 4) for c in combinations(range(len(people.codes)), k)]
    allowed = [c for c in sets if people.skeptic[list(c)].sum() <= 1]
    return max(float(score(people, np.array([c]))[0][0]) for c in allowed)


@pytest.mark.parametrize("seed", range(3))
def test_the_best_set_is_the_best_of_all(seed: int) -> None:
    people = random_traits(seed, 9)
    found = Search(people).best()
    assert found is not None
    assert found[0] == pytest.approx(best_by_brute_force(people))


@pytest.mark.parametrize("seed", range(3))
def test_among_many_candidates_exchanges_come_close_to_the_best(seed: int) -> None:
    people = random_traits(seed, 14)
    found = Search(people, try_all=6).best()
    assert found is not None
    assert found[0] >= 0.97 * best_by_brute_force(people)


@pytest.mark.parametrize("case", DEGENERATE)
def test_whatever_is_missing_there_is_an_answer(case: str) -> None:
    said = asked(**DEGENERATE[case])
    assert said.headline.endswith(".")
    json.dumps(said.as_json(), allow_nan=False)


def test_a_decision_refused_by_nobody_known_is_out_of_reach_for_everybody() -> None:
    refused = [{"decision": "money", "state": "refused"}]
    answer = asked(people=[able("ama"), able("bo"), able("cem")], decisions=refused)
    assert answer.value.sets


def test_the_order_of_rows_does_not_matter() -> None:
    rows = initiative(
        about={"owner": "c"},
        people=[able(code, function=code) for code in "abcdef"],
        ties=["a trusts b", "b advice f", "d works_with e"],
        stances=["a supporter x", "d skeptic x"],
        coalition=["f core"],
    )
    there, back = (
        core_team(Study(fold(each, AS_OF), 0, 16), CoreTeam()).as_json()
        for each in (rows, reordered(rows))
    )
    assert there == back
