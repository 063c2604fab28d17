"""`groundswell ask`: one command per registered question, its options taken from the dataclass."""

from __future__ import annotations

import dataclasses
import difflib
import inspect
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import typer
from typer.core import TyperGroup
from typer.main import get_command

from groundswell.faces.cli import options
from groundswell.faces.cli.source import located, snapshot_of
from groundswell.faces.cli.terminal import page, say, say_json, wrong_usage

if TYPE_CHECKING:
    from groundswell.core.questions.question import Question
    from groundswell.core.registry import Entry
    from groundswell.core.terrain.snapshot import Snapshot


class QuestionGroup(TyperGroup):
    """The questions as commands; the registry is loaded when one is looked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the slugs of all questions."""
        return list(registered())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of a question; an unknown one ends here, with the nearest named."""
        known = registered()
        if cmd_name not in known:
            wrong_usage(unknown_question(cmd_name, list(known)))
        return command_of(known[cmd_name])


def registered() -> Mapping[str, Entry]:
    """Return the questions by slug."""
    from groundswell.core.registry import QUESTIONS

    return QUESTIONS


def unknown_question(name: str, known: list[str]) -> str:
    """Say that there is no such question, and which may be meant."""
    near = difflib.get_close_matches(name.lower().replace("_", "-"), known, n=1, cutoff=0.4)
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"There is no question called {name!r}.{meant} `groundswell questions` lists them."


def command_of(entry: Entry) -> Any:
    """Return a question as a command."""
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(entry.slug, help=entry.options.ASKS)(runner(entry))
    return get_command(single)


def runner(entry: Entry) -> Callable[..., None]:
    """Return the function behind a question's command, with a parameter for each option."""

    def run(**given: Any) -> None:
        answer_one(entry, given)

    parameters = [*shared_parameters(), *own_parameters(entry.options)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def shared_parameters() -> Iterator[inspect.Parameter]:
    """Yield the parameters that every question's command has."""
    kind = inspect.Parameter.KEYWORD_ONLY
    yield inspect.Parameter("source", kind, annotation=options.Source)
    yield inspect.Parameter("as_json", kind, annotation=options.AsJson, default=False)
    yield inspect.Parameter("as_of", kind, annotation=options.AsOf, default=None)
    yield inspect.Parameter("known_at", kind, annotation=options.KnownAt, default=None)


def own_parameters(question: type[Question]) -> Iterator[inspect.Parameter]:
    """Yield a parameter for each option that a question declares, its own before the common."""
    hints = get_type_hints(question)
    fields = dataclasses.fields(question)
    common = {f.name for f in dataclasses.fields(question.__mro__[-2])}
    for field in sorted(fields, key=lambda f: f.name in common):
        facts = field.metadata
        shown = typer.Option(
            ... if facts["required"] else _default(field.default),
            f"--{field.name.replace('_', '-')}",
            help=facts["text"],
            min=facts["low"],
            max=facts["high"],
            metavar=taken_by(hints[field.name], facts["person"]) or None,
            show_default=field.default is not None,
        )
        kind = inspect.Parameter.KEYWORD_ONLY
        yield inspect.Parameter(
            field.name, kind, default=shown, annotation=_annotation(hints[field.name])
        )


def taken_by(hint: Any, person: bool) -> str:
    """Return the placeholder for what an option takes; a switch takes nothing."""
    kinds = [kind for kind in (get_args(hint) or (hint,)) if kind not in (type(None), Ellipsis)]
    words = {bool: "", int: "N", float: "NUMBER"}
    return "CODE" if person else words.get(kinds[0], "WORD")


def _default(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _annotation(hint: Any) -> Any:
    """Return the type a command line reads; a tuple is an option that may be repeated."""
    if getattr(hint, "__origin__", None) is tuple:
        return list[get_args(hint)[0]]  # type: ignore[misc]
    return hint


def answer_one(entry: Entry, given: dict[str, Any]) -> None:
    """Read the source, ask the question and print the answer."""
    from groundswell.faces.cli.progress import progress

    path = located(given.pop("source"))
    as_json: bool = given.pop("as_json")
    as_of: date | None = given.pop("as_of")
    known_at: date | None = given.pop("known_at")
    with progress(2) as step:
        step("reading")
        snapshot = snapshot_of(path, as_of, known_at)
        question = question_from(entry, given, snapshot)
        step(entry.slug)
        answer = asked(snapshot, question)
    if as_json:
        say_json(answer.as_json())
        return
    from groundswell.reports.single import leaf
    from groundswell.reports.text import text

    say(text(leaf(answer, snapshot, entry.options.ASKS), page()))


def asked(snapshot: Snapshot, question: Question) -> Any:
    """Return the answer; an option that does not fit this map ends with what is wrong."""
    from groundswell.core.questions.question import UnfitOptionError
    from groundswell.core.registry import ask

    try:
        return ask(snapshot, question)
    except UnfitOptionError as error:
        wrong_usage(str(error))


def question_from(entry: Entry, given: Mapping[str, Any], snapshot: Snapshot) -> Question:
    """Return the question with its options; people may be given by code or by name."""
    values: dict[str, Any] = {}
    for field in dataclasses.fields(entry.options):
        value = given[field.name]
        if isinstance(value, list):
            value = tuple(value)
        if field.metadata["person"] and value is not None:
            value = person_code(snapshot, value)
        values[field.name] = value
    return entry.options(**values)


def person_code(snapshot: Snapshot, given: str) -> str:
    """Return the code of a person given by code, name or part of a name; nobody else ends here."""
    if given in snapshot.index:
        return given
    names = {code: snapshot.name(code) for code in snapshot.people}
    wanted = given.casefold()
    exact = [c for c in names if wanted in (c.casefold(), names[c].casefold())]
    found = exact or [c for c in names if wanted in names[c].casefold().split()]
    if len(found) == 1:
        return found[0]
    if found:
        several = " or ".join(f"{code} ({names[code]})" for code in found[:4])
        wrong_usage(f"{given!r} may be {several}; give the code.")
    lookup = {word: code for code in names for word in (names[code], code)}
    near = difflib.get_close_matches(given, list(lookup), n=3, cutoff=0.5)
    codes = dict.fromkeys(lookup[word] for word in near)
    meant = " or ".join(f"{code} ({names[code]})" for code in codes)
    hint = f" Did you mean {meant}?" if meant else ""
    wrong_usage(f"There is nobody called {given!r} on the map.{hint}")
