"""What was foretold and what became of it: pure, from the log and from the map of a later day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from groundswell.core.answer import Answer, Estimate
from groundswell.core.questions.critical_mass import CriticalMassValue
from groundswell.core.terrain.run_records import Adoption
from groundswell.core.terrain.snapshot import DecisionPoint, OperationalNode, Snapshot
from groundswell.core.terrain.terms import DecisionState
from groundswell.core.terrain.visible import latest

LEAD = timedelta(days=30)  # a forecast this old was one; a day before, it is hindsight


class Kind(StrEnum):
    """What a forecast is about."""

    WHOLE = "critical_mass"
    DECISION = "decision"
    NODE = "node"
    LASTING = "self_sustaining"


@dataclass(frozen=True, slots=True)
class Forecast:
    """One chance as it was said on a day.

    Parameters
    ----------
    code
        Of the decision or place of work; empty for the whole.
    mean, low, high
        The chance and its 10-90 % band.
    required
        Whether the change needed it then.
    holders
        How many people the decision hung on then.
    horizon
        Weeks within which a place of work was to have adopted.
    """

    day: date
    kind: Kind
    code: str
    mean: float
    low: float
    high: float
    required: bool
    holders: int
    horizon: int

    @property
    def estimate(self) -> Estimate:
        """The chance with its band."""
        return Estimate(self.mean, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of something, and the day on which it was known."""

    happened: bool
    on: date


@dataclass(frozen=True, slots=True)
class Tested:
    """A forecast with its fate.

    `counts` marks the one forecast of each thing that is scored: the newest that was at least 30
    days old when the outcome came, or else the oldest there is.
    """

    forecast: Forecast
    fate: Fate | None
    counts: bool = False


def forecasts_of(
    answer: Answer[CriticalMassValue], snapshot: Snapshot, day: date
) -> tuple[Forecast, ...]:
    """Return what an answer foretells: the whole, each open decision, each place of work."""
    value, weeks = answer.value, int(snapshot.settings.horizon_weeks)
    points = {p.code: p for p in snapshot.decisions if p.open}
    found = []
    if value.probability is not None:
        found.append(_forecast(day, Kind.WHOLE, "", value.probability, True, 0, weeks))
    for d in value.decisions:
        if d.probability is not None and d.decision in points:
            holders = len(points[d.decision].holders)
            of = (Kind.DECISION, d.decision, d.probability, d.required, holders)
            found.append(_forecast(day, *of, weeks))
    for n in value.nodes:
        found.append(_forecast(day, Kind.NODE, n.node, n.probability, n.required, 0, weeks))
    if value.self_sustaining is not None:
        found.append(_forecast(day, Kind.LASTING, "", value.self_sustaining, False, 0, weeks))
    return tuple(found)


def _forecast(
    day: date, kind: Kind, code: str, chance: Estimate, required: bool, holders: int, weeks: int
) -> Forecast:
    mean, low, high = (min(1.0, max(0.0, p)) for p in (chance.mean, chance.low, chance.high))
    return Forecast(day, kind, code, mean, low, high, required, holders, weeks)


def with_fates(forecasts: Sequence[Forecast], snapshot: Snapshot) -> tuple[Tested, ...]:
    """Return every forecast with its fate as far as it is known on the day of the map.

    Notes
    -----
    A decision came out when it was passed or refused, on the day it was taken. A place of work came
    out when it was seen at the share it needs within the horizon; once the horizon is over, having
    been seen without reaching it counts as not. The whole came out when one needed part failed, or
    when all had happened. It went on by itself when, after the announcement, every needed place was
    seen to keep by choice the share it needs. What nobody wrote down has no fate.
    """
    fates = {forecast: _fate(forecast, snapshot) for forecast in forecasts}
    for forecast in forecasts:
        if forecast.kind is Kind.WHOLE:
            parts = [f for f in forecasts if f.day == forecast.day and f.kind is not Kind.WHOLE]
            fates[forecast] = _whole([fates[f] for f in parts if f.required])
    scored = set(_scored(fates))
    return tuple(Tested(f, fates[f], f in scored) for f in forecasts)


def _fate(forecast: Forecast, snapshot: Snapshot) -> Fate | None:
    if forecast.kind is Kind.DECISION:
        points = {p.code: p for p in snapshot.decisions}
        return _decided(forecast, points.get(forecast.code))
    if forecast.kind is Kind.NODE:
        nodes = {n.code: n for n in snapshot.nodes}
        return _adopted(forecast, nodes.get(forecast.code), snapshot)
    return _lasted(forecast, snapshot) if forecast.kind is Kind.LASTING else None


def _decided(forecast: Forecast, point: DecisionPoint | None) -> Fate | None:
    if point is None or point.open:
        return None
    on = point.record.decided_on or point.record.observed_on or point.record.recorded_on
    if on is None or on <= forecast.day:
        return None
    return Fate(point.state is DecisionState.PASSED, on)


def _adopted(forecast: Forecast, node: OperationalNode | None, snapshot: Snapshot) -> Fate | None:
    if node is None:
        return None
    due = forecast.day + timedelta(weeks=forecast.horizon)
    seen = [a for a in latest(snapshot.seen.of(Adoption), "node", "date") if a.node == node.code]
    days = {a.date: a.share for a in seen if a.date is not None and a.share is not None}
    inside = sorted(on for on in days if forecast.day < on <= due)
    reached = [on for on in inside if days[on] >= node.share_needed]
    if reached:
        return Fate(True, reached[0])
    return Fate(False, due) if inside and due <= snapshot.as_of else None


def _lasted(forecast: Forecast, snapshot: Snapshot) -> Fate | None:
    """Return whether the new way was kept by choice wherever it is needed, once announced."""
    announced = snapshot.seen.initiative.announced_on
    needed = [node for node in snapshot.nodes if node.required]
    if announced is None or not needed:
        return None
    begun = max(forecast.day, announced)
    due = forecast.day + timedelta(weeks=forecast.horizon)
    looks = [a for a in latest(snapshot.seen.of(Adoption), "node", "date") if a.date is not None]
    reached: list[date | None] = []
    for node in needed:
        own = {a.date: a.by_choice_share for a in looks if a.node == node.code}
        seen = {on: s for on, s in own.items() if on and begun < on <= due and s is not None}
        if not seen:
            return None
        reached.append(min((on for on, s in seen.items() if s >= node.share_needed), default=None))
    days = [on for on in reached if on is not None]
    if len(days) == len(needed):
        return Fate(True, max(days))
    return Fate(False, due) if due <= snapshot.as_of else None


def _whole(parts: Sequence[Fate | None]) -> Fate | None:
    failed = [fate.on for fate in parts if fate is not None and not fate.happened]
    if failed:
        return Fate(False, min(failed))
    known = [fate.on for fate in parts if fate is not None]
    return Fate(True, max(known)) if known and len(known) == len(parts) else None


def _scored(fates: Mapping[Forecast, Fate | None]) -> Iterator[Forecast]:
    """Yield of each thing the one forecast that counts, so that asking often does not."""
    by_thing: dict[tuple[Kind, str], list[Forecast]] = {}
    for forecast, fate in fates.items():
        if fate is not None:
            by_thing.setdefault((forecast.kind, forecast.code), []).append(forecast)
    for many in by_thing.values():
        many.sort(key=lambda f: f.day)
        early = [f for f in many if _lead(f, fates[f]) >= LEAD]
        yield early[-1] if early else many[0]


def _lead(forecast: Forecast, fate: Fate | None) -> timedelta:
    return timedelta(0) if fate is None else fate.on - forecast.day


def given_away(
    forecasts: Iterable[Forecast],
    hidden: Iterable[str],
    held: Mapping[str, frozenset[str]],
    few: int,
) -> frozenset[Forecast]:
    """Return forecasts that would tell a reader where somebody they have not judged stands.

    Parameters
    ----------
    hidden
        Codes of people whose judgements by others the reader may not see.
    held
        Everybody who ever decided or vetoed, by decision.
    few
        Holders from which a chance gives nobody away.
    """
    veiled = frozenset(hidden)
    return frozenset(
        f
        for f in forecasts
        if f.kind is Kind.DECISION and f.holders < few and held.get(f.code, frozenset()) & veiled
    )
