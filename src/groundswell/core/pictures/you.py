"""You: what somebody noted of their own weeks, and what it adds to the alarm of the lone builder.

Only its writer ever sees this. It is worked out for their page alone and is no input of any answer
that others see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.questions.pathologies_people import lone_builder
from groundswell.core.questions.pathology import PRESENT, UNKNOWN, Pathology
from groundswell.core.questions.represented import View
from groundswell.core.questions.wording import count, hour_count
from groundswell.core.terrain.snapshot import Snapshot

ENERGY = ("empty", "low", "steady", "good", "full")  # 1 to 5, by convention
LOW = 2  # at or below, a week counts as low
LOOKED = 4  # weeks looked back on
OFTEN = 3  # of them, from which it is a sign and no mood
OVER = 1.25  # times the hours one meant to give, from which a week counts as too long


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """What somebody noted of one week.

    Parameters
    ----------
    week
        Its Monday.
    energy
        1 to 5, or None.
    """

    week: date
    hours: float | None
    energy: int | None
    hand_over: str


@dataclass(frozen=True, slots=True)
class You:
    """One's own weeks, read together.

    Parameters
    ----------
    trend
        How it goes, in words; empty with fewer than three notes.
    alarm
        What is to be said to its writer alone, and what to do; empty for nothing.
    hand_over
        What was to be handed over, the newest first, each once.
    """

    headline: str
    trend: str
    alarm: str
    advice: str
    hand_over: tuple[str, ...]


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def you(snapshot: Snapshot, weeks: Sequence[OwnWeek], owns: bool, today: date) -> You:
    """Return what somebody's notes say to themselves.

    Parameters
    ----------
    weeks
        In any order.
    owns
        Whether they are the owner, of whom the map can say that they carry it alone.
    today
        The day of the reading, which may lie after the day of the map.
    """
    rows = sorted(weeks, key=lambda w: w.week, reverse=True)
    since = monday(today) - timedelta(weeks=LOOKED - 1)
    recent = [w for w in rows if w.week >= since]
    alone = lone_builder(View(snapshot)) if owns and snapshot.members else None
    alarm, advice = _alarm(recent, snapshot.seen.initiative.weekly_hours if owns else None, alone)
    told = dict.fromkeys(w.hand_over for w in rows[:LOOKED] if w.hand_over)
    noted = bool(rows) and rows[0].week == monday(today)
    return You(_headline(noted, alarm), _trend(rows), alarm, advice, tuple(told))


def _headline(noted: bool, alarm: str) -> str:
    if alarm:
        return "You are carrying a lot."
    return "Noted for this week." if noted else "How was your week? Ten seconds will do."


def _alarm(
    recent: Sequence[OwnWeek], hours: float | None, alone: Pathology | None
) -> tuple[str, str]:
    """Return the lone builder's alarm as its writer may read it: their notes and the records."""
    signs = []
    low = sum(1 for w in recent if w.energy is not None and w.energy <= LOW)
    if low >= OFTEN:
        signs.append(f"In {low} of your last {LOOKED} weeks you had little energy left.")
    over = [w for w in recent if hours and w.hours is not None and w.hours > OVER * hours]
    if hours and len(over) >= OFTEN:
        signs.append(
            f"In {len(over)} of your last {LOOKED} weeks it took well over the "
            f"{hour_count(hours)} you meant to give."
        )
    if alone is not None and alone.state == PRESENT:
        signs.append(alone.text)
    elif signs and alone is not None and alone.state == UNKNOWN:
        signs.append("The records do not tell whether you carry it alone.")
    return " ".join(signs), _advice(signs, recent)


def _advice(signs: Sequence[str], recent: Sequence[OwnWeek]) -> str:
    if not signs:
        return ""
    wanted = next((w.hand_over for w in recent if w.hand_over), "")
    if wanted:
        return f"You wrote down what to hand over: {wanted.rstrip('.')}. Ask one person this week."
    return "Choose one thing that somebody else could do, and ask them this week."


def _trend(rows: Sequence[OwnWeek]) -> str:
    """Say how energy goes: the newer half of up to eight notes against the older half."""
    steps = [w.energy for w in rows[:8] if w.energy is not None]
    if len(steps) < OFTEN:
        return ""
    half = len(steps) // 2
    newer, older = steps[:half], steps[-half:]
    change = sum(newer) / half - sum(older) / half
    word = "falling" if change <= -0.75 else "rising" if change >= 0.75 else "about the same"
    return f"Energy over {count(len(steps), 'note')}: {word}; last {ENERGY[steps[0] - 1]}."
