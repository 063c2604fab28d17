"""From reported ties, layer by layer, to who listens to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_array, csr_array

from groundswell.core.terrain.map_records import Tie
from groundswell.core.terrain.noise import Hashes, mix
from groundswell.core.terrain.reliability import reliability
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import Flags, Index, Listening
from groundswell.core.terrain.terms import Source, TieKind
from groundswell.core.terrain.visible import latest

BOTH_WAYS = (TieKind.WORKS_WITH, TieKind.CONFLICT)
Arc = tuple[int, int]


class Layer(NamedTuple):
    """One layer of ties: weight of each arc, and the arcs that somebody declared or surveyed."""

    weight: dict[Arc, float]
    firm: set[Arc]


def read_layers(
    ties: Iterable[Tie], index: Mapping[str, int], reliability: Mapping[str | None, float]
) -> dict[TieKind, Layer]:
    """Average what assessors report of each tie, and keep the layers apart.

    Only the newest report of an assessor on a tie counts. Inferred reports of working together
    (mail, calendars) stand beside declared ones, and the larger counts.

    Parameters
    ----------
    index
        Position of each person by code; ties naming others are left out (not visible then).
    reliability
        Weight of each assessor in the average; 1 where absent.
    """
    reports: dict[tuple[TieKind, Arc, bool], list[tuple[float, float]]] = defaultdict(list)
    for tie in latest(ties, "from_", "to", "kind", "assessor"):
        if tie.from_ not in index or tie.to not in index or tie.from_ == tie.to:
            continue
        arc = (index[tie.from_], index[tie.to])
        weight = 1.0 if tie.weight is None else tie.weight
        told = (weight, reliability.get(tie.assessor, 1.0))
        inferred = tie.source is Source.INFERRED
        reports[tie.kind, arc, inferred].append(told)
        if tie.kind in BOTH_WAYS:
            reports[tie.kind, arc[::-1], inferred].append(told)
    layers = {kind: Layer({}, set()) for kind in TieKind}
    for (kind, arc, inferred), rows in reports.items():
        total = sum(trust for _, trust in rows)
        mean = sum(weight * trust for weight, trust in rows) / total
        layer = layers[kind]
        layer.weight[arc] = max(layer.weight.get(arc, 0.0), mean)
        if not inferred:
            layer.firm.add(arc)
    return layers


def assessor_reliability(ties: Iterable[Tie]) -> dict[str | None, float]:
    """Weigh assessors by how well they agree on ties that several of them reported.

    Where no tie was reported by two, everybody counts alike.
    """
    told = latest(ties, "from_", "to", "kind", "assessor")
    things = sorted({(t.from_, t.to, t.kind.value) for t in told})
    assessors = sorted({t.assessor or "" for t in told})
    if len(assessors) < 2:
        return {}
    row = {thing: k for k, thing in enumerate(things)}
    column = {assessor: k for k, assessor in enumerate(assessors)}
    weights = reliability(
        np.array([row[t.from_, t.to, t.kind.value] for t in told], dtype=np.int64),
        np.array([column[t.assessor or ""] for t in told], dtype=np.int64),
        np.array([1.0 if t.weight is None else t.weight for t in told]),
        len(assessors),
    )
    return {assessor or None: float(weights[k]) for assessor, k in column.items()}


def add_consulted(
    layers: Mapping[TieKind, Layer], pairs: Iterable[Arc], settings: Settings
) -> None:
    """Let deciders take advice from those they must consult, unless their advice is known."""
    for arc in pairs:
        if arc[0] != arc[1]:
            layers[TieKind.ADVICE].weight.setdefault(arc, settings.consult_weight)


def matrices(layers: Mapping[TieKind, Layer], size: int) -> dict[TieKind, csr_array]:
    """Return each layer as a sparse (listener, heard) matrix."""
    built = {}
    for kind, layer in layers.items():
        arcs = sorted(arc for arc, weight in layer.weight.items() if weight > 0)
        rows = np.array([a for a, _ in arcs], dtype=np.int32)
        columns = np.array([b for _, b in arcs], dtype=np.int32)
        weights = np.array([layer.weight[arc] for arc in arcs], dtype=np.float64)
        built[kind] = coo_array((weights, (rows, columns)), shape=(size, size)).tocsr()
    return built


def combine(
    layers: Mapping[TieKind, Layer], hashes: Hashes, group: Index, settings: Settings
) -> Listening:
    """Combine the layers to expected weights of who listens to whom.

    w = .5 trusts + .3 advice + .2 works with + .15 reports to (see the settings). Conflict does not
    lower it; it lowers a messenger's credibility instead.
    """
    share = {
        TieKind.TRUSTS: settings.weight_trusts,
        TieKind.ADVICE: settings.weight_advice,
        TieKind.WORKS_WITH: settings.weight_works_with,
        TieKind.REPORTS_TO: settings.weight_reports_to,
    }
    total: dict[Arc, float] = defaultdict(float)
    firm: set[Arc] = set()
    reported = np.zeros(hashes.size, dtype=bool)
    for kind, factor in share.items():
        layer = layers[kind]
        for arc in layer.firm:
            reported[arc[0]] = True
        for arc, weight in layer.weight.items():
            total[arc] += factor * weight
            if arc in layer.firm and weight > 0:
                firm.add(arc)
    arcs = sorted(arc for arc, weight in total.items() if weight > 0)
    weights = [total[arc] for arc in arcs]
    return listening(arcs, weights, [arc in firm for arc in arcs], reported, hashes, group)


def listening(
    arcs: Sequence[Arc] | NDArray[np.integer],
    weights: ArrayLike,
    firm: ArrayLike,
    reported: Flags,
    hashes: Hashes,
    group: Index,
) -> Listening:
    """Pack sorted arcs into compressed rows."""
    pairs = np.array(arcs, dtype=np.int32).reshape(-1, 2)
    starts = np.zeros(hashes.size + 1, dtype=np.int32)
    np.cumsum(np.bincount(pairs[:, 0], minlength=hashes.size), out=starts[1:])
    return Listening(
        starts=starts,
        heard=np.ascontiguousarray(pairs[:, 1]),
        weight=np.array(weights, dtype=np.float32),
        firm=np.array(firm, dtype=np.bool_),
        hashes=pair_hashes(hashes[pairs[:, 0]], hashes[pairs[:, 1]]),
        reported=reported,
        group=group,
    )


@njit(cache=True)
def pair_hashes(first: Hashes, second: Hashes) -> Hashes:
    """Return one address for each ordered pair of addresses."""
    out = np.empty_like(first)
    for i in range(first.size):
        out[i] = mix(mix(first[i]) + second[i])
    return out
