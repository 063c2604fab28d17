"""The questions, by slug: the one list from which every face is generated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.after_launch import AfterLaunch, after_launch
from groundswell.core.questions.agenda import Agenda, agenda
from groundswell.core.questions.assessors import Assessors, assessors
from groundswell.core.questions.core_team import CoreTeam, core_team
from groundswell.core.questions.cost_of_today import CostOfToday, cost_of_today
from groundswell.core.questions.coverage import Coverage, coverage
from groundswell.core.questions.critical_mass import CriticalMass, critical_mass
from groundswell.core.questions.forecast_stance import ForecastStance, forecast_stance
from groundswell.core.questions.information import Information, information
from groundswell.core.questions.investment import Investment, investment
from groundswell.core.questions.messenger import Messenger, messenger
from groundswell.core.questions.next_recruits import NextRecruits, next_recruits
from groundswell.core.questions.pathologies import Pathologies, pathologies
from groundswell.core.questions.persuasion import Persuasion, persuasion
from groundswell.core.questions.phase import PhaseNow, phase_now
from groundswell.core.questions.pilot import PilotAnalysis, pilot_analysis
from groundswell.core.questions.pilot_design import PilotPlan, pilot_plan
from groundswell.core.questions.question import Question
from groundswell.core.questions.reach import Reach, reach
from groundswell.core.questions.resilience import Resilience, resilience
from groundswell.core.questions.roadmap import Roadmap, roadmap
from groundswell.core.questions.sensitivity import Sensitivity, sensitivity
from groundswell.core.questions.silos import Silos, silos
from groundswell.core.questions.tending import Tending, tending
from groundswell.core.questions.vitality.vitality import Vitality, vitality
from groundswell.core.questions.what_if import WhatIf, what_if
from groundswell.core.terrain.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Entry:
    """A question: the dataclass of its options, and the function that answers it."""

    options: type[Question]
    answer: Callable[[Study, Any], Answer[Any]]

    @property
    def slug(self) -> str:
        """Name of the question in every face."""
        return self.options.SLUG


ENTRIES: tuple[Entry, ...] = (
    Entry(Coverage, coverage),
    Entry(CoreTeam, core_team),
    Entry(CriticalMass, critical_mass),
    Entry(NextRecruits, next_recruits),
    Entry(Roadmap, roadmap),
    Entry(Reach, reach),
    Entry(Messenger, messenger),
    Entry(Persuasion, persuasion),
    Entry(Information, information),
    Entry(Resilience, resilience),
    Entry(WhatIf, what_if),
    Entry(Pathologies, pathologies),
    Entry(Vitality, vitality),
    Entry(Sensitivity, sensitivity),
    Entry(Assessors, assessors),
    Entry(Silos, silos),
    Entry(ForecastStance, forecast_stance),
    Entry(PilotAnalysis, pilot_analysis),
    Entry(PilotPlan, pilot_plan),
    Entry(CostOfToday, cost_of_today),
    Entry(PhaseNow, phase_now),
    Entry(AfterLaunch, after_launch),
    Entry(Agenda, agenda),
    Entry(Investment, investment),
    Entry(Tending, tending),
)

QUESTIONS: Mapping[str, Entry] = MappingProxyType({entry.slug: entry for entry in ENTRIES})


def ask(snapshot: Snapshot, question: Question, study: Study | None = None) -> Answer[Any]:
    """Answer a question about a snapshot.

    Parameters
    ----------
    study
        A study of the same snapshot, seed and scenarios to share work with other questions.
    """
    study = study or Study(snapshot, question.seed, question.scenarios)
    return QUESTIONS[question.SLUG].answer(study, question)
