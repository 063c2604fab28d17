"""The people-work of each rich example holds what its story promises."""

from __future__ import annotations

from statistics import fmean

from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import (
    Adaptation,
    Attendance,
    Commitment,
    Encounter,
    Evidence,
    Meeting,
    Member,
    Pilot,
    PilotDatum,
)
from groundswell.core.terrain.terms import (
    CommitmentKind,
    CommitmentState,
    EncounterKind,
    EvidenceKind,
    MemberRole,
    PilotState,
    Result,
)


def test_no_evidence_answers_some_stakes(story: Observations) -> None:
    answered = {topic for entry in story.of(Evidence) for topic in entry.topics or ()}
    topics = {stake.topic for stake in story.of(Stake) if stake.topic}
    assert len(topics - answered) >= 3
    assert len(topics & answered) >= 3


def test_evidence_shows_what_failed(story: Observations) -> None:
    ledger = story.of(Evidence)
    assert {entry.result for entry in ledger} == set(Result)
    assert any(e.kind is EvidenceKind.EXTERNAL and e.comparability for e in ledger)
    assert any(entry.contested for entry in ledger)
    assert all(entry.limits and entry.source and entry.observed_on for entry in ledger)
    worked, broke = (
        {topic for e in ledger if e.result is result for topic in e.topics or ()}
        for result in (Result.WORKED, Result.BROKE)
    )
    assert worked & broke


def test_effects_lie_within_their_bands(story: Observations) -> None:
    for entry in story.of(Evidence):
        if entry.effect is not None and entry.low is not None and entry.high is not None:
            assert entry.low < entry.effect < entry.high
            crosses = entry.low < 0 < entry.high
            assert not (entry.result is Result.NULL and not crosses)
            assert entry.kind is EvidenceKind.EXTERNAL or entry.n


def test_a_finished_pilot_is_the_source_of_an_effect(story: Observations) -> None:
    effects = {entry.effect for entry in story.of(Evidence)}
    done = [pilot for pilot in story.of(Pilot) if pilot.state is PilotState.DONE]
    assert done
    for pilot in done:
        arms: dict[str, list[float]] = {}
        for datum in story.of(PilotDatum):
            if datum.pilot == pilot.pilot and datum.arm and datum.value is not None:
                arms.setdefault(datum.arm, []).append(datum.value)
        base, trial = arms.values()
        assert round(fmean(trial) / fmean(base) - 1.0, 3) in effects
        entry = next(e for e in story.of(Evidence) if e.n == len(base) + len(trial))
        assert entry.measure == pilot.measure
        assert pilot.ends_on is not None
        assert entry.observed_on is not None
        assert entry.observed_on >= pilot.ends_on


def test_measures_of_stakes_meet_measures_of_evidence(story: Observations) -> None:
    shown = {entry.measure for entry in story.of(Evidence)}
    wanted = {stake.measure for stake in story.of(Stake) if stake.measure}
    assert len(shown & wanted) >= 2


def test_coalition_has_many_parts_and_has_lost_somebody(story: Observations) -> None:
    members = story.of(Member)
    roles = {member.role for member in members}
    assert {MemberRole.CRITICAL_FRIEND, MemberRole.AFFECTED_VOICE} <= roles
    assert any(member.left_on for member in members)
    assert all(member.reason and member.meaning_of_success for member in members)
    assert story.initiative.owner in {member.person for member in members}


def test_conversations_hold_doubts_strains_and_advocacy(story: Observations) -> None:
    encounters = story.of(Encounter)
    assert {encounter.kind for encounter in encounters} == set(EncounterKind)
    doubts = {encounter.doubt_state for encounter in encounters if encounter.doubt}
    assert len(doubts) == 3
    assert None not in doubts
    assert any(encounter.strain for encounter in encounters)
    assert any(encounter.shown for encounter in encounters)
    unasked = [e for e in encounters if e.kind is EncounterKind.ADVOCACY and e.prompted is False]
    assert unasked


def test_nothing_was_shown_before_it_was_known(any_story: Observations) -> None:
    known = {entry.evidence: entry.observed_on for entry in any_story.of(Evidence)}
    for encounter in any_story.of(Encounter):
        for shown in encounter.shown or ():
            when = known[shown]
            assert encounter.date is not None
            assert when is not None
            assert encounter.date >= when, encounter


def test_plans_change_after_the_evidence_that_changed_them(story: Observations) -> None:
    known = {entry.evidence: entry.observed_on for entry in story.of(Evidence)}
    for adaptation in story.of(Adaptation):
        when = known[adaptation.because_of or ""]
        assert adaptation.date is not None
        assert when is not None
        assert adaptation.date >= when


def test_nobody_attends_after_leaving(story: Observations) -> None:
    left = {member.person: member.left_on for member in story.of(Member) if member.left_on}
    held = {meeting.meeting: meeting.date for meeting in story.of(Meeting)}
    for row in story.of(Attendance):
        when, gone = held[row.meeting], left.get(row.person)
        assert when is not None
        assert gone is None or when <= gone, row


def test_commitments_are_kept_and_broken(story: Observations) -> None:
    commitments = story.of(Commitment)
    states = {commitment.state for commitment in commitments}
    assert {CommitmentState.KEPT, CommitmentState.BROKEN, CommitmentState.PROMISED} <= states
    assert any(commitment.kind is CommitmentKind.MANDATE for commitment in commitments)
