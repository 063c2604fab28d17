"""Commitments for their page: lanes with one-tap moves, mandates, and a picture of investment."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from groundswell.app.browse.views import View
from groundswell.core.dynamics.study import Study
from groundswell.core.pictures.promises import NEXT, promises
from groundswell.core.questions.investment import Investment, investment, words
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.terms import CommitmentState
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.people import People, Who
from groundswell.faces.web.screens.pictures import speech_of
from groundswell.reports.drawing import invested as drawing

_META = ("observed_on", "recorded_on", "assessor", "retracted_on")
FEW = 6  # settled commitments shown before the rest is folded away


@dataclass(frozen=True, slots=True)
class Card:
    """A commitment with its number, whose it is, and what it may become next."""

    number: int
    who: Who
    row: Commitment
    state: CommitmentState
    late: bool
    moves: tuple[CommitmentState, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The cards in one state; those beyond a few are folded away."""

    state: CommitmentState
    cards: list[Card]

    @property
    def first(self) -> list[Card]:
        """Those shown at once: every open one, of the others a few."""
        return self.cards if self.state in ("asked", "promised") else self.cards[:FEW]

    @property
    def rest(self) -> list[Card]:
        """Those folded away."""
        return self.cards[len(self.first) :]


def page_of(at: View) -> dict[str, Any]:
    """Return what the page of commitments shows."""
    board, cards = promises(at.snapshot), _Cards(at)
    lanes = [Column(lane.state, cards.all(lane.rows)) for lane in board.lanes]
    return {
        "board": board,
        "lanes": [lane for lane in lanes if lane.cards or lane.state in ("asked", "promised")],
        "mandates": cards.all(board.mandates),
        **_invested(at),
    }


class _Cards:
    """Makes cards of records; each record keeps the number under which it stands."""

    def __init__(self, at: View) -> None:
        self._people = People(at)
        self._late = set(promises(at.snapshot).overdue)
        self._numbers: dict[Commitment, list[int]] = {}
        for row in at.rows(Commitment.SHEET):
            assert isinstance(row.record, Commitment)
            self._numbers.setdefault(row.record, []).append(row.id)

    def all(self, rows: tuple[Commitment, ...]) -> list[Card]:
        """Return the cards of some records."""
        return [self._card(row) for row in rows if row.person in self._people]

    def _card(self, row: Commitment) -> Card:
        state = row.standing
        numbers = self._numbers.get(row) or [0]
        number = numbers.pop() if len(numbers) > 1 else numbers[0]
        return Card(
            number, self._people.who(row.person), row, state, row in self._late, NEXT[state]
        )


def _invested(at: View) -> dict[str, Any]:
    if at.standing.presentable:
        return {}
    answer = investment(Study(at.snapshot), Investment())
    people = People(at)
    members = answer.value.members
    names = {m.person: at.snapshot.name(m.person) for m in members}
    told = speech_of(at)
    return {
        "answer": answer,
        "invested": [(people.who(m.person), m, words(m)) for m in members],
        "wide": drawing.draw(answer, names, speech=told),
        "narrow": drawing.draw(answer, names, narrow=True, speech=told),
    }


def form_of(at: View, person: str, data: QueryDict | None = None) -> RecordForm:
    """Return the form for something asked or promised."""
    order = ("person", "text", "state", "due_on", "kind", "written_into", "hours")
    hide = (*_META, "meeting")
    kind = form_for(
        Commitment, choices_of(at), hide=hide, order=order, words=vocabulary_of(at.about)
    )
    first = {"person": person, "state": "promised"}
    return kind(data, today=at.standing.actor.today, initial=first)


def turned(row: Commitment, state: CommitmentState, today: date) -> Commitment:
    """Return a commitment in another state; the day of the promise is kept, or it is today."""
    promised = row.promised_on
    if state is CommitmentState.PROMISED and promised is None:
        promised = today
    return dataclasses.replace(row, state=state, promised_on=promised, recorded_on=None)
