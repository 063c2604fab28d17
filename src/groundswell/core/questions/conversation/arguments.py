"""Evidence matched to a person's stakes, by topic; each with what it means for them and its limits.

No claim without an entry of the ledger; entries without effect are shown, entries against us are
handed to the doubts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.core.questions.conversation.counterpart import (
    Counterpart,
    quoted,
    same_topic,
    sentence,
    topic_words,
)
from groundswell.core.questions.conversation.effects import (
    Change,
    baseline_words,
    change_for,
    change_words,
    effect_words,
    same_measure,
)
from groundswell.core.questions.wording import in_digits
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import EvidenceKind, Result, StakeKind
from groundswell.core.terrain.visible import latest

FEW = 30  # cases below which a result is called small
REPORTS = (EvidenceKind.COST, EvidenceKind.EXTERNAL)  # a claim in themselves, no test to end


@dataclass(frozen=True, slots=True)
class Argument:
    """One entry of the ledger, put in one person's terms.

    Parameters
    ----------
    evidence
        Code of the entry.
    for_them
        The claim and what it means at their own figure, or why that cannot be said.
    limits
        What it does not show.
    speaks_to
        The stake it answers, in their words; `topic` is what the two share.
    kind, result, n, contested
        As the ledger has them; n is the number of cases.
    change
        The arithmetic behind `for_them`, where their figure is known.
    """

    evidence: str
    for_them: str
    limits: str
    speaks_to: str | None
    topic: str
    kind: EvidenceKind | None
    result: Result | None
    n: int | None
    contested: bool
    change: Change | None


@dataclass(frozen=True, slots=True)
class Fit:
    """How the ledger fits one person.

    Parameters
    ----------
    arguments
        Entries that speak to a stake, own results first, those without effect last.
    entries
        All entries on a topic of theirs.
    unanswered
        Stakes that no working entry speaks to.
    figures_missing
        Measures with an effect for which their own figure of today is not known.
    tested
        Whether the ledger has any result of our own, on whatever topic.
    """

    arguments: tuple[Argument, ...]
    entries: tuple[Evidence, ...]
    unanswered: tuple[Stake, ...]
    figures_missing: tuple[str, ...]
    tested: bool

    @property
    def own(self) -> tuple[Argument, ...]:
        """Return our own results that speak to a stake of theirs."""
        return tuple(
            a
            for a in self.arguments
            if a.kind is not EvidenceKind.EXTERNAL and a.result is not Result.NULL
        )

    @property
    def against(self) -> tuple[Evidence, ...]:
        """Return entries on their topics that broke, or that somebody disputes."""
        return tuple(e for e in self.entries if e.result is Result.BROKE or e.contested)

    def on(self, stake: Stake) -> tuple[Evidence, ...]:
        """Return the entries that share the topic of one stake."""
        return tuple(e for e in self.entries if on_topic(e, [stake]))


def fit(them: Counterpart) -> Fit:
    """Match the ledger to a person's stakes by topic; capitals do not matter."""
    ledger = latest(them.snapshot.seen.of(Evidence), "evidence")
    entries = [entry for entry in ledger if on_topic(entry, them.stakes)]
    arguments, missing, answered = [], [], set()
    for entry in entries:
        stakes = on_topic(entry, them.stakes)
        if speaks(entry) or entry.result is Result.NULL:
            arguments.append(argument(entry, _nearest(entry, stakes)))
        if speaks(entry):
            answered |= set(stakes)
            if entry.effect is not None and arguments[-1].change is None and entry.measure:
                missing.append(entry.measure.strip())
    wanting = [s for s in them.stakes if _needs_answer(s) and s not in answered]
    return Fit(
        arguments=tuple(sorted(arguments, key=_order)),
        entries=tuple(entries),
        unanswered=tuple(wanting),
        figures_missing=tuple(dict.fromkeys(missing)),
        tested=any(own_result(entry) for entry in ledger),
    )


def own_result(entry: Evidence) -> bool:
    """Whether an entry is an honest result of our own, good or bad."""
    if entry.kind is EvidenceKind.EXTERNAL:
        return False
    return entry.result is not None or entry.kind is EvidenceKind.COST


def on_topic(entry: Evidence, stakes: Sequence[Stake]) -> list[Stake]:
    """Return the stakes an entry shares a topic with."""
    topics = entry.topics or ()
    return [s for s in stakes if s.topic and any(same_topic(s.topic, t) for t in topics)]


def speaks(entry: Evidence) -> bool:
    """Whether an entry says something for the change; a test without a result says nothing yet."""
    if entry.result is None:
        return entry.kind in REPORTS
    return entry.result in (Result.WORKED, Result.SURPRISED)


def _needs_answer(stake: Stake) -> bool:
    if stake.kind is StakeKind.COMMITMENT:
        return False
    return stake.kind is not StakeKind.CONSTRAINT or stake.topic is not None


def _nearest(entry: Evidence, stakes: Sequence[Stake]) -> Stake:
    """Return the stake an entry says most about: figures first, then the same measure."""
    return min(stakes, key=lambda s: (change_for(s, entry) is None, not same_measure(s, entry)))


def _order(a: Argument) -> tuple[bool, bool, bool, bool, bool, int, str]:
    external, null = a.kind is EvidenceKind.EXTERNAL, a.result is Result.NULL
    meant = a.result is not Result.SURPRISED
    return (null, external, not meant, a.change is None, a.contested, -(a.n or 0), a.evidence)


def argument(entry: Evidence, stake: Stake) -> Argument:
    """Put one entry in the terms of one stake."""
    change = change_for(stake, entry)
    return Argument(
        evidence=entry.evidence,
        for_them=f"{_claim(entry)} {_meaning(entry, stake, change)}",
        limits=limits(entry),
        speaks_to=stake.text.strip() if stake.text else None,
        topic=topic_words(stake.topic or ""),
        kind=entry.kind,
        result=entry.result,
        n=entry.n,
        contested=bool(entry.contested),
        change=change,
    )


def _claim(entry: Evidence) -> str:
    """Say what was found; figures the claim itself leaves out are added."""
    claim = sentence(entry.claim) if entry.claim else ""
    if any(letter.isdigit() for letter in claim):
        return claim
    effect = effect_words(entry)
    if effect and entry.measure:
        cases = f", {in_digits(entry.n, 'case')}" if entry.n else ""
        claim = f"{claim} Measured: {entry.measure.strip()} {effect}{cases}.".strip()
    return claim or f"Entry {entry.evidence} makes no claim in words yet."


def _meaning(entry: Evidence, stake: Stake, change: Change | None) -> str:
    """Say what it means for them, or why that cannot be said."""
    if entry.result is Result.NULL:
        return "On this we saw no difference: say so before they ask."
    if change is not None and change.baseline == 0:
        return f"Their own figure for {change.measure} is 0 today, so there is nothing to change."
    if change is not None:
        today = baseline_words(change)
        return f"For them, at {today} today: {change_words(change)}, if it holds there too."
    if entry.effect is not None and entry.measure:
        ours = entry.measure.strip()
        if stake.measure and not same_measure(stake, entry):
            theirs = stake.measure.strip()
            return (
                f"It was measured as {ours}; what counts for them is {theirs}: do not convert it."
            )
        return f"Their own figure for {ours} is not known: ask before you claim."
    if stake.text:
        return f"It speaks to what matters to them: {quoted(stake.text)}"
    return f"It speaks to {topic_words(stake.topic or '')}."


def limits(entry: Evidence) -> str:
    """Say what an entry does not show; a missing word on limits is itself said."""
    said = [sentence(entry.limits)] if entry.limits else []
    if entry.n is None and entry.kind not in REPORTS:
        said.append("How many cases it rests on is not recorded.")
    elif entry.n is not None and entry.n < FEW and entry.kind is not EvidenceKind.COST:
        said.append(f"Small: {in_digits(entry.n, 'case')}.")
    if entry.kind is EvidenceKind.EXTERNAL:
        said.append(f"How like us: {sentence(entry.comparability or 'nobody has written it down')}")
    if entry.contested:
        said.append("Somebody disputes it.")
    if not entry.limits:
        said.append("Its limits are not written down: do that before you use it.")
    return " ".join(said)


def ledger_is_empty(snapshot: Snapshot) -> bool:
    """Whether nothing at all stands in the ledger."""
    return not snapshot.seen.of(Evidence)
