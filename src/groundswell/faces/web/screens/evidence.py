"""What we know, honestly: the ledger with limits, whom each entry persuades, who has seen it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from groundswell.app.browse import terrain
from groundswell.app.browse.views import View
from groundswell.app.policy import Absent, Act
from groundswell.core.answer import Gap
from groundswell.core.pictures.audiences import audiences
from groundswell.core.pictures.ledger import LedgerEntry, ShownTo, ledger
from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.terms import EvidenceKind
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens import pilots
from groundswell.faces.web.screens.mending import Link, Shown, mended
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
    since: str


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody whose stake an entry speaks to, and what it means for them."""

    who: Who
    code: str
    sentence: str
    stake: str
    ask: str
    seen: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as its card shows it."""

    code: str
    claim: str
    kind: str
    result: str
    tone: str
    strength: str
    grade: str
    grade_why: str
    limits: str
    topics: tuple[str, ...]
    source: str
    comparability: str
    contested: bool
    seen_on: str
    answers: list[Answered]
    shown: list[Saw]
    moved: str
    audiences_url: str
    behind: Link | None
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
        "tally": _tally(picture.entries),
        "pilots": pilots.cards(at),
        "costs": _costs(at),
    }


def _tally(entries: Iterable[LedgerEntry]) -> list[tuple[str, str, int]]:
    """Return each result with its number, the null ones and the failures in their place."""
    number = Counter(entry.result for entry in entries)
    return [(words, tone, number[key]) for key, (words, tone) in _RESULTS.items() if number[key]]


def _costs(at: View) -> list[Link]:
    """Return the entries about what today costs, each with the page of its lines."""
    home = f"{home_of(at.code)}evidence/costs/"
    rows = (r.record for r in at.rows(Evidence.SHEET) if isinstance(r.record, Evidence))
    entries = {e.evidence: e for e in rows if e.kind is EvidenceKind.COST}
    return [Link(e.claim or code, home + quote(code, safe="")) for code, e in entries.items()]


def _behind(at: View, entry: LedgerEntry) -> Link | None:
    """Return the pilot or the lines of cost that an entry comes from."""
    home = f"{home_of(at.code)}evidence/"
    if entry.pilot:
        return Link("The pilot behind it", f"{home}pilots/{quote(entry.pilot, safe='')}")
    lines = {getattr(r.record, "evidence", "") for r in at.rows(Cost.SHEET)}
    if entry.code in lines:
        return Link("Its lines", f"{home}costs/{quote(entry.code, safe='')}")
    return None


def _since(people: People, shown: ShownTo) -> str:
    """Return how somebody was judged around that day; nothing where the reader may not see it."""
    who = people.who(shown.person)
    if not who.shown or who.waiting or shown.moved.way == "unknown":
        return ""
    return shown.moved.words


def concerned(at: View, which: str) -> dict[str, Any]:
    """Return what an entry means for each whose stake it speaks to.

    Raises
    ------
    Absent
        If the ledger has no such entry.
    """
    rows = [r.record for r in at.rows(Evidence.SHEET) if getattr(r.record, "evidence", "") == which]
    if not rows:
        raise Absent(which)
    made = terrain.pictured(at, ("audiences", which), lambda: audiences(at.snapshot, which))
    people = People(at)
    return {
        "entry": rows[-1],
        "headline": made.headline,
        "population": made.population,
        "gaps": mended(at, made.gaps),
        "people": [
            Concerned(people.who(a.person), a.person, a.sentence, a.stake, a.ask, a.shown)
            for a in made.people
            if a.person in people
        ],
        "shown_url": f"{home_of(at.code)}evidence/{quote(which, safe='')}/shown",
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
        grade=entry.grade.word,
        grade_why=", ".join(entry.grade.reasons),
        limits=entry.limits,
        topics=entry.topics,
        source=entry.source,
        comparability=entry.comparability,
        contested=entry.contested,
        seen_on=day(entry.seen_on) if entry.seen_on else "",
        answers=[] if hidden else _answers(entry, people),
        shown=[] if hidden else _saw(entry, people),
        moved="" if hidden else entry.moved,
        audiences_url="" if hidden or not entry.persuades else f"{home}/audiences",
        behind=_behind(at, entry),
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
        Saw(
            people.who(s.person),
            day(s.on) if s.on else "no date",
            s.outcome,
            _since(people, s),
        )
        for s in entry.shown
        if s.person in people
    ]
