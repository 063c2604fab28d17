"""A tale as rows of the workbook: each week written down on days that a seed picks."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np

from tests.histories.tales import WEEKS, Tale

START = date(2025, 1, 6)
WEEK = timedelta(days=7)
OTHERS = 12  # people outside who are talked to
Sheets = dict[str, list[dict[str, Any]]]


class Teller:
    """Writes a tale down, row by row."""

    def __init__(self, tale: Tale, seed: int) -> None:
        self.tale = tale
        self.rng = np.random.default_rng(seed)
        self.sheets: Sheets = defaultdict(list)
        self.codes = [name.lower() for name in tale.core]
        self.shown: list[str] = []

    def day(self, week: int) -> date:
        """Return a working day of a week."""
        return START + week * WEEK + timedelta(days=int(self.rng.integers(5)))

    def write(self, sheet: str, **cells: Any) -> None:
        """Write a row; what is not known stays out of it."""
        self.sheets[sheet].append({k: v for k, v in cells.items() if v is not None})

    def told(self) -> Sheets:
        """Write the whole year."""
        self._map()
        for week in range(WEEKS):
            self._met(week)
            self._talked(week)
            self._promised(week)
            self._tried(week)
        self._apart()
        return dict(self.sheets)

    def _map(self) -> None:
        tale, codes = self.tale, self.codes
        self.write(
            "initiative", title=tale.name, context=tale.context, owner=codes[0],
            started_on=START - 6 * WEEK, phase="evidence",
        )  # fmt: skip
        for place, code in enumerate(codes):
            last = place == len(codes) - 1
            self.write(
                "people", person=code, name=tale.core[place], affected=last or None,
                voice="those it is for" if last else None,
                gives_permission=True if place in (1, 2) else None,
            )  # fmt: skip
            stance = "skeptic" if place == 1 else "supporter"
            self._judged(code, stance)
            self.write(
                "coalition", person=code, ring="nucleus" if place < 2 else "core",
                role="critical_friend" if place == 1 else None, joined_on=START - 3 * WEEK,
                hours_per_week=4.0 if place else None,
            )  # fmt: skip
        for k in range(OTHERS):
            self.write("people", person=f"out{k}", name=f"Out {k}")
            self._judged(f"out{k}", "neutral")
        if tale.governed:
            self.write("rights", right="scope", matter="scope", owner=codes[1], observed_on=START)
            self.write("rights", right="time", matter="time", owner=codes[2], observed_on=START)
        for month in range(WEEKS // 4 if tale.governed else 0):
            self.write("meetings", meeting=f"i{month}", date=self.day(4 * month), kind="check_in")

    def _judged(self, code: str, stance: str) -> None:
        self.write("stances", person=code, stance=stance, assessor=self.codes[0], observed_on=START)

    def _who(self, letter: str) -> str:
        return self.codes[int(letter) % len(self.codes)]

    def _met(self, week: int) -> None:
        letter = self.tale.letter("meetings", week)
        if letter == ".":
            return
        day = self.day(week)
        self.write(
            "meetings", meeting=f"m{week}", date=day, kind="core", minutes=45.0,
            artifact="a draft" if letter in "ca" else None,
            changed="the next step" if letter == "c" else None,
            new_constraints="a rule" if letter == "c" and week % 3 == 0 else None,
        )  # fmt: skip
        letters = {"p": "present", "s": "substitute", "a": "absent"}
        for place, code in enumerate(self.codes):
            came = self.tale.came(place, week) if place else "p"
            self.write("attendance", meeting=f"m{week}", person=code, presence=letters[came])
        ruled = self.tale.letter("rulings", week)
        if ruled != ".":
            owner = None if ruled == "?" else self._who(ruled)
            self.write("rulings", ruling=f"r{week}", date=day, title="So", owner=owner, made="in")

    def _talked(self, week: int) -> None:
        for place, code in enumerate(self.codes[1:], 1):
            if week % 4 == place % 4:
                worn = "overcommitment" if (week + place) % 17 == 0 else None
                self.write(
                    "encounters", date=self.day(week), person=code, by=self.codes[0],
                    kind="one_to_one", strain=worn,
                )  # fmt: skip
        letter = self.tale.letter("talks", week)
        if letter == ".":
            return
        person = f"out{int(self.rng.integers(OTHERS))}"
        doubted = week % 5 == 0
        self.write(
            "encounters", date=self.day(week), person=person, by=self._who(letter),
            kind="approach", already_knew=week % 3 != 0,
            shown=self.shown[-1:] or None, doubt="whether it lasts" if doubted else None,
            doubt_state="changed_the_plan" if doubted else None,
        )  # fmt: skip
        if week % 6 == 1 and letter != "0":
            self.write(
                "encounters", date=self.day(week), person=person, by=self._who(letter),
                kind="advocacy", prompted=False,
            )  # fmt: skip

    def _promised(self, week: int) -> None:
        letter = self.tale.letter("promises", week)
        if letter == ".":
            return
        asked = self.day(week)
        person = self.codes[week % len(self.codes)] if letter == "!" else self._who(letter)
        one = {
            "person": person, "text": f"task {week}", "kind": "task", "asked_on": asked,
            "promised_on": asked, "due_on": asked + 2 * WEEK,
        }  # fmt: skip
        if letter == "!":
            self.write("commitments", **one, state="promised")
            return
        done = asked + timedelta(days=int(self.rng.integers(8, 18)))
        self.write("commitments", **one, state="promised", retracted_on=done)
        kept = "broken" if week % 13 == 7 else "kept"
        self.write("commitments", **one, state=kept, observed_on=done)

    def _tried(self, week: int) -> None:
        letter = self.tale.letter("results", week)
        if letter == ".":
            return
        words = {"w": "worked", "b": "broke", "n": "null", "s": "surprised"}
        day, code = self.day(week), f"e{week}"
        self.shown.append(code)
        self.write(
            "evidence", evidence=code, kind="trial", claim="A claim", result=words[letter],
            observed_on=day,
        )  # fmt: skip
        if letter == "w":
            self.write("wins", date=day, title="It worked", shared_with="everybody in it")
        else:
            later = day + timedelta(days=int(self.rng.integers(5, 21)))
            self.write(
                "adaptations", adaptation=f"a{week}", date=later, what="Another way",
                because_of=code,
            )  # fmt: skip

    def _apart(self) -> None:
        """Write what does not come every week."""
        for quarter in range(1, 5):
            due = START + timedelta(days=91 * quarter)
            held = due + timedelta(days=3)
            self.write(
                "gates", gate=f"g{quarter}", due_on=due, observed_on=due - 10 * WEEK,
                retracted_on=held,
            )  # fmt: skip
            self.write(
                "gates", gate=f"g{quarter}", due_on=due, held_on=held, outcome="continue",
                reason="It goes on.", observed_on=held,
            )  # fmt: skip
        for week, many in self.tale.joins:
            for k in range(many):
                code, day = f"new{week}x{k}", self.day(week)
                self.write("people", person=code, name=code, observed_on=day)
                self.write(
                    "coalition", person=code, ring="wider", how="asked", joined_on=day,
                    hours_per_week=1.0 if self.tale.governed else None, observed_on=day,
                )  # fmt: skip
        for week, place in self.tale.leaves:
            self._followed(week, self.codes[place])
        for week, days in self.tale.quarrels:
            self._quarrelled(week, days)

    def _followed(self, week: int, leaving: str) -> None:
        """Let somebody leave; a successor joins a fortnight later."""
        gone = self.day(week)
        before = next(row for row in self.sheets["coalition"] if row["person"] == leaving)
        before["retracted_on"] = gone
        self.write(
            "coalition", person=leaving, ring="core", joined_on=START - 3 * WEEK, left_on=gone,
            observed_on=gone,
        )  # fmt: skip
        came = gone + 2 * WEEK
        self.write("people", person="next", name="Next", observed_on=came)
        self.write(
            "coalition", person="next", ring="core", joined_on=came, hours_per_week=3.0,
            observed_on=came,
        )  # fmt: skip

    def _quarrelled(self, week: int, days: int) -> None:
        opened = self.day(week)
        ended = opened + timedelta(days=days)
        about = {
            "conflict": f"k{week}", "opened_on": opened, "between": [self.codes[1], self.codes[2]],
            "text": "How fast",
        }  # fmt: skip
        self.write("conflicts", **about, state="open", retracted_on=ended)
        self.write("conflicts", **about, state="resolved", resolved_on=ended, observed_on=ended)


def tell(tale: Tale, seed: int = 7) -> Sheets:
    """Return a tale as rows of the workbook; the same seed gives the same rows."""
    return Teller(tale, seed).told()
