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
from groundswell.core.questions.recruit_sets import (
    SMALL_GAP,
    RecruitSet,
    SetMember,
    SetSearch,
)
from groundswell.core.questions.voices import MissingVoice
from groundswell.core.questions.wording import count, hour_count, listed, percent, points, sentence
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import GapKind, OverrideKind
from groundswell.core.terrain.terms import Move as Aim
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens import bands
from groundswell.faces.web.screens.mending import mended
from groundswell.faces.web.screens.people import People, Who
from groundswell.faces.web.screens.planning import Plan, address, trying

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
class Joining:
    """Somebody in a set: who brings them; None where the reader does."""

    who: Who
    via: Who | None
    weak: bool
    listen: bool
    chance: str
    hours: str


@dataclass(frozen=True, slots=True)
class Together:
    """People to win together, as a card shows them.

    Parameters
    ----------
    gain, gain_words
        With each answer drawn by the convention; `all` and `all_words` if all join.
    ties
        Numbers of the sets that are as good within error.
    """

    number: int
    people: list[Joining]
    hours: str
    gain: bands.Drawn | None
    gain_words: str
    all: bands.Drawn | None
    all_words: str
    ties: str
    if_url: str


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
        "sets": [
            _together(at, value, number, one, people) for number, one in enumerate(value.sets, 1)
        ],
        "searched": _searched(value.set_search),
        "voices": [_voice(v, people) for v in value.missing_voices],
        "hours": f"{value.budget_hours:g}" if value.budget_hours is not None else "",
        "within": hour_count(value.budget_hours) if value.budget_hours is not None else "",
        "logged": value.approaches_logged,
        "smooth": value.ranked_by != _BY_CHANCE,
    }


def _tie(at: View, listener: str, member: str, why: str) -> dict[str, str]:
    url = f"{home_of(at.code)}records/ties/new?from={listener}&to={member}"
    return {"why": why, "url": url}


def _voice(voice: MissingVoice, people: People) -> Voice:
    return Voice(voice.text, people.all(voice.people))


def _together(
    at: View, value: NextRecruitsValue, number: int, one: RecruitSet, people: People
) -> Together:
    by_chance, codes = value.ranked_by == _BY_CHANCE, [each.person for each in one.people]
    # Both on one scale, or the eye would take them for equal.
    both = (one.gain, one.gain_if_all_join)
    most = max(abs(end) for gain in both for end in (gain.low, gain.high))
    return Together(
        number=number,
        people=[_joining(at, each, people) for each in one.people],
        hours=hour_count(one.hours),
        gain=bands.gain(one.gain, most) if by_chance else None,
        gain_words=points(one.gain) if by_chance else "not to be told yet",
        all=bands.gain(one.gain_if_all_join, most) if by_chance else None,
        all_words=points(one.gain_if_all_join),
        ties=listed([str(tie) for tie in one.tied_with]),
        if_url=address(at, Plan(tuple(("recruit", code) for code in codes))),
    )


def _joining(at: View, one: SetMember, people: People) -> Joining:
    return Joining(
        who=people.who(one.person),
        via=None if one.via == at.standing.assessor else people.who(one.via),
        weak=one.weak_tie,
        listen=one.listen_first,
        chance=one.chance,
        hours=hour_count(one.hours),
    )


def _searched(found: SetSearch) -> str:
    """Say how far the search went, in words."""
    gap = "the best of them is among these"
    if found.surrogate_gap >= SMALL_GAP:
        gap = f"a better one might be found by {percent(found.surrogate_gap)}"
    ended = "" if found.ended else " The search was stopped at its limit."
    return (
        f"Sets were searched among {count(found.searched, 'person', 'people')} by what each adds "
        f"alone: by that measure {gap}.{ended} What they change together was then tried in full."
    )


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
        hours=hour_count(pick.hours),
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
