"""How figures and lists are put into words; the same everywhere, so that they read alike."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from groundswell.core.answer import Estimate
from groundswell.core.terrain.terms import STANCE_VALUE, Stance

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LIKELY, POSSIBLE = 0.5, 0.2


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return 'no people', 'one person', 'twelve' as '12 people'; '1,200 people'."""
    word = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    return f"{word} {singular if number == 1 else plural or singular + 's'}"


def in_digits(number: int, singular: str, plural: str | None = None) -> str:
    """Return the same in digits, as measured things are told: '1 case', '1,200 cases'."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def hour_figure(hours: float) -> str:
    """Return hours as people say them, by halves below ten and whole from there: '6.5', '35'."""
    if 0 < hours < 0.25:
        return "under 0.5"
    if hours < 10:
        return f"{floor(2 * hours + 0.5) / 2:g}"
    return f"{floor(hours + 0.5):,}"


def hour_count(hours: float) -> str:
    """Return 'half an hour', '1 hour', '6.5 hours' or '35 hours'."""
    figure = hour_figure(hours)
    if figure.endswith("0.5"):
        return f"{figure[:-3]}half an hour"
    return f"{figure} hour{'' if figure == '1' else 's'}"


def nothing_fits(budget: float, needed: float) -> str:
    """Say how many hours there are and are needed; to the digit where they would read alike."""
    said, takes = hour_figure(budget), hour_figure(needed)
    if said == takes:
        said, takes = f"{budget:g}", f"{needed:g}"
    unit = "hour" if said == "1" else "hours"
    return f"Nothing fits into {said} {unit}; the best move takes {takes}."


def listed(names: Sequence[str], most: int = 4) -> str:
    """Return 'A, B and C'; beyond `most` names, 'A, B, C and 5 more'."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def percent(share: float) -> str:
    """Return a share as a percentage without false precision."""
    if share <= 0.005:
        return "under 1 %"
    if share >= 0.995:
        return "over 99 %"
    return f"{100 * share:.0f} %"


def band(estimate: Estimate) -> str:
    """Return a share with its 10-90 % band: 'about 22 % (8 to 41 %)'."""
    mean, low, high = (percent(part) for part in (estimate.mean, estimate.low, estimate.high))
    about = mean if mean.startswith(("under", "over")) else f"about {mean}"
    if low == high == mean:
        return f"{about} (band within a point)"
    if not estimate.low <= estimate.mean <= estimate.high:  # a few scenarios carry the mean
        most = low if low == high else f"{low.removesuffix(' %')} to {high}"
        return f"{about} on average, {most} in most scenarios"
    return f"{about} ({low.removesuffix(' %')} to {high})"


def against(first: Estimate, second: Estimate) -> str:
    """Return how one force compares with another: stronger, weaker, or about as strong."""
    within = first.low <= second.mean <= first.high and second.low <= first.mean <= second.high
    if within or first.mean == second.mean:
        return "about as strong as"
    return "stronger than" if first.mean > second.mean else "weaker than"


def points(estimate: Estimate) -> str:
    """Return a change of a share in percentage points with its band: '+4 points (0 to +11)'.

    Where the band does not hold the mean, it is said apart.
    """
    mean, low, high = (round(100 * p) for p in (estimate.mean, estimate.low, estimate.high))
    if mean == low == high == 0:
        return "less than a point"
    noun = "point" if abs(mean) == 1 else "points"
    if not low <= mean <= high:  # a few scenarios carry the mean
        most = "none" if low == high == 0 else _signed(low)
        most = most if low == high else f"{most} to {_signed(high)}"
        return f"{_signed(mean)} {noun} on average, {most} in most scenarios"
    return f"{_signed(mean)} {noun} ({_signed(low)} to {_signed(high)})"


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


def quoted(title: str) -> str:
    """Return a title in quotation marks, so that a sentence keeps its shape around it."""
    return title if title.startswith("‘") else f"‘{title}’"


def sentence(text: str) -> str:
    """Return the text with its first letter capital; names inside keep theirs."""
    return text[:1].upper() + text[1:]


def chance_word(chance: float) -> str:
    """Return unlikely, possible or likely: chances of a person are never shown as figures."""
    if chance >= LIKELY:
        return "likely"
    return "possible" if chance >= POSSIBLE else "unlikely"


def stance_word(value: float) -> str:
    """Return the stance nearest to a value in [-1, 1]."""
    return min(STANCE_VALUE, key=lambda word: (abs(STANCE_VALUE[word] - value), word)).value


def article(word: str) -> str:
    """Return the word with 'a' or 'an'."""
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


UNKNOWN = Stance.UNKNOWN.value
