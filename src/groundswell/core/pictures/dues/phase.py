"""The next phase where this one has done its work, a rest that is over, a launch that owes."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.dues.item import ENOUGH, Item, Urgency, Value
from groundswell.core.pictures.launch_sheet import launch_sheet
from groundswell.core.pictures.lens import day
from groundswell.core.pictures.replanting import replanting
from groundswell.core.pictures.visibility import visibility_plan
from groundswell.core.questions.launch_gate import LAUNCHED, lacking
from groundswell.core.questions.phase import NAMES, NEXT
from groundswell.core.questions.readiness import exit_of
from groundswell.core.questions.wording import quoted
from groundswell.core.terrain.season_terms import Audience, ReplantCause
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Phase


def phase_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the step to the next phase, what a launch owes, and that it is time for a rest."""
    phase = snapshot.phase
    criteria = exit_of(snapshot, phase)
    if criteria and not lacking(criteria):
        coming = NAMES[NEXT[phase]]
        reason = f"The {NAMES[phase]} phase has done its work: nothing it asks for is missing."
        title = f"Go on to {coming}"
        yield Item("phase", title, reason, (), "initiative", 0.1, Urgency.THIS_MONTH, Value.TO_LIVE)
    if phase in LAUNCHED:
        yield from _launch(snapshot)
    yield from _replant(snapshot)


def asked_today_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield that nothing is written down for the owner's manager once a trial makes it visible."""
    if snapshot.phase is not Phase.EVIDENCE or len(snapshot.people) < ENOUGH:
        return
    plan = {c.audience: c for c in visibility_plan(snapshot).circles}
    if not plan[Audience.MANAGER.value].if_asked:
        reason = "They may ask before you are ready. Two sentences, true and short, are enough."
        title = "Write down what you say if your manager asks"
        yield Item("visibility", title, reason, (), "visibility", 0.25, value=Value.TO_GO_ON)


def rest_over_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield that a rest has come to its day; nothing else is said while the work rests."""
    picture = replanting(snapshot)
    if picture.over and picture.rest is not None and picture.rest.resume_on is not None:
        reason = f"It was to last until {day(picture.rest.resume_on)}. Or give it another month."
        title = "Decide how the work goes on"
        yield Item("replant", title, reason, (), "replants", 0.5, Urgency.NOW, Value.TO_LIVE)


def _launch(snapshot: Snapshot) -> Iterator[Item]:
    late = [line for part in launch_sheet(snapshot).parts for line in part.lines if line.late]
    for line in sorted(late, key=lambda one: (str(one.due), one.code))[:1]:
        assert line.due is not None
        what = quoted(line.text or line.code)
        reason = f"It was due on {day(line.due)}, and nothing says that it was done."
        title = f"See to {what} on the launch sheet"
        yield Item("launch", title, reason, (line.code,), "launch", 0.5, Urgency.NOW, Value.TO_LIVE)


def _replant(snapshot: Snapshot) -> Iterator[Item]:
    for trigger in replanting(snapshot).triggers:
        if trigger.cause == ReplantCause.MEMBERS_MOVED.value:
            title = "Ask whether the coalition needs a new planting"
            about = (trigger.ids, "coalition", 0.5, Urgency.THIS_MONTH, Value.TO_GO_ON)
            yield Item("replant", title, trigger.text, *about)
