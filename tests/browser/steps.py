"""What every journey does: open an example, look at a screen, wait for what is worked out."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import check, fits

SLOW = 60_000  # milliseconds that an answer or a layout may take on a busy machine
HOSPITAL = "A hospital's first hour"
expect.set_options(timeout=20_000)


def opened(page: Page, title: str = "A warehouse worker, alone") -> str:
    """Open a worked example from the first page; return where its screens begin."""
    page.goto("/")
    page.get_by_role("button", name=f"Open the example: {title}").click()
    expect(page).to_have_url(re.compile(r"/i/[^/]+/$"), timeout=SLOW)
    return page.url


def looked_at(page: Page) -> None:
    """Fail where the screen is hard to read for anybody, or wider than its window."""
    check(page)
    fits(page)


def first_line(page: Page) -> Locator:
    """Return the sentence that answers."""
    return page.get_by_role("heading", level=1)


def answered(page: Page) -> None:
    """Wait until nothing on the page is being worked out any more."""
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=SLOW)


def toast(page: Page) -> Locator:
    """Return the line that says what was just done."""
    return page.locator("#toasts")


def unfolded(page: Page, words: str) -> None:
    """Open what is folded away under some words."""
    page.locator("summary", has_text=words).first.click()
