"""One sign as the question tells it, and the words shared by life and decay."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.core.answer import Estimate
from groundswell.core.questions.vitality.trace import Period, Reading

PRESENT, WATCH, ABSENT, UNKNOWN = "present", "watch", "absent", "unknown"
LIFE, DECAY = "life", "decay"


@dataclass(frozen=True, slots=True)
class Vital:
    """A sign of life or decay as of a day.

    Parameters
    ----------
    sign, kind
        Its name; life or decay.
    state
        present, absent or unknown; watch where a sign of decay is near its line, or one of life
        is fading.
    unit
        `share` of the occasions, or `per four weeks`.
    now, before
        The figure of late and before, each with its band; None where nothing could have told it.
    trend, fell
        Word of the trend, and the chance that the figure is lower now than before.
    periods
        The last year in stretches of four weeks.
    text
        What the records say, in words.
    advice
        What to do; empty where nothing calls for it.
    ids, settings
        Records and people behind it, and the constants that draw the line.
    """

    sign: str
    kind: str
    state: str
    unit: str
    now: Estimate | None
    before: Estimate | None
    trend: str
    fell: float | None
    periods: tuple[Period, ...]
    text: str
    advice: str = ""
    ids: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line makes of a reading: the state, why, and the records behind it."""

    state: str
    text: str
    ids: tuple[str, ...] = ()


def vital(
    sign: str,
    kind: str,
    counted: bool,
    found: Reading,
    verdict: Verdict,
    advice: str,
    settings: tuple[str, ...],
) -> Vital:
    """Put a reading and its verdict together."""
    return Vital(
        sign=sign,
        kind=kind,
        state=verdict.state,
        unit="per four weeks" if counted else "share",
        now=found.now,
        before=found.before,
        trend=found.trend,
        fell=found.fell,
        periods=found.periods,
        text=verdict.text,
        advice=advice if verdict.state == PRESENT else "",
        ids=verdict.ids,
        settings=settings,
    )
