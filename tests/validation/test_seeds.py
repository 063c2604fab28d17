"""B9 on small networks in the shapes benchmark files come in."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from groundswell.validation.seeds import lines, read_network


@pytest.mark.parametrize(
    "content",
    [
        "3 3\n0 1 0.5\n0 2 1.0\n1 2 0.25\n",
        "0 1 0.5\n0 2 1.0\n1 2 0.25\n",
        "# comment\n10 70 0.5\n10 95 1.0\n70 95 0.25\n",
    ],
)
def test_chances_are_read_with_and_without_a_header(tmp_path: Path, content: str) -> None:
    path = tmp_path / "net.txt"
    path.write_text(content)
    graph = read_network(path)
    assert graph.source.tolist() == [1, 2, 2]
    assert graph.heard.tolist() == [0, 0, 1]
    assert graph.weight == pytest.approx([0.5, 1, 0.25])


def test_arcs_without_chances_share_the_listener_out(tmp_path: Path) -> None:
    path = tmp_path / "net.txt"
    path.write_text("3 3\n0 2\n1 2\n0 1\n")
    graph = read_network(path)
    assert graph.weight == pytest.approx([1, 0.5, 0.5])


def test_parallel_arcs_are_two_tries(tmp_path: Path) -> None:
    path = tmp_path / "net.txt"
    path.write_text("0 1 0.5\n0 1 0.5\n1 1 0.5\n")
    assert read_network(path).weight == pytest.approx([0.75])


def hubs(folder: Path, name: str) -> None:
    """Write 60 hubs; ten with the largest audience share one audience, so degree misleads."""
    arcs = [(hub, 1000 + i) for hub in range(10) for i in range(30)]
    arcs += [(hub, 2000 + 20 * hub + i) for hub in range(10, 60) for i in range(20)]
    place = folder / "im_graphs"
    place.mkdir(exist_ok=True)
    rows = "\n".join(f"{a} {b} 0.9" for a, b in arcs)
    (place / name).write_bytes(gzip.compress(rows.encode()))


def test_seeds_are_held_against_the_top_of_degree(tmp_path: Path) -> None:
    hubs(tmp_path, "hubs.txt.gz")
    (tmp_path / "im_graphs" / "SOURCE.txt").write_text("where it comes from")
    (line,) = lines(tmp_path)
    assert line.holds
    assert line.ours is not None
    assert line.baseline is not None
    assert line.ours > line.baseline + 100
    # 50 hubs with 20 listeners of their own, or 49 and one of the crowd of 30.
    assert line.ours == pytest.approx(50 + 50 * 20 * 0.9, rel=0.02)


def test_the_threshold_is_nethepts_alone_and_a_broken_file_is_named(tmp_path: Path) -> None:
    hubs(tmp_path, "NetHEPT.txt.gz")
    (tmp_path / "im_graphs" / "broken.txt").write_text("nothing\n")
    found = {line.note.split()[0].rstrip(":"): line for line in lines(tmp_path)}
    assert found["NetHEPT.txt.gz"].holds is False
    assert found["NetHEPT.txt.gz"].reference == 1290.6
    assert found["broken.txt"].holds is None
    assert np.isfinite(found["NetHEPT.txt.gz"].ours or np.nan)


def test_no_files_are_said(tmp_path: Path) -> None:
    assert "not found" in lines(tmp_path)[0].note
