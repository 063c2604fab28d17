"""Twelve years replayed week by week: the right alarm in time, and quiet where all is well."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest

from groundswell.core.terrain.observation import Observations
from groundswell.ingest.workbook import read, write
from groundswell.validation.studies.replay import Episode, observations_of, replay, weekly
from tests.histories import tales, telling
from tests.histories.tales import FAILING, HEALTHY, Tale
from tests.histories.telling import START, WEEK, tell

IN_TIME = timedelta(weeks=8)


def lived(tale: Tale, folder: Path, until: date = date.max) -> list[Episode]:
    """Write the tale as an Excel workbook, read it again, and replay it week by week."""
    book = folder / "book.xlsx"
    write(observations_of(tell(tale)), book)
    reading = read(book, date(2026, 7, 1))
    assert isinstance(reading.observations, Observations), reading.problems
    return replay(reading.observations, [day for day in weekly(START) if day <= until])


def test_the_tales_are_told_without_the_alarms() -> None:
    for module in (tales, telling):
        tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
        names = [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        assert not [name for name in names if name.startswith("groundswell")]
    assert len(HEALTHY) == len(FAILING) == 6


def test_the_same_seed_tells_the_same_tale() -> None:
    assert tell(HEALTHY[0]) == tell(HEALTHY[0]) != tell(HEALTHY[0], seed=8)


def test_the_healthy_years_raise_one_alarm_at_most_together(tmp_path: Path) -> None:
    raised = {tale.name: lived(tale, tmp_path) for tale in HEALTHY}
    assert sum(map(len, raised.values())) <= 1, raised


@pytest.mark.parametrize("tale", FAILING, ids=lambda tale: tale.name)
def test_trouble_is_named_within_eight_weeks_and_not_before(tale: Tale, tmp_path: Path) -> None:
    assert tale.turn is not None
    onset = START + tale.turn * WEEK
    found = lived(tale, tmp_path, onset + IN_TIME)
    right = [e.first for e in found if e.alarm in tale.trouble]
    assert right and onset <= min(right) <= onset + IN_TIME, found
    assert not [e for e in found if e.first < onset], found
