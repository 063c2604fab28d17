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
    return BETTER if finding.effect.mean * tone.wanted > 0 else WORSE


def against_wanted(finding: Finding | None, wanted: float | None) -> str:
    """Return whether the effect is beyond the smallest worth having, short of it, or open."""
    if finding is None or finding.share is None or not wanted or not finding.share.bounded:
        return ""
    assert finding.share.low is not None and finding.share.high is not None
    sign = math.copysign(1.0, wanted)
    low, high = sorted((sign * finding.share.low, sign * finding.share.high))
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
    way = "rose" if finding.effect.mean > 0 else "fell"
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
    if wanted and share is not None and share.low is not None and share.high is not None:
        most = abs(wanted)
        if -most < share.low and share.high < most:
            return (
                f"It made no difference worth having: {tone.measure} changed by less than "
                f"{percent(most)} either way, if at all."
            )
    fits = _range(finding, tone)
    return f"No difference could be told in {tone.measure}: anything from {fits} fits the data."


def _from(finding: Finding, tone: Tone) -> str:
    base, new = figure(finding.base, tone.binary), figure(finding.new, tone.binary)
    return f", from {base} to {new}"


def _size(finding: Finding, tone: Tone) -> str:
    """Return the size of an effect with its range: '21 %, between 10 and 30'."""
    share = finding.share
    if tone.binary:
        points = Span(*(None if v is None else 100 * v for v in _ends(finding.effect)))  # type: ignore[arg-type]
        return _about(points, " percentage points")
    if share is not None and share.bounded:
        return _about(Span(*(None if v is None else 100 * v for v in _ends(share))), " %")  # type: ignore[arg-type]
    return _about(finding.effect, "")


def _ends(span: Span) -> tuple[float, float | None, float | None]:
    return span.mean, span.low, span.high


def _about(span: Span, unit: str) -> str:
    assert span.low is not None and span.high is not None
    near, far = sorted((abs(span.low), abs(span.high)))
    places = _places(abs(span.mean))
    said = [
        rounded(v, places if v >= 10**-places else _places(v)) for v in (abs(span.mean), near, far)
    ]
    return f"{said[0]}{unit}, between {said[1]} and {said[2]}"


def _range(finding: Finding, tone: Tone) -> str:
    """Return an interval around nought: '10 % less to 5 % more'."""
    span, unit, scale = finding.effect, "", 1.0
    if tone.binary:
        unit, scale = " points", 100.0
    elif finding.share is not None and finding.share.bounded:
        span, unit, scale = finding.share, " %", 100.0
    assert span.low is not None and span.high is not None
    places = _places(scale * max(abs(span.low), abs(span.high)))

    def end(value: float) -> str:
        size = rounded(abs(scale * value), places)
        return f"{size}{unit} {'more' if value > 0 else 'less'}" if value else "no change"

    return f"{end(span.low)} to {end(span.high)}"


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
    size = abs(value)
    digits = 0 if size >= 100 or size == 0 else 2 - math.floor(math.log10(size))
    return ("-" if value < 0 else "") + rounded(size, min(digits, 6))


def percent(share: float) -> str:
    """Return a share per hundred without idle digits."""
    return f"{rounded(100 * abs(share), _places(100 * abs(share)))} %"


def rounded(value: float, places: int) -> str:
    """Return a figure rounded half up, without idle zeros."""
    step = 10.0**-places
    text = f"{math.floor(value / step + 0.5 + 1e-9) * step:,.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _places(size: float) -> int:
    if size >= 10 or size == 0:
        return 0
    return 1 if size >= 1 else 2


def upper(text: str) -> str:
    """Return a text with its first letter capital."""
    return text[:1].upper() + text[1:]
