"""A person's page: judged with help, tied, a stake, a note, what is held, off the map and back."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.acts import choose, follow, press, undo
from tests.browser.steps import first_line, looked_at, opened, unfolded


def test_judged_with_help(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}people")
    looked_at(page)
    follow(page, "Sevgi Kaplan")
    expect(first_line(page)).to_contain_text("Sevgi Kaplan")
    looked_at(page)
    page.get_by_role("link", name="Help me choose").first.click()
    for _ in range(8):
        if page.get_by_role("button", name="Use it").is_visible():
            break
        looked_at(page)
        page.locator(".wide-answer").first.click()
    word = first_line(page).inner_text().split(",")[0]
    looked_at(page)
    press(page, "Use it")
    expect(page.get_by_role("group", name="Stance").get_by_label(word)).to_be_checked()
    looked_at(page)
    press(page, "Keep my judgement")
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    expect(first_line(page)).to_contain_text(re.compile(word, re.IGNORECASE))
    looked_at(page)


def test_ties_stakes_and_notes(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}people/kaplan")
    unfolded(page, "Add a tie")
    ties = page.locator("#ties")
    choose(page, re.compile("^Which way"), "They listen to")
    choose(page, re.compile("^Whom"), "Yaw Osei")
    choose(page, re.compile("^Kind"), "Trusts")
    looked_at(page)
    ties.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    expect(ties.get_by_role("link", name="Yaw Osei")).to_be_visible()

    unfolded(page, "Add what you heard")
    stakes = page.locator("#stakes")
    stakes.get_by_label("Kind").select_option(label="Fear")
    stakes.get_by_label("Text").first.fill("That the month-end close takes longer.")
    stakes.get_by_role("button", name="Add it").click()
    expect(stakes).to_contain_text("That the month-end close takes longer.")
    looked_at(page)

    notes = page.locator("#notes")
    expect(notes).to_contain_text("Would I be comfortable if they read this?")
    notes.get_by_label("A note").fill("Prefers mornings.")
    expect(notes.get_by_label("Who may read it")).to_have_value("mine")
    press(page, "Keep the note")
    expect(notes).to_contain_text("only you can read it")
    looked_at(page)
    press(page, "Take away")
    expect(notes).to_contain_text("No notes that you may read.")
    undo(page)
    expect(notes).to_contain_text("Prefers mornings.")


def test_what_is_held_and_off_the_map(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}people/bauer")
    with page.expect_download() as coming:
        follow(page, "What we hold, as a file")
    held = json.loads(coming.value.path().read_text("utf-8"))
    assert "Ludger Bauer" in json.dumps(held)
    unfolded(page, "Take off the map")
    looked_at(page)
    press(page, "Take Ludger Bauer off the map")
    expect(page.get_by_role("status")).to_contain_text("Ludger Bauer was taken off the map.")
    expect(page.get_by_role("table")).not_to_contain_text("Ludger Bauer")
    looked_at(page)
    undo(page)
    expect(page.get_by_role("table")).to_contain_text("Ludger Bauer")
    follow(page, "Ludger Bauer")
    expect(page.locator("#ties")).to_contain_text("Piet Verhaegen")
