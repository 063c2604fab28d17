"""What the log shows beside its form: whom one is likely to mean, what was logged, drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from groundswell.app.browse.views import View
from groundswell.core.terrain.run_records import Encounter, Member
from groundswell.core.terrain.terms import Ring, Stance
from groundswell.core.terrain.vocabulary import vocabulary_of

NEAR, FEW, LATELY, SURE = 6, 10, 5, 88
_DAY = re.compile(r"^\s*(\d{4}-\d{2}-\d{2})[,:;\s]+")


@dataclass(frozen=True, slots=True)
class Logged:
    """A contact that was logged lately."""

    person: str
    name: str
    day: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A line written elsewhere, read as far as it goes; `values` fill the form."""

    line: str
    name: str
    known: bool
    text: str
    values: Mapping[str, str]


def near(at: View, chosen: str = "") -> list[tuple[str, str]]:
    """Return whom one is likely to log: who was chosen or met last, the inner rings, or all."""
    met = [r.person for r in _met(at)]
    inner = [c for c, m in at.snapshot.members.items() if m.ring in (Ring.NUCLEUS, Ring.CORE)]
    own = (at.standing.assessor, at.snapshot.owner)
    others = [code for code in at.snapshot.people if code not in own]
    few = others if len(others) <= FEW else []
    codes = [c for c in dict.fromkeys([chosen, *met, *inner, *few]) if c in others]
    return [(c, at.snapshot.name(c)) for c in codes][: FEW if few else NEAR]


def member_of(at: View, person: str) -> tuple[Member | None, list[tuple[str, int]]]:
    """Return somebody's place in the coalition and the fact it stands in, where they have one."""
    rows = [(r.record, r.id) for r in at.rows(Member.SHEET, person)]
    for record, number in reversed(rows):
        if isinstance(record, Member) and record.left_on is None:
            return record, [(Member.SHEET, number)]
    return None, []


def lately(at: View) -> list[Logged]:
    """Return the contacts that were logged last."""
    return [
        Logged(e.person, at.snapshot.name(e.person), e.date or e.observed_on, e.outcome or "")
        for e in _met(at)[:LATELY]
    ]


def _met(at: View) -> list[Encounter]:
    rows = [r.record for r in at.rows(Encounter.SHEET) if isinstance(r.record, Encounter)]
    return sorted(rows, key=lambda e: e.date or e.observed_on or date.min, reverse=True)


def drafts_of(at: View, text: str) -> list[Draft]:
    """Return the lines of a text as drafts; each is looked at and logged by hand."""
    if not text.strip():
        return []
    return list(_drafts(at, text))[:50]


def _drafts(at: View, text: str) -> Iterator[Draft]:
    names = {code: at.snapshot.name(code) for code in at.snapshot.people}
    words = vocabulary_of(at.about)
    stances = {words.stances[s]: s.value for s in Stance} | {s.value: s.value for s in Stance}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        dated = _DAY.match(line)
        name, said = _split(line[dated.end() :] if dated else line)
        found = process.extractOne(name, names, scorer=fuzz.WRatio, score_cutoff=SURE)
        query = {"person": str(found[2])} if found else {"new_name": name}
        stance = next((key for word, key in stances.items() if _names(word, said)), "")
        query |= {"outcome": said, "stance": stance, "draft": line}
        if dated:
            query["date"] = dated.group(1)
        yield Draft(line, str(found[0]) if found else name, bool(found), said, query)


def _split(text: str) -> tuple[str, str]:
    """Return the name a line begins with, and the rest."""
    parts = re.split(r"[:,;]", text, maxsplit=1)
    return parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""


def _names(word: str, said: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE) is not None
