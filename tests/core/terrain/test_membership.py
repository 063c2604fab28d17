"""Commitment and its losses, what was shown to whom, and how far a judgement may be off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.terrain.judgements import DAYS_A_MONTH, error_variance
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.terms import Sureness
from tests.core.builders import AS_OF, record, snapshot


def test_broken_promises_and_missed_meetings_multiply() -> None:
    days = int(Settings().broken_days)
    promises = [
        {"person": "ann", "state": "broken", "due_on": AS_OF - timedelta(days=back)}
        for back in (1, days, days + 1)
    ]
    # Codes run against the days; a check-in and a meeting without a day are no core meetings.
    meetings = [f"m{9 - k} 2026-05-{k + 1:02d} core" for k in range(8)]
    folded = snapshot(
        people=["ann"],
        coalition=[{"person": "ann", "ring": "core", "commitment": 0.8}],
        commitments=promises,
        meetings=[*meetings, "c1 2026-05-20 check_in", {"meeting": "x1", "kind": "core"}],
        attendance=[
            "m2 ann absent",
            "m3 ann absent",
            "m9 ann absent",
            "c1 ann absent",
            "x1 ann absent",
        ],
    )
    assert folded.hold[0] == pytest.approx(0.8 * 0.85**2 * (1 - 0.3 * 2 / 6))


def shown_on(day: date, judged: list[dict[str, Any]]) -> list[float]:
    """Return the sign of the one piece of evidence shown, if it still counts."""
    folded = snapshot(
        people=["ann", "ben"],
        stakes=["ann gain speed", "zoe gain speed"],
        evidence=[{"evidence": "e1", "result": "worked", "topics": ("speed",)}],
        encounters=[{"person": who, "date": day, "shown": ("e1",)} for who in ("ann", "zoe")],
        stances=judged,
    )
    return [float(sign) for sign in folded.shown.sign]


@pytest.mark.parametrize(
    ("person", "word", "days", "left"),
    [
        ("ann", "neutral", 1, []),
        ("ann", "neutral", 0, [1.0]),
        ("ann", "unknown", 1, [1.0]),
        ("ben", "neutral", 1, [1.0]),
    ],
)
def test_what_was_shown_counts_until_a_later_judgement_of_that_person(
    person: str, word: str, days: int, left: list[float]
) -> None:
    day = AS_OF - timedelta(days=10)
    judged = {"person": person, "stance": word, "observed_on": day + timedelta(days=days)}
    assert shown_on(day, [judged]) == left


@pytest.mark.parametrize(
    ("sure", "factor"), [(None, 1.0), ("medium", 1.0), ("low", "sure_low"), ("high", "sure_high")]
)
def test_the_error_of_a_judgement_grows_with_age_and_with_doubt(
    sure: str | None, factor: float | str
) -> None:
    settings = Settings()
    seen_on = AS_OF - timedelta(days=round(6 * DAYS_A_MONTH))
    times = getattr(settings, factor) if isinstance(factor, str) else factor
    certainty = None if sure is None else Sureness(sure)
    found = error_variance(seen_on, certainty, False, AS_OF, settings)
    assert found == pytest.approx(times * (0.35**2 + 0.01 * 6), rel=0.01)
    informed = error_variance(seen_on, certainty, True, AS_OF, settings)
    assert informed == pytest.approx(2 * found)


def test_a_judgement_for_a_decision_nobody_knows_is_left_out() -> None:
    rows = [{"person": "ann", "stance": "champion", "decision": code} for code in ("d1", "d9")]
    known, unknown = (
        snapshot(people=["ann"], decisions=["d1"], stances=[row]).stances for row in rows
    )
    assert known.shift_decision.tolist() == [0]
    assert not unknown.shift_decision.size
    assert not unknown.judged.any()


@pytest.mark.parametrize(
    ("told", "standing", "owed", "given"),
    [
        ({}, "asked", True, False),
        ({"promised_on": "2026-05-01"}, "promised", True, True),
        ({"promised_on": "2026-05-01", "state": "asked"}, "asked", True, False),
        ({"state": "kept"}, "kept", False, True),
        ({"state": "broken", "promised_on": "2026-05-01"}, "broken", False, False),
        ({"state": "withdrawn"}, "withdrawn", False, False),
    ],
)
def test_a_commitment_without_a_state_stands_as_its_days_tell(
    told: dict[str, Any], standing: str, owed: bool, given: bool
) -> None:
    row = record("commitments", {"person": "ann", **told})
    assert isinstance(row, Commitment)
    assert (row.standing, row.owed, row.given) == (standing, owed, given)
