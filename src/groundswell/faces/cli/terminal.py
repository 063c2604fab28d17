"""Speaking to a terminal, a pipe or a file: output, complaints and exit codes."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

if TYPE_CHECKING:
    from groundswell.reports.text import Page

PROBLEMS = 1  # the input has problems
WRONG_USAGE = 2
PIPE_CLOSED = 141  # what shells report when the reader has gone
_STAND_INS = {"\u2013": "-", "\u2014": "-", "\u2018": "'", "\u2019": "'", "\u201c": '"'}
_STAND_INS |= {"\u201d": '"', "\u2026": "...", "\u00a0": " ", "\u2212": "-"}


def say(text: str) -> None:
    """Write text to standard output; signs it cannot show get stand-ins."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(writable(text, encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()
    except OSError as error:
        wrong_usage(f"The output could not be written: {_why(error)}.")


def say_bytes(content: bytes) -> None:
    """Write bytes to standard output."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _leave_quietly()
    except OSError as error:
        wrong_usage(f"The output could not be written: {_why(error)}.")


def say_json(thing: Any) -> None:
    """Write JSON to standard output, in ASCII so that no terminal alters it."""
    say(as_json(thing))


def as_json(thing: Any) -> str:
    """Return JSON, indented, with the order of keys as given."""
    return json.dumps(thing, indent=2, allow_nan=False) + "\n"


def tell(text: str) -> None:
    """Write a line to standard error."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(writable(f"{text}\n", encoding))
    sys.stderr.flush()


def stop(code: int) -> NoReturn:
    """End with an exit code."""
    raise typer.Exit(code)


def wrong_usage(message: str) -> NoReturn:
    """Say what was asked wrongly, and end with exit code 2."""
    tell(message)
    stop(WRONG_USAGE)


def problems(found: Iterable[object]) -> NoReturn:
    """List every problem of the input on standard error, and end with exit code 1."""
    for problem in found:
        tell(str(problem))
    stop(PROBLEMS)


def save(path: Path, content: bytes) -> None:
    """Write a file, in full or not at all; what stands in the way is said."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        wrong_usage(f"{path} could not be written: {_why(error)}.")


def page() -> Page:
    """Return the page to print on: bold and colour on a terminal only."""
    from groundswell.reports.text import WIDEST, Page

    encoding = sys.stdout.encoding or "utf-8"
    if not sys.stdout.isatty():
        return Page.of(WIDEST, False, encoding)
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Page.of(shutil.get_terminal_size().columns, not plain, encoding)


def writable(text: str, encoding: str) -> str:
    """Return text in signs an encoding has: accents go before whole letters do."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_stand_in(sign, encoding) for sign in text)
    return text


def _stand_in(sign: str, encoding: str) -> str:
    bare = unicodedata.normalize("NFKD", sign)
    for choice in (sign, _STAND_INS.get(sign, ""), bare, bare[:1]):
        if choice and choice.encode(encoding, "ignore").decode(encoding) == choice:
            return choice
    return "?"


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _leave_quietly() -> NoReturn:
    """End when the reader has gone; nothing is left for the interpreter to flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    stop(PIPE_CLOSED)
