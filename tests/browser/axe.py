"""Accessibility, as axe sees it: no serious violation on any page of a journey."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What the standard asks (WCAG 2.2 AA) and what is good practice beside it.
# What passes is not told in detail, which takes most of the time on a long table.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SERIOUS = ("serious", "critical")
# What fades in is not what a reader reads; a bar of progress that runs on never ends.
SETTLED = """() => Promise.allSettled(document.getAnimations()
  .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
  .map((each) => each.finished)).then(() => null)"""


def check(page: Page) -> None:
    """Fail with every serious violation of the page and where it stands."""
    page.evaluate(SETTLED)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    told = [
        f"{v['id']}: {v['help']} at {', '.join(n['target'][0] for n in v['nodes'][:3])}"
        for v in found
        if v["impact"] in SERIOUS
    ]
    assert not told, f"{page.url}: " + "; ".join(told)


def fits(page: Page) -> None:
    """Fail where the page is wider than its window: nobody should have to scroll sideways."""
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0, f"{page.url} is {wide} px too wide"
