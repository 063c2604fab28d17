"""Records of the map: people, ties, judgements, decisions, nodes, stakes and resistance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from groundswell.core.terrain.record import Record, column
from groundswell.core.terrain.terms import (
    AuthorityRole,
    Basis,
    Context,
    DecisionKind,
    DecisionState,
    ElementKind,
    Level,
    NewRole,
    Phase,
    ResistanceSource,
    Rule,
    Sign,
    Source,
    StakeKind,
    Stance,
    Sureness,
    TieKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Record):
    """The change effort as a whole; its sheet has one row per key."""

    SHEET: ClassVar[str] = "initiative"
    ABOUT: ClassVar[str] = "What is being changed, by whom, and where the work stands."

    title: str | None = column("the change in a few words")
    problem: str | None = column("what is wrong today")
    vision: str | None = column("how it will be")
    context: Context | None = column("kind of organisation; sets words and templates")
    vocabulary: str | None = column("whose words to use; blank follows the context")
    owner: str | None = column("who started it", refers="people")
    weekly_hours: float | None = column("hours a week the owner can give", low=0, high=168)
    started_on: date | None = column("when the work began")
    announced_on: date | None = column("when it was formally announced, if it was")
    phase: Phase | None = column("where the work stands")
    target: float | None = column("chance to reach before calling it critical mass", low=0, high=1)
    horizon_weeks: int | None = column("weeks within which people should adopt", low=1, high=520)
    boundary: str | None = column("which system is being changed, and what lies outside it")
    approach: str | None = column("the first approach to the change")
    as_of: date | None = column("the day this file describes; blank means today")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Record):
    """A constant of the model that this initiative sets differently."""

    SHEET: ClassVar[str] = "settings"
    ABOUT: ClassVar[str] = "Constants of the model that differ here; see the settings reference."

    constant: str = column("name of the constant", key=True)
    value: float = column("its value", required=True)
    reason: str | None = column("why it differs here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """A branch of the organisation."""

    SHEET: ClassVar[str] = "units"
    ABOUT: ClassVar[str] = "Branches of the organisation; a parent makes a tree."

    unit: str = column("short code", key=True)
    name: str | None = column("full name")
    parent: str | None = column("the unit it belongs to", refers="units")
    site: str | None = column("where it is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody on the map."""

    SHEET: ClassVar[str] = "people"
    ABOUT: ClassVar[str] = "Everybody the change touches, supporters or not."

    person: str = column("short code", key=True)
    name: str | None = column("name to show")
    unit: str | None = column("where they work", refers="units")
    role: str | None = column("what they do")
    level: Level | None = column("step in the hierarchy")
    function: str | None = column("discipline")
    site: str | None = column("where they are")
    outside: bool | None = column("outside the formal organisation")
    affected: bool | None = column("lives with the result")
    voice: str | None = column("affected group they speak for")
    lived_experience: bool | None = column("knows the problem from their own work")
    gives_permission: bool | None = column("when they commit, others feel allowed to")
    capacity_hours: float | None = column("hours a week they could give", low=0, high=168)
    hours_to_recruit: float | None = column(
        "hours it takes to win them; blank 6", low=0.1, high=1000
    )
    overloaded: bool | None = column("already carries too much")
    susceptibility: float | None = column("how far they move with others", low=0, high=1)
    new_role: NewRole | None = column("a role of the cognitive era")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Record):
    """Somebody listens to, trusts, asks, works with, reports to or is in conflict with another."""

    SHEET: ClassVar[str] = "ties"
    ABOUT: ClassVar[str] = "Who listens to whom: influence runs from 'to' to 'from'."
    JUDGED: ClassVar[bool] = True

    from_: str = column("who listens, trusts, asks or reports", key=True, refers="people")
    to: str = column("the person they listen to", key=True, refers="people")
    kind: TieKind = column("layer", key=True)
    weight: float | None = column("strength; blank 1, 0 = looked and found none", low=0, high=1)
    source: Source | None = column("how it is known; blank declared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """One assessor's view of where a person stands."""

    SHEET: ClassVar[str] = "stances"
    ABOUT: ClassVar[str] = "Where people stand, as seen by somebody on a day."
    JUDGED: ClassVar[bool] = True

    person: str = column("who is judged", key=True, refers="people")
    decision: str | None = column(
        "for one decision only; blank = the change as a whole",
        key=True,
        refers="decisions",
        required=False,
    )
    stance: Stance | float = column(
        "a word, or a number from -1 to 1", low=-1, high=1, required=True
    )
    sure: Sureness | None = column("how sure; blank medium")
    fixed: bool | None = column("sworn: will not move")
    informed: bool | None = column("the assessor had seen others' judgements")
    basis: Basis | None = column("what it rests on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence(Record):
    """Kotter's four, asked only of deciders, gatekeepers, candidates and members."""

    SHEET: ClassVar[str] = "influence"
    ABOUT: ClassVar[str] = "Position power, expertise, credibility, leadership: 1 little, 5 much."
    JUDGED: ClassVar[bool] = True

    person: str = column("who is judged", key=True, refers="people")
    position_power: float | None = column("power of the position", low=1, high=5)
    expertise: float | None = column("knowledge of the matter", low=1, high=5)
    credibility: float | None = column("how much others believe them", low=1, high=5)
    leadership: float | None = column("ability to lead the change", low=1, high=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A decision the change needs."""

    SHEET: ClassVar[str] = "decisions"
    ABOUT: ClassVar[str] = "Decisions the change needs, and how each is taken."

    decision: str = column("short code", key=True)
    title: str | None = column("what is decided")
    kind: DecisionKind | None = column("what it is about")
    rule: Rule | None = column("how it is taken; blank majority, or owner with one decider")
    quota: float | None = column("share of yes weight needed, for the quota rule", above=0, high=1)
    alt_rule: Rule | None = column("the rule it may be instead, where that is doubtful")
    alt_quota: float | None = column("quota of the alternative rule", above=0, high=1)
    alt_chance: float | None = column("chance that the alternative rule holds", low=0, high=1)
    required: bool | None = column("whether the change needs it; blank yes")
    hurdle: float | None = column("how far above neutral a yes needs them", low=-2, high=2)
    state: DecisionState | None = column("blank open")
    decided_on: date | None = column("when it was taken")
    needed_by: date | None = column("when it is needed", plan=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority(Record):
    """What a person may do about a decision."""

    SHEET: ClassVar[str] = "authority"
    ABOUT: ClassVar[str] = "Who decides, vetoes, is consulted, implements."

    decision: str = column("which decision", key=True, refers="decisions")
    person: str = column("who", key=True, refers="people")
    role: AuthorityRole = column("their part", key=True)
    weight: float | None = column("voting weight or capability; blank 1", low=0)
    salience: float | None = column("how much it matters to them; blank 1", low=0, high=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node(Record):
    """A place where daily work must change."""

    SHEET: ClassVar[str] = "nodes"
    ABOUT: ClassVar[str] = "Places where daily work must change."

    node: str = column("short code", key=True)
    title: str | None = column("what work")
    unit: str | None = column("where; its people operate the node", refers="units")
    share_needed: float | None = column("share that must adopt", low=0, high=1)
    adopted_share: float | None = column("share that works the new way today", low=0, high=1)
    required: bool | None = column("whether the change needs it; blank yes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator(Record):
    """Somebody who does the work of a node."""

    SHEET: ClassVar[str] = "operators"
    ABOUT: ClassVar[str] = "Who works at a node, where it is not simply its unit."

    node: str = column("which node", key=True, refers="nodes")
    person: str = column("who works there", key=True, refers="people")
    weight: float | None = column("share of the work; blank 1", low=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake(Record):
    """What the change means for a person, or what they already carry."""

    SHEET: ClassVar[str] = "stakes"
    ABOUT: ClassVar[str] = "What people gain, lose, need or fear, and what they already carry."

    person: str = column("whose stake", refers="people", required=True)
    kind: StakeKind | None = column("what sort of stake")
    text: str | None = column("in their words")
    topic: str | None = column("the topic that evidence can answer")
    weight: float | None = column("how much it matters; blank 1", low=0)
    measure: str | None = column("what would show it")
    baseline: float | None = column("how it is today, in the measure's unit")
    period: str | None = column("per what time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resistance(Record):
    """Something that resists, which is more than people."""

    SHEET: ClassVar[str] = "resistance"
    ABOUT: ClassVar[str] = "What resists, its legitimate core, and the answer."

    resistance: str = column("short code", key=True)
    source: ResistanceSource | None = column("where it comes from")
    held_by: str | None = column("the person, unit or rule that holds it")
    text: str | None = column("how it shows")
    legitimate_core: str | None = column("what is right about it")
    answer: str | None = column("our answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemLink(Record):
    """A link in the sketch of the system that keeps today's behaviour."""

    SHEET: ClassVar[str] = "system"
    ABOUT: ClassVar[str] = "What keeps today's behaviour going: links, loops, leverage points."

    from_: str = column("what acts", key=True)
    to: str = column("what it acts on", key=True)
    sign: Sign | None = column("+ together, - against each other")
    text: str | None = column("how")
    element_kind: ElementKind | None = column("what sort of element")
    leverage: int | None = column("Meadows' leverage point, 1 (deepest) to 12", low=1, high=12)
