"""How many cases does a pilot need, and what could it show?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.pilot import chosen
from groundswell.core.questions.pilots.planning import (
    Basis,
    Step,
    needed_for,
    of_today,
    plan_of,
    spreads_shown,
    step_of,
    steps_of,
    summary,
)
from groundswell.core.questions.pilots.speaking import figure, percent, rounded, upper
from groundswell.core.questions.question import Question, UnfitOptionError, answer, gap, option
from groundswell.core.questions.wording import count
from groundswell.core.questions.wording import percent as chance
from groundswell.core.terrain.run_records import Pilot, PilotDatum
from groundswell.core.terrain.terms import GapKind, PilotDesign, PilotTrack

DOZEN, MONTH = 12, 30
LEAST = 1e-12  # a spread below it is none
ONE_IN = 4  # trouble that hits one in so many, as an example of what a trial meets


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotPlan(Question):
    """Options of the question; what is not given is taken from the pilot."""

    SLUG: ClassVar[str] = "pilot-design"
    ASKS: ClassVar[str] = "How many cases does a pilot need, and what could it show?"
    FEATURE: ClassVar[str] = "R9"
    OVERALL: ClassVar[bool] = True

    pilot: str | None = option(None, "which pilot; otherwise the latest, unless figures are given")
    track: str | None = option(None, "trial or experiment")
    design: str | None = option(None, "before_after, control, time_series or proportions")
    baseline: float | None = option(None, "today's figure of the measure")
    spread: float | None = option(None, "its standard deviation from case to case", low=0)
    effect: float | None = option(None, "smallest effect worth having, as a share: -0.25", low=-1)
    cases: int | None = option(None, "cases planned in all", low=2, high=100_000)
    twice: bool = option(False, "each unit is measured before and after")
    correlation: float | None = option(
        None, "how a unit's two values, or two periods, hang together", low=-0.99, high=0.99
    )
    per_week: float | None = option(None, "cases that come in a week", low=0)
    power: float = option(0.8, "wanted chance to see an effect that is there", low=0.5, high=0.99)
    level: float = option(0.95, "how sure the ranges are to be", low=0.5, high=0.999)


@dataclass(frozen=True, slots=True)
class Clean:
    """What a trial of so many meets, and what may still happen after a clean run.

    Parameters
    ----------
    meets
        Chance to meet trouble that hits one in four at least once.
    still
        Share that may still meet trouble, with 95 % certainty, if none did.
    """

    cases: int
    meets: float
    still: float


@dataclass(frozen=True, slots=True)
class PilotPlanValue:
    """Value of `pilot-design`.

    Parameters
    ----------
    needed
        Cases in all that show the effect worth having; None where that cannot be said.
    planned
        What the planned number of cases would show.
    steps
        The same for other numbers.
    in_spreads
        Smallest shift that the planned cases show, in spreads, where the spread is not known.
    weeks
        How long the needed cases take to come.
    counted
        From how many stored values baseline and spread were taken; 0 where they were stated.
    """

    pilot: str | None
    track: str
    design: str | None
    measure: str
    baseline: float | None
    spread: float | None
    counted: int
    effect: float | None
    cases: int | None
    level: float
    power: float
    needed: int | None
    planned: Step | None
    steps: tuple[Step, ...]
    in_spreads: float | None
    weeks: float | None
    trial: Clean


def pilot_plan(study: Study, question: PilotPlan) -> Answer[PilotPlanValue]:
    """Answer what a pilot needs and could show.

    Definition: power is the chance that the analysis tells an effect that is there, from the t test
    of its design or Fisher's exact test; how much a measure varies is asked for and never assumed.

    Raises
    ------
    UnfitOptionError
        If a pilot, track or design is not known.
    """
    record = _record(study, question)
    track = _word(PilotTrack, "track", question.track) or record.track or PilotTrack.TRIAL
    basis = _basis(record, question, study.snapshot.seen.of(PilotDatum))
    found = needed_for(basis)
    plan = plan_of(basis)
    cases = basis.cases or (DOZEN if track is PilotTrack.TRIAL else None)
    planned = None
    if plan is not None and cases and plan.least <= cases <= plan.most:
        planned = step_of(basis, plan, cases)
    reach = cases or DOZEN
    value = PilotPlanValue(
        pilot=record.pilot or None,
        track=str(track),
        design=basis.design,
        measure=(record.measure or "the measure").strip(),
        baseline=basis.baseline,
        spread=basis.spread,
        counted=basis.counted,
        effect=basis.effect,
        cases=cases,
        level=basis.level,
        power=basis.power,
        needed=found,
        planned=planned,
        steps=steps_of(basis, found),
        in_spreads=spreads_shown(basis, reach) if basis.spread is None else None,
        weeks=found / question.per_week if found and question.per_week else None,
        trial=Clean(reach, 1 - (1 - 1 / ONE_IN) ** reach, 1 - 0.05 ** (1 / reach)),
    )
    return answer(
        study, question, headline(value, basis), value,
        list(_reasons(value, basis)), list(_gaps(value, basis, record)),
    )  # fmt: skip


def _record(study: Study, question: PilotPlan) -> Pilot:
    """Return the pilot that fills in what was not given; none where figures come without one."""
    stated = (question.design, question.baseline, question.spread, question.effect, question.cases)
    if question.pilot is None and any(given is not None for given in stated):
        return Pilot(pilot="")
    return chosen(study.snapshot, question.pilot) or Pilot(pilot="")


def _word(kind: type[PilotTrack] | type[PilotDesign], name: str, given: str | None) -> object:
    """Return the word that was given.

    Raises
    ------
    UnfitOptionError
        If there is no such word.
    """
    if given is None:
        return None
    plain = given.strip().casefold().replace("-", "_").replace(" ", "_")
    words = {member.value: member for member in kind}
    if plain not in words:
        raise UnfitOptionError(name, f"{given!r} is none", f"Take one of {', '.join(words)}.")
    return words[plain]


def _basis(record: Pilot, question: PilotPlan, rows: tuple[PilotDatum, ...]) -> Basis:
    """Return what is known: as asked, as the pilot states it, or as its values of today say."""
    design = _word(PilotDesign, "design", question.design) or record.design
    assert design is None or isinstance(design, PilotDesign)
    baseline = record.baseline if question.baseline is None else question.baseline
    spread = record.spread if question.spread is None else question.spread
    counted = 0
    today = of_today(record, rows)
    seen = summary(today)
    if seen is not None and (baseline is None or spread is None):
        counted = today.size
        baseline = seen[0] if baseline is None else baseline
        spread = seen[1] if spread is None else spread
    return Basis(
        design=design,
        baseline=baseline,
        spread=spread if spread and spread > LEAST else None,
        counted=counted,
        effect=(record.minimum_effect if question.effect is None else question.effect) or None,
        cases=record.n_planned if question.cases is None else question.cases,
        correlation=question.correlation,
        twice=question.twice,
        level=question.level,
        power=question.power,
    )


def headline(value: PilotPlanValue, basis: Basis) -> str:
    """Say what it takes, or what a trial can and cannot do, or what is not known yet."""
    if value.track == PilotTrack.TRIAL:
        reach = value.trial
        return (
            f"{upper(count(reach.cases, 'case'))} show what breaks, not how much it helps: trouble "
            f"that hits one in four shows up with {chance(reach.meets)} chance, and after a clean "
            f"run up to {percent(reach.still)} might still meet it."
        )
    if plan_of(basis) is None:
        return _not_known(value, basis)
    if value.needed is not None and value.effect is not None:
        return f"To see {_wanted(value.effect, value)} takes {_cases(value.needed, basis)}."
    if value.planned is not None and value.planned.detectable is not None:
        return (
            f"{upper(_cases(value.planned.cases, basis))} would show a change of "
            f"{_size(value.planned, basis)} or more, and nothing smaller."
        )
    if value.effect is None:
        return "Say which effect would be worth having, and the number of cases follows."
    return f"No number of cases within reach shows {_wanted(value.effect, value)}."


def _not_known(value: PilotPlanValue, basis: Basis) -> str:
    if basis.shares:
        return "Without today's share nobody can say how many cases it takes: count twenty first."
    return (
        "Without how much the measure varies today nobody can say how many cases it takes: measure "
        "ten first."
    )


def _wanted(effect: float, value: PilotPlanValue) -> str:
    text = f"{percent(effect)} {'more' if effect > 0 else 'less'}"
    return f"{text} with {chance(value.power)} chance"


def _cases(number: int, basis: Basis) -> str:
    if basis.series:
        return f"{number} periods, half of them before the start"
    if basis.twice and basis.design is not PilotDesign.CONTROL:
        return f"{count(number, 'unit')}, each measured twice"
    halves = "with it and half without"
    if basis.design is PilotDesign.BEFORE_AFTER:
        halves = "before and half after"
    return f"{count(number, 'case')}, half {halves}"


def _size(step: Step, basis: Basis) -> str:
    assert step.detectable is not None
    unit = figure(abs(step.detectable), basis.shares)
    unit = unit.replace(" %", " percentage points")
    share = f" ({percent(step.detectable_share)})" if step.detectable_share else ""
    return f"{unit}{share}"


def _reasons(value: PilotPlanValue, basis: Basis) -> Iterator[Reason]:
    ids = (value.pilot,) if value.pilot else ()
    if value.counted and value.baseline is not None:
        yield Reason(
            f"Today's figure {figure(value.baseline, basis.shares)} and its spread come from "
            f"{value.counted} stored values.",
            ids,
        )
    planned = value.planned
    if planned is not None and value.cases:
        text = f"{upper(count(value.cases, 'period' if basis.series else 'case'))} planned"
        if planned.power is not None and value.effect is not None:
            text += f" would see {percent(value.effect)} with {chance(planned.power)} chance"
        if planned.detectable is not None:
            text += f"; the smallest change they show is {_size(planned, basis)}"
        yield Reason(f"{text}.", ids)
    if value.in_spreads is not None:
        yield Reason(
            f"{upper(count(value.trial.cases, 'case'))} in two halves show a shift of "
            f"{rounded(value.in_spreads, 1)} spreads of the measure, whatever its spread is.",
            ids,
        )
    if value.weeks is not None:
        yield Reason(f"They take about {count(max(1, round(value.weeks)), 'week')} to come.", ids)
    if value.track == PilotTrack.TRIAL:
        yield Reason(
            f"A trial lasts {MONTH} days or a dozen users: count, and write down what worked, "
            "broke and surprised.",
            ids,
        )
    yield from _assumed(basis, ids)


def _assumed(basis: Basis, ids: tuple[str, ...]) -> Iterator[Reason]:
    """Yield what the number hangs on where nobody knows how values hang together."""
    if basis.correlation is not None or not (basis.twice or basis.series):
        return
    other = needed_for(basis, 0.5)
    mine = needed_for(basis, 0.0)
    if other is None or mine is None:
        return
    what = "periods" if basis.series else "a unit's two values"
    yield Reason(
        f"This takes {what} to hang together not at all; at 0.5 it would take {other} instead of "
        f"{mine}.",
        ids,
    )


def _gaps(value: PilotPlanValue, basis: Basis, record: Pilot) -> Iterator[Gap]:
    ids = (value.pilot,) if value.pilot else ()
    if not value.pilot and value.baseline is None and value.cases in (None, DOZEN):
        text = "There is no pilot yet. A trial inside your own work needs nobody's permission."
        yield gap(GapKind.NO_EVIDENCE, text, *ids)
    if basis.design is None:
        text = "How it compares is not stated: before and after, with a control, or over time."
        yield gap(GapKind.CRITERION_UNKNOWN, text, *ids)
    if basis.baseline is None:
        text = "Today's figure is not known: measure some of today's cases before you begin."
        yield gap(GapKind.BASELINE_UNKNOWN, text, *ids)
    elif basis.spread is None and not basis.shares:
        text = "How much it varies from case to case is not known, so no number of cases is given."
        yield gap(GapKind.BASELINE_UNKNOWN, text, *ids)
    if basis.effect is None:
        text = "The smallest effect worth having is not stated, and with it which way is better."
        yield gap(GapKind.BASELINE_UNKNOWN, text, *ids)
    if value.pilot and not record.stop_rule:
        text = "No stop rule is stated: say beforehand what would end it."
        yield gap(GapKind.CRITERION_UNKNOWN, text, *ids)
