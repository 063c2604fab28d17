"""Adoption once more, one person and one lane at a time, as slow and plain as can be."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.adoption import AdoptionSetup, Lanes, NodeShares, Season, simulate
from groundswell.core.dynamics.crew import AdoptionNode
from groundswell.core.terrain.noise import code_hash, code_hashes, stream

Flags = NDArray[np.bool_]
LOW = 0xFFFFFFFF
ALL = 0xFFFFFFFFFFFFFFFF


def mix(value: int) -> int:
    """SplitMix64's finaliser in whole numbers."""
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9 & ALL
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB & ALL
    return value ^ (value >> 31)


def at(key: int, counter: int) -> int:
    return mix((key + (counter + 1) * 0x9E3779B97F4A7C15) & ALL)


@dataclass(frozen=True)
class Map:
    """People, arcs, units and nodes, with weights of arcs and shares of the unit by scenario."""

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int32]
    heard: NDArray[np.int32]
    group: NDArray[np.int64]
    nodes: tuple[AdoptionNode, ...]
    weights: NDArray[np.float32]
    spread: NDArray[np.float32]
    seed: int = 7

    @property
    def people(self) -> int:
        return int(self.hashes.size)

    @property
    def scenarios(self) -> int:
        return int(self.weights.shape[1])

    def setup(self) -> AdoptionSetup:
        return AdoptionSetup.build(
            self.seed, self.hashes, self.starts, self.heard, self.group, self.nodes
        )

    def row(self, i: int) -> list[int]:
        """Arcs of a person in the order of the hashes of those they listen to."""
        arcs = range(self.starts[i], self.starts[i + 1])
        return sorted(arcs, key=lambda a: int(self.hashes[self.heard[a]]))

    def others(self, people: list[int], i: int) -> list[int]:
        """All but i, in the order of hashes."""
        return sorted((k for k in people if k != i), key=lambda k: int(self.hashes[k]))

    def follows(self, n: int) -> set[int]:
        operators = [int(i) for i in np.asarray(self.nodes[n].operators)]
        return {*operators, *(int(self.heard[a]) for i in operators for a in self.row(i))}


def map_of(
    ties: dict[int, dict[int, float]],
    people: int,
    nodes: list[AdoptionNode],
    group: list[int] | None = None,
    spread: float = 0.0,
    scenarios: int = 1,
) -> Map:
    """Build a map by hand; who is not in `group` is alone in their unit."""
    rows = [ties.get(i, {}) for i in range(people)]
    weights = np.array([w for row in rows for w in row.values()], dtype=np.float32)
    return Map(
        code_hashes(tuple(f"p{i}" for i in range(people))),
        np.cumsum([0, *map(len, rows)]).astype(np.int32),
        np.array([k for row in rows for k in row], dtype=np.int32),
        np.array(group or range(people)),
        tuple(nodes),
        np.repeat(weights[:, None], scenarios, axis=1),
        np.full((people, scenarios), spread, dtype=np.float32),
    )


def node(
    operators: list[int], needed: float = 0.5, adopted: float = 0.0, code: str = "n"
) -> AdoptionNode:
    return AdoptionNode(operators, np.ones(len(operators)), needed, adopted, code_hash(code))


def random_map(seed: int, people: int = 9, nodes: int = 2, scenarios: int = 2) -> Map:
    """Return a map with hubs, lone people, silent rows and overlapping nodes."""
    rng = np.random.default_rng(seed)
    degree = rng.integers(0, min(people, 6), people)
    degree[0] = people - 1
    heard = [rng.choice(np.delete(np.arange(people), i), d, False) for i, d in enumerate(degree)]
    weights = rng.gamma(1.0, 1.0, (int(degree.sum()), scenarios))
    weights[rng.random(weights.shape) < 0.15] = 0.0
    sites = []
    for n in range(nodes):
        operators = rng.choice(people, rng.integers(1, people // 2 + 1), False)
        needed, adopted = rng.uniform(0.2, 0.9), rng.choice([0.0, 0.3, 1.0])
        weight = rng.integers(0, 3, operators.size)
        sites.append(AdoptionNode(operators, weight, needed, adopted, code_hash(f"n{n}")))
    return Map(
        code_hashes(tuple(f"p{i}" for i in range(people))),
        np.cumsum([0, *degree]).astype(np.int32),
        np.concatenate(heard).astype(np.int32),
        rng.integers(0, 3, people),
        tuple(sites),
        weights.astype(np.float32),
        rng.beta(1, 1, (people, scenarios)).astype(np.float32),
        seed,
    )


def run(
    world: Map,
    lanes: Lanes,
    committed: Flags,
    refusing: Flags,
    season: Season,
    first: int = 0,
) -> NodeShares:
    """Simulate with flags (variants, people, scenarios) instead of words."""
    on = lanes.blank(world.people, world.scenarios)
    off = lanes.blank(world.people, world.scenarios)
    for variant in range(committed.shape[0]):
        lanes.mark(on, variant, committed[variant])
        lanes.mark(off, variant, refusing[variant])
    setup = world.setup()
    return simulate(setup, lanes, world.weights, world.spread, on, off, season, first)


def held(ended: NodeShares) -> Flags:
    assert ended.held is not None
    return ended.held


def columns(world: Map, part: slice) -> Map:
    return replace(world, weights=world.weights[:, part], spread=world.spread[:, part])


class Lane:
    """One node, one variant, one scenario, one run."""

    def __init__(
        self, world: Map, n: int, committed: Flags, refusing: Flags, column: int, scenario: int
    ) -> None:
        self.world, self.n, self.column, self.scenario = world, n, column, scenario
        self.operators = [int(i) for i in np.asarray(world.nodes[n].operators)]
        self.committed, self.refusing = committed, refusing & ~committed
        self.follows = world.follows(n)

    def key(self, kind: str, *codes: np.uint64) -> int:
        key = int(stream(self.world.seed, kind))
        for code in codes:
            key = mix(key ^ int(code))
        return key

    def adopter(self, i: int) -> bool:
        site = self.world.nodes[self.n]
        bits = at(self.key("adopter", site.hash, self.world.hashes[i]), self.scenario)
        return i in self.operators and ((bits >> 41) + 0.5) / 2**23 < site.adopted

    def partner(self, i: int, bits: int) -> int | None:
        """Return whom i meets; None where there is nobody else at all."""
        world, row = self.world, self.world.row(i)
        weight = [float(world.weights[a, self.column]) for a in row]
        if sum(weight) <= 0.0:
            others = world.others(self.operators, i)
            return others[(bits >> 32) * len(others) >> 32] if others else None
        unit_others = world.others(
            [k for k in range(world.people) if world.group[k] == world.group[i]], i
        )
        seen = 1.0 - float(world.spread[i, self.column]) if unit_others else 1.0
        running = np.cumsum(weight)
        thresholds = np.floor(running * (seen * 2.0**31 / running[-1]) + 0.5)
        k = int((thresholds <= (bits >> 33)).sum())
        if k < len(row):
            return int(world.heard[row[k]])
        return unit_others[(mix(bits) >> 32) * len(unit_others) >> 32]

    def play(self, season: Season, run: int) -> tuple[float, bool, bool]:
        world = self.world
        begun = np.array([self.adopter(i) for i in range(world.people)]) | self.committed
        memory = [deque([new] * season.memory, season.memory) for new in begun]
        act = begun & ~self.refusing
        share = [0.0, 0.0]
        for t in range(2 * season.rounds):
            after = t >= season.rounds
            then = act.copy()
            for i in self.follows:
                key = self.key("meeting", world.hashes[i])
                bits = at(key, (self.scenario << 32) | (run << 20) | t)
                if (bits & LOW) < int((season.habit if after else season.mandate) * 2**32):
                    memory[i].append(not after)
                else:
                    met = self.partner(i, bits)
                    memory[i].append(bool(act[i if met is None else met]))
                new = sum(memory[i])
                majority = bool(act[i]) if 2 * new == season.memory else 2 * new > season.memory
                forced = self.committed[i] and not after
                then[i] = forced or (majority and not self.refusing[i])
            act = then
            if t == season.rounds - 1:
                share[0] = self.share(act)
        share[1] = self.share(act)
        needed = world.nodes[self.n].needed - 1e-9
        return share[0], share[0] >= needed, min(share) >= needed

    def share(self, act: Flags) -> float:
        weight = np.asarray(world_weights(self.world, self.n), dtype=float)
        return float(weight @ act[self.operators] / weight.sum())


def world_weights(world: Map, n: int) -> NDArray[np.float64]:
    weight = np.asarray(world.nodes[n].weights, dtype=np.float64)
    return weight if weight.any() else np.ones(weight.size)
