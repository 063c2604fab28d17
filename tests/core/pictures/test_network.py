"""Network, neighbourhood and sketch of the system: what lies where, and what is said of it."""

from __future__ import annotations

from math import hypot
from typing import Any

import pytest

from groundswell.core.pictures.ego import ego
from groundswell.core.pictures.lens import Lens
from groundswell.core.pictures.sociogram import Sociogram, sociogram
from groundswell.core.pictures.system_sketch import SystemSketch, system_sketch
from tests.core.builders import snapshot
from tests.core.pictures.worlds import small


def net(*ties: str, **sheets: Any) -> Sociogram:
    """Return the sociogram of eight people of one unit and two of another."""
    people = [*(f"{code} in" for code in "abcdefgh"), "x out", "y out"]
    return sociogram(snapshot(**{"people": people, "units": ["in", "out"], "ties": ties, **sheets}))


class TestSociogram:
    def test_places_that_are_known_are_kept(self) -> None:
        known = {code: (k / 10, k / 20) for k, code in enumerate(small().people)}
        assert sociogram(small(), places=known).places() == known
        assert sociogram(snapshot(), places={}).nodes == ()

    def test_whoever_is_trusted_stands_nearer_than_whoever_is_reported_to(self) -> None:
        ties = ["a trusts b", "c reports_to b", "d trusts b", "e reports_to b"]

        def mean(kind: str, seed: int) -> float:
            at = sociogram(snapshot(people=list("abcde"), ties=ties), seed=seed).places()
            ends = [tie.split() for tie in ties if kind in tie]
            return sum(hypot(at[s][0] - at[t][0], at[s][1] - at[t][1]) for s, _, t in ends)

        seeds = range(12)
        assert sum(mean("trusts", s) for s in seeds) < sum(mean("reports_to", s) for s in seeds)

    def test_the_size_of_a_mark_has_three_digits(self) -> None:
        sizes = {n.id: n.size for n in net("a trusts b", "c trusts b", "b trusts a").nodes}
        assert (sizes["a"], sizes["b"]) == (0.707, 1.0)  # the root of one half

    def test_the_unit_with_most_people_comes_first_and_of_equals_by_code(self) -> None:
        people = ["a u2", "b u3", "c u3", "d u1"]
        units = sociogram(snapshot(people=people, units=["u1", "u2", "u3"])).units
        assert [(u.id, u.people) for u in units] == [("u3", 2), ("u1", 1), ("u2", 1)]

    def test_a_unit_keeps_to_itself_from_eight_ties_of_which_a_quarter_leave(self) -> None:
        inside = ["a trusts b", "b trusts c", "c trusts d", "d trusts e", "e trusts f"]
        closed = "in listens mostly to itself"
        assert not net(*inside, "g trusts x", "h trusts y").headline.startswith(closed)  # 2 of 7
        six = [*inside, "f trusts g"]
        assert net(*six, "g trusts x", "h trusts y").headline.startswith(closed)  # 2 of 8
        assert not net(*six, *(f"{p} trusts x" for p in "fgh")).headline.startswith(closed)
        assert not net(*six, "g trusts h").headline.startswith(closed)  # seven ties

    def test_from_eight_ties_on_a_shape_is_seen(self) -> None:
        ties = [f"{p} trusts x" for p in "abcdefgh"]
        assert net(*ties[:7]).headline.startswith("Seven ties known so far, too few to see a shape")
        assert net(*ties).headline.startswith("No unit listens to itself alone")

    def test_of_two_sought_alike_the_first_by_code_is_named(self) -> None:
        told = net("c trusts b", "d trusts b", "c trusts a", "d trusts a").headline
        assert told.endswith("nobody is turned to by more than a (two people).")


class TestLens:
    def test_the_ties_of_one_person_are_those_among_all_that_touch_them(self) -> None:
        ties = ["ben trusts ama", "cleo advice ben", "cleo conflict dov", "dov works_with ama",
                "eve trusts dov 1 inferred", "eve trusts cleo 0"]  # fmt: skip
        lens = Lens(small(ties=ties))
        assert ("eve", "cleo") not in {(a.source, a.target) for a in lens.arcs}  # looked, none
        for code in lens.snapshot.people:
            own = tuple(a for a in lens.arcs if code in (a.source, a.target))
            assert lens.arcs_of(code) == own
        known = {(a.source, a.kind): a.known for a in lens.arcs}
        assert known["ama", "works_with"] == known["cleo", "conflict"] == "declared"
        assert known["eve", "trusts"] == "inferred"

    @pytest.mark.parametrize("sources", [("surveyed", "inferred"), ("declared", "surveyed")])
    def test_the_surer_of_two_tellers_counts_in_whatever_order(
        self, sources: tuple[str, str]
    ) -> None:
        rows = [f"a trusts b 1 {source} {by}" for source, by in zip(sources, "xy", strict=True)]
        for ties in (rows, rows[::-1]):
            (arc,) = Lens(snapshot(people=list("abxy"), ties=ties)).arcs
            assert arc.known == sources[0]


class TestEgo:
    def test_who_is_two_steps_away_stands_behind_whom_they_are_reached_through(self) -> None:
        ties = ["m trusts a", "m trusts b", "m trusts c", "m trusts d", "c trusts e"]
        picture = ego(snapshot(people=list("mabcde"), ties=ties), "m")
        at = {n.person.code: (n.x, n.y) for n in picture.neighbours}
        assert at["m"] == (0.5, 0.5) and at["c"][0] == at["e"][0] == 0.5
        assert 0.5 < at["c"][1] < at["e"][1] <= 1  # straight down: half a turn from the top

    def test_who_shares_a_go_between_stands_by_code_and_by_the_strongest_way(self) -> None:
        ties = ["m trusts a", "m trusts b", "a trusts x .3", "a trusts y .9", "b trusts w .5",
                "b trusts x .6"]  # fmt: skip
        picture = ego(snapshot(people=list("mabwxy"), ties=ties), "m")
        assert [n.person.code for n in picture.neighbours] == ["m", "a", "b", "y", "w", "x"]
        same = ego(snapshot(people=list("maxy"), ties=["m trusts a", *ties[2:4]]), "m")
        assert [n.person.code for n in same.neighbours] == ["m", "a", "x", "y"]

    def test_who_is_left_out_of_one_circle_alone_is_counted(self) -> None:
        def told(near: int) -> list[str]:
            crowd = [f"p{k:02d}" for k in range(near)]
            map_ = snapshot(people=["m", *crowd], ties=[f"m trusts {p}" for p in crowd],
                            stances=["m neutral p00"])  # fmt: skip
            return [gap.text for gap in ego(map_, "m").gaps]

        assert told(40) == []
        assert told(41) == ["One person with weaker ties is left out here."]
        assert told(42) == ["Two people with weaker ties are left out here."]


class TestSketch:
    def sketch(self, *rows: tuple[Any, ...]) -> SystemSketch:
        names = ("from", "to", "sign", "leverage")
        return system_sketch(small(system=[dict(zip(names, r, strict=False)) for r in rows]))

    def ring(self, number: int, against: int = 0) -> SystemSketch:
        """Return a circle of so many elements, of whose links so many run against each other."""
        names = [f"e{k:02d}" for k in range(number)]
        signs = ["-"] * against + ["+"] * (number - against)
        return self.sketch(*zip(names, [*names[1:], names[0]], signs, strict=True))

    def test_what_acts_on_itself_alone_stands_in_the_middle(self) -> None:
        picture = self.sketch(("queue", "queue", "+"))
        assert [(e.x, e.y) for e in picture.elements] == [(0.5, 0.5)]
        assert [loop.elements for loop in picture.loops] == [("queue",)]

    def test_a_circle_of_eight_is_a_loop_and_of_nine_too_long_to_be_one(self) -> None:
        assert [len(loop.elements) for loop in self.ring(8).loops] == [8]
        assert self.ring(9).loops == ()

    @pytest.mark.parametrize(
        ("against", "kind"),
        [(0, "reinforcing"), (1, "balancing"), (2, "reinforcing"), (3, "balancing")],
    )
    def test_a_loop_of_three_balances_where_an_odd_number_runs_against(
        self, against: int, kind: str
    ) -> None:
        assert [loop.kind for loop in self.ring(3, against).loops] == [kind]

    def test_loops_left_open_are_numbered_from_one(self) -> None:
        rows = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]
        assert [loop.name for loop in self.sketch(*rows).loops] == ["O1", "O2"]

    @pytest.mark.parametrize(("leverage", "deep"), [(6, True), (7, False)])
    def test_up_to_the_sixth_a_leverage_point_is_deep(self, leverage: int, deep: bool) -> None:
        told = self.sketch(("a", "b", "+", leverage)).headline
        assert ("one link is marked as a deep" in told) is deep
