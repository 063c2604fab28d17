"""Writing is whole or not at all, replaces nothing that is not a workbook, and harms nobody."""

from __future__ import annotations

import csv
import zipfile
from datetime import date
from pathlib import Path

import pytest

from groundswell.core.terrain.map_records import Initiative, Person, Stake, Tie
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.terms import Context, TieKind
from groundswell.ingest.workbook import WorkbookError, convert, read, template, write, writing
from groundswell.ingest.workbook.worked import worked
from tests.ingest.files import TODAY, as_json

FORMS = ("plan.xlsx", "plan", "plan.json")
AMA = Person(person="ama", name="=HYPERLINK(1)", extra=(("=cmd", "@x"),))


def _of(*records: Record) -> Observations:
    sheets: dict[str, tuple[Record, ...]] = {}
    for record in records:
        sheets[record.SHEET] = (*sheets.get(record.SHEET, ()), record)
    return Observations(Initiative(), sheets)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_observations_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    contents = []
    for turn in ("one", "two"):
        (tmp_path / turn).mkdir()
        write(worked(Context.TECH, TODAY), tmp_path / turn / form)
        files = sorted(p for p in (tmp_path / turn).rglob("*") if p.is_file())
        contents.append([(file.name, file.read_bytes()) for file in files])
    assert contents[0] == contents[1]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_there_is_replaced_and_nothing_is_left_beside_it(form: str, tmp_path: Path) -> None:
    for observations in (worked(Context.TECH, TODAY), _of(AMA)):
        write(observations, tmp_path / form)
    assert [entry.name for entry in tmp_path.iterdir()] == [form]
    assert read(tmp_path / form, TODAY).observations == _of(AMA)


@pytest.mark.parametrize("form", FORMS)
def test_a_failure_leaves_the_former_file(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(_of(AMA), tmp_path / form)

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    for name in ("write_spreadsheet", "_write_folder", "_write_json"):
        monkeypatch.setattr(writing, name, fail)
    with pytest.raises(OSError, match="disk is full"):
        write(worked(Context.TECH, TODAY), tmp_path / form)
    assert [entry.name for entry in tmp_path.iterdir()] == [form]
    assert read(tmp_path / form, TODAY).observations == _of(AMA)


def test_a_folder_moved_half_way_is_moved_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(_of(AMA), tmp_path / "plan")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "plan" and Path(target).name == "plan":
            raise OSError("no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="no"):
        write(worked(Context.TECH, TODAY), tmp_path / "plan")
    monkeypatch.undo()
    assert read(tmp_path / "plan", TODAY).observations == _of(AMA)


def test_a_folder_of_other_things_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(WorkbookError, match=r"something else already, such as 'letter\.txt'"):
        write(_of(AMA), tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("name", ["plan.pdf", "people.csv", "plan.v2"])
def test_names_of_no_form_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="no form of a workbook"):
        write(_of(AMA), tmp_path / name)
    with pytest.raises(WorkbookError, match="no Excel workbook"):
        template(Context.TECH, tmp_path / name, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_parent_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="no folder 'nowhere' to write into"):
        write(_of(AMA), tmp_path / "nowhere" / "plan.json")


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "plan.json"
    link.symlink_to(tmp_path / "real" / "plan.json")
    write(_of(AMA), link)
    assert link.is_symlink()
    assert read(tmp_path / "real" / "plan.json", TODAY).observations == _of(AMA)


def test_no_cell_of_any_form_is_a_formula(tmp_path: Path) -> None:
    write(_of(AMA), tmp_path / "plan")
    with (tmp_path / "plan" / "people.csv").open(newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert "'=cmd" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    write(_of(AMA), tmp_path / "plan.xlsx")
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "sheets/sheet" in name]
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_negative_numbers_stay_numbers_in_csv(tmp_path: Path) -> None:
    write(_of(Evidence(evidence="e", effect=-0.25)), tmp_path / "plan")
    assert ",-0.25," in (tmp_path / "plan" / "evidence.csv").read_text()


UNFIT = [
    (Person(person="a", name="a\x01b"), "name", "U+0001"),
    (Person(person="a", name="x" * 40_000), "name", "40,000 characters"),
    (Person(person="a", capacity_hours=float("nan")), "capacity_hours", "nan is not a number"),
    (Person(person="a", observed_on=date(1850, 1, 1)), "observed_on", "before 1901"),
    (Person(person="a", extra=(("Name", "x"),)), "Name", "cannot head a column"),
    (Person(person="a", extra=((" own", "x"),)), " own", "cannot head a column"),
    (Evidence(evidence="e", topics=("a;b",)), "topics", "holds a semicolon"),
]


@pytest.mark.parametrize(("record", "column", "what"), UNFIT)
def test_what_fits_no_cell_is_refused_with_its_place(
    record: Record, column: str, what: str, tmp_path: Path
) -> None:
    with pytest.raises(WorkbookError) as caught:
        write(_of(record), tmp_path / "plan.json")
    (problem,) = caught.value.problems
    assert (problem.sheet, problem.column) == (record.SHEET, column)
    assert what in problem.what
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="there is no such sheet"):
        write(Observations(Initiative(), {"crew": (AMA,)}), tmp_path / "plan.json")


def test_texts_are_trimmed_and_blank_ones_left_out(tmp_path: Path) -> None:
    write(_of(Person(person="ama", name=" a\r\nb ", role="  ")), tmp_path / "plan.json")
    observations = read(tmp_path / "plan.json", TODAY).observations
    assert observations == _of(Person(person="ama", name="a\nb"))


@pytest.mark.parametrize("number", [0.1 + 0.2, 1 / 3, 5e-324, 1e15 / 7, -0.0, 2.0**60])
def test_no_digit_of_a_number_is_lost(number: float, tmp_path: Path) -> None:
    for form in FORMS:
        write(_of(AMA, Stake(person="ama", baseline=number)), tmp_path / form)
        observations = read(tmp_path / form, TODAY).observations
        assert observations is not None
        assert observations.of(Stake)[0].baseline == number


def test_a_conversion_with_errors_writes_nothing(tmp_path: Path) -> None:
    source = as_json(tmp_path / "plan.json", {"people": [{"person": "ama", "level": "boss"}]})
    reading = convert(source, tmp_path / "plan.xlsx", TODAY)
    assert reading.errors
    assert not (tmp_path / "plan.xlsx").exists()


def test_notes_do_not_hinder_a_conversion(tmp_path: Path) -> None:
    source = as_json(tmp_path / "plan.json", {"people": [{"person": "ama", "colour": "red"}]})
    assert convert(source, tmp_path / "plan", TODAY).notes
    assert read(tmp_path / "plan", TODAY).observations == _of(
        Person(person="ama", extra=(("colour", "red"),))
    )


def test_nothing_at_all_is_written_and_read(tmp_path: Path) -> None:
    for form in FORMS:
        write(Observations(), tmp_path / form)
        reading = read(tmp_path / form, TODAY)
        assert reading.observations == Observations()
        assert [note.kind for note in reading.problems] == ["nobody"]


def test_records_keep_their_order(tmp_path: Path) -> None:
    people = [Person(person=code) for code in ("z", "a", "m")]
    ties = [
        Tie(from_="m", to="a", kind=TieKind.TRUSTS),
        Tie(from_="a", to="z", kind=TieKind.ADVICE),
    ]
    observations = _of(*people, *ties)
    for form in FORMS:
        write(observations, tmp_path / form)
        assert read(tmp_path / form, TODAY).observations == observations
