"""GraphML and GEXF, written element by element so that no name can break out of its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

# Only the writer is used; nothing is parsed here.
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405

from groundswell.reports.networks.tables import EDGE_COLUMNS, NODE_COLUMNS, Network, Value
from groundswell.reports.words import clean

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"
_SPAN = 1000.0  # size of the picture in units of a Gephi canvas
_NODES = tuple(name for name in NODE_COLUMNS if name != "id")
_EDGES = tuple(name for name in EDGE_COLUMNS if name not in ("source", "target"))


def graphml(net: Network) -> bytes:
    """Return the network as GraphML."""
    root = Element("graphml", {"xmlns": _GRAPHML})
    for kind, names, rows in (("node", _NODES, net.nodes), ("edge", _EDGES, net.edges)):
        for name in names:
            about = {"id": f"{kind}-{name}", "for": kind, "attr.name": name}
            SubElement(root, "key", {**about, "attr.type": _type(name, rows)})
    graph = SubElement(root, "graph", {"id": "terrain", "edgedefault": "directed"})
    SubElement(graph, "desc").text = clean(net.title)
    for row in net.nodes:
        node = SubElement(graph, "node", {"id": _text(row["id"])})
        _values(node, "node", row, _NODES)
    for at, row in enumerate(net.edges):
        ends = {"id": f"e{at}", "source": _text(row["source"]), "target": _text(row["target"])}
        edge = SubElement(graph, "edge", ends)
        _values(edge, "edge", row, _EDGES)
    return _bytes(root)


def _values(parent: Element, kind: str, row: Mapping[str, Value], names: Sequence[str]) -> None:
    for name in names:
        SubElement(parent, "data", {"key": f"{kind}-{name}"}).text = _text(row[name])


def gexf(net: Network) -> bytes:
    """Return the network as GEXF 1.3 with places, for Gephi."""
    root = Element("gexf", {"xmlns": _GEXF, "xmlns:viz": _VIZ, "version": "1.3"})
    SubElement(SubElement(root, "meta"), "description").text = clean(net.title)
    graph = SubElement(root, "graph", {"mode": "static", "defaultedgetype": "directed"})
    own = [name for name in _NODES if name not in ("label", "x", "y")]
    tied = [name for name in _EDGES if name != "weight"]
    _declare(graph, "node", own, net.nodes)
    _declare(graph, "edge", tied, net.edges)
    nodes = SubElement(graph, "nodes")
    for row in net.nodes:
        about = {"id": _text(row["id"]), "label": _text(row["label"])}
        node = SubElement(nodes, "node", about)
        _attached(node, row, own)
        x, y = float(row["x"]) * _SPAN, -float(row["y"]) * _SPAN
        SubElement(node, "viz:position", {"x": f"{x:.2f}", "y": f"{y:.2f}", "z": "0"})
    edges = SubElement(graph, "edges")
    for at, row in enumerate(net.edges):
        about = {"id": str(at), "source": _text(row["source"]), "target": _text(row["target"])}
        edge = SubElement(edges, "edge", {**about, "weight": _text(row["weight"])})
        _attached(edge, row, tied)
    return _bytes(root)


def _declare(
    graph: Element, kind: str, names: Iterable[str], rows: Sequence[Mapping[str, Value]]
) -> None:
    every = SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    for name in names:
        SubElement(every, "attribute", {"id": name, "title": name, "type": _type(name, rows)})


def _attached(parent: Element, row: Mapping[str, Value], names: Iterable[str]) -> None:
    values = SubElement(parent, "attvalues")
    for name in names:
        SubElement(values, "attvalue", {"for": name, "value": _text(row[name])})


def _type(name: str, rows: Sequence[Mapping[str, Value]]) -> str:
    value: Value = rows[0][name] if rows else ""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    return "double" if isinstance(value, float) else "string"


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(value) if isinstance(value, str) else str(value)


def _bytes(root: Element) -> bytes:
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
