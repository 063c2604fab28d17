"""Kumu's JSON: elements and connections."""

from __future__ import annotations

import json

from groundswell.reports.networks.tables import Network


def kumu(net: Network) -> bytes:
    """Return the network as Kumu reads it; connections join elements by their id."""
    elements = [
        {
            "id": row["id"],
            "label": row["label"],
            "type": "Person",
            "attributes": {k: v for k, v in row.items() if k not in ("id", "label") and v != ""},
        }
        for row in net.nodes
    ]
    connections = [
        {
            "id": f"e{at}",
            "from": row["source"],
            "to": row["target"],
            "type": row["kind"],
            "direction": "mutual" if row["mutual"] else "directed",
            "attributes": {"strength": row["weight"], "known": row["known"]},
        }
        for at, row in enumerate(net.edges)
    ]
    told = {"description": net.title, "elements": elements, "connections": connections}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
