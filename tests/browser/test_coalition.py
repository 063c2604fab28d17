"""The coalition: somebody is invited, promises something, and leaves; too early is said in time."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.acts import choose, press, undo
from tests.browser.steps import first_line, looked_at, opened, unfolded


def test_invited_promised_left(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}coalition")
    before = first_line(page).inner_text()
    looked_at(page)
    form = page.locator("#place")
    form.get_by_label("Person").select_option(label="Yaw Osei")
    choose(page, re.compile("^Ring"), "Core")
    form.get_by_label("Reason").fill("Hears every day what customers send back.")
    press(page, "Put them there")
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    members = page.locator("#members")
    expect(members).to_contain_text("Hears every day what customers send back.")
    looked_at(page)

    unfolded(page, "Write one down")
    promises = page.locator("#promises")
    promises.get_by_label("Person").select_option(label="Yaw Osei")
    promises.get_by_label("Text").fill("Collects ten complaints by Friday.")
    looked_at(page)
    promises.get_by_role("button", name="Keep it").click()
    expect(promises).to_contain_text("Collects ten complaints by Friday.")
    promises.get_by_role("button", name="Yaw Osei: Kept").click()
    expect(promises).to_contain_text("kept")
    looked_at(page)

    press(page, "Yaw Osei leaves")
    expect(members.get_by_role("link", name="Yaw Osei")).to_have_count(0)
    expect(first_line(page)).to_have_text(before)
    undo(page)
    expect(members.get_by_role("link", name="Yaw Osei").first).to_be_visible()


def test_too_early_is_said(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}coalition")
    form = page.locator("#place")
    form.get_by_label("Person").select_option(label="Piet Verhaegen")
    choose(page, re.compile("^Ring"), "Second circle")
    press(page, "Put them there")
    expect(page.get_by_text("Too early?")).to_be_visible()
    looked_at(page)
