"""Cells that a parser would take for empty although something stands there.

An error value, a formula that was never calculated and a sheet that is too large are replaced, in
the sheet's XML, by texts that begin with `MARK`; after parsing they become broken cells.
"""

from __future__ import annotations

import re
from html import escape

from groundswell.ingest.workbook.cells import Broken

MARK = "\ue000groundswell:"
_OPEN, _SHUT = rb"<(?:\w+:)?", rb"</(?:\w+:)?"
_ERROR = re.compile(rb"""%bc(\s[^>]*?)\st=["']e["']([^>]*)>(.*?)%bc>""" % (_OPEN, _SHUT), re.DOTALL)
_SHOWN = re.compile(_OPEN + rb"v[^>]*>([^<]*)<")
_UNCALCULATED = re.compile(
    _OPEN
    + rb"""c((?:\s(?!t=)[\w:]+=["'][^"']*["'])*)\s*>\s*"""
    + rb"(?:%bf\b[^>]*/>|%bf\b[^>]*>[^<]*%bf>)\s*" % (_OPEN, _OPEN, _SHUT)
    + rb"(?:%bv\s*/>|%bv>\s*%bv>)?\s*%bc>" % (_OPEN, _OPEN, _SHUT, _SHUT)
)
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def marked(content: bytes) -> bytes:
    """Replace error values and uncalculated formulas in a piece of a sheet's XML."""
    if b't="e"' in content or b"t='e'" in content:
        content = _ERROR.sub(_error, content)
    if b"<f" in content or b":f" in content:
        content = _UNCALCULATED.sub(rb"<c\1 " + _text("formula:"), content)
    return content


def _error(found: re.Match[bytes]) -> bytes:
    value = _SHOWN.search(found[3])
    shown = value[1].decode(errors="replace") if value else ""
    return b"<c%b%b " % (found[1], found[2]) + _text(f"error:{shown}")


def too_large(what: str) -> bytes:
    """Return a sheet that only says what is wrong with it."""
    cell = b'<row r="1"><c r="A1" ' + _text(f"large:{what}") + b"</row>"
    return b'<worksheet xmlns="%b"><sheetData>%b</sheetData></worksheet>' % (_SHEET.encode(), cell)


def _text(text: str) -> bytes:
    return f't="str"><v>{escape(MARK + text)}</v></c>'.encode()


def unmarked(text: str) -> Broken:
    """Return what is wrong with a cell whose text begins with `MARK`."""
    kind, _, detail = text.removeprefix(MARK).partition(":")
    if kind == "error":
        return Broken(
            f"the spreadsheet shows the error {detail}".rstrip(),
            "Mend the formula, or clear the cell if the value is unknown.",
            "error-value",
        )
    if kind == "formula":
        return Broken(
            "the formula was never calculated",
            "Open the file in Excel or LibreOffice, save it, and try again.",
            "no-result",
        )
    mend = "Delete the rows and columns that hold nothing, or split the sheet."
    return Broken(detail, mend, "too-large")
