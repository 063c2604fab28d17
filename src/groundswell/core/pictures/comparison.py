"""Two dates side by side: who joined or left, whose stance moved, who and what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import STANCES, TIE_WORDS, Arc, Lens, day
from groundswell.core.questions.question import gap
from groundswell.core.questions.wording import count, listed, quoted
from groundswell.core.terrain.map_records import Judgement, Tie
from groundswell.core.terrain.run_records import Encounter, Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import DecisionState, GapKind, Stance, TieKind
from groundswell.core.terrain.visible import latest

JOINED, LEFT, WARMER, COOLER, JUDGED = "joined", "left", "warmer", "cooler", "judged"
NEW_PERSON, GONE_PERSON, NEW_TIE, GONE_TIE = "new_person", "gone_person", "new_tie", "gone_tie"
DECIDED, NEW_DECISION = "decided", "new_decision"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is different at the later date.

    Parameters
    ----------
    on
        The day it happened or was seen, where it is dated.
    ids
        Codes of the people or decisions it concerns.
    """

    kind: str
    text: str
    on: date | None
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two dates, in the order of the kinds above, then by day."""

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    earlier: date
    later: date
    changes: tuple[Change, ...]

    def of(self, kind: str) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def comparison(
    earlier: Snapshot, later: Snapshot, *, veiled: Mapping[str, int] | None = None
) -> Comparison:
    """Return what changed from one snapshot of an initiative to a later one."""
    before, after = Lens(earlier), Lens(later, veiled)
    groups = (
        _members(before, after),
        _stances(before, after),
        _people(before, after),
        _ties(before, after),
        _decisions(earlier, later),
    )
    changes = tuple(
        change
        for group in groups
        for change in sorted(group, key=lambda c: (c.kind, c.on or date.min, c.text))
    )
    return Comparison(
        headline=_headline(earlier, later, changes),
        population=f"{earlier.population}, as of {day(earlier.as_of)}; then {after.population}",
        gaps=tuple(_gaps(changes)),
        earlier=earlier.as_of,
        later=later.as_of,
        changes=changes,
    )


def _members(before: Lens, after: Lens) -> Iterator[Change]:
    was, now = before.snapshot.members, after.snapshot.members
    every = {m.person: m for m in latest(after.snapshot.seen.of(Member), "person")}
    for code in sorted(now.keys() - was.keys()):
        ring = after.by_code[code].ring
        on = now[code].joined_on or now[code].observed_on
        yield Change(JOINED, f"{after.by_code[code].name} joined, {ring} ring", on, (code,))
    for code in sorted(was.keys() - now.keys()):
        record = every.get(code)
        on = record.left_on if record else None
        yield Change(LEFT, f"{before.by_code[code].name} left the coalition", on, (code,))


def _stances(before: Lens, after: Lens) -> Iterator[Change]:
    touched = _touched(before.snapshot, after.snapshot)
    newest = {
        j.person: j.observed_on
        for j in latest(after.snapshot.seen.of(Judgement), "person")
        if j.stance is not Stance.UNKNOWN
    }
    for code in sorted(before.by_code.keys() & after.by_code.keys()):
        was, now = before.by_code[code].stance, after.by_code[code].stance
        name, on = after.by_code[code].name, newest.get(code)
        if now is None or was == now or code not in touched:
            continue
        if was is None:
            yield Change(JUDGED, f"{name} was judged for the first time: {now}", on, (code,))
            continue
        kind = WARMER if STANCES.index(now) > STANCES.index(was) else COOLER
        yield Change(kind, f"{name} moved from {was} to {now}", on, (code,))


def _touched(earlier: Snapshot, later: Snapshot) -> set[str]:
    """Return whom something new was said or shown; others only follow what was learned elsewhere.

    The posterior of one person leans on those of others, so a word may change without anybody
    having looked at them again. That is no movement of theirs.
    """
    judged = set(later.seen.of(Judgement)) - set(earlier.seen.of(Judgement))
    met = set(later.seen.of(Encounter)) - set(earlier.seen.of(Encounter))
    return {j.person for j in judged} | {e.person for e in met if e.shown}


def _people(before: Lens, after: Lens) -> Iterator[Change]:
    for code in sorted(after.by_code.keys() - before.by_code.keys()):
        p, record = after.by_code[code], after.snapshot.person[code]
        where = f" ({p.unit_name})" if p.unit_name else ""
        yield Change(NEW_PERSON, f"{p.name}{where} is on the map", record.observed_on, (code,))
    for code in sorted(before.by_code.keys() - after.by_code.keys()):
        p = before.by_code[code]
        yield Change(GONE_PERSON, f"{p.name} is no longer on the map", None, (code,))


def _ties(before: Lens, after: Lens) -> Iterator[Change]:
    was = {(a.source, a.target, a.kind): a for a in before.arcs}
    now = {(a.source, a.target, a.kind): a for a in after.arcs}
    seen = {
        (t.from_, t.to, t.kind.value): t.observed_on
        for t in latest(after.snapshot.seen.of(Tie), "from_", "to", "kind")
    }
    for key in sorted(now.keys() - was.keys()):
        yield Change(NEW_TIE, _tie_text(after, now[key]), seen.get(key), key[:2])
    for key in sorted(was.keys() - now.keys()):
        yield Change(GONE_TIE, f"No longer: {_tie_text(before, was[key])}", None, key[:2])


def _tie_text(lens: Lens, arc: Arc) -> str:
    words = TIE_WORDS[TieKind(arc.kind)]
    return f"{lens.by_code[arc.source].name} {_ask(words, lens.by_code[arc.target].name)}"


def _ask(words: str, name: str) -> str:
    return words.replace("asks for", f"asks {name} for") if "asks" in words else f"{words} {name}"


def _decisions(earlier: Snapshot, later: Snapshot) -> Iterator[Change]:
    was = {point.code: point for point in earlier.decisions}
    for point in later.decisions:
        title, before = quoted(point.title), was.get(point.code)
        if before is None:
            text = f"{title} is named as a decision"
            yield Change(NEW_DECISION, text, point.record.observed_on, (point.code,))
        elif before.state is not point.state:
            words = {DecisionState.OPEN: "is open again"}.get(point.state, f"was {point.state}")
            yield Change(DECIDED, f"{title} {words}", point.record.decided_on, (point.code,))


def _headline(earlier: Snapshot, later: Snapshot, changes: tuple[Change, ...]) -> str:
    since = f"Since {day(earlier.as_of)},"
    number = {kind: sum(c.kind == kind for c in changes) for kind in (JOINED, LEFT, WARMER, COOLER)}
    parts = []
    if number[JOINED]:
        parts.append(count(number[JOINED], "person joined", "people joined"))
    if number[LEFT]:
        parts.append(count(number[LEFT], "left", "left"))
    if number[WARMER]:
        parts.append(count(number[WARMER], "moved towards it", "moved towards it"))
    if number[COOLER]:
        parts.append(count(number[COOLER], "moved away from it", "moved away from it"))
    decided = [c.text for c in changes if c.kind == DECIDED]
    parts += decided[:2]
    if parts:
        return f"{since} {listed(parts, len(parts))}."
    if changes:
        return f"{since} the map grew, and nobody is known to have moved."
    return f"{since} nothing on the map has changed up to {day(later.as_of)}."


def _gaps(changes: tuple[Change, ...]) -> Iterator[Gap]:
    undated = [c for c in changes if c.on is None and c.kind not in (GONE_PERSON, GONE_TIE)]
    if undated:
        number = count(len(undated), "change carries", "changes carry").capitalize()
        yield gap(
            GapKind.DATE_UNKNOWN,
            f"{number} no date of {'its' if len(undated) == 1 else 'their'} own; it is only known "
            "that it lies between the two.",
        )
