"""Records as JSON, by the declarations of the records: one model to send, one to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from groundswell.core.answer import to_plain
from groundswell.core.terrain.record import Column, Record, columns
from groundswell.faces.parameters import LARGEST, LONGEST, Day
from groundswell.ingest.workbook.cells import Unfit, code_of, text_of

MOST = 500  # records at once
WORDS = 10_000  # signs of a text
# The workbench dates what is written down and taken back itself.
OWN = ("recorded_on", "retracted_on")


class Sent(BaseModel):
    """What is sent: nothing is turned into another kind, nothing unknown is passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _cleaned(clean: Callable[[Any], str]) -> Callable[[str], str]:
    """Return the workbook's own cleaning of text, whose complaints reach the caller."""

    def cleaned(text: str) -> str:
        try:
            told = clean(text)
        except Unfit as error:
            said = {"what": error.what, "mend": error.mend}
            raise PydanticCustomError("unfit", "{what}", said) from error
        if not told:
            raise PydanticCustomError("string_too_short", "it is empty")
        return told

    return cleaned


Text = Annotated[str, Field(min_length=1, max_length=WORDS), AfterValidator(_cleaned(text_of))]
Code = Annotated[str, Field(min_length=1, max_length=LONGEST), AfterValidator(_cleaned(code_of))]


def _kind(kind: type, column: Column) -> Any:
    """Return the type of one kind of value a column takes."""
    bounds = column.bounds
    limits = {"ge": bounds.low, "le": bounds.high, "gt": bounds.above}
    given = {name: limit for name, limit in limits.items() if limit is not None}
    if issubclass(kind, Enum):
        return Annotated[kind, Field(strict=False)]
    if kind is float:
        return Annotated[float, Field(allow_inf_nan=False, **cast(Any, given))]
    if kind is int:
        return Annotated[int, Field(**cast(Any, {"ge": -LARGEST, "le": LARGEST, **given}))]
    if kind is date:
        return Day
    if kind is str:
        return Code if bounds.key or bounds.refers or column.name == "assessor" else Text
    return kind


def _sent(column: Column) -> tuple[Any, Any]:
    takes: Any = reduce(or_, [_kind(kind, column) for kind in column.alternatives])
    if column.many:
        takes = Annotated[list[takes], Field(max_length=MOST)]
    about: dict[str, Any] = {"description": column.bounds.text}
    if column.header != column.name:
        about["alias"] = column.header
    if column.required:
        return takes, Field(**about)
    return takes | None, Field(None, **about)


@cache
def _sent_model(kind: Any) -> type[Sent]:
    fields: dict[str, Any] = {c.name: _sent(c) for c in columns(kind) if c.name not in OWN}
    made: type[Sent] = create_model(kind.__name__, __base__=Sent, __doc__=kind.ABOUT, **fields)
    return made


def sent(kind: type[Record]) -> type[Sent]:
    """Return the model of one record to send."""
    return _sent_model(cast(Any, kind))


def batch(kind: type[Record]) -> type[Sent]:
    """Return the model of records sent at once, and of the numbers of those they replace."""
    one: Any = sent(kind)
    number = Annotated[int, Field(ge=1, le=LARGEST)]
    made: type[Sent] = create_model(
        f"{kind.__name__}Batch",
        __base__=Sent,
        __doc__=f"Records of the sheet {kind.SHEET}: all of them are recorded, or none.",
        records=(list[one], Field(min_length=1, max_length=MOST)),
        replaces=(list[number], Field([], max_length=MOST, description="numbers to take back")),
    )
    return made


def bundle(kinds: Iterable[type[Record]]) -> type[Sent]:
    """Return the model of records of several sheets sent at once."""
    fields: dict[str, Any] = {}
    for kind in kinds:
        one: Any = sent(kind)
        several: Any = Annotated[list[one], Field(max_length=MOST, description=kind.ABOUT)]
        fields[kind.SHEET] = several, []
    made: type[Sent] = create_model(
        "Bundle",
        __base__=Sent,
        __doc__="Records of several sheets: all of them are recorded, or none.",
        **fields,
    )
    return made


def record_from(kind: type[Record], given: BaseModel) -> Record:
    """Return a record as the engine takes it."""
    told: Any = {
        name: tuple(value) if isinstance(value, list) else value
        for name in type(given).model_fields
        for value in [getattr(given, name)]
    }
    return kind(**told)


def changed(given: BaseModel) -> dict[str, Any]:
    """Return what was said, and nothing else."""
    return {name: getattr(given, name) for name in given.model_fields_set}


def page(kind: type[Record]) -> type[BaseModel]:
    """Return the model of a page of records to read."""
    fields: dict[str, Any] = {c.name: _read(c) for c in columns(kind)}
    record = create_model(f"{kind.__name__}Seen", __doc__=kind.ABOUT, **fields)
    row: Any = create_model(
        f"{kind.__name__}Row",
        id=(int, Field(description="number of the record, to replace or retract it")),
        change=(int, Field(description="number of the change it came with")),
        mine=(bool, Field(description="whether the caller wrote it down")),
        record=(record, ...),
    )
    return create_model(f"{kind.__name__}Page", records=(list[row], ...), total=(int, ...))


def _read(column: Column) -> tuple[Any, Any]:
    takes: Any = reduce(or_, column.alternatives)
    read = list[takes] if column.many else takes
    return read | None, Field(description=column.bounds.text, alias=column.header)


def plain(record: Record) -> dict[str, Any]:
    """Return a record as JSON, by the headings of its sheet."""
    return {c.header: to_plain(getattr(record, c.name)) for c in columns(type(record))}
