"""An entry of the ledger made from an analysis, figure by figure, and whether one still holds."""

from __future__ import annotations

import math
from datetime import date

from groundswell.core.questions.pilots.value import PilotValue
from groundswell.core.terrain.run_records import Evidence, Pilot
from groundswell.core.terrain.terms import EvidenceKind, PilotTrack, Result

DIGITS = 4  # of a share that the ledger keeps
POINT = 0.01
FIGURES = ("effect", "low", "high", "n", "result")


def entry_of(
    pilot: Pilot,
    value: PilotValue,
    headline: str,
    code: str,
    today: date,
    result: Result | None = None,
) -> Evidence:
    """Return the entry: effect and ends as shares, n, result, claim and limits.

    Parameters
    ----------
    code
        Code of the entry.
    result
        What came of it, where the analysis cannot tell because nobody said which way is better.
    """
    share = value.share
    ends = (None, None) if share is None else (_kept(share.low), _kept(share.high))
    kind = EvidenceKind.TRIAL if pilot.track is PilotTrack.TRIAL else EvidenceKind.PILOT
    bounded = None not in ends
    return Evidence(
        evidence=code,
        kind=kind,
        claim=headline,
        measure=pilot.measure,
        effect=_kept(share.mean) if share is not None else None,
        low=ends[0] if bounded else None,
        high=ends[1] if bounded else None,
        level=value.level if bounded else None,
        n=value.cases[1] if value.paired else sum(value.cases),
        result=value.result or result,
        limits=_limits(value.cannot_show),
        source=f"Pilot {pilot.pilot}: {value.rows} values kept here; {value.method}.",
        pilot=pilot.pilot,
        observed_on=min(today, pilot.ends_on) if pilot.ends_on else today,
    )


def told_of(pilot: Pilot, code: str, result: Result, text: str, today: date) -> Evidence:
    """Return an entry of what a trial showed in words: what worked, broke or surprised."""
    kind = EvidenceKind.TRIAL if pilot.track is PilotTrack.TRIAL else EvidenceKind.PILOT
    return Evidence(
        evidence=code,
        kind=kind,
        claim=text.strip(),
        result=result,
        n=pilot.n_planned if pilot.track is PilotTrack.TRIAL else None,
        limits="Seen by those who tried it; nothing was compared.",
        source=f"Pilot {pilot.pilot}, as noted there.",
        pilot=pilot.pilot,
        observed_on=min(today, pilot.ends_on) if pilot.ends_on else today,
    )


def _limits(cannot_show: tuple[str, ...]) -> str:
    """Return what a pilot cannot show as one sentence."""
    parts = [f"{text[:1].lower()}{text[1:].rstrip('.')}" for text in cannot_show]
    return f"It cannot show {'; nor '.join(parts)}." if parts else ""


def same_figures(entry: Evidence, made: Evidence) -> bool:
    """Whether an entry says what the stored values say today, at the entry's own level.

    Ends may differ by a point of a hundred: they may have been worked out by another method.
    """
    return all(_same(getattr(entry, name), getattr(made, name)) for name in FIGURES)


def _same(first: object, second: object) -> bool:
    if isinstance(first, float) and isinstance(second, float):
        return math.isclose(first, second, abs_tol=POINT)
    return first == second


def _kept(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
