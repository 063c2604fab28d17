"""A year of one coalition, on screen and on the command line, from two people to a new start."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from groundswell.core.terrain.map_records import SystemLink
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Attendance, Meeting
from groundswell.core.terrain.terms import ElementKind, MeetingKind, Presence, Sign
from groundswell.ingest.workbook import write
from tests.browser.acts import begin, choose, follow, listen, place, press
from tests.browser.conftest import Workbench, environment
from tests.browser.steps import SLOW, answered, first_line, looked_at, toast, unfolded
from tests.browser.test_first_ten_minutes import STANCES, TEN, TIES

TODAY = date.today()


def ago(days: int) -> date:
    """Return a day of the year that is played."""
    return TODAY - timedelta(days=days)


class Terminal:
    """The command line over the data of the running workbench."""

    def __init__(self, workbench: Workbench, code: str) -> None:
        self._folder, self._code = workbench.folder, code

    def __call__(self, command: str, *rest: str) -> str:
        """Run a command on the initiative; return what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "groundswell", *command.split(), self._code, *rest],
            env=environment(self._folder),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return done.stdout


def test_a_year(page: Page, workbench: Workbench, tmp_path: Path) -> None:
    home = nucleus(page)
    terminal = Terminal(workbench, home.split("/")[-2])
    written_down(page, home, terminal, tmp_path)
    approached(page, home, terminal)
    tried(page, home, terminal, tmp_path)
    expanded(page, home)
    met(page, home, terminal)
    quarrelled_and_asked(page, home)
    decayed(page, home, terminal, tmp_path)
    replanted(page, home, terminal)
    shown(page, home, terminal, tmp_path)


def nucleus(page: Page) -> str:
    """Begin with ten people and say who is in it from the start."""
    begin(page, "Families apply once instead of four times.", "Mira Sand", hours="4")
    page.get_by_role("radio", name=re.compile("^A public service")).check()
    press(page, "Go on")
    page.get_by_role("checkbox").first.check()
    press(page, "Go on")
    page.get_by_label("People").fill(TEN)
    press(page, "Add them")
    place(page, STANCES)
    listen(page, (*TIES, ("Carla Nunes", "Mira Sand (you)")))
    found = re.search(r"^.*/i/[^/]+/", page.url)
    assert found is not None
    return found[0]


def invite(page: Page, home: str, name: str, ring: str, reason: str) -> None:
    """Put somebody into a ring."""
    page.goto(f"{home}coalition")
    form = page.locator("#place")
    form.get_by_label("Person").select_option(label=name)
    choose(page, re.compile("^Ring"), ring)
    form.get_by_label("Reason").fill(reason)
    press(page, "Put them there")


def written_down(page: Page, home: str, terminal: Terminal, folder: Path) -> None:
    """The first analysis comes from a workbook; the nucleus is two people."""
    links = (
        SystemLink(
            from_="four forms", to="waiting", sign=Sign.SAME, element_kind=ElementKind.HABIT
        ),
        SystemLink(
            from_="one form",
            to="waiting",
            sign=Sign.OPPOSITE,
            element_kind=ElementKind.LEVERAGE,
            leverage=6,
        ),
    )
    terminal("import", str(workbook(folder / "analysis.xlsx", system=links)))
    invite(page, home, "Carla Nunes", "Initiators", "Fills in all four with families.")
    expect(page.locator("#members")).to_contain_text("Fills in all four with families.")
    page.goto(f"{home}phase")
    expect(first_line(page)).to_contain_text("nucleus")
    looked_at(page)
    unfolded(page, "Go on to evidence regardless")
    page.get_by_label("Why, although something is missing").fill("The first approach is agreed.")
    press(page, "Go on regardless")
    expect(first_line(page)).to_contain_text("evidence")


def approached(page: Page, home: str, terminal: Terminal) -> None:
    """Each is heard alone; one comes along, one doubts."""
    said = ("Would try it in her office.", "--ask", "join", "--answer", "yes")
    terminal("log", "Ana Prado", *said, "--stance", "champion", "--on", ago(300).isoformat())
    doubt = ("Asks who pays.", "--doubt", "Nobody has costed the change.", "--hours", "0.5")
    terminal("log", "Bruno Lindt", *doubt, "--on", ago(290).isoformat())
    for name in ("Ana Prado", "Deniz Aydin"):
        invite(page, home, name, "Core group", "Can give two hours a week.")
    page.goto(f"{home}doubts")
    expect(page.get_by_role("main")).to_contain_text("Nobody has costed the change.")
    page.goto(f"{home}commitments")
    looked_at(page)


def tried(page: Page, home: str, terminal: Terminal, folder: Path) -> None:
    """A trial in one office, its values from a file, its entry in the ledger, and who saw it."""
    page.goto(f"{home}evidence/pilots/new")
    page.get_by_label(re.compile("^What should it answer")).fill(
        "Does one form save case workers time?"
    )
    page.get_by_label(re.compile("^What is measured")).fill("Minutes per case")
    choose(page, re.compile("^How it compares"), "Before and after")
    page.get_by_label(re.compile("^Smallest effect worth having")).fill("-10 %")
    press(page, "Save the plan")
    before, after = (41.0, 44.5, 39.0, 47.0, 43.0, 40.5), (30.0, 33.5, 28.0, 34.0, 31.0, 29.5)
    sides = (("before", before), ("after", after))
    rows = [f"case {n},{side},{v}" for side, values in sides for n, v in enumerate(values)]
    values = folder / "minutes.csv"
    values.write_text("\n".join(["unit,arm,value", *rows]), "utf-8")
    page.get_by_label("CSV file").set_input_files(values)
    press(page, "Look at it first")
    expect(first_line(page)).to_have_text("12 values would be kept.")
    press(page, "Keep these values")
    answered(page)
    looked_at(page)
    press(page, "Make it an entry of the ledger")
    expect(toast(page)).to_contain_text("Recorded.")
    entry = page.locator("section.entry").filter(has_text="Minutes per case")
    expect(entry).to_be_visible()
    assert "Minutes per case fell by 27 %" in terminal("pilot analyse")


def expanded(page: Page, home: str) -> None:
    """With evidence the second circle is approached, and the coalition takes a form."""
    invite(page, home, "Eva Holm", "Working group", "Speaks for those who will use it.")
    expect(page.get_by_text("Too early?")).to_have_count(0)
    expect(page.locator("#members")).to_contain_text("Speaks for those who will use it.")
    page.goto(f"{home}coalition/governance")
    unfolded(page, "Give it")
    page.locator("#form").get_by_role("button", name="Keep it").click()
    expect(first_line(page)).to_contain_text("There is a")


def met(page: Page, home: str, terminal: Terminal) -> None:
    """A meeting from its agenda to its minutes, which a terminal reads."""
    page.goto(f"{home}meetings")
    page.get_by_label("Planned for").fill(TODAY.isoformat())
    press(page, "Plan it")
    follow(page, "Open the meeting")
    page.get_by_label("What changed because of this meeting?").fill("The form loses two pages.")
    page.locator("#sitting_ruling_0_title").fill("One office first")
    page.locator("#sitting_ruling_0_owner").select_option(label="Ana Prado")
    press(page, "Keep the meeting")
    expect(first_line(page)).to_have_text("Because of it: The form loses two pages.")
    assert "The form loses two pages." in terminal("meeting")


def quarrelled_and_asked(page: Page, home: str) -> None:
    """A conflict is opened and ends; the quarter's gate is answered and held."""
    page.goto(f"{home}registers")
    unfolded(page, "Write down a conflict")
    conflict = page.locator("#conflicts")
    conflict.get_by_label(re.compile("^Text")).fill("Whose office goes first.")
    conflict.get_by_role("button", name="Keep it").click()
    expect(page.locator("#conflicts")).to_contain_text("Whose office goes first.")
    page.locator("#conflicts").get_by_role("link", name=re.compile("Say how it ended")).click()
    page.get_by_label(re.compile("^Resolution")).fill("Benefits first, legal reads along.")
    press(page, "Save")
    expect(page.locator("#conflicts")).to_contain_text("Benefits first, legal reads along.")
    page.goto(f"{home}gates")
    press(page, "Set it")
    page.goto(f"{home}gates/g1")
    choose(page, re.compile("^What you would do"), "Continue")
    page.get_by_label("The best case against going on").first.fill("One office is not all of them.")
    press(page, "Answer")
    hold = page.locator("#hold")
    if not hold.get_by_label("Reason").is_visible():
        unfolded(page, "What was decided")
    hold.get_by_label("Continue", exact=True).check()
    hold.get_by_label("Reason").fill("The office asks to keep it.")
    press(page, "Hold the gate")
    expect(first_line(page)).to_contain_text("The office asks to keep it.")


def decayed(page: Page, home: str, terminal: Terminal, folder: Path) -> None:
    """Weeks of meetings in which nothing changes and two of the core stay away."""
    meetings, came = [], []
    for week in range(1, 9):
        code = f"w{week}"
        meetings.append(
            Meeting(meeting=code, date=ago(7 * week), kind=MeetingKind.CORE, minutes=45)
        )
        for person in ("mira-sand", "carla-nunes", "ana-prado", "deniz-aydin"):
            away = person in ("ana-prado", "deniz-aydin") and week < 6
            presence = Presence.ABSENT if away else Presence.PRESENT
            came.append(Attendance(meeting=code, person=person, presence=presence))
    file = workbook(folder / "weeks.xlsx", meetings=tuple(meetings), attendance=tuple(came))
    terminal("import", str(file))
    page.goto(f"{home}health")
    answered(page)
    alarms = page.get_by_role("main")
    expect(alarms).to_contain_text(re.compile("drift|fragment", re.IGNORECASE))
    looked_at(page)
    assert json.loads(terminal("today", "--json"))["items"]


def replanted(page: Page, home: str, terminal: Terminal) -> None:
    """The work rests for a month; Today is quiet; it goes on with what was learned."""
    page.goto(f"{home}phase/replant")
    page.get_by_label("Until").fill((TODAY + timedelta(days=30)).isoformat())
    page.get_by_label(re.compile("^What have you learned")).fill("Ask the offices first.")
    press(page, "Let it rest")
    expect(first_line(page)).to_contain_text("The work rests until")
    page.goto(home)
    expect(first_line(page)).to_have_text("The work rests. Nothing needs you this week.")
    assert "rests" in terminal("today")
    page.goto(f"{home}phase/replant")
    expect(page.locator("#memory")).to_contain_text("Ask the offices first.")
    press(page, "The work goes on")
    expect(first_line(page)).to_contain_text("nucleus")


def shown(page: Page, home: str, terminal: Terminal, folder: Path) -> None:
    """The working document holds the year, and nothing said of a person in confidence."""
    page.goto(f"{home}document")
    year = ("One office first", "The office asks to keep it", "two pages", "fell by 27 %")
    for words in year:
        expect(page.get_by_role("main")).to_contain_text(words, timeout=SLOW)
    out = folder / "document.md"
    terminal("document", str(out))
    told = out.read_text("utf-8")
    assert all(words in told for words in year)
    # Doubts and quarrels of people with a name are nothing for a newcomer.
    assert "Nobody has costed the change." not in told and "Benefits first" not in told


def workbook(path: Path, **sheets: object) -> Path:
    """Write records into a workbook."""
    write(Observations(records=dict(sheets)), path)  # type: ignore[arg-type]
    return path
