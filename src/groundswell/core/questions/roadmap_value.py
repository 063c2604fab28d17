"""A plan by months as it is told: its steps, its months, and the orders it was compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundswell.core.answer import Estimate


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody to win, in turn.

    Parameters
    ----------
    via
        Who brings them: a member, or somebody won before them.
    listen_first
        Nobody has judged them: they are heard before anything is asked.
    chance
        Of a yes, as a word; a planning convention.
    begins
        Number of the month in which their hours begin; before the month they stand in where they
        take longer than that.
    falls_with
        Who is not asked if they refuse, because nobody else in the plan brings them.
    instead
        To whom the plan would turn next if they refuse; None if to nobody.
    instead_planned
        Whether that person stands in the plan anyway.
    """

    person: str
    via: str
    weak_tie: bool
    listen_first: bool
    chance: str
    hours: float
    begins: int
    falls_with: tuple[str, ...]
    instead: str | None
    instead_planned: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One month: who is won in it if they say yes, and how things stand at its end.

    Parameters
    ----------
    hours
        Spent from today to its end, on all whose answer is then known.
    chance, gain
        Chance of critical mass at its end, answers drawn by the convention, and its change against
        today.
    chance_if_all_join
        The same if everybody asked so far says yes.
    """

    number: int
    starts_on: date
    steps: tuple[Step, ...]
    hours: float
    chance: Estimate
    gain: Estimate
    chance_if_all_join: Estimate


@dataclass(frozen=True, slots=True)
class Way:
    """An order that was compared: how it was made, its people, the mean chance over the months.

    `tied` says that it differs from the one shown by less than two standard errors.
    """

    made: str
    people: tuple[str, ...]
    mean_chance: float
    tied: bool


@dataclass(frozen=True, slots=True)
class RoadmapValue:
    """Value of `roadmap`.

    Parameters
    ----------
    today
        Chance today on the same scenarios; None, without months, where nothing is required.
    ways
        Orders compared, best first; the first is shown.
    spared
        Who would fit into the hours but adds nothing that can be told from chance.
    target_month
        First month at whose end the mean chance reaches the target; None if in none of them.
    hours_from
        `asked`, `weekly_hours` or `assumed`.
    """

    months: tuple[Month, ...]
    today: Estimate | None
    hours_a_month: float
    hours_from: str
    target: float
    target_month: int | None
    ways: tuple[Way, ...]
    spared: tuple[str, ...]
    ranked_by: str
    approaches_logged: int
    scenarios_compared: int
    most: int
