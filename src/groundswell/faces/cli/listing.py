"""`groundswell questions`: the list for people and for programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, get_type_hints

from groundswell.core.answer import to_plain
from groundswell.faces.cli.asking import registered, taken_by

if TYPE_CHECKING:
    from groundswell.core.questions.question import Question

WIDTH = 100
GAP = 2  # columns between a name and what it means


def questions_text() -> str:
    """Return the questions for a person to read."""
    from groundswell.core.questions.question import Question

    common = {field.name for field in dataclasses.fields(Question)}
    lines = ["Ask with: groundswell ask QUESTION SOURCE [OPTIONS]", ""]
    every = registered()
    wide = max(map(len, every)) + GAP
    for slug, entry in every.items():
        lines += wrapped(f"{slug:<{wide}}", entry.options.ASKS)
        lines += beside(options_of(entry.options, without=common))
    lines += ["", "Every question also takes:"]
    lines += beside((*options_of(Question, without=set()), *SHARED))
    return "\n".join(lines) + "\n"


SHARED = (
    ("    --as-of DATE", "answer as of this day"),
    ("    --known-at DATE", "use only what was known by this day"),
    ("    --json", "print data for programs"),
)


def options_of(question: type[Question], without: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each option of a question as it is written, with what it means."""
    hints = get_type_hints(question)
    for field in dataclasses.fields(question):
        if field.name not in without:
            taken = taken_by(hints[field.name], field.metadata["person"])
            must = " (must be given)" if field.metadata["required"] else ""
            flag = f"    --{field.name.replace('_', '-')} {taken}".rstrip()
            yield flag, field.metadata["text"] + must


def beside(options: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield options with their meanings in one column, which begins after the widest option."""
    every = tuple(options)
    wide = max((len(flag) for flag, _ in every), default=0) + GAP
    for flag, text in every:
        yield from wrapped(f"{flag:<{wide}}", text)


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
