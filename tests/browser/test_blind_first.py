"""Two people judge without swaying each other: the second sees nothing before giving their own."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.acts import choose, follow, press
from tests.browser.steps import first_line, looked_at, opened

PASSWORD = "a long walk by the sea"
WAITING = "hidden until you judge"
JUDGED = ("Carme Nadal", "Ludger Bauer", "Piet Verhaegen", "Yaw Osei")
COLOURS = re.compile(r"stance-(opponent|skeptic|neutral|supporter|champion)")


def invited(page: Page, other: Page, home: str, login: str) -> None:
    """Let somebody in by a link, and come in by it."""
    page.goto(f"{home}settings")
    page.get_by_label("Login").fill(login)
    page.get_by_label("Name", exact=True).fill("Sam Second")
    choose(page, re.compile("^Role"), "Editor")
    press(page, "Let them in")
    # Who belongs is changed only by who has just said that it is them; what was typed is kept.
    expect(first_line(page)).to_have_text("Is it you at the keyboard?")
    looked_at(page)
    press(page, "Yes, it is me")
    expect(page.get_by_label("Login")).to_have_value(login)
    press(page, "Let them in")
    link = page.get_by_role("status").locator("code").inner_text()
    expect(page.get_by_label("Login")).to_have_value("")
    looked_at(page)
    other.goto(link)
    looked_at(other)
    other.get_by_label("New password", exact=True).fill(PASSWORD)
    other.get_by_label(re.compile("confirmation")).fill(PASSWORD)
    other.get_by_role("button").first.click()
    expect(first_line(other)).to_contain_text("You work on one initiative")


def taken_out(page: Page, home: str) -> list[dict[str, object]]:
    """Take the whole initiative out as a file; return the judgements in it."""
    page.goto(f"{home}export")
    looked_at(page)
    page.locator(".row", has_text="One file for programs").get_by_text("Take out").click()
    page.get_by_label("Your password").fill(PASSWORD)
    with page.expect_download() as coming:
        press(page, "Go on")
    held = json.loads(coming.value.path().read_text("utf-8"))
    found: list[dict[str, object]] = held.get("stances", [])
    return found


def test_the_second_sees_nothing_first(page: Page, other: Page) -> None:
    home = opened(page)
    invited(page, other, home, f"second-{home.split('/')[-2]}")

    other.goto(f"{home}terrain?view=table")
    table = other.get_by_role("table")
    for name in JUDGED:
        row = table.get_by_role("row", name=re.compile(f"^{name}"))
        expect(row).to_contain_text(WAITING)
    assert not COLOURS.search(table.inner_html())
    expect(table.get_by_role("link", name="Stands")).to_have_count(0)
    looked_at(other)

    other.goto(f"{home}terrain?view=board")
    cards = other.locator("[data-board] [data-person]")
    expect(cards).to_have_count(6)
    assert not any(COLOURS.search(card.get_attribute("class") or "") for card in cards.all())
    looked_at(other)

    other.goto(f"{home}people?stance=champion")
    expect(other.get_by_role("main")).not_to_contain_text("Ludger Bauer")
    other.goto(f"{home}records/stances")
    expect(first_line(other)).to_have_text("Stances: nothing recorded yet.")
    looked_at(other)
    assert taken_out(other, home) == []

    other.goto(f"{home}people")
    follow(other, "Ludger Bauer")
    expect(other.get_by_text("Give yours first, so that nobody is swayed.")).to_be_visible()
    expect(other.locator("#stance")).not_to_contain_text("Thandi Mokoena")
    looked_at(other)
    choose(other, "Stance", "Skeptic")
    press(other, "Keep my judgement")
    expect(other.locator("#stance")).to_contain_text("Thandi Mokoena")
    looked_at(other)
    other.goto(f"{home}terrain?view=table")
    row = other.get_by_role("row", name=re.compile("^Ludger Bauer"))
    expect(row).not_to_contain_text(WAITING)


def test_who_looks_first_is_written_down(page: Page, other: Page) -> None:
    home = opened(page)
    invited(page, other, home, f"looks-{home.split('/')[-2]}")
    other.goto(f"{home}people")
    follow(other, "Carme Nadal")
    press(other, "Show me anyway")
    expect(other.get_by_role("status")).to_contain_text("your judgement will count as informed")
    expect(other.locator("#stance")).to_contain_text("Thandi Mokoena")
    looked_at(other)
    choose(other, "Stance", "Supporter")
    press(other, "Keep my judgement")
    expect(other.locator("#stance")).to_contain_text("had seen others'")
    page.goto(f"{home}people/nadal")
    expect(page.locator("#stance")).to_contain_text("had seen others'")
    other.goto(f"{home}history")
    expect(other.get_by_role("main")).to_contain_text(
        "You asked to see what others said of Carme Nadal first"
    )
    looked_at(other)
