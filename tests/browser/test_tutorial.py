"""The tutorial of the workbench, followed to the letter: what it quotes is what one reads."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.acts import begin, follow, listen, place, press, read_brief, undo
from tests.browser.steps import SLOW, answered, first_line, looked_at, toast

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial" / "workbench.md"
TEXT = re.sub(r"\s+", " ", TUTORIAL.read_text("utf-8"))
QUOTES = [
    re.sub(r"\s*> ?", " ", quote).strip()
    for quote in re.findall(r"(?:^> .*\n)+", TUTORIAL.read_text("utf-8"), re.MULTILINE)
]
BOX = re.search(r"^   ```text\n(.*?)^   ```", TUTORIAL.read_text("utf-8"), re.MULTILINE | re.DOTALL)
MET = "Met at the copier. She said four forms exist because of four ledgers."


def mapped(page: Page) -> str:
    """Do the seven first steps with what the tutorial gives; return what the brief says."""
    assert BOX is not None
    begin(page, "Families apply once instead of four times.", "Ama Osei", hours="3")
    page.get_by_role("radio", name=re.compile("^A public service")).check()
    press(page, "Go on")
    for decision in (
        "Allow the change within the present rules",
        "Let one office work differently",
    ):
        page.get_by_role("checkbox", name=re.compile(decision)).check()
    press(page, "Go on")
    page.get_by_label("People").fill(re.sub("^ +", "", BOX[1], flags=re.MULTILINE))
    press(page, "Add them")
    seen = {"Bea Lindt": "Inclined against", "Carlo Mora": "Inclined in favour"}
    place(page, {**seen, "Greta Holm": "Neutral", "Dina Sato": "Unknown"})
    ties = [("Bea Lindt", "Carlo Mora"), ("Carlo Mora", "Ama Osei (you)")]
    listen(page, [*ties, ("Dina Sato", "Carlo Mora")])
    return re.sub(r"\s+", " ", read_brief(page))


def decides(page: Page, decision: int, person: str) -> None:
    """Say who decides."""
    page.get_by_role("link", name="Decisions").first.click()
    page.get_by_role("link", name="Add who has a part").nth(decision).click()
    page.get_by_label("Person").select_option(label=person)
    page.get_by_role("radio", name="Decides").check()
    press(page, "Save")


def test_what_the_tutorial_quotes_is_what_one_reads(page: Page) -> None:
    brief, next_ = QUOTES
    assert brief in mapped(page)
    follow(page, "Go on to this week")
    decides(page, 0, "Bea Lindt")
    decides(page, 1, "Dina Sato")
    page.get_by_role("link", name="Who next").first.click()
    answered(page)
    expect(first_line(page)).to_have_text(next_, timeout=SLOW)
    looked_at(page)
    page.get_by_role("link", name="Coverage").first.click()
    answered(page)
    way_in = "Bea Lindt listens to Carlo Mora, who listens to you"
    assert way_in in TEXT
    expect(page.get_by_role("main")).to_contain_text(way_in, timeout=SLOW)


def test_a_logged_conversation_is_taken_back_as_the_tutorial_says(page: Page) -> None:
    mapped(page)
    page.get_by_role("link", name="Log", exact=True).first.click()
    assert MET in TEXT
    page.get_by_role("group", name="Who", exact=True).get_by_label("Bea Lindt").check()
    page.get_by_label("What happened").fill(MET)
    page.get_by_role("group", name="Where they stand now").get_by_label("Neutral").check()
    press(page, "Log it")
    expect(toast(page)).to_contain_text("Logged: Bea Lindt.")
    undo(page)
    expect(toast(page)).to_contain_text("Undone.")
    page.get_by_role("link", name="History").first.click()
    expect(page.get_by_role("button", name=re.compile("^Redo"))).to_be_visible()
