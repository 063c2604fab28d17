"""B6 on made-up villages where the place of the first informed does or does not matter."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from groundswell.validation.villages import lines, read_villages


def write(folder: Path, matters: bool, villages: int = 20) -> None:
    """Write rings of households with a hub; leaders are hubs in half the villages."""
    rng = np.random.default_rng(1)
    homes, ties = ["loan,hh,village,leader"], []
    for v in range(villages):
        size, hub_told = 30 + v, v % 2 == 0
        names = [f"{v}_{i}" for i in range(size)]
        for i in range(size):
            ties.append((names[i], names[(i + 1) % size]))
            if i % 2:
                ties.append((names[0], names[i]))
        told = {0, 2} if hub_told else {2, 4}
        rate = 0.4 if hub_told and matters else 0.15
        loans = rng.random(size) < rate
        homes += [f"{int(loans[i])},{names[i]},{v},{int(i in told)}" for i in range(size)]
    both = [f"{a} {b}\n{b} {a}" for a, b in ties]
    place = folder / "Microfinance_villages"
    place.mkdir()
    (place / "microfi_households.csv").write_text("\n".join(homes))
    (place / "microfi_edges.txt.gz").write_bytes(gzip.compress("\n".join(both).encode()))


@pytest.mark.parametrize("matters", [True, False])
def test_the_place_of_the_first_informed_explains_only_what_it_explains(
    tmp_path: Path, matters: bool
) -> None:
    write(tmp_path, matters)
    (line,) = lines(tmp_path)
    assert line.ours is not None
    assert line.baseline is not None
    assert line.ours >= line.baseline
    assert line.holds is matters


def test_take_up_leaves_out_those_told_and_ties_count_once(tmp_path: Path) -> None:
    place = tmp_path / "microfi"
    place.mkdir()
    (place / "microfi_households.csv").write_text(
        "loan,hh,village,leader\n1,a,1,1\n1,b,1,0\n0,c,1,0\n,d,1,0\n1,e,2,0\n"
    )
    (place / "microfi_edges.txt").write_text("a b\nb a\na c\na d\nb z\n")
    found = read_villages([place / "microfi_households.csv"], [place / "microfi_edges.txt"])
    # Village 2 told nobody first and is left out.
    assert found.take_up.tolist() == [0.5]
    assert found.households.tolist() == [4]
    assert found.told.tolist() == [0.25]
    # A star of three: two rounds at q = 1/sqrt(3) from the middle give sqrt(3) + 1, else less.
    assert found.plain == pytest.approx([3**0.5 + 1])
    leaf = 3**-0.5 + 1
    assert found.relative == pytest.approx([(3**0.5 + 1) / ((3**0.5 + 1 + 3 * leaf) / 4)])


def test_too_few_villages_are_not_judged(tmp_path: Path) -> None:
    write(tmp_path, matters=True, villages=4)
    assert lines(tmp_path)[0].holds is None


def test_no_files_are_said(tmp_path: Path) -> None:
    assert "not found" in lines(tmp_path)[0].note
