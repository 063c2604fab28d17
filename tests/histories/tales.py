"""The twelve tales: what happened in each of 52 weeks, one letter a week.

No alarm code is read or imported here. A pattern shorter than the year is repeated; `turn` is the
week (from 0) from which the second pattern of a pair holds. Letters:

meetings   c changed something, a had a thing on the table only, s status report, . none
presence   p present, s substitute, a absent (the owner and members not named are present)
talks      whose approach it was: 0 the owner, 1 to 9 the others by place, . none
promises   whose, by place; `!` after the turn: nothing more is heard of it
results    w worked, b broke, n showed nothing, s surprised, . none
rulings    whose, by place; ? nobody's, . none
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WEEKS = 52


@dataclass(frozen=True)
class Tale:
    """A year of a coalition.

    Parameters
    ----------
    core
        Names of the inner circle, the owner first; the second doubts, the last is affected.
    turn, trouble
        Week from which it goes wrong and the alarms that are right; none where it stays well.
    after
        Patterns that hold from the turn on.
    joins, leaves, quarrels
        (week, how many) who join the wider ring; (week, place) of who leaves and is replaced;
        (week, days) of conflicts and how long they lasted.
    governed
        Whether it wrote down who decides what and holds a check-in each month.
    """

    name: str
    context: str
    core: tuple[str, ...]
    meetings: str = "ccacccsc"
    presence: Mapping[int, str] = field(default_factory=dict)
    talks: str = "1.02.130.2"
    promises: str = "12.3.0"
    results: str = "..w..b..w..s"
    rulings: str = "1..2.3.0"
    turn: int | None = None
    trouble: frozenset[str] = frozenset()
    after: Mapping[str, str] = field(default_factory=dict)
    drift: Mapping[int, str] = field(default_factory=dict)
    joins: tuple[tuple[int, int], ...] = ()
    leaves: tuple[tuple[int, int], ...] = ()
    quarrels: tuple[tuple[int, int], ...] = ()
    governed: bool = True

    def letter(self, pattern: str, week: int) -> str:
        """Return the letter of a week."""
        turned = self.turn is not None and week >= self.turn and pattern in self.after
        letters: str = self.after[pattern] if turned else getattr(self, pattern)
        return letters[(week - (self.turn or 0)) % len(letters) if turned else week % len(letters)]

    def came(self, place: int, week: int) -> str:
        """Return how a member of the core came to the meeting of a week."""
        turned = self.turn is not None and week >= self.turn and place in self.drift
        letters = self.drift[place] if turned else self.presence.get(place, "ppppppappppp")
        return letters[(week + 3 * place) % len(letters)]


HEALTHY = (
    Tale("invoices", "corporate", ("Ines", "Omar", "Tess", "Yuki")),
    Tale(
        "benefits", "government", ("Ruta", "Caleb", "Dina", "Per", "Sol"),
        # Four weeks of summer without a meeting, and talks that wait for the autumn.
        meetings="ccac" * 6 + "...." + "cacs" * 6,
        talks="1.02.130.2" * 2 + "1.02" + "...." + ("1.02.130.2" * 3)[:24],
    ),
    Tale(
        "tenants", "movement", ("Lale", "Mo", "Edda", "Kwame"),
        promises="12.3.0.2", quarrels=((11, 18), (31, 24)), talks="2.13.0.21.",
    ),
    Tale(
        "deploys", "tech", ("Ada", "Bruno", "Chi", "Dov"),
        results=".b..w..n..w..b..", meetings="caccsccc", rulings="2.1.3..0",
    ),
    Tale(
        "wards", "government", ("Finn", "Greta", "Hana", "Ivo", "Jun"),
        leaves=((22, 3),), presence={2: "pppapppsppp"},
    ),
    Tale(
        "shifts", "corporate", ("Kai", "Lena", "Marek", "Noor"),
        joins=((14, 3), (24, 3), (33, 2)), meetings="cacc",
    ),
)  # fmt: skip

FAILING = (
    Tale(
        "lone builder", "tech", ("Ona", "Pit", "Quinn", "Rosa"),
        turn=20, trouble=frozenset({"lone_builder"}),
        after={"talks": "0.0", "promises": "0..", "rulings": "0...", "meetings": "cac."},
    ),
    Tale(
        "bloat", "corporate", ("Sami", "Tove", "Uli", "Vera"),
        turn=16, trouble=frozenset({"coalition_bloat"}),
        joins=((16, 4), (17, 3), (18, 3)), governed=False, meetings="cacc",
    ),
    Tale(
        "drift", "government", ("Wim", "Xenia", "Yara", "Zeno", "Bea"),
        turn=24, trouble=frozenset({"drift", "substitutes"}),
        drift={1: "asaaspaa", 3: "saasapas"},
    ),
    Tale(
        "status meetings", "corporate", ("Carl", "Dora", "Emil", "Fay"),
        turn=18, trouble=frozenset({"status_meetings"}), after={"meetings": "ssas"},
    ),
    Tale(
        "no evidence", "movement", ("Gil", "Hedy", "Isa", "Joel"),
        # The last result is that of week 20; the next was due in week 23.
        turn=23, trouble=frozenset({"no_evidence"}), after={"results": "."},
    ),
    Tale(
        "blurred", "government", ("Kofi", "Lou", "Mina", "Nils"),
        turn=19, trouble=frozenset({"blurred_accountability"}),
        after={"rulings": "?.?1", "promises": "!2!."},
    ),
)  # fmt: skip
