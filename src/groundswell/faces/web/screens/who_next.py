"""Whom to approach next: the picks with their way, ties as ties, who is out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from groundswell.app.browse.views import View
from groundswell.core.answer import Answer
from groundswell.core.questions.next_recruits import (
    NextRecruitsValue,
    Pick,
    ask_words,
    way_words,
)
from groundswell.core.questions.voices import MissingVoice
from groundswell.core.questions.wording import points, sentence
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import GapKind, OverrideKind
from groundswell.core.terrain.terms import Move as Aim
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens import bands
from groundswell.faces.web.screens.mending import mended
from groundswell.faces.web.screens.people import People, Who
from groundswell.faces.web.screens.planning import trying

_BY_CHANCE = "change of the chance"
_OUT_OF_REACH = 3
_TOLD = (GapKind.PATH_UNKNOWN, GapKind.VOICE_MISSING)  # shown in places of their own


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to somebody: a person, and how the next one hears them."""

    who: Who
    last: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A pick as a card shows it.

    Parameters
    ----------
    rank
        Place in the list; the same for those who are too close to tell apart.
    steps
        The way from the coalition to them.
    aside
        Why it was said that this is not the next one, if somebody said so.
    """

    rank: int
    who: Who
    ask: str
    way: str
    steps: list[Step]
    weak: bool
    gain: bands.Drawn | None
    gain_words: str
    chance: str
    hours: str
    ties: list[Who]
    opens: Who | None
    prepare_url: str
    log_url: str
    override_url: str
    if_url: str
    aside: str


@dataclass(frozen=True, slots=True)
class Far:
    """Somebody who would matter and whom nobody reaches."""

    who: Who
    gain_words: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that is missing, and who could bring it."""

    text: str
    people: list[Who]


def recruiting(at: View, answer: Answer[NextRecruitsValue]) -> dict[str, Any]:
    """Return what the screen shows beside the answer itself."""
    value, people = answer.value, People(at)
    tie = value.tie_to_build
    return {
        "gaps": mended(at, (g for g in answer.gaps if g.kind not in _TOLD)),
        "moves": _moves(at, value, value.picks, people),
        "alternatives": _moves(at, value, value.alternatives, people),
        "far": [
            Far(people.who(p.person), points(p.gain) if p.gain else "")
            for p in value.pivotal
            if not p.reachable
        ][:_OUT_OF_REACH],
        "tie": None if tie is None else _tie(at, tie["from"], tie["to"], tie["why"]),
        "voices": [_voice(v, people) for v in value.missing_voices],
        "hours": f"{value.budget_hours:g}" if value.budget_hours is not None else "",
        "logged": value.approaches_logged,
        "smooth": value.ranked_by != _BY_CHANCE,
    }


def _tie(at: View, listener: str, member: str, why: str) -> dict[str, str]:
    url = f"{home_of(at.code)}records/ties/new?from={listener}&to={member}"
    return {"why": why, "url": url}


def _voice(voice: MissingVoice, people: People) -> Voice:
    return Voice(voice.text, people.all(voice.people))


def _moves(at: View, value: NextRecruitsValue, picks: Sequence[Pick], people: People) -> list[Move]:
    aside = asides(at)
    made: list[Move] = []
    for place, pick in enumerate(picks, start=1):
        tied = bool(made) and made[-1].who.code in pick.tied_with
        made.append(_move(at, value, pick, people, made[-1].rank if tied else place, aside))
    return made


def _move(
    at: View,
    value: NextRecruitsValue,
    pick: Pick,
    people: People,
    rank: int,
    aside: dict[str, str],
) -> Move:
    home, who = home_of(at.code), people.who(pick.person)
    by_chance = value.ranked_by == _BY_CHANCE
    way = way_words(pick, at.snapshot).lstrip(",; ")
    chain = people.all(reversed(pick.path))
    return Move(
        rank=rank,
        who=who,
        ask=f"{sentence(ask_words(pick, at.snapshot))}.",
        way=f"{sentence(way)}." if way else "",
        steps=[Step(step, step is chain[-1]) for step in chain],
        weak=pick.weak_path,
        gain=bands.gain(pick.gain) if by_chance else None,
        gain_words=points(pick.gain) if by_chance else "not to be told yet",
        chance=pick.chance,
        hours=f"{pick.hours:g}",
        ties=people.all(pick.tied_with),
        opens=people.who(pick.opens_way_to) if pick.opens_way_to else None,
        prepare_url=f"{home}who-next/{pick.person}",
        log_url=f"{home}log?person={pick.person}",
        override_url=f"{home}who-next/{pick.person}/override",
        if_url=trying(at, Aim(pick.move), pick.person),
        aside=aside.get(pick.person, ""),
    )


def asides(at: View) -> dict[str, str]:
    """Return who was said not to be the next one, with the newest reason."""
    rows = [row.record for row in at.rows(Override.SHEET)]
    found = [
        o for o in rows if isinstance(o, Override) and o.kind is OverrideKind.TOO_EARLY and o.person
    ]
    found.sort(key=lambda o: o.date or date.min)
    return {o.person: o.reason or "No reason was given." for o in found if o.person}
