"""Whom next, with what, and what came of it: prepare a conversation, print it, log it, overrule."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.steps import answered, first_line, looked_at, opened, toast


def test_a_conversation_is_prepared_printed_and_logged(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}who-next")
    answered(page)
    looked_at(page)
    page.get_by_role("link", name="Prepare the conversation").first.click()
    answered(page)
    expect(page.get_by_role("heading", name="Questions to ask")).to_be_visible()
    expect(page.get_by_role("heading", name="The ask")).to_be_visible()
    name = page.locator(".meta a").first.inner_text()
    looked_at(page)

    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Initiative")).to_be_hidden()
    expect(page.get_by_role("link", name="Log this conversation")).to_be_hidden()
    expect(page.get_by_role("heading", name="The ask")).to_be_visible()
    page.emulate_media(media="screen")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF of one page").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")

    page.get_by_role("link", name="Log this conversation").click()
    expect(page.get_by_role("radio", name=name)).to_be_checked()
    page.get_by_label("What happened").fill("They would try it on one shelf.")
    looked_at(page)
    page.get_by_role("button", name="Log it").click()
    expect(toast(page)).to_contain_text(re.compile("Undo"))
    page.goto(f"{home}log")
    expect(page.get_by_text("They would try it on one shelf.")).to_be_visible()


def test_a_reason_to_wait_stays_beside_the_suggestion(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}who-next")
    answered(page)
    page.get_by_role("link", name="Not my next").first.click()
    expect(first_line(page)).to_contain_text("what do you know that the map does not?")
    looked_at(page)
    page.get_by_role("button", name="Set aside").click()
    reason = page.get_by_label(re.compile("^Reason"))
    expect(reason).to_be_focused()  # nothing is sent without one
    reason.fill("On leave until the spring.")
    page.get_by_role("button", name="Set aside").click()
    answered(page)
    expect(page.get_by_text("On leave until the spring.").first).to_be_attached()
    page.reload()
    answered(page)
    expect(page.get_by_text("On leave until the spring.").first).to_be_attached()
