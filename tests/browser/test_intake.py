"""A workbook comes in: looked at first, only its good rows, undone; hostile files get an answer."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.steps import answered, first_line, looked_at, opened, toast

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Sheet, row, column and what is wrong there.
WRONG = (
    ("people", "3", "level", "chief"),
    ("ties", "2", "to", "nobody"),
    ("stances", "2", "stance", "keen"),
)
SHEETS: Mapping[str, Sequence[Sequence[str]]] = {
    "people": (
        ("person", "name", "level"),
        ("ilves", "Maarja Ilves", "frontline"),
        ("tamm", "Rein Tamm", "chief"),
    ),
    "ties": (("from", "to", "kind"), ("ilves", "nobody", "trusts"), ("ilves", "bauer", "trusts")),
    "stances": (("person", "stance"), ("ilves", "keen"), ("bauer", "supporter")),
}


def workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Return a workbook with these rows."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return made.getvalue()


def hand_in(page: Page, name: str, content: bytes) -> None:
    """Hand a file in to be looked at."""
    page.get_by_label("Workbook").set_input_files(
        [FilePayload(name=name, mimeType=XLSX, buffer=content)]
    )
    page.get_by_role("button", name="Look at it first").click()


def test_only_the_good_rows_come_in_and_go_out_again(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}intake")
    looked_at(page)
    hand_in(page, "colleagues.xlsx", workbook(SHEETS))
    expect(first_line(page)).to_contain_text(re.compile(r"^\d problems stand in the way"))
    for sheet, row, column, what in WRONG:
        line = page.get_by_role("row").filter(has_text=what).filter(has_text=sheet).first
        expect(line.get_by_role("rowheader")).to_have_text(sheet)
        expect(line.get_by_role("cell").nth(0)).to_have_text(row)
        expect(line.get_by_role("cell").nth(1)).to_have_text(column)
        expect(line.get_by_role("cell").nth(3)).to_have_text(re.compile(r"\w+.+\."))
    expect(page.get_by_role("button", name="Import")).to_have_count(0)
    looked_at(page)

    page.get_by_role("link", name="Only the good rows").click()
    expect(first_line(page)).to_contain_text("would be new or changed")
    looked_at(page)
    page.get_by_role("button", name="Import").click()
    expect(toast(page)).to_contain_text("imported")
    page.goto(f"{home}people/ilves")
    expect(first_line(page)).to_contain_text("Maarja Ilves")

    page.goto(f"{home}history")
    page.get_by_role("button", name=re.compile("^Undo: imported")).first.click()
    expect(toast(page)).to_contain_text("Undone.")
    assert page.goto(f"{home}people/ilves").status == 404  # type: ignore[union-attr]
    page.goto(f"{home}records/people")
    expect(first_line(page)).to_contain_text("6 records")


def test_hostile_files_get_a_clear_answer(page: Page) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (600 * 2**20))
    home = opened(page)
    for name, content in (
        ("bomb.xlsx", bomb.getvalue()),
        ("paper.xlsx", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"),
        ("half.xlsx", workbook(SHEETS)[:900]),
    ):
        page.goto(f"{home}intake")
        hand_in(page, name, content)
        expect(first_line(page)).to_contain_text("1 problem stands in the way")
        expect(page.get_by_role("button", name="Import")).to_have_count(0)
        looked_at(page)
        page.get_by_role("button", name="Discard the file").click()
    page.goto(f"{home}intake")
    hand_in(page, "picture.gif", b"GIF89a")
    expect(page.get_by_role("alert")).to_contain_text("Choose an .xlsx, .json, .csv or .zip file.")
    looked_at(page)


def test_what_goes_out_comes_in_as_a_new_initiative(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}critical-mass")
    answered(page)
    before = [first_line(page).inner_text(), *page.locator(".figure").all_inner_texts()]
    page.goto(f"{home}export")
    looked_at(page)
    page.get_by_role("link", name=re.compile("^Take out: .*Excel")).click()
    looked_at(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Yes, it is me").click()
    content = Path(waiting.value.path()).read_bytes()

    page.goto("/intake")
    looked_at(page)
    hand_in(page, "again.xlsx", content)
    expect(first_line(page)).to_contain_text("would begin with")
    looked_at(page)
    page.get_by_role("button", name="Begin with it").click()
    expect(page).to_have_url(re.compile(r"/i/[^/]+/$"))
    assert page.url != home
    page.goto(f"{page.url}critical-mass")
    answered(page)
    assert [first_line(page).inner_text(), *page.locator(".figure").all_inner_texts()] == before
