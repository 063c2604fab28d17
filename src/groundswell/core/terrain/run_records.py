"""Records of the people-work: coalition, evidence, encounters, meetings and what came of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from groundswell.core.terrain.record import Record, column
from groundswell.core.terrain.terms import (
    CommitmentKind,
    CommitmentState,
    ConflictState,
    DoubtState,
    EncounterKind,
    EvidenceKind,
    GateOutcome,
    Joining,
    MeetingKind,
    MemberRole,
    Move,
    OverrideKind,
    PilotDesign,
    PilotState,
    PilotTrack,
    Presence,
    Reply,
    Result,
    Ring,
    RulingMade,
    Strain,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """Somebody in the coalition, now or formerly."""

    SHEET: ClassVar[str] = "coalition"
    ABOUT: ClassVar[str] = "Who is with you, in which circle, and with what commitment."

    person: str = column("who", key=True, refers="people")
    ring: Ring | None = column("circle; blank wider")
    role: MemberRole | None = column("why they are in it")
    joined_on: datetime.date | None = column("since when")
    left_on: datetime.date | None = column("until when")
    how: Joining | None = column("invited, or asked to join")
    commitment: float | None = column("0 to 1; blank follows the ring", low=0, high=1)
    hours_per_week: float | None = column("time they give", low=0, high=168)
    decision_authority: str | None = column("what they may decide for the coalition")
    meaning_of_success: str | None = column("what success means to them")
    reason: str | None = column("why them")
    thanked_on: datetime.date | None = column("when they were thanked and released")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """An entry of the evidence ledger."""

    SHEET: ClassVar[str] = "evidence"
    ABOUT: ClassVar[str] = "What was tried or learned: worked, broke, surprised, or showed nothing."

    evidence: str = column("short code", key=True)
    kind: EvidenceKind | None = column("what produced it")
    claim: str | None = column("what it says, in one sentence")
    measure: str | None = column("what was measured")
    effect: float | None = column("change, as a share: -0.25 is a quarter less")
    low: float | None = column("lower end of the effect")
    high: float | None = column("upper end of the effect")
    n: int | None = column("how many cases", low=0)
    result: Result | None = column("what came of it")
    topics: tuple[str, ...] | None = column("topics it answers")
    limits: str | None = column("what it does not show")
    source: str | None = column("where it comes from")
    comparability: str | None = column("how like us an external example is")
    contested: bool | None = column("somebody disputes it")
    pilot: str | None = column("the pilot it comes from", refers="pilots")
    level: float | None = column(
        "how sure the interval is meant to be; blank 0.8", low=0.5, high=0.999
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter(Record):
    """A contact with somebody about the change."""

    SHEET: ClassVar[str] = "encounters"
    ABOUT: ClassVar[str] = "Conversations: what was shown, heard, asked and answered."

    date: datetime.date | None = column("when")
    person: str = column("with whom", refers="people", required=True)
    by: str | None = column("who of us", refers="people")
    kind: EncounterKind | None = column("what sort of contact")
    shown: tuple[str, ...] | None = column("evidence they were shown", refers="evidence")
    outcome: str | None = column("what came of it")
    doubt: str | None = column("doubt they raised")
    doubt_state: DoubtState | None = column("what became of the doubt")
    doubt_evidence: str | None = column("the evidence that tests the doubt", refers="evidence")
    doubt_adaptation: str | None = column(
        "the change of the plan that the doubt led to", refers="adaptations"
    )
    strain: Strain | None = column("what wears them down")
    ask: Move | None = column("what was asked of them")
    answer: Reply | None = column("how they answered")
    prompted: bool | None = column("whether we had asked for it")
    public: bool | None = column("whether others heard it")
    at_risk: bool | None = column("whether it cost them something")
    already_knew: bool | None = column("whether they already knew of the work")
    hours: float | None = column("time it took", low=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting of the coalition."""

    SHEET: ClassVar[str] = "meetings"
    ABOUT: ClassVar[str] = "What each meeting worked on, and what changed because of it."

    meeting: str = column("short code", key=True)
    date: datetime.date | None = column("when")
    planned_for: datetime.date | None = column("when it is to be, before it has been", plan=True)
    kind: MeetingKind | None = column("core or check-in")
    minutes: float | None = column("how long", low=0)
    artifact: str | None = column("the concrete thing on the table")
    artifact_kind: str | None = column("flow diagram, cost estimate, user story, risk register ...")
    changed: str | None = column("what changed because of it")
    new_constraints: str | None = column("constraints or chances that came up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """Whether a member came."""

    SHEET: ClassVar[str] = "attendance"
    ABOUT: ClassVar[str] = "Who came, sent a substitute, or stayed away."

    meeting: str = column("which meeting", key=True, refers="meetings")
    person: str = column("who", key=True, refers="people")
    presence: Presence | None = column("present, substitute or absent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Record):
    """Something asked or promised."""

    SHEET: ClassVar[str] = "commitments"
    ABOUT: ClassVar[str] = "What was asked, promised, kept or broken."

    person: str = column("whose", refers="people", required=True)
    text: str | None = column("what")
    kind: CommitmentKind | None = column("what sort")
    asked_on: datetime.date | None = column("when it was asked")
    promised_on: datetime.date | None = column("when it was promised")
    due_on: datetime.date | None = column("when it is due", plan=True)
    state: CommitmentState | None = column(
        "how it stands; empty says promised where a day of promise stands, else asked"
    )
    meeting: str | None = column("the meeting it was given in", refers="meetings")
    written_into: str | None = column("for a mandate: the role, goal or budget line it stands in")
    hours: float | None = column("time it takes or took", low=0)

    @property
    def standing(self) -> CommitmentState:
        """Return the state, told or implied."""
        if self.state is not None:
            return self.state
        return CommitmentState.PROMISED if self.promised_on else CommitmentState.ASKED

    @property
    def owed(self) -> bool:
        """Whether it was asked or promised, and nothing came of it yet."""
        return self.standing in (CommitmentState.ASKED, CommitmentState.PROMISED)

    @property
    def given(self) -> bool:
        """Whether somebody said yes to it, and did not break it or take it back."""
        return self.standing in (CommitmentState.PROMISED, CommitmentState.KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling(Record):
    """A decision the coalition took about its own work."""

    SHEET: ClassVar[str] = "rulings"
    ABOUT: ClassVar[str] = "What the coalition decided, and who owns it."

    ruling: str = column("short code", key=True)
    date: datetime.date | None = column("when")
    title: str | None = column("in a few words")
    owner: str | None = column("who answers for it", refers="people")
    text: str | None = column("what was decided")
    made: RulingMade | None = column("in, before or after the meeting")
    meeting: str | None = column("the meeting it belongs to", refers="meetings")
    disagree_and_commit: tuple[str, ...] | None = column(
        "who disagreed and committed", refers="people"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Record):
    """Who decides what inside the coalition."""

    SHEET: ClassVar[str] = "rights"
    ABOUT: ClassVar[str] = "Decision rights inside the coalition."

    right: str = column("short code", key=True)
    matter: str | None = column("what is decided")
    owner: str | None = column("who decides", refers="people")
    consulted: tuple[str, ...] | None = column("who is asked first", refers="people")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Record):
    """A quarterly 'should we still do this?'."""

    SHEET: ClassVar[str] = "gates"
    ABOUT: ClassVar[str] = "Dates at which the coalition asks whether to go on."

    gate: str = column("short code", key=True)
    due_on: datetime.date | None = column("when it is due", plan=True)
    held_on: datetime.date | None = column("when it was held")
    outcome: GateOutcome | None = column("what was decided")
    reason: str | None = column("why")
    best_case_against: str | None = column("the best case against going on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Win(Record):
    """A shared success."""

    SHEET: ClassVar[str] = "wins"
    ABOUT: ClassVar[str] = "Shared successes, small and large."

    date: datetime.date | None = column("when")
    title: str | None = column("in a few words")
    text: str | None = column("what happened")
    shared_with: str | None = column("who heard of it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Record):
    """A disagreement inside the coalition."""

    SHEET: ClassVar[str] = "conflicts"
    ABOUT: ClassVar[str] = "Disagreements inside the coalition and how they ended."

    conflict: str = column("short code", key=True)
    opened_on: datetime.date | None = column("since when")
    between: tuple[str, ...] | None = column("between whom", refers="people")
    text: str | None = column("about what")
    state: ConflictState | None = column("open or resolved")
    resolved_on: datetime.date | None = column("when it ended")
    resolution: str | None = column("how it ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation(Record):
    """A change of the plan, and the evidence that caused it."""

    SHEET: ClassVar[str] = "adaptations"
    ABOUT: ClassVar[str] = "How the plan changed, and why."

    adaptation: str = column("short code", key=True)
    date: datetime.date | None = column("when")
    what: str | None = column("what changed")
    because_of: str | None = column("the evidence that caused it", refers="evidence")
    meeting: str | None = column("the meeting it came out of", refers="meetings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot(Record):
    """A bounded test of the change."""

    SHEET: ClassVar[str] = "pilots"
    ABOUT: ClassVar[str] = "Trials and experiments, planned, running or done."

    pilot: str = column("short code", key=True)
    question: str | None = column("what it should answer")
    context: str | None = column("where it is bounded")
    track: PilotTrack | None = column("trial or experiment")
    design: PilotDesign | None = column("how it compares")
    measure: str | None = column("what is measured")
    minimum_effect: float | None = column(
        "smallest effect worth having, as a share: -0.25 is a quarter less"
    )
    baseline: float | None = column("today's figure of the measure")
    spread: float | None = column("its standard deviation from case to case", low=0)
    n_planned: int | None = column("cases planned", low=0)
    started_on: datetime.date | None = column("begin", plan=True)
    ends_on: datetime.date | None = column("end", plan=True)
    stop_rule: str | None = column("when to stop early")
    stop_reached: bool | None = column("whether the stop rule was reached")
    state: PilotState | None = column("where it stands")
    worked: str | None = column("what worked, in words")
    broke: str | None = column("what broke, in words")
    surprised: str | None = column("what surprised, in words")


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotDatum(Record):
    """One measured value of a pilot."""

    SHEET: ClassVar[str] = "pilot_data"
    ABOUT: ClassVar[str] = "Measured values of pilots."

    pilot: str = column("which pilot", refers="pilots", required=True)
    unit: str | None = column("what was measured: a case, a day, a team")
    period: str | None = column("when, in the design's own periods")
    arm: str | None = column("before, after, control, trial ...")
    value: float | None = column("the value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption(Record):
    """How far a node works the new way."""

    SHEET: ClassVar[str] = "adoption"
    ABOUT: ClassVar[str] = "How far each node works the new way, month by month."

    node: str = column("which node", key=True, refers="nodes")
    date: datetime.date | None = column("when", key=True, required=True)
    share: float | None = column("share that works the new way", low=0, high=1)
    by_choice_share: float | None = column("share that would also without a mandate", low=0, high=1)
    expected: bool | None = column("whether the new way is simply expected by now")
    work_arounds: str | None = column("how people get round the new way")


@dataclass(frozen=True, slots=True, kw_only=True)
class Override(Record):
    """Where a person knew better than the tool."""

    SHEET: ClassVar[str] = "overrides"
    ABOUT: ClassVar[str] = "Suggestions that were overruled, with the reason."

    date: datetime.date | None = column("when")
    person: str | None = column("whom it concerns", refers="people")
    kind: OverrideKind | None = column("which suggestion")
    chosen: str | None = column("what was chosen instead")
    reason: str | None = column("why")
