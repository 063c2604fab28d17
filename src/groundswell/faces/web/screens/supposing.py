"""What would follow if somebody stood elsewhere: now and then side by side, and nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from groundswell.app.browse.views import View
from groundswell.core.answer import Answer
from groundswell.core.questions.what_if import DOWN, SAME, UNCLEAR, UP, Figure, WhatIfValue
from groundswell.core.questions.wording import band, points, sentence
from groundswell.core.terrain.terms import Stance
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens import bands

_MOVES = {UP: "rises", DOWN: "falls", SAME: "stays", UNCLEAR: "hardly moves, within error"}


@dataclass(frozen=True, slots=True)
class Supposed:
    """Who is supposed to stand where, on everything or on one decision."""

    person: str
    stance: Stance
    decision: str

    @property
    def option(self) -> str:
        """Return it as the question takes it."""
        return f"{self.person}={self.stance.value}" + (f"@{self.decision}" if self.decision else "")


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure now and then."""

    title: str
    now: bands.Drawn | None
    then: bands.Drawn | None
    now_words: str
    then_words: str
    moves: str
    change: str


def choices(at: View, given: Supposed) -> dict[str, Any]:
    """Return the other suppositions one press away."""
    words = vocabulary_of(at.about)
    titles = {point.code: point.title for point in at.snapshot.decisions}

    def url(stance: Stance, decision: str) -> str:
        told = {"person": given.person, "stance": stance.value, "decision": decision}
        return f"{home_of(at.code)}decisions/what-if?{urlencode(told)}"

    known = [stance for stance in Stance if stance is not Stance.UNKNOWN]
    name = at.snapshot.name(given.person)
    return {
        "name": name,
        "supposed": f"If {name} stood as {words.stances[given.stance]}",
        "title": titles.get(given.decision, ""),
        "stances": [
            (words.stances[s], url(s, given.decision), s is given.stance, s.value) for s in known
        ],
        "everywhere_url": url(given.stance, ""),
        "plan_url": f"{home_of(at.code)}what-if?{urlencode({'stance': given.option})}",
    }


def beside(answer: Answer[WhatIfValue], decision: str) -> dict[str, list[Beside]]:
    """Return the figures that move, the decision asked about first, and those that stay."""
    figures = sorted(answer.value.figures, key=lambda f: not (decision and f.id == decision))
    moved = [f for f in figures if f.moves in (UP, DOWN) or (decision and f.id == decision)]
    return {
        "figures": [beside_of(figure) for figure in moved],
        "still": [beside_of(figure) for figure in figures if figure not in moved],
    }


def beside_of(figure: Figure) -> Beside:
    """Return one figure now and then."""
    now, then = figure.now, figure.then
    return Beside(
        title=sentence(figure.title.removeprefix("that ")),
        now=bands.chance(now) if now else None,
        then=bands.chance(then) if then else None,
        now_words=band(now) if now else "not known",
        then_words=band(then) if then else "not known",
        moves=_MOVES[figure.moves],
        change=points(figure.change) if figure.change and figure.moves in (UP, DOWN) else "",
    )
