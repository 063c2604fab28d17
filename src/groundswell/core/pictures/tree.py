"""The units as a tree in the order it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from groundswell.core.terrain.map_records import Unit


def depth_first(records: Mapping[str, Unit]) -> Iterator[tuple[str, int]]:
    """Yield each unit once with its depth, parents first, by code within a parent.

    A unit whose parent is not on the map is a root; a circle of parents is cut at its first code.
    """
    below: dict[str, list[str]] = {}
    for code in sorted(records):
        parent = records[code].parent or ""
        below.setdefault(parent if parent in records else "", []).append(code)
    done: set[str] = set()
    for root in (*below.get("", ()), *sorted(records)):
        ahead = [(root, 0)]
        while ahead:
            code, depth = ahead.pop()
            if code not in done:
                done.add(code)
                yield code, depth
                ahead.extend((child, depth + 1) for child in reversed(below.get(code, ())))
