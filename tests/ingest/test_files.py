"""Files that are no workbook, or hardly one: a clear problem or a fine reading, never a crash."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from groundswell.core.terrain.map_records import Person
from groundswell.ingest.workbook import Problem, read
from groundswell.ingest.workbook import sieve as limits
from tests.ingest.files import PEOPLE, TODAY, as_json, folder, only, rezipped, xlsx


def _refusal(path: Path) -> Problem:
    reading = read(path, TODAY)
    assert reading.observations is None
    problem = only(reading.errors)
    assert problem.row is None
    return problem


def _people(path: Path) -> list[str]:
    observations = read(path, TODAY).observations
    assert observations is not None
    return [person.person for person in observations.of(Person)]


NO_WORKBOOKS = [
    (b"", "the file is empty"),
    (b" \n\t ", "the file is empty"),
    (b"%PDF-1.7 rest", "this is a PDF"),
    (b"\x89PNG\r\n", "this is a picture"),
    (b"{\\rtf1 words}", "rich-text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old Office version"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    (b"\x00\x01\x02\x03", "this is no workbook"),
    (b"person,name\nama,Ama\n", "a single text file"),
    (b"PK\x03\x04 and no more", "damaged"),
    (b"PK\x05\x06" + b"\0" * 18, "a zip archive"),
    (b"{", "not valid JSON (line 1, column 2)"),
    (b"[]", "not one object of sheets"),
    (b'{"people": [], "people": []}', "a sheet is named twice"),
    (b'{"people": ' + b"[" * 100_000, "nested far too deeply"),
    (b'{"people": [{"person": "\xff"}]}', "not UTF-8"),
]


@pytest.mark.parametrize(("raw", "what"), NO_WORKBOOKS)
def test_what_is_no_workbook(raw: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(raw)
    problem = _refusal(path)
    assert problem.sheet == "plan.xlsx"
    assert what in problem.what
    assert problem.mend


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("word/document.xml", "a Word document"),
        ("content.xml", "an OpenDocument file"),
        ("xl/workbook.bin", "a binary Excel workbook"),
        ("letter.txt", "a zip archive"),
    ],
)
def test_archives_that_are_something_else(part: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "text")
    assert what in _refusal(path).what


def test_a_missing_file_and_a_folder_without_sheets(tmp_path: Path) -> None:
    assert "no such file" in _refusal(tmp_path / "plan.xlsx").what
    (tmp_path / "notes.csv").write_text("a,b\n")
    problem = read(tmp_path, TODAY).errors
    assert "no CSV file with the name of a sheet" in only(problem).what


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "plan.xlsx", {"people": PEOPLE})
    path.write_bytes(path.read_bytes()[:-200])
    assert "damaged" in _refusal(path).what


def test_people_must_have_a_sheet(tmp_path: Path) -> None:
    path = as_json(tmp_path / "plan.json", {"units": [{"unit": "u"}], "persons": []})
    reading = read(path, TODAY, good_rows_only=True)
    assert reading.observations is None
    assert only(reading.errors).kind == "no-people"
    assert "did you mean 'people'?" in only(reading.notes).mend


def test_a_bomb_is_refused_by_its_table_of_contents(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    source = xlsx(tmp_path / "small.xlsx", {"people": PEOPLE})
    rezipped(source, path, lambda n, part: part + b" " * 2**26 if "sheet1" in n else part)
    assert path.stat().st_size < 2**20
    assert "unpacks to far more" in _refusal(path).what


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    source = xlsx(tmp_path / "small.xlsx", {"people": PEOPLE})
    path = rezipped(
        source, tmp_path / "a.xlsx", lambda n, part: part + b" " * 2**24 if "sheet1" in n else part
    )
    raw = bytearray(path.read_bytes())
    claimed = (len(zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml"))).to_bytes(4, "little")
    path.write_bytes(bytes(raw).replace(claimed, (900).to_bytes(4, "little")))
    assert "damaged" in _refusal(path).what


def test_a_shared_text_that_unfolds_in_every_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT", 10_000)
    rows = [("person", "name"), *((f"p{i}", "x" * 300) for i in range(50))]
    path = xlsx(tmp_path / "plan.xlsx", {"people": rows})
    assert "unpacks to far more" in _refusal(path).what


def test_a_far_cell_takes_no_memory(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["person"], ["ama"]]
    path = xlsx(
        tmp_path / "plan.xlsx",
        {"people": rows},
        lambda book: book.get_worksheet_by_name("people").write(1_048_575, 16_383, "far"),
    )
    problem = _refusal(path)
    assert (problem.sheet, problem.kind) == ("people", "too-large")
    assert "row 1,048,576" in problem.what


def test_rows_that_are_only_formatted_are_no_rows(tmp_path: Path) -> None:
    def finish(book: Any) -> None:
        sheet, bold = book.get_worksheet_by_name("people"), book.add_format({"bold": True})
        for row in (3, 70_000, 1_048_575):
            sheet.write_blank(row, 0, None, bold)
            sheet.set_row(row, 30)

    path = xlsx(tmp_path / "plan.xlsx", {"people": PEOPLE}, finish)
    assert read(path, TODAY).problems == ()
    assert _people(path) == ["ama", "ben"]


@pytest.mark.parametrize("form", ["plan.xlsx", "plan", "plan.json"])
def test_more_rows_than_any_initiative_has(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("sieve", "delimited", "objects"):
        monkeypatch.setattr(f"groundswell.ingest.workbook.{module}.MAX_ROWS", 100)
    people = [f"p{i}" for i in range(101)]
    rows = [("person",), *((person,) for person in people)]
    if form == "plan.json":
        path = as_json(tmp_path / form, {"people": [{"person": person} for person in people]})
    elif form == "plan":
        path = folder(tmp_path / form, {"people": rows})
    else:
        path = xlsx(tmp_path / form, {"people": rows})
    problem = _refusal(path)
    assert problem.sheet == "people"
    assert "100" in problem.what


def test_cells_without_addresses_are_refused(tmp_path: Path) -> None:
    source = xlsx(tmp_path / "a.xlsx", {"people": PEOPLE})
    path = rezipped(source, tmp_path / "b.xlsx", lambda _, part: part.replace(b'<c r="A2"', b"<c"))
    assert "unusual way" in _refusal(path).what


def test_another_spelling_of_the_same_xml_reads_well(tmp_path: Path) -> None:
    def respelled(name: str, part: bytes) -> bytes:
        if "worksheets/" not in name:
            return part
        part = part.replace(b"<c r=", b"<x:c  r = ").replace(b"</c>", b"</x:c>")
        part = part.replace(b"<worksheet ", b'<worksheet xmlns:x="urn:x" ')
        return part.replace(b"</row>", b"<x:c r='D2'\n s='0' /></row>", 1)

    source = xlsx(tmp_path / "a.xlsx", {"people": PEOPLE})
    assert _people(rezipped(source, tmp_path / "b.xlsx", respelled)) == ["ama", "ben"]


def test_merged_cells_are_told_where_they_hide_values(tmp_path: Path) -> None:
    def finish(book: Any) -> None:
        sheet = book.get_worksheet_by_name("people")
        sheet.merge_range(1, 1, 2, 1, "Team")
        sheet.merge_range(1, 5, 2, 6, "beside the table")

    path = xlsx(tmp_path / "plan.xlsx", {"people": PEOPLE}, finish)
    problem = only(read(path, TODAY).errors)
    assert (problem.row, problem.column, problem.kind) == (2, "name", "merged")
    assert "rows 2 to 3" in problem.what


def test_a_title_above_is_no_header_but_empty_rows_are_skipped(tmp_path: Path) -> None:
    rows = [(), (), *PEOPLE[:2], (), ("", "nameless")]
    problem = only(read(xlsx(tmp_path / "plan.xlsx", {"people": rows}), TODAY).problems)
    assert (problem.row, problem.column, problem.kind) == (6, "person", "empty")


def test_sheets_are_found_by_any_spelling_and_only_once(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "plan.xlsx", {"People": PEOPLE, "Pilot Data": [("pilot",)]})
    assert read(path, TODAY).problems == ()
    path = xlsx(tmp_path / "twice.xlsx", {"People": PEOPLE, "peo-ple": PEOPLE})
    assert _refusal(path).kind == "second-sheet"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_delimiter_and_unicode(encoding: str, delimiter: str, tmp_path: Path) -> None:
    rows = [("person", "name", "capacity_hours"), ("zoë", "Zoë; née, Ó", "0,5")]
    path = folder(tmp_path / "plan", {"People": rows}, delimiter, encoding)
    reading = read(path, TODAY)
    assert reading.problems == ()
    assert reading.observations is not None
    person = reading.observations.of(Person)[0]
    assert (person.person, person.name, person.capacity_hours) == ("zoë", "Zoë; née, Ó", 0.5)


def test_csv_from_old_windows_is_read_with_a_note(tmp_path: Path) -> None:
    path = folder(tmp_path / "plan", {"people": [("person",), ("zoë",)]}, encoding="cp1252")
    note = only(read(path, TODAY).problems)
    assert (note.severity, note.kind) == ("note", "not-utf-8")
    assert "line 2" in note.what
    assert _people(path) == ["zoë"]
    (path / "people.csv").write_bytes(b"person\n\x81\xeb\n")
    assert _people(path) == ["\x81ë"]


def test_csv_that_declares_its_delimiter(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("sep=;\nperson;level\nama;boss\n")
    assert only(read(tmp_path, TODAY).problems).row == 3


@pytest.mark.parametrize(
    ("text", "row", "kind"),
    [
        ("person,name\nama,Owusu, Ama\n", 2, "too-many-cells"),
        ('person,name\nama,"Ama\nben,Ben\n', None, "unreadable"),
        ('person,name\nama,"A"ma\n', None, "unreadable"),
        ("person\n" + "x" * 200_000 + "\n", None, "unreadable"),
        ("person\na\x00b\n", 2, "hidden-character"),
    ],
)
def test_csv_that_cannot_be_meant(text: str, row: int | None, kind: str, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(text)
    problem = only(read(tmp_path, TODAY).problems)
    assert (problem.sheet, problem.row, problem.kind) == ("people", row, kind)


def test_short_rows_and_blank_lines_are_fine(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person,name,level,,\n\nama\n\nben,Ben,boss,,\n")
    problem = only(read(tmp_path, TODAY).problems)
    assert (problem.row, problem.column) == (5, "level")


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("person\nama\n")
    plan = tmp_path / "plan"
    plan.mkdir()
    (plan / "people.csv").symlink_to(secret)
    assert "link to a file outside" in _refusal(plan).what
    (tmp_path / "chosen").symlink_to(folder(tmp_path / "real", {"people": PEOPLE}))
    assert _people(tmp_path / "chosen") == ["ama", "ben"]


def test_pipes_and_circular_links_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert "not an ordinary file" in _refusal(tmp_path / "pipe.json").what
    (tmp_path / "loop.json").symlink_to(tmp_path / "loop.json")
    assert _refusal(tmp_path / "loop.json").kind == "unreadable"


@pytest.mark.parametrize(
    ("rows", "row"),
    [("ama", None), (["ama"], 2), ([{"person": "a"}, 7], 3), ({"person": "ama"}, None)],
)
def test_json_sheets_that_are_no_lists_of_objects(
    rows: object, row: int | None, tmp_path: Path
) -> None:
    path = as_json(tmp_path / "plan.json", {"people": rows})
    problem = only(read(path, TODAY).errors)
    assert (problem.sheet, problem.row, problem.kind) == ("people", row, "not-an-object")


def test_json_fields_named_twice(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text('{"people": [{"person": "ama", "person": "ben"}]}')
    assert only(read(path, TODAY).errors).what == "a field is named twice"


def test_json_takes_settings_and_initiative_as_objects_or_lists(tmp_path: Path) -> None:
    pairs = [{"key": "title", "value": "Water"}]
    people = {"people": [{"person": "ama"}]}
    one = {"initiative": {"title": "Water"}, "settings": {"weather": 0.3}} | people
    other = {"initiative": pairs, "settings": [{"constant": "weather", "value": 0.3}]} | people
    first = read(as_json(tmp_path / "one.json", one), TODAY)
    second = read(as_json(tmp_path / "other.json", other), TODAY)
    assert first.problems == second.problems == ()
    assert first.observations == second.observations


def test_json_in_other_unicode(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(
        json.dumps({"people": [{"person": "zoë"}]}, ensure_ascii=False).encode("utf-16")
    )
    assert _people(path) == ["zoë"]
