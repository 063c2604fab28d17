"""What a column is called on a screen, where its heading in the workbook would not do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from groundswell.core.terrain.record import Column

LONG = frozenset(
    "answer approach artifact because best_case_against boundary changed claim doubt "
    "if_asked knows learned legitimate_core limits may_see meaning_of_success new_constraints "
    "on_expansion outcome problem question reason resolution stop_rule text vision what "
    "work_arounds worked broke surprised".split()
)
_SHEET: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("ties", "from"): "Who listens",
        ("ties", "to"): "To whom",
        ("system", "from"): "What acts",
        ("system", "to"): "On what",
        ("encounters", "by"): "Who of us",
        ("encounters", "answer"): "Their answer",
        ("encounters", "shown"): "Evidence shown",
        ("encounters", "doubt_adaptation"): "It changed the plan",
        ("encounters", "doubt_evidence"): "Tested by which evidence",
        ("encounters", "doubt_state"): "What became of it",
        ("evidence", "n"): "Number of cases",
        ("gate_answers", "answer"): "What you would do",
        ("gate_answers", "best_case_against"): "The best case against going on",
        ("adoption", "node"): "Place of work",
        ("adoption", "date"): "Seen on",
        ("adoption", "share"): "Share that works the new way",
        ("adoption", "by_choice_share"): "Share that would without a mandate",
        ("adoption", "expected"): "Simply expected by now",
        ("adoption", "work_arounds"): "How people get round it",
        ("visibility", "audience"): "Circle",
        ("visibility", "knows"): "What they know by now",
        ("visibility", "may_see"): "What they may be shown",
        ("visibility", "if_asked"): "What you say if they ask today",
        ("visibility", "on_expansion"): "What changes at the next expansion",
        ("governance", "accountable_to"): "Answers to",
        ("governance", "check_in_days"): "Days between check-ins",
        ("launch", "part"): "What it settles",
        ("launch", "person"): "Who speaks or sees to it",
        ("overrides", "kind"): "Which suggestion",
        ("pilots", "n_planned"): "Cases planned",
        ("pilots", "question"): "What should it answer?",
        ("pilots", "context"): "Where it is bounded",
        ("pilots", "design"): "How it compares",
        ("pilots", "measure"): "What is measured",
        ("pilots", "minimum_effect"): "Smallest effect worth having",
        ("pilots", "baseline"): "Today's figure",
        ("pilots", "spread"): "How much it varies",
        ("pilots", "stop_rule"): "What would end it early",
        ("pilots", "stop_reached"): "Was the stop rule reached?",
        ("pilots", "worked"): "What worked",
        ("pilots", "broke"): "What broke",
        ("pilots", "surprised"): "What surprised you",
        ("evidence", "level"): "How sure the range is meant to be",
        ("evidence", "low"): "Lower end of the range",
        ("evidence", "high"): "Upper end of the range",
        ("costs", "line"): "What is counted",
        ("costs", "cases_low"): "Cases, at least",
        ("costs", "cases_high"): "Cases, at most",
        ("costs", "period"): "In which time",
        ("costs", "share_low"): "Share concerned, at least",
        ("costs", "share_high"): "Share concerned, at most",
        ("costs", "hours_low"): "Hours for each, at least",
        ("costs", "hours_high"): "Hours for each, at most",
        ("costs", "rate_low"): "Money an hour, at least",
        ("costs", "rate_high"): "Money an hour, at most",
        ("costs", "source"): "Where this comes from",
        ("resistance", "answer"): "Our answer",
        ("stances", "fixed"): "Will not move",
        ("stances", "informed"): "Saw others' judgements first",
    }
)
_ANYWHERE: Mapping[str, str] = MappingProxyType(
    {
        "alt_chance": "Chance of the other rule",
        "alt_quota": "Quota of the other rule",
        "alt_rule": "Other rule",
        "as_of": "As of",
        "observed_on": "Seen on",
        "recorded_on": "Written down on",
        "assessor": "Seen by",
        "retracted_on": "Taken back on",
        "sure": "How sure",
        "basis": "What it rests on",
    }
)

_BLANK = re.compile(r"\bblank (?!follows)(?:= |means )?")
_HELP: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("pilots", "minimum_effect"): "As a share of today's figure, with its sign: -25 % is a "
        "quarter less. It says which way is better.",
        ("pilots", "spread"): "Its standard deviation from case to case; leave it empty if nobody "
        "knows.",
        ("costs", "line"): "Letters, calls, a form that comes back.",
        ("costs", "cases_low"): "",
        ("costs", "cases_high"): "",
        ("costs", "hours_low"): "",
        ("costs", "hours_high"): "",
        ("costs", "rate_low"): "Empty counts hours alone.",
        ("costs", "rate_high"): "",
        ("costs", "share_low"): "Empty means all of them.",
        ("costs", "share_high"): "",
        ("costs", "kind"): "Hours waited are never added to hours worked.",
        ("costs", "period"): "Empty means a year.",
        ("costs", "source"): "A week's tally, a list, two people's word.",
        ("pilots", "n_planned"): "In all, both sides together.",
        ("pilots", "question"): "One sentence that could turn out to be wrong.",
        ("pilots", "context"): "One team, one office, one kind of case.",
        ("pilots", "track"): "",
        ("pilots", "measure"): "A figure that somebody can look up or count.",
        ("pilots", "baseline"): "Measured, not guessed; leave it empty if nobody knows.",
        ("pilots", "started_on"): "",
        ("pilots", "ends_on"): "",
        ("pilots", "stop_rule"): "Harm, a broken promise, too much work: said beforehand.",
        ("stances", "stance"): "How they seem to stand; unknown is an answer too.",
        ("stances", "fixed"): "They have said or shown that nothing will move them.",
        ("stances", "decision"): "For one decision only; empty means the change as a whole.",
        ("system", "sign"): "Whether the two move together or against each other.",
        ("ties", "weight"): "Strength; empty means 1, and 0 that you looked and found none.",
    }
)


def help_of(sheet: str, column: Column) -> str:
    """Return what a column means, as a sentence; nothing where its label says it already."""
    special = _HELP.get((sheet, column.header))
    if special is not None:
        return special
    # The workbook speaks of blank cells; a field is empty.
    text = _BLANK.sub("empty means ", column.bounds.text).replace("blank follows", "empty follows")
    said = f"{text[:1].upper()}{text[1:]}"
    if said == label_of(sheet, column):
        return ""
    return said if said.endswith("?") else f"{said}."


def label_of(sheet: str, column: Column) -> str:
    """Return a column's label: its heading as words, or something kinder."""
    header = column.header
    named = _SHEET.get((sheet, header)) or _ANYWHERE.get(header)
    return named or header.replace("_", " ").capitalize()
