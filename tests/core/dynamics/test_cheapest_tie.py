"""The tie that is cheapest to build, against the stated convention written out over all pairs."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest

from groundswell.core.dynamics.paths import HOPS, Links, best_paths, cheapest_tie
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import TieKind
from tests.core.builders import Row, snapshot

MEMBERS = ("ada", "bo", "cy")
OTHERS = ("dee", "eve", "fay", "gus", "hal", "ivo")
KINDS = ("trusts", "advice", "works_with", "reports_to")


def world(seed: int) -> Snapshot:
    """Return people of whom nobody else listens to a member, with little in common."""
    rng = np.random.default_rng(seed)
    units: list[Row] = [{"unit": "u1", "site": "Oslo"}, {"unit": "u2", "site": "Rome"}]
    units += [{"unit": "u3"}]
    people: list[Row] = []
    for code in (*MEMBERS, *OTHERS):
        row = {
            "unit": str(rng.choice(["", "", "u1", "u2", "u3"])),
            "level": str(rng.choice(["", "", "senior", "middle"])),
            "function": str(rng.choice(["", "", "law", "LAW", "sales"])),
            "site": str(rng.choice(["", "", "oslo", "Bonn"])),
        }
        people.append({"person": code} | {name: word for name, word in row.items() if word})
    ties: list[Row] = []
    for a in (*MEMBERS, *OTHERS):
        for b in OTHERS:
            if a != b and rng.random() < 0.16:
                kind = str(rng.choice(KINDS if a not in MEMBERS else ("trusts", "reports_to")))
                ties.append({"from": a, "to": b, "kind": kind, "weight": rng.choice([0.4, 0.8, 1])})
    ties += [
        {"from": m, "to": o, "kind": "conflict"}
        for m in MEMBERS
        for o in OTHERS
        if rng.random() < 0.1
    ]
    about = {"owner": str(rng.choice(MEMBERS))} if rng.random() < 0.6 else {}
    return snapshot(
        about, units=units, people=people, ties=ties, coalition=[f"{m} core" for m in MEMBERS]
    )


def step(snap: Snapshot, member: str, other: str, weight: np.ndarray) -> float:
    """Return what it takes to get to know somebody, by the first thing two people share."""
    at = snap.index

    def shared(column: str) -> bool:
        mine, theirs = (getattr(snap.person[code], column) for code in (member, other))
        return bool(mine) and bool(theirs) and mine.casefold() == theirs.casefold()

    def site(code: str) -> str:
        person = snap.person[code]
        return (person.site or {"u1": "oslo", "u2": "rome"}.get(person.unit or "", "")).casefold()

    if weight[at[member], at[other]] > 0:
        return 0.5
    if shared("unit"):
        return 1.0
    if (site(member) and site(member) == site(other)) or shared("function"):
        return 2.0
    return 3.0 if shared("level") else 4.0


def plain(snap: Snapshot, person: str) -> tuple[float, int, bool, str, str] | None:
    """Return cost, ties of the chain, whether another than the owner, and who with whom."""
    links, at = Links.of(snap), snap.index
    weight = np.zeros((len(snap.people), len(snap.people)))
    weight[links.listener, links.heard] = links.strength
    conflict = snap.layers[TieKind.CONFLICT].toarray()
    found = []
    for length in range(HOPS):
        for rest in permutations([o for o in OTHERS if o != person], length):
            chain = (person, *rest)
            strength = np.prod([weight[at[a], at[b]] for a, b in pairwise(chain)])
            for member in MEMBERS if strength > 0 else ():
                if not conflict[at[member], at[chain[-1]]]:
                    cost = step(snap, member, chain[-1], weight) / strength
                    other = member != snap.owner
                    found.append((round(cost, 9), length, other, member, chain[-1]))
    best: dict[tuple[str, str], tuple[float, int, bool, str, str]] = {}
    for one in sorted(found):
        best.setdefault(one[3:], one)
    return min(best.values(), default=None)


@pytest.mark.parametrize("seed", range(60))
def test_it_is_the_cheapest_of_all_pairs_by_the_stated_convention(seed: int) -> None:
    snap = world(seed)
    for person in OTHERS:
        found, wanted = cheapest_tie(snap, snap.index[person]), plain(snap, person)
        if wanted is None:
            assert found is None
            continue
        assert found is not None
        assert found.cost == pytest.approx(wanted[0])
        assert (found.member, found.person) == wanted[3:]
        assert (found.path[0], *found.path[-2:]) == (person, found.person, found.member)
        assert len(found.path) == wanted[1] + 2


def test_the_whole_length_of_a_chain_is_used_and_counted() -> None:
    people = ["ama", "ben", "cleo", "dora", "eli"]
    ties = [f"{a} trusts {b}" for a, b in pairwise(people[::-1])]
    snap = snapshot(people=people, ties=ties, coalition=["ama core"])
    assert best_paths(snap).hops.tolist() == [0, 1, 2, 3, HOPS]
    # A tie of one's own takes the place of the last one.
    apart = snapshot(
        units=["u1", "u2"],
        people=["zed u1", "ama u1", *(f"{code} u2" for code in people[1:])],
        ties=ties,
        coalition=["zed core"],
    )
    found = [cheapest_tie(apart, apart.index[code]) for code in ("dora", "eli")]
    assert [tie.path for tie in found if tie is not None] == [
        ("dora", "cleo", "ben", "ama", "zed"),
        ("eli", "zed"),
    ]


def test_a_link_is_found_between_those_who_have_one_and_nobody_else() -> None:
    rng = np.random.default_rng(2)
    codes = [*MEMBERS, *OTHERS]
    snap = snapshot(
        people=codes,
        ties=[f"{a} trusts {b}" for a in codes for b in codes if a != b and rng.random() < 0.3],
    )
    links = Links.of(snap)
    tied = {(int(a), int(b)) for a, b in zip(links.listener, links.heard, strict=True)}
    assert 15 < len(tied) < 35
    for a in range(len(codes)):
        for b in range(len(codes)):
            assert (links.between(a, b) is TieKind.TRUSTS) == ((a, b) in tied)


def test_what_both_share_is_said_in_its_own_words() -> None:
    people: list[Row] = [
        {"person": "ama", "function": "law", "level": "senior"},
        {"person": "ben", "function": "Law"},
        {"person": "cleo", "level": "senior"},
    ]
    snap = snapshot(people=people, coalition=["ama core"])
    reasons = [tie.why for k in (1, 2) if (tie := cheapest_tie(snap, k)) is not None]
    assert [why.rpartition(": ")[2] for why in reasons] == [
        "both do the same kind of work.",
        "both stand at the same level.",
    ]


def test_where_weak_ties_carry_nothing_they_are_no_links() -> None:
    snap = snapshot(
        people=["ama", "ben", "cleo"],
        ties=["ben trusts ama .5", "cleo reports_to ama"],
        settings=[{"constant": "weak_tie", "value": 0}],
    )
    links = Links.of(snap)
    assert (links.listener.tolist(), links.heard.tolist()) == ([1], [0])
    assert links.between(2, 0) is None
