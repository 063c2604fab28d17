"""Which unknowns does the answer hang on, and whom could we ask?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer, Reason
from groundswell.core.dynamics.candidates import ENOUGH_CHANCE
from groundswell.core.dynamics.study import Study
from groundswell.core.dynamics.variance import first_order_shares
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.question import Question, answer
from groundswell.core.questions.wording import listed, percent, quoted
from groundswell.core.terrain.draws import unseen_share
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import TieKind

SHOWN = 3
MOST_INPUTS = 300
ASKED = 3
TELLING = 0.02  # share of the largest gain below which somebody is a bystander
CERTAIN = 0.05  # an input whose posterior is narrower than this is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Information(Question):
    """Which three unknowns does the answer hang on, and whom to ask?"""

    SLUG: ClassVar[str] = "information"
    ASKS: ClassVar[str] = "What does the answer hang on that we do not know, and whom do we ask?"
    FEATURE: ClassVar[str] = "Q10"


@dataclass(frozen=True, slots=True)
class Unknown:
    """One unknown: its kind, whose it is, its share of the spread, and who could tell."""

    kind: str
    id: str
    share: float
    ask: tuple[str, ...]
    decision: str | None


@dataclass(frozen=True, slots=True)
class InformationValue:
    """Value of `information`; `chance_bar` is the share that luck alone may reach."""

    inputs: tuple[Unknown, ...]
    chance_bar: float | None
    measured_on: str


def information(study: Study, question: Information) -> Answer[InformationValue]:
    """Answer with the unknowns that explain most of the spread of the chance of critical mass.

    An unknown is named only where its share of the variance exceeds what the largest of all inputs
    reaches by chance alone in 99 % of permutations. Where the chance is below 2 % throughout, the
    spread of the smooth objective is explained instead, and `measured_on` says so.
    """
    snapshot = study.snapshot
    by_chance = float(study.today.chance.mean()) >= ENOUGH_CHANCE
    outcome = study.today.chance if by_chance else study.today.objective
    labels, inputs = uncertain_inputs(study)
    found = first_order_shares(inputs, outcome, study.seed)
    order = sorted(range(len(labels)), key=lambda j: (-round(float(found.share[j]), 9), labels[j]))
    unknowns = []
    for j in order[:SHOWN]:
        if found.share[j] > found.bar:
            kind, code, decision = labels[j]
            ask = whom_to_ask(snapshot, code)
            unknowns.append(Unknown(kind, code, float(found.share[j]), ask, decision or None))
    value = InformationValue(
        tuple(unknowns),
        float(found.bar) if np.isfinite(found.bar) else None,
        "the chance" if by_chance else "how far the change is from passing",
    )
    words = headline(value, snapshot)
    return answer(study, question, words, value, reasons(value, snapshot), map_gaps(snapshot))


def uncertain_inputs(study: Study) -> tuple[list[tuple[str, str, str]], NDArray[np.float32]]:
    """Return (kind, person, decision) of each uncertain input, and its draws.

    Stances of people who are not held, stances on single decisions, and how much of whom somebody
    listens to is unseen. In large organisations those who hold, operate or matter most.
    """
    snapshot, draws = study.snapshot, study.draws
    stances = snapshot.stances
    open_ones = [
        i
        for i in relevant(study)
        if stances.sd[i] > CERTAIN and not snapshot.held[i] and i < len(snapshot.people)
    ]
    labels = [("stance", snapshot.people[i], "") for i in open_ones]
    rows = [draws.stance[open_ones]]
    for t in range(stances.shift_person.size):
        i, d = int(stances.shift_person[t]), int(stances.shift_decision[t])
        if not snapshot.held[i]:
            labels.append(("stance_on_decision", snapshot.people[i], snapshot.decisions[d].code))
            rows.append(draws.shift[t : t + 1])
    listening = np.diff(snapshot.listening.starts) > 0
    moved = [i for i in open_ones if listening[i] and not stances.judged[i]]
    if moved:
        unseen = unseen_share(snapshot, study.seed, 0, study.scenarios)
        labels += [("ties", snapshot.people[i], "") for i in moved]
        rows.append(unseen[moved])
    return labels, np.concatenate(rows)


def relevant(study: Study) -> list[int]:
    """Return the people whose inputs are examined, by index.

    Who holds or is consulted on a decision, and everybody whose full support would gain something.
    Stances hang together, so that a bystander's would seem to explain what others' cause.
    """
    snapshot = study.snapshot
    chosen: set[int] = set()
    for point in snapshot.decisions:
        chosen.update(int(i) for i in (*point.holders, *point.consulted))
    gain = study.screening.gain[0]
    floor = TELLING * float(gain.max(initial=0.0))
    moving = [i for i in range(len(snapshot.people)) if gain[i] > floor]
    best = sorted(moving, key=lambda i: (-round(float(gain[i]), 9), i))
    return sorted(chosen | set(best[:MOST_INPUTS]))


def whom_to_ask(snapshot: Snapshot, code: str) -> tuple[str, ...]:
    """Return up to three people who know somebody well: members first, then the closest."""
    i = snapshot.index[code]
    near = np.zeros(snapshot.size)
    for kind in (TieKind.TRUSTS, TieKind.ADVICE, TieKind.WORKS_WITH, TieKind.REPORTS_TO):
        layer = snapshot.layers[kind]
        near += layer[[i]].toarray()[0] + layer[:, [i]].toarray()[:, 0]
    near[i] = 0
    known = sorted(np.flatnonzero(near), key=lambda k: (not snapshot.member[k], -near[k], k))
    return tuple(snapshot.people[k] for k in known[:ASKED])


def headline(value: InformationValue, snapshot: Snapshot) -> str:
    """Name the unknowns that matter most."""
    if not value.inputs:
        return "No single unknown stands out: the answer hangs on many small ones."
    first = value.inputs[0]
    ask = listed([snapshot.name(code) for code in first.ask])
    tail = f"; ask {ask}" if ask else ""
    return f"Your answer hangs most on {unknown_words(first, snapshot)}{tail}."


def unknown_words(unknown: Unknown, snapshot: Snapshot) -> str:
    """Say what is not known."""
    name = snapshot.name(unknown.id)
    if unknown.kind == "ties":
        return f"whom {name} listens to"
    if unknown.kind == "stance_on_decision":
        titles = {point.code: quoted(point.title) for point in snapshot.decisions}
        return f"where {name} stands on {titles.get(unknown.decision or '', 'one decision')}"
    return f"where {name} really stands"


def reasons(value: InformationValue, snapshot: Snapshot) -> list[Reason]:
    """Return each unknown with its share of the spread."""
    return [
        Reason(
            f"About {percent(unknown.share)} of what is uncertain about {value.measured_on} comes "
            f"from {unknown_words(unknown, snapshot)}.",
            (unknown.id, *unknown.ask),
        )
        for unknown in value.inputs
    ]
