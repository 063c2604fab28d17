"""What we know, honestly: the ledger with limits, whom each entry persuades, who has seen it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from groundswell.app.browse import terrain
from groundswell.app.browse.views import View
from groundswell.app.policy import Act
from groundswell.core.answer import Gap
from groundswell.core.pictures.ledger import LedgerEntry, ledger
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.mending import Shown
from groundswell.faces.web.screens.people import People, Who
from groundswell.reports.words import day

_RESULTS = {
    "worked": ("worked", "accent"),
    "broke": ("broke", "warn"),
    "surprised": ("surprised us", ""),
    "null": ("showed no effect", ""),
    "open": ("no result of its own", ""),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody whose stake an entry speaks to, and whether they have seen it."""

    who: Who
    stakes: list[str]
    seen: bool


@dataclass(frozen=True, slots=True)
class Saw:
    """Somebody who was shown an entry."""

    who: Who
    on: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as its card shows it."""

    code: str
    claim: str
    kind: str
    result: str
    tone: str
    strength: str
    limits: str
    topics: tuple[str, ...]
    source: str
    comparability: str
    contested: bool
    seen_on: str
    answers: list[Answered]
    shown: list[Saw]
    edit_url: str
    shown_url: str


def entered(at: View) -> dict[str, Any]:
    """Return the ledger as the reader may see it."""
    picture = terrain.pictured(at, "ledger", lambda: ledger(at.snapshot))
    people = People(at)
    return {
        "headline": picture.headline,
        "population": picture.population,
        "gaps": _gaps(at, picture.gaps),
        "entries": [_entry(at, entry, people) for entry in picture.entries],
    }


def _gaps(at: View, gaps: Iterable[Gap]) -> list[Shown]:
    """Return gaps whose way out is an entry of this very ledger."""
    if not at.standing.may(Act.EDIT):
        return [Shown(gap.text, "", "") for gap in gaps]
    url = f"{home_of(at.code)}evidence/new"
    return [Shown(gap.text, url, "Add an entry") for gap in gaps]


def _entry(at: View, entry: LedgerEntry, people: People) -> Entry:
    home, hidden = f"{home_of(at.code)}evidence/{entry.code}", at.standing.presentable
    result, tone = _RESULTS[entry.result]
    return Entry(
        code=entry.code,
        claim=entry.claim or "No claim in words yet.",
        kind=entry.kind.replace("_", " ").capitalize(),
        result=result,
        tone=tone,
        strength=entry.strength,
        limits=entry.limits,
        topics=entry.topics,
        source=entry.source,
        comparability=entry.comparability,
        contested=entry.contested,
        seen_on=day(entry.seen_on) if entry.seen_on else "",
        answers=[] if hidden else _answers(entry, people),
        shown=[] if hidden else _saw(entry, people),
        edit_url=f"{home}/edit",
        shown_url=f"{home}/shown",
    )


def _answers(entry: LedgerEntry, people: People) -> list[Answered]:
    """Return each person once, with the stakes the entry speaks to."""
    saw = {shown.person for shown in entry.shown}
    stakes: dict[str, list[str]] = {}
    for found in entry.persuades:
        stakes.setdefault(found.person, []).append(found.text or found.topic)
    return [Answered(people.who(code), texts, code in saw) for code, texts in stakes.items()]


def _saw(entry: LedgerEntry, people: People) -> list[Saw]:
    return [
        Saw(people.who(s.person), day(s.on) if s.on else "no date", s.outcome)
        for s in entry.shown
        if s.person in people
    ]
