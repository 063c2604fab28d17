"""Are we at critical mass? Every required decision passes, and every required node adopts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer, Estimate, Reason
from groundswell.core.dynamics.plan import TODAY, Plan
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.erosion import erosion
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.question import Question, answer
from groundswell.core.questions.readiness import NEEDS, Criterion, readiness
from groundswell.core.questions.wording import against, band, listed, percent, quoted
from groundswell.core.terrain.snapshot import DecisionPoint, OperationalNode, Snapshot
from groundswell.core.terrain.terms import DecisionState, Phase

EARLY = (Phase.NUCLEUS, Phase.EVIDENCE)
DECAYING = 3  # signs of decay from which the first sentence says so


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalMass(Question):
    """How strong are we against the resistance: are we at critical mass, or do we need more?"""

    SLUG: ClassVar[str] = "critical-mass"
    ASKS: ClassVar[str] = "Are we at critical mass, or do we need more people?"
    FEATURE: ClassVar[str] = "Q3, Q4"
    OVERALL: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class DecisionChance:
    """Chance that one decision passes; `yours` where it rests on the reader's judgements alone."""

    decision: str
    title: str
    probability: Estimate | None
    state: str
    required: bool
    yours: bool = False


@dataclass(frozen=True, slots=True)
class NodeChance:
    """Chance that one node adopts, and the share that works the new way at the horizon."""

    node: str
    title: str
    probability: Estimate
    adoption: Estimate
    share_needed: float
    required: bool


@dataclass(frozen=True, slots=True)
class CriticalMassValue:
    """Value of `critical-mass`; field names as in the public contract."""

    probability: Estimate | None
    at_critical_mass: bool
    p_target: float | None
    target: float
    ceiling: float | None
    self_sustaining: Estimate | None
    weakest_decision: str | None
    weakest_node: str | None
    phase: str
    phase_readiness: tuple[Criterion, ...]
    decisions: tuple[DecisionChance, ...]
    nodes: tuple[NodeChance, ...]
    support: Estimate | None
    resistance: Estimate | None
    erosion: tuple[Reason, ...]


def critical_mass(study: Study, question: CriticalMass) -> Answer[CriticalMassValue]:
    """Answer with the chance over everything that is not known.

    The chance of a scenario is the chance that all required decisions pass, averaged over the luck
    they share, times the share of adoption runs in which every required node reaches the share it
    needs. The figure is the mean over scenarios, the band their 10 and 90 % quantiles. Critical
    mass is called only where the target is reached in at least 80 % of scenarios, and never while a
    required decision or node has no known holder.
    """
    snapshot, settings = study.snapshot, study.snapshot.settings
    outlook = study.today
    needed = any(link.required for link in snapshot.links)
    sample = outlook.chance
    p_target = float(np.mean(sample >= settings.target)) if needed else None
    sure = at_critical_mass(snapshot, sample)
    decisions = tuple(
        _decision(point, outlook.each[d]) for d, point in enumerate(snapshot.decisions)
    )
    nodes = tuple(
        _node(node, outlook.nodes[n], outlook.shares[n]) for n, node in enumerate(snapshot.nodes)
    )
    support, resistance = forces(study)
    lasting = outlook.lasting if any(n.required for n in snapshot.nodes) else None
    value = CriticalMassValue(
        probability=Estimate.of(sample) if needed else None,
        at_critical_mass=sure,
        p_target=p_target,
        target=settings.target,
        ceiling=study.ceiling if needed else None,
        self_sustaining=Estimate.of(lasting) if lasting is not None else None,
        weakest_decision=weakest_decision(decisions),
        weakest_node=_weakest_node(nodes),
        phase=snapshot.phase.value,
        phase_readiness=readiness(snapshot, sure if needed else None),
        decisions=decisions,
        nodes=nodes,
        support=support,
        resistance=resistance,
        erosion=erosion(snapshot),
    )
    words = headline(value, snapshot)
    return answer(study, question, words, value, reasons(value, snapshot), map_gaps(snapshot))


def at_critical_mass(snapshot: Snapshot, chance: NDArray[np.float64]) -> bool:
    """Return whether the target is reached in enough scenarios, and every needed link is held."""
    needed = [link for link in snapshot.links if link.required]
    if not needed or any(link.anonymous for link in needed):
        return False
    settings = snapshot.settings
    return float(np.mean(chance >= settings.target)) >= settings.sure_enough


def forces(study: Study) -> tuple[Estimate | None, Estimate | None]:
    """Return support and resistance among those who hold open required decisions."""
    found = force_samples(study, TODAY)
    return (None, None) if found is None else (Estimate.of(found[0]), Estimate.of(found[1]))


def force_samples(
    study: Study, plan: Plan
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Return support and resistance under a plan, scenario by scenario.

    Decision weight x max(0, +x) and x max(0, -x), weights of each decision summing to 1, as a mean
    over the decisions; 1 would be everybody a champion (or an opponent).
    """
    snapshot = study.snapshot
    points = {
        d: p for d, p in enumerate(snapshot.decisions) if p.required and p.open and p.holders.size
    }
    if not points:
        return None
    people = np.unique(np.concatenate([p.holders for p in points.values()]))
    opinion = study.opinion_under(plan, people.astype(np.intp))
    support = np.zeros(study.scenarios)
    resistance = np.zeros(study.scenarios)
    for d, point in points.items():
        who = point.deciders if point.deciders.size else point.vetoes
        share = point.weight if point.deciders.size else np.ones(who.size)
        share = share if share.sum() > 0 else np.ones(who.size)
        x = _on_decision(study, d, who, opinion[np.searchsorted(people, who)])
        for person, code, level in plan.said:
            if code == point.code:
                x[who == person] = level
        support += share @ np.maximum(x, 0) / share.sum() / len(points)
        resistance += share @ np.maximum(-x, 0) / share.sum() / len(points)
    return support, resistance


def _on_decision(
    study: Study, decision: int, who: NDArray[np.int32], x: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return opinions with what is known of these people's stance on this decision alone."""
    stances = study.snapshot.stances
    x = x.copy()
    for row in np.flatnonzero(stances.shift_decision == decision):
        x[who == stances.shift_person[row]] += study.draws.shift[row]
    return np.clip(x, -1, 1)


def _decision(point: DecisionPoint, chance: NDArray[np.float64]) -> DecisionChance:
    known = None if np.isnan(chance).any() else Estimate.of(chance)
    return DecisionChance(point.code, point.title, known, point.state.value, point.required)


def _node(
    node: OperationalNode, reached: NDArray[np.float64], share: NDArray[np.float64]
) -> NodeChance:
    return NodeChance(
        node.code,
        node.title,
        Estimate.of(reached),
        Estimate.of(share),
        node.share_needed,
        node.required,
    )


def weakest_decision(decisions: tuple[DecisionChance, ...]) -> str | None:
    required = [d for d in decisions if d.required and d.probability is not None]
    weakest = min(required, key=lambda d: _mean(d.probability), default=None)
    return weakest.decision if weakest else None


def _weakest_node(nodes: tuple[NodeChance, ...]) -> str | None:
    required = [n for n in nodes if n.required]
    weakest = min(required, key=lambda n: (n.probability.mean, n.adoption.mean), default=None)
    return weakest.node if weakest else None


def _mean(estimate: Estimate | None) -> float:
    return estimate.mean if estimate else 0.0


def headline(value: CriticalMassValue, snapshot: Snapshot) -> str:
    """Say it in one sentence; in early phases the readiness of the phase comes first."""
    if value.phase in EARLY:
        open_ones = [c for c in value.phase_readiness if not c.met]
        name = value.phase.replace("_", " ")
        if not open_ones:
            return f"The {name} phase has done its work: you are ready for the next."
        needs = listed([NEEDS[c.criterion] for c in open_ones], 3)
        return f"You are in the {name} phase, and before the next it still needs {needs}."
    if value.probability is None:
        return (
            "There is nothing to measure yet: no decision and no place of work is named as needed."
        )
    start = "You are at critical mass" if value.at_critical_mass else "Not at critical mass yet"
    weakest = _weakest_title(value)
    tail = f"; the weakest link is {weakest}" if weakest and not value.at_critical_mass else ""
    if len(value.erosion) >= DECAYING:
        tail += ", and the coalition is wearing down"
    return (
        f"{start}: the chance that everything needed happens is {band(value.probability)}, and you "
        f"aim for {percent(value.target)}{tail}."
    )


def _weakest_title(value: CriticalMassValue) -> str | None:
    decision = next((d for d in value.decisions if d.decision == value.weakest_decision), None)
    node = next((n for n in value.nodes if n.node == value.weakest_node), None)
    if decision and (node is None or _mean(decision.probability) <= node.probability.mean):
        return quoted(decision.title)
    return quoted(node.title) if node else None


def reasons(value: CriticalMassValue, snapshot: Snapshot) -> list[Reason]:
    """Return what carries the answer, each with the records behind it."""
    found = _target_words(value, snapshot)
    found += [Reason(_decision_words(d), (d.decision,)) for d in value.decisions]
    found += [Reason(_node_words(n), (n.node,)) for n in value.nodes]
    if value.self_sustaining is not None:
        found.append(
            Reason(
                "Once you stop pushing, it goes on by itself in "
                f"{band(value.self_sustaining)} of the runs."
            )
        )
    return found + _force_words(value) + list(value.erosion)


def _target_words(value: CriticalMassValue, snapshot: Snapshot) -> list[Reason]:
    if value.probability is None or value.p_target is None:
        return []
    found = []
    target = percent(value.target)
    if value.phase in EARLY:
        found.append(
            f"The chance that everything needed happens, as things stand, is "
            f"{band(value.probability)}; you aim for {target}."
        )
    found.append(
        f"The target of {target} is reached in {percent(value.p_target)} of what could be true; at "
        f"{percent(snapshot.settings.sure_enough)} it would be called critical mass."
    )
    if value.ceiling is not None and value.ceiling < value.target:
        found.append(
            f"Even with everybody behind you the chance would be {percent(value.ceiling)}, so the "
            f"target of {target} is out of reach; lower it or change what is needed."
        )
    return [Reason(text) for text in found]


def _node_words(node: NodeChance) -> str:
    return (
        f"{quoted(node.title)}: the chance to reach the {percent(node.share_needed)} it needs is "
        f"{band(node.probability)}; the new way is expected with {band(node.adoption)} of the work."
    )


def _decision_words(decision: DecisionChance) -> str:
    if decision.state == DecisionState.PASSED:
        return f"{quoted(decision.title)} has passed."
    if decision.state == DecisionState.REFUSED:
        return f"{quoted(decision.title)} was refused; nothing passes until it is reopened."
    if decision.probability is None:
        return f"{quoted(decision.title)} is not needed, and nobody is known to decide it."
    extra = "" if decision.required else " (not required)"
    if decision.yours:
        extra += ", by your own judgements alone,"
    return f"{quoted(decision.title)}{extra} passes with a chance of {band(decision.probability)}."


def _force_words(value: CriticalMassValue) -> list[Reason]:
    if value.support is None or value.resistance is None:
        return []
    return [
        Reason(
            f"Among those who decide, support is {against(value.support, value.resistance)} "
            f"resistance: {band(value.support)} against {band(value.resistance)} of what full "
            "agreement would be."
        )
    ]
