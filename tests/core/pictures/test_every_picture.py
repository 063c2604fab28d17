"""What holds for every picture, on the worked examples, on random maps and on empty ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from groundswell.core.answer import to_plain
from groundswell.core.pictures.board import board
from groundswell.core.pictures.chart import chart
from groundswell.core.pictures.comparison import comparison
from groundswell.core.pictures.decisions import decisions
from groundswell.core.pictures.ego import ego
from groundswell.core.pictures.grid import grid
from groundswell.core.pictures.honesty import honesty
from groundswell.core.pictures.lens import Portrait
from groundswell.core.pictures.person_card import person_card
from groundswell.core.pictures.rings import rings
from groundswell.core.pictures.sociogram import sociogram
from groundswell.core.pictures.system_sketch import system_sketch
from groundswell.core.pictures.wall import wall
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.examples import names
from tests.core.builders import AS_OF, DEGENERATE, initiative, reordered
from tests.core.pictures.worlds import SMALL, example, folded, small
from tests.core.worlds import random_snapshot

PICTURES: dict[str, Callable[[Snapshot], Any]] = {
    "sociogram": sociogram,
    "board": board,
    "grid": grid,
    "rings": rings,
    "chart": chart,
    "wall": wall,
    "decisions": decisions,
    "honesty": honesty,
    "system": system_sketch,
    "card": lambda snapshot: person_card(snapshot, snapshot.people[0]),
    "ego": lambda snapshot: ego(snapshot, snapshot.people[0]),
    "comparison": lambda snapshot: comparison(small(), snapshot),
}
MAPS: dict[str, Callable[[], Snapshot]] = {
    **{name: partial(folded, name) for name in names()},
    "small": small,
    "random": lambda: random_snapshot(3),
}
ONE_EACH: dict[str, Callable[[Any], list[str]]] = {
    "sociogram": lambda p: [n.id for n in p.nodes],
    "board": lambda p: [x.person.code for cell in p.cells for x in cell.people],
    "grid": lambda p: [x.person.code for place in p.places for x in place.people],
    "rings": lambda p: [
        *(s.person.code for c in p.circles for s in c.seats),
        *(w.person.code for w in p.wanted),
        *(o.code for o in p.outside),
    ],
    "wall": lambda p: [code for row in p.rows for cell in row.cells for code in cell.people],
    "chart": lambda p: [x.code for box in p.boxes for x in box.people],
}


def portraits(thing: Any) -> Iterator[Portrait]:
    """Yield every portrait anywhere in a picture."""
    if isinstance(thing, Portrait):
        yield thing
    elif is_dataclass(thing):
        for entry in fields(thing):
            yield from portraits(getattr(thing, entry.name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from portraits(part)


@pytest.mark.parametrize("world", MAPS)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_speaks_in_words_and_is_plain_data(name: str, world: str) -> None:
    snapshot = MAPS[world]()
    picture = PICTURES[name](snapshot)
    first = picture.headline.split()[0]
    assert not first[0].islower() or first in snapshot.index  # a code may stand for a name
    assert picture.headline.endswith(".") and ".." not in picture.headline
    assert "2026" in picture.population
    assert all(gap.text.endswith((".", "?")) for gap in picture.gaps)
    assert json.dumps(to_plain(picture))


@pytest.mark.parametrize("world", [*names(), "small"])
@pytest.mark.parametrize("name", PICTURES)
def test_the_order_of_rows_changes_nothing(name: str, world: str) -> None:
    rows, day = (initiative(**SMALL), AS_OF) if world == "small" else example(world)
    first, second = fold(rows, day), fold(reordered(rows), day)
    assert to_plain(PICTURES[name](first)) == to_plain(PICTURES[name](second))


@pytest.mark.parametrize("world", MAPS)
@pytest.mark.parametrize("name", ONE_EACH)
def test_everybody_is_in_the_picture_once(name: str, world: str) -> None:
    snapshot = MAPS[world]()
    assert sorted(ONE_EACH[name](PICTURES[name](snapshot))) == list(snapshot.people)


@pytest.mark.parametrize("world", MAPS)
@pytest.mark.parametrize("name", PICTURES)
def test_whom_nobody_judged_has_no_stance_anywhere(name: str, world: str) -> None:
    snapshot = MAPS[world]()
    judged = {code for code, i in snapshot.index.items() if snapshot.stances.judged[i]}
    picture = PICTURES[name](snapshot)
    for portrait in portraits(picture):
        assert (portrait.stance is not None) == portrait.judged == (portrait.code in judged)


@pytest.mark.parametrize("world", DEGENERATE)
@pytest.mark.parametrize("name", [n for n in PICTURES if n not in ("card", "ego", "comparison")])
def test_a_map_on_which_much_is_missing_still_makes_a_picture(name: str, world: str) -> None:
    picture = PICTURES[name](fold(initiative(**DEGENERATE[world]), AS_OF))
    assert picture.headline and "  " not in picture.headline


@pytest.mark.parametrize("name", names())
def test_every_person_of_an_example_has_a_card_and_a_neighbourhood(name: str) -> None:
    snapshot = folded(name)
    for code in snapshot.people[::7]:
        card, around = person_card(snapshot, code), ego(snapshot, code)
        assert card.person.code == around.person.code == code
        assert all(0 <= n.x <= 1 and 0 <= n.y <= 1 for n in around.neighbours)


@pytest.mark.parametrize("name", names())
def test_an_example_compared_with_itself_shows_no_change(name: str) -> None:
    rows, day = example(name)
    same = comparison(fold(rows, day), fold(rows, day))
    assert same.changes == ()
    assert "nothing on the map has changed" in same.headline
    before = comparison(fold(rows, day - timedelta(days=200)), fold(rows, day))
    assert all(c.on is None or c.on <= day for c in before.changes)
    assert before.changes or day < date(2026, 1, 1)
