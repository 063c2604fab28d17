"""What a record class says of its columns, read from a class declared here."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from datetime import date
from typing import ClassVar

from groundswell.core.terrain.map_records import Tie
from groundswell.core.terrain.record import (
    Record,
    cells_of,
    column,
    columns,
    completed,
    key_names,
    key_of,
)
from groundswell.core.terrain.terms import Stance, TieKind

COMMON = ["observed_on", "recorded_on", "assessor", "retracted_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Record):
    """A record with a column of every sort."""

    code: str = column("key", key=True)
    from_: str | None = column("a key that may be left out", key=True, required=False)
    size: float = column("no key, and yet asked for", low=0, required=True)
    stance: Stance | float | None = column("a word or a number")
    topics: tuple[str, ...] | None = column("a list")
    kinds: tuple[TieKind, ...] = column("a list of words")
    noted: str = field(default="", metadata={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Sample):
    """The same, judged by somebody on a day."""

    JUDGED: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyless(Record):
    """A record without a key."""

    text: str | None = column("anything")


def test_a_key_is_asked_for_and_anything_else_may_be_left_out_unless_said_otherwise() -> None:
    asked = {
        (key, required): column("a column", key=key, required=required).default is MISSING
        for key in (False, True)
        for required in (None, False, True)
    }
    assert {case for case, must in asked.items() if must} == {
        (True, None),
        (False, True),
        (True, True),
    }


def test_own_columns_come_in_order_and_then_the_common_ones() -> None:
    names = [one.name for one in columns(Sample)]
    assert names == ["code", "from_", "size", "stance", "topics", "kinds", *COMMON]
    assert [one.header for one in columns(Sample)][1] == "from"


def test_a_column_knows_its_kinds_whether_it_is_a_list_and_whether_it_may_be_empty() -> None:
    found = {one.name: one for one in columns(Sample)}
    assert {name: (one.kind, one.alternatives) for name, one in found.items()} == {
        "code": (str, (str,)),
        "from_": (str, (str,)),
        "size": (float, (float,)),
        "stance": (Stance, (Stance, float)),
        "topics": (str, (str,)),
        "kinds": (TieKind, (TieKind,)),
        "observed_on": (date, (date,)),
        "recorded_on": (date, (date,)),
        "assessor": (str, (str,)),
        "retracted_on": (date, (date,)),
    }
    assert [name for name, one in found.items() if one.many] == ["topics", "kinds"]
    assert [name for name, one in found.items() if one.required] == ["code", "size"]


def test_a_record_is_told_apart_by_its_keys_a_judgement_also_by_who_and_when() -> None:
    assert key_names(Sample) == ("code", "from_")
    assert key_names(Judged) == ("code", "from_", "assessor", "observed_on")
    assert key_names(Keyless) == ("text", *COMMON)


def test_a_key_holds_the_words_of_the_workbook() -> None:
    tie = Tie(from_="ann", to="ben", kind=TieKind.TRUSTS)
    assert [type(part) for part in key_of(tie)[:3]] == [str, str, str]
    assert key_of(tie)[:3] == ("ann", "ben", "trusts")


def test_what_was_not_given_is_said_again_but_for_the_days_it_was_kept_on() -> None:
    former = Sample(
        code="a", size=1.0, from_="x", stance=0.5, topics=("t",), assessor="ann",
        observed_on=date(2026, 1, 1), recorded_on=date(2026, 1, 2), retracted_on=date(2026, 1, 3),
        extra=(("room", "12"), ("desk", "3")),
    )  # fmt: skip
    new = Sample(code="a", size=2.0, recorded_on=date(2026, 2, 2), extra=(("desk", "4"),))
    made = completed(new, former, frozenset({"code", "size", "stance", "recorded_on", "desk"}))
    assert made == Sample(
        code="a", size=2.0, from_="x", stance=None, topics=("t",), assessor="ann",
        observed_on=date(2026, 1, 1), recorded_on=date(2026, 2, 2),
        extra=(("desk", "4"), ("room", "12")),
    )  # fmt: skip


def test_the_cells_of_a_record_are_by_heading_without_the_days_it_was_kept_on() -> None:
    row = Sample(
        code="a", size=1.0, from_="x", recorded_on=date(2026, 1, 2), extra=(("desk", "3"),)
    )
    told = cells_of(row)
    assert told["from"] == "x" and told["size"] == 1.0 and told["desk"] == "3"
    assert "observed_on" in told and not {"recorded_on", "retracted_on", "from_"} & set(told)
