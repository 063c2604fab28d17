"""Where are the silos, who bridges them, on whom does too much hang, who leads without a title?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.circles import (
    CLEAR,
    CLOSED,
    SMALLEST_AGGREGATE,
    THIN,
    Bridge,
    Circle,
    Known,
    UnitBorder,
    borders,
    bridges,
    circles,
    known_ties,
    labels,
    modularity,
)
from groundswell.core.questions.question import Question, answer, gap
from groundswell.core.questions.standouts import (
    Bottleneck,
    Broker,
    ChartAgainstTies,
    InformalLeader,
    bottlenecks,
    brokers,
    chart_against_ties,
    informal_leaders,
)
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Silos(Question):
    """Silos, bridges, brokers, bottlenecks and informal leaders."""

    SLUG: ClassVar[str] = "silos"
    ASKS: ClassVar[str] = "Where are the silos, who bridges them, and who leads without a title?"
    FEATURE: ClassVar[str] = "Q13"


@dataclass(frozen=True, slots=True)
class SilosValue:
    """Value of `silos`.

    `basis` is `declared` (declared or surveyed ties), `inferred` (traffic alone: nobody is named or
    ordered by it) or `none`. `modularity` says how clear the circles are: under .3 they are faint.
    """

    groups: tuple[Circle, ...]
    bridges: tuple[Bridge, ...]
    brokers: tuple[Broker, ...]
    bottlenecks: tuple[Bottleneck, ...]
    informal_leaders: tuple[InformalLeader, ...]
    units: tuple[UnitBorder, ...]
    chart_against_ties: ChartAgainstTies | None
    modularity: float
    basis: str


def silos(study: Study, question: Silos) -> Answer[SilosValue]:
    """Read the ties: circles, what joins them, and whom they single out.

    Circles are communities (Leiden, modularity) of trust, advice, working together and reporting,
    weighted as in the model. Bridges are the ties between circles. Brokers have open contacts
    (Burt's constraint) in two circles or more; bottlenecks lie on the shortest roads between others
    (betweenness, sampled in large networks, with its error); informal leaders are sought for advice
    or trust and hold no formal authority. Units carry their E-I index.

    Notes
    -----
    People are named and ordered by declared and surveyed ties only. Where nothing but inferred
    traffic is known, circles and units of five or more are shown and no person is singled out.
    """
    snapshot = study.snapshot
    known = known_ties(snapshot)
    label = labels(known, study.seed)
    found = circles(snapshot, known, label)
    value = SilosValue(
        groups=found,
        bridges=bridges(snapshot, known, label, found) if known.named else (),
        brokers=brokers(snapshot, known, label, found) if known.named else (),
        bottlenecks=bottlenecks(snapshot, known, study.seed) if known.named else (),
        informal_leaders=informal_leaders(snapshot, known) if known.named else (),
        units=borders(snapshot, known),
        chart_against_ties=chart_against_ties(snapshot, known) if known.named else None,
        modularity=modularity(known, label),
        basis=_basis(known),
    )
    reasons = list(_reasons(value))
    gaps = list(_gaps(snapshot, known, value))
    return answer(study, question, _headline(snapshot, value), value, reasons, gaps)


def _basis(known: Known) -> str:
    if not known.graph.heard.size:
        return "none"
    return "declared" if known.named else "inferred"


def _headline(snapshot: Snapshot, value: SilosValue) -> str:
    if value.basis == "none":
        return "No ties are on the map yet, so silos and bridges cannot be seen."
    parts = [_shape(value)]
    thin = [b for b in value.bridges if b.ties <= THIN]
    if thin and value.modularity >= CLEAR:
        titles = {circle.group: circle.title for circle in value.groups}
        one, other = (titles[group] for group in thin[0].groups)
        runs = "tie runs" if thin[0].ties == 1 else "ties run"
        parts.append(f"only {count(thin[0].ties, runs, runs)} between {one} and {other}")
    if value.informal_leaders:
        outside = [x for x in value.informal_leaders if x.person not in snapshot.members]
        leader = (outside or list(value.informal_leaders))[0]
        name = snapshot.name(leader.person)
        sought = count(leader.sought_by, "person", "people")
        parts.append(f"{sought} turn to {name}, who holds no formal authority")
    elif value.bottlenecks:
        parts.append(f"much runs through {snapshot.name(value.bottlenecks[0].person)} alone")
    return f"{'; '.join(parts)}."


def _shape(value: SilosValue) -> str:
    total = len(value.groups)
    if total < 2:
        return "The ties form one circle" if total else "The ties are too few to form a circle"
    if value.modularity < CLEAR:
        return f"The ties form {count(total, 'circle')} with faint borders, not silos"
    return f"The ties fall into {count(total, 'circle')}"


def _reasons(value: SilosValue) -> Iterator[Reason]:
    for circle in value.groups[:6]:
        yield Reason(circle.text, circle.people)
    for bridge in [b for b in value.bridges if b.ties <= THIN][:3]:
        yield Reason(bridge.text, bridge.people)
    for border in value.units:
        if border.ei <= CLOSED and border.inside > 1:
            yield Reason(border.text, (border.unit,))
    for broker in value.brokers[:3]:
        yield Reason(broker.text, (broker.person,))
    for narrow in value.bottlenecks[:3]:
        yield Reason(narrow.text, (narrow.person,))
    for leader in value.informal_leaders[:3]:
        yield Reason(leader.text, (leader.person,))
    if value.chart_against_ties is not None:
        yield Reason(value.chart_against_ties.text, value.chart_against_ties.most_asked)


def _gaps(snapshot: Snapshot, known: Known, value: SilosValue) -> Iterator[Gap]:
    if not snapshot.people:
        yield gap(GapKind.MAP_INCOMPLETE, "Nobody is on the map yet. Start with ten names.")
        return
    if value.basis == "inferred":
        yield gap(
            GapKind.TOO_FEW,
            "Only traffic is known (mail, calendars), and nobody is singled out by it: no brokers, "
            f"no informal leaders, no circle under {SMALLEST_AGGREGATE} people. Ask some of them "
            "whose advice they seek.",
        )
    yield from _unreported(snapshot, known)
    if value.basis != "none" and value.chart_against_ties is None and known.named:
        yield gap(
            GapKind.TIES_UNKNOWN,
            "Nobody's advice ties are known, so the chart cannot be compared with who is asked. "
            "Ask people whom they turn to when they are stuck.",
        )


def _unreported(snapshot: Snapshot, known: Known) -> Iterator[Gap]:
    """Yield people without any tie, and people of whom it is only known who listens to them."""
    pairs = known.pairs
    alone = [snapshot.people[i] for i in np.flatnonzero(np.diff(pairs.starts) == 0)]
    if alone:
        who = count(len(alone), "person", "people").capitalize()
        verb = "has" if len(alone) == 1 else "have"
        yield gap(
            GapKind.TIES_UNKNOWN,
            f"{who} {verb} no known tie, so on the map they stand outside every circle. "
            f"{_whom(snapshot, alone)}",
            *alone,
        )
    listens = np.diff(known.graph.starts) > 0
    heard = np.diff(pairs.starts) > 0
    silent = [snapshot.people[i] for i in np.flatnonzero(heard & ~listens)]
    if silent and known.named:
        who = listed([snapshot.name(code) for code in silent])
        verb = "is" if len(silent) == 1 else "are"
        yield gap(
            GapKind.TIES_UNKNOWN,
            f"{who} {verb} listened to, but whom they listen to is not known, so circles and roads "
            "are half seen there. Ask them whom they turn to.",
            *silent,
        )


def _whom(snapshot: Snapshot, alone: list[str]) -> str:
    circle = Acquaintance(snapshot)
    order = np.argsort(-np.where(circle.inside, circle.sought, -1), kind="stable")[:2]
    ask = [
        snapshot.people[i] for i in order if circle.inside[i] and snapshot.people[i] not in alone
    ]
    if not ask:
        return "Ask whom they turn to."
    return f"Ask {listed([snapshot.name(code) for code in ask])} whom they turn to."
