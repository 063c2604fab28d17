"""What the answer hangs on, how fragile it is, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from groundswell.core.answer import Answer, Estimate
from groundswell.core.questions.conversation.arguments import fit
from groundswell.core.questions.conversation.counterpart import Counterpart
from groundswell.core.questions.information import InformationValue, Unknown, unknown_words
from groundswell.core.questions.map_gaps import holders
from groundswell.core.questions.resilience import ResilienceValue, UpheavalLoss
from groundswell.core.questions.wording import listed, percent, points
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, Upheaval
from groundswell.reports.parts import Block, Entry, Prose, Section
from groundswell.reports.words import paragraph, quoted

MOST_GAPS = 3
# Told elsewhere in the brief: who is missing, the way to people, what no evidence fits.
TOLD = frozenset(
    {
        GapKind.VOICE_MISSING.value,
        GapKind.PATH_UNKNOWN.value,
        GapKind.STAKE_UNANSWERED.value,
    }
)
MOST_QUOTED = 3
MOST_ASKED = 2
UPHEAVALS = {
    Upheaval.MERGER: "a merger",
    Upheaval.BUDGET_CRISIS: "a budget crisis",
    Upheaval.LEADERSHIP_CHANGE: "a change of leadership",
    Upheaval.ORGANISED_RESISTANCE: "organised resistance",
}
BARELY = 0.005  # a change below half a point is told in words


def changeable(
    inputs: Answer[InformationValue], losses: Answer[ResilienceValue], snapshot: Snapshot
) -> Section:
    """Return the unknowns the answer hangs on most, and what would be lost, the owner first."""
    blocks: list[Block] = [
        Prose(paragraph(inputs.headline, *_shares(inputs.value, snapshot))),
        Prose(paragraph(*_losses(losses, snapshot))),
    ]
    return Section("What could change this answer", tuple(blocks))


def _shares(value: InformationValue, snapshot: Snapshot) -> Iterable[str]:
    if not value.inputs:
        return
    first, *others = value.inputs
    yield f"That explains about {percent(first.share)} of what is uncertain"
    if others:
        rest = [f"{unknown_words(u, snapshot)} ({_share(u, snapshot)})" for u in others]
        yield f"Next {'come' if len(rest) > 1 else 'comes'} {listed(rest)}"
        if sum(u.share for u in value.inputs) > 1:
            yield "These shares overlap: the unknowns hang together"


def _share(unknown: Unknown, snapshot: Snapshot) -> str:
    return f"{percent(unknown.share)}{whom_to_ask(unknown, snapshot)}"


def whom_to_ask(unknown: Unknown, snapshot: Snapshot) -> str:
    """Return whom to ask about an unknown, as the end of a clause; empty where nobody is known."""
    names = [snapshot.name(code) for code in unknown.ask[:MOST_ASKED]]
    return f"; ask {' or '.join(names)}" if names else ""


def _losses(answer: Answer[ResilienceValue], snapshot: Snapshot) -> Iterable[str]:
    value = answer.value
    owner = next((m for m in value.members if m.owner), None)
    worst = min(value.members, key=lambda m: (round(m.change.mean, 9), m.change_log), default=None)
    tells = any(abs(m.change.mean) >= BARELY for m in value.members)
    if owner is not None and owner is not worst and tells:
        yield f"Without you the chance {_change(owner.change)}"
    yield answer.headline
    if worst is not None and abs(worst.change.mean) >= BARELY:
        yield f"The chance {_change(worst.change)} then"
    shock = min(
        value.upheavals, key=lambda u: (round(u.change.mean, 9), u.change_log), default=None
    )
    if shock is not None and abs(shock.change.mean) >= BARELY:
        yield _shock(shock)


def _change(change: Estimate) -> str:
    if abs(change.mean) < BARELY:
        return "would hardly change"
    return f"would change by {points(change)}"


def _shock(shock: UpheavalLoss) -> str:
    return (
        f"Of the upheavals tried, the worst would be {UPHEAVALS[Upheaval(shock.upheaval)]}: "
        f"{points(shock.change)} if {shock.convention}"
    )


def unknown(answers: Iterable[Answer[Any]], snapshot: Snapshot) -> tuple[Section, ...]:
    """Return what is not known and what to do about it, each kind of gap at most twice."""
    texts, kinds = list[str](), list[str]()
    for gap in (gap for answer in answers for gap in answer.gaps):
        if gap.text not in texts and gap.kind not in TOLD and kinds.count(gap.kind) < 2:
            kinds.append(gap.kind)
            texts.append(gap.text)
    lines = (*texts[:MOST_GAPS], *_unanswered(snapshot))
    blocks = tuple(Entry("", paragraph(text)) for text in lines)
    return (Section("What nobody knows yet", blocks),) if blocks else ()


def _unanswered(snapshot: Snapshot) -> Iterable[str]:
    """Quote people, those who decide first, whose stake no evidence fits."""
    staked = {stake.person for stake in snapshot.seen.of(Stake)} & snapshot.index.keys()
    deciding = holders(snapshot)
    order = sorted((snapshot.index[code] for code in staked), key=lambda i: (i not in deciding, i))
    said = list[str]()
    for them in (Counterpart(snapshot, i) for i in order if not snapshot.member[i]):
        texts = [stake.text for stake in fit(them).unanswered if stake.text]
        if texts:
            said.append(f"{them.name} ({quoted(texts[0])})")
        if len(said) == MOST_QUOTED:
            break
    if said:
        yield f"No evidence fits yet what matters to {listed(said)}"
