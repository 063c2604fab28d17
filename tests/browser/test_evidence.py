"""The ledger keeps what showed nothing, and remembers who has seen it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import first_line, looked_at, opened, toast


def entry(page: Page, claim: str, result: str) -> None:
    """Write an entry into the ledger."""
    page.get_by_label(re.compile("^Claim")).fill(claim)
    page.get_by_role("group", name=re.compile("^Result")).get_by_label(result).check()
    page.get_by_label(re.compile("^Limits")).fill("One week, one shift.")
    looked_at(page)
    page.get_by_role("button", name="Save").click()
    expect(toast(page)).to_contain_text("Recorded.")


def test_what_showed_nothing_stays_in_the_ledger(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}evidence")
    expect(page.get_by_text("The ledger is empty")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Add what you know").click()
    entry(page, "Testing lamps on the ramp saves time", "Showed no effect")
    page.get_by_role("link", name="Add an entry").first.click()
    entry(page, "Half of the returned lamps work", "Worked")
    nothing = page.locator("section.entry").filter(has_text="Testing lamps on the ramp")
    expect(nothing).to_be_visible()
    expect(nothing).to_contain_text("One week, one shift.")
    looked_at(page)

    nothing.get_by_role("link", name="Note whom you showed it to").click()
    expect(first_line(page)).to_have_text("Whom did you show it to?")
    page.get_by_label(re.compile("^Person")).select_option(label="Ludger Bauer")
    page.get_by_label(re.compile("^Outcome")).fill("He shrugged.")
    looked_at(page)
    page.get_by_role("button", name="Save").click()
    expect(nothing).to_contain_text("Ludger Bauer")
    expect(nothing).to_contain_text("He shrugged.")
