"""Are we there yet: the joint figure, each link, the forces, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from groundswell.app.ask import Asked
from groundswell.app.browse import terrain
from groundswell.app.browse.views import View
from groundswell.core.answer import Answer, Estimate
from groundswell.core.pictures.decisions import DecisionRow, decisions
from groundswell.core.questions.critical_mass import (
    EARLY,
    CriticalMassValue,
    DecisionChance,
    NodeChance,
)
from groundswell.core.questions.information import InformationValue, unknown_words
from groundswell.core.questions.wording import against, band, percent, sentence
from groundswell.core.terrain.terms import DecisionState
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens import bands
from groundswell.faces.web.screens.people import People, Who


@dataclass(frozen=True, slots=True)
class Link:
    """A decision or a place of work with its chance, and what stands behind it.

    Parameters
    ----------
    state
        Taken or refused; empty while it is open.
    yours
        Whether it rests on the reader's own judgements alone.
    """

    code: str
    title: str
    url: str
    about: str
    reading: str
    band: bands.Drawn | None
    figure: str
    reach: str
    state: str
    required: bool
    weakest: bool
    yours: bool


@dataclass(frozen=True, slots=True)
class Hinge:
    """An unknown the answer hangs on, and whom to ask."""

    text: str
    share: str
    about: Who | None
    ask: list[Who]


def matrix(at: View) -> tuple[DecisionRow, ...]:
    """Return the decisions as the reader sees them."""
    return terrain.pictured(at, "decisions", lambda: decisions(at.snapshot, veiled=at.veiled)).rows


def massed(at: View, answer: Answer[CriticalMassValue]) -> dict[str, Any]:
    """Return what the screen shows beside the answer itself."""
    value = answer.value
    rows = {row.code: row for row in matrix(at)}
    whole = value.probability
    return {
        "value": value,
        "early": at.snapshot.phase in EARLY,
        "phase": value.phase.replace("_", " "),
        "whole": bands.chance(whole, target=value.target) if whole else None,
        "whole_words": band(whole) if whole else "",
        "target": percent(value.target),
        "ceiling": percent(value.ceiling) if value.ceiling is not None else "",
        "beyond": value.ceiling is not None and value.ceiling < value.target,
        "decisions": [_decision(at, d, rows.get(d.decision), value) for d in value.decisions],
        "nodes": [_node(at, n, value) for n in value.nodes],
        "forces": _forces(value.support, value.resistance),
        "lasting": band(value.self_sustaining) if value.self_sustaining else "",
        "theirs": value.self_sustaining is not None and value.self_sustaining.mean >= 0.5,
        "open_criteria": [c for c in value.phase_readiness if c.met is False],
        "unclear_criteria": [c for c in value.phase_readiness if c.met is None],
        "met_criteria": [c for c in value.phase_readiness if c.met],
    }


def _decision(
    at: View, link: DecisionChance, row: DecisionRow | None, value: CriticalMassValue
) -> Link:
    known, settled = link.probability, link.state in (DecisionState.PASSED, DecisionState.REFUSED)
    kind = f"{row.kind.replace('_', ' ').capitalize()} · " if row and row.kind else ""
    return Link(
        code=link.decision,
        title=link.title,
        url=f"{home_of(at.code)}decisions#decision-{link.decision}",
        about=f"{kind}{row.rule}" if row else "",
        reading=row.reading if row else "",
        band=bands.chance(known) if known else None,
        figure=percent(known.mean) if known else "not known",
        reach=_reach(known),
        state={"passed": "taken", "refused": "refused"}.get(link.state, "") if settled else "",
        required=link.required,
        weakest=link.decision == value.weakest_decision,
        yours=link.yours,
    )


def _node(at: View, link: NodeChance, value: CriticalMassValue) -> Link:
    return Link(
        code=link.node,
        title=link.title,
        url=f"{home_of(at.code)}decisions#node-{link.node}",
        about=f"{percent(link.share_needed)} must work the new way",
        reading=f"Expected to work the new way: {band(link.adoption)}.",
        band=bands.chance(link.probability),
        figure=percent(link.probability.mean),
        reach=_reach(link.probability),
        state="",
        required=link.required,
        weakest=link.node == value.weakest_node,
        yours=False,
    )


def _reach(known: Estimate | None) -> str:
    """Return the ends of a band in words; nothing where it lies within a point."""
    if known is None:
        return ""
    low, high = percent(known.low), percent(known.high)
    return "" if low == high else f"{low.removesuffix(' %')} to {high}"


def _forces(support: Estimate | None, resistance: Estimate | None) -> dict[str, Any] | None:
    if support is None or resistance is None:
        return None
    return {
        "words": f"Support is {against(support, resistance)} resistance among those who decide.",
        "support": bands.chance(support, hue="for"),
        "support_words": band(support),
        "resistance": bands.chance(resistance, hue="against"),
        "resistance_words": band(resistance),
    }


def hinges(at: View, found: Asked) -> list[Hinge]:
    """Return what the answer hangs on that nobody knows."""
    if found.answer is None:
        return []
    people, value = People(at), found.answer.value
    assert isinstance(value, InformationValue)
    return [
        Hinge(
            text=sentence(unknown_words(unknown, at.snapshot)),
            share=percent(unknown.share),
            about=people.who(unknown.id) if unknown.id in people else None,
            ask=people.all(unknown.ask),
        )
        for unknown in value.inputs
    ]
