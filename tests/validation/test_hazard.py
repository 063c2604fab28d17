"""B7 on made-up diffusions: exposure that tells nothing, and one that gives the future away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from groundswell.validation.hazard import held_out_chances, lines, read_at_risk, within_periods


def write(folder: Path, when: list[int], ties: list[tuple[int, int]], name: str = "x") -> None:
    times = ['"id","toa"', *(f'"{i}",{t}' for i, t in enumerate(when))]
    edges = ['"ego","alter","w"', *(f'"{a}","{b}",1' for a, b in ties)]
    (folder / f"{name}DiffNet_toa.csv").write_text("\n".join(times))
    (folder / f"{name}DiffNet_edges.csv").write_text("\n".join(edges))


def crowd(contagious: bool) -> tuple[list[int], list[tuple[int, int]]]:
    """Return 20 villages of 20; where contagious, who has adopting alters follows at once."""
    rng = np.random.default_rng(0)
    when, ties = [], []
    for village in range(20):
        first = 20 * village
        alters = [[first + int(a) for a in rng.choice(20, 3, replace=False)] for _ in range(20)]
        ties += [(first + i, a) for i, row in enumerate(alters) for a in row if a != first + i]
        own = np.full(20, 8)
        for period in range(1, 8):
            seen = np.array([np.mean([own[a - first] < period for a in row]) for row in alters])
            chance = np.where(seen > 0.3, 0.85, 0.03) if contagious else np.full(20, 0.1)
            own[(own == 8) & (rng.random(20) < chance)] = period
        when += own.tolist()
    return when, ties


def test_exposure_is_the_share_of_those_named_who_adopted_before(tmp_path: Path) -> None:
    write(tmp_path, [1, 2, 3, 2, 4], [(1, 0), (1, 2), (2, 0), (2, 1), (4, 0)])
    risk = read_at_risk(tmp_path / "xDiffNet_toa.csv", tmp_path / "xDiffNet_edges.csv")
    at_two, at_three = risk.period == 2, risk.period == 3
    assert risk.exposure[at_two].tolist() == [0.5, 0.5, 0, 1]
    assert risk.adopts[at_two].tolist() == [True, False, True, False]
    assert risk.exposure[at_three].tolist() == [1, 1]
    assert risk.adopts[at_three].tolist() == [True, False]


@pytest.mark.parametrize("contagious", [False, True])
def test_a_score_that_knows_too_much_does_not_hold(tmp_path: Path, contagious: bool) -> None:
    write(tmp_path, *crowd(contagious))
    apart, calibrated = lines(tmp_path)
    assert apart.ours is not None
    assert apart.holds is not contagious
    assert (apart.ours > 0.7) is contagious
    assert calibrated.ours is not None
    assert apart.reference is None


def test_a_hazard_without_contagion_is_calibrated_on_other_villages(tmp_path: Path) -> None:
    write(tmp_path, *crowd(contagious=False))
    _, calibrated = lines(tmp_path)
    assert calibrated.holds
    risk = read_at_risk(tmp_path / "xDiffNet_toa.csv", tmp_path / "xDiffNet_edges.csv")
    chance = held_out_chances(risk)
    assert chance.mean() == pytest.approx(risk.adopts.mean(), abs=0.01)


def test_a_forecast_does_not_see_the_village_it_is_for(tmp_path: Path) -> None:
    when, ties = crowd(contagious=False)
    write(tmp_path, when, ties, "one")
    write(tmp_path, [3] * 20 + when[20:], ties, "two")
    chances = []
    for name in ("one", "two"):
        risk = read_at_risk(
            tmp_path / f"{name}DiffNet_toa.csv", tmp_path / f"{name}DiffNet_edges.csv"
        )
        home = risk.cluster == risk.cluster[0]
        chances.append(held_out_chances(risk)[home & (risk.period == 2)][0])
        assert np.isfinite(within_periods(risk))
    assert chances[0] == pytest.approx(chances[1], abs=0.02)


def test_each_diffusion_is_judged_by_itself(tmp_path: Path) -> None:
    (tmp_path / "kfamily").mkdir()
    write(tmp_path / "kfamily", *crowd(contagious=False), name="kfamily")
    write(tmp_path, [1, 2, 3], [(1, 0)], name="small")
    write(tmp_path, [1, 1], [(1, 0)], name="broken")
    notes = [line.note for line in lines(tmp_path)]
    assert sum("kfamily" in note for note in notes) == 1
    assert any("brokenDiffNet_toa.csv could not be read" in note for note in notes)
    assert any("30 adoptions in small" in note for note in notes)
    assert [line.reference for line in lines(tmp_path / "kfamily")] == [0.515, None]


def test_no_files_are_said(tmp_path: Path) -> None:
    assert "not found" in lines(tmp_path)[0].note
