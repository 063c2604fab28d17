"""What people do on several journeys: begin a change, place people, reach the brief, undo."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from playwright.sync_api import Page, expect

from tests.browser.steps import SLOW, first_line, looked_at


def press(page: Page, name: str) -> None:
    """Press a button by what it says."""
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link of the page's content by what it says."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def choose(page: Page, question: str | re.Pattern[str], word: str) -> None:
    """Choose a word for a question."""
    page.get_by_role("group", name=question).get_by_label(word, exact=True).check()


def begin(page: Page, sentence: str, name: str, hours: str = "") -> None:
    """Begin a change of one's own with one sentence."""
    page.get_by_role("link", name=re.compile("^Start (yours|another)$")).click()
    expect(first_line(page)).to_have_text("What will be different?")
    looked_at(page)
    page.get_by_label("The change", exact=True).fill(sentence)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Weekly hours").fill(hours)
    press(page, "Go on")
    expect(first_line(page)).to_have_text("Where does it happen?")


def place(page: Page, stances: Mapping[str, str]) -> None:
    """Say on the first board where people stand, and go on."""
    for person, word in stances.items():
        choose(page, re.compile(f"^{person}"), word)
    press(page, "Go on")


def listen(page: Page, ties: Iterable[tuple[str, str]]) -> None:
    """Say who listens to whom, and go on to the brief."""
    for person, other in ties:
        choose(page, f"{person} listens to", other)
    press(page, "To the brief")


def read_brief(page: Page) -> str:
    """Wait until the brief is there; return what stands in it."""
    expect(page.get_by_role("link", name="Download as PDF")).to_be_visible(timeout=SLOW)
    looked_at(page)
    return page.get_by_role("main").inner_text()


def undo(page: Page) -> None:
    """Take back what was just done, by the button beside its message."""
    page.get_by_role("status").get_by_role("button", name="Undo").click()
