"""What a question takes, as one pydantic model made from the dataclass of its options.

MCP and REST read their schema from it and check what was sent against it, so that neither keeps a
list of its own.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import cache
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from groundswell.core.questions.question import Question

LONGEST = 200  # signs of a code or a word
MOST = 50  # values of an option that may be given more than once
LARGEST = 2**53 - 1  # beyond it, programs that keep numbers as floats lose digits
SHOWABLE = r"^[^\x00-\x1f\x7f]*$"  # a database keeps no hidden signs
FIRST, LAST = date(1900, 1, 1), date(2200, 12, 31)


def day(written: object) -> object:
    """Read a day written as 2026-03-31; numbers and times are no days."""
    if not isinstance(written, str):
        return written if type(written) is date else str(written)
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError("this is not a day") from None


Day = Annotated[date, Field(ge=FIRST, le=LAST, examples=["2026-03-31"]), BeforeValidator(day)]
AsOf = Annotated[
    Day | None,
    Field(description="answer as of this day, written as 2026-03-31; otherwise the latest"),
]
KnownAt = Annotated[
    Day | None,
    Field(description="use only what was known by this day; otherwise the day of as_of"),
]


class Moment(BaseModel):
    """The day an answer is about, and the day by which what it rests on was known."""

    model_config = ConfigDict(extra="forbid")

    as_of: AsOf = None
    known_at: KnownAt = None


def parameters(question: type[Question]) -> type[Moment]:
    """Return the model of what a question takes: its options, its own first, and the moment."""
    return _parameters(cast(Any, question))


@cache
def _parameters(question: Any) -> type[Moment]:
    hints = get_type_hints(question)
    common = {field.name for field in dataclasses.fields(Question)}
    fields: dict[str, Any] = {
        field.name: _parameter(hints[field.name], field)
        for field in sorted(dataclasses.fields(question), key=lambda f: f.name in common)
    }
    model: type[Moment] = create_model(
        f"{question.__name__}Parameters", __base__=Moment, __doc__=question.ASKS, **fields
    )
    return model


_Word = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=SHOWABLE)]


def _parameter(hint: Any, field: dataclasses.Field[Any]) -> tuple[Any, Any]:
    """Return type and declaration of one option; what must be given takes no null."""
    facts = field.metadata
    kinds = [kind for kind in get_args(hint) or (hint,) if kind not in (type(None), Ellipsis)]
    limits: dict[str, Any] = {"ge": facts["low"], "le": facts["high"]}
    if kinds == [int] and facts["high"] is None:
        limits["le"] = LARGEST
    if float in kinds:
        limits["allow_inf_nan"] = False
    if get_origin(hint) is tuple:
        hint, limits["max_length"] = tuple[_Word, ...] if kinds == [str] else hint, MOST
    elif kinds == [str]:
        kinds, hint = [_Word], _Word if hint is str else _Word | None
    told = {name: limit for name, limit in limits.items() if limit is not None}
    told["description"] = facts["text"]
    return (kinds[0], Field(**told)) if facts["required"] else (hint, Field(field.default, **told))


def question_of(question: type[Question], given: Moment) -> Question:
    """Return the question with the options that were checked."""
    return question(**{f.name: getattr(given, f.name) for f in dataclasses.fields(question)})
