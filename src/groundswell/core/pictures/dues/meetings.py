"""The next core meeting: each member heard alone first, then one a week."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.pictures.lens import day
from groundswell.core.questions.core_meetings import MINUTES, first_to_hear, held, inner, planned
from groundswell.core.questions.wording import count, quoted
from groundswell.core.terrain.run_records import Meeting
from groundswell.core.terrain.snapshot import Snapshot

CORE = 3  # people of the inner rings from which there is a core that meets
LATE = 14  # days without a core meeting from which one is missed
NEAR = 7  # days before a planned meeting at which its agenda is worth a look


def meetings_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the next core meeting: to prepare, to write down, or to call; whom to hear before."""
    coming = next(iter(planned(snapshot)), None)
    if coming is not None:
        yield from _unheard(snapshot, coming)
        yield from _coming(snapshot, coming)
    else:
        yield from _missed(snapshot)


def _unheard(snapshot: Snapshot, coming: Meeting) -> Iterator[Item]:
    """Yield one member nobody has heard alone, before the core meets for the first time."""
    code = first_to_hear(snapshot)
    if code is not None and coming.planned_for is not None:
        when = day(coming.planned_for)
        reason = f"The core meets for the first time on {when}, and each is heard alone before."
        title = f"Hear {snapshot.name(code)} alone"
        yield Item("hear", title, reason, (code,), "encounters", 0.75, Urgency.NOW, Value.TO_GO_ON)


def _coming(snapshot: Snapshot, coming: Meeting) -> Iterator[Item]:
    assert coming.planned_for is not None
    away = (coming.planned_for - snapshot.as_of).days
    when = day(coming.planned_for)
    if away < 0:
        reason = f"It was planned for {when}, and nothing says what came of it."
        title, kind = "Write down what the core meeting changed", "meeting"
        yield _item(kind, title, reason, coming.meeting, 0.25, Urgency.NOW)
    elif away <= NEAR and not coming.artifact:
        reason = (
            f"It is on {when}, and nothing lies on the table yet. One concrete thing each time."
        )
        title = "Choose what the core works on"
        yield _item("meeting", title, reason, coming.meeting, 0.5, Urgency.THIS_WEEK)
    elif away <= NEAR:
        what = quoted((coming.artifact or "").rstrip("."))
        reason = f"{MINUTES} minutes on {when}: {what}, and what is open since the last one."
        title = "Go through the agenda of the core meeting"
        yield _item("meeting", title, reason, coming.meeting, 0.25, Urgency.THIS_WEEK)


def _missed(snapshot: Snapshot) -> Iterator[Item]:
    core, last = inner(snapshot), held(snapshot)
    if len(core) < CORE:
        return
    if not last:
        number = count(len(core), "person", "people")
        reason = f"{number.capitalize()} are in it and have never sat at one table. Weekly, short."
        yield _item("meetings", "Plan the first core meeting", reason, "", 0.25, Urgency.THIS_MONTH)
        return
    assert last[-1].date is not None
    since = (snapshot.as_of - last[-1].date).days
    if since > LATE:
        reason = f"The core last met {since} days ago, and no meeting is planned. Weekly is enough."
        yield _item("meetings", "Plan the next core meeting", reason, "", 0.25, Urgency.THIS_WEEK)


def _item(kind: str, title: str, reason: str, code: str, hours: float, urgency: Urgency) -> Item:
    return Item(
        kind, title, reason, (code,) if code else (), "meetings", hours, urgency, Value.TO_GO_ON
    )
