"""The template's worked rows: one row a sheet (two people, so that a tie has two ends)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from groundswell.core.terrain import gate_records as g
from groundswell.core.terrain import map_records as m
from groundswell.core.terrain import run_records as r
from groundswell.core.terrain import terms as t
from groundswell.core.terrain.cost_records import Cost, CostKind, CostPeriod
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.settings import CONSTANTS
from groundswell.ingest.workbook.worked_seasons import seasons
from groundswell.ingest.workbook.worked_words import WORDS, Words

ADA, BEN = "ada", "ben"
_BEGIN = date(2025, 1, 13)
_WEEKS = 13  # from the begin to the last thing seen; later days are plans

Kind = TypeVar("Kind", bound=Record)


def _day(week: int) -> date:
    return _BEGIN + timedelta(weeks=week)


def worked(context: t.Context, today: date) -> Observations:
    """Return a tiny, consistent, fictional initiative in the words of a context, up to today."""
    words = WORDS[context]
    later = today - _day(_WEEKS)
    records: dict[str, tuple[Record, ...]] = {}
    for record in (*_map(words), *_run(words), *seasons(words, (ADA, BEN), _day)):
        records[record.SHEET] = (*records.get(record.SHEET, ()), _moved(record, later))
    return Observations(_moved(_initiative(context, words), later), records)


def _moved(record: Kind, later: timedelta) -> Kind:
    days = {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}
    moved: dict[str, Any] = {
        name: day + later for name, day in days.items() if isinstance(day, date)
    }
    return dataclasses.replace(record, **moved)


def _initiative(context: t.Context, words: Words) -> m.Initiative:
    return m.Initiative(
        title=f"{words.title} (fictional)",
        problem=words.problem,
        vision=words.vision,
        context=context,
        owner=ADA,
        weekly_hours=6,
        started_on=_day(0),
        phase=t.Phase.EVIDENCE,
        target=0.6,
        horizon_weeks=26,
        boundary=words.boundary,
        approach=words.approach,
    )


def _map(words: Words) -> Iterator[Record]:
    stale = CONSTANTS["stale_days"]
    yield m.Setting(constant=stale.name, value=stale.default)
    yield m.Unit(unit=words.unit, name=words.unit_name, site=words.site)
    yield from _people(words)
    yield m.Tie(
        from_=ADA,
        to=BEN,
        kind=t.TieKind.ADVICE,
        weight=1,
        source=t.Source.DECLARED,
        assessor=ADA,
        observed_on=_day(1),
    )
    yield m.Judgement(
        person=BEN,
        stance=t.Stance.NEUTRAL,
        sure=t.Sureness.MEDIUM,
        fixed=False,
        informed=False,
        basis=t.Basis.SAID_PRIVATELY,
        assessor=ADA,
        observed_on=_day(2),
    )
    yield m.Influence(
        person=BEN,
        position_power=5,
        expertise=3,
        credibility=4,
        leadership=3,
        assessor=ADA,
        observed_on=_day(2),
    )
    yield from _formal(words)
    yield from _forces(words)


def _people(words: Words) -> Iterator[Record]:
    yield m.Person(
        person=ADA,
        name="Ada Example (fictional)",
        unit=words.unit,
        role=words.owner_role,
        level=t.Level.FRONTLINE,
        function=words.function,
        site=words.site,
        outside=False,
        affected=True,
        voice=words.voice,
        lived_experience=True,
        gives_permission=False,
        capacity_hours=6,
        hours_to_recruit=1,
        overloaded=False,
        susceptibility=0.5,
        new_role=t.NewRole.FEEDBACK_LOOP,
    )
    yield m.Person(
        person=BEN,
        name="Ben Example (fictional)",
        unit=words.unit,
        role=words.decider_role,
        level=t.Level.SENIOR,
        function=words.function,
        site=words.site,
        gives_permission=True,
    )


def _formal(words: Words) -> Iterator[Record]:
    yield m.Decision(
        decision=words.decision,
        title=words.decision_title,
        kind=words.decision_kind,
        rule=t.Rule.OWNER,
        alt_rule=t.Rule.NEGOTIATED,
        alt_chance=0.2,
        required=True,
        hurdle=0.2,
        state=t.DecisionState.OPEN,
        needed_by=_day(40),
    )
    yield m.Authority(
        decision=words.decision,
        person=BEN,
        role=t.AuthorityRole.DECIDE,
        weight=1,
        salience=0.8,
    )
    yield m.Node(
        node=words.node,
        title=words.node_title,
        unit=words.unit,
        share_needed=0.6,
        adopted_share=0.1,
        required=True,
    )
    yield m.Operator(node=words.node, person=ADA, weight=1)


def _forces(words: Words) -> Iterator[Record]:
    yield m.Stake(
        person=BEN,
        kind=t.StakeKind.FEAR,
        text=words.fear,
        topic=words.topic,
        weight=1,
        measure=words.measure,
        baseline=words.baseline,
        period=words.period,
    )
    yield m.Resistance(
        resistance="r1",
        source=t.ResistanceSource.WORKLOAD,
        held_by=words.unit,
        text=words.burden,
        legitimate_core=words.right_about_it,
        answer=words.answer,
    )
    acts, on, text = words.loop
    yield m.SystemLink(
        from_=acts,
        to=on,
        sign=t.Sign.OPPOSITE,
        text=text,
        element_kind=t.ElementKind.LOOP,
        leverage=7,
    )


def _run(words: Words) -> Iterator[Record]:
    yield r.Member(
        person=ADA,
        ring=t.Ring.NUCLEUS,
        role=t.MemberRole.ALLY,
        joined_on=_day(0),
        how=t.Joining.INVITED,
        commitment=1,
        hours_per_week=6,
        decision_authority="calls the meetings",
        meaning_of_success=words.vision,
        reason="began it",
    )
    yield r.Evidence(
        evidence="trial1",
        kind=t.EvidenceKind.TRIAL,
        claim=words.claim,
        measure=words.measure,
        effect=-0.2,
        low=-0.35,
        high=-0.05,
        n=40,
        result=t.Result.WORKED,
        topics=(words.topic,),
        limits=words.limits,
        source="own count",
        contested=False,
        observed_on=_day(8),
    )
    yield _encounter(words)
    yield from _meeting(words)
    yield from _governing(words)
    yield from _trials(words)


def _encounter(words: Words) -> Record:
    return r.Encounter(
        date=_day(9),
        person=BEN,
        by=ADA,
        kind=t.EncounterKind.ONE_TO_ONE,
        shown=("trial1",),
        outcome="listened and asked for the numbers",
        doubt=words.doubt,
        doubt_state=t.DoubtState.HEARD,
        ask=t.Move.NOT_BLOCK,
        answer=t.Reply.LATER,
        prompted=True,
        public=False,
        at_risk=False,
        already_knew=True,
        hours=1,
    )


def _meeting(words: Words) -> Iterator[Record]:
    yield r.Meeting(
        meeting="m1",
        date=_day(10),
        kind=t.MeetingKind.CORE,
        minutes=60,
        artifact=words.artifact,
        artifact_kind="flow diagram",
        changed=words.adaptation,
        new_constraints="none",
    )
    yield r.Attendance(meeting="m1", person=ADA, presence=t.Presence.PRESENT)
    yield r.Commitment(
        person=BEN,
        text="looks at the numbers with his deputy",
        kind=t.CommitmentKind.TASK,
        asked_on=_day(9),
        promised_on=_day(9),
        due_on=_day(12),
        state=t.CommitmentState.PROMISED,
        hours=2,
    )


def _governing(words: Words) -> Iterator[Record]:
    yield r.Ruling(
        ruling="u1",
        date=_day(10),
        title=words.ruling,
        owner=ADA,
        text=words.ruling,
        made=t.RulingMade.IN,
        meeting="m1",
        disagree_and_commit=(BEN,),
    )
    yield r.Right(right="d1", matter="what is shown to others", owner=ADA, consulted=(BEN,))
    yield r.Gate(
        gate="g1",
        due_on=_day(13),
        held_on=_day(13),
        outcome=t.GateOutcome.CONTINUE,
        reason="the first trial worked",
        best_case_against=words.doubt,
    )
    yield g.GateAnswer(
        gate="g1",
        answer=t.GateOutcome.CONTINUE,
        best_case_against=words.doubt,
        reason="the first trial worked",
        assessor=ADA,
        observed_on=_day(13),
    )
    yield r.Win(date=_day(8), title=words.win, text=words.claim, shared_with="the whole unit")
    yield r.Conflict(
        conflict="c1",
        opened_on=_day(10),
        between=(ADA, BEN),
        text=words.conflict,
        state=t.ConflictState.RESOLVED,
        resolved_on=_day(11),
        resolution="try one way for a month, then compare",
    )
    yield r.Adaptation(adaptation="a1", date=_day(10), what=words.adaptation, because_of="trial1")


def _cost() -> Record:
    return Cost(
        evidence="trial1",
        line="checking every case",
        kind=CostKind.WORK,
        cases_low=180,
        cases_high=240,
        period=CostPeriod.MONTH,
        share_low=0.9,
        share_high=1,
        hours_low=0.3,
        hours_high=0.6,
        rate_low=40,
        rate_high=55,
        source="counted for a week by two people",
    )


def _trials(words: Words) -> Iterator[Record]:
    yield r.Pilot(
        pilot="p1",
        question=words.question,
        context=words.bounded,
        track=t.PilotTrack.EXPERIMENT,
        design=t.PilotDesign.CONTROL,
        measure=words.measure,
        minimum_effect=-0.1,
        baseline=words.baseline,
        spread=words.baseline / 3,
        n_planned=40,
        started_on=_day(11),
        ends_on=_day(23),
        stop_rule=words.stop_rule,
        state=t.PilotState.RUNNING,
    )
    yield r.PilotDatum(
        pilot="p1", unit="case 1", period="week 1", arm="trial", value=words.baseline
    )
    yield _cost()
    yield r.Adoption(node=words.node, date=_day(12), share=0.1, by_choice_share=0.1, expected=False)
    yield r.Override(
        date=_day(9),
        person=BEN,
        kind=t.OverrideKind.MESSENGER,
        chosen=ADA,
        reason="they have worked together for years",
    )
