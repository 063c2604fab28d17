"""Names of signs and alarms in the words of a sentence."""

from __future__ import annotations

from groundswell.core.questions.pathologies import NAMES

LIFE_NAMES = {
    "advocacy": "people speak up for it unasked",
    "evidence_shared": "evidence and wins are shared",
    "change_per_meeting": "meetings change something",
    "join_requests": "people ask to join",
    "already_knew": "the second ring has heard of it",
    "new_constraints": "new constraints come up",
    "promises_kept": "promises are kept",
    "shared_wins": "wins are noticed",
    "learning": "the plan follows the evidence",
}
DECAY_NAMES = {
    "drift": "its core is drifting away",
    "substitutes": "substitutes come instead",
    "status_meetings": "its meetings have become status reports",
    "decided_elsewhere": "decisions fall outside its meetings",
    "untested_debate": "it debates without data",
    "no_evidence": "nothing is being tested",
    "strain": "its core is worn down",
}
# What is counted where the name says that it is missing.
COUNTED_NAMES = {"no_evidence": "tests and results"}
ALARM_NAMES = {**DECAY_NAMES, **NAMES}
