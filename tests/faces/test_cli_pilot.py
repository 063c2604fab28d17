"""`groundswell pilot`: from a file of values alone or an example; problems with their rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from groundswell.config.main import commands

DAYS = "case,before,after\nA,12,8\nB,15,12\nC,11,11\nD,9,7\nE,14,15\nF,16,12\nG,10,9\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(commands(), ["pilot", *words])


@pytest.fixture
def days(tmp_path: Path) -> str:
    path = tmp_path / "days.csv"
    path.write_text(DAYS, "utf-8")
    return str(path)


def test_a_file_of_values_alone_is_analysed(days: str) -> None:
    found = run("analyse", days, "--design", "before_after", "--measure", "days", "--json")
    assert found.exit_code == 0
    value = json.loads(found.output)["value"]
    assert value["verdict"] == "null" and value["paired"] and value["cases"] == [7, 7]
    assert value["p"] == pytest.approx(0.09375)


def test_a_file_that_does_not_say_how_it_compares_is_refused(days: str) -> None:
    found = run("analyse", days)
    assert found.exit_code == 2 and "add --design" in found.output


def test_every_problem_of_a_file_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("unit,arm,value\na,before,3\nb,after,many\n", "utf-8")
    found = run("analyse", str(path), "--design", "before_after")
    assert found.exit_code == 1
    assert "row 3, column value: 'many' is not a number" in found.output


def test_an_example_is_read_by_its_code_and_restated_for_one_answer() -> None:
    plain = run("analyse", "government", "kestermouth", "--json")
    asked = run("analyse", "government", "kestermouth", "--effect", "-0.05", "--json")
    first, second = (json.loads(found.output)["value"] for found in (plain, asked))
    assert (first["against_wanted"], second["against_wanted"]) == ("open", "beyond")
    assert first["effect"] == second["effect"]
    wrong = run("analyse", "government", "nothing")
    assert wrong.exit_code == 2 and "there is kestermouth, phone" in wrong.output


def test_a_plan_needs_no_source_and_takes_from_one_what_is_not_given() -> None:
    bare = run("design", "--design", "before_after", "--baseline", "30", "--spread", "8",
               "--effect", "-0.15", "--json")  # fmt: skip
    assert json.loads(bare.output)["value"]["needed"] == 102
    known = run("design", "government", "kestermouth", "--json")
    value = json.loads(known.output)["value"]
    assert value["counted"] == 66 and value["needed"] == 240
    wrong = run("design", "--design", "before_after", "--track", "guess")
    assert wrong.exit_code == 2 and "trial, experiment" in wrong.output
