"""The shipped files are what the script makes, and the workbook reader takes them as they are."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.run_records import Evidence
from groundswell.examples import names, path
from groundswell.examples.luck import Luck
from groundswell.examples.make import as_bytes, make
from groundswell.examples.script import typed
from groundswell.examples.trials import contrast
from groundswell.ingest.workbook.reading import read

LATER = date(2026, 11, 1)


def test_making_again_gives_the_shipped_bytes(tmp_path: Path) -> None:
    written = make(tmp_path)
    assert [file.stem for file in written] == list(names())
    for file in written:
        assert file.read_bytes() == path(file.stem).read_bytes(), file.stem


@pytest.mark.parametrize("name", names())
def test_reads_without_a_remark_and_without_loss(name: str) -> None:
    reading = read(path(name), LATER)
    assert reading.problems == ()
    assert reading.observations is not None
    assert as_bytes(reading.observations) == path(name).read_bytes()


@pytest.mark.parametrize("name", names())
def test_sheets_stand_in_the_order_of_the_workbook(name: str) -> None:
    sheets = list(json.loads(path(name).read_bytes()))
    assert sheets == [sheet for sheet in SHEETS if sheet in sheets]


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KeyError, match="government, hospital"):
        path("factory")


def test_a_word_that_is_no_column_is_refused() -> None:
    with pytest.raises(ValueError, match="evidence has no column colour"):
        typed(Evidence, [{"evidence": "e1", "colour": "red"}])


def test_a_number_in_a_text_column_is_refused() -> None:
    with pytest.raises(ValueError, match="claim cannot be 3"):
        typed(Evidence, [{"evidence": "e1", "claim": 3}])


def test_luck_depends_on_its_purpose_alone() -> None:
    one, again, other = Luck(1), Luck(1), Luck(2)
    assert one.unit("a", "b") == again.unit("a", "b")
    assert len({one.unit("a", "b"), one.unit("b", "a"), other.unit("a", "b")}) == 3
    assert sorted(one.shuffled("abcdef", "order")) == list("abcdef")


def test_luck_is_even() -> None:
    draws = [Luck(3).unit("even", place) for place in range(4000)]
    assert abs(sum(draws) / len(draws) - 0.5) < 0.02
    assert sum(draw < 0.1 for draw in draws) == pytest.approx(400, abs=60)


def test_a_workday_is_neither_saturday_nor_sunday() -> None:
    days = {Luck(5).workday(date(2026, 3, 2), date(2026, 3, 15), n) for n in range(200)}
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}


def test_contrast_of_two_shares() -> None:
    # Log ratio of 24/62 to 39/66; variance (1-p)/(p (n-1)) each; 1.2816 standard errors.
    found = contrast([1.0] * 39 + [0.0] * 27, [1.0] * 24 + [0.0] * 38)
    assert found.effect == pytest.approx(24 / 62 / (39 / 66) - 1, abs=5e-4)
    spread = ((1 - 39 / 66) / (39 / 66) / 65 + (1 - 24 / 62) / (24 / 62) / 61) ** 0.5
    ratio = 24 / 62 / (39 / 66)
    assert found.low == pytest.approx(ratio * 2.718281828 ** (-1.2815516 * spread) - 1, abs=1e-3)
    assert found.high == pytest.approx(ratio * 2.718281828 ** (1.2815516 * spread) - 1, abs=1e-3)
