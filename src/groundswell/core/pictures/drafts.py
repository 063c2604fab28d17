"""Messages to the outer circles, drafted from the ledger, for a person to change and to send.

Never for the nucleus or the core, who are spoken with. Nothing here is sent, and a draft is no
contact. A result is named only where the visibility plan says what that circle may be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundswell.core.pictures.lens import day
from groundswell.core.questions.conversation.arguments import limits
from groundswell.core.questions.core_meetings import INNER
from groundswell.core.questions.tending import TendedTie
from groundswell.core.questions.who_may_see import RINGS, may_see
from groundswell.core.questions.wording import sentence
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Encounter, Evidence
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Context
from groundswell.core.terrain.visible import latest

_ASKS = {
    Context.MOVEMENT: "Would you have twenty minutes in the next two weeks, on the phone or over a "
    "tea? I would rather hear how it looks from where you are than tell you more.",
    Context.TECH: "Would twenty minutes in the next two weeks work, or a few lines in reply? I "
    "would rather hear what you see than send you more.",
}
_ASK = (
    "Would you have twenty minutes in the next two weeks? I would rather hear how it looks from "
    "where you sit than tell you more."
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to start from.

    Parameters
    ----------
    text
        What could be written.
    evidence
        Code of the entry it speaks of, or empty.
    plan
        What this circle may be shown by the plan, in a sentence; empty where it says nothing.
    note
        What to know before it is sent.
    """

    person: str
    text: str
    evidence: str
    plan: str
    note: str


def draft(snapshot: Snapshot, tie: TendedTie) -> Draft | None:
    """Return a message to somebody of an outer circle; None for the inner ones."""
    if tie.ring in INNER or tie.person == snapshot.owner:
        return None
    plan = may_see(snapshot, RINGS[tie.ring])
    entry = _fitting(snapshot, tie.person) if plan else None
    parts = [
        f"Hello {snapshot.name(tie.person).split()[0]},",
        _since(tie.last),
        _finding(entry),
        _ASKS.get(snapshot.seen.initiative.context or Context.CORPORATE, _ASK),
        snapshot.name(snapshot.owner) if snapshot.owner else "",
    ]
    text = "\n\n".join(part for part in parts if part)
    return Draft(tie.person, text, entry.evidence if entry else "", plan, _note(plan, entry))


def _since(last: date | None) -> str:
    if last is None:
        return "we have not spoken about it yet, and I would like to change that."
    return f"we were last in touch on {day(last)}, and some things have moved since."


def _fitting(snapshot: Snapshot, person: str) -> Evidence | None:
    """Return the newest result they have not been shown; one that meets their stake comes first."""
    shown = {c for e in snapshot.seen.of(Encounter) if e.person == person for c in e.shown or ()}
    topics = {s.topic.casefold() for s in snapshot.seen.of(Stake) if s.person == person and s.topic}
    rows = [
        e
        for e in latest(snapshot.seen.of(Evidence), "evidence")
        if e.result is not None and e.claim and e.evidence not in shown
    ]
    return max(
        rows,
        key=lambda e: (
            bool(topics & {t.casefold() for t in e.topics or ()}),
            e.observed_on or date.min,
            e.evidence,
        ),
        default=None,
    )


def _finding(entry: Evidence | None) -> str:
    if entry is None:
        return ""
    claim = sentence(entry.claim or "").rstrip(".")
    return f"One thing we learned: {claim}. What it does not show: {limits(entry)}"


def _note(plan: str, entry: Evidence | None) -> str:
    if not plan:
        return (
            "The visibility plan does not say what this circle may be shown, so no result is named."
        )
    if entry is None:
        return "Everything in the ledger has been shown to them, so no new result is named."
    return "Check it against what this circle may be shown."
