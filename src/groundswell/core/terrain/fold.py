"""Fold an initiative's observations to the snapshot of a moment.

Sorting everything by code makes the result independent of the order of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import numpy as np

from groundswell.core.terrain import listening as ties
from groundswell.core.terrain.holders import decision_points, nodes
from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Judgement,
    Node,
    Person,
    Setting,
    Stake,
    Tie,
    Unit,
)
from groundswell.core.terrain.noise import code_hash, code_hashes
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.reliability import assessor_reliability
from groundswell.core.terrain.run_records import (
    Attendance,
    Commitment,
    Encounter,
    Evidence,
    Meeting,
    Member,
)
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import EvidenceShown, Flags, Floats, Snapshot
from groundswell.core.terrain.stances import Readings, posterior
from groundswell.core.terrain.terms import (
    STANCE_VALUE,
    CommitmentState,
    MeetingKind,
    MemberRole,
    Presence,
    Result,
    Ring,
    Stance,
    Sureness,
)
from groundswell.core.terrain.visible import day_of, latest, visible

DAYS_A_MONTH = 30.44
EVIDENCE_SIGN = {Result.WORKED: 1.0, Result.BROKE: -1.0}


def fold(observations: Observations, as_of: date, known_at: date | None = None) -> Snapshot:
    """Return what is known as of a date.

    Parameters
    ----------
    observations
        All records of the initiative, in any order.
    as_of
        Records true after this day are left out.
    known_at
        Records that became known after this day are left out; default `as_of`.

    Raises
    ------
    ValueError
        If a setting is unknown or out of bounds.
    """
    known_at = known_at or as_of
    seen = visible(observations, as_of, known_at)
    settings = Settings.of(latest(seen.of(Setting), "constant"), seen.initiative)
    records = {p.person: p for p in latest(seen.of(Person), "person")}
    people = tuple(sorted(records))
    index = {code: i for i, code in enumerate(people)}
    points = decision_points(
        latest(seen.of(Decision), "decision"), seen.of(Authority), index, as_of, len(people)
    )
    missing = [f"?{p.code}" for p in points if p.anonymous]
    tree = {u.unit: u for u in latest(seen.of(Unit), "unit")}
    work = nodes(seen, records, tree, index, len(people) + len(missing), settings)
    missing += [f"?{n.code}" for n in work if n.anonymous]
    hashes = code_hashes(people + tuple(missing))
    units = tuple(sorted(tree))
    place = {code: i for i, code in enumerate(units)}
    unit = np.full(hashes.size, -1, dtype=np.int64)
    for code, i in index.items():
        unit[i] = place.get(records[code].unit or "", -1)
    group = unit.astype(np.int32)
    group[len(people) :] = len(units) + np.arange(len(missing))  # a stand-in has no unit mates
    member, held, hold = membership(seen, index, hashes.size, as_of, settings)
    judgements = latest(
        (j for j in seen.of(Judgement) if j.person in index), "person", "decision", "assessor"
    )
    at_decision = {point.code: i for i, point in enumerate(points)}
    readings, assessors = read(judgements, index, at_decision, as_of, settings)
    layers = ties.read_layers(seen.of(Tie), index, assessor_reliability(seen.of(Tie)))
    consulted = [(int(d), int(c)) for p in points for d in p.deciders for c in p.consulted]
    ties.add_consulted(layers, consulted, settings)
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
        listening=ties.combine(layers, hashes, group, settings),
        layers=ties.matrices(layers, hashes.size),
        shown=evidence_shown(seen, judgements, index),
        decisions=points,
        nodes=work,
    )


def read(
    judgements: Iterable[Judgement],
    index: Mapping[str, int],
    decisions: Mapping[str, int],
    as_of: date,
    settings: Settings,
) -> tuple[Readings, tuple[str, ...]]:
    """Turn judgements into readings with error variances, and name the assessors.

    Error variance: (.35^2 + .01 a month of age) x sureness x 2 if informed. A judgement without a
    date counts as fresh; `unknown` is an answer without a reading.
    """
    told = [j for j in judgements if j.stance is not Stance.UNKNOWN]
    told = [j for j in told if j.decision is None or j.decision in decisions]
    assessors = tuple(sorted({j.assessor or "" for j in told}))
    place = {code: i for i, code in enumerate(assessors)}
    factor = {Sureness.LOW: settings.sure_low, Sureness.HIGH: settings.sure_high}
    variance = []
    for j in told:
        seen_on = j.observed_on or j.recorded_on or as_of
        months = (as_of - seen_on).days / DAYS_A_MONTH
        error = settings.judgement_error**2 + settings.error_growth * months
        error *= factor.get(j.sure, 1.0) if j.sure else 1.0
        variance.append(error * (settings.informed_factor if j.informed else 1.0))
    value = [STANCE_VALUE[j.stance] if isinstance(j.stance, Stance) else j.stance for j in told]
    readings = Readings(
        person=np.array([index[j.person] for j in told], dtype=np.int64),
        assessor=np.array([place[j.assessor or ""] for j in told], dtype=np.int64),
        decision=np.array(
            [-1 if j.decision is None else decisions[j.decision] for j in told], dtype=np.int64
        ),
        value=np.array(value, dtype=np.float64),
        variance=np.array(variance, dtype=np.float64),
    )
    return readings, assessors


def sworn(judgements: Iterable[Judgement], index: Mapping[str, int], size: int) -> Flags:
    """Return who is said not to move, by any assessor's newest judgement on the whole."""
    fixed = np.zeros(size, dtype=bool)
    for j in judgements:
        if j.fixed and j.decision is None:
            fixed[index[j.person]] = True
    return fixed


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


def membership(
    seen: Observations, index: Mapping[str, int], size: int, as_of: date, settings: Settings
) -> tuple[Flags, Flags, Floats]:
    """Return who is a member, who is held, and at what commitment.

    v = stated, or by ring, x .85 for each promise broken in 180 days x (1 - .3 x share of the last
    six core meetings missed). A critical friend is a member but keeps their own stance.
    """
    ring = {
        Ring.NUCLEUS: settings.commitment_nucleus,
        Ring.CORE: settings.commitment_core,
        Ring.SECOND: settings.commitment_second,
        Ring.WIDER: settings.commitment_wider,
    }
    broken = broken_promises(seen, as_of, settings)
    missed = meetings_missed(seen, settings)
    member = np.zeros(size, dtype=bool)
    held = np.zeros(size, dtype=bool)
    hold = np.zeros(size)
    for m in latest(seen.of(Member), "person"):
        if m.person not in index or (m.left_on is not None and m.left_on <= as_of):
            continue
        i = index[m.person]
        stated = ring[m.ring or Ring.WIDER] if m.commitment is None else m.commitment
        kept = settings.broken_factor ** broken[m.person]
        member[i] = True
        held[i] = m.role is not MemberRole.CRITICAL_FRIEND
        hold[i] = stated * kept * (1 - settings.absence_factor * missed[m.person])
    return member, held, hold


def broken_promises(seen: Observations, as_of: date, settings: Settings) -> defaultdict[str, int]:
    """Count each person's promises broken within the remembered days."""
    since = as_of - timedelta(days=settings.broken_days)
    count: defaultdict[str, int] = defaultdict(int)
    for c in seen.of(Commitment):
        day = c.due_on or c.promised_on or day_of(c)
        if c.state is CommitmentState.BROKEN and (day is None or day >= since):
            count[c.person] += 1
    return count


def meetings_missed(seen: Observations, settings: Settings) -> defaultdict[str, float]:
    """Return the share of the last core meetings each person missed or sent a substitute to."""
    core = [m for m in seen.of(Meeting) if m.kind is not MeetingKind.CHECK_IN and m.date]
    core.sort(key=lambda m: (m.date or date.min, m.meeting))
    recent = {m.meeting for m in core[-int(settings.meetings_counted) :]}
    share: defaultdict[str, float] = defaultdict(float)
    for a in seen.of(Attendance):
        if a.meeting in recent and a.presence in (Presence.ABSENT, Presence.SUBSTITUTE):
            share[a.person] += 1 / len(recent)
    return share


def evidence_shown(
    seen: Observations, judgements: Iterable[Judgement], index: Mapping[str, int]
) -> EvidenceShown:
    """Return evidence shown to people whose stake it answers.

    A judgement made after the showing already contains its effect, so that today never contradicts
    an observation; such showings are left out.
    """
    judged: dict[str, date] = {}
    for j in judgements:
        if j.observed_on and j.stance is not Stance.UNKNOWN:
            judged[j.person] = max(judged.get(j.person, date.min), j.observed_on)
    topics: defaultdict[str, set[str]] = defaultdict(set)
    for stake in seen.of(Stake):
        if stake.topic:
            topics[stake.person].add(stake.topic.casefold())
    ledger = {e.evidence: e for e in seen.of(Evidence)}
    hits: dict[tuple[str, str], float] = {}
    for encounter in seen.of(Encounter):
        if encounter.person not in index:
            continue
        shown_on = day_of(encounter)
        if shown_on and judged.get(encounter.person, date.min) > shown_on:
            continue
        for code in encounter.shown or ():
            entry = ledger.get(code)
            if entry is None or entry.result not in EVIDENCE_SIGN:
                continue
            if topics[encounter.person] & {t.casefold() for t in entry.topics or ()}:
                hits[encounter.person, code] = EVIDENCE_SIGN[entry.result]
    pairs = sorted(hits)
    return EvidenceShown(
        person=np.array([index[p] for p, _ in pairs], dtype=np.int32),
        sign=np.array([hits[pair] for pair in pairs], dtype=np.float32),
        hashes=np.array([code_hash(*pair) for pair in pairs], dtype=np.uint64),
    )
