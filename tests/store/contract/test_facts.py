"""What goes in comes out: to the last digit, in any script, with every unknown column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell import examples
from groundswell.app.actor import Actor
from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.core.terrain.record import Column, Record, columns
from groundswell.ingest.workbook import read
from groundswell.store import append
from groundswell.store.load import load
from groundswell.store.scope import WRITING, Scope
from tests.app.cast import NOW, account

Opened = Callable[..., tuple[str, Scope]]

# No store keeps half a character or a zero byte; a workbook's reader lets neither in.
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
_KINDS: dict[type, st.SearchStrategy[Any]] = {
    str: _TEXT,
    # One engine keeps nought without its sign, which no figure has a use for.
    float: st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    date: st.dates(),
}


def _values(column: Column) -> st.SearchStrategy[Any]:
    kinds = [
        st.sampled_from(list(kind)) if issubclass(kind, Enum) else _KINDS[kind]
        for kind in column.alternatives
    ]
    one = st.one_of(kinds)
    told = st.lists(one, max_size=3).map(tuple) if column.many else one
    return told if column.required else st.none() | told


def _records(kind: type[Record]) -> st.SearchStrategy[Record]:
    fields = {c.name: _values(c) for c in columns(kind)}
    extra = st.lists(st.tuples(_TEXT, _TEXT), max_size=2).map(tuple)
    return st.builds(kind, **fields, extra=extra)


@pytest.fixture(scope="module")
def place() -> Scope:
    """Return an empty initiative that takes any record."""
    from groundswell.app.do.initiatives import open_
    from groundswell.store.models import Initiative

    code = open_(account("hypothesis"), Observations())
    return Scope(Initiative.objects.using(WRITING).get(code=code).pk, WRITING)


@settings(max_examples=60)
@given(data=st.data())
def test_any_record_comes_out_as_it_went_in(place: Scope, data: st.DataObject) -> None:
    kind: type[Record] = data.draw(st.sampled_from(list(SHEETS.values())))
    made = data.draw(st.lists(_records(kind), min_size=1, max_size=5))
    with transaction.atomic(using=WRITING):
        change = append.begin(place, None, "record", NOW, "cli")
        numbers = append.add(change, made)
    kept = {k.id: k.record for k in load(place).of(kind.SHEET)}
    assert [repr(kept[number]) for number in numbers] == [repr(record) for record in made]


@pytest.mark.parametrize("name", examples.names())
def test_an_example_comes_out_as_it_went_in(name: str, alice: Actor, opened: Opened) -> None:
    observations = read(examples.path(name), date.max).observations
    assert observations is not None
    _, scope = opened(observations)
    found = load(scope).observations
    assert found.initiative == observations.initiative
    assert found.records == {s: rows for s, rows in observations.records.items() if rows}
