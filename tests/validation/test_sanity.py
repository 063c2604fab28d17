"""The three sanity sets, made up."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from groundswell.validation.sanity import lines


def circle(first: int, size: int = 8) -> list[tuple[int, int]]:
    return [(first + a, first + b) for a in range(size) for b in range(a)]


def write_club(folder: Path, traitor: bool = False) -> None:
    """Two circles of eight with one tie between; a traitor says the other faction."""
    place = folder / "zachary_karate"
    place.mkdir()
    rows = [f"{i},{1 if i < 8 else 2},{i}" for i in range(16)]
    if traitor:
        rows[5] = "5,2,5"
    rows[0], rows[15] = "0,1,Mr Hi", "15,2,John A"
    (place / "nodes.csv").write_text("\n".join(['"id","Faction","name"', *rows]))
    ties = [*circle(0), *circle(8), (3, 12)]
    (place / "edges.csv").write_text(
        "\n".join(["source,target,weight", *(f"{a},{b},2" for a, b in ties)])
    )


def write_mail(folder: Path) -> None:
    place = folder / "email_eu_core"
    place.mkdir()
    ties = [pair for d in range(4) for pair in circle(8 * d)] + [(0, 8), (8, 16), (16, 24)]
    (place / "email-Eu-core.txt").write_text("\n".join(f"{a} {b}" for a, b in ties) + "\n\n")
    labels = "\n".join(f"{i} {i // 8}" for i in range(32))
    (place / "email-Eu-core-department-labels.txt").write_text(labels + "\n\n")


def write_firm(folder: Path) -> None:
    place = folder / "lazega_law"
    place.mkdir()
    rng = np.random.default_rng(0)
    people = [f"{i},{1 if i < 10 else 2}" for i in range(30)]
    (place / "nodes.csv").write_text("\n".join(["id,status", *people]))
    for name, low in (("advice", 0.02), ("friends", 0.2)):
        chance = np.where(np.arange(30) < 10, 0.2, low)
        ties = np.argwhere(rng.random((30, 30)) < chance)
        (place / f"law_{name}_edges.csv").write_text(
            "\n".join(["source,target", *(f"{a},{b}" for a, b in ties)])
        )


def test_all_three_hold_on_clear_cases(tmp_path: Path) -> None:
    for write in (write_club, write_mail, write_firm):
        write(tmp_path)
    club, mail, firm = lines(tmp_path)
    assert [club.holds, mail.holds, firm.holds] == [True, True, True]
    assert club.ours == club.reference == 16
    assert club.baseline == 8
    assert mail.ours == 1
    assert firm.ours is not None
    assert firm.baseline is not None
    assert firm.ours > 0.87 > firm.baseline


def test_a_member_on_the_other_side_is_a_miss(tmp_path: Path) -> None:
    write_club(tmp_path, traitor=True)
    assert lines(tmp_path)[0].holds is False


def test_sets_that_are_not_there_are_said(tmp_path: Path) -> None:
    assert [line.id for line in lines(tmp_path)] == ["karate", "email", "Lazega"]
    assert all("not found" in line.note for line in lines(tmp_path))
