"""How somebody was judged before and after they were shown something: said, never as its effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from groundswell.core.pictures.lens import day
from groundswell.core.questions.wording import count, listed, stance_word
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.terms import STANCE_VALUE, Stance

SAME = 0.25  # difference of two judgements below which they count as alike
WARNING = "What moved them, if anything did, nobody can tell from this."


@dataclass(frozen=True, slots=True)
class Moved:
    """One person's last judgement before a day, and the first after it by the same assessor.

    Parameters
    ----------
    way
        up, down, alike; or unknown where one of the two is missing.
    """

    before: str
    before_on: date | None
    after: str
    after_on: date | None
    way: str

    @property
    def words(self) -> str:
        """The two judgements in words."""
        if self.way == "unknown":
            known = f"judged {self.before} before" if self.before else f"judged {self.after} since"
            lack = "not judged since" if self.before else "not judged before"
            return f"{known}, {lack}" if self.before or self.after else "not judged before or since"
        before = f"{self.before} ({day(self.before_on)})" if self.before_on else self.before
        after = f"{self.after} ({day(self.after_on)})" if self.after_on else self.after
        return f"judged {before} before and {after} since"


def judged_by_person(rows: Iterable[Judgement]) -> Mapping[str, list[Judgement]]:
    """Return each person's dated judgements on the change as a whole, oldest first."""
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for row in rows:
        if row.decision is None and row.observed_on is not None and _value(row) is not None:
            found[row.person].append(row)
    for judged in found.values():
        judged.sort(key=lambda r: (r.observed_on or date.min, r.assessor or "", repr(r.stance)))
    return found


def moved(judged: Sequence[Judgement], on: date | None) -> Moved:
    """Return how somebody was judged around a day, by one and the same assessor where possible."""
    before = [r for r in judged if on and r.observed_on and r.observed_on < on]
    after = [r for r in judged if on and r.observed_on and r.observed_on > on]
    pairs = [(b, a) for b in reversed(before) for a in after if a.assessor == b.assessor]
    if not pairs:
        first = before[-1] if before else None
        last = after[0] if after and first is None else None
        return Moved(_word(first), _day(first), _word(last), _day(last), "unknown")
    first, last = pairs[0]
    change = (_value(last) or 0.0) - (_value(first) or 0.0)
    way = "alike" if abs(change) < SAME else "up" if change > 0 else "down"
    return Moved(_word(first), _day(first), _word(last), _day(last), way)


def summary(found: Iterable[Moved]) -> str:
    """Say how many were judged more favourably afterwards, alike, or less; empty without any."""
    ways = [one.way for one in found if one.way != "unknown"]
    if not ways:
        return ""
    texts = {"up": "more favourably since", "alike": "as before", "down": "less favourably"}
    kept = [
        f"{count(ways.count(way), 'was', 'were')} judged {text}"
        for way, text in texts.items()
        if way in ways
    ]
    if len(ways) == 1:
        return f"The one person judged before and after was judged {texts[ways[0]]}. {WARNING}"
    lead = f"Of {count(len(ways), 'person', 'people')} judged before and after, {listed(kept)}."
    return f"{lead} {WARNING}"


def _value(row: Judgement) -> float | None:
    if isinstance(row.stance, Stance):
        return STANCE_VALUE.get(row.stance)
    return row.stance


def _word(row: Judgement | None) -> str:
    value = None if row is None else _value(row)
    return "" if value is None else stance_word(value)


def _day(row: Judgement | None) -> date | None:
    return None if row is None else row.observed_on
