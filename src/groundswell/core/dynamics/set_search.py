r"""Sets of people to win together within the hours there are, each along a tie that exists.

The worth of a set is the sum of what its people are worth alone, times the chance that everybody on
the surest way to them says yes: a surrogate that only orders sets, as screened gains only order
people. What cannot be broken is the path: whoever is picked listens to a member, or to somebody
picked who is reached themselves.

Greedy: `set_turns`. Exact: a mixed-integer programme in which each person picked consumes one unit
of a flow that enters from the coalition and passes through people picked alone. With y for picked,
f for flow:

.. math:: \max \sum_i w_i y_i, \quad \sum_i h_i y_i \le H, \quad \sum_i y_i \le K, \quad
          \sum_j f_{ji} - \sum_j f_{ij} = y_i, \quad f_{ji} \le K y_i, \quad f_{ij} \le K y_i

Sets found are cut off one by one, so that the next best follow. The search is bounded by nodes of
the tree, never by the clock: the same map gives the same sets on any machine.

References: Khuller, Moss & Naor 1999 (greedy by ratio under a budget); Gavish 1983 (single flow).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, hstack, vstack

from groundswell.core.dynamics.set_pool import SAME, Found, Pool, easy_bound
from groundswell.core.dynamics.set_turns import greedy_set
from groundswell.core.terrain.snapshot import Floats

CLOSE = 1e-4  # relative gap at which a set counts as the best
NODES = 2_000  # of the search tree for one set
IDLE = 1e-6  # what picking somebody costs beside hours, as a share of the greatest worth


@dataclass(frozen=True, slots=True)
class Search:
    """The sets found, best first, and how far from the best they might be in the surrogate.

    Parameters
    ----------
    sets
        At most as many as were asked for.
    greedy
        What the greedy choice alone found.
    bound
        What no set within the hours exceeds.
    ended
        Whether the search of every set came to its end, rather than to its limit of nodes.
    """

    sets: tuple[Found, ...]
    greedy: Found
    bound: float
    ended: bool

    @property
    def gap(self) -> float:
        """Share of the bound by which the best set found might be beaten; 0 if it is the best."""
        best = max((found.worth for found in self.sets), default=0.0)
        return max(0.0, 1 - best / self.bound) if self.bound > SAME else 0.0


def search(pool: Pool, wanted: int) -> Search:
    """Return the best sets of the surrogate, exactly where the limit of nodes allows it."""
    greedy = greedy_set(pool)
    sets: list[Found] = []
    bound, ended = easy_bound(pool), True
    if pool.size:
        programme = _Programme.of(pool)
        for _ in range(wanted):
            found, upper, whole = programme.best([known.places for known in sets])
            if not sets:
                bound = min(bound, upper)
            ended &= whole
            if found is None:
                break
            sets.append(found)
    known = {found.places for found in sets}
    if greedy.places and greedy.places not in known:
        sets.append(greedy)
    sets.sort(key=lambda found: (-round(found.worth / SAME), len(found.places), found.places))
    return Search(tuple(sets), greedy, bound, ended)


@dataclass(frozen=True, slots=True)
class _Programme:
    """The programme in matrix form; variables are y (people), then f (ties)."""

    pool: Pool
    rows: csr_array
    low: Floats
    high: Floats

    @classmethod
    def of(cls, pool: Pool) -> _Programme:
        # Whoever hears a member needs no other way.
        near = np.isin(pool.listener, pool.listener[pool.heard < 0])
        kept = (pool.heard < 0) | ~near
        heard, listener = pool.heard[kept], pool.listener[kept]
        n, ties = pool.size, heard.size
        each, one = np.arange(ties), np.ones(ties)
        enters = coo_array((one, (listener, each)), shape=(n, ties))
        inner = np.flatnonzero(heard >= 0)
        leaves = coo_array((one[inner], (heard[inner], inner)), shape=(n, ties))
        bearers = coo_array((np.full(ties, pool.most), (each, listener)), shape=(ties, n))
        senders = coo_array(
            (np.full(inner.size, pool.most), (np.arange(inner.size), heard[inner])),
            shape=(inner.size, n),
        )
        passing = coo_array((one, (each, each)), shape=(ties, ties)).tocsr()
        counted = csr_array(np.vstack([pool.hours, np.ones(n)]))
        blocks = [
            hstack([counted, csr_array((2, ties))]),
            hstack([-coo_array(np.eye(n)), enters - leaves]),
            hstack([-bearers, passing]),
            hstack([-senders, passing[inner]]),
        ]
        rows = csr_array(vstack(blocks))
        low = np.full(rows.shape[0], -np.inf)
        high = np.zeros(rows.shape[0])
        high[:2] = pool.limit, pool.most
        low[2 : 2 + n] = 0
        return cls(pool, rows, low, high)

    def best(self, without: list[tuple[int, ...]]) -> tuple[Found | None, float, bool]:
        """Return the best set but for those given, what no other exceeds, and if that is proven."""
        pool = self.pool
        n = pool.size
        ties = self.rows.shape[1] - n
        # Nobody is picked for nothing: of equals the smaller set comes first.
        each = IDLE - pool.worth / max(pool.worth.max(), SAME)
        cost = np.concatenate([each, np.zeros(ties)])
        constraints = [LinearConstraint(self.rows, self.low, self.high)]
        for places in without:
            apart = np.concatenate([np.ones(n), np.zeros(ties)])
            apart[list(places)] = -1
            constraints.append(LinearConstraint(apart, 1 - len(places), np.inf))
        solved = milp(
            cost,
            integrality=np.concatenate([np.ones(n), np.zeros(ties)]),
            bounds=Bounds(0, np.concatenate([np.ones(n), np.full(ties, pool.most)])),
            constraints=constraints,
            options={"node_limit": NODES, "mip_rel_gap": CLOSE},
        )
        scale = float(pool.worth.max())
        if solved.x is None:
            return None, easy_bound(pool), False
        places = tuple(int(i) for i in np.flatnonzero(solved.x[:n] > 0.5))
        bound = solved.mip_dual_bound
        upper = easy_bound(pool)
        if bound is not None:
            upper = min(upper, (IDLE * pool.most - float(bound)) * scale)
        if not places:
            return None, upper, solved.status == 0
        return Found(places, float(pool.worth[list(places)].sum())), upper, solved.status == 0
