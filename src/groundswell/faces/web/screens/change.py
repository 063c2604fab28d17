"""The change for its page: its words, what it needs, what keeps today going, what resists."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import QueryDict

from groundswell.app.browse.views import View
from groundswell.core.pictures.system_sketch import SystemSketch, system_sketch
from groundswell.core.questions.standing import BACKING, stance_words
from groundswell.core.questions.voices import voices
from groundswell.core.questions.wording import count
from groundswell.core.terrain.map_records import (
    Decision,
    Initiative,
    Node,
    Operator,
    Resistance,
    SystemLink,
)
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.terms import Result
from groundswell.core.terrain.vocabulary import VOCABULARIES, vocabulary_of
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.people import People
from groundswell.ingest.workbook.cells import LONGEST
from groundswell.ingest.workbook.sheets import code_column
from groundswell.reports.drawing import system as drawing

__all__ = ["LONGEST", "QUICK", "TEXTS", "about_form", "operators", "page_of", "quick_form"]
_META = ("observed_on", "recorded_on", "assessor", "retracted_on")
ABOUT = (
    "title",
    "problem",
    "vision",
    "boundary",
    "approach",
    "context",
    "owner",
    "weekly_hours",
    "started_on",
    "announced_on",
    "phase",
    "vocabulary",
)
TEXTS: MappingProxyType[str, str] = MappingProxyType(
    {
        "problem": "What is wrong today",
        "vision": "How it will be",
        "boundary": "What is being changed, and what lies outside",
        "approach": "First approach",
    }
)
# What a quick row asks; everything else of the record is on its own page.
QUICK: MappingProxyType[str, tuple[type[Record], tuple[str, ...]]] = MappingProxyType(
    {
        "decisions": (Decision, ("title", "kind", "needed_by")),
        "nodes": (Node, ("title", "unit", "share_needed")),
        "system": (SystemLink, ("from_", "to", "sign", "text", "element_kind", "leverage")),
        "resistance": (Resistance, ("text", "source", "held_by", "legitimate_core", "answer")),
    }
)
# Meadows' places to intervene, the deepest first, each with what it means here.
LEVERAGE = (
    (1, "Being able to step out of any one way of seeing"),
    (2, "The way of seeing from which the system grew"),
    (3, "What the system is for"),
    (4, "Who may add, change or drop parts of it"),
    (5, "Its rules: rewards, penalties, limits"),
    (6, "Who gets to know what, and when"),
    (7, "Loops that feed on themselves, and how strongly"),
    (8, "Loops that hold things steady, and how strongly"),
    (9, "How long things take, against how fast they change"),
    (10, "How work and goods are laid out and flow"),
    (11, "The size of what is kept in reserve"),
    (12, "Figures: budgets, quotas, standards"),
)


@dataclass(frozen=True, slots=True)
class Press:
    """One of the twelve leverage points, and the links of the sketch that press on it."""

    number: int
    text: str
    links: tuple[str, ...]


def page_of(at: View, given: QueryDict) -> dict[str, Any]:
    """Return the whole page with its quick rows."""
    sketch = system_sketch(at.snapshot)
    titles = {e.id: e.title for e in sketch.elements}
    return {
        "about": at.about,
        "texts": [(name, words, getattr(at.about, name) or "") for name, words in TEXTS.items()],
        "owner": at.snapshot.name(at.about.owner) if at.about.owner else "",
        "headline": headline(at),
        "decisions": at.snapshot.decisions,
        "nodes": at.snapshot.nodes,
        "presses": presses(sketch, titles),
        "groups": groups(at),
        "sketch": sketch,
        "titles": titles,
        "wide": drawing.draw(sketch) if sketch.links else "",
        "narrow": drawing.draw(sketch, narrow=True) if sketch.links else "",
        "links": [(r, titles) for r in at.rows(SystemLink.SHEET)],
        "resistance": at.rows(Resistance.SHEET),
        "names": dict([*choices_of(at)["people"], *choices_of(at)["units"]]),
        "support": support(at),
        "quick": {sheet: quick_form(at, sheet, None) for sheet in QUICK},
        "people": choices_of(at)["people"],
        "open": given.get("add", ""),
    }


def quick_form(at: View, sheet: str, data: QueryDict | None) -> RecordForm:
    """Return the quick row of a sheet."""
    kind, shown = QUICK[sheet]
    form = form_for(kind, choices_of(at), order=shown, words=vocabulary_of(at.about))
    made = form(data, today=at.standing.actor.today)
    code = code_column(sheet)
    for name in [name for name in made.fields if name not in shown]:
        if code is not None and name == code.name:
            made.fields[name].widget = forms.HiddenInput()  # made from the words
        else:
            del made.fields[name]
    return made


def operators(at: View, made: Record, people: list[str]) -> list[Operator]:
    """Return who works at a new place, where it is one."""
    if not isinstance(made, Node):
        return []
    return [Operator(node=made.node, person=p) for p in people if p in at.snapshot.index]


def about_form(at: View, data: QueryDict | None) -> RecordForm:
    """Return the form of what the change is about."""
    form = form_for(Initiative, choices_of(at), hide=_META, order=ABOUT)
    made = form(data, record=at.about, today=at.standing.actor.today)
    for name in [name for name in made.fields if name not in ABOUT]:
        del made.fields[name]
    offered = [("", "As the context has it"), *((name, name) for name in VOCABULARIES)]
    made.fields["vocabulary"].widget = forms.Select(choices=offered)
    return made


def headline(at: View) -> str:
    """Say what is changed and what it needs."""
    needed = [d for d in at.snapshot.decisions if d.required]
    places = [n for n in at.snapshot.nodes if n.required]
    title = (at.about.title or "A change without a title").rstrip(".")
    if not needed and not places:
        return f"{title}. What it needs is not written down yet."
    what = [count(len(needed), "decision")] if needed else []
    what += [count(len(places), "place") + " where daily work must change"] if places else []
    return f"{title}. It needs {' and '.join(what)}."


def presses(sketch: SystemSketch, titles: dict[str, str]) -> list[Press]:
    """Return the twelve, with what of the sketch presses on each."""
    return [
        Press(
            number,
            text,
            tuple(
                link.text or f"{titles[link.source]} acts on {titles[link.target]}"
                for link in sketch.links
                if link.leverage == number
            ),
        )
        for number, text in LEVERAGE
    ]


def groups(at: View) -> list[tuple[str, list[Any], bool]]:
    """Return the affected groups, who on the map belongs to them, and whether one is a member."""
    people, inside = People(at), at.snapshot.members
    found = voices(at.snapshot)
    return [
        (name, people.all(codes), any(c in inside for c in codes)) for name, codes in found.items()
    ]


def support(at: View) -> list[str]:
    """Return what carries the change, in sentences, to be read beside what resists."""
    said = [f"{count(len(at.snapshot.members), 'person', 'people').capitalize()} in the coalition."]
    if not at.standing.presentable:
        backing = sum(word in BACKING for word in stance_words(at.snapshot))
        told = count(backing, "person is", "people are").capitalize()
        said.append(f"{told} seen as for it, as far as you see.")
    rows = [r.record for r in at.rows(Evidence.SHEET)]
    worked = [r for r in rows if isinstance(r, Evidence) and r.result is Result.WORKED]
    said += [r.claim for r in worked[:4] if r.claim]
    return said
