"""What evidence asks of a week: pilots that end, results nobody kept, entries nobody saw."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.pictures.dues.evidence import evidence_due, unshown_due
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative, Person, Stake
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Encounter, Evidence, Pilot, PilotDatum
from groundswell.core.terrain.terms import PilotState, PilotTrack, Result, StakeKind
from groundswell.faces.web.screens import doing

DAY = date(2026, 11, 1)
PEOPLE = tuple(Person(person=code) for code in ("ada", "ben", "cleo"))


def snapshot(**sheets: Any) -> Any:
    return fold(Observations(Initiative(owner="ada"), {"people": PEOPLE, **sheets}), DAY)


def kinds(**sheets: Any) -> list[str]:
    return [item.kind for item in evidence_due(snapshot(**sheets))]


def pilot(days: int, **cells: Any) -> tuple[Pilot, ...]:
    """Return a pilot that ends so many days from now."""
    ends = DAY + timedelta(days=days)
    return (Pilot(pilot="p", question="Does it help?", ends_on=ends, **cells),)


MEASURED = (PilotDatum(pilot="p", unit="a", arm="after", value=1.0),)
KEPT = (Evidence(evidence="e", pilot="p"),)
OTHER = (Evidence(evidence="x"),)


def test_without_evidence_three_kinds_that_need_no_permission() -> None:
    assert kinds() == ["cost", "trial", "elsewhere"]
    assert kinds(pilots=pilot(40, track=PilotTrack.TRIAL)) == ["cost", "elsewhere"]
    assert kinds(evidence=OTHER) == []
    alone = fold(Observations(Initiative(owner="ada"), {"people": PEOPLE[:1]}), DAY)
    assert not list(evidence_due(alone))


@pytest.mark.parametrize(
    ("pilots", "more", "kind"),
    [
        (pilot(5), {}, "pilot_ends"),
        (pilot(5, stop_reached=True), {}, "pilot_stop"),
        (pilot(-3), {}, "pilot_data"),
        (pilot(30, state=PilotState.STOPPED), {}, "pilot_data"),
        (pilot(-3), {"pilot_data": MEASURED}, "pilot_ledger"),
        (pilot(-3, broke="The scanner."), {}, "pilot_ledger"),
    ],
)
def test_a_pilot_asks_for_what_it_lacks(
    pilots: tuple[Pilot, ...], more: dict[str, Any], kind: str
) -> None:
    (item,) = evidence_due(snapshot(evidence=OTHER, pilots=pilots, **more))
    assert (item.kind, item.ids) == (kind, ("p",))
    assert "Does it help?" in item.reason and item.reason.endswith((".", "?"))


def test_a_pilot_that_was_stopped_is_not_said_to_have_run_its_time() -> None:
    told = {
        state: next(evidence_due(snapshot(evidence=OTHER, pilots=pilot(-3, state=state)))).reason
        for state in (PilotState.STOPPED, PilotState.DONE)
    }
    assert "was stopped" in told[PilotState.STOPPED] and "is over" in told[PilotState.DONE]


@pytest.mark.parametrize(
    ("pilots", "more"),
    [
        (pilot(20), {}),
        (pilot(-3), {"pilot_data": MEASURED, "evidence": (*OTHER, *KEPT)}),
        (pilot(-200), {}),
    ],
)
def test_a_pilot_that_runs_is_kept_or_is_long_over_asks_for_nothing(
    pilots: tuple[Pilot, ...], more: dict[str, Any]
) -> None:
    assert kinds(**{"evidence": OTHER, "pilots": pilots, **more}) == []


def test_the_newest_entry_that_nobody_saw_is_to_be_shown() -> None:
    stakes = (Stake(person="ben", kind=StakeKind.NEED, topic="calls"),)
    old = Evidence(evidence="old", result=Result.WORKED, topics=("calls",), claim="Calls fell.",
                   observed_on=DAY - timedelta(days=60))  # fmt: skip
    fresh = Evidence(evidence="new", result=Result.WORKED, topics=("calls",),
                     observed_on=DAY - timedelta(days=3))  # fmt: skip
    (item,) = unshown_due(snapshot(evidence=(old, fresh), stakes=stakes))
    assert item.ids == ("old",) and "one person" in item.reason
    seen = (Encounter(person="ben", date=DAY, shown=("old",)),)
    assert not list(unshown_due(snapshot(evidence=(old, fresh), stakes=stakes, encounters=seen)))
    assert not list(unshown_due(snapshot(evidence=(old,))))


@pytest.mark.parametrize(
    ("days", "kind"),
    [(8, None), (7, "pilot_ends"), (0, "pilot_ends"), (-1, "pilot_data"), (-60, "pilot_data"),
     (-61, None)],
)  # fmt: skip
def test_a_pilot_is_spoken_of_from_a_week_before_its_end_to_two_months_after(
    days: int, kind: str | None
) -> None:
    assert kinds(evidence=OTHER, pilots=pilot(days)) == ([kind] if kind else [])
    assert all(i.hours <= 1 for i in evidence_due(snapshot(evidence=OTHER, pilots=pilot(days))))


def test_the_pilot_that_ends_first_comes_first_and_one_without_an_end_last() -> None:
    stopped = Pilot(pilot="a", state=PilotState.STOPPED)
    rows = (*(Pilot(pilot=p, ends_on=DAY + timedelta(days=d)) for p, d in (("b", 6), ("c", 2))),)
    found = evidence_due(snapshot(evidence=OTHER, pilots=(stopped, *rows)))
    assert [item.ids for item in found] == [("c",), ("b",), ("a",)]


def test_an_entry_may_lie_two_weeks_and_the_newest_of_those_is_shown() -> None:
    stakes = (Stake(person="ben", kind=StakeKind.NEED, topic="calls"),)

    def due(**days: int) -> list[Any]:
        rows = tuple(Evidence(evidence=e, result=Result.WORKED, topics=("calls",),
                              claim=f"It is {e}.", observed_on=DAY - timedelta(days=d))
                     for e, d in days.items())  # fmt: skip
        return list(unshown_due(snapshot(evidence=rows, stakes=stakes)))

    assert due(fresh=13) == []
    (item,) = due(quick=14, safe=40)
    assert item.ids == ("quick",)
    assert item.reason == "‘It is quick.’ speaks to one person, and nobody was shown it."


@pytest.mark.parametrize("question", ["How " * 17 + "so", "How " * 17 + "so?", "w" * 99])
def test_a_question_is_told_whole_up_to_seventy_letters_and_else_cut_to_them(question: str) -> None:
    row = Pilot(pilot="p", question=question, ends_on=DAY)
    (item,) = evidence_due(snapshot(evidence=OTHER, pilots=(row,)))
    told = item.reason.split("’ ends on ")[0].removeprefix("‘")
    whole = len(question) <= 70
    assert len(told) <= 70 and (told == question) is whole
    assert whole or (told.endswith(" …") and question.startswith(told.removesuffix(" …")))
    assert whole or len(told) > 60


def test_every_kind_has_its_screen() -> None:
    wanted = "pilot_stop pilot_ends pilot_data pilot_ledger cost trial elsewhere unshown".split()
    assert set(wanted) <= set(doing._SCREENS)
