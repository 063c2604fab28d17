"""What is shown can be taken along: every form opens in a reader, and codenames name nobody."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path

import networkx as nx
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.steps import looked_at, opened

NAMES = ("Thandi", "Mokoena", "Ludger", "Bauer", "Carme", "Nadal", "Osei", "Verhaegen", "Kaplan")
PEOPLE, TIES = 6, 3


def _table(content: bytes) -> int:
    return len(list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")))))


def _workbook(content: bytes) -> int:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("People")
    rows = [[str(cell) for cell in row] for row in sheet.to_python()]
    heading = next(at for at, row in enumerate(rows) if "label" in row)
    return len([row for row in rows[heading + 1 :] if any(row)])


def _kumu(content: bytes) -> int:
    return len(json.loads(content)["elements"])


# What a form is called, how it is read, and how much of it there has to be.
READ: Mapping[str, tuple[Callable[[bytes], int], int]] = {
    "People as CSV": (_table, PEOPLE),
    "People as a workbook": (_workbook, PEOPLE),
    "Ties as CSV": (_table, TIES),
    "Network as GraphML": (lambda told: len(nx.read_graphml(io.BytesIO(told))), PEOPLE),
    "Network as GEXF": (lambda told: len(nx.read_gexf(io.BytesIO(told))), PEOPLE),
    "Network for Kumu": (_kumu, PEOPLE),
}


def take(page: Page, form: str) -> bytes:
    """Take a form along and return what came."""
    page.get_by_label("As", exact=True).select_option(label=form)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Take along").click()
    return Path(waiting.value.path()).read_bytes()


def test_every_form_opens_in_a_reader(page: Page) -> None:
    page.goto(f"{opened(page)}terrain?view=table")
    looked_at(page)
    for form, (read, number) in READ.items():
        assert read(take(page, form)) == number, form
    assert b"Ludger Bauer" in take(page, "People as CSV")


def test_a_picture_is_a_picture(page: Page) -> None:
    page.goto(f"{opened(page)}terrain?view=rings")
    drawn = ET.fromstring(take(page, "This picture as SVG"))
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert "Thandi M." in "".join(drawn.itertext())
    dots = take(page, "This picture as PNG")
    assert dots.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in dots[-12:]


def test_codenames_name_nobody(page: Page) -> None:
    page.goto(f"{opened(page)}terrain?view=rings")
    page.get_by_label("With codenames for people").check()
    for form in (*READ, "This picture as SVG"):
        content = take(page, form)
        told = _inside(content) if form == "People as a workbook" else content.decode()
        assert not [name for name in NAMES if name.casefold() in told.casefold()], form
        if form in READ:
            read, number = READ[form]
            assert read(content) == number, form
    assert take(page, "This picture as PNG").startswith(b"\x89PNG\r\n\x1a\n")
    expect(page.get_by_label("With codenames for people")).to_be_checked()


def _inside(workbook: bytes) -> str:
    """Return every cell of a workbook as text."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return " ".join(str(cell) for row in rows for cell in row)
