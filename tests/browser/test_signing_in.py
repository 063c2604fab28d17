"""The way in: a link that opens once, an address that needs it, and the lock."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.axe import check, fits
from tests.browser.conftest import Workbench


def test_a_link_opens_once(page: Page, workbench: Workbench) -> None:
    link = workbench.link("twice")
    page.context.clear_cookies()
    page.goto(link)
    assert page.url == f"{workbench.url}/"
    page.context.clear_cookies()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("no longer opens")
    check(page)


def test_nobody_comes_in_without(page: Page, workbench: Workbench) -> None:
    page.context.clear_cookies()
    page.goto(f"{workbench.url}/i/anything/")
    assert "/sign-in" in page.url
    check(page)
    fits(page)
    page.get_by_label("Name you sign in with").fill("nobody")
    page.get_by_label("Password").fill("nothing at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("open nothing together")
