"""When others look on: the presentable view, the lock, and the past that is only looked at."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import answered, first_line, looked_at, opened

STANCES = re.compile(r"\b(opponent|skeptic|supporter|champion)\b", re.IGNORECASE)
COLOURS = re.compile(r"stance-(opponent|skeptic|neutral|supporter|champion)")
SCREENS = (
    "",
    "people",
    "people/bauer",
    "terrain?view=table",
    "terrain?view=board",
    "decisions",
    "coverage",
    "coalition",
)


def test_presentable_hides_where_people_stand(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}people/bauer")
    expect(page.locator("#stance")).to_be_visible()
    page.keyboard.press("Alt+Shift+KeyP")
    expect(page.get_by_text("Stances, notes and strain are hidden on every screen")).to_be_visible()
    for screen in SCREENS:
        page.goto(f"{home}{screen}")
        answered(page)
        main = page.get_by_role("main")
        assert not COLOURS.search(main.inner_html()), page.url
        assert not STANCES.search(main.inner_text()), page.url
        looked_at(page)
    page.get_by_role("button", name="Presentable view").click()
    page.goto(f"{home}people/bauer")
    expect(page.locator("#stance")).to_be_visible()


def test_the_lock_hides_everything(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}people")
    page.keyboard.press("Alt+Shift+KeyL")
    expect(first_line(page)).to_have_text("Locked. Nothing is shown until you sign in again.")
    looked_at(page)
    page.go_back()
    expect(page.get_by_role("main")).not_to_contain_text("Ludger Bauer")
    page.goto(f"{home}people")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_the_past_and_back(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}people")
    page.locator("summary", has_text="As of").click()
    page.get_by_label("Show what held on this day").fill("2026-09-20")
    page.get_by_role("button", name="Show", exact=True).first.click()
    expect(page.get_by_text("You are looking at the past")).to_be_visible()
    expect(page.get_by_text("As of 20 September 2026").first).to_be_visible()
    looked_at(page)
    page.get_by_role("main").get_by_role("link", name="Back to today").last.click()
    expect(page.get_by_text("You are looking at the past")).to_have_count(0)
