"""B1 on made-up issues: what is read, what is scored, and what the interval holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from groundswell.validation.negotiation import error_points, forecast, lines, read_issues

HEADER = "prnr\tprname\tisnr\tpcom\tpde\tplu\tscom\tsde\tslu\tout"
GDP = "\t\t\t4\t3\t1\t\t\t\t"


def write(folder: Path, *issues: str, name: str = "deu3/part.tsv", gdp: str = GDP) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([HEADER, gdp, *issues]) + "\n")
    return path


def test_only_issues_with_an_outcome_and_three_full_actors_count(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "d1\tbuses\td1i1\t100\t0\t50\t80\t40\t40\t60",
        "d1\tbuses\td1i2\t100\t0\t50\t80\t40\t40\t",
        "d1\tbuses\td1i3\t100\t\t50\t80\t40\t40\t60",
        "d1\tbuses\td1i4\t100\t0\t50\t80\t40\t\t60",
        "d1\tbuses\td1i1\t0\t0\t0\t80\t40\t40\t0",
    )
    (issue,) = read_issues([path])
    assert issue.position.tolist() == [100, 0, 50]
    assert issue.weight.tolist() == [4, 3, 1]
    assert issue.salience == pytest.approx([0.8, 0.4, 0.4])
    assert issue.outcome == 60


def test_the_forecast_is_the_weighted_mean_with_the_whole_error(tmp_path: Path) -> None:
    path = write(tmp_path, "d1\tbuses\td1i1\t100\t0\t50\t80\t40\t40\t60")
    cast = forecast(list(read_issues([path])))
    mean = (3.2 * 100 + 1.2 * 0 + 0.4 * 50) / 4.8
    assert cast.mean == pytest.approx([mean])
    assert cast.median == pytest.approx([100])
    assert error_points() == pytest.approx(30)
    # The normal chance of lying less than 20.83 / 30 sd above the mean.
    assert cast.above == pytest.approx([0.7563], abs=5e-4)


def test_without_gdp_everybody_weighs_by_salience_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "d1\tx\td1i1\t100\t0\t50\t50\t50\t100\t60", gdp="")
    assert forecast(list(read_issues([path]))).mean == pytest.approx([50])


def test_salience_of_nobody_weighs_all_alike(tmp_path: Path) -> None:
    path = write(tmp_path, "d1\tx\td1i1\t90\t0\t60\t0\t0\t0\t60")
    assert forecast(list(read_issues([path]))).mean == pytest.approx([50])


def draw(folder: Path, sd: float) -> None:
    """Write 300 issues whose outcomes scatter around the weighted mean, kept on the scale."""
    rng = np.random.default_rng(0)
    rows = []
    for i in range(300):
        p = rng.integers(0, 101, 3)
        mean = (4 * p[0] + 3 * p[1] + p[2]) / 8
        out = np.clip(mean + rng.normal(0, sd), 0, 100)
        rows.append(f"d{i}\tx\td{i}i1\t{p[0]}\t{p[1]}\t{p[2]}\t50\t50\t50\t{out:.2f}")
    write(folder, *rows)


def test_the_interval_covers_four_fifths_of_outcomes_that_scatter_by_thirty(
    tmp_path: Path,
) -> None:
    draw(tmp_path, 30)
    error, chance, cover = lines(tmp_path)
    assert cover.ours is not None
    assert cover.ours == pytest.approx(0.8, abs=0.08)
    assert cover.baseline is not None
    assert cover.baseline < cover.ours
    assert chance.holds
    assert error.id == "B1"


def test_outcomes_that_scatter_less_make_the_interval_fail_openly(tmp_path: Path) -> None:
    draw(tmp_path, 5)
    error, _, cover = lines(tmp_path)
    assert error.holds
    assert cover.holds is False
    assert cover.ours is not None
    assert cover.ours > 0.84


def test_files_are_found_by_kind_and_read_once(tmp_path: Path) -> None:
    issue = "d1\tbuses\td1i1\t100\t0\t50\t80\t40\t40\t60"
    write(tmp_path, issue, name="DEU3/Part_A.TSV")
    (tmp_path / "DEU3" / "part_b.tsv").write_text(f"{HEADER}\n{GDP}\n{issue}\n")
    assert "1 issues" in lines(tmp_path)[0].note


@pytest.mark.parametrize("present", [False, True])
def test_nothing_to_score_is_said(tmp_path: Path, present: bool) -> None:
    if present:
        write(tmp_path)
    (line,) = lines(tmp_path)
    assert line.holds is None
    assert "not found" in line.note
