"""Who matters in a network, and who belongs together: measures with a plain reading each.

Everywhere an arc runs from who listens to whom they listen to, so the word travels against the
arcs. Betweenness and Burt's constraint stand in `brokerage`; python-igraph is loaded on
first use. Where two people should be told apart by nothing but their place, relabelling
people changes nothing but the order of the result; communities alone depend on the order given.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundswell.core.dynamics.graph import Floats, Graph
from groundswell.core.dynamics.luck import lots

Labels = NDArray[np.int64]

# Power iteration halts here: a rank order has long been settled.
_STILL = 1e-10
_MOST_TURNS = 2000
# Rounds until nothing improves take eight times as long on a large network without communities,
# for 2 % more modularity.
_LEIDEN_TURNS = 10


def _undirected(graph: Graph) -> tuple[Any, list[float]]:
    """Return the graph without directions for igraph, and the weights of its edges."""
    import igraph

    pairs = graph.both_ways()
    once = pairs.source < pairs.heard
    ends = np.column_stack([pairs.source[once], pairs.heard[once]])
    net = igraph.Graph(n=graph.people, edges=ends, directed=False)
    return net, pairs.weight[once].tolist()


def communities(graph: Graph, *, resolution: float = 1.0, seed: int = 0) -> Labels:
    r"""Communities: groups with more ties inside than a random network of the same people has.

    Maximises the modularity

    .. math:: Q = \frac{1}{2m} \sum_{ij} \Big(w_{ij} - \gamma \frac{k_i k_j}{2m}\Big) [c_i = c_j]

    of the graph without directions (w = both ways added) by ten rounds of the Leiden method;
    resolution gamma above 1 asks for smaller groups.

    Plain reading: the silos and circles the ties draw, whatever the chart says.

    The method draws lots, from a seeded stream of its own (see `luck`).

    Returns
    -------
    Labels
        Community of each person, 0 for the largest; ties by the first member. Shape (people,).

    References
    ----------
    Traag, Waltman & van Eck 2019.
    """
    if graph.people == 0:
        return np.empty(0, dtype=np.int64)
    net, weights = _undirected(graph)
    with lots(seed, "communities"):
        found = net.community_leiden(
            "modularity", weights=weights, resolution=resolution, n_iterations=_LEIDEN_TURNS
        )
    return _by_size(np.asarray(found.membership, dtype=np.int64))


def _by_size(labels: Labels) -> Labels:
    """Renumber so that label 0 is the largest group, ties by the first member."""
    _, first, compact, size = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(size.size, dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(size.size)
    return np.asarray(rank[compact.ravel()])


def cores(graph: Graph) -> Labels:
    """K-core number: the largest k such that the person keeps k contacts in a circle of the like.

    Directions are left aside. Shape (people,).

    Plain reading: how deep inside the tightly knit middle somebody sits; 1 hangs on by one tie.

    References
    ----------
    Seidman 1983.
    """
    net, _ = _undirected(graph)
    return np.asarray(net.coreness(), dtype=np.int64)


def diameter(graph: Graph) -> int:
    """Longest of all shortest paths between people who can reach each other, directions aside.

    Plain reading: how many steps word needs at most to come round.
    """
    if graph.people == 0:
        return 0
    net, _ = _undirected(graph)
    return int(net.diameter())


def pagerank(graph: Graph, *, damping: float = 0.85) -> Floats:
    r"""PageRank: listened to by people who are listened to, shared among all they listen to.

    .. math:: r_j = \frac{1 - d}{n} + d \sum_i r_i \frac{w_{ij}}{\sum_k w_{ik}}

    People who listen to nobody spread evenly. Shape (people,), sums to 1.

    Plain reading: where one ends up by asking "and whom do you ask?" again and again.

    References
    ----------
    Brin & Page 1998.
    """
    if graph.people == 0:
        return np.empty(0)
    import igraph

    arcs = np.column_stack([graph.source, graph.heard])
    net = igraph.Graph(n=graph.people, edges=arcs, directed=True)
    return np.asarray(net.pagerank(weights=graph.weight.tolist(), damping=damping), dtype=float)


def in_degree(graph: Graph) -> Labels:
    """In-degree: number of people who listen to somebody, shape (people,).

    Plain reading: sought for advice.
    """
    return np.bincount(graph.heard, minlength=graph.people)


def eigenvector(graph: Graph) -> Floats:
    r"""Eigenvector centrality: listened to by those who are themselves listened to.

    .. math:: \lambda x_j = \sum_i w_{ij} x_i

    with the largest eigenvalue, by power iteration on I + W (the same vector, and it cannot swing
    between two halves of a network). Scaled to a largest value of 1. Shape (people,); all 0 without
    arcs. People outside the part of the network with the largest eigenvalue come out near 0.

    Plain reading: weight with the weighty.

    References
    ----------
    Bonacich 1972.
    """
    if not graph.heard.size:
        return np.zeros(graph.people)
    passed = (graph.matrix / graph.weight.max()).T.tocsr()
    x = np.ones(graph.people)
    for _ in range(_MOST_TURNS):
        new = x + passed @ x
        new /= new.max()
        if np.abs(new - x).max() < _STILL:
            break
        x = new
    return np.asarray(new)


def seniority(mail: Graph) -> Floats:
    r"""Seniority from message headers: eigenvector centrality of log(1 + messages received).

    `mail` has an arc from sender to recipient with the number (or decayed sum) of messages. The
    logarithm keeps a few busy exchanges from deciding; of the scores tried on mail of several
    firms this is the most even choice, not the best in each.

    Plain reading: writes to by people who are written to; a guess at rank, not at worth.
    """
    return eigenvector(Graph(mail.starts, mail.heard, np.log1p(mail.weight)))


def ei_index(graph: Graph, group: Labels) -> tuple[float, Floats]:
    r"""E-I index: ties across the border of a group against ties inside.

    .. math:: EI = (E - I) / (E + I)

    with the number of pairs tied either way across (E) and within (I). `group` is the group of each
    person, shape (people,).

    Returns
    -------
    overall, own
        Of the whole network, and of each person, in [-1, 1]; NaN without ties.

    Plain reading: -1 keeps to itself (a silo), +1 looks outwards only.

    References
    ----------
    Krackhardt & Stern 1988.
    """
    pairs = graph.both_ways()
    sign = np.where(group[pairs.source] != group[pairs.heard], 1.0, -1.0)
    degree = np.bincount(pairs.source, minlength=graph.people)
    total = np.bincount(pairs.source, weights=sign, minlength=graph.people)
    own = np.full(graph.people, np.nan)
    np.divide(total, degree, out=own, where=degree > 0)
    return (float(sign.mean()) if sign.size else float("nan")), own


def two_step_reach(graph: Graph) -> Labels:
    """Reach in two steps: people who listen to somebody, or to one who listens to them.

    Shape (people,); the person is not counted.

    Plain reading: whom a word of theirs can come to through one other person at most.
    """
    heard_by = graph.matrix.T.tocsr()
    within = (heard_by + heard_by @ heard_by).tocsr()
    reached = np.diff(within.indptr).astype(np.int64)
    return np.asarray(reached - (within.diagonal() > 0))


def diffusion_centrality(graph: Graph, rounds: int, *, passing: float | None = None) -> Floats:
    r"""Diffusion centrality: how often word is heard in all, if somebody starts it.

    .. math:: DC = \sum_{t=1}^{T} (q A)^t \mathbf{1}

    where A_ji is the weight with which i listens to j, q the chance of passing on in a round
    (`passing`; default one over the largest eigenvalue, where word neither dies nor explodes) and T
    the number of `rounds`. Shape (people,).

    Plain reading: one round is how many listen; many rounds is weight with the weighty; in between,
    where to start a word that has T rounds to travel.

    References
    ----------
    Banerjee, Chandrasekhar, Duflo & Jackson 2013.
    """
    heard_by = graph.matrix.T.tocsr()
    if passing is None:
        lead = eigenvector(graph)
        carried = np.asarray(heard_by @ lead)
        size = float(lead @ lead)
        growth = float(lead @ carried) / size if size else 0.0
        passing = 1.0 / growth if growth > 0 else 0.0
    walk = np.ones(graph.people)
    total = np.zeros(graph.people)
    for _ in range(rounds):
        walk = passing * np.asarray(heard_by @ walk)
        total += walk
    return total
