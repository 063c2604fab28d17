"""The command line: exit codes, machine output alone on stdout, and words instead of tracebacks."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from groundswell import __version__
from groundswell.core.questions.question import Question
from groundswell.core.registry import QUESTIONS
from groundswell.core.terrain.terms import Context
from groundswell.faces.cli import app
from groundswell.ingest.workbook import write
from groundswell.validation.studies import recommendation
from tests.core.builders import initiative
from tests.reports.story import STORY

FEW = ("--scenarios", "16")
Outcome = tuple[int, str, str]
Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _no_workbench(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let commands find no database on this machine, whatever other tests have made."""
    monkeypatch.setenv("GROUNDSWELL_DATA", str(tmp_path / "nowhere"))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command and gives its exit code and what it wrote."""

    def ran(*words: str | Path) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            app(args=[str(word) for word in words], prog_name="groundswell")
        out, err = capfd.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0, out, err)

    return ran


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return the story as a JSON file."""
    path = tmp_path / "story.json"
    write(initiative(**STORY), path)
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a folder with two problems."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "people.csv").write_text("person,level\nama,boss\n", "utf-8")
    (folder / "ties.csv").write_text("from,to,kind\nama,ghost,trusts\n", "utf-8")
    return folder


# --- brief ------------------------------------------------------------------


def test_a_brief_is_text_on_standard_output(run: Run, book: Path) -> None:
    code, out, err = run("brief", book, *FEW)
    assert (code, err) == (0, "")
    assert out.startswith("One front door\n")
    assert max(map(len, out.splitlines())) <= 100


def test_the_same_seed_gives_the_same_bytes(run: Run, book: Path) -> None:
    first = run("brief", book, *FEW, "--seed", "7")
    assert run("brief", book, *FEW, "--seed", "7") == first
    assert run("brief", book, *FEW, "--seed", "8") != first


def test_a_brief_as_json_holds_its_words_and_every_answer(run: Run, book: Path) -> None:
    code, out, err = run("brief", book, *FEW, "--format", "json", "--as-of", "2026-06-01")
    assert (code, err) == (0, "")
    made = json.loads(out)
    assert list(made) == ["brief", "answers"]
    assert made["brief"]["title"] == "One front door"
    assert {"critical-mass", "coverage", "next-recruits", "persuasion"} <= set(made["answers"])
    for slug, answer in made["answers"].items():
        assert answer["question"] == slug
        assert {"value", "reasons", "gaps", "provenance"} <= set(answer)
        assert answer["provenance"]["as_of"] == "2026-06-01"


def test_a_brief_goes_to_a_file_if_asked(run: Run, book: Path, tmp_path: Path) -> None:
    code, out, err = run("brief", book, *FEW, "--out", tmp_path / "brief.txt")
    assert (code, out) == (0, "")
    assert "brief.txt" in err
    assert (tmp_path / "brief.txt").read_text("utf-8").startswith("One front door")


def test_a_brief_as_pdf(run: Run, book: Path, tmp_path: Path) -> None:
    code, out, _ = run("brief", book, *FEW, "--format", "pdf", "--out", tmp_path / "brief.pdf")
    assert (code, out) == (0, "")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")


def test_the_file_says_its_own_day_unless_another_is_asked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dated.json"
    write(initiative(**{**STORY, "about": {**STORY["about"], "as_of": "2026-05-02"}}), path)
    assert "As of 2 May 2026." in run("brief", path, *FEW)[1]
    assert "As of 3 April 2026." in run("brief", path, *FEW, "--as-of", "2026-04-03")[1]
    known = run("brief", path, *FEW, "--known-at", "2026-04-04")[1]
    assert "as known on 4 April 2026" in " ".join(known.split())


def test_without_a_day_it_is_today(run: Run, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groundswell.faces.cli.source.today", lambda: date(2026, 8, 9))
    assert "As of 9 August 2026." in run("brief", book, *FEW)[1]


# --- ask and questions -------------------------------------------------------


def options_of(slug: str) -> Iterator[str]:
    """Yield the options a question must have, filled in."""
    for field in dataclasses.fields(QUESTIONS[slug].options):
        if field.metadata["required"]:
            assert field.metadata["person"]
            yield from (f"--{field.name.replace('_', '-')}", "zq3")


@pytest.mark.parametrize("slug", QUESTIONS)
def test_every_question_can_be_asked(run: Run, book: Path, slug: str) -> None:
    code, out, err = run("ask", slug, book, *options_of(slug), *FEW, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["question"] == slug
    code, out, err = run("ask", slug, book, *options_of(slug), *FEW)
    assert (code, err) == (0, "")
    assert out.startswith(QUESTIONS[slug].options.ASKS[:40])
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize("slug", QUESTIONS)
def test_every_option_is_there_and_explained(run: Run, slug: str) -> None:
    code, out, _ = run("ask", slug, "--help")
    assert code == 0
    for field in dataclasses.fields(QUESTIONS[slug].options):
        assert f"--{field.name.replace('_', '-')}" in out
        assert field.metadata["text"].split()[0] in out


def test_options_reach_the_question(run: Run, book: Path) -> None:
    _, out, _ = run("ask", "next-recruits", book, *FEW, "--hours", "7", "--seed", "3", "--json")
    answer = json.loads(out)
    assert answer["value"]["budget_hours"] == 7
    assert (answer["provenance"]["seed"], answer["provenance"]["scenarios"]) == (3, 16)


@pytest.mark.parametrize("person", ["zq3", "Cleo Marsh", "cleo marsh", "cleo"])
def test_a_person_is_found_by_code_or_name(run: Run, book: Path, person: str) -> None:
    code, out, _ = run("ask", "messenger", book, "--person", person, *FEW, "--json")
    assert code == 0
    assert json.loads(out)["value"]["person"] == "zq3"


def test_somebody_unknown_is_wrong_usage_and_the_nearest_is_named(run: Run, book: Path) -> None:
    code, out, err = run("ask", "messenger", book, "--person", "Cloe Marsh", *FEW)
    assert (code, out) == (2, "")
    assert "zq3 (Cleo Marsh)" in err


def test_a_kept_plan_is_tried_from_a_file_and_its_outcome_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    plan = {"plan": "p1", "recruit": "ben;cy", "observed_on": date(2026, 1, 1)}
    people = ["ann", "ben", "cy"]
    write(initiative(people=people, coalition=["ben core"], plans=[plan]), path)
    asked = ("--plan", "p1", "--stance", "ann=neutral", "--json")
    code, out, _ = run("ask", "what-if", path, *FEW, *asked)
    value = json.loads(out)["value"]
    assert code == 0
    assert [change["given"] for change in value["changes"]] == ["cy", "ann=neutral"]
    assert [change["why"] for change in value["left_out"]] == ["ben is in the coalition by now"]
    code, _, err = run("ask", "what-if", path, *FEW, "--plan", "p2")
    assert code == 2
    assert "there is no kept plan with the code 'p2'" in err and "are kept: p1." in err


def test_two_people_of_one_name_must_be_told_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "twins.json"
    people = [{"person": code, "name": "Kim Lee"} for code in ("kim1", "kim2")]
    write(initiative(people=people), path)
    code, _, err = run("ask", "messenger", path, "--person", "kim lee", *FEW)
    assert code == 2
    assert "kim1 (Kim Lee) or kim2 (Kim Lee)" in err


def test_an_unknown_question_names_the_nearest(run: Run, book: Path) -> None:
    code, out, err = run("ask", "critical_mas", book)
    assert (code, out) == (2, "")
    assert "Did you mean critical-mass?" in err


@pytest.mark.parametrize(
    "words",
    [
        ("ask", "messenger", "BOOK"),
        ("ask", "next-recruits", "BOOK", "--hours", "-1"),
        ("ask", "next-recruits", "BOOK", "--hours", "many"),
        ("ask", "next-recruits", "BOOK", "--colour", "red"),
        ("brief", "BOOK", "--as-of", "2026-02-30"),
        ("brief", "BOOK", "--as-of", "yesterday"),
        ("brief", "BOOK", "--scenarios", "3"),
        ("brief", "BOOK", "--format", "docx"),
        ("brief", "BOOK", "--out", "no/such/folder/brief.txt"),
        ("brief", "no-such-file.xlsx"),
        ("brief", ""),
        ("brief",),
        ("template", "navy", "out.xlsx"),
        ("template", "tech", "out.json"),
        ("example", "navy", "out.xlsx"),
        ("convert", "BOOK", "out.docx"),
        ("convert", "BOOK", "BOOK"),
        ("validate", "--data", "no-such-folder"),
        ("validate", "--study", "dreams"),
        ("validate", "--study", "band", "--data", "."),
        ("validate",),
        ("sing",),
    ],
)
def test_wrong_usage_ends_with_two_and_says_why(
    run: Run, book: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.parent)
    code, out, err = run(*(str(book) if word == "BOOK" else word for word in words))
    assert (code, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


def test_an_example_misspelt_is_suggested(run: Run) -> None:
    assert "Did you mean the example government?" in run("brief", "govern")[2]


def test_the_questions_are_listed_with_their_options(run: Run) -> None:
    code, out, _ = run("questions")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 100
    for slug, entry in QUESTIONS.items():
        assert slug in out
        for field in dataclasses.fields(entry.options):
            assert f"--{field.name.replace('_', '-')}" in out


def test_what_an_option_means_stands_in_one_column_beside_the_widest_of_its_question(
    run: Run,
) -> None:
    lines = run("questions")[1].splitlines()
    for slug, entry in QUESTIONS.items():
        at = next(n for n, line in enumerate(lines) if line.split(" ")[0] == slug)
        own = list(itertools.takewhile(lambda line: line.startswith("    "), lines[at + 1 :]))
        flags = [line.split("  ")[2] for line in own if line.startswith("    --")]
        column = max(map(len, flags), default=0) + 4 + 2
        assert all(line[column - 2 : column] == "  " and line[column] > " " for line in own), slug
        assert len(flags) == len(dataclasses.fields(entry.options)) - 2  # seed and scenarios


def test_the_questions_are_listed_as_data(run: Run) -> None:
    listed = json.loads(run("questions", "--json")[1])
    assert [entry["question"] for entry in listed] == list(QUESTIONS)
    assert {"name", "default", "text", "required"} <= set(listed[0]["options"][0])


@pytest.mark.parametrize("field", dataclasses.fields(Question), ids=lambda field: field.name)
def test_the_brief_has_the_bounds_of_the_questions(
    run: Run, book: Path, field: dataclasses.Field[Any]
) -> None:
    command: Any = get_command(app)
    (parameter,) = [p for p in command.commands["brief"].params if p.name == field.name]
    assert parameter.default == field.default
    low, high = field.metadata["low"], field.metadata["high"]
    for beyond in [low - 1] + ([high + 1] if high is not None else []):
        assert run("brief", book, f"--{field.name}", str(beyond))[0] == 2


# --- files -------------------------------------------------------------------


@pytest.mark.parametrize("command", ["brief", "check"])
def test_every_problem_is_told_at_once(run: Run, broken: Path, command: str) -> None:
    code, out, err = run(command, broken)
    assert code == 1
    told = out if command == "check" else err
    assert "people, row 2, column level" in told
    assert "ties, row 2, column to" in told
    assert "Traceback" not in told
    assert not (out if command == "brief" else err)


def test_a_setting_out_of_bounds_is_a_problem(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person\nama\n", "utf-8")
    (tmp_path / "settings.csv").write_text("constant,value\nhabit,7\n", "utf-8")
    for command in ("brief", "check"):
        code, out, err = run(command, tmp_path)
        assert code == 1
        assert "habit" in out + err


def test_a_file_that_reads_well_says_what_it_holds(run: Run, book: Path) -> None:
    code, out, err = run("check", book)
    assert (code, err) == (0, "")
    assert "story.json reads well" in out
    assert "people 6" in out


@pytest.mark.parametrize("context", list(Context))
def test_a_template_checks_without_a_problem(run: Run, tmp_path: Path, context: Context) -> None:
    made = tmp_path / "mine.xlsx"
    assert run("template", context.value, made)[0] == 0
    assert run("check", made)[0] == 0


def test_a_file_goes_through_every_form_and_back(run: Run, book: Path, tmp_path: Path) -> None:
    forms = [book, tmp_path / "a.xlsx", tmp_path / "folder", tmp_path / "b.json"]
    for source, target in itertools.pairwise(forms):
        assert run("convert", source, target)[0] == 0
    assert json.loads(forms[-1].read_text("utf-8")) == json.loads(book.read_text("utf-8"))


def test_nothing_is_overwritten_unasked(run: Run, book: Path, tmp_path: Path) -> None:
    target = tmp_path / "there.json"
    target.write_text("mine", "utf-8")
    code, _, err = run("convert", book, target)
    assert code == 2
    assert "--force" in err
    assert target.read_text("utf-8") == "mine"
    assert run("convert", book, target, "--force")[0] == 0
    assert json.loads(target.read_text("utf-8"))


def test_a_file_with_problems_is_not_converted(run: Run, broken: Path, tmp_path: Path) -> None:
    code, out, err = run("convert", broken, tmp_path / "out.json")
    assert (code, out) == (1, "")
    assert "ghost" in err
    assert not (tmp_path / "out.json").exists()


def test_an_example_can_be_unpacked_and_read(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "loner.xlsx"
    assert run("example", "loner", made)[0] == 0
    assert run("brief", made, *FEW)[1] == run("brief", "loner", *FEW)[1]


def test_without_known_data_validation_says_so(run: Run, tmp_path: Path) -> None:
    code, out, err = run("validate", "--data", tmp_path, "--json")
    assert code == 1
    assert {"id", "metric", "ours", "reference", "holds"} <= set(json.loads(out)[0])
    assert "No data set" in err


def test_a_study_of_generated_truth_is_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recommendation, "SEEDS", range(2))
    code, out, _ = run("validate", "--study", "sets")
    assert code == 0
    assert "recommended sets against seniority" in out
    assert "2 organisations" in " ".join(out.split())
    assert json.loads(run("validate", "--study", "sets", "--json")[1])[-1]["ours"] == 0


# --- the whole ---------------------------------------------------------------


def test_the_version_is_said(run: Run) -> None:
    assert run("--version") == (0, f"groundswell {__version__}\n", "")


def test_the_contract_lists_the_commands(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for name in "brief ask questions check template example convert validate".split():
        assert f"\n  {name} " in out
    assert "warm" not in out
