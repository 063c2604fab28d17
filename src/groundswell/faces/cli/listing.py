"""`groundswell questions`: the list for people and for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_type_hints

from groundswell.core.answer import to_plain
from groundswell.faces.cli.asking import registered, taken_by

if TYPE_CHECKING:
    from groundswell.core.questions.question import Question

WIDTH = 100


def questions_text() -> str:
    """Return the questions for a person to read."""
    from groundswell.core.questions.question import Question

    common = {field.name for field in dataclasses.fields(Question)}
    lines = ["Ask with: groundswell ask QUESTION SOURCE [OPTIONS]", ""]
    for slug, entry in registered().items():
        lines += wrapped(f"{slug:<17}", entry.options.ASKS)
        lines += list(option_lines(entry.options, without=common))
    lines += ["", "Every question also takes:"]
    lines += [*option_lines(Question, without=set()), *SHARED]
    return "\n".join(lines) + "\n"


SHARED = (
    "    --as-of DATE        answer as of this day",
    "    --known-at DATE     use only what was known by this day",
    "    --json              print data for programs",
)


def option_lines(question: type[Question], without: set[str]) -> Iterator[str]:
    """Yield a line for each option of a question."""
    hints = get_type_hints(question)
    for field in dataclasses.fields(question):
        if field.name not in without:
            taken = taken_by(hints[field.name], field.metadata["person"])
            flag = f"    --{field.name.replace('_', '-')} {taken}".rstrip()
            must = " (must be given)" if field.metadata["required"] else ""
            yield from wrapped(f"{flag:<24}", field.metadata["text"] + must)


def wrapped(head: str, body: str) -> list[str]:
    """Return a head with its text beside it."""
    from groundswell.reports.text import wrap

    return list(wrap(body, WIDTH, head, " " * len(head)))


def questions_json() -> list[dict[str, Any]]:
    """Return the questions as data."""
    return [
        {
            "question": slug,
            "asks": entry.options.ASKS,
            "feature": entry.options.FEATURE,
            "options": [
                {"name": field.name, "default": to_plain(field.default), **field.metadata}
                for field in dataclasses.fields(entry.options)
            ],
        }
        for slug, entry in registered().items()
    ]
