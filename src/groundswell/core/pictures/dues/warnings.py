"""What warns early: signs of decay and pathologies that are there, and who is worn down."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.questions.vitality.alarms import STRUCTURAL, Alarm, settled_alarms
from groundswell.core.questions.vitality.course import Course
from groundswell.core.questions.vitality.decay import strained
from groundswell.core.terrain.snapshot import Snapshot

MOST_WARNINGS = 3  # more at once would be read as noise; the health page has them all
HOURS = 0.5
TITLES = {
    "drift": "Hear those of the core who drift away",
    "substitutes": "Ask whoever sends a substitute what they would come for",
    "status_meetings": "Bring one concrete thing to the next meeting",
    "decided_elsewhere": "Take the next open decision in the meeting",
    "untested_debate": "Put the doubt you hear most to a test",
    "no_evidence": "Try one small thing with real users",
    "lone_builder": "Hand one conversation and one task over",
    "single_sponsor": "Win a second sponsor while the first is there",
    "faction": "Bring both sides into one room",
    "inertia": "Ask whether to go on, the case against first",
    "blurred_accountability": "Give each open matter an owner",
    "mailing_list": "Ask the quiet members for one small thing each",
    "coalition_bloat": "Work with a few, and tell the others when you come back",
    "compliance": "Ask three people what the new way costs them",
    "pure_enthusiasts": "Ask a skeptic to be your critical friend",
    "insiders_only": "Invite somebody who lives with the result",
}
# What ends a coalition soonest comes before what only narrows it.
GRAVE = frozenset({"drift", "lone_builder", "faction", "inertia"})


def warnings_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the gravest warnings, and the member who was strained when last heard alone.

    Only warnings that have stood for some weeks: the health page shows them from the first day.
    """
    alarms = sorted(settled_alarms(snapshot), key=lambda alarm: -_weight(alarm))
    yield from map(_warning, alarms[:MOST_WARNINGS])
    course = Course.of(snapshot)
    rows, _ = strained(course)
    if rows and not course.resting:
        latest = max(rows, key=lambda row: (row.on, row.person))
        who = snapshot.name(latest.person)
        word = latest.strain.replace("_", " ")
        reason = f"When last heard alone, {who} spoke of {word}. Better heard now than seen later."
        yield Item(
            "strain", f"Take something off the plate of {who}", reason, (latest.person,),
            "encounters", HOURS, Urgency.THIS_WEEK, Value.TO_GO_ON,
        )  # fmt: skip


def _weight(alarm: Alarm) -> int:
    if alarm.alarm in GRAVE:
        return 2
    return 0 if alarm.alarm in STRUCTURAL else 1


def _warning(alarm: Alarm) -> Item:
    urgency = Urgency.THIS_MONTH if alarm.alarm in STRUCTURAL else Urgency.THIS_WEEK
    value = Value.TO_LIVE if alarm.alarm in GRAVE else Value.TO_GO_ON
    return Item(
        "warning", TITLES[alarm.alarm], alarm.text, alarm.ids, "meetings", HOURS, urgency, value
    )
