"""Chains from anybody to the coalition, checked by hand and against every chain there is."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.core.dynamics.paths import HOPS, Links, best_paths, cheapest_tie, paths_to
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import TieKind
from tests.core.builders import Row, snapshot

PEOPLE = ["ama", "ben", "cleo", "dora", "eli", "finn"]


def codes(snap: Snapshot, chain: tuple[int, ...]) -> list[str]:
    """Return a chain as codes."""
    return [snap.people[i] for i in chain]


def test_link_takes_its_strongest_layer_and_halves_the_weak_ones() -> None:
    snap = snapshot(
        people=PEOPLE,
        ties=[
            "ben trusts ama .3",
            "ben reports_to ama 1",
            "cleo trusts ama .8",
            "cleo works_with ama 1",
            "dora advice ama .5",
            "dora works_with ama 1",
        ],
    )
    links = Links.of(snap)
    rows = zip(links.listener, links.heard, links.strength, links.weak, strict=True)
    found = {(snap.people[a], snap.people[b]): (float(w), bool(weak)) for a, b, w, weak in rows}
    assert found == {
        ("ben", "ama"): (0.5, True),
        ("cleo", "ama"): (0.8, False),
        ("dora", "ama"): (0.5, False),
        ("ama", "cleo"): (0.5, True),
        ("ama", "dora"): (0.5, True),
    }
    assert links.between(snap.index["dora"], snap.index["ama"]) is TieKind.ADVICE
    assert links.between(snap.index["ama"], snap.index["ben"]) is None


def test_chain_runs_from_candidate_to_member_and_multiplies() -> None:
    snap = snapshot(
        people=PEOPLE,
        ties=["dora trusts cleo .8", "cleo advice ben .5", "ben works_with ama 1"],
        coalition=["ama core"],
    )
    paths = best_paths(snap)
    dora = snap.index["dora"]
    assert codes(snap, paths.path(dora)) == ["dora", "cleo", "ben", "ama"]
    assert paths.product[dora] == pytest.approx(0.8 * 0.5 * 0.5)
    assert paths.weak[dora]
    assert not paths.weak[snap.index["ama"]]
    assert snap.people[paths.source[dora]] == "ama"
    back = paths_to(snap, dora)
    assert codes(snap, back.path(snap.index["ama"])) == ["dora", "cleo", "ben", "ama"]
    assert back.product[snap.index["ama"]] == pytest.approx(0.2)


def test_ties_are_never_followed_the_wrong_way() -> None:
    snap = snapshot(people=PEOPLE, ties=["ama trusts ben 1"], coalition=["ama core"])
    paths = best_paths(snap)
    assert paths.product[snap.index["ben"]] == 0
    assert paths.source[snap.index["ben"]] == -1
    assert paths.path(snap.index["ben"]) == ()


def test_owner_carries_messages_without_being_a_member() -> None:
    snap = snapshot(about={"owner": "ama"}, people=PEOPLE, ties=["ben trusts ama .7"])
    assert best_paths(snap).product[snap.index["ben"]] == pytest.approx(0.7)


def test_at_most_three_people_stand_between() -> None:
    ties = [f"{a} trusts {b} 1" for a, b in zip(PEOPLE[1:], PEOPLE[:-1], strict=True)]
    snap = snapshot(people=PEOPLE, ties=ties, coalition=["ama core"])
    paths = best_paths(snap)
    assert len(paths.path(snap.index["eli"])) == HOPS + 1
    assert paths.path(snap.index["finn"]) == ()


def test_equal_products_prefer_the_shorter_then_the_firmer_then_the_earlier_chain() -> None:
    ties = ["finn trusts eli 1", "eli trusts ama .5", "finn trusts dora .5", "dora trusts ama 1"]
    snap = snapshot(people=PEOPLE, ties=[*ties, "finn trusts ama .5"], coalition=["ama core"])
    assert codes(snap, best_paths(snap).path(snap.index["finn"])) == ["finn", "ama"]
    snap = snapshot(people=PEOPLE, ties=ties, coalition=["ama core"])
    assert codes(snap, best_paths(snap).path(snap.index["finn"])) == ["finn", "dora", "ama"]
    weak = ["finn works_with dora 1", *ties[:2], "dora trusts ama 1"]
    snap = snapshot(people=PEOPLE, ties=weak, coalition=["ama core"])
    assert codes(snap, best_paths(snap).path(snap.index["finn"])) == ["finn", "eli", "ama"]


def test_rounding_errors_do_not_decide_between_equal_chains() -> None:
    """.7 x .1 and .1 x .7 differ from .07 in the last bit; the chains are equal all the same."""
    ties = ["finn trusts eli .7", "eli trusts ama .1", "finn trusts dora .1", "dora trusts ama .7"]
    for extra in ([], ["finn trusts ama .07"]):
        snap = snapshot(people=PEOPLE, ties=[*ties, *extra], coalition=["ama core"])
        expected = ["finn", "ama"] if extra else ["finn", "dora", "ama"]
        assert codes(snap, best_paths(snap).path(snap.index["finn"])) == expected


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PEOPLE),
            st.sampled_from(PEOPLE),
            st.sampled_from(["trusts", "advice", "works_with", "reports_to"]),
            st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0]),
        ),
        max_size=14,
    ),
    st.sets(st.sampled_from(PEOPLE), max_size=3),
)
def test_best_of_all_chains(rows: list[tuple[str, str, str, float]], members: set[str]) -> None:
    ties: list[Row] = [
        {"from": a, "to": b, "kind": kind, "weight": w} for a, b, kind, w in rows if a != b
    ]
    snap = snapshot(people=PEOPLE, ties=ties, coalition=[f"{m} core" for m in sorted(members)])
    paths, links = best_paths(snap), Links.of(snap)
    weight = np.zeros((len(PEOPLE), len(PEOPLE)))
    weight[links.listener, links.heard] = links.strength
    for person in range(len(PEOPLE)):
        chains = [
            (person, *middle)
            for length in range(HOPS + 1)
            for middle in permutations(sorted(set(range(len(PEOPLE))) - {person}), length)
        ]
        reached = [c for c in chains if snap.people[c[-1]] in members]
        strengths = [np.prod([weight[a, b] for a, b in pairwise(c)]) for c in reached]
        assert paths.product[person] == pytest.approx(max(strengths, default=0.0))
        chain = paths.path(person)
        if chain:
            own = np.prod([weight[a, b] for a, b in pairwise(chain)])
            assert own == pytest.approx(paths.product[person])
            assert chain[0] == person
            assert chain[-1] == paths.source[person]
            assert paths.hops[person] == len(chain) - 1
            back = paths_to(snap, person)
            assert back.product[chain[-1]] == pytest.approx(paths.product[person])


def test_the_better_of_two_first_ties_counts_at_the_far_end_of_the_longest_chain() -> None:
    chain = ["ben trusts ama .9", "ben trusts finn .5", "cleo trusts ben", "dora trusts cleo"]
    snap = snapshot(
        people=PEOPLE, ties=[*chain, "eli trusts dora"], coalition=["ama core", "finn core"]
    )
    paths, eli = best_paths(snap), snap.index["eli"]
    assert paths.product[eli] == pytest.approx(0.9)
    assert codes(snap, paths.path(eli)) == ["eli", "dora", "cleo", "ben", "ama"]


def test_order_of_rows_is_no_matter() -> None:
    rows = ["dora trusts cleo .5", "dora trusts ben .5", "ben trusts ama 1", "cleo trusts ama 1"]
    a = snapshot(people=PEOPLE, ties=rows, coalition=["ama core"])
    b = snapshot(people=PEOPLE[::-1], ties=rows[::-1], coalition=["ama core"])
    for i in range(len(PEOPLE)):
        assert best_paths(a).path(i) == best_paths(b).path(i)


def test_nobody_and_no_ties() -> None:
    assert best_paths(snapshot()).product.size == 0
    snap = snapshot(people=["ama"])
    assert best_paths(snap).path(0) == ()
    assert cheapest_tie(snap, 0) is None


class TestCheapestTie:
    """Which acquaintance would open a way, by the stated convention."""

    def test_somebody_near_with_their_ear_beats_the_candidate_far_away(self) -> None:
        snap = snapshot(
            units=["u1", "u2"],
            people=["ama u1", "ben u1", "vera u2"],
            ties=["vera trusts ben .8"],
            coalition=["ama core"],
        )
        tie = cheapest_tie(snap, snap.index["vera"])
        assert tie is not None
        assert (tie.member, tie.person, tie.path) == ("ama", "ben", ("vera", "ben", "ama"))
        assert tie.cost == pytest.approx(1 / 0.8)
        assert tie.why == (
            "To reach vera, ama could get to know ben better, who has their ear: "
            "both work in the same unit."
        )
        assert tie.as_row() == {"from": "ben", "to": "ama", "why": tie.why}

    def test_a_thin_chain_is_no_bargain(self) -> None:
        snap = snapshot(
            units=["u1", "u2"],
            people=["ama u1 senior", "ben u1", "vera u2 senior"],
            ties=["vera trusts ben .2"],
            coalition=["ama core"],
        )
        tie = cheapest_tie(snap, snap.index["vera"])
        assert tie is not None
        assert (tie.person, tie.cost) == ("vera", 3.0)

    def test_whoever_turns_to_them_already_knows_them(self) -> None:
        snap = snapshot(
            units=["u1"],
            people=["ama u1", "ben u1", "vera u1"],
            ties=["ben advice vera .4"],
            coalition=["ama core", "ben core"],
        )
        tie = cheapest_tie(snap, snap.index["vera"])
        assert tie is not None
        assert (tie.member, tie.cost) == ("ben", 0.5)
        assert tie.why == (
            "To reach vera, ben could get to know them better: "
            "ben turns to vera for advice already."
        )

    def test_site_of_the_unit_function_and_nothing_in_common(self) -> None:
        snap = snapshot(
            units=[{"unit": "u1", "site": "Kiel"}, {"unit": "u2", "site": "kiel"}],
            people=["ama u1", "vera u2", {"person": "zoe"}],
            coalition=["ama core"],
        )
        near = cheapest_tie(snap, snap.index["vera"])
        far = cheapest_tie(snap, snap.index["zoe"])
        assert near is not None
        assert far is not None
        assert near.cost == 2.0
        assert near.why.endswith("both work at the same site.")
        assert far.cost == 4.0

    def test_never_between_people_in_conflict(self) -> None:
        about = {"owner": "ama"}
        people = ["ama u1", "vera u1"]
        snap = snapshot(about, units=["u1"], people=people, ties=["ama conflict vera"])
        assert cheapest_tie(snap, snap.index["vera"]) is None

    def test_owner_first_among_equals(self) -> None:
        snap = snapshot(
            {"owner": "cleo"},
            units=["u1"],
            people=["ama u1", "cleo u1", "vera u1"],
            coalition=["ama core"],
        )
        tie = cheapest_tie(snap, snap.index["vera"])
        assert tie is not None
        assert tie.member == "cleo"

    def test_none_where_a_way_exists(self) -> None:
        snap = snapshot(people=PEOPLE, ties=["ben trusts ama .1"], coalition=["ama core"])
        assert cheapest_tie(snap, snap.index["ben"]) is None


def test_a_chain_ends_at_a_stop_but_not_at_the_candidate() -> None:
    snap = snapshot(people=["ann", "ben", "cy"], ties=["cy trusts ben", "ben trusts ann"])
    stops = np.array([1, 2], dtype=np.int32)
    assert paths_to(snap, 2).product.tolist() == [1, 1, 1]
    assert paths_to(snap, 2, stops=stops).product.tolist() == [0, 1, 1]
