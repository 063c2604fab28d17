"""How the findings of a pilot are said: plain words first, the figure never without its range."""

from __future__ import annotations

import math
from dataclasses import dataclass

from groundswell.core.questions.pilots.finding import Finding, Span
from groundswell.core.questions.wording import count

SMALL = 30  # cases in all below which their small number is said with the result

BETTER, WORSE, CHANGED, NULL, TOO_FEW, NOTHING = (
    "better",
    "worse",
    "changed",
    "null",
    "too_few",
    "nothing",
)
BEYOND, SHORT, OPEN = "beyond", "short", "open"


@dataclass(frozen=True, slots=True)
class Tone:
    """What the words need beside the figures.

    Parameters
    ----------
    measure
        What was measured.
    wanted
        Smallest effect worth having, as a share; its sign says which way is better. None: unsaid.
    binary
        Whether every value is a yes or a no.
    level
        Level of the intervals.
    noun
        What is counted: cases, or the periods of a series.
    """

    measure: str
    wanted: float | None
    binary: bool
    level: float
    noun: str = "case"


def verdict(finding: Finding | None, tone: Tone) -> str:
    """Return better, worse, changed (nobody said which way is better), null, too few or nothing."""
    if finding is None:
        return NOTHING
    if not finding.effect.bounded:
        return NULL if finding.effect.mean == 0 and sum(finding.cases) >= SMALL else TOO_FEW
    if not finding.shown(tone.level):
        return NULL
    if not tone.wanted:
        return CHANGED
    return BETTER if finding.effect.above == (tone.wanted > 0) else WORSE


def against_wanted(finding: Finding | None, wanted: float | None) -> str:
    """Return whether the effect is beyond the smallest worth having, short of it, or open."""
    if finding is None or finding.share is None or not wanted or not finding.share.bounded:
        return ""
    low, high = sorted(math.copysign(1.0, wanted) * end for end in _ends(finding.share))
    if low >= abs(wanted):
        return BEYOND
    return SHORT if high < abs(wanted) else OPEN


def headline(finding: Finding, tone: Tone) -> str:
    """Say what was found, in one sentence."""
    said, cases = verdict(finding, tone), sum_of(finding, tone.noun)
    if said == TOO_FEW:
        return (
            f"{cases} too few to tell anything about {tone.measure}: it was "
            f"{figure(finding.base, tone.binary)} without and {figure(finding.new, tone.binary)} "
            "with it."
        )
    if said == NULL:
        return _null(finding, tone)
    way = "rose" if finding.effect.above else "fell"
    lead = "It got worse: " if said == WORSE else ""
    measure = tone.measure if lead else upper(tone.measure)
    text = f"{lead}{measure} {way} by {_size(finding, tone)}{_from(finding, tone)}"
    if cases_of(finding) < SMALL and tone.noun == "case":
        text += f"; {count(cases_of(finding), 'case')} cannot show rare trouble, or that it lasts"
    return f"{text}."


def _null(finding: Finding, tone: Tone) -> str:
    if not finding.effect.bounded:  # many values, and all alike
        base, new = figure(finding.base, tone.binary), figure(finding.new, tone.binary)
        return f"No difference was seen in {tone.measure}: it was {base} without and {new} with it."
    wanted, share = tone.wanted, finding.share
    if wanted and share is not None and share.bounded:
        reach = max(abs(end) for end in _ends(share))
        if reach < abs(wanted):
            return (
                f"It made no difference worth having: {tone.measure} changed by less than "
                f"{percent(wanted)} either way, if at all."
            )
    fits = _range(finding, tone)
    return f"No difference could be told in {tone.measure}: anything from {fits} fits the data."


def _from(finding: Finding, tone: Tone) -> str:
    base, new = figure(finding.base, tone.binary), figure(finding.new, tone.binary)
    return f", from {base} to {new}"


def _size(finding: Finding, tone: Tone) -> str:
    """Return the size of an effect with its range: '21 %, between 10 and 30'."""
    span, unit, scale = _scaled(finding, tone)
    mean, near, far = abs(scale * span.mean), *sorted(abs(scale * end) for end in _ends(span))
    places = _places(mean)
    said = [rounded(v, places if v >= 10**-places else _places(v)) for v in (mean, near, far)]
    return f"{said[0]}{unit}, between {said[1]} and {said[2]}"


def _scaled(finding: Finding, tone: Tone) -> tuple[Span, str, float]:
    """Return what a change is said in: points, its share if that has a range, or its own unit."""
    if tone.binary:
        return finding.effect, " percentage points", 100.0
    if finding.share is not None and finding.share.bounded:
        return finding.share, " %", 100.0
    return finding.effect, "", 1.0


def _ends(span: Span) -> list[float]:
    """Return both ends of a range that has them."""
    return [end for end in (span.low, span.high) if end is not None]


def _range(finding: Finding, tone: Tone) -> str:
    """Return an interval around nought: '10 % less to 5 % more'."""
    span, unit, scale = _scaled(finding, tone)
    unit = unit.replace("percentage ", "")
    low, high = _ends(span)
    places = _places(scale * max(abs(low), abs(high)))

    def end(value: float) -> str:
        size = rounded(abs(scale * value), places)
        return f"{size}{unit} {'more' if value > 0 else 'less'}" if value else "no change"

    return f"{end(low)} to {end(high)}"


def cases_of(finding: Finding) -> int:
    """Return how many cases stand behind a finding; the same units count once."""
    return finding.cases[1] if finding.paired else sum(finding.cases)


def sum_of(finding: Finding, noun: str) -> str:
    """Return the number of cases as the beginning of a sentence: 'Six cases are'."""
    number = cases_of(finding)
    return upper(f"{count(number, f'{noun} is', f'{noun}s are')}")


def figure(value: float, binary: bool = False) -> str:
    """Return a figure as it is read: shares per hundred, others with three digits."""
    if binary:
        return f"{rounded(100 * value, 0)} %"
    if not value:
        return "0"
    size = abs(value)
    digits = min(max(2 - math.floor(math.log10(size)), 0), 6)
    return ("-" if value != size else "") + rounded(size, digits)


def percent(share: float) -> str:
    """Return a share per hundred without idle digits."""
    return f"{rounded(100 * abs(share), _places(100 * abs(share)))} %"


def rounded(value: float, places: int) -> str:
    """Return a figure rounded half up, without idle zeros."""
    step = 10.0**-places
    text = f"{math.floor(value / step + 0.5 + 1e-9) * step:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _places(size: float) -> int:
    if size >= 10:
        return 0
    return 1 if size >= 1 else 2


def upper(text: str) -> str:
    """Return a text with its first letter capital."""
    return text[:1].upper() + text[1:]
