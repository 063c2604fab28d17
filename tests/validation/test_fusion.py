"""B5 on a made-up cognitive social structure."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from groundswell.validation import fusion
from groundswell.validation.fusion import lines, read_pictures, true_ties

PEOPLE = 14


@pytest.fixture(autouse=True)
def _few_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fusion, "PANELS", 15)


def write(folder: Path, pictures: np.ndarray, name: str = "css.dat") -> Path:
    n = pictures.shape[1]
    body = "\n".join(" ".join(str(int(cell)) for cell in row) for row in pictures.reshape(-1, n))
    path = folder / name
    path.write_text(f"DL\nN={n} NM={n}\nFORMAT = FULLMATRIX DIAGONAL PRESENT\nDATA:\n{body}\n")
    return path


def office() -> np.ndarray:
    """Some are asked by many; a third of the assessors see well, the others hardly."""
    rng = np.random.default_rng(0)
    asked = rng.uniform(0.05, 0.7, PEOPLE)
    truth = rng.random((PEOPLE, PEOPLE)) < asked
    np.fill_diagonal(truth, val=False)
    right = np.where(np.arange(PEOPLE) % 3 == 0, 0.92, 0.62)[:, None, None]
    pictures = np.where(rng.random((PEOPLE, PEOPLE, PEOPLE)) < right, truth, ~truth)
    for i in range(PEOPLE):
        pictures[i, i], pictures[i, :, i] = truth[i], truth[:, i]
    return pictures.astype(float)


def test_a_true_tie_is_one_that_both_ends_confirm() -> None:
    pictures = np.zeros((3, 3, 3))
    pictures[0, 0, 1] = pictures[1, 0, 1] = 1
    pictures[0, 0, 2] = 1
    pictures[2, 1, 2] = 1
    pictures[0, 1, 2] = 1
    assert np.argwhere(true_ties(pictures)).tolist() == [[0, 1]]


def test_pictures_are_read_by_assessor_then_asker_then_asked(tmp_path: Path) -> None:
    pictures = np.zeros((3, 3, 3))
    pictures[2, 0, 1] = 1
    assert np.array_equal(read_pictures(write(tmp_path, pictures)), pictures)


def test_fusion_is_held_against_the_plain_mean(tmp_path: Path) -> None:
    write(tmp_path, office())
    found = lines(tmp_path)
    assert len(found) == 4
    three = found[1]
    assert three.ours is not None
    assert three.baseline is not None
    assert three.ours > three.baseline + 0.02
    assert three.holds
    assert three.reference is None


def test_the_reference_belongs_to_krackhardts_file_alone(tmp_path: Path) -> None:
    write(tmp_path, office(), "KRACKAD_css.DAT")
    assert [line.reference for line in lines(tmp_path)] == [0.66, 0.76, 0.79, 0.81]


def test_too_few_people_outside_a_panel_are_not_judged(tmp_path: Path) -> None:
    write(tmp_path, office()[:9, :9, :9])
    assert lines(tmp_path)[3].holds is None


@pytest.mark.parametrize("content", ["DL\nN=3\n", "N=2 NM=2\nDATA:\n0 1 0 1\n", "DATA:\nx"])
def test_a_file_of_another_kind_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "css.dat").write_text(content)
    (line,) = lines(tmp_path)
    assert line.holds is None
    assert "css.dat could not be read" in line.note
