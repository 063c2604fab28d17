"""Who holds each decision and who operates each node, with a stand-in where nobody is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np

from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Node,
    Operator,
    Person,
    Unit,
)
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Adoption
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import DecisionPoint, Index, OperationalNode
from groundswell.core.terrain.terms import AuthorityRole, DecisionState, Rule
from groundswell.core.terrain.visible import latest


def decision_points(
    decisions: Iterable[Decision],
    authority: Iterable[Authority],
    index: Mapping[str, int],
    as_of: date,
    next_index: int,
) -> tuple[DecisionPoint, ...]:
    """Return decisions with their holders.

    Required open decisions that nobody is known to decide get one anonymous holder, at indices
    from `next_index` on. A decision taken after `as_of` was still open then.
    """
    parts: defaultdict[tuple[str, AuthorityRole], dict[int, Authority]] = defaultdict(dict)
    for row in latest(authority, "decision", "person", "role"):
        if row.person in index:
            parts[row.decision, row.role][index[row.person]] = row
    points = []
    for record in sorted(decisions, key=lambda d: d.decision):
        part = {role: parts[record.decision, role] for role in AuthorityRole}
        point = _point(record, part, as_of, next_index)
        next_index += point.anonymous
        points.append(point)
    return tuple(points)


def _point(
    record: Decision,
    part: Mapping[AuthorityRole, Mapping[int, Authority]],
    as_of: date,
    stand_in: int,
) -> DecisionPoint:
    deciders = part[AuthorityRole.DECIDE]
    required = record.required is not False
    state = record.state or DecisionState.OPEN
    if record.decided_on is not None and record.decided_on > as_of:
        state = DecisionState.OPEN
    unsettled = state in (DecisionState.OPEN, DecisionState.DEFERRED)
    anonymous = not deciders and required and unsettled
    holders = [stand_in] if anonymous else sorted(deciders)
    rows = [deciders.get(i) for i in holders]
    return DecisionPoint(
        code=record.decision,
        title=record.title or record.decision,
        rule=record.rule or (Rule.OWNER if len(holders) == 1 else Rule.MAJORITY),
        required=required,
        state=state,
        deciders=np.array(holders, dtype=np.int32),
        weight=np.array([_or_one(r.weight if r else None) for r in rows]),
        salience=np.array([_or_one(r.salience if r else None) for r in rows]),
        vetoes=_indices(part[AuthorityRole.VETO]),
        consulted=_indices(part[AuthorityRole.CONSULT]),
        implementers=_indices(part[AuthorityRole.IMPLEMENT]),
        hurdle=record.hurdle,
        anonymous=anonymous,
        record=record,
    )


def _or_one(value: float | None) -> float:
    return 1.0 if value is None else value


def _indices(rows: Iterable[int]) -> Index:
    return np.array(sorted(rows), dtype=np.int32)


def nodes(
    seen: Observations,
    people: Mapping[str, Person],
    units: Mapping[str, Unit],
    index: Mapping[str, int],
    next_index: int,
    settings: Settings,
) -> tuple[OperationalNode, ...]:
    """Return nodes with their operators: as listed, else the people of the unit and units below.

    A node without known operators gets one anonymous operator. The newest monthly
    observation of adoption replaces the node's stated share; nothing stated means nobody yet.
    """
    listed: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for row in latest(seen.of(Operator), "node", "person"):
        if row.person in index:
            listed[row.node][index[row.person]] = _or_one(row.weight)
    observed: dict[str, float] = {}
    for month in sorted(seen.of(Adoption), key=lambda a: (a.date or date.min, a.node)):
        if month.share is not None:
            observed[month.node] = month.share
    found = []
    for record in latest(seen.of(Node), "node"):
        required = record.required is not False
        operators = listed[record.node] or _of_unit(record.unit, people, units, index)
        anonymous = not operators
        if anonymous:
            operators = {next_index: 1.0}
            next_index += 1
        order = sorted(operators)
        needed = settings.share_needed if record.share_needed is None else record.share_needed
        found.append(
            OperationalNode(
                code=record.node,
                title=record.title or record.node,
                required=required,
                operators=np.array(order, dtype=np.int32),
                weight=np.array([operators[i] for i in order]),
                share_needed=needed,
                adopted_share=observed.get(record.node, record.adopted_share or 0.0),
                anonymous=anonymous,
                record=record,
            )
        )
    return tuple(found)


def _of_unit(
    unit: str | None,
    people: Mapping[str, Person],
    units: Mapping[str, Unit],
    index: Mapping[str, int],
) -> dict[int, float]:
    """Return the people of a unit and of all units below it, each with weight 1."""
    if unit is None:
        return {}
    below: defaultdict[str, list[str]] = defaultdict(list)
    for record in units.values():
        if record.parent:
            below[record.parent].append(record.unit)
    inside, ahead = {unit}, [unit]
    while ahead:
        for child in below[ahead.pop()]:
            if child not in inside:
                inside.add(child)
                ahead.append(child)
    return {i: 1.0 for code, i in index.items() if people[code].unit in inside}
