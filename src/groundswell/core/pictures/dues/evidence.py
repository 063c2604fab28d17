"""Evidence: what needs nobody's permission, what nobody was shown, and pilots that run or end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from groundswell.core.pictures.dues.item import ENOUGH, Item, Urgency, Value
from groundswell.core.pictures.lens import day
from groundswell.core.questions.conversation.arguments import on_topic, speaks
from groundswell.core.questions.wording import count, quoted
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Encounter, Evidence, Pilot, PilotDatum
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import PilotState, PilotTrack
from groundswell.core.terrain.visible import latest

SOON = 7  # days before its end at which a pilot asks for attention
LONG = 60  # days since a pilot ended, after which nobody is reminded any more
FRESH = 14  # days an entry may lie before it should have been shown to somebody
RUNNING = (None, PilotState.PLANNED, PilotState.RUNNING)


def evidence_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield what evidence asks for, that of pilots first."""
    pilots = latest(snapshot.seen.of(Pilot), "pilot")
    measured = {d.pilot for d in snapshot.seen.of(PilotDatum) if d.value is not None}
    entries = latest(snapshot.seen.of(Evidence), "evidence")
    kept = {entry.pilot for entry in entries}
    for pilot in sorted(pilots, key=lambda p: (p.ends_on or date.max, p.pilot)):
        yield from _pilot(snapshot, pilot, pilot.pilot in measured, pilot.pilot in kept)
    yield from _without_permission(snapshot, entries, pilots)


def unshown_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the newest entry that speaks to somebody and that nobody was shown."""
    stakes = [s for s in snapshot.seen.of(Stake) if s.person in snapshot.index]
    shown = {code for e in snapshot.seen.of(Encounter) for code in e.shown or ()}
    waiting = [
        entry
        for entry in latest(snapshot.seen.of(Evidence), "evidence")
        if entry.evidence not in shown
        and speaks(entry)
        and entry.observed_on is not None
        and (snapshot.as_of - entry.observed_on).days >= FRESH
        and on_topic(entry, stakes)
    ]
    for entry in sorted(waiting, key=lambda e: (e.observed_on or date.min, e.evidence))[-1:]:
        people = {stake.person for stake in on_topic(entry, stakes)}
        claim = quoted(_short(entry.claim or entry.evidence))
        number = count(len(people), "person", "people")
        reason = f"{claim} speaks to {number}, and nobody was shown it."
        yield Item(
            "unshown", "Show what you found to somebody it concerns", reason, (entry.evidence,),
            "evidence", 0.5, Urgency.THIS_WEEK, Value.TO_GO_ON,
        )  # fmt: skip


def _pilot(snapshot: Snapshot, pilot: Pilot, measured: bool, kept: bool) -> Iterator[Item]:
    name, ends, today = quoted(_short(pilot.question or pilot.pilot)), pilot.ends_on, snapshot.as_of
    over = pilot.state not in RUNNING or (ends is not None and ends < today)
    if pilot.stop_reached and pilot.state in RUNNING:
        reason = f"The stop rule of {name} was reached."
        yield _item("pilot_stop", "Decide whether the pilot goes on", reason, pilot, Urgency.NOW)
    elif not over and ends is not None and (ends - today).days <= SOON:
        reason = f"{name} ends on {day(ends)}. Count what is left; what worked, broke, surprised?"
        yield _item("pilot_ends", "Bring the pilot to its end", reason, pilot, Urgency.THIS_WEEK)
    elif over and ends is not None and (today - ends).days > LONG:
        return
    elif over and not measured and not _told(pilot) and not kept:
        what = "was stopped" if pilot.state is PilotState.STOPPED else "is over"
        reason = f"{name} {what}, and nothing of what came out is written down."
        yield _item("pilot_data", "Hand in what it measured", reason, pilot, Urgency.THIS_WEEK)
    elif over and (measured or _told(pilot)) and not kept:
        reason = f"{name} is over and its result is not in the ledger, good or bad."
        yield _item(
            "pilot_ledger", "Put its result in the ledger", reason, pilot, Urgency.THIS_WEEK
        )


def _told(pilot: Pilot) -> bool:
    return bool(pilot.worked or pilot.broke or pilot.surprised)


def _item(kind: str, title: str, reason: str, pilot: Pilot, urgency: Urgency) -> Item:
    return Item(kind, title, reason, (pilot.pilot,), "pilots", 0.5, urgency, Value.TO_GO_ON)


def _without_permission(
    snapshot: Snapshot, entries: list[Evidence], pilots: list[Pilot]
) -> Iterator[Item]:
    """Yield three kinds of evidence that need nobody's permission, while there is none."""
    if entries or len(snapshot.people) < ENOUGH:
        return
    reason = "Nothing has been tried or measured. What today costs needs nobody's permission."
    yield Item(
        "cost", "Write down what today costs", reason, (), "costs", 1.0,
        Urgency.THIS_MONTH, Value.TO_GO_ON,
    )  # fmt: skip
    if not any(p.track is PilotTrack.TRIAL for p in pilots):
        reason = "A dozen users or thirty days inside your own work needs no permission either."
        yield Item("trial", "Plan a trial in your own work", reason, (), "pilots", 0.5)
    reason = "Somebody somewhere has tried it. Ask them what broke, and how like you they are."
    yield Item("elsewhere", "Find one example from elsewhere", reason, (), "evidence", 0.5)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 70 else f"{text[:68].rstrip()} …"
