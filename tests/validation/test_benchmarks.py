"""The list of all benchmarks, its table, and the small scores they share."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from groundswell.validation import Line, table, validate
from groundswell.validation.benchmarks import BENCHMARKS
from groundswell.validation.files import find, number, rows
from groundswell.validation.scores import auc, brier, mutual_information, r_squared


def test_an_empty_folder_gives_a_line_for_every_set(tmp_path: Path) -> None:
    told: list[str] = []
    found = validate(tmp_path, told.append)
    assert told == list(BENCHMARKS)
    assert [line.id for line in found] == [
        "B1", "B5", "B6", "B7", "B8", "B9", "karate", "email", "Lazega",
    ]  # fmt: skip
    assert all(line.holds is None and "not found" in line.note for line in found)
    assert "0 of 0 lines" in table(found)


@pytest.mark.parametrize(
    "name", ["microfi/microfi_households.csv", "zachary_karate/nodes.csv", "deu3/x.tsv"]
)
def test_a_damaged_file_is_told_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    for other in ("microfi/microfi_edges.txt", "zachary_karate/edges.csv", name):
        path = tmp_path / other
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\x1f\x8b damaged" if other == name else b"source,target\n1,2\n")
    found = validate(tmp_path)
    assert sum("could not be read" in line.note for line in found) == 1
    assert len(found) == 9


def test_the_table_keeps_to_a_hundred_characters_and_shows_every_figure() -> None:
    lines = [
        Line("B0", "a rather long measure " * 4, 0.5, 1234.5, None, True, "up", "note " * 40),
        Line("B0", "short", None, None, None, None, "", "not found: x"),
        Line("B0", "missed", 0.1, 0.2, 0.3, False, "above .3"),
    ]
    text = table(lines)
    assert max(map(len, text.splitlines())) <= 100
    for figure in ("0.500", "1,234.5", "not found: x", "holds if above .3.", "1 of 2 lines"):
        assert figure in text


def test_a_line_is_json_even_without_a_figure() -> None:
    line = Line("B0", "m", float("nan"), None, 0.5, None, "", "n")
    plain = json.loads(json.dumps(line.as_json(), allow_nan=False))
    assert plain["ours"] is None
    assert plain["reference"] == 0.5
    assert set(plain) == {
        "id", "metric", "ours", "baseline", "reference", "holds", "rule", "note",
    }  # fmt: skip


def test_files_are_found_whatever_their_case_and_from_inside_their_folder(tmp_path: Path) -> None:
    path = tmp_path / "DEU3" / "Some.TSV"
    path.parent.mkdir()
    path.write_text("a\n")
    assert find(tmp_path, "*deu*.tsv*") == find(tmp_path / "DEU3", "*deu*.tsv*") == [path]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_are_read_with_any_separator_and_a_byte_order_mark(
    tmp_path: Path, separator: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f'\ufeff"ID "{separator}Name\n1{separator}Zoë\n\n')
    assert rows(path) == [{"id": "1", "name": "Zoë"}]


@pytest.mark.parametrize("cell", ["", "NA", None, "."])
def test_what_is_no_number_is_unknown(cell: str | None) -> None:
    assert np.isnan(number(cell))


def test_auc_counts_pairs_with_ties_half() -> None:
    assert auc([True, False, True, False], np.array([3, 2, 1, 1])) == pytest.approx(2.5 / 4)
    assert np.isnan(auc([True, True], np.array([1, 2])))


def test_brier_by_hand() -> None:
    assert brier(np.array([0.8, 0.4]), [1, 0]) == pytest.approx((0.04 + 0.16) / 2)


def test_mutual_information_of_the_same_and_of_unrelated_groupings() -> None:
    assert mutual_information([0, 0, 1, 1], ["b", "b", "a", "a"]) == pytest.approx(1)
    assert mutual_information([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(0)
    assert mutual_information([0, 0], [0, 0]) == 1


def test_r_squared_of_a_line_and_of_noise() -> None:
    x = np.arange(6.0)
    assert r_squared(2 * x + 1, [x]) == pytest.approx(1)
    assert r_squared(np.array([1.0, -1, -1, 1]), [np.array([0.0, 0, 1, 1])]) == pytest.approx(0)
