"""The table of everybody: by name, found by words, unit, stance or ring; no order by weight."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from groundswell.app.browse import terrain
from groundswell.app.browse.views import View
from groundswell.core.questions.wording import count
from groundswell.core.terrain.terms import Ring, Stance
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.screens.people import People, Who

AT_ONCE = 100
Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Roll:
    """A page of the table, what it was filtered by, and where the next page is."""

    rows: list[Who]
    found: int
    total: int
    headline: str
    q: str
    unit: str
    stance: str
    ring: str
    units: Options
    stances: Options
    rings: Options
    earlier: str
    later: str

    @property
    def filtered(self) -> bool:
        """Whether anything narrows it."""
        return bool(self.q or self.unit or self.stance or self.ring)


def roll(at: View, given: QueryDict) -> Roll:
    """Return the people somebody looks for, by name."""
    people = People(at)
    every = [people.of(p) for p in terrain.lens(at).portraits]
    every.sort(key=lambda w: (w.name.casefold(), w.code))
    q, unit, stance, ring = (given.get(n, "").strip() for n in ("q", "unit", "stance", "ring"))
    words = vocabulary_of(at.about)
    found = [w for w in every if _fits(w, q.casefold(), unit)]
    if stance and not at.standing.presentable:
        found = [w for w in found if w.key == stance]
    if ring:
        named = words.rings[Ring(ring)] if ring in [*Ring] else ""
        found = [w for w in found if (w.ring == named if named else not w.ring)]
    first = _first(given.get("from", ""))
    return Roll(
        rows=found[first : first + AT_ONCE],
        found=len(found),
        total=len(every),
        headline=_headline(every, at.standing.presentable),
        q=q,
        unit=unit,
        stance=stance,
        ring=ring,
        units=[(u, u) for u in sorted({w.unit for w in every if w.unit})],
        stances=[*((s.value, words.label(s)) for s in Stance), ("veiled", "Hidden until I judge")],
        rings=[*((r.value, words.label(r)) for r in Ring), ("none", "Outside the coalition")],
        earlier=_page(given, first - AT_ONCE) if first else "",
        later=_page(given, first + AT_ONCE) if first + AT_ONCE < len(found) else "",
    )


def _fits(who: Who, q: str, unit: str) -> bool:
    text = f"{who.name} {who.role} {who.unit} {who.function}".casefold()
    return all(word in text for word in q.split()) and (not unit or who.unit == unit)


def _first(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 7 else 0


def _page(given: QueryDict, first: int) -> str:
    made = given.copy()
    made["from"] = str(max(first, 0))
    return made.urlencode()


def _headline(every: list[Who], presentable: bool) -> str:
    if not every:
        return "Nobody is on the map yet. Start with ten names."
    people = count(len(every), "person is", "people are").capitalize()
    if presentable:
        return f"{people} on the map."
    known = sum(w.stance is not None for w in every)
    if not known:
        return f"{people} on the map; nobody has said where any of them stands."
    if known == len(every):
        return f"{people} on the map, and somebody has said where each of them stands."
    return f"{people} on the map; of {len(every) - known} of them you see no judgement yet."
