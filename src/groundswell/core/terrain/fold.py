"""Fold an initiative's observations to the snapshot of a moment.

Sorting everything by code makes the result independent of the order of rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from groundswell.core.terrain import listening as ties
from groundswell.core.terrain.holders import decision_points, nodes
from groundswell.core.terrain.judgements import newest_judgements, read, sworn
from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Judgement,
    Person,
    Setting,
    Tie,
    Unit,
)
from groundswell.core.terrain.membership import membership
from groundswell.core.terrain.noise import Hashes, code_hashes
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.showing import evidence_shown
from groundswell.core.terrain.snapshot import (
    DecisionPoint,
    Floats,
    Listening,
    OperationalNode,
    Snapshot,
)
from groundswell.core.terrain.stances import posterior
from groundswell.core.terrain.terms import TieKind
from groundswell.core.terrain.visible import latest, visible


def fold(
    observations: Observations,
    as_of: date,
    known_at: date | None = None,
    former: Snapshot | None = None,
) -> Snapshot:
    """Return what is known as of a date.

    Parameters
    ----------
    observations
        All records of the initiative, in any order.
    as_of
        Records true after this day are left out.
    known_at
        Records that became known after this day are left out; default `as_of`.
    former
        An earlier fold of the same initiative: where nothing that the ties hang on has changed,
        they are taken over, which saves most of the work and changes no result.

    Raises
    ------
    ValueError
        If a setting is unknown or out of bounds.
    """
    known_at = known_at or as_of
    return _folded(visible(observations, as_of, known_at), as_of, known_at, former)


def _folded(seen: Observations, as_of: date, known_at: date, former: Snapshot | None) -> Snapshot:
    settings = Settings.of(latest(seen.of(Setting), "constant"), seen.initiative)
    records = {p.person: p for p in latest(seen.of(Person), "person")}
    people = tuple(sorted(records))
    index = {code: i for i, code in enumerate(people)}
    tree = {u.unit: u for u in latest(seen.of(Unit), "unit")}
    points, work = links(seen, records, tree, index, as_of, settings)
    missing = stand_ins(points, work)
    hashes = addresses(people, missing, former)
    units = tuple(sorted(tree))
    unit = places(records, index, units, hashes)
    member, held, hold = membership(seen, index, hashes.size, as_of, settings)
    judgements = newest_judgements(seen.of(Judgement), index)
    at_decision = {point.code: i for i, point in enumerate(points)}
    readings, assessors = read(judgements, index, at_decision, as_of, settings)
    group = groups(unit, len(units), len(missing))
    listening, layers = heard(seen, index, points, hashes, group, settings, former)
    return Snapshot(
        as_of=as_of,
        known_at=known_at,
        seen=seen,
        settings=settings,
        people=people,
        hashes=hashes,
        units=units,
        unit=unit,
        stances=posterior(readings, hashes.size, unit, units, assessors, member, settings),
        fixed=sworn(judgements, index, hashes.size),
        susceptibility=stated_susceptibility(records, index, hashes.size),
        member=member,
        held=held,
        hold=hold,
        listening=listening,
        layers=layers,
        shown=evidence_shown(seen, judgements, index),
        decisions=points,
        nodes=work,
    )


def links(
    seen: Observations,
    records: Mapping[str, Person],
    tree: Mapping[str, Unit],
    index: Mapping[str, int],
    as_of: date,
    settings: Settings,
) -> tuple[tuple[DecisionPoint, ...], tuple[OperationalNode, ...]]:
    """Return decisions and nodes; those that nobody is known to hold have a stand-in each."""
    decisions = latest(seen.of(Decision), "decision")
    points = decision_points(decisions, seen.of(Authority), index, as_of, len(index))
    unheld = sum(p.anonymous for p in points)
    return points, nodes(seen, records, tree, index, len(index) + unheld, settings)


def stand_ins(
    points: tuple[DecisionPoint, ...], work: tuple[OperationalNode, ...]
) -> tuple[str, ...]:
    """Return the codes of stand-ins for holders nobody knows."""
    links: tuple[DecisionPoint | OperationalNode, ...] = (*points, *work)
    return tuple(f"?{link.code}" for link in links if link.anonymous)


def addresses(people: tuple[str, ...], missing: tuple[str, ...], former: Snapshot | None) -> Hashes:
    """Return where the noise of people and stand-ins comes from."""
    if (
        former is not None
        and former.people == people
        and stand_ins(former.decisions, former.nodes) == missing
    ):
        return former.hashes
    return code_hashes(people + missing)


def places(
    records: Mapping[str, Person], index: Mapping[str, int], units: tuple[str, ...], hashes: Hashes
) -> NDArray[np.int64]:
    """Return each person's unit as a position in `units`, -1 where not stated."""
    place = {code: i for i, code in enumerate(units)}
    unit = np.full(hashes.size, -1, dtype=np.int64)
    for code, i in index.items():
        unit[i] = place.get(records[code].unit or "", -1)
    return unit


def groups(unit: NDArray[np.int64], units: int, stand_ins: int) -> NDArray[np.int32]:
    """Return the group of each person: their unit; a stand-in has no unit mates."""
    group = unit.astype(np.int32)
    group[unit.size - stand_ins :] = units + np.arange(stand_ins)
    return group


def heard(
    seen: Observations,
    index: Mapping[str, int],
    points: tuple[DecisionPoint, ...],
    hashes: Hashes,
    group: NDArray[np.int32],
    settings: Settings,
    former: Snapshot | None,
) -> tuple[Listening, Mapping[TieKind, csr_array]]:
    """Return who listens to whom, combined and by layer; a former fold's where it is the same."""
    if former is not None and same_ties(former, seen, index, hashes, group, points, settings):
        return former.listening, former.layers
    layers = read_layers(seen, index, points, settings)
    return ties.combine(layers, hashes, group, settings), ties.matrices(layers, hashes.size)


def same_ties(
    former: Snapshot,
    seen: Observations,
    index: Mapping[str, int],
    hashes: Hashes,
    group: NDArray[np.int32],
    points: tuple[DecisionPoint, ...],
    settings: Settings,
) -> bool:
    """Whether everything that the ties are read from is as in a former fold."""
    return (
        former.people == tuple(index)
        and former.settings == settings
        and former.seen.of(Tie) == seen.of(Tie)
        and consultations(former.decisions) == consultations(points)
        and np.array_equal(former.hashes, hashes)
        and np.array_equal(former.listening.group, group)
    )


def consultations(points: tuple[DecisionPoint, ...]) -> list[tuple[int, int]]:
    """Return who decides and whom they consult, as pairs."""
    return [(int(d), int(c)) for p in points for d in p.deciders for c in p.consulted]


def read_layers(
    seen: Observations,
    index: Mapping[str, int],
    points: tuple[DecisionPoint, ...],
    settings: Settings,
) -> dict[TieKind, ties.Layer]:
    """Return the layers of ties, with the advice that deciders take from those they consult."""
    layers = ties.read_layers(seen.of(Tie), index, ties.assessor_reliability(seen.of(Tie)))
    ties.add_consulted(layers, consultations(points), settings)
    return layers


def stated_susceptibility(
    records: Mapping[str, Person], index: Mapping[str, int], size: int
) -> Floats:
    """Return susceptibilities that were stated, else NaN."""
    out = np.full(size, np.nan)
    for code, i in index.items():
        stated = records[code].susceptibility
        if stated is not None:
            out[i] = stated
    return out
