"""The field's words as enumerations, as the workbook writes them; all stand on the glossary."""

from __future__ import annotations

from enum import StrEnum


class Context(StrEnum):
    """The kind of organisation, which sets words, role prompts and governance forms."""

    CORPORATE = "corporate"
    GOVERNMENT = "government"
    MOVEMENT = "movement"
    TECH = "tech"


class Phase(StrEnum):
    """Where the work stands, from the first two people to business as usual."""

    NUCLEUS = "nucleus"
    EVIDENCE = "evidence"
    CRITICAL_MASS = "critical_mass"
    LAUNCH = "launch"
    ROLLOUT = "rollout"
    HANDED_OVER = "handed_over"
    PAUSED = "paused"
    STOPPED = "stopped"


class Level(StrEnum):
    """Step in the hierarchy; external people stand outside it."""

    EXECUTIVE = "executive"
    SENIOR = "senior"
    MIDDLE = "middle"
    FRONTLINE = "frontline"
    EXTERNAL = "external"


class NewRole(StrEnum):
    """Roles of the cognitive era that a coalition designs blind without."""

    RESPONSIBLE_AI = "responsible_ai"
    DATA_GOVERNANCE = "data_governance"
    FEEDBACK_LOOP = "feedback_loop"
    DATA_AND_ML = "data_and_ml"
    DATA_LITERACY = "data_literacy"
    TOOL_CRITIC = "tool_critic"


class TieKind(StrEnum):
    """Layer of an observed relation; *from* listens to *to*."""

    REPORTS_TO = "reports_to"
    TRUSTS = "trusts"
    ADVICE = "advice"
    WORKS_WITH = "works_with"
    CONFLICT = "conflict"


class Source(StrEnum):
    """How a tie became known."""

    DECLARED = "declared"
    SURVEYED = "surveyed"
    INFERRED = "inferred"


class Stance(StrEnum):
    """Where somebody stands on the change; unknown is kept apart from neutral."""

    OPPONENT = "opponent"
    SKEPTIC = "skeptic"
    NEUTRAL = "neutral"
    SUPPORTER = "supporter"
    CHAMPION = "champion"
    UNKNOWN = "unknown"


# From opponent -1 to champion +1; unknown has no value.
STANCE_VALUE: dict[Stance, float] = dict(zip(Stance, (-1.0, -0.5, 0.0, 0.5, 1.0), strict=False))


class Sureness(StrEnum):
    """How sure an assessor is of a judgement."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Basis(StrEnum):
    """What a judgement rests on."""

    SAID_PRIVATELY = "said_privately"
    SAID_PUBLICLY = "said_publicly"
    ACTED = "acted"
    HEARSAY = "hearsay"
    GUESS = "guess"


class DecisionKind(StrEnum):
    """What a decision point is about."""

    BUDGET = "budget"
    INCENTIVES = "incentives"
    PROCESS = "process"
    PERSONNEL = "personnel"
    POLICY = "policy"
    OTHER = "other"


class Rule(StrEnum):
    """How a decision is taken."""

    OWNER = "owner"
    MAJORITY = "majority"
    QUOTA = "quota"
    UNANIMITY = "unanimity"
    NEGOTIATED = "negotiated"


class DecisionState(StrEnum):
    """Whether a decision is still to be taken."""

    OPEN = "open"
    PASSED = "passed"
    REFUSED = "refused"
    DEFERRED = "deferred"


class AuthorityRole(StrEnum):
    """What a person may do about a decision."""

    DECIDE = "decide"
    VETO = "veto"
    CONSULT = "consult"
    IMPLEMENT = "implement"


class StakeKind(StrEnum):
    """What the change means for somebody, or what they carry already."""

    GAIN = "gain"
    LOSS = "loss"
    NEED = "need"
    FEAR = "fear"
    PROBLEM = "problem"
    CONSTRAINT = "constraint"
    COMMITMENT = "commitment"


class ResistanceSource(StrEnum):
    """Where resistance comes from; people are only one holder of it."""

    LOSS = "loss"
    TURF = "turf"
    WORKLOAD = "workload"
    HABIT = "habit"
    RULE = "rule"
    PAST_FAILURE = "past_failure"


class ElementKind(StrEnum):
    """What a line of the system sketch shows."""

    OPERATOR = "operator"
    INCENTIVE = "incentive"
    HABIT = "habit"
    LOOP = "loop"
    LEVERAGE = "leverage"


class Sign(StrEnum):
    """Whether two things in the system sketch move together or against each other."""

    SAME = "+"
    OPPOSITE = "-"


class Ring(StrEnum):
    """Circle of the coalition, from the first people outwards."""

    NUCLEUS = "nucleus"
    CORE = "core"
    SECOND = "second"
    WIDER = "wider"


class MemberRole(StrEnum):
    """Why a member is in the coalition."""

    ALLY = "ally"
    SPONSOR = "sponsor"
    EARLY_ADOPTER = "early_adopter"
    CRITICAL_FRIEND = "critical_friend"
    AFFECTED_VOICE = "affected_voice"


class Joining(StrEnum):
    """Whether a member was invited or asked to join."""

    INVITED = "invited"
    ASKED = "asked"


class EvidenceKind(StrEnum):
    """What produced an entry of the evidence ledger."""

    PILOT = "pilot"
    TRIAL = "trial"
    PROTOTYPE = "prototype"
    DEMO = "demo"
    REDESIGN = "redesign"
    COST = "cost"
    EXTERNAL = "external"


class Result(StrEnum):
    """What an entry of the evidence ledger found; null results stay visible."""

    WORKED = "worked"
    BROKE = "broke"
    SURPRISED = "surprised"
    NULL = "null"


class EncounterKind(StrEnum):
    """The kind of contact with a person."""

    ONE_TO_ONE = "one_to_one"
    APPROACH = "approach"
    HALLWAY = "hallway"
    ADVOCACY = "advocacy"
    JOIN_REQUEST = "join_request"


class DoubtState(StrEnum):
    """What became of a doubt; a doubt is data and is never resolved away."""

    HEARD = "heard"
    TESTED_BY = "tested_by"
    CHANGED_THE_PLAN = "changed_the_plan"


class Strain(StrEnum):
    """What wears a member down."""

    OVERCOMMITMENT = "overcommitment"
    SHIFTING_PRIORITIES = "shifting_priorities"
    LOSS_OF_FAITH = "loss_of_faith"


class Move(StrEnum):
    """What somebody is asked to do for the change."""

    JOIN = "join"
    SUPPORT = "support"
    NOT_BLOCK = "not_block"
    INTRODUCE = "introduce"
    SPONSOR = "sponsor"


class Reply(StrEnum):
    """How an ask was answered."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class MeetingKind(StrEnum):
    """Working meeting of the core, or the wider check-in."""

    CORE = "core"
    CHECK_IN = "check_in"


class Presence(StrEnum):
    """Whether a member came to a meeting."""

    PRESENT = "present"
    SUBSTITUTE = "substitute"
    ABSENT = "absent"


class CommitmentKind(StrEnum):
    """What was promised."""

    TIME = "time"
    AUTHORITY = "authority"
    ADVOCACY = "advocacy"
    TASK = "task"
    MANDATE = "mandate"
    NOT_BLOCK = "not_block"
    INTRODUCE = "introduce"
    SPONSOR = "sponsor"


class CommitmentState(StrEnum):
    """What became of a commitment."""

    ASKED = "asked"
    PROMISED = "promised"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class RulingMade(StrEnum):
    """Whether a ruling was made in the meeting, or before or after it."""

    IN = "in"
    BEFORE = "before"
    AFTER = "after"


class GateOutcome(StrEnum):
    """Outcome of the quarterly 'should we still do this?'."""

    CONTINUE = "continue"
    ADAPT = "adapt"
    PAUSE = "pause"
    STOP = "stop"


class ConflictState(StrEnum):
    """Whether a conflict inside the coalition is still open."""

    OPEN = "open"
    RESOLVED = "resolved"


class PilotTrack(StrEnum):
    """A trial shows what is possible; an experiment measures what it is worth."""

    TRIAL = "trial"
    EXPERIMENT = "experiment"


class PilotDesign(StrEnum):
    """How a pilot compares."""

    BEFORE_AFTER = "before_after"
    CONTROL = "control"
    TIME_SERIES = "time_series"
    PROPORTIONS = "proportions"


class PilotState(StrEnum):
    """Where a pilot stands."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"


class OverrideKind(StrEnum):
    """Which suggestion of the tool a person overruled, with their reason."""

    MESSENGER = "messenger"
    LAUNCH_GATE = "launch_gate"
    TOO_EARLY = "too_early"
    RULE = "rule"
    PHASE = "phase"


class Upheaval(StrEnum):
    """A shock to the institution that no single recruit can prevent."""

    MERGER = "merger"
    BUDGET_CRISIS = "budget_crisis"
    LEADERSHIP_CHANGE = "leadership_change"
    ORGANISED_RESISTANCE = "organised_resistance"


class GapKind(StrEnum):
    """What is not known or not there; gaps are content, not errors."""

    STANCE_UNKNOWN = "stance_unknown"
    TIES_UNKNOWN = "ties_unknown"
    HOLDER_UNKNOWN = "holder_unknown"
    OPERATORS_UNKNOWN = "operators_unknown"
    NOTHING_REQUIRED = "nothing_required"
    NO_COALITION = "no_coalition"
    NO_EVIDENCE = "no_evidence"
    NO_RESISTANCE = "no_resistance"
    STAKE_UNANSWERED = "stake_unanswered"
    STAKES_UNKNOWN = "stakes_unknown"
    BASELINE_UNKNOWN = "baseline_unknown"
    PATH_UNKNOWN = "path_unknown"
    VOICE_MISSING = "voice_missing"
    CRITERION_UNKNOWN = "criterion_unknown"
    CAPACITY_UNKNOWN = "capacity_unknown"
    SYSTEM_UNKNOWN = "system_unknown"
    DATE_UNKNOWN = "date_unknown"
    MAP_INCOMPLETE = "map_incomplete"
    STALE = "stale"
    TOO_FEW = "too_few"
