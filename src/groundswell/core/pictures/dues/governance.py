"""A thin form where one table has become too small, and the check-in that is overdue."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.pictures.governing import governing
from groundswell.core.pictures.lens import day
from groundswell.core.questions.wording import count
from groundswell.core.terrain.snapshot import Snapshot


def governance_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the form that is suggested above eight active members, and a late check-in."""
    rule = governing(snapshot)
    if rule.wanted:
        people = count(rule.members, "person is", "people are").capitalize()
        reason = f"{people} active, more than one table takes. Usual here: {rule.suggested.form}."
        title = "Give the coalition a thin form"
        about = ((), "governance", 0.5, Urgency.THIS_MONTH, Value.TO_GO_ON)
        yield Item("governance", title, reason, *about)
    if rule.late and rule.next_check_in is not None:
        reason = f"By its own rhythm it was due on {day(rule.next_check_in)}."
        about = ((), "meetings", 0.75, Urgency.THIS_WEEK, Value.TO_GO_ON)
        yield Item("governance", "Hold the check-in of the wider circle", reason, *about)
