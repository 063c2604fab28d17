"""B8 on a made-up firm."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from groundswell.validation.seniority import above, lines


def write(folder: Path, upwards: bool = True) -> None:
    """A boss, three heads and nine others; mail goes up the line, or down it."""
    heads = {f"h{i}": "boss" for i in range(3)}
    staff = {f"s{i}": f"h{i % 3}" for i in range(9)}
    chart = {"boss": "boss", **heads, **staff}
    mails = [(a, b) if upwards else (b, a) for a, b in [*heads.items(), *staff.items()]]
    mails += [(f"s{i}", f"s{i + 1}") for i in range(8)] + [("boss", "h0"), ("h0", "s0")]
    place = folder / "manufacturing_email"
    place.mkdir()
    (place / "reportsto.csv").write_text(
        "\n".join(["ID,ReportsToID", *(f"{a},{b}" for a, b in chart.items())])
    )
    body = "\n".join(["Sender;Recipient;EventDate", *(f"{a};{b};2010-01-02" for a, b in mails)])
    (place / "communication.csv.gz").write_bytes(gzip.compress(body.encode()))


def test_a_pair_is_a_person_and_anybody_above() -> None:
    chart = [("c", "b"), ("b", "a"), ("a", "a"), ("x", "outside"), ("p", "q"), ("q", "p")]
    rows = [{"id": a, "reportstoid": b} for a, b in chart]
    assert sorted(above(rows)) == [
        ("b", "a"), ("c", "a"), ("c", "b"), ("p", "q"), ("q", "p"), ("x", "outside"),
    ]  # fmt: skip


@pytest.mark.parametrize("upwards", [True, False])
def test_who_is_written_to_is_taken_for_senior(tmp_path: Path, upwards: bool) -> None:
    write(tmp_path, upwards)
    (line,) = lines(tmp_path)
    assert line.ours is not None
    assert (line.ours > 0.8) is upwards
    assert "21 pairs" in line.note


def test_a_chart_of_strangers_is_not_judged(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "manufacturing_email" / "reportsto.csv").write_text("ID,ReportsToID\nq,r\n")
    assert lines(tmp_path)[0].holds is None


def test_no_files_are_said(tmp_path: Path) -> None:
    assert "not found" in lines(tmp_path)[0].note
