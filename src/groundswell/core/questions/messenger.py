"""Who should carry the message to a person: whoever of the coalition has their ear already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import ClassVar

import numpy as np

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.paths import (
    LISTENS,
    Links,
    TieToBuild,
    carriers,
    cheapest_tie,
    paths_to,
)
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.question import Question, answer, gap, option, person_index
from groundswell.core.terrain.map_records import Influence
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.snapshot import Flags, Floats, Snapshot
from groundswell.core.terrain.terms import GapKind, MemberRole, OverrideKind, TieKind
from groundswell.core.terrain.visible import latest, recency

TOP = 5.0  # the best mark for credibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Messenger(Question):
    """Options of the question."""

    SLUG: ClassVar[str] = "messenger"
    ASKS: ClassVar[str] = "Who should carry the message to this person?"
    FEATURE: ClassVar[str] = "Q6"

    person: str | None = option(None, "whom to reach", person=True, required=True)
    limit: int = option(5, "how many messengers to list", low=1, high=100)


@dataclass(frozen=True, slots=True)
class Carrier:
    """Somebody who could carry the message.

    Parameters
    ----------
    person
        Code of the messenger; as written, where a chosen messenger is not on the map.
    path
        Codes from the candidate to the messenger; empty where no chain is known.
    score
        Strength of the chain x credibility / 5, less in conflict; None without a chain.
    weak
        Whether the chain has a tie of only working together or reporting.
    credibility
        On the scale of 1 to 5; `credibility_stated` tells whether anybody gave it.
    conflict
        Whether candidate and messenger are in conflict.
    chosen
        Whether the user chose them over the ranking, and `reason` why.
    """

    person: str
    path: tuple[str, ...]
    score: float | None
    weak: bool
    credibility: float
    credibility_stated: bool
    conflict: bool
    chosen: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class MessengerValue:
    """Messengers for a person, best first; a tie to build where nobody has their ear."""

    person: str
    messengers: tuple[Carrier, ...]
    tie_to_build: Mapping[str, str] | None


@dataclass(frozen=True)
class Carriers:
    """What ranking messengers needs, read once for any number of candidates.

    Parameters
    ----------
    links
        Ties along which a message can travel.
    credibility, stated
        Of everybody, 1 to 5, and whether somebody gave it; shape (people,).
    chosen
        The newest choice of a messenger by whom it concerns.
    """

    snapshot: Snapshot
    links: Links
    credibility: Floats
    stated: Flags
    chosen: Mapping[str, Override]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Carriers:
        """Read a snapshot."""
        credibility, stated = credibilities(snapshot)
        rows = [o for o in snapshot.seen.of(Override) if o.kind is OverrideKind.MESSENGER]
        rows = [o for o in rows if o.person and o.chosen]
        rows.sort(key=lambda o: (o.date or date.min, recency(o)))
        chosen = {o.person: o for o in rows if o.person is not None}
        return cls(snapshot, Links.of(snapshot), credibility, stated, chosen)

    def rank(self, person: int) -> tuple[Carrier, ...]:
        """Return everybody who could carry a message to a candidate, best first.

        score = strength of the chain x credibility / 5 x `conflict_factor` in conflict. A chain
        ends at the first who can carry a message: beyond them, it is they who have the ear. Equal
        scores: the shorter chain, then by code. Whom the user chose comes first.
        """
        snapshot, able = self.snapshot, carriers(self.snapshot)
        reach = paths_to(snapshot, person, self.links, stops=able)
        able = able[(able != person) & (reach.product[able] > 0)]
        fights = snapshot.layers[TieKind.CONFLICT][[person]].toarray()[0] > 0
        factor = np.where(fights, snapshot.settings.conflict_factor, 1.0)
        score = np.round(reach.product * self.credibility / TOP * factor, 12)
        order = able[np.lexsort((able, reach.hops[able], -score[able]))]
        override = self.chosen.get(snapshot.people[person])
        first = self._find(override.chosen or "") if override is not None else None
        if first == person:  # nobody carries a message to themselves
            override, first = None, None
        every = [first, *(i for i in order if i != first)] if first is not None else list(order)
        ranked = [
            Carrier(
                person=snapshot.people[i],
                path=tuple(snapshot.people[j] for j in reach.path(i)),
                score=float(score[i]) if reach.product[i] > 0 else None,
                weak=bool(reach.weak[i]),
                credibility=float(self.credibility[i]),
                credibility_stated=bool(self.stated[i]),
                conflict=bool(fights[i]),
            )
            for i in map(int, every)
        ]
        if override is None:
            return tuple(ranked)
        if first is not None:
            return (replace(ranked[0], chosen=True, reason=override.reason), *ranked[1:])
        return (self._stranger(override), *ranked)

    def _find(self, chosen: str) -> int | None:
        """Return whom a choice means: a code, a full or a last name only one person has.

        Of 'Brandt instead of Duarte' the first name counts.
        """
        wanted = chosen.split(" instead of ")[0].strip().casefold()
        named = ((code, self.snapshot.name(code)) for code in self.snapshot.people)
        every = [(code.casefold(), name.casefold()) for code, name in named]
        for fits in (
            [i for i, (code, _) in enumerate(every) if code == wanted],
            [i for i, (_, name) in enumerate(every) if name == wanted],
            [i for i, (_, name) in enumerate(every) if name.split()[-1:] == [wanted]],
        ):
            if len(fits) == 1:
                return fits[0]
        return None

    def _stranger(self, override: Override) -> Carrier:
        """Return a chosen messenger who is not on the map."""
        middle = self.snapshot.settings.credibility
        return Carrier(
            override.chosen or "", (), None, False, middle, False, False, True, override.reason
        )


def credibilities(snapshot: Snapshot) -> tuple[Floats, Flags]:
    """Return everybody's credibility and whether it was stated.

    The mean of the assessors' newest marks, 1 to 5; the setting `credibility` where nobody gave
    one.

    Returns
    -------
    credibility, stated
        Shape (people,) each.
    """
    marks: defaultdict[int, list[float]] = defaultdict(list)
    given = [i for i in snapshot.seen.of(Influence) if i.credibility is not None]
    for row in latest(given, "person", "assessor"):
        if row.person in snapshot.index and row.credibility is not None:
            marks[snapshot.index[row.person]].append(row.credibility)
    credibility = np.full(snapshot.size, snapshot.settings.credibility)
    stated = np.zeros(snapshot.size, dtype=bool)
    for person, given_marks in marks.items():
        credibility[person], stated[person] = sum(given_marks) / len(given_marks), True
    return credibility, stated


def messenger(study: Study, question: Messenger) -> Answer[MessengerValue]:
    """Answer who should carry the message to a person.

    Definition: of all members (and the owner), the one with the greatest strength of the chain to
    the candidate x credibility / 5, halved where the two are in conflict. What a person who knows
    better chose comes first.

    Raises
    ------
    UnknownPersonError
        If no such person is on the map.
    """
    snapshot, person = study.snapshot, person_index(study, question.person)
    code = snapshot.people[person]
    known = Carriers.of(snapshot)
    ranked = known.rank(person) if code != snapshot.owner else ()
    reached = any(c.score for c in ranked)
    tie = None if reached else cheapest_tie(snapshot, person, known.links)
    value = MessengerValue(code, ranked[: question.limit], tie.as_row() if tie else None)
    return answer(
        study,
        question,
        headline(snapshot, known.links, code, ranked, tie),
        value,
        reasons(snapshot, known.links, ranked[: question.limit]),
        gaps(snapshot, person, ranked, tie),
    )


def headline(
    snapshot: Snapshot,
    links: Links,
    code: str,
    ranked: tuple[Carrier, ...],
    tie: TieToBuild | None,
) -> str:
    """Say in one sentence who should go."""
    name = snapshot.name(code)
    if code == snapshot.owner:
        return f"Nobody needs to carry the message to {name}, who started this."
    if code in snapshot.members:
        known = bool(ranked) and bool(ranked[0].path)
        also = f"; if something needs saying, {chain(snapshot, links, ranked[0])}" if known else ""
        return f"No messenger is needed for {name}, who is in the coalition already{also}."
    if ranked and ranked[0].chosen:
        return f"As you chose, {snapshot.name(ranked[0].person)} carries the message to {name}."
    if ranked and ranked[0].person == snapshot.owner and len(ranked[0].path) == 2:
        return f"Go to {name} yourself: {chain(snapshot, links, ranked[0])}."
    if ranked:
        best = _name(snapshot, ranked[0].person)
        return f"Let {best} carry the message to {name}: {chain(snapshot, links, ranked[0])}."
    if tie is not None:
        who, whom = _name(snapshot, tie.member), snapshot.name(tie.person)
        better = "them better" if tie.person == code else f"{whom} better, who has their ear"
        return f"Nobody with you has the ear of {name} yet; {who} could get to know {better}."
    if not carriers(snapshot).size:
        return f"There is nobody yet who could carry a message to {name}."
    return f"Nobody with you has the ear of {name}, and no easy way to them is known."


def _name(snapshot: Snapshot, code: str) -> str:
    """Return a name, and 'you' for the owner."""
    return "you" if code == snapshot.owner else snapshot.name(code)


def chain(snapshot: Snapshot, links: Links, carrier: Carrier) -> str:
    """Say a chain as it runs: 'Vos trusts Tavares, who turns to Sollie for advice'."""
    parts: list[str] = []
    for listener, heard in pairwise(carrier.path):
        kind = links.between(snapshot.index[listener], snapshot.index[heard])
        assert kind is not None
        who = "who" if parts else snapshot.name(listener)
        parts.append(LISTENS[kind].format(a=who, b=_name(snapshot, heard)))
    return ", ".join(parts)


def reasons(snapshot: Snapshot, links: Links, ranked: tuple[Carrier, ...]) -> list[Reason]:
    """Say why each messenger stands where they do."""
    said = []
    for carrier in ranked:
        name, ids = snapshot.name(carrier.person), carrier.path or (carrier.person,)
        if carrier.chosen:
            because = f": {carrier.reason.rstrip('.')}" if carrier.reason else ""
            said.append(Reason(f"You chose {name}{because}. Your own knowledge comes first.", ids))
        if carrier.path:
            said.append(
                Reason(f"{chain(snapshot, links, carrier)}{_marks(snapshot, carrier)}.", ids)
            )
        if between := carrier.path[1:-1]:
            names = snapshot.names(tuple(reversed(between)))
            who = name if carrier.person != snapshot.owner else "You"
            said.append(Reason(f"{who} would ask {names} for an introduction.", between))
        if carrier.conflict:
            said.append(Reason(f"{name} is in conflict with them, which counts against it.", ids))
        member = snapshot.members.get(carrier.person)
        if member is not None and member.role is MemberRole.CRITICAL_FRIEND:
            said.append(Reason(f"{name} is a critical friend and will say what they think.", ids))
    return said


def _marks(snapshot: Snapshot, carrier: Carrier) -> str:
    """Say how much the chain and the messenger carry."""
    part = "part of the way is" if len(carrier.path) > 2 else "that is"
    tie = f"; {part} a working tie, not trust" if carrier.weak else ""
    yours = carrier.person == snapshot.owner
    name = snapshot.name(carrier.person)
    if not carrier.credibility_stated:
        whom = "you" if yours else name
        return f"{tie}; nobody has said how far people believe {whom}, so the middle is assumed"
    whose = "your" if yours else f"{name}'s"
    return f"{tie}; {whose} credibility is {carrier.credibility:.1f} of 5".replace(".0 of", " of")


def gaps(
    snapshot: Snapshot, person: int, ranked: tuple[Carrier, ...], tie: TieToBuild | None
) -> list[Gap]:
    """Say what is not known about the way to a person."""
    code, found = snapshot.people[person], []
    name = snapshot.name(code)
    if code == snapshot.owner:
        return []
    if ranked and ranked[0].chosen and ranked[0].person not in snapshot.index:
        text = f"{ranked[0].person} is not on the map: add them, and say who listens to them."
        found.append(gap(GapKind.MAP_INCOMPLETE, text))
    if not carriers(snapshot).size:
        text = "Nobody has joined, and the map does not say who you are: add yourself as owner."
        found.append(gap(GapKind.NO_COALITION, text))
    if code not in snapshot.members and not snapshot.stances.judged[person]:
        text = f"Nobody has said where {name} stands: whoever goes should listen first."
        found.append(gap(GapKind.STANCE_UNKNOWN, text, code))
    if not snapshot.listening.reported[person]:
        text = f"Nobody has said whom {name} listens to: ask somebody who works beside them."
        found.append(gap(GapKind.TIES_UNKNOWN, text, code))
    if not any(c.score for c in ranked):
        step = f" {tie.why}" if tie else ""
        text = f"No known tie leads from the coalition to {name}.{step}"
        ids = (code, tie.member, tie.person) if tie else (code,)
        found.append(gap(GapKind.PATH_UNKNOWN, text, *dict.fromkeys(ids)))
    return found
