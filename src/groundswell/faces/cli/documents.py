"""`groundswell document`: the working document of a file or an initiative, as a file to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from groundswell.faces.cli.source import Kept, snapshot_of
from groundswell.faces.cli.terminal import save, tell, wrong_usage

if TYPE_CHECKING:
    from groundswell.core.pictures.document.parts import Document

FORMS = (".md", ".pdf", ".docx")


def make_document(
    path: Path | Kept, as_of: date | None, known_at: date | None, out: Path, force: bool
) -> None:
    """Write the document of a source to a file; the ending of its name says the form."""
    form = out.suffix.lower()
    if form not in FORMS:
        wrong_usage(f"End the name of the file with {', '.join(FORMS[:-1])} or {FORMS[-1]}.")
    if out.exists() and not force:
        wrong_usage(f"{out} is there already; give --force to replace it.")
    from groundswell.core.pictures.document.filling import document

    made = document(snapshot_of(path, as_of, known_at))
    save(out, _maker(form)(made))
    tell(f"Written to {out}. {made.left_out}")


def _maker(form: str) -> Callable[[Document], bytes]:
    """Return what makes a form; only its own libraries are loaded."""
    if form == ".pdf":
        from groundswell.reports.working.pages import pdf

        return pdf
    if form == ".docx":
        from groundswell.reports.working.word import word

        return word
    from groundswell.reports.working.markdown import markdown

    return lambda made: markdown(made).encode()
