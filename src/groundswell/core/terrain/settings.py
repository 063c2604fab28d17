"""Every constant of the model in one place: a stated convention, with its bounds and its source.

None is fitted to an initiative. Each can be set differently in the `settings` sheet; answers say
which were.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from groundswell.core.terrain.map_records import Initiative, Setting

OWN = "convention of this project"
FJ = "Friedkin & Johnsen 1990"
EU = "measured on EU decisions: Thomson et al. 2006; Arregui & Perarnaud 2021"
CENTOLA = "Centola et al. 2018"
PATTERN = "after the pattern Building Internal Coalition"
KOTTER = "after Kotter 1996"


def constant(
    default: float,
    low: float,
    high: float,
    text: str,
    source: str = OWN,
    *,
    tries: tuple[float, float] | None = None,
) -> Any:
    """Declare a constant with its default, inclusive bounds, meaning and source.

    `tries` are a low and a high value that somebody could defend as well, for the test of how much
    an answer hangs on it; None where it moves neither the forecast nor the order of moves.
    """
    facts = {"low": low, "high": high, "text": text, "source": source, "tries": tries}
    return dataclasses.field(default=default, metadata=facts)


@dataclass(frozen=True, slots=True)
class Settings:
    """The constants of one initiative; the defaults are the conventions of docs/reference."""

    stance_spread: float = constant(
        0.5, 0.05, 2, "sd of stances around their unit's mean", tries=(0.35, 0.7)
    )
    unit_spread: float = constant(
        0.25, 0.01, 2, "sd of unit means around the overall climate", tries=(0.1, 0.4)
    )
    climate_spread: float = constant(
        0.5, 0.05, 2, "sd of the overall climate around neutral", tries=(0.3, 0.7)
    )
    assessor_bias: float = constant(
        0.2, 0.01, 1, "sd of an assessor's lasting bias", tries=(0.1, 0.35)
    )
    judgement_error: float = constant(
        0.35, 0.05, 2, "sd of one fresh judgement of medium sureness", tries=(0.25, 0.5)
    )
    error_growth: float = constant(
        0.01, 0, 0.5, "growth of the error variance per month of age", tries=(0, 0.03)
    )
    sure_low: float = constant(2.25, 1, 10, "factor on the error variance when hardly sure")
    sure_high: float = constant(0.5, 0.1, 1, "factor on the error variance when very sure")
    informed_factor: float = constant(2, 1, 10, "factor on the error variance when not blind")
    decision_spread: float = constant(
        0.5, 0.05, 2, "sd of a stance on one decision around the whole", tries=(0.3, 0.7)
    )
    evidence_shift: float = constant(
        0.15, 0, 1, "mean shift by shown evidence that fits a stake", tries=(0, 0.3)
    )
    evidence_shift_sd: float = constant(0.15, 0, 1, "sd of that shift")
    evidence_limit: float = constant(0.3, 0, 2, "largest shift by all evidence together")

    weight_trusts: float = constant(
        0.5, 0, 1, "weight of trust in who listens to whom", tries=(0.3, 0.7)
    )
    weight_advice: float = constant(0.3, 0, 1, "weight of seeking advice", tries=(0.15, 0.5))
    weight_works_with: float = constant(0.2, 0, 1, "weight of working together", tries=(0.1, 0.4))
    weight_reports_to: float = constant(0.15, 0, 1, "weight of reporting", tries=(0, 0.3))
    tie_shape: float = constant(
        4, 0.5, 100, "certainty of a declared or surveyed tie (Gamma shape)", tries=(2, 10)
    )
    tie_shape_inferred: float = constant(1, 0.2, 100, "certainty of an inferred tie (Gamma shape)")
    unseen_a: float = constant(
        2, 0.1, 100, "share of unseen ties, where ties were reported: Beta a"
    )
    unseen_b: float = constant(
        8, 0.1, 100, "share of unseen ties, where ties were reported: Beta b", tries=(4, 16)
    )
    consult_weight: float = constant(
        0.5, 0, 1, "advice a decider takes from somebody consulted", tries=(0.25, 0.8)
    )

    susceptibility_open: float = constant(
        0.75, 0.01, 0.99, "of people near neutral", FJ, tries=(0.6, 0.9)
    )
    susceptibility_firm: float = constant(
        0.15, 0.01, 0.99, "of people with an extreme stance", FJ, tries=(0.05, 0.3)
    )
    susceptibility_bend: float = constant(
        0.25, 0, 0.9, "stance from which it begins to fall", tries=(0.1, 0.5)
    )
    susceptibility_shape: float = constant(8, 1, 100, "concentration of its Beta distribution")

    commitment_nucleus: float = constant(1, 0, 1, "of a nucleus member, where not stated")
    commitment_core: float = constant(1, 0, 1, "of a core member, where not stated", tries=(0.8, 1))
    commitment_second: float = constant(
        0.75, 0, 1, "of a second-ring member, where not stated", tries=(0.6, 0.9)
    )
    commitment_wider: float = constant(
        0.5, 0, 1, "of a wider-ring member, where not stated", tries=(0.3, 0.7)
    )
    broken_factor: float = constant(
        0.85, 0, 1, "what remains of it after a broken promise", tries=(0.7, 0.95)
    )
    broken_days: float = constant(180, 1, 3650, "days a broken promise is remembered")
    absence_factor: float = constant(
        0.3, 0, 1, "what missing every recent core meeting takes", tries=(0.1, 0.5)
    )
    meetings_counted: float = constant(6, 1, 100, "recent core meetings that count")

    weather: float = constant(0.2, 0, 1, "sd of luck common to all decisions", EU, tries=(0.1, 0.3))
    vote_scale: float = constant(
        0.25, 0.01, 2, "sd of a single vote around the stance", tries=(0.15, 0.4)
    )
    hurdle: float = constant(
        0.2, -2, 2, "how far above neutral a yes lies: the status quo wins ties", tries=(0, 0.35)
    )
    negotiated_scale: float = constant(
        0.4, 0.01, 2, "sd of one negotiated outcome of its own", EU, tries=(0.3, 0.55)
    )
    negotiated_common: float = constant(
        0.4, 0, 2, "sd common to an initiative's negotiations", EU, tries=(0.25, 0.55)
    )
    negotiated_hurdle: float = constant(
        0, -2, 2, "hurdle of a negotiated decision", tries=(-0.1, 0.2)
    )

    committed_above: float = constant(
        0.6, 0, 1, "opinion above which people practise regardless", tries=(0.5, 0.75)
    )
    refusing_below: float = constant(
        -0.6, -1, 0, "opinion below which people never adopt", tries=(-0.8, -0.4)
    )
    mandate: float = constant(
        0.1, 0, 1, "chance that a mandate makes a meeting count as new", tries=(0, 0.2)
    )
    habit: float = constant(
        0.1, 0, 1, "chance that old habit replaces a meeting, afterwards", CENTOLA
    )
    inner_runs: float = constant(8, 1, 64, "adoption runs for each scenario")
    threshold_form: float = constant(
        0,
        0,
        1,
        "whether adoption goes by thresholds (1) instead of memory (0)",
        "Granovetter 1978",
        tries=(0, 1),
    )
    threshold_base: float = constant(0.3, 0, 1, "mean threshold of a neutral person")
    threshold_slope: float = constant(0.25, 0, 1, "how far a full supporter's threshold lies lower")
    threshold_sd: float = constant(0.12, 0, 1, "sd of thresholds")
    share_needed: float = constant(
        0.5, 0, 1, "share of a node that must adopt, where not stated", tries=(0.35, 0.65)
    )

    target: float = constant(0.6, 0.01, 1, "chance to reach before calling it critical mass")
    sure_enough: float = constant(0.8, 0.5, 0.99, "certainty with which the target must be reached")
    horizon_weeks: float = constant(
        26, 1, 520, "weeks within which people should adopt", tries=(13, 52)
    )

    join_opponent: float = constant(0.02, 0, 1, "chance that an opponent joins when asked")
    join_skeptic: float = constant(
        0.1, 0, 1, "chance that a skeptic joins when asked", tries=(0.05, 0.2)
    )
    join_neutral: float = constant(
        0.25, 0, 1, "chance that a neutral person joins when asked", tries=(0.15, 0.4)
    )
    join_supporter: float = constant(
        0.5, 0, 1, "chance that a supporter joins when asked", tries=(0.35, 0.65)
    )
    join_champion: float = constant(0.8, 0, 1, "chance that a champion joins when asked")
    join_without_tie: float = constant(
        0.6, 0, 1, "what remains of the chance without any tie", tries=(0.4, 0.8)
    )
    join_with_evidence: float = constant(1.2, 1, 3, "factor when evidence fits a stake of theirs")
    join_overloaded: float = constant(0.8, 0, 1, "factor when they carry too much already")
    hours_to_recruit: float = constant(
        6, 0.1, 1000, "hours to win somebody, where not stated", tries=(3, 12)
    )
    sponsor_factor: float = constant(0.5, 0, 1, "chance to sponsor openly, as a share of joining")
    hours_to_introduce: float = constant(2, 0.1, 100, "hours to win an introduction")
    hours_for_mandate: float = constant(
        4, 0.1, 100, "hours to have something written into a role, goal or budget line"
    )
    commitment_asked: float = constant(
        0.75, 0, 1, "commitment at which a recruit is tried", tries=(0.5, 1)
    )
    weak_tie: float = constant(
        0.5, 0, 1, "weight on a path of working together or reporting", tries=(0.25, 0.75)
    )
    conflict_factor: float = constant(0.5, 0, 1, "credibility of a messenger in conflict with them")
    credibility: float = constant(3, 1, 5, "credibility of a messenger, where not stated")
    stale_days: float = constant(30, 1, 3650, "days after which a map is called not revised")

    shared_judgements: float = constant(
        5, 2, 1000, "judgements shared with others from which something is said of an assessor"
    )
    recent_days: float = constant(90, 7, 3650, "days of work on record that pathologies look at")
    alone_days: float = constant(
        90, 1, 3650, "days since the start from which working alone is called so", PATTERN
    )
    alone_share: float = constant(0.8, 0.5, 1, "share of recent work by one person, called alone")
    early_members: float = constant(
        6, 2, 1000, "members from which a coalition without an own test is called bloated", PATTERN
    )
    governed_members: float = constant(
        10, 2, 1000, "members above which decision rights and a check-in are needed", PATTERN
    )
    check_in_days: float = constant(60, 1, 3650, "days within which a check-in is expected")
    contrary_days: float = constant(
        30, 1, 3650, "days within which contrary evidence should change something", PATTERN
    )
    unowned: float = constant(
        2,
        1,
        100,
        "matters without an owner, from which accountability is called blurred",
        PATTERN,
    )
    unowned_share: float = constant(
        0.3, 0, 1, "share of what was ruled and promised of late that must lack an owner, too"
    )
    overdue_days: float = constant(21, 0, 3650, "days past due after which a promise lies about")
    conflict_days: float = constant(
        30, 1, 3650, "days after which an open conflict is stuck", KOTTER
    )
    idle_days: float = constant(60, 1, 3650, "days a member may take to put something in", KOTTER)
    idle_share: float = constant(
        0.34, 0.01, 1, "share of members who put nothing in, called a mailing list", KOTTER
    )
    compliance_gap: float = constant(
        0.3, 0.01, 1, "share working the new way only because they must, called compliance", KOTTER
    )
    tend_inner_days: float = constant(
        30, 7, 366, "days between two conversations alone with a member of the core", PATTERN
    )
    tend_outer_days: float = constant(
        91, 7, 730, "days between two contacts with a member of the outer circles"
    )

    vital_days: float = constant(
        56, 14, 365, "days that count as of late when signs of life and decay are told"
    )
    before_days: float = constant(182, 28, 3650, "days before those, with which they are compared")
    trend_sure: float = constant(
        0.9, 0.5, 0.999, "chance from which a sign is said to have risen or fallen"
    )
    life_share: float = constant(
        0.5, 0.01, 1, "share of occasions from which a sign of life shows", PATTERN
    )
    meetings_stated: float = constant(
        4, 4, 100, "last core meetings that are judged for status reports and drift", PATTERN
    )
    status_share: float = constant(
        0.75, 0.01, 1, "share of them without change or artifact, called status reports", PATTERN
    )
    rulings_counted: float = constant(5, 4, 100, "last rulings judged for where they were made")
    elsewhere_share: float = constant(
        0.8, 0.01, 1, "share of them made before or after the meeting, an alarm", PATTERN
    )
    debate_counted: float = constant(
        8, 4, 100, "last doubts and changes of the plan judged for resting on a test"
    )
    debate_share: float = constant(
        0.85,
        0.01,
        1,
        "share of them that rest on nothing tested, called debate without data",
        PATTERN,
    )
    drift_share: float = constant(
        0.75, 0.01, 1, "share of the last core meetings missed, from which a member drifts", PATTERN
    )
    substitute_share: float = constant(
        0.34, 0.01, 1, "share of places taken by substitutes, an alarm", PATTERN
    )
    dry_days: float = constant(70, 7, 3650, "days without any test or result, an alarm", PATTERN)
    first_test_days: float = constant(
        120, 7, 3650, "days since the start within which a first test is expected", PATTERN
    )
    weeks_back: float = constant(
        26, 1, 520, "weeks for which it is looked back since when an alarm stands"
    )
    settle_weeks: float = constant(
        3, 1, 52, "weeks in a row in which a warning must have stood before Today speaks of it"
    )

    @classmethod
    def of(cls, records: Iterable[Setting], initiative: Initiative | None = None) -> Settings:
        """Return the defaults with an initiative's own values; later rows win.

        A target or horizon stated with the initiative itself counts before a row of settings.

        Raises
        ------
        ValueError
            If a constant is unknown or its value out of bounds; the message names both.
        """
        own: dict[str, float] = {}
        for record in records:
            name = record.constant.strip().lower().replace(" ", "_")
            if name not in CONSTANTS:
                raise ValueError(f"there is no constant called {record.constant!r}")
            known = CONSTANTS[name]
            if not known.low <= record.value <= known.high:
                raise ValueError(f"{name} must lie between {known.low:g} and {known.high:g}")
            own[name] = record.value
        for name in ("target", "horizon_weeks"):
            stated = getattr(initiative, name, None)
            if stated is not None:
                own[name] = stated
        return cls(**own)


@dataclass(frozen=True, slots=True)
class Constant:
    """A constant as the settings reference shows it."""

    name: str
    default: float
    low: float
    high: float
    text: str
    source: str
    tries: tuple[float, float] | None


CONSTANTS: Mapping[str, Constant] = MappingProxyType(
    {
        entry.name: Constant(
            entry.name,
            entry.default,  # type: ignore[arg-type]
            entry.metadata["low"],
            entry.metadata["high"],
            entry.metadata["text"],
            entry.metadata["source"],
            entry.metadata["tries"],
        )
        for entry in dataclasses.fields(Settings)
    }
)
