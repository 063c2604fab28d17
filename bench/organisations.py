"""Generated organisations of any size, made directly as snapshots."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from groundswell.core.terrain.listening import listening
from groundswell.core.terrain.map_records import Decision, Node, Person
from groundswell.core.terrain.noise import Hashes, code_hashes
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import (
    DecisionPoint,
    EvidenceShown,
    Listening,
    OperationalNode,
    Snapshot,
)
from groundswell.core.terrain.stances import Readings, posterior
from groundswell.core.terrain.terms import DecisionState, Rule, TieKind

DAY = date(2026, 1, 1)
RULES = (Rule.OWNER, Rule.MAJORITY, Rule.QUOTA, Rule.UNANIMITY, Rule.NEGOTIATED)
UNIT_SIZE = 30
NONE = np.zeros(0, dtype=np.int32)


def organisation(
    people: int, ties: int = 9, judged: float = 0.5, members: int = 5, seed: int = 0
) -> Snapshot:
    """Return an organisation with five decisions and three nodes of at most 300 operators."""
    rng = np.random.default_rng(seed)
    codes = tuple(f"p{k:06d}" for k in range(people))
    hashes = code_hashes(codes)
    units = tuple(f"u{k:05d}" for k in range(max(1, people // UNIT_SIZE)))
    unit = np.arange(people, dtype=np.int64) % len(units)
    settings = Settings()
    readings = _readings(people, judged, settings, rng)
    member = np.zeros(people, dtype=bool)
    member[rng.choice(people, members, replace=False)] = True
    return Snapshot(
        as_of=DAY,
        known_at=DAY,
        seen=Observations(records={"people": tuple(Person(person=code) for code in codes)}),
        settings=settings,
        people=codes,
        hashes=hashes,
        units=units,
        unit=unit,
        stances=posterior(readings, people, unit, units, ("a",), member, settings),
        fixed=np.zeros(people, dtype=bool),
        susceptibility=np.full(people, np.nan),
        member=member,
        held=member,
        hold=member.astype(float),
        listening=_listening(people, ties, hashes, unit, rng),
        layers={kind: csr_array((people, people)) for kind in TieKind},
        shown=EvidenceShown(NONE, np.zeros(0, np.float32), np.zeros(0, np.uint64)),
        decisions=tuple(_decision(k, rule, people, rng) for k, rule in enumerate(RULES)),
        nodes=tuple(_node(k, people, rng) for k in range(3)),
    )


def _readings(people: int, judged: float, settings: Settings, rng: np.random.Generator) -> Readings:
    who = np.sort(rng.choice(people, int(people * judged), replace=False)).astype(np.int64)
    return Readings(
        person=who,
        assessor=np.zeros(who.size, dtype=np.int64),
        decision=np.full(who.size, -1, dtype=np.int64),
        value=rng.choice([-1, -0.5, 0, 0.5, 1], who.size, p=[0.1, 0.2, 0.3, 0.3, 0.1]),
        variance=np.full(who.size, settings.judgement_error**2),
    )


def _listening(
    people: int,
    ties: int,
    hashes: Hashes,
    unit: NDArray[np.int64],
    rng: np.random.Generator,
) -> Listening:
    pairs = rng.integers(0, people, (people * ties, 2))
    arcs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    weight = rng.uniform(0.1, 1, len(arcs))
    firm, reported = np.ones(len(arcs), dtype=bool), np.ones(people, dtype=bool)
    return listening(arcs, weight, firm, reported, hashes, unit.astype(np.int32))


def _decision(k: int, rule: Rule, people: int, rng: np.random.Generator) -> DecisionPoint:
    count = 1 if rule is Rule.OWNER else 7
    who = np.sort(rng.choice(people, count, replace=False)).astype(np.int32)
    code = f"d{k}"
    return DecisionPoint(
        code=code,
        title=code,
        rule=rule,
        required=True,
        state=DecisionState.OPEN,
        deciders=who,
        weight=np.ones(count),
        salience=np.ones(count),
        vetoes=NONE,
        consulted=NONE,
        implementers=NONE,
        hurdle=None,
        anonymous=False,
        record=Decision(decision=code, quota=0.6),
    )


def _node(k: int, people: int, rng: np.random.Generator) -> OperationalNode:
    count = min(300, people // 4)
    who = np.sort(rng.choice(people, count, replace=False)).astype(np.int32)
    code = f"n{k}"
    return OperationalNode(code, code, True, who, np.ones(count), 0.5, 0.1, False, Node(node=code))
