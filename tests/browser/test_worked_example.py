"""A worked example is one click away, says that it is invented, and has a week to try."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.steps import SLOW, answered, first_line, looked_at, opened


def test_every_thing_to_do_leads_to_where_it_is_done(page: Page) -> None:
    expect(page.get_by_role("heading", name="Try a worked example")).to_be_visible()
    home = opened(page, "A city's benefits offices")
    expect(page.get_by_text("Fictional example").first).to_be_visible()
    answered(page)
    looked_at(page)
    week = page.locator("section", has=page.get_by_role("heading", name="This week"))
    buttons = week.locator(".rows").get_by_role("link")
    aims = [(b.get_attribute("href") or "", b.inner_text()) for b in buttons.all()]
    assert 1 <= len(aims) <= 7, aims
    for address, words in aims:
        answer = page.goto(address)
        assert answer is not None and answer.ok, f"{words}: {address}"
        answered(page)
        expect(first_line(page)).not_to_be_empty()
        looked_at(page)
    page.goto("/")
    expect(page.get_by_role("link", name="Fictional example")).to_have_attribute(
        "href", home.removeprefix(page.url.rstrip("/"))
    )
    looked_at(page)


def test_the_next_conversation_is_prepared_and_logged(page: Page) -> None:
    opened(page, "A city's benefits offices")
    page.get_by_role("link", name="Who next").first.click()
    expect(page.get_by_role("link", name="Prepare the conversation").first).to_be_visible(
        timeout=SLOW
    )
    looked_at(page)
    page.get_by_role("link", name="Prepare the conversation").first.click()
    expect(page.get_by_role("heading", name="The ask")).to_be_visible(timeout=SLOW)
    looked_at(page)
    page.get_by_role("link", name="Log this conversation").click()
    expect(page.get_by_role("radio", checked=True).first).to_be_checked()
    page.get_by_label("What happened").fill("Asked for a week to think it over.")
    page.get_by_role("button", name="Log it").click()
    expect(page.get_by_role("status")).to_contain_text("Logged")
