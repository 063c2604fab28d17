"""Everything by keyboard: from signing in to a judgement on the first board."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Workbench
from tests.browser.steps import first_line, looked_at

FOCUSED = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const seen = at.getBoundingClientRect();
  const label = at.labels?.length ? [...at.labels].map((each) => each.textContent).join(" ") : "";
  return [(at.getAttribute("aria-label") ?? (label || at.textContent)).trim(),
    seen.width > 0 && seen.height > 0];
}"""


def tab_to(page: Page, words: str, most: int = 90) -> None:
    """Press Tab until what has the focus says these words."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        said, seen = page.evaluate(FOCUSED)
        if said.startswith(words):
            assert seen, f"{words} has the focus and cannot be seen"
            return
        passed.append(said[:30])
    raise AssertionError(f"no Tab leads to {words}: {passed}")


def enter(page: Page, words: str) -> None:
    """Go to something and press Enter."""
    tab_to(page, words)
    page.keyboard.press("Enter")


def write(page: Page, label: str, text: str) -> None:
    """Go to a field and write into it over what stands there."""
    tab_to(page, label)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def come_in(page: Page, workbench: Workbench) -> None:
    """Choose a password, leave, and come in by name and password."""
    login, password = "keys", "a long walk by the sea"
    page.goto(workbench.link(login))
    page.goto("/password")
    write(page, "New password", password)
    write(page, "New password confirmation", password)
    page.keyboard.press("Enter")
    expect(first_line(page)).to_contain_text("Begin with what you know.")
    enter(page, "Sign out")
    expect(page).to_have_url(re.compile("/sign-in"))
    looked_at(page)
    write(page, "Name you sign in with", login)
    write(page, "Password", password)
    page.keyboard.press("Enter")
    expect(first_line(page)).to_contain_text("Begin with what you know.")


def test_from_the_door_to_a_judgement(context: BrowserContext, workbench: Workbench) -> None:
    page = context.new_page()
    come_in(page, workbench)
    enter(page, "Start yours")
    expect(first_line(page)).to_have_text("What will be different?")
    write(page, "The change", "Nobody loads a truck alone at night.")
    write(page, "Your name", "Rui")
    enter(page, "Go on")
    expect(first_line(page)).to_have_text("Where does it happen?")
    tab_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    tab_to(page, "A company")
    page.keyboard.press("ArrowDown")
    enter(page, "Go on")
    expect(first_line(page)).to_have_text("Which decisions does it need?")
    tab_to(page, "Needed")
    page.keyboard.press("Space")
    enter(page, "Go on")
    expect(first_line(page)).to_have_text("Who has a part in it?")
    write(page, "People", "Ana Prado\nBruno Lindt")
    enter(page, "Add them")
    expect(first_line(page)).to_have_text("Where do they stand, as far as you have seen?")
    looked_at(page)
    tab_to(page, "Opposed")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    enter(page, "Go on")
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    expect(first_line(page)).to_have_text("Whom do they listen to?")
    looked_at(page)
