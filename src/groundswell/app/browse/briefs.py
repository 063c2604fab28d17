"""The brief of an initiative, composed from answers its reader may have."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from groundswell.app.actor import Actor
from groundswell.app.ask import Asked as Given
from groundswell.app.ask import ask
from groundswell.app.browse.views import View, view
from groundswell.core.questions.addressing import speaks_of_you
from groundswell.core.questions.coverage import Coverage
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.information import Information
from groundswell.core.questions.next_recruits import NextRecruits
from groundswell.core.questions.persuasion import Persuasion
from groundswell.core.questions.question import Question
from groundswell.core.questions.resilience import Resilience
from groundswell.core.questions.wording import count
from groundswell.reports.brief import Asked, compose, provenance, whom
from groundswell.reports.parts import Brief, tidied
from groundswell.reports.sections.standing import chances
from groundswell.reports.words import day, paragraph, sentence


@dataclass(frozen=True, slots=True)
class Briefed:
    """A brief, or what is still being worked out.

    Parameters
    ----------
    brief
        None while an answer is missing that it cannot do without.
    job
        Number of a job that works on a part of it, or None.
    changes_since
        How many changes the oldest of its answers does not know of.
    whole
        Whether it is the whole brief; the presentable view has the overall answer alone.
    person
        Whom the next step is with, if it is with anybody.
    """

    brief: Brief | None
    job: str | None
    changes_since: int
    whole: bool
    person: str | None = None


def brief(actor: Actor, code: str, as_of: date | None = None) -> Briefed:
    """Return the brief, from what the actor may see."""
    at = view(actor, code, as_of)
    first: list[Question] = [CriticalMass()]
    if at.standing.presentable:
        return _overall(actor, at, as_of)
    first += [Coverage(), NextRecruits(), Information(), Resilience()]
    given = [ask(actor, code, question, as_of) for question in first]
    answers = [g.answer for g in given]
    if any(answer is None for answer in answers):
        return _briefed(given, None)
    chance, cover, recruits, inputs, losses = answers
    assert chance and cover and recruits and inputs and losses
    person = whom(recruits.value, at.snapshot.owner)
    if person is None:
        return _briefed(given, _composed(at, Asked(chance, cover, recruits, None, inputs, losses)))
    talk = ask(actor, code, Persuasion(person=person), as_of)
    given.append(talk)
    made = Asked(chance, cover, recruits, talk.answer, inputs, losses)
    return _briefed(given, _composed(at, made), person)


def _composed(at: View, made: Asked) -> Brief:
    return _addressed(at, compose(at.snapshot, made))


def _addressed(at: View, made: Brief) -> Brief:
    """Return a brief that says whom it calls you, where that is not its reader."""
    if not at.addressed or not speaks_of_you((made.headline, made.sections, made.next_step)):
        return made
    return replace(made, dateline=paragraph(made.dateline, at.addressed))


def _overall(actor: Actor, at: View, as_of: date | None) -> Briefed:
    """Return the chances alone: what stands behind them names people."""
    given = ask(actor, at.code, CriticalMass(), as_of)
    answer = given.answer
    if answer is None:
        return Briefed(None, given.job, given.changes_since, whole=False)
    people = count(len(at.snapshot.people), "person", "people").capitalize()
    page = Brief(
        title=at.about.title or "",
        dateline=f"As of {day(at.as_of)}. {people} on the map.",
        headline=sentence(answer.headline),
        sections=(chances(answer, at.snapshot),),
        next_step="",
        provenance=provenance(answer),
    )
    return Briefed(_addressed(at, tidied(page)), given.job, given.changes_since, whole=False)


def _briefed(given: list[Given], made: Brief | None, person: str | None = None) -> Briefed:
    job = next((g.job for g in given if g.job), None)
    return Briefed(made, job, max(g.changes_since for g in given), whole=True, person=person)
