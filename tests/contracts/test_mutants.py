"""The tool that changes one place of the core at a time: what it changes, and what it lets be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tools.mutants.explained import Explained, read, write
from tools.mutants.places import changed, places
from tools.mutants.report import Verdict, described, needless, table

SOURCE = '''
LIMIT = 5


def shown(people: list[int], most: int = 3) -> str:
    """Return 3 names at most."""
    if not people or most < 1:
        return "0 of %d" % LIMIT
    best = max(people) + max(people)
    return f"{best}" if best > 1 else "nobody"
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a module of a core of its own."""
    path = tmp_path / "shown.py"
    path.write_text(SOURCE, "utf-8")
    return path


def test_places_are_operators_numbers_words_and_branches_inside_functions(file: Path) -> None:
    assert [p.text for p in places(file)] == [
        "not people or most < 1",
        "not people",
        "most < 1",
        "1",
        "max(people) + max(people)",
        "max(people)",
        "max(people)",
        "f'{best}' if best > 1 else 'nobody'",
        "best > 1",
        "1",
    ]


def test_places_alike_are_told_apart_and_keep_their_name_when_the_file_moves(file: Path) -> None:
    names = [p.name(file.parent) for p in places(file)]
    assert len(set(names)) == len(names)
    assert names[3:7:2] == ["shown.py::shown::1#1", "shown.py::shown::max(people)#1"]
    assert names[6] == "shown.py::shown::max(people)#2"
    file.write_text(f"# moved\n\n{SOURCE}", "utf-8")
    assert [p.name(file.parent) for p in places(file)] == names


@pytest.mark.parametrize(
    ("index", "after"),
    [
        (0, "not people and most < 1"),
        (1, "not not people"),
        (2, "most <= 1"),
        (3, "2"),
        (4, "max(people) - max(people)"),
        (6, "min(people)"),
        (7, "'nobody' if best > 1 else f'{best}'"),
        (8, "best >= 1"),
    ],
)
def test_one_place_is_changed_and_nothing_else(index: int, after: str) -> None:
    tree, before, found = changed(SOURCE, index)
    assert found == after
    whole = ast.unparse(tree)
    assert whole != ast.unparse(ast.parse(SOURCE))
    assert after in whole and before != after


def test_a_line_without_a_reason_or_for_a_place_that_stands_twice_is_refused(
    tmp_path: Path,
) -> None:
    lines = tmp_path / "explained.csv"
    good = Explained("shown.py::shown::1#1", "buffer", "one more, never read")
    write([good], lines)
    assert read(lines) == {good.place: good}
    for bad in (good._replace(reason=" "), good._replace(kind="whatever")):
        write([bad], lines)
        read.cache_clear()
        with pytest.raises(ValueError, match=r"explained\.csv, line 2"):
            read(lines)
    write([good, good], lines)
    read.cache_clear()
    with pytest.raises(ValueError, match="stands twice"):
        read(lines)


def test_the_lines_there_are_name_a_kind_and_a_reason_each() -> None:
    assert read()


def test_what_broke_off_or_was_not_tried_is_not_counted_as_noticed() -> None:
    names = ["a.py::f::1#1", "a.py::f::1#2", "b/c.py::f::1#1", "b/c.py::f::2#1"]
    fates = dict(zip(names, ("noticed", "open", "not tried"), strict=False))
    found = {n: Verdict(n, 3, "1", "2", fate, "", 4, 0.1) for n, fate in fates.items()}
    assert table(names, found).splitlines()[2:] == [
        "| a.py | 2 | 2 | 1 | 0 | 1 |",
        "| b | 2 | 1 | 0 | 0 | 1 |",
    ]
    left = "\n".join(described([v for v in found.values() if v.open]))
    assert "a.py:3  1 -> 2  (open, 4 tests)" in left and "b/c.py" in left


def test_a_line_that_explains_nothing_any_more_is_named() -> None:
    gone, still = sorted(read())[:2]
    found = {still: Verdict(still, 3, "1", "2", "noticed", "test_it", 4, 0.1)}
    assert list(needless([still, *sorted(read())[2:]], found)) == [
        f"explained.csv: no such place today: {gone}",
        f"explained.csv: noticed by test_it: {still}",
    ]
    assert not list(needless(sorted(read()), {}))
