"""Circles, bridges and brokers from declared ties; traffic never singles anybody out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.circles import CLEAR, known_ties, labels, modularity
from groundswell.core.questions.silos import Silos, SilosValue, _headline, _reasons, silos
from groundswell.core.questions.standouts import Broker, InformalLeader
from groundswell.core.terrain.fold import fold
from tests.core.builders import AS_OF, DEGENERATE, initiative, reordered, snapshot, study


def clique(people: str, kind: str = "works_with") -> list[str]:
    """Return a tie between every two of these people."""
    return [f"{a} {kind} {b}" for k, a in enumerate(people) for b in people[k + 1 :]]


# Two circles of five, e and f the only ones who know each other.
TWO: dict[str, Any] = {
    "units": [{"unit": "north", "name": "North"}, {"unit": "south", "name": "South"}],
    "people": [f"{c} north" for c in "abcde"] + [f"{c} south" for c in "fghij"],
    "ties": [*clique("abcde"), *clique("fghij"), "e works_with f"],
    "coalition": ["a core"],
}


def asked(**sheets: Any) -> Answer[SilosValue]:
    return silos(study(**sheets), Silos())


def test_two_circles_and_the_one_tie_between_them() -> None:
    said = asked(**TWO)
    assert [g.people for g in said.value.groups] == [tuple("abcde"), tuple("fghij")]
    assert [g.units for g in said.value.groups] == [("north",), ("south",)]
    assert [g.members for g in said.value.groups] == [("a",), ()]
    bridge = said.value.bridges[0]
    assert (bridge.groups, bridge.ties, bridge.people) == (("g1", "g2"), 1, ("e", "f"))
    assert bridge.text == (
        "Only one tie runs between the circle of North and the circle of South: e with f."
    )
    assert said.headline == (
        "The ties fall into two circles; only one tie runs between the circle of North and the "
        "circle of South; much runs through e alone."
    )


def test_modularity_by_hand() -> None:
    """20 of 21 ties inside, each circle with half of all tie ends: 20/21 - 1/2."""
    known = known_ties(snapshot(**TWO))
    assert modularity(known, labels(known, 0)) == pytest.approx(20 / 21 - 1 / 2)


def test_a_unit_that_keeps_to_itself() -> None:
    """North has ten ties inside and one outside: E-I = (1 - 10) / 11."""
    units = {u.unit: u for u in asked(**TWO).value.units}
    assert units["north"].ei == pytest.approx(-9 / 11)
    assert (units["north"].inside, units["north"].outside) == (10, 1)
    assert units["north"].text == "North keeps to itself: 91 % of its 11 ties stay inside."


def test_bottlenecks_by_hand() -> None:
    """e is on every road between the other four of North and the five of South: 40 of 72 pairs."""
    found = {b.person: b for b in asked(**TWO).value.bottlenecks}
    assert set(found) == {"e", "f"}
    assert found["e"].betweenness == pytest.approx(40 / 72)
    assert found["e"].std_error == 0
    assert found["e"].text.startswith(
        "56 % of the shortest roads between two others lead through e"
    )


def test_a_broker_has_contacts_who_do_not_know_each_other() -> None:
    """x stands between three pairs; Burt's constraint of six equal, pairwise tied contacts."""
    ties = [*clique("ab"), *clique("cd"), *clique("fg"), *(f"x works_with {c}" for c in "abcdfg")]
    value = asked(people=list("abcdfgx"), ties=ties).value
    assert [b.person for b in value.brokers] == ["x"]
    broker = value.brokers[0]
    # Each contact: 1/6 directly and 1/6 x 1/2 through its partner.
    assert broker.constraint == pytest.approx(6 * (1 / 6 + 1 / 12) ** 2)
    assert broker.contacts == 6
    assert broker.closed == pytest.approx(3 / 15)
    assert len(broker.groups) > 1


def test_an_informal_leader_is_sought_and_holds_no_authority() -> None:
    people: list[Any] = [*"abcdef", {"person": "s", "level": "senior"}]
    ties = [f"{c} advice f" for c in "abc"] + ["d trusts f", "a trusts f"]
    ties += [f"{c} advice s" for c in "abcde"]
    said = asked(people=people, ties=ties)
    leaders = said.value.informal_leaders
    assert [(x.person, x.sought_by, x.advice, x.trust) for x in leaders] == [("f", 4, 3, 2)]
    assert leaders[0].text == (
        "Three people ask f for advice and two people trust them, and no formal authority of "
        "theirs is known."
    )
    assert "four people turn to f, who holds no formal authority" in said.headline


@pytest.mark.parametrize(
    "formal",
    [
        {"decisions": ["d1"], "authority": ["f veto d1"]},
        {"ties": [f"{c} advice f" for c in "abcd"] + ["a reports_to f"]},
        {"people": [*"abcde", {"person": "f", "level": "executive"}]},
    ],
)
def test_deciding_leading_or_rank_is_formal_authority(formal: dict[str, Any]) -> None:
    base: dict[str, Any] = {"people": list("abcdef"), "ties": [f"{c} advice f" for c in "abcd"]}
    assert asked(**base).value.informal_leaders
    assert not asked(**base | formal).value.informal_leaders


def test_the_chart_is_held_against_who_is_asked() -> None:
    people: list[Any] = [
        *"abcdf",
        {"person": "s", "level": "senior"},
        {"person": "t", "level": "executive"},
    ]
    ties = [*(f"{c} advice f" for c in "abcd"), *(f"{c} advice s" for c in "ab")]
    said = asked(people=people, ties=ties).value.chart_against_ties
    assert said is not None
    assert said.most_asked == ("f", "s")
    assert (said.senior, said.overlooked, said.not_asked) == (("s",), ("f",), ("t",))
    assert said.text == (
        "Of the two people asked for advice most, one has formal authority; a chart alone would "
        "overlook f."
    )


def test_a_long_tail_of_equals_is_not_cut_by_the_alphabet() -> None:
    people = [f"p{k:02d}" for k in range(30)]
    ties = [f"p{k:02d} advice p{(k + 1) % 30:02d}" for k in range(30)] + ["p05 advice p00"]
    said = asked(people=people, ties=ties).value.chart_against_ties
    assert said is not None
    assert said.most_asked == ("p00",)
    assert said.text == "The person asked for advice most has no formal authority."


def test_traffic_alone_names_nobody() -> None:
    ties = [f"{a} works_with {b} 1 inferred" for a, _, b in map(str.split, TWO["ties"])]
    said = asked(**TWO | {"ties": ties})
    value = said.value
    assert value.basis == "inferred"
    assert (value.brokers, value.bottlenecks, value.informal_leaders, value.bridges) == ((),) * 4
    assert value.chart_against_ties is None
    assert len(value.groups) == 2
    assert "too_few" in {g.kind for g in said.gaps}
    assert "nobody is singled out" in " ".join(g.text for g in said.gaps)


def test_groups_under_five_are_not_shown_from_traffic() -> None:
    people = [f"{c} north" for c in "abcd"]
    ties = [f"{a} works_with {b} 1 inferred" for a, _, b in map(str.split, clique("abcd"))]
    value = asked(units=["north"], people=people, ties=ties).value
    assert value.groups == ()
    assert value.units == ()
    declared = asked(units=["north"], people=people, ties=clique("abcd")).value
    assert len(declared.groups) == len(declared.units) == 1


def test_traffic_beside_declared_ties_moves_no_named_figure() -> None:
    extra = [f"{a} works_with {b} 1 inferred" for a in "ab" for b in "ghij"]
    plain, mixed = asked(**TWO).value, asked(**TWO | {"ties": TWO["ties"] + extra}).value
    assert plain.bottlenecks == mixed.bottlenecks
    assert plain.bridges == mixed.bridges


def test_a_circle_across_units_is_named_after_its_centre() -> None:
    units = ["u1", "u2", "u3", "u4"]
    people = ["a u1", "b u2", "c u3", "d u4"]
    ties = ["a trusts d", "b trusts d", "c trusts d", "b trusts a", "c trusts a"]
    group = asked(units=units, people=people, ties=ties).value.groups[0]
    assert group.title == "the circle around a and d"
    assert group.text.endswith("nobody of them in the coalition.")


def test_one_circle_is_no_silo() -> None:
    assert asked(people=list("abcd"), ties=clique("abcd")).headline.startswith(
        "The ties form one circle"
    )


def test_faint_borders_are_called_faint() -> None:
    rng = np.random.default_rng(4)
    people = [f"p{k:02d}" for k in range(24)]
    ties = {
        (int(a), int(b)): f"{people[a]} works_with {people[b]}"
        for a, b in rng.integers(0, 24, (160, 2))
        if a < b
    }
    said = asked(people=people, ties=list(ties.values()))
    assert said.value.modularity < 0.3
    assert "with faint borders, not silos" in said.headline


def test_people_without_ties_and_half_known_ones_are_gaps() -> None:
    said = asked(people=["a", "b", "c"], ties=["a advice b"], coalition=["a core"])
    texts = [g.text for g in said.gaps]
    assert texts[0].startswith("One person has no known tie")
    assert "Ask a whom they turn to." in texts[0]
    assert texts[1].startswith("b is listened to, but whom they listen to is not known")


def test_weight_zero_is_no_tie() -> None:
    assert asked(people=["a", "b"], ties=["a trusts b 0"]).value.basis == "none"


@pytest.mark.parametrize("case", DEGENERATE)
def test_whatever_is_missing_there_is_an_answer(case: str) -> None:
    said = asked(**DEGENERATE[case])
    assert said.headline.endswith(".")
    json.dumps(said.as_json(), allow_nan=False)


def test_the_order_of_rows_does_not_matter() -> None:
    known = initiative(**TWO)
    there, back = (
        silos(Study(fold(rows, AS_OF), 0, 16), Silos()).as_json()
        for rows in (known, reordered(known))
    )
    assert there == back


def sought(**by: int) -> list[str]:
    """Return ties of advice to each of these people from so many of p00, p01 and so on."""
    return [f"p{k:02d} advice {code}" for code, number in by.items() for k in range(number)]


def leaders(people: int, **by: int) -> list[tuple[str, int]]:
    crowd = [f"p{k:02d}" for k in range(people)]
    found = asked(people=[*crowd, *by], ties=sought(**by)).value.informal_leaders
    return [(x.person, x.sought_by) for x in found]


def test_a_leader_is_sought_by_three_and_by_clearly_more_than_others_are() -> None:
    """Sought by 7 and 3 among 9: 1.1 on average with a deviation of 2.3, so 3 is not enough."""
    assert leaders(20, f=3) == [("f", 3)] and leaders(20, f=2) == []
    assert leaders(7, f=7, g=3) == [("f", 7)]
    assert leaders(20, b=5, z=6) == [("z", 6), ("b", 5)]


def test_one_is_one_in_the_words_about_a_leader() -> None:
    ties = ["a advice f", "b trusts f", "c trusts f"]
    (leader,) = asked(people=list("abcdefghijkl"), ties=ties).value.informal_leaders
    assert leader.text.startswith("One person asks f for advice and two people trust them")


def test_the_headline_names_a_leader_outside_the_coalition_before_one_inside() -> None:
    crowd = [f"p{k:02d}" for k in range(20)]
    said = asked(people=[*crowd, "b", "z"], ties=sought(b=5, z=6), coalition=["z core"])
    assert "five people turn to b, who holds no formal authority" in said.headline


def test_three_contacts_in_three_circles_make_a_broker_and_one_circle_makes_none() -> None:
    three = [*clique("abc"), *clique("def"), *clique("ghi"), *(f"x works_with {c}" for c in "adg")]
    (broker,) = asked(people=list("abcdefghix"), ties=three).value.brokers
    assert (broker.person, broker.contacts, broker.closed) == ("x", 3, 0.0)
    assert broker.constraint == pytest.approx(1 / 3)
    star = [f"x works_with {c}" for c in "abcd"]
    assert asked(people=list("abcdx"), ties=star).value.brokers == ()


def test_ten_who_are_asked_are_all_held_against_the_chart() -> None:
    by = {f"q{k}": 2 for k in range(9)} | {"r": 1}
    said = asked(people=["p00", "p01", *by], ties=sought(**by)).value.chart_against_ties
    assert said is not None and said.most_asked == tuple(by)


def test_a_unit_keeps_to_itself_from_two_ties_on_and_without_ties_is_not_judged() -> None:
    said = asked(
        units=["one", "two", "open", "mute"],
        people=["a one", "b one", "c two", "d two", "e two", "f open", "g open", "h open",
                "y mute", "z mute", "k"],
        ties=["a works_with b", "c works_with d", "d works_with e",
              "f works_with g", "g works_with h", *(f"{p} works_with k" for p in "fgh")],
    )  # fmt: skip
    units = {u.unit: (u.inside, "keeps to itself" in u.text) for u in said.value.units}
    assert units == {"one": (1, False), "two": (2, True), "open": (2, False)}
    told = [r.ids[0] for r in said.reasons if r.ids and r.ids[0] in units]
    assert told == ["two"]


def test_whose_advice_is_asked_is_a_gap_only_where_ties_are_known() -> None:
    def lacks(**sheets: Any) -> bool:
        return any("advice ties are known" in g.text for g in asked(**sheets).gaps)

    assert lacks(**TWO) and not lacks(people=["a", "b"])
    assert not lacks(**TWO | {"ties": ["a advice b"]})


def test_who_has_no_tie_is_in_no_circle() -> None:
    known = known_ties(snapshot(people=["a", "b", "c"], ties=["a trusts b"]))
    assert labels(known, 0).tolist() == [0, 0, -1]


def test_from_traffic_a_circle_across_units_names_nobody() -> None:
    units = [f"u{k}" for k in range(5)]
    people = [f"{c} u{k}" for k, c in enumerate("abcde")]
    ties = [f"{tie} 1 inferred" for tie in clique("abcde")]
    (group,) = asked(units=units, people=people, ties=ties).value.groups
    assert group.title == "a circle across units (five people)"


def test_a_tie_between_two_units_leads_out_of_both_whichever_end_is_named_first() -> None:
    for home, away in (("one", "two"), ("two", "one")):
        people = [f"a {home}", f"b {home}", f"y {away}", f"z {away}"]
        value = asked(units=["one", "two"], people=people, ties=["a trusts b", "a trusts y"]).value
        assert {u.unit: (u.inside, u.outside) for u in value.units} == {home: (1, 1), away: (0, 1)}


def test_two_ties_between_circles_are_few_and_three_are_not() -> None:
    for extra, few in (([], "one tie runs"), (["d works_with g"], "two ties run")):
        said = asked(**TWO | {"ties": TWO["ties"] + extra})
        assert f"; only {few} between the circle of North and " in said.headline
        assert any(r.text.startswith(f"Only {few} between") for r in said.reasons)
    said = asked(**TWO | {"ties": [*TWO["ties"], "d works_with g", "c works_with h"]})
    assert said.value.bridges[0].ties == 3 and "only" not in said.headline
    assert not any("Only" in r.text for r in said.reasons)


def test_circles_are_silos_from_a_modularity_of_three_tenths_on() -> None:
    folded, value = snapshot(**TWO), asked(**TWO).value
    for clear, words in (
        (CLEAR, "The ties fall into two circles; only one tie runs between"),
        (CLEAR - 1e-6, "The ties form two circles with faint borders, not silos; much runs"),
    ):
        assert _headline(folded, replace(value, modularity=clear)).startswith(words)


def test_a_unit_keeps_to_itself_from_three_quarters_of_its_ties_on() -> None:
    """Three of four ties inside are an E-I index of exactly -1/2."""
    people = ["a one", "b one", "c one", "d two", "e two"]
    inside = [*clique("abc"), "a works_with d"]
    for extra, told in (([], ["one"]), (["b works_with d"], [])):
        said = asked(units=["one", "two"], people=people, ties=[*inside, *extra])
        assert [r.ids[0] for r in said.reasons if "keeps to itself" in r.text] == told
        assert [r.ids[0] for r in said.reasons if r.ids[:1] in (("one",), ("two",))] == told


def test_a_reader_is_told_of_the_first_few_of_each_kind() -> None:
    value = asked(**TWO).value
    some = range(9)
    many = replace(
        value,
        groups=tuple(replace(value.groups[0], text=f"circle {k}") for k in some),
        bridges=tuple(replace(value.bridges[0], text=f"bridge {k}") for k in some),
        units=(),
        brokers=tuple(Broker("e", 0.2, 4, 0.1, (), f"broker {k}") for k in some),
        bottlenecks=tuple(replace(value.bottlenecks[0], text=f"narrow {k}") for k in some),
        informal_leaders=tuple(InformalLeader("e", 3, 3, 0, f"leader {k}") for k in some),
    )
    told = [reason.text for reason in _reasons(many)]
    kinds = [("circle", 6), ("bridge", 3), ("broker", 3), ("narrow", 3), ("leader", 3)]
    assert told == [f"{kind} {k}" for kind, number in kinds for k in range(number)]


def test_nobody_is_said_to_be_listened_to_by_traffic_or_where_all_is_known() -> None:
    one_way = ["b advice a", "c advice a"]
    assert any(
        "a is listened to" in g.text for g in asked(people=["a", "b", "c"], ties=one_way).gaps
    )
    traffic = [f"{tie} 1 inferred" for tie in one_way]
    for sheets in (TWO, {"people": ["a", "b", "c"], "ties": traffic}):
        assert not any("listened to" in g.text for g in asked(**sheets).gaps)


def test_two_of_the_coalition_are_to_ask_those_without_ties_the_most_sought_first() -> None:
    said = asked(
        people=list("abcdxyz"),
        ties=["a advice c", "b advice c", "d advice c", "a advice b", "c advice b", "c advice d"],
        coalition=["b core", "c core", "d core"],
    )
    assert said.gaps[0].text == (
        "Three people have no known tie, so on the map they stand outside every circle. Ask c and "
        "b whom they turn to."
    )
