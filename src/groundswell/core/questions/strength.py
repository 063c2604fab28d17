"""How strong an entry of the ledger is, by a stated convention, with every reason for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from groundswell.core.questions.conversation.arguments import FEW
from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.run_records import Evidence, Pilot
from groundswell.core.terrain.terms import EvidenceKind, PilotDesign, PilotTrack

STRONG, FAIR, WEAK, HINT = "strong", "fair", "weak", "a hint"
WORDS = (HINT, WEAK, FAIR, STRONG)
BAND = 0.8  # level of an interval whose level nobody stated: the band used everywhere


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong an entry is.

    Parameters
    ----------
    word
        strong, fair, weak or a hint.
    reasons
        What raises or lowers it, in the order counted.
    """

    word: str
    reasons: tuple[str, ...]


def strength_of(
    entry: Evidence, pilots: Iterable[Pilot] = (), costs: Iterable[Cost] = ()
) -> Strength:
    """Return how strong an entry is.

    Convention: a control group or a time series counts 3, before and after 2, a trial, prototype,
    demo or redesign 1, a cost 1 (2 where it is kept line by line), an example from elsewhere 1. One
    less without an interval (costs and examples excepted), with fewer than thirty cases or none
    stated, where it is contested, and for an example of which nobody says how like us it is. Never
    below nought: strong, fair, weak, a hint.
    """
    pilot = next((p for p in pilots if p.pilot == entry.pilot), None)
    own = [cost for cost in costs if cost.evidence == entry.evidence]
    counted = list(_counted(entry, pilot, bool(own)))
    points = max(0, sum(number for number, _ in counted))
    return Strength(WORDS[points], tuple(text for _, text in counted))


def _counted(entry: Evidence, pilot: Pilot | None, by_line: bool) -> Iterator[tuple[int, str]]:
    yield _base(entry, pilot, by_line)
    tested = entry.kind not in (EvidenceKind.COST, EvidenceKind.EXTERNAL)
    if tested and (entry.low is None or entry.high is None):
        yield -1, "without a range"
    if tested and (entry.n is None or entry.n < FEW):
        yield -1, "few cases" if entry.n is not None else "nobody says how many cases"
    if entry.kind is EvidenceKind.EXTERNAL and not entry.comparability:
        yield -1, "nobody says how like you they are"
    if entry.contested:
        yield -1, "contested"


def _base(entry: Evidence, pilot: Pilot | None, by_line: bool) -> tuple[int, str]:
    if entry.kind is EvidenceKind.COST:
        return (2, "counted line by line") if by_line else (1, "a count")
    if entry.kind is EvidenceKind.EXTERNAL:
        return 1, "from elsewhere"
    if pilot is not None and pilot.design is not None and pilot.track is not PilotTrack.TRIAL:
        if pilot.design is PilotDesign.CONTROL:
            return 3, "compared with a control group"
        if pilot.design is PilotDesign.TIME_SERIES:
            return 3, "compared with its own trend"
        return 2, "compared before and after"
    if entry.kind is EvidenceKind.PILOT:
        return 2, "a pilot"
    return 1, f"a {entry.kind}" if entry.kind else "nobody says what it is"


def level_of(entry: Evidence) -> float:
    """Return how sure an entry's interval is meant to be."""
    return BAND if entry.level is None else entry.level
