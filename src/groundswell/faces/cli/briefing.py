"""`groundswell brief`: asked, composed and put out as text, JSON or PDF."""

from __future__ import annotations

import compileall
import sys
from datetime import date
from pathlib import Path

from groundswell.core.answer import to_plain
from groundswell.faces.cli.options import Form
from groundswell.faces.cli.progress import progress
from groundswell.faces.cli.source import Kept, located, snapshot_of
from groundswell.faces.cli.terminal import (
    as_json,
    page,
    save,
    say,
    say_bytes,
    tell,
    wrong_usage,
)
from groundswell.reports.brief import STEPS, Asked, Wish, answers_of, compose
from groundswell.reports.parts import Brief
from groundswell.reports.text import text

__all__ = ["Wish", "deliver", "warm_up"]
WARM_SCENARIOS = 64


def deliver(
    path: Path | Kept,
    as_of: date | None,
    known_at: date | None,
    wish: Wish,
    form: Form,
    out: Path | None,
) -> None:
    """Make a brief of a file or folder and put it out."""
    if form is Form.PDF and out is None and sys.stdout.isatty():
        wrong_usage("A PDF does not fit on a terminal; name a file: --out brief.pdf")
    with progress(STEPS + 2) as step:
        step("reading")
        snapshot = snapshot_of(path, as_of, known_at)
        asked = answers_of(snapshot, wish, step)
        made = compose(snapshot, asked)
        step("writing")
        content = rendered(made, asked, snapshot.as_of, form)
    put_out(made, content, form, out)


def rendered(made: Brief, asked: Asked, as_of: date, form: Form) -> bytes:
    """Return a brief in a form, as it goes into a file."""
    if form is Form.TEXT:
        return text(made).encode()
    if form is Form.JSON:
        answers = {slug: answer.as_json() for slug, answer in asked.by_slug().items()}
        return as_json({"brief": to_plain(made), "answers": answers}).encode()
    from groundswell.reports.document import pdf

    return pdf(made, as_of)


def put_out(made: Brief, content: bytes, form: Form, out: Path | None) -> None:
    """Write a brief to its file, or to standard output as that can take it."""
    if out is not None:
        save(out, content)
        tell(f"Written to {out}.")
    elif form is Form.TEXT:
        say(text(made, page()))
    else:
        say_bytes(content)


def warm_up() -> None:
    """Make briefs of two worked examples, so that all they need is compiled and kept."""
    for name in ("loner", "government"):
        snapshot = snapshot_of(located(name), None, None)
        text(compose(snapshot, answers_of(snapshot, Wish(scenarios=WARM_SCENARIOS))))
    # Some installers and machines keep no bytecode; without it every start takes twice as long.
    for module in [*sys.modules.values()]:
        source = getattr(module, "__file__", None)
        if source is not None and source.endswith(".py"):
            compileall.compile_file(source, quiet=2)
