"""Where we stand: the chance and its links, the phase and what it still needs."""

from __future__ import annotations

from collections.abc import Iterable

from groundswell.core.answer import Answer, Estimate
from groundswell.core.questions.critical_mass import (
    CriticalMassValue,
    DecisionChance,
    NodeChance,
)
from groundswell.core.questions.readiness import Criterion
from groundswell.core.questions.wording import against, band, listed, percent
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import DecisionState, Phase
from groundswell.reports.parts import Bands, Bar, Block, Entry, Hue, Prose, Section
from groundswell.reports.words import paragraph, titled

WEAKEST = 3  # links shown in early phases
SAFE = 0.95  # a link whose band begins above needs no bar
EARLY = (Phase.NUCLEUS, Phase.EVIDENCE)


def chances(answer: Answer[CriticalMassValue], snapshot: Snapshot) -> Section:
    """Return the chance of everything together and of each of its links."""
    title = "The longer road" if snapshot.phase in EARLY else "Where you stand"
    return Section(title, tuple(_chances(answer.value, snapshot)))


def readiness(answer: Answer[CriticalMassValue], snapshot: Snapshot) -> Section:
    """Return what the present phase still needs, and what it has done."""
    return Section(_phase_title(snapshot), tuple(_phase(answer.value.phase_readiness)))


def decay(answer: Answer[CriticalMassValue], title: str) -> Section:
    """Return what wears the coalition down, from its own records."""
    signs = paragraph(*(sign.text for sign in answer.value.erosion))
    return Section(title, (Prose(signs),))


def _phase_title(snapshot: Snapshot) -> str:
    if snapshot.phase is Phase.NUCLEUS:
        return "What the first phase still needs"
    if snapshot.phase is Phase.EVIDENCE:
        return "What the evidence phase still needs"
    if snapshot.phase is Phase.CRITICAL_MASS:
        return "Before you launch"
    return "What a sound launch rests on"


def _phase(criteria: Iterable[Criterion]) -> Iterable[Block]:
    for lead, met in (("Still to do", False), ("Not known", None), ("Done", True)):
        texts = [c.text for c in criteria if c.met is met]
        if texts:
            yield Entry(lead, paragraph(*texts))


def _chances(value: CriticalMassValue, snapshot: Snapshot) -> Iterable[Block]:
    yield Prose(paragraph(*_overall(value, snapshot), *_settled(value)))
    bars = tuple(_bars(value, snapshot))
    if bars:
        yield Bands("The chance of each thing the change needs", _told(bars), bars)
    words = (*_forces(value), *_lasting(value))
    if words:
        yield Prose(paragraph(*words))
    if value.support is not None and value.resistance is not None:
        yield _balance(value.support, value.resistance)


def _balance(support: Estimate, resistance: Estimate) -> Bands:
    bars = (
        Bar("Support among those who decide", figure(support), support, hue=Hue.FOR),
        Bar("Resistance among them", figure(resistance), resistance, hue=Hue.AGAINST),
    )
    return Bands("Support against resistance", _told(bars), bars, extra=True)


def _settled(value: CriticalMassValue) -> Iterable[str]:
    """Name what needs no bar: what has passed, and what is certain in nearly every scenario."""
    passed = [titled(d.title) for d in value.decisions if _has_passed(d)]
    if passed:
        yield f"Passed already: {listed(passed)}"
    safe = [titled(link.title) for link in _links(value) if _is_safe(link.probability)]
    if safe:
        yield f"As good as certain: {listed(safe, len(safe))}"


def _links(value: CriticalMassValue) -> list[DecisionChance | NodeChance]:
    """Return what is required and not passed, decisions first."""
    decisions = [d for d in value.decisions if d.required and not _has_passed(d)]
    return [*decisions, *(n for n in value.nodes if n.required)]


def _is_safe(chance: Estimate | None) -> bool:
    return chance is not None and chance.low >= SAFE


def _has_passed(decision: DecisionChance) -> bool:
    known = decision.probability
    return decision.state == DecisionState.PASSED and known is not None and known.low >= SAFE


def _overall(value: CriticalMassValue, snapshot: Snapshot) -> Iterable[str]:
    if value.probability is None:
        yield "No decision and no place of work is named as needed, so there is no chance to tell"
        return
    if snapshot.phase in EARLY:
        yield (
            "Early figures say little. As things stand, the chance that everything the change "
            f"needs comes together is {band(value.probability)}"
        )
        if not all(_is_safe(link.probability) for link in _links(value)):
            yield "These are its weakest links"
    else:
        yield "The chance of what the change needs, and of all of it together"
    if value.ceiling is not None and value.ceiling < value.target:
        yield (
            f"Even with everybody behind you it would be {percent(value.ceiling)}, below the "
            f"{percent(value.target)} you aim for"
        )


def _bars(value: CriticalMassValue, snapshot: Snapshot) -> Iterable[Bar]:
    """Yield what the change needs and may not get; early on, only its weakest links."""
    unheld = {p.code for p in snapshot.decisions if p.anonymous}
    unheld |= {n.code for n in snapshot.nodes if n.anonymous}
    whole = value.probability
    if whole is not None:
        yield Bar("Everything together", figure(whole), whole, not unheld, value.target)
    links = [link for link in _links(value) if not _is_safe(link.probability)]
    if snapshot.phase in EARLY:
        links = sorted(links, key=_mean)[:WEAKEST]
    for link in links:
        code = link.decision if isinstance(link, DecisionChance) else link.node
        yield _bar(link, code not in unheld)


def _mean(link: DecisionChance | NodeChance) -> float:
    return link.probability.mean if link.probability is not None else 0.0


def _bar(link: DecisionChance | NodeChance, known: bool) -> Bar:
    if link.probability is None:
        return Bar(link.title, "not known", None)
    if isinstance(link, DecisionChance) and link.state == DecisionState.REFUSED:
        return Bar(link.title, "refused", None)
    return Bar(link.title, figure(link.probability), link.probability, known)


def figure(estimate: Estimate) -> str:
    """Return a chance and its band as narrow as a column wants it: '22 % (<1 to 41)'."""
    mean, low, high = map(_narrow, (estimate.mean, estimate.low, estimate.high))
    return f"{mean} %" if low == high == mean else f"{mean} % ({low} to {high})"


def _narrow(share: float) -> str:
    return percent(share).removesuffix(" %").replace("under ", "<").replace("over ", ">")


def _told(bars: Iterable[Bar]) -> str:
    return "; ".join(f"{bar.label}: {bar.figure}" for bar in bars)


def _forces(value: CriticalMassValue) -> Iterable[str]:
    if value.support is None or value.resistance is None:
        return
    yield (
        f"Among those who decide, support is {against(value.support, value.resistance)} "
        f"resistance: {band(value.support)} "
        f"of full agreement against {band(value.resistance)}"
    )


def _lasting(value: CriticalMassValue) -> Iterable[str]:
    if value.self_sustaining is None:
        return
    tail = "" if value.self_sustaining.mean >= 0.5 else ", so it is still your project, not theirs"
    yield (
        "If you stopped pushing, the new way would hold in "
        f"{band(value.self_sustaining)} of what could happen{tail}"
    )
