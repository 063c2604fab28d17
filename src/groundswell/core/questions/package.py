"""A package of changes to try: read from short texts, and laid over what is known.

People's moves (recruits, exits, a stance on the whole) are a plan, as in every other question, so
that the others adjust to them. Facts of the map (evidence shown, rules, ties, a stance on one
decision) are records put beside what was seen, which is then folded again. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NoReturn

from groundswell.core.dynamics.plan import Plan
from groundswell.core.dynamics.stage import decision_form
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.questions.supposed import in_words, reading_on
from groundswell.core.questions.wording import quoted
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Decision, Tie
from groundswell.core.terrain.notations import LAYERS, RULES, WORDS
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Encounter, Evidence, Member
from groundswell.core.terrain.snapshot import DecisionPoint, Snapshot
from groundswell.core.terrain.terms import (
    STANCE_VALUE,
    EncounterKind,
    Ring,
    Rule,
    Stance,
    TieKind,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a package: its kind, as an option gave it, and in words."""

    kind: str
    given: str
    text: str
    ids: tuple[str, ...]


@dataclass
class Package:
    """Changes that fit the snapshot, and what they do to it.

    Parameters
    ----------
    moves
        People who would stand elsewhere, tried on the facts.
    facts, joined
        Records to put beside what was seen: facts of the map, and who is in the coalition.
    dropped
        Records that those replace.
    taken
        Options read so far: each may change a thing once.
    """

    snapshot: Snapshot
    changes: list[Change] = field(default_factory=list)
    moves: Plan = field(default_factory=Plan)
    facts: list[Record] = field(default_factory=list)
    joined: list[Record] = field(default_factory=list)
    dropped: list[Callable[[Record], bool]] = field(default_factory=list)
    taken: set[tuple[str, str]] = field(default_factory=set)

    @cached_property
    def changed(self) -> Snapshot:
        """Return the snapshot with its facts changed; the same one where none is."""
        if not self.facts:
            return self.snapshot
        return self._folded(self.facts, self.dropped)

    @cached_property
    def recorded(self) -> Snapshot:
        """Return the snapshot as if everything had been written down, members too: to count."""
        if not self.joined:
            return self.changed
        codes = {record.person for record in self.joined if isinstance(record, Member)}
        former = [*self.dropped, lambda r: isinstance(r, Member) and r.person in codes]
        return self._folded([*self.facts, *self.joined], former)

    def _folded(self, added: list[Record], drop: list[Callable[[Record], bool]]) -> Snapshot:
        seen = self.snapshot.seen.where(lambda record: not any(gone(record) for gone in drop))
        rows = dict(seen.records)
        for record in added:
            rows[record.SHEET] = (*rows.get(record.SHEET, ()), record)
        observations = Observations(seen.initiative, rows)
        return fold(observations, self.snapshot.as_of, self.snapshot.known_at, self.snapshot)


def recruit(package: Package, given: str) -> None:
    """Read `CODE` or `CODE:commitment`: somebody joins, and stands at least there."""
    snapshot = package.snapshot
    code, colon, number = (given, "", "") if given in snapshot.index else given.rpartition(":")
    person = _person("recruit", code if colon else given, snapshot)
    asked = _number("recruit", number, 0, 1) if colon else snapshot.settings.commitment_asked
    name = snapshot.people[person]
    if snapshot.member[person]:
        _unfit("recruit", f"{snapshot.name(name)} is in the coalition already", "Leave it out.")
    _once(package, "recruit", name)
    package.moves = replace(package.moves, raised=(*package.moves.raised, (person, asked)))
    package.joined.append(
        Member(person=name, ring=Ring.WIDER, commitment=asked, joined_on=snapshot.as_of)
    )
    _note(package, "recruit", given)


def leave(package: Package, given: str) -> None:
    """Read `CODE`: a member leaves, and returns to their own stance."""
    snapshot = package.snapshot
    person = _person("exit", given, snapshot)
    if not snapshot.member[person]:
        who = snapshot.name(given)
        _unfit("exit", f"{who} is not in the coalition", "Name somebody who is.")
    _once(package, "exit", given)
    package.moves = replace(package.moves, left=(*package.moves.left, person))
    former = snapshot.members[given]
    package.joined.append(replace(former, left_on=snapshot.as_of))
    _note(package, "exit", given)


def stance(package: Package, given: str) -> None:
    """Read `CODE=word` or `CODE=word@decision`: somebody stands elsewhere."""
    snapshot = package.snapshot
    code, equals, rest = given.partition("=")
    word, at, decision = rest.partition("@")
    if not equals:
        _unfit("stance", f"{given!r} names no stance", "Write it as CODE=supporter.")
    person = _person("stance", code, snapshot)
    if word not in WORDS:
        _unfit("stance", f"{word!r} is no stance", f"Use one of {', '.join(WORDS)}.")
    name = snapshot.name(code)
    if at:
        point = _decision("stance", decision, snapshot)
        if not point.open:
            title = quoted(point.title)
            _unfit("stance", f"{title} has been {point.state.value} already", "Name an open one.")
        if person not in point.holders:
            what = f"{name} neither decides nor vetoes {quoted(point.title)}"
            _unfit("stance", what, f"Leave out @{decision}.")
        _once(package, "stance", f"{code}@{decision}")
        said = (*package.moves.said, (person, decision, STANCE_VALUE[Stance(word)]))
        package.moves = replace(package.moves, said=said)
        _note(package, "stance", given)
        return
    _once(package, "stance", code)
    if any(person == i for i, _ in package.moves.raised) or person in package.moves.left:
        _unfit(
            "stance",
            f"{name} already joins or leaves here",
            "Give the recruit a commitment, or leave one of the two out.",
        )
    held = (*package.moves.held, (person, STANCE_VALUE[Stance(word)]))
    package.moves = replace(package.moves, held=held)
    _note(package, "stance", given)


def show(package: Package, given: str) -> None:
    """Read `EVIDENCE:CODE`: an entry of the ledger is shown to somebody today."""
    snapshot = package.snapshot
    entry, colon, code = given.rpartition(":")
    if not colon:
        _unfit("show", f"{given!r} names nobody to show it to", "Write it as EVIDENCE:CODE.")
    ledger = sorted({e.evidence for e in snapshot.seen.of(Evidence)})
    if entry not in ledger:
        known = f"It has {_some(ledger)}." if ledger else "Write an entry first."
        _unfit("show", f"the ledger has no entry {entry!r}", known)
    _person("show", code, snapshot)
    _once(package, "show", given)
    package.facts.append(
        Encounter(date=snapshot.as_of, person=code, kind=EncounterKind.APPROACH, shown=(entry,))
    )
    _note(package, "show", given)


def rule(package: Package, given: str) -> None:
    """Read `DECISION=rule` or `DECISION=quota:share`: a decision is taken otherwise."""
    snapshot = package.snapshot
    code, equals, rest = given.partition("=")
    word, colon, share = rest.partition(":")
    if not equals:
        _unfit("rule", f"{given!r} names no rule", "Write it as DECISION=majority.")
    point = _decision("rule", code, snapshot)
    if word not in RULES:
        _unfit("rule", f"{word!r} is no rule", f"Use one of {', '.join(RULES)}.")
    if (word == Rule.QUOTA) != bool(colon):
        _unfit("rule", f"{rest!r} does not fit", "A quota needs its share, as in quota:.6.")
    if not point.open:
        title = quoted(point.title)
        _unfit("rule", f"{title} has been {point.state.value} already", "Name an open one.")
    _once(package, "rule", code)
    quota = _number("rule", share, 0, 1) if colon else None
    changed = replace(point.record, rule=Rule(word), quota=quota, alt_rule=None, alt_chance=None)
    try:
        decision_form(replace(point, rule=Rule(word), record=changed), snapshot.settings)
    except ValueError as problem:
        what = str(problem).removeprefix(f"decision {code}: ").removeprefix("holders: ")
        _unfit("rule", f"{quoted(point.title)} cannot be taken so: {what}", "Use another rule.")
    package.dropped.append(lambda r: isinstance(r, Decision) and r.decision == code)
    package.facts.append(changed)
    _note(package, "rule", given)


def tie(package: Package, given: str) -> None:
    """Read `FROM>TO:kind`: somebody begins to listen to somebody."""
    snapshot = package.snapshot
    pair, colon, kind = given.rpartition(":")
    listener, arrow, heard = pair.partition(">")
    if not colon or not arrow:
        _unfit("tie", f"{given!r} is no tie", "Write it as FROM>TO:trusts.")
    for code in (listener, heard):
        _person("tie", code, snapshot)
    if listener == heard:
        _unfit("tie", "both ends are the same person", "Name two people.")
    if kind not in LAYERS:
        _unfit("tie", f"{kind!r} is no layer that carries influence", f"Use {', '.join(LAYERS)}.")
    _once(package, "tie", given)
    new = Tie(from_=listener, to=heard, kind=TieKind(kind), observed_on=snapshot.as_of)
    package.dropped.append(
        lambda r: isinstance(r, Tie) and (r.from_, r.to, r.kind) == (listener, heard, new.kind)
    )
    package.facts.append(new)
    _note(package, "tie", given)


READERS: tuple[tuple[str, Callable[[Package, str], None]], ...] = (
    ("recruit", recruit),
    ("exit", leave),
    ("stance", stance),
    ("show", show),
    ("rule", rule),
    ("tie", tie),
)


def package_of(snapshot: Snapshot, given: Mapping[str, Sequence[str]]) -> Package:
    """Read every option, in a fixed order.

    Raises
    ------
    UnfitOptionError
        If one cannot be read or does not fit this map.
    """
    package = Package(snapshot)
    for name, read in READERS:
        for text in given[name]:
            read(package, text.strip())
    return package


def _note(package: Package, kind: str, given: str) -> None:
    snapshot = package.snapshot
    text, ids = in_words(snapshot, kind, reading_on(snapshot, kind, given))
    package.changes.append(Change(kind, given, text, ids))


def _once(package: Package, option: str, key: str) -> None:
    if (option, key) in package.taken:
        _unfit(option, f"{key} is there twice", "Leave one out.")
    package.taken.add((option, key))


def _person(option: str, code: str, snapshot: Snapshot) -> int:
    if code not in snapshot.index:
        known = f"The map has {_some(list(snapshot.index))}." if snapshot.people else "Add people."
        _unfit(option, f"there is nobody with the code {code!r}", known)
    return snapshot.index[code]


def _decision(option: str, code: str, snapshot: Snapshot) -> DecisionPoint:
    points = {point.code: point for point in snapshot.decisions}
    if code not in points:
        known = f"The map has {_some(list(points))}." if points else "Add a decision first."
        _unfit(option, f"there is no decision with the code {code!r}", known)
    return points[code]


def _number(option: str, text: str, low: float, high: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        _unfit(option, f"{text!r} is no number from {low} to {high}", "Write one such as .75.")
    return number


def _some(codes: list[str]) -> str:
    return ", ".join(codes[:5]) + (" and more" if len(codes) > 5 else "")


def _unfit(option: str, what: str, mend: str) -> NoReturn:
    raise UnfitOptionError(option, what, mend)
