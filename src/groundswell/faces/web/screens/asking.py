"""Every registered question with its form, and its answer, made from nothing but the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from groundswell.app.ask import Asked
from groundswell.app.browse.views import View
from groundswell.app.policy import Act
from groundswell.core.questions.addressing import speaks_of_you
from groundswell.core.questions.question import Question
from groundswell.core.registry import QUESTIONS
from groundswell.faces.web.forms.asking import QuestionForm, question_form
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.answers import told
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.leaf import page_of, sections_of

# Screens that answer a question better than its generic page does.
_SCREENS: Mapping[str, str] = {
    "coverage": "coverage",
    "critical-mass": "critical-mass",
    "phase": "phase",
    "after-launch": "phase/after",
    "next-recruits": "who-next",
    "pathologies": "health",
    "reach": "reach",
    "resilience": "health",
    "roadmap": "roadmap",
    "vitality": "health",
    "what-if": "what-if",
}
_DRAWS = frozenset({"seed", "scenarios"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that can be asked here.

    Parameters
    ----------
    screen
        Address of the screen that is made for it; empty where there is none.
    refused
        Why it cannot be asked in this view.
    """

    slug: str
    asks: str
    url: str
    screen: str
    refused: bool


def offers(at: View) -> list[Offer]:
    """Return every registered question."""
    home = home_of(at.code)
    people = at.standing.may(Act.ASK) and not at.standing.presentable
    return [
        Offer(
            slug=slug,
            asks=entry.options.ASKS,
            url=f"{home}ask/{slug}",
            screen=home + _SCREENS[slug] if slug in _SCREENS else "",
            refused=not (entry.options.OVERALL or people),
        )
        for slug, entry in QUESTIONS.items()
    ]


def form_of(at: View, question: type[Question], given: QueryDict) -> QuestionForm:
    """Return the form of a question, filled with what was asked; what is absent is the default."""
    made = question_form(question, choices_of(at))
    first = made(today=at.standing.actor.today)
    typed = {n: given.getlist(n) if len(given.getlist(n)) > 1 else given[n] for n in given}
    asked = {name: field.initial or "" for name, field in first.fields.items()} | typed
    needed = any(field.required for field in first.fields.values())
    if needed and not any(name in given for name in first.fields):
        return first
    return made(asked, today=at.standing.actor.today)


def split(form: QuestionForm) -> dict[str, Any]:
    """Return the fields of a question's own, and apart from them how the draws are made."""
    return {
        "form": form,
        "own": [field for field in form if field.name not in _DRAWS],
        "draws": [field for field in form if field.name in _DRAWS],
    }


def shown(at: View, found: Asked) -> dict[str, Any]:
    """Return an answer in the parts of its report."""
    around = told(at, found)
    if found.answer is None:
        return around
    brief = page_of(at, found.answer)
    meant = at.addressed if speaks_of_you((brief.headline, brief.sections)) else ""
    return {**around, "brief": brief, "sections": sections_of(brief), "addressed": meant}
