"""The person across the table: everything on the map that concerns them, in a settled order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from groundswell.core.questions.standing import expected_stances
from groundswell.core.questions.wording import stance_word
from groundswell.core.terrain.map_records import Person, Stake, Unit
from groundswell.core.terrain.run_records import Commitment, Encounter
from groundswell.core.terrain.snapshot import DecisionPoint, OperationalNode, Snapshot
from groundswell.core.terrain.terms import (
    Level,
    Reply,
    StakeKind,
    Stance,
    TieKind,
)
from groundswell.core.terrain.visible import latest


@dataclass(frozen=True)
class Counterpart:
    """What is known of one person.

    Parameters
    ----------
    index
        Their place on the map.
    """

    snapshot: Snapshot
    index: int

    @property
    def code(self) -> str:
        """Return their code."""
        return self.snapshot.people[self.index]

    @property
    def name(self) -> str:
        """Return the name to show."""
        return self.snapshot.name(self.code)

    @property
    def record(self) -> Person:
        """Return their row on the people sheet."""
        return self.snapshot.person[self.code]

    @property
    def is_member(self) -> bool:
        """Whether they are in the coalition."""
        return bool(self.snapshot.member[self.index])

    @property
    def is_owner(self) -> bool:
        """Whether they started the initiative."""
        return self.code == self.snapshot.owner

    @property
    def is_sworn(self) -> bool:
        """Whether somebody said that they will not move."""
        return bool(self.snapshot.fixed[self.index])

    @cached_property
    def stance(self) -> Stance | None:
        """Return the word nearest to where they stand; None if nobody judged them."""
        return stance_of(self.snapshot, self.index)

    @property
    def is_known(self) -> bool:
        """Whether it is known where they stand; who joined has shown it."""
        return self.stance is not None or self.is_member

    @cached_property
    def stakes(self) -> tuple[Stake, ...]:
        """Return their stakes, the weightiest first."""
        own = {stake for stake in self.snapshot.seen.of(Stake) if stake.person == self.code}
        return tuple(sorted(own, key=lambda s: (-(1.0 if s.weight is None else s.weight), repr(s))))

    def said(self, *kinds: StakeKind) -> tuple[str, ...]:
        """Return the texts of their stakes of some kinds, each once."""
        texts = [s.text.strip() for s in self.stakes if s.kind in kinds and s.text]
        return tuple(dict.fromkeys(texts))

    @cached_property
    def encounters(self) -> tuple[Encounter, ...]:
        """Return the conversations with them, the newest first."""
        own = {e for e in self.snapshot.seen.of(Encounter) if e.person == self.code}
        return tuple(sorted(own, key=lambda e: (e.date or date.min, repr(e)), reverse=True))

    @property
    def last_reply(self) -> Encounter | None:
        """Return the newest conversation in which an ask was answered."""
        return next((e for e in self.encounters if e.answer is not None), None)

    @property
    def refused(self) -> bool:
        """Whether the newest answer was a no."""
        return self.last_reply is not None and self.last_reply.answer is Reply.NO

    @cached_property
    def promises(self) -> tuple[Commitment, ...]:
        """Return what they were asked for or promised, where it is still open."""
        own = {c for c in self.snapshot.seen.of(Commitment) if c.person == self.code}
        return tuple(sorted((c for c in own if c.owed), key=repr))

    @cached_property
    def decides(self) -> tuple[DecisionPoint, ...]:
        """Return the open decisions they take or can veto, the required ones first."""
        held = [d for d in self.snapshot.decisions if d.open and self.index in d.holders]
        return tuple(sorted(held, key=lambda d: (not d.required, d.code)))

    @property
    def only_vetoes(self) -> bool:
        """Whether they can stop their decisions but take none of them."""
        return bool(self.decides) and all(self.index not in d.deciders for d in self.decides)

    @cached_property
    def consulted(self) -> tuple[DecisionPoint, ...]:
        """Return the open decisions on which they are heard."""
        return tuple(d for d in self.snapshot.decisions if d.open and self.index in d.consulted)

    @cached_property
    def operates(self) -> tuple[OperationalNode, ...]:
        """Return the nodes at which their own work would change."""
        return tuple(n for n in self.snapshot.nodes if self.index in n.operators)

    @cached_property
    def managers(self) -> tuple[str, ...]:
        """Return whom they report to."""
        row = self.snapshot.layers[TieKind.REPORTS_TO][[self.index]].indices
        return tuple(self.snapshot.people[i] for i in sorted(row))

    @cached_property
    def leads(self) -> bool:
        """Whether somebody reports to them."""
        return bool((self.snapshot.layers[TieKind.REPORTS_TO].indices == self.index).any())

    @property
    def leads_the_owner(self) -> bool:
        """Whether they are the owner's own manager."""
        owner = self.snapshot.owner
        if owner is None:
            return False
        return self.code in Counterpart(self.snapshot, self.snapshot.index[owner]).managers

    @property
    def at_the_top(self) -> bool:
        """Whether they are an executive or senior."""
        return self.record.level in (Level.EXECUTIVE, Level.SENIOR)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return their unit and the units above it, from the nearest outwards."""
        every = {unit.unit: unit for unit in latest(self.snapshot.seen.of(Unit), "unit")}
        chain: list[Unit] = []
        code = self.record.unit
        while code in every and every[code] not in chain:
            chain.append(every[code])
            code = every[code].parent
        return tuple(chain)


def stance_of(snapshot: Snapshot, index: int) -> Stance | None:
    """Return the word nearest to a person's stance; None, never neutral, if nobody judged them."""
    if not snapshot.stances.judged[index]:
        return None
    return Stance(stance_word(float(expected_stances(snapshot)[index])))


def topic_words(topic: str) -> str:
    """Return a topic as words: 'processing_time' as 'processing time'."""
    return " ".join(topic.replace("_", " ").split())


def same_topic(one: str, other: str) -> bool:
    """Whether two topics are the same; capitals do not matter."""
    return topic_words(one).casefold() == topic_words(other).casefold()


def first_topic(stakes: Sequence[Stake], *kinds: StakeKind) -> str | None:
    """Return the topic of a stake of the first kind that has one, as words."""
    every = [s for kind in kinds for s in stakes if s.kind is kind and s.topic]
    return topic_words(every[0].topic or "") if every else None


def day_words(day: date | None, as_of: date) -> str:
    """Return 'on 14 October', with the year where it is another one."""
    if day is None:
        return "at an earlier date"
    year = "" if day.year == as_of.year else f" {day.year}"
    return f"on {day.day} {day:%B}{year}"


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return f'"{text.strip()}"'


def sentence(text: str) -> str:
    """Return a text with its full stop."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", '."', '?"', '!"')) else f"{text}."
