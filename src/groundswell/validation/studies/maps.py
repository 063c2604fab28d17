"""What the owner's map shows of a generated organisation: judged with error, partly wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Judgement,
    Node,
    Operator,
    Person,
    Tie,
    Unit,
)
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import AuthorityRole, Level, Ring, Rule, TieKind
from groundswell.validation.studies.organisation import LAYERS, LEVELS, Organisation

DAY = date(2026, 6, 1)
ASSESSORS = ("a", "b", "c")
ERROR, BIAS = 0.35, 0.2  # of one judgement, and between assessors: what the model states
SECOND = 0.3  # share of people whom a second assessor judges too


@dataclass(frozen=True, slots=True)
class Sight:
    """How well the map sees.

    Parameters
    ----------
    missing, wrong
        Share of stances and ties that are left out, and that say something arbitrary.
    rosy
        How much too favourably the first assessor judges everybody, in stance units.
    """

    missing: float = 0.0
    wrong: float = 0.0
    rosy: float = 0.0


def code(i: int) -> str:
    """Return the code of a person on the map."""
    return f"p{i:03d}"


def map_of(world: Organisation, sight: Sight, seed: int) -> Snapshot:
    """Return what is on the map; the same seed and sight see the same."""
    rng = np.random.default_rng([seed, 5])
    units = sorted(set(world.unit.tolist()))
    rows: dict[str, list[Record]] = {
        "units": [Unit(unit=f"u{u}") for u in units],
        "people": [
            Person(
                person=code(i),
                unit=f"u{world.unit[i]}",
                level=Level(LEVELS[world.level[i]]),
                hours_to_recruit=float(world.hours[i]),
            )
            for i in range(world.unit.size)
        ],
        "ties": list(_ties(world, sight, rng)),
        "stances": list(_stances(world, sight, rng)),
        "coalition": [
            Member(person=code(int(i)), ring=Ring.CORE) for i in np.flatnonzero(world.member)
        ],
    }
    rows |= _needed(world)
    return fold(Observations(records={sheet: tuple(each) for sheet, each in rows.items()}), DAY)


def _needed(world: Organisation) -> dict[str, list[Record]]:
    """Return the votes and sites; who decides and who works where is known."""
    rows: dict[str, list[Record]] = {
        "decisions": [], "authority": [], "nodes": [], "operators": [],
    }  # fmt: skip
    for d, vote in enumerate(world.votes):
        rows["decisions"].append(Decision(decision=f"d{d}", rule=Rule(vote.rule)))
        for role, who in ((AuthorityRole.DECIDE, vote.deciders), (AuthorityRole.VETO, vote.vetoes)):
            rows["authority"] += [
                Authority(decision=f"d{d}", person=code(int(i)), role=role) for i in who
            ]
    for n, site in enumerate(world.sites):
        rows["nodes"].append(Node(node=f"n{n}", share_needed=site.needed))
        rows["operators"] += [Operator(node=f"n{n}", person=code(int(i))) for i in site.operators]
    return rows


def _ties(world: Organisation, sight: Sight, rng: np.random.Generator) -> list[Tie]:
    """Report every tie: as it is, not at all, or to somebody else."""
    people, found = world.unit.size, {}
    for layer in LAYERS:
        for i, j in zip(*np.nonzero(world.ties[layer]), strict=True):
            if layer == "works_with" and i > j:
                continue  # one report tells of both
            fate, other = rng.random(), int(rng.integers(people))
            if fate < sight.missing:
                continue
            heard = other if fate < sight.missing + sight.wrong else int(j)
            if heard != i:
                weight = float(world.ties[layer][i, j])
                found[layer, int(i), heard] = weight
    return [
        Tie(from_=code(i), to=code(j), kind=TieKind(layer), weight=weight)
        for (layer, i, j), weight in found.items()
    ]


def _stances(world: Organisation, sight: Sight, rng: np.random.Generator) -> list[Judgement]:
    """Judge everybody by one assessor, some by a second: to the nearest of five words."""
    bias = rng.normal(0, BIAS, len(ASSESSORS))
    bias[0] += sight.rosy
    found = []
    for i, x in enumerate(world.stands):
        first = int(rng.integers(len(ASSESSORS)))
        both = (first, (first + 1) % len(ASSESSORS)) if rng.random() < SECOND else (first,)
        for a in both:
            seen = float(np.clip(np.rint(2 * (x + bias[a] + rng.normal(0, ERROR))) / 2, -1, 1))
            fate, word = rng.random(), float(rng.integers(-2, 3)) / 2
            if fate < sight.missing:
                continue
            said = word if fate < sight.missing + sight.wrong else seen
            found.append(Judgement(person=code(i), stance=said, assessor=ASSESSORS[a]))
    return found
