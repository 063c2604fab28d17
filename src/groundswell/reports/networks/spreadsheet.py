"""nodes.csv and edges.csv, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping

from groundswell.reports.networks.tables import EDGE_COLUMNS, NODE_COLUMNS, Network
from groundswell.reports.sheet import Table, as_csv


def csv_files(net: Network) -> Mapping[str, bytes]:
    """Return the two files by name."""
    nodes = tuple(tuple(row[name] for name in NODE_COLUMNS) for row in net.nodes)
    edges = tuple(tuple(row[name] for name in EDGE_COLUMNS) for row in net.edges)
    return {
        "nodes.csv": as_csv(Table("nodes", NODE_COLUMNS, nodes)),
        "edges.csv": as_csv(Table("edges", EDGE_COLUMNS, edges)),
    }
