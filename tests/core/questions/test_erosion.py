"""Signs of decay: which record raises which, and silence where there is nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.questions.erosion import RECENT_DAYS, erosion
from tests.core.builders import AS_OF, snapshot

PEOPLE = ["ann", "ben", "cy"]
COALITION = ["ann core", "ben core"]
MEETINGS = [
    {"meeting": f"m{k}", "date": AS_OF - timedelta(days=7 * k), "changed": "a step"}
    for k in range(4)
]


def signs(**sheets: Any) -> list[str]:
    base: dict[str, Any] = {"people": PEOPLE, "coalition": COALITION, "meetings": MEETINGS}
    return [s.text for s in erosion(snapshot(**{**base, **sheets}))]


def ago(days: int) -> Any:
    return AS_OF - timedelta(days=days)


def test_a_healthy_coalition_raises_nothing() -> None:
    fresh = [{"evidence": "e1", "observed_on": ago(10), "result": "worked"}]
    assert signs(evidence=fresh) == []


@pytest.mark.parametrize(
    ("sheets", "word"),
    [
        (
            {"commitments": [{"person": "ben", "state": "broken", "due_on": ago(9)}]},
            "broken, by ben",
        ),
        ({"attendance": ["m0 ben absent", "m1 ben substitute"]}, "Ben is drifting away"),
        (
            {"attendance": [f"m{k} {p} absent" for k in (0, 1) for p in ("ann", "ben")]},
            "fragmenting",
        ),
        (
            {"coalition": [*COALITION, {"person": "cy", "ring": "core", "left_on": ago(20)}]},
            "Cy left",
        ),
        (
            {"conflicts": [{"conflict": "c1", "opened_on": ago(40), "between": ("ann", "ben")}]},
            "open inside the coalition",
        ),
        ({"meetings": [{**m, "changed": None} for m in MEETINGS]}, "status reports"),
        ({"evidence": [{"evidence": "e1", "observed_on": ago(122)}]}, "for four months"),
    ],
)
def test_each_record_raises_its_sign(sheets: dict[str, Any], word: str) -> None:
    raised = signs(**sheets)
    assert len(raised) == 1
    assert word in raised[0]


@pytest.mark.parametrize(
    "sheets",
    [
        {"commitments": [{"person": "cy", "state": "broken", "due_on": ago(9)}]},
        {"attendance": ["m0 ben absent"]},
        {"coalition": [*COALITION, {"person": "cy", "left_on": ago(300)}]},
        {"conflicts": [{"conflict": "c1", "opened_on": ago(9), "between": ("ann", "ben")}]},
        {"conflicts": [{"conflict": "c1", "opened_on": ago(90), "between": ("ann", "cy")}]},
        {"meetings": [{**m, "changed": None} for m in MEETINGS[:3]]},
    ],
)
def test_what_is_old_outside_or_too_little_raises_nothing(sheets: dict[str, Any]) -> None:
    assert signs(**sheets) == []


def test_the_newest_entry_is_the_one_that_dates_the_ledger() -> None:
    rows = [{"evidence": code, "observed_on": ago(d)} for code, d in (("old", 400), ("new", 122))]
    base: dict[str, Any] = {"people": PEOPLE, "coalition": COALITION, "meetings": MEETINGS}
    (sign,) = erosion(snapshot(**base, evidence=rows))
    assert sign.text == "No evidence has been added for four months." and sign.ids == ("new",)
    fresh = [*rows, {"evidence": "fresh", "observed_on": ago(5)}]
    assert erosion(snapshot(**base, evidence=fresh)) == ()


def test_who_left_within_a_season_still_counts_and_whoever_leaves_later_does_not() -> None:
    def left(day: date) -> list[str]:
        return signs(coalition=[*COALITION, {"person": "cy", "ring": "core", "left_on": day}])

    assert left(ago(RECENT_DAYS)) and left(ago(0))
    assert left(ago(RECENT_DAYS + 1)) == left(ago(-1)) == []


def test_one_who_drifts_is_no_fragmenting_and_a_conflict_names_its_parties() -> None:
    (one,) = signs(attendance=["m0 ben absent", "m1 ben absent"])
    assert "fragmenting" not in one and one.startswith("Ben is drifting")
    rows = [{"conflict": "c1", "opened_on": ago(40), "between": ("ben", "ann")}]
    (stuck,) = signs(conflicts=rows)
    assert "between ann and ben." in stuck


def test_two_who_drift_are_named_as_two() -> None:
    (two,) = signs(attendance=[f"m{k} {p} absent" for k in (0, 1) for p in ("ann", "ben")])
    assert two.startswith("Ann and ben are drifting away: ")


@pytest.mark.parametrize(("on", "open_still"), [(0, False), (-1, True)])
def test_a_conflict_is_over_from_the_day_it_was_resolved_on(on: int, open_still: bool) -> None:
    row = {"conflict": "c1", "opened_on": ago(40), "between": ("ann", "ben")}
    assert bool(signs(conflicts=[{**row, "state": "resolved", "resolved_on": ago(on)}])) is (
        open_still
    )


def test_one_change_in_four_core_meetings_is_one_and_a_check_in_is_none_of_them() -> None:
    idle = [{**m, "changed": None} for m in MEETINGS]
    assert signs(meetings=[*idle[:3], MEETINGS[3]]) == []
    check_in = {"meeting": "c", "date": AS_OF, "kind": "check_in", "changed": "a step"}
    (sign,) = signs(meetings=[*idle, check_in])
    assert sign == (
        "None of the last four core meetings changed anything: they have become status reports."
    )


@pytest.mark.parametrize(("days", "months"), [(90, ""), (91, "three"), (700, "23")])
def test_a_ledger_is_dry_after_a_season(days: int, months: str) -> None:
    rows = [{"evidence": "e1", "observed_on": ago(days)}]
    assert signs(evidence=rows) == (
        [f"No evidence has been added for {months} months."] if months else []
    )


def test_the_owner_is_spoken_to() -> None:
    (sign,) = signs(about={"owner": "ben"}, attendance=["m0 ben absent", "m1 ben absent"])
    assert sign.startswith("You are drifting away")
