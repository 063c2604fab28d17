"""Organisations whose truth is known, made in plain numpy without any code that is judged by them.

People talk mostly within their unit and to those above them. Everybody has a susceptibility, and a
stance drawn around the climate of their unit. In a world *as stated* that is where they stand, as
the model's description has it. In a world that has *talked*, they stand where talk has come to rest
with the coalition held: closer together than the model supposes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PEOPLE, UNITS = 150, 6
MEMBERS = 3
COMMITMENT = 1.0
MOST_ROUNDS, STILL = 20_000, 1e-9
LAYERS = ("trusts", "advice", "works_with", "reports_to")
SHARE = {"trusts": 0.5, "advice": 0.3, "works_with": 0.2, "reports_to": 0.15}
LEVELS = ("executive", "senior", "middle", "frontline")


@dataclass(frozen=True, slots=True)
class Vote:
    """A decision taken by rule: who decides, who vetoes, and the share of yes needed."""

    rule: str
    deciders: Ints
    vetoes: Ints
    quota: float


@dataclass(frozen=True, slots=True)
class Site:
    """A place where work must change: who works there, and the share that is needed."""

    operators: Ints
    needed: float


@dataclass(frozen=True, slots=True)
class Organisation:
    """All there is to know of one organisation.

    Parameters
    ----------
    unit, level
        Of everybody; a level is a place in `LEVELS`.
    ties
        Weights of each layer, listener by heard, 0 to 1; (people, people).
    listens
        Who listens to whom in all, rows summing to 1.
    open_to
        How far each goes with others, shape (people,).
    stands
        Where everybody truly stands today.
    member
        In the coalition, held at `COMMITMENT`.
    hours
        It takes to win each.
    """

    unit: Ints
    level: Ints
    ties: dict[str, Floats]
    listens: Floats
    open_to: Floats
    stands: Floats
    member: NDArray[np.bool_]
    hours: Floats
    votes: tuple[Vote, ...]
    sites: tuple[Site, ...]


def organisation(seed: int, talked: bool = False, people: int = PEOPLE) -> Organisation:
    """Return one organisation; the same seed gives the same one."""
    rng = np.random.default_rng([seed, 2026])
    unit = np.sort(rng.integers(0, UNITS, people))
    level = np.full(people, 3)
    for u in range(UNITS):
        mates = np.flatnonzero(unit == u)
        level[mates[:1]], level[mates[1:4]] = 1, 2
    level[rng.choice(np.flatnonzero(level == 3), 3, replace=False)] = 0
    ties = _ties(unit, level, rng)
    listens = sum(SHARE[layer] * weight for layer, weight in ties.items())
    assert not isinstance(listens, int)
    total = listens.sum(axis=1, keepdims=True)
    listens = np.divide(listens, total, out=np.zeros_like(listens), where=total > 0)
    climate = rng.normal(0, 0.5)
    private = np.clip(rng.normal(rng.normal(climate, 0.25, UNITS)[unit], 0.5), -1, 1)
    mean = 0.75 - 0.8 * np.maximum(np.abs(private) - 0.25, 0)
    open_to = rng.beta(8 * mean, 8 * (1 - mean))
    open_to[total[:, 0] == 0] = 0
    member = _members(private, level, rng)
    own = np.where(member, COMMITMENT, private)
    stands = at_rest(listens, open_to, own, member) if talked else own
    votes, sites = _votes(level, rng), _sites(unit, level, rng)
    hours = rng.integers(3, 10, people).astype(float)
    return Organisation(unit, level, ties, listens, open_to, stands, member, hours, votes, sites)


def at_rest(listens: Floats, open_to: Floats, own: Floats, member: NDArray[np.bool_]) -> Floats:
    """Return where everybody stands once talk has settled (Friedkin & Johnsen), members held."""
    pull = np.where(member, 0, open_to)
    return np.clip(settled(pull[:, None] * listens, (1 - pull) * own), -1, 1)


def settled(pulls: Floats, start: Floats) -> Floats:
    """Return x with x = start + pulls x, by saying it again and again."""
    x = start
    for _ in range(MOST_ROUNDS):
        new = start + pulls @ x
        if np.abs(new - x).max() < STILL:
            return new
        x = new
    raise ArithmeticError("talk does not come to rest")


def _ties(unit: Ints, level: Ints, rng: np.random.Generator) -> dict[str, Floats]:
    people = unit.size
    near = unit[:, None] == unit[None, :]
    above = level[:, None] > level[None, :]
    liked = rng.gamma(2.0, 0.5, people)[None, :]  # some are heard by many
    ties = {}
    for layer, mean in (("trusts", 3.0), ("advice", 3.0), ("works_with", 5.0)):
        pull = liked * np.where(near, 1.0, 0.06) * np.where(above & (layer == "advice"), 2.5, 1.0)
        chance = np.clip(pull * mean * people / pull.sum(), 0, 0.9)
        there = rng.random((people, people)) < chance
        if layer == "works_with":
            there |= there.T
        np.fill_diagonal(there, False)
        weight = np.round(rng.uniform(0.3, 1, (people, people)), 2)
        ties[layer] = there * (np.triu(weight) + np.triu(weight, 1).T)
    reports = np.zeros((people, people))
    for i in range(people):
        bosses = np.flatnonzero((level == level[i] - 1) & ((unit == unit[i]) | (level[i] == 1)))
        if bosses.size:
            reports[i, bosses[rng.integers(bosses.size)]] = 1.0
    ties["reports_to"] = reports
    return ties


def _members(private: Floats, level: Ints, rng: np.random.Generator) -> NDArray[np.bool_]:
    """The coalition: a few ordinary people in favour, none of them an executive."""
    member = np.zeros(private.size, dtype=bool)
    able = np.flatnonzero(level >= 2)
    best = able[np.argsort(-private[able])][: 8 * MEMBERS]
    member[rng.choice(best, MEMBERS, replace=False)] = True
    return member


def _votes(level: Ints, rng: np.random.Generator) -> tuple[Vote, ...]:
    """Two votes: a head decides alone; a committee by majority, half the time under a veto."""
    none = np.zeros(0, dtype=np.int64)
    heads, executives = np.flatnonzero(level == 1), np.flatnonzero(level == 0)
    middle = np.flatnonzero(level == 2)
    committee = np.concatenate(
        [rng.choice(heads, 3, replace=False), rng.choice(middle, 4, replace=False)]
    )
    head, veto = rng.choice(heads, 1), rng.choice(executives, 1)
    return (
        Vote("owner", head, none, 0.5),
        Vote("majority", np.sort(committee), veto if rng.random() < 0.5 else none, 0.5),
    )


def _sites(unit: Ints, level: Ints, rng: np.random.Generator) -> tuple[Site, ...]:
    """One unit whose daily work must change, in part or by half."""
    u = int(rng.integers(UNITS))
    return (Site(np.flatnonzero((unit == u) & (level >= 2)), float(rng.uniform(0.2, 0.5))),)
