"""What a person's page shows and asks, made ready for its template."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from groundswell.app.actor import Actor
from groundswell.app.ask import known
from groundswell.app.browse.trails import notes
from groundswell.app.browse.views import Row, View
from groundswell.app.policy import Absent, Act
from groundswell.core.answer import to_plain
from groundswell.core.pictures.person_card import PersonCard, person_card
from groundswell.core.questions.next_recruits import NextRecruits
from groundswell.core.terrain.map_records import Influence, Judgement, Person, Stake, Tie
from groundswell.core.terrain.terms import Stance
from groundswell.core.terrain.vocabulary import Vocabulary, vocabulary_of
from groundswell.faces.web.forms.noting import judge_form
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.forms.starting import TiesForm
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.people import People, Who

_META = ("observed_on", "recorded_on", "assessor", "retracted_on")
_SEEN = re.compile(r"\b(stands as|Seen as) (opponent|skeptic|neutral|supporter|champion)\b")
_KOTTER = ("position_power", "expertise", "credibility", "leadership")


def row_of(at: View, person: str) -> Row:
    """Return the record of somebody on the map; Absent where there is none."""
    found = at.rows(Person.SHEET, person)
    if not found or person not in at.snapshot.index:
        raise Absent(person)
    return found[-1]


def page_of(
    actor: Actor, at: View, person: str, given: QueryDict, bound: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the whole page; `bound` holds a form that was sent and did not fit."""
    row = row_of(at, person)
    card = person_card(at.snapshot, person, veiled=at.veiled)
    people = People(at)
    forms = forms_of(at, person, given) | dict(bound or {})
    return {
        "card": card,
        "who": people.who(person),
        "headline": _headline(at, card),
        "nearest": nearest(card, vocabulary_of(at.about)),
        "moments": [(m, spoken(m.text, vocabulary_of(at.about))) for m in card.timeline],
        "row": row,
        "mine": judged_by_me(at, person),
        "asks_kotter": asks_kotter(actor, at, card),
        "notes": notes(actor, at.code, person),
        "path": people.all(card.path),
        "ear": people.all(card.ear),
        "ties_out": contacts(people, card.ties_out),
        "ties_in": contacts(people, card.ties_in),
        "tie_rows": own_rows(at, Tie.SHEET, person),
        "stake_rows": own_rows(at, Stake.SHEET, person),
        "if_option": "exit" if person in at.snapshot.members else "recruit",
        "offered": about(forms),
        **forms,
    }


def _headline(at: View, card: PersonCard) -> str:
    if card.person.code == at.standing.assessor:
        return f"{card.person.name}: this is you, as the map has you."
    if at.standing.presentable:
        return plain(card)
    return spoken(card.headline, vocabulary_of(at.about))


def spoken(text: str, words: Vocabulary) -> str:
    """Return a sentence of the card with its stance in the words of the trade."""
    return _SEEN.sub(lambda m: f"{m[1]} {words.stances[Stance(m[2])]}", text)


def nearest(card: PersonCard, words: Vocabulary) -> str:
    """Return where somebody most likely stands and how far that reaches, in those words."""
    now = card.stance
    if now is None:
        return ""
    word, low, high = (words.stances[Stance(w)] for w in (now.word, now.low, now.high))
    text = f"Most likely {word}"
    text += (
        ", and hardly anything else."
        if low == high
        else (f"; between {low} and {high} in eight of ten cases.")
    )
    return f"{text} Said to be sworn: will not move." if now.sworn else text


def plain(card: PersonCard) -> str:
    """Return a headline that others may read over one's shoulder."""
    role = f", {card.person.role}" if card.person.role else ""
    return f"{card.person.name}{role}."


def about(forms: Mapping[str, Any]) -> str:
    """Return which form was sent and did not fit, so that it is open."""
    return next((name for name, form in forms.items() if getattr(form, "errors", None)), "")


def contacts(people: People, ties: Any) -> list[tuple[Who, str, str]]:
    """Return ties with whom, in which layer in words, and how each is known."""
    return [(people.who(t.person.code), t.words, t.known) for t in ties]


def own_rows(at: View, sheet: str, person: str) -> list[Row]:
    """Return the standing facts of a sheet that name somebody and that the reader may take back."""
    every = at.standing.may(Act.EDIT)
    return [row for row in at.rows(sheet, person) if every or row.mine]


def judged_by_me(at: View, person: str) -> bool:
    """Whether the reader has given a judgement of somebody."""
    own = at.standing.assessor
    return any(row.record.assessor == own for row in at.rows(Judgement.SHEET, person))


def asks_kotter(actor: Actor, at: View, card: PersonCard) -> bool:
    """Whether the four criteria are asked: of deciders, gatekeepers, members and candidates."""
    if at.standing.presentable:
        return False
    if card.membership or any(p.part in ("decides", "can stop it") for p in card.powers):
        return True
    answer = known(actor, at.code, NextRecruits(), at.as_of)
    return answer is not None and any(p.person == card.person.code for p in answer.value.picks)


def forms_of(at: View, person: str, given: QueryDict) -> dict[str, Any]:
    """Return the forms of the page, begun from what "Help me choose" found."""
    choices, today = choices_of(at), at.standing.actor.today
    begun = {name: given[name] for name in given}
    return {
        "judge": judge_kind(at)(given={"person": person}, today=today, initial=begun),
        "tie": TiesForm(person=person, choices=choices, today=today, initial=begun),
        "stake": stake_kind(at)(given={"person": person}, today=today),
        "kotter": kotter_kind(at)(given={"person": person}, today=today, initial=begun),
    }


def judge_kind(at: View) -> type[RecordForm]:
    """Return the form for where somebody stands."""
    return judge_form(choices_of(at), vocabulary_of(at.about))


def stake_kind(at: View) -> type[RecordForm]:
    """Return the form for what somebody gains, loses, needs or fears."""
    return form_for(
        Stake, choices_of(at), hide=("person", "weight", *_META), order=("kind", "text")
    )


def kotter_kind(at: View) -> type[RecordForm]:
    """Return the form for Kotter's four."""
    return form_for(Influence, choices_of(at), hide=("person", *_META), order=_KOTTER)


def person_kind(at: View) -> type[RecordForm]:
    """Return the form for somebody on the map."""
    hide = ("hours_to_recruit", "susceptibility", *_META)
    return form_for(Person, choices_of(at), hide=hide, order=("name", "role", "unit", "level"))


def held_text(found: Any, told: tuple[str, ...]) -> str:
    """Return what is held about somebody as JSON, in the workbook's words."""
    sheets = {
        sheet: [
            {key: value for key, value in to_plain(row).items() if value not in (None, [], {})}
            for row in rows
        ]
        for sheet, rows in found.records.items()
    }
    return json.dumps({"records": sheets, "notes": list(told)}, indent=2, ensure_ascii=False)
