"""A folder of CSV files as tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from groundswell.ingest.workbook.problem import Findings, Unreadable
from groundswell.ingest.workbook.sheets import sheet_called
from groundswell.ingest.workbook.sieve import MAX_ROWS, MAX_SPAN
from groundswell.ingest.workbook.tables import Table, bytes_of, claim, is_blank

SUFFIXES = (".csv", ".tsv")
_DELIMITERS = (",", ";", "\t")
# Spreadsheets take a cell for a formula that begins with one of these, full width included.
_GUARDED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_RISKY = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_DECLARED = re.compile(r'"?sep=([,;|\t])"?', re.IGNORECASE)


def guarded(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula; `unguarded` undoes it."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Return what was written by `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def tables_of_folder(path: Path, findings: Findings) -> list[Table]:
    """Return the CSV files of a folder that have a sheet's name.

    Raises
    ------
    Unreadable
        If there is none.
    """
    tables: dict[str, Table] = {}
    found = False
    for file in sorted(path.iterdir()):
        if file.suffix.lower() not in SUFFIXES or file.name.startswith("."):
            continue
        found = found or sheet_called(file.stem) is not None
        sheet = claim(file.stem, tables, findings)
        if sheet is not None:
            tables[sheet] = _table(sheet, file, path, findings)
    if not found:
        raise Unreadable(
            "the folder holds no CSV file with the name of a sheet",
            "Name a folder with files such as people.csv and ties.csv.",
        )
    return list(tables.values())


def _table(sheet: str, file: Path, folder: Path, findings: Findings) -> Table:
    try:
        text = _decoded(_bytes_within(file, folder), sheet, findings)
        return _parsed(sheet, text, findings)
    except Unreadable as error:
        findings.error(sheet, None, None, "unreadable", (error.what, error.mend))
    return Table(sheet, (), ())


def table_of_bytes(sheet: str, raw: bytes, findings: Findings) -> Table:
    """Return one CSV file as a table, whatever its delimiter and encoding.

    Raises
    ------
    Unreadable
        If its characters or its quotation marks cannot be told apart.
    """
    return _parsed(sheet, _decoded(raw, sheet, findings), findings)


def _bytes_within(file: Path, folder: Path) -> bytes:
    if not file.resolve().is_relative_to(folder.resolve()):
        raise Unreadable(
            f"{file.name} is a link to a file outside the folder",
            "Put a copy of the file there instead of the link.",
        )
    return bytes_of(file)


def _decoded(raw: bytes, sheet: str, findings: Findings) -> str:
    """Return the text: UTF-8 or UTF-16, else what Windows in western Europe writes."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(raw, "utf-16")
    head = raw[:200]
    if head.count(0) > len(head) // 4:
        return _strictly(raw, "utf-16-le" if head[1:2] == b"\0" else "utf-16-be")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    what = f"the file is not UTF-8 (line {line}); it was read as Windows-1252"
    mend = "Check the names with accents; if they look wrong, save the file as 'CSV UTF-8'."
    findings.note(sheet, None, None, "not-utf-8", (what, mend))
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "the file's characters cannot be told apart", "Save it as 'CSV UTF-8'."
        ) from error


def _delimiter(line: str) -> str:
    bare = _QUOTED.sub("", line)
    return max(_DELIMITERS, key=bare.count)


def _parsed(sheet: str, text: str, findings: Findings) -> Table:
    first_line = text[: text.find("\n") + 1] or text
    declared = _DECLARED.fullmatch(first_line.strip("\r\n "))
    delimiter = declared[1] if declared else _delimiter(first_line)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = _lines(rows, delimiter)
    top = 1
    header: list[str] = []
    for top, line in enumerate(lines, start=1):
        if not all(map(is_blank, line)) and not (declared and top == 1):
            header = [unguarded(cell) for cell in line]
            break
    return Table(sheet, header, list(_padded(sheet, header, lines, top + 1, findings)), top + 1)


def _lines(rows: Iterator[list[str]], delimiter: str) -> Iterator[list[str]]:
    """Yield the rows, or say which one cannot be read."""
    number, cells = 0, 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(
                f"row {number + 1} has a quotation mark that is not closed or not doubled",
                f"Quote cells that hold {_named(delimiter)} or quotation marks, and double"
                " quotation marks inside them.",
            ) from error
        number, cells = number + 1, cells + len(row)
        if number > MAX_ROWS or cells > MAX_SPAN:
            raise Unreadable(
                f"there are more than {MAX_ROWS:,} rows or {MAX_SPAN:,} cells",
                "Delete the rows that hold nothing, or split the file.",
            )
        yield row


def _named(delimiter: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs"}.get(delimiter, "the delimiter")


def _padded(
    sheet: str, header: list[str], lines: Iterator[list[str]], first: int, findings: Findings
) -> Iterator[list[str | None]]:
    width = len(header)
    for number, line in enumerate(lines, start=first):
        if not all(map(is_blank, line[width:])):
            what = f"the row has {len(line)} cells, the header {width}"
            mend = "Quote cells that hold the delimiter, or name the column in the header."
            findings.error(sheet, number, None, "too-many-cells", (what, mend))
        cells: list[str | None] = [unguarded(cell) for cell in line[:width]]
        yield cells + [None] * (width - len(cells))


def one_file(path: Path) -> Unreadable:
    """Return what to say of a single text file, which is not a whole workbook."""
    known = sheet_called(path.stem) is not None and path.suffix.lower() in SUFFIXES
    mend = (
        "Name the folder it lies in; every CSV file there with a sheet's name is read."
        if known
        else "Name an .xlsx workbook, a folder of CSV files, or a .json file."
    )
    return Unreadable("this is a single text file, not a workbook", mend)
