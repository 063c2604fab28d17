"""What a measured effect means at somebody's own figure of today, and how to say it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Evidence

SHARE = re.compile(r"^(share|rate|percentage|proportion|per cent|quota)\b", re.IGNORECASE)
LEVEL = re.compile(r"\b(from|until|between|per|average|mean|median)\b", re.IGNORECASE)
BREAK = re.compile(r"\b(from|to|of|per|for|in|at|on|until|after|before|between|by|with|a|an)\b")
ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}


@dataclass(frozen=True, slots=True)
class Change:
    """An effect at somebody's own figure.

    Parameters
    ----------
    measure, period
        What is counted, and per what time, as their stake says it.
    baseline
        Their figure today.
    mean, low, high
        Change of the figure, in its own unit, negative for less; `low` and `high` are the ends of
        the effect's interval, None where the ledger has none.
    """

    measure: str
    period: str | None
    baseline: float
    mean: float
    low: float | None
    high: float | None


def same_measure(stake: Stake, entry: Evidence) -> bool:
    """Whether both name the same measure; capitals and spaces do not matter, words do."""
    ours, theirs = _plain(entry.measure), _plain(stake.measure)
    return bool(ours) and ours == theirs


def _plain(measure: str | None) -> str:
    return " ".join((measure or "").replace("_", " ").casefold().split())


def change_for(stake: Stake, entry: Evidence) -> Change | None:
    """Return effect x baseline with its interval; None where measure, baseline or effect lacks.

    Definition: an effect is a share of the figure it was measured on, so that baseline b and effect
    e [l, h] give a change of b e [b l, b h]; a share stops at 100 %. It carries the assumption
    that the effect is the same share elsewhere, which the limits of the entry have to say.

    Examples
    --------
    >>> stake = Stake(person="vos", measure="cases", baseline=40, period="week")
    >>> entry = Evidence(evidence="e1", measure="cases", effect=-0.25, low=-0.35, high=-0.125)
    >>> change = change_for(stake, entry)
    >>> (change.mean, change.low, change.high)
    (-10.0, -14.0, -5.0)
    """
    if entry.effect is None or stake.baseline is None or not same_measure(stake, entry):
        return None
    measure, baseline = (stake.measure or "").strip(), stake.baseline
    room = 1 - baseline if _is_share(measure, baseline) else math.inf
    low, high = None, None
    if entry.low is not None and entry.high is not None:
        low, high = sorted(min(baseline * end, room) for end in (entry.low, entry.high))
    mean = min(baseline * entry.effect, room)
    return Change(measure, stake.period, baseline, mean, low, high)


def change_words(change: Change) -> str:
    """Say a change: 'about 10 fewer cases a week (5 to 14)'."""
    if change.mean == 0 and not change.low and not change.high:
        return f"no difference in {change.measure}"
    scale, unit, down, up = _direction(change.measure, change.baseline)
    places = _places(abs(change.mean) * scale)

    def size(value: float) -> str:
        return number(abs(value) * scale, places)

    way = down if change.mean < 0 else up
    about = f"about {size(change.mean)} {way} {change.measure}{_each(change)}"
    if down == "lower":
        about = f"{change.measure} about {size(change.mean)}{unit} {way}"
    if change.mean == 0:
        about = f"no difference in {change.measure}"
    if change.low is None or change.high is None:
        return f"{about}, how surely is not recorded"
    if change.low < 0 < change.high:
        ends = f"{size(change.low)} {down} to {size(change.high)} {up}"
        return f"{about}, though anything from {ends} fits the test"
    near, far = sorted((abs(change.low), abs(change.high)))
    return f"{about} ({size(near)} to {size(far)})"


def baseline_words(change: Change) -> str:
    """Say today's figure: '40', '59 %'."""
    scale, unit, _, _ = _direction(change.measure, change.baseline)
    figure = number(change.baseline * scale, 2)
    return f"{figure} %" if unit else figure


def effect_words(entry: Evidence) -> str:
    """Say an effect as a share: 'down 25 % (12 to 35 %)'; empty without one."""
    if entry.effect is None:
        return ""
    about = f"{'down' if entry.effect < 0 else 'up'} {_percent(entry.effect)} %"
    if entry.effect == 0:
        about = "unchanged"
    if entry.low is None or entry.high is None:
        return about
    low, high = sorted((entry.low, entry.high))
    if low < 0 < high:
        ends = f"{_percent(low)} % down to {_percent(high)} % up"
        return f"{about}, though anything from {ends} fits"
    near, far = sorted((abs(low), abs(high)))
    return f"{about} ({_percent(near)} to {_percent(far)} %)"


def _percent(share: float) -> str:
    return number(abs(share) * 100, 0)


def number(value: float, places: int) -> str:
    """Return a figure rounded to so many places (negative: to tens), without idle zeros."""
    step = 10.0**-places
    rounded = math.floor(value / step + 0.5 + 1e-9) * step  # half goes up, as people round
    text = f"{rounded:,.{max(places, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _places(size: float) -> int:
    """Return how many places a change deserves: two significant digits at most."""
    if size >= 100:
        return 1 - math.floor(math.log10(size))
    if size >= 5:
        return 0
    return 1 if size >= 1 else 2


def _is_share(measure: str, baseline: float) -> bool:
    return SHARE.match(measure.strip()) is not None and 0 <= baseline <= 1


def _direction(measure: str, baseline: float) -> tuple[float, str, str, str]:
    """Return scale, unit and the words for less and more: shares speak in percentage points."""
    if _is_share(measure, baseline):
        return 100.0, " percentage points", "lower", "higher"
    head = BREAK.split(measure.casefold().strip())[0].split()
    counted = bool(head) and head[-1].endswith("s") and not head[-1].endswith("ss")
    counted = counted and not SHARE.match(measure.strip())
    return (1.0, "", "fewer", "more") if counted else (1.0, "", "lower", "higher")


def _each(change: Change) -> str:
    """Return ' a week' where the measure is a count over that time, else nothing.

    A duration or a share does not add up over a period, and a measure that names its time already
    needs no second one.
    """
    words = (change.period or "").casefold().split()
    period = ADVERBS.get(words[-1], words[-1]) if words else ""
    measure = change.measure.casefold()
    _, unit, down, _ = _direction(change.measure, change.baseline)
    if not period or unit or down != "fewer" or LEVEL.search(measure):
        return ""
    if re.search(rf"\b{re.escape(period)}\b", measure):
        return ""
    return f" {'an' if period[0] in 'aeio' or period == 'hour' else 'a'} {period}"
