"""The sociogram as two tables of plain values, with codenames where nobody should be named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from groundswell.core.pictures.sociogram import Node, Sociogram
from groundswell.core.questions.wording import UNKNOWN

Value = str | float | int | bool

NODE_COLUMNS = (
    "id",
    "label",
    "unit",
    "level",
    "function",
    "stance",
    "judged",
    "ring",
    "sought",
    "x",
    "y",
)
EDGE_COLUMNS = ("source", "target", "kind", "weight", "known", "mutual")
HIDDEN = "hidden"  # others judged them, and the viewer may not see it yet
MUTUAL = ("works_with", "conflict")


@dataclass(frozen=True, slots=True)
class Network:
    """What every format writes.

    Parameters
    ----------
    title
        Name of the network; the population and date it is about.
    nodes, edges
        Rows in the order of the columns above; an empty text stands for what is not stated. A tie
        that runs both ways stands once and is marked as mutual: some readers refuse a network in
        which only some ties have a direction.
    """

    title: str
    nodes: tuple[Mapping[str, Value], ...]
    edges: tuple[Mapping[str, Value], ...]


def network(picture: Sociogram, codenames: Mapping[str, str] | None = None) -> Network:
    """Return what is shown, as plain values.

    Parameters
    ----------
    codenames
        Person code to the codename that stands for code and name. Units become unit 1, unit 2 ...;
        functions, which others wrote freely, are left out.

    Raises
    ------
    KeyError
        If somebody shown has no codename: nobody is named by oversight.
    ValueError
        If two people share a codename.
    """
    if codenames is not None:
        shown = [codenames[node.id] for node in picture.nodes]
        if len(set(shown)) != len(shown):
            raise ValueError("two people share a codename")
    units = {unit.id: unit.name for unit in picture.units}
    if codenames is not None:
        units = {code: f"unit {at}" for at, code in enumerate(sorted(units), start=1)}
    nodes = [_node(node, units, codenames) for node in picture.nodes]
    if codenames is not None:
        nodes.sort(key=lambda row: str(row["id"]))  # the order of codes would give them away
    return Network(
        title=picture.population,
        nodes=tuple(nodes),
        edges=_edges(picture, codenames),
    )


def _node(
    node: Node, units: Mapping[str, str], codenames: Mapping[str, str] | None
) -> Mapping[str, Value]:
    secret = codenames is not None
    name = codenames[node.id] if codenames is not None else node.id
    stance = node.stance or (HIDDEN if node.veiled else UNKNOWN)
    return {
        "id": name,
        "label": name if secret else node.label,
        "unit": units.get(node.unit or "", ""),
        "level": node.level or "",
        "function": "" if secret else node.function or "",
        "stance": stance,
        "judged": node.judged,
        "ring": node.ring or "",
        "sought": node.sought,
        "x": node.x,
        "y": node.y,
    }


def _edges(
    picture: Sociogram, codenames: Mapping[str, str] | None
) -> tuple[Mapping[str, Value], ...]:
    rows: list[Mapping[str, Value]] = [
        {
            "source": codenames[edge.source] if codenames is not None else edge.source,
            "target": codenames[edge.target] if codenames is not None else edge.target,
            "kind": edge.kind,
            "weight": edge.weight,
            "known": edge.known,
            "mutual": edge.kind in MUTUAL,
        }
        for edge in picture.edges
    ]
    rows.sort(key=lambda row: (str(row["kind"]), str(row["source"]), str(row["target"])))
    return tuple(rows)
