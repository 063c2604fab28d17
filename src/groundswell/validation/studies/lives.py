"""Lives of generated coalitions, week by week, as rows of the workbook: chance makes them uneven.

Nothing of the core is imported here, the alarms least of all: a healthy coalition is one whose
habits stay good, a failing one whose habits turn at a known week in one of six ways. Rates differ
from life to life and every event is drawn, so healthy lives have bad weeks, quiet months, broken
promises and quarrels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

Row = dict[str, Any]
START = date(2026, 1, 5)
WEEKS = 52
WEEK = timedelta(days=7)
TROUBLES = ("lone builder", "bloat", "drift", "status meetings", "no evidence", "blurred")
OWNER = "c0"
NEVER = 1000.0


@dataclass(frozen=True, slots=True)
class Habits:
    """How a coalition goes about it: chances a week, unless said otherwise.

    Parameters
    ----------
    meets, changes, artifact, constraint
        That the core meets; that a meeting changes something, has a thing on the table, brings up
        a constraint.
    comes, comes_drifting
        That a member comes; that one of those who may drift comes.
    elsewhere, ownerless
        That a ruling is made outside the meeting, or has no owner.
    others
        That a piece of work is done by somebody besides the owner.
    pledged, kept, lying
        Promises a week; that one is kept; that nothing more is heard of it.
    tested
        Weeks between results, in the mean.
    rests
        That a doubt is tested, or a change of the plan rests on evidence.
    strain
        That a member heard alone speaks of strain.
    """

    meets: float
    changes: float
    artifact: float
    constraint: float
    comes: float
    comes_drifting: float
    elsewhere: float
    ownerless: float
    others: float
    pledged: float
    kept: float
    lying: float
    tested: float
    rests: float
    strain: float


@dataclass(frozen=True, slots=True)
class Life:
    """A year of a coalition.

    Parameters
    ----------
    sheets
        Rows of the workbook by sheet; `initiative` has one.
    trouble, onset
        The way in which it fails and the day on which habits turn; None where it stays healthy.
    lapses
        What truly went wrong in passing, by the name of the pathology it is: a result against the
        plan that nobody answered, a quarrel of more than five weeks.
    """

    sheets: Mapping[str, list[Row]]
    trouble: str | None
    onset: date | None
    lapses: frozenset[str]


@dataclass
class Book:
    """What is written down while a life is lived."""

    rng: np.random.Generator
    sheets: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    number: int = 0
    evidence: list[str] = field(default_factory=list)
    next_result: float = 1.0
    lapses: set[str] = field(default_factory=set)

    def chance(self, p: float) -> bool:
        """Return whether something of this chance happens."""
        return bool(self.rng.random() < p)

    def one_of(self, things: list[str]) -> str:
        """Return any of them."""
        return things[int(self.rng.integers(len(things)))]

    def day(self, week: int, latest: int = 5) -> date:
        """Return a working day of a week."""
        return START + week * WEEK + timedelta(days=int(self.rng.integers(latest)))

    def code(self, letter: str) -> str:
        """Return a code that is not yet in use."""
        self.number += 1
        return f"{letter}{self.number}"

    def write(self, sheet: str, **cells: Any) -> None:
        """Write a row; what is not known stays out of it."""
        self.sheets[sheet].append({k: v for k, v in cells.items() if v is not None})


def life(seed: int, trouble: str | None = None) -> Life:
    """Return a generated year; the same seed gives the same year."""
    rng = np.random.default_rng([seed, 20260112])
    good, book = _good(rng), Book(rng)
    core = [f"c{k}" for k in range(int(rng.integers(3, 6)))]
    turn = int(rng.integers(14, 30)) if trouble else WEEKS + 1
    bad = _TURNS[trouble](good) if trouble else good
    _map(book, core, trouble)
    for week in range(WEEKS):
        ramp = min(1.0, max(0.0, (week - turn + 1) / 3))
        habits = good if ramp == 0 or not book.chance(ramp) else bad
        _lived(book, core, habits, week, trouble if week >= turn else None)
        if trouble == "bloat" and turn <= week < turn + 4:
            _crowd(book, week)
    if trouble == "no evidence":
        _called_off(book, START + turn * WEEK)
    _seasons(book, core, turn if trouble == "bloat" else WEEKS)
    onset = START + turn * WEEK if trouble else None
    return Life(dict(book.sheets), trouble, onset, frozenset(book.lapses))


def _good(rng: np.random.Generator) -> Habits:
    """Draw how a healthy coalition goes about it."""

    def between(low: float, high: float) -> float:
        return float(rng.uniform(low, high))

    return Habits(
        meets=between(0.75, 0.95), changes=between(0.55, 0.85), artifact=between(0.75, 0.95),
        constraint=between(0.15, 0.4), comes=between(0.8, 0.95), comes_drifting=0.0,
        elsewhere=between(0.03, 0.15), ownerless=between(0.0, 0.06), others=between(0.55, 0.75),
        pledged=between(0.4, 0.8), kept=between(0.8, 0.95), lying=between(0.0, 0.05),
        tested=between(2.5, 4.5), rests=between(0.5, 0.8), strain=between(0.03, 0.12),
    )  # fmt: skip


_TURNS: Mapping[str, Callable[[Habits], Habits]] = {
    "lone builder": lambda good: replace(good, others=0.07, pledged=good.pledged / 2),
    "drift": lambda good: replace(good, comes_drifting=0.25),
    "status meetings": lambda good: replace(good, changes=0.08, artifact=0.1, constraint=0.03),
    "no evidence": lambda good: replace(good, tested=NEVER, rests=0.0),
    "blurred": lambda good: replace(good, ownerless=0.6, lying=0.5, kept=0.3),
    "bloat": lambda good: good,
}


def _map(book: Book, core: list[str], trouble: str | None) -> None:
    """Write who is there: a core with two sponsors, a doubter and an affected voice, and others."""
    others = [f"o{k}" for k in range(16)]
    book.write(
        "initiative", title="A year", owner=OWNER, started_on=START - 8 * WEEK,
        phase="evidence", weekly_hours=6.0,
    )  # fmt: skip
    for code in (*core, *others):
        affected = code == core[-1]
        book.write(
            "people", person=code, name=code.upper(), affected=affected or None,
            voice="those it is for" if affected else None,
            gives_permission=code in core[1:3] or None,
        )  # fmt: skip
        doubts = code == core[1]
        stance = "skeptic" if doubts else ("supporter" if code in core else "neutral")
        book.write("stances", person=code, stance=stance, assessor=OWNER, observed_on=START)
    for code in core:
        ring = "nucleus" if code in core[:2] else "core"
        role = "critical_friend" if code == core[1] else None
        book.write(
            "coalition", person=code, ring=ring, role=role, joined_on=START - 4 * WEEK,
            hours_per_week=None if code == OWNER else 3.0,
        )  # fmt: skip
    if trouble != "bloat":
        for right, owner in (("scope", core[1]), ("time", core[2]), ("words", OWNER)):
            book.write("rights", right=right, matter=right, owner=owner, observed_on=START)


def _lived(book: Book, core: list[str], habits: Habits, week: int, trouble: str | None) -> None:
    _met(book, core, habits, week, trouble)
    _talked(book, core, habits, week)
    _promised(book, core, habits, week)
    _tried(book, habits, week)
    _quarrelled(book, core, week)


def _met(book: Book, core: list[str], habits: Habits, week: int, trouble: str | None) -> None:
    if not book.chance(habits.meets):
        return
    day, code = book.day(week), book.code("m")
    book.write(
        "meetings", meeting=code, date=day, kind="core", minutes=45.0,
        artifact="a draft" if book.chance(habits.artifact) else None,
        changed="the next step" if book.chance(habits.changes) else None,
        new_constraints="a rule" if book.chance(habits.constraint) else None,
    )  # fmt: skip
    for place, person in enumerate(core):
        drifts = trouble == "drift" and 1 <= place <= 2 and habits.comes_drifting > 0
        come = habits.comes_drifting if drifts else habits.comes
        gone = "substitute" if book.chance(0.3) else "absent"
        presence = "present" if book.chance(come) else gone
        book.write("attendance", meeting=code, person=person, presence=presence)
    if book.chance(0.45):
        book.write(
            "rulings", ruling=book.code("r"), date=day, title="A ruling",
            owner=None if book.chance(habits.ownerless) else _worker(book, core, habits),
            made=book.one_of(["before", "after"]) if book.chance(habits.elsewhere) else "in",
        )  # fmt: skip


def _worker(book: Book, core: list[str], habits: Habits) -> str:
    return book.one_of(core[1:]) if book.chance(habits.others) else OWNER


def _talked(book: Book, core: list[str], habits: Habits, week: int) -> None:
    for person in core[1:]:
        if week % 4 == core.index(person) % 4 and book.chance(0.85):
            worn = book.one_of(["overcommitment", "shifting_priorities", "loss_of_faith"])
            book.write(
                "encounters", date=book.day(week), person=person, by=OWNER, kind="one_to_one",
                strain=worn if book.chance(habits.strain) else None, hours=0.5,
            )  # fmt: skip
    if book.chance(0.7):
        _approached(book, core, habits, week)
    if book.chance(0.25 * habits.others):
        book.write(
            "encounters", date=book.day(week), person=f"o{int(book.rng.integers(16))}",
            by=book.one_of(core[1:]), kind="advocacy", prompted=not book.chance(0.7),
        )  # fmt: skip
    if book.chance(0.07):
        asking = f"o{int(book.rng.integers(16))}"
        book.write("encounters", date=book.day(week), person=asking, by=OWNER, kind="join_request")


def _approached(book: Book, core: list[str], habits: Habits, week: int) -> None:
    """Write an approach; a doubt raised in it is tested within a month, or lies."""
    day = book.day(week)
    said: Row = {
        "date": day, "person": f"o{int(book.rng.integers(16))}",
        "by": _worker(book, core, habits), "kind": "approach", "hours": 0.75,
        "already_knew": book.chance(0.5),
        "shown": [book.one_of(book.evidence)] if book.evidence and book.chance(0.6) else None,
    }  # fmt: skip
    if not book.chance(0.35):
        book.write("encounters", **said)
        return
    said["doubt"] = "whether it lasts"
    answered = day + timedelta(days=int(book.rng.integers(5, 28)))
    if book.chance(habits.rests):
        book.write("encounters", **said, doubt_state="heard", retracted_on=answered)
        state = book.one_of(["tested_by", "changed_the_plan"])
        book.write("encounters", **said, doubt_state=state, observed_on=answered)
    else:
        book.write("encounters", **said, doubt_state="heard")


def _promised(book: Book, core: list[str], habits: Habits, week: int) -> None:
    if not book.chance(habits.pledged):
        return
    asked = book.day(week)
    due = asked + timedelta(days=int(book.rng.integers(7, 28)))
    settled = due + timedelta(days=int(book.rng.integers(-3, 12)))
    one: Row = {
        "person": _worker(book, core, habits), "text": book.code("task "), "kind": "task",
        "asked_on": asked, "promised_on": asked, "due_on": due, "hours": 2.0,
    }  # fmt: skip
    if book.chance(habits.lying):
        book.write("commitments", **one, state="promised")
        return
    book.write("commitments", **one, state="promised", retracted_on=settled)
    state = "kept" if book.chance(habits.kept) else "broken"
    book.write("commitments", **one, state=state, observed_on=settled)


def _tried(book: Book, habits: Habits, week: int) -> None:
    """Write what came out this week, and what it changed."""
    if week < book.next_result or habits.tested >= NEVER:
        return
    book.next_result = week + max(1.0, float(book.rng.gamma(2.0, habits.tested / 2)))
    day, code = book.day(week), book.code("e")
    roll = book.rng.random()
    result = "worked" if roll < 0.6 else "surprised" if roll < 0.78 else "broke"
    result = "null" if roll > 0.9 else result
    kind = book.one_of(["trial", "prototype", "demo", "cost", "external"])
    book.write("evidence", evidence=code, kind=kind, claim="A claim", result=result,
               observed_on=day)  # fmt: skip
    book.evidence.append(code)
    if result != "worked":
        _answered(book, habits, code, result, day)
    if result == "worked" and book.chance(0.5):
        book.write("wins", date=day, title="A win", shared_with="the core")
    if book.chance(0.25):
        length = timedelta(weeks=int(book.rng.integers(4, 9)))
        book.write(
            "pilots", pilot=book.code("p"), question="Does it?", started_on=day + WEEK,
            ends_on=day + WEEK + length, state="running", observed_on=day,
        )  # fmt: skip


def _answered(book: Book, habits: Habits, code: str, result: str, day: date) -> None:
    """Write how the plan changed after a result that was no success; now and then it does not."""
    if not book.chance(0.95):
        book.lapses |= set() if result == "surprised" else {"inertia"}
        return
    later = day + timedelta(days=int(book.rng.integers(3, 26)))
    because = code if result != "surprised" or book.chance(habits.rests) else None
    book.write("adaptations", adaptation=book.code("a"), date=later, what="A change",
               because_of=because)  # fmt: skip


def _quarrelled(book: Book, core: list[str], week: int) -> None:
    if not book.chance(0.03):
        return
    opened, code = book.day(week), book.code("k")
    long = book.chance(0.03)
    ended = opened + timedelta(days=int(book.rng.integers(40, 70) if long else
                                        book.rng.integers(4, 26)))  # fmt: skip
    book.lapses |= {"faction"} if long else set()
    sides = [core[1], book.one_of(core[2:])]
    about: Row = {"conflict": code, "opened_on": opened, "between": sides, "text": "Pace"}
    book.write("conflicts", **about, state="open", retracted_on=ended)
    book.write("conflicts", **about, state="resolved", resolved_on=ended, observed_on=ended)


def _called_off(book: Book, day: date) -> None:
    """End the pilots that still run when nobody tests any more."""
    book.sheets["pilots"] = [
        {**row, "ends_on": min(row["ends_on"], day)}
        for row in book.sheets["pilots"]
        if row["started_on"] <= day
    ]


def _crowd(book: Book, week: int) -> None:
    """Let three more people in, before anybody knows what for."""
    for _ in range(3):
        code = book.code("n")
        book.write("people", person=code, name=code.upper())
        day = book.day(week)
        book.write("coalition", person=code, ring="wider", joined_on=day, observed_on=day)


def _seasons(book: Book, core: list[str], until: int) -> None:
    """Write what recurs: gates each quarter, check-ins each month, adoption from the summer on."""
    for quarter in range(1, 5):
        due = START + timedelta(days=91 * quarter)
        gate: Row = {"gate": f"g{quarter}", "due_on": due}
        held = due + timedelta(days=int(book.rng.integers(0, 10)))
        book.write("gates", **gate, observed_on=due - timedelta(days=80), retracted_on=held)
        book.write("gates", **gate, held_on=held, outcome="continue", reason="It goes on.",
                   observed_on=held)  # fmt: skip
    for month in range(until // 4):
        book.write("meetings", meeting=book.code("i"), date=book.day(4 * month), kind="check_in")
    book.write("nodes", node="desk", title="The desk")
    for month in range(5):
        share = 0.1 + 0.1 * month
        free = round(share * float(book.rng.uniform(0.7, 0.95)), 2)
        day = START + timedelta(days=180 + 30 * month)
        book.write("adoption", node="desk", date=day, share=share, by_choice_share=free)
