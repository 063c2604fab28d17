"""The workbench's database from a terminal: in, out, back up, restore, and as a source."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from groundswell.app import keys
from groundswell.app.ask import ask
from groundswell.app.browse.views import initiatives, view
from groundswell.app.do.pauses import pause_
from groundswell.config import local
from groundswell.config.main import commands
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.terrain.run_records import Encounter
from groundswell.faces.cli.source import WORKBENCH
from tests.app.cast import NOW, Cast, cast, later

pytestmark = pytest.mark.django_db(databases="__all__")
FEW = ("--scenarios", "16")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command on the test's database."""
    monkeypatch.setattr(local, "there", lambda: True)
    app = commands()
    WORKBENCH.find = local.kept

    def ran(*words: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            app(args=[str(word) for word in words], prog_name="groundswell")
        out, err = capfd.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0, out, err)

    return ran


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Return a folder with a sheet of people."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "people.csv").write_text("person,name\neve,Eve\nfay,Fay\n", "utf-8")
    return folder


def test_a_workbook_begins_an_initiative_and_comes_out_again(
    run: Run, people: Path, tmp_path: Path
) -> None:
    code, out, err = run("import", "new", people)
    assert (code, out) == (0, "change\n") and "2 rows imported" in err
    for name in ("out.xlsx", "out.json", "out.zip", "out"):
        assert run("export", "change", tmp_path / name)[0] == 0
        code, said, _ = run("check", tmp_path / name)
        assert code == 0 and "reads well: people 2" in said
    assert run("export", "change", tmp_path / "out.json")[0] == 2
    assert run("export", "change", tmp_path / "out.json", "--force")[0] == 0


def test_an_import_says_what_it_brought(run: Run, people: Path) -> None:
    run("import", "new", people)
    assert "Nothing in it is new" in run("import", "change", people)[2]
    (people / "people.csv").write_text("person,name\neve,Evelyn\ngus,Gus\n", "utf-8")
    assert "2 rows imported, 1 of them in place of others" in run("import", "change", people)[2]
    (people / "people.csv").write_text("person,level\nhal,boss\nida,senior\n", "utf-8")
    code, _, err = run("import", "change", people)
    assert code == 1 and "boss" in err
    assert run("import", "change", people, "--good-rows")[0] == 0


def test_an_import_can_be_looked_at_before_it_counts(run: Run, people: Path) -> None:
    sheet = people / "people.csv"
    code, out, _ = run("import", "new", people, "--look")
    assert (code, out.splitlines()) == (
        0,
        ["people: 2 new.", "2 rows would be imported. Nothing has been changed."],
    )
    assert run("export", "change", people.with_name("out.json"))[0] == 2  # nothing has begun
    sheet.write_text("person,name,level\neve,Eve,senior\nfay,Fay,\n", "utf-8")
    run("import", "new", people)
    sheet.write_text("person,name,level\neve,Evelyn,\nfay,Fay,\ngus,Gus,\n", "utf-8")
    code, out, _ = run("import", "change", people, "--look")
    assert (code, out.splitlines()) == (
        0,
        [
            "people: 1 new, 1 changed, 1 the same.",
            "people, row 2, eve: name, level; empty afterwards: level.",
            "2 rows would be imported. Nothing has been changed.",
        ],
    )
    assert "2 rows imported, 1 of them in place of others" in run("import", "change", people)[2]
    code, out, _ = run("import", "change", people, "--look")
    assert code == 0 and out.endswith("Nothing in it is new.\n")
    sheet.write_text("person,level\nhal,boss\nida,senior\n", "utf-8")
    code, out, _ = run("import", "change", people, "--look")
    assert code == 1 and "people, row 2, column level" in out and "would not be imported" in out
    code, out, _ = run("import", "change", people, "--look", "--good-rows")
    assert code == 0 and "1 row would be imported. Nothing has been changed." in out
    assert run("import", "none", people, "--look")[0] == 2


def test_codenames_are_printed_once(run: Run, people: Path, tmp_path: Path) -> None:
    run("import", "new", people)
    code, out, _ = run("export", "change", tmp_path / "hidden.json", "--codenames")
    who = dict(line.split("\t") for line in out.splitlines())
    assert code == 0 and set(who.values()) == {"eve", "fay"}
    told = json.loads((tmp_path / "hidden.json").read_text("utf-8"))
    assert {row["person"] for row in told["people"]} == set(who)


def test_a_code_is_a_source(run: Run, people: Path) -> None:
    run("import", "new", people)
    assert run("check", "change")[0] == 0
    assert run("brief", "change", *FEW)[0] == 0
    code, out, _ = run("ask", "coverage", "change", *FEW, "--json")
    assert code == 0 and json.loads(out)["question"] == "coverage"
    code, _, err = run("brief", "chang")
    assert code == 2 and "no file, folder, example or initiative called 'chang'" in err


def test_a_backup_comes_back(run: Run, people: Path, tmp_path: Path) -> None:
    run("import", "new", people)
    assert run("backup", "change", tmp_path / "b.json")[0] == 0
    assert run("restore", tmp_path / "b.json")[1] == "change-2\n"
    (tmp_path / "no.json").write_text("{}", "utf-8")
    assert run("restore", tmp_path / "no.json")[0] == 1
    assert run("restore", tmp_path / "nothing")[0] == 2
    assert run("backup", "a", "b", "c")[0] == 2


def test_what_is_not_there_is_wrong_usage(run: Run, people: Path, tmp_path: Path) -> None:
    for words in (("import", "none", people), ("export", "none", tmp_path / "a.json")):
        code, _, err = run(*words)
        assert code == 2 and "no initiative 'none'" in err
    assert run("export", "none", tmp_path / "a.pdf")[0] == 2
    assert run("import", "new", tmp_path / "nothing")[0] == 2


def test_who_runs_the_machine_acts_as_the_owner() -> None:
    them: Cast = cast()
    me = keys.solo_account(NOW)
    assert keys.owner_of(them.code, me) == them.alice.account
    assert keys.owner_of("none", me) == me
    assert [card.code for card in initiatives(local.actor(them.code))] == [them.code]


def test_a_whole_database_is_replaced_only_when_asked_to(tmp_path: Path, people: Path) -> None:
    env = {**os.environ, "GROUNDSWELL_DATA": str(tmp_path / "kept")}

    def ran(*words: str | Path) -> subprocess.CompletedProcess[str]:
        start = "from groundswell.config.main import main; main()"
        command = [sys.executable, "-c", start, *map(str, words)]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    ran("import", "new", people)
    assert ran("backup", tmp_path / "all.sqlite3").returncode == 0
    ran("import", "new", people)
    assert ran("check", "change-2").returncode == 0
    assert ran("restore", tmp_path / "all.sqlite3").returncode == 2
    assert ran("restore", tmp_path / "all.sqlite3", "--replace").returncode == 0
    assert ran("check", "change").returncode == 0
    assert ran("check", "change-2").returncode == 2


def test_a_file_needs_no_database(tmp_path: Path, people: Path) -> None:
    env = {**os.environ, "GROUNDSWELL_DATA": str(tmp_path / "none")}
    program = (
        "import sys; sys.argv[1:] = ['check', sys.argv[1]]\n"
        "from groundswell.config.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    print('django' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, str(people)],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.endswith("False\n") and not (tmp_path / "none").exists()


def test_the_forecast_log_is_told_in_lines_and_as_data(run: Run) -> None:
    them = cast()
    assert run("forecasts", them.code)[1].startswith("Nothing has been foretold here yet")
    ask(them.alice, them.code, CriticalMass())
    code, out, _ = run("forecasts", them.code)
    assert code == 0 and "come due yet" in out and "Pay for it: " in out and "not due yet" in out
    data = json.loads(run("forecasts", them.code, "--json")[1])
    assert [entry["kind"] for entry in data["entries"]] == ["critical_mass", "decision"]
    assert run("forecasts", "nowhere")[0] == 2
    code, _, told = run("forecasts", them.code, "--accept")
    assert code == 1 and "offers no correction now" in told


def test_a_contact_is_logged_in_one_line_and_meetings_are_read(run: Run) -> None:
    them = cast()
    told = run("log", them.code, "Ben", "wants figures", "--stance", "neutral", "--doubt", "slow")
    assert told[0] == 0 and "Logged: Ben." in told[2]
    at = view(later(them.alice, at=timezone.localtime()), them.code)
    (met,) = [row.record for row in at.rows("encounters")]
    assert isinstance(met, Encounter) and (met.person, met.doubt) == ("ben", "slow")
    assert len(at.rows("stances")) == 2
    assert run("log", them.code, "Nobody", "hello")[0] == 2
    assert run("log", them.code, "Ben", "--answer", "yes")[0] == 2
    code, _, why = run("log", "hospital", "Ben", "hello")
    assert code == 2 and "writes to the workbench alone" in why
    code, out, _ = run("meeting", them.code, "--agenda")
    assert code == 0 and "Choose a doubt to test" in out


def test_the_meetings_of_a_file_their_minutes_and_one_that_is_not_there(run: Run) -> None:
    code, out, _ = run("meeting", "hospital")
    assert code == 0 and out.startswith("Because of the meeting on 20 October")
    assert "Sent a substitute: Ingrid Sandvik" in run("meeting", "hospital", "m04")[1]
    told = json.loads(run("meeting", "hospital", "m04", "--json")[1])
    assert told["meeting"] == "m04" and told["parts"]
    assert run("meeting", "hospital", "m99")[0] == 2


def test_today_is_read_from_a_file_and_from_an_initiative_with_its_pause(run: Run) -> None:
    code, out, _ = run("today", "loner")
    assert code == 0 and "small things this week. First: talk to Piet Verhaegen." in out
    assert "1. Talk to Piet" in out and "What does not fit this week:" in out
    told = json.loads(run("today", "loner", "--json")[1])
    assert len(told["items"]) <= 7 and told["items"][0]["kind"] == "talk"
    them = cast()
    assert "1. " in run("today", them.code)[1]
    pause_(them.alice, them.code, them.alice.today + timedelta(days=7))
    assert run("today", them.code)[1].startswith("Today keeps quiet until")
    assert run("today", "nothing-there")[0] == 2
