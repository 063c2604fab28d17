"""Every other view of the terrain: a first line, whom it is about and when, and what it shows."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import first_line, looked_at, opened

# What each view names in its picture, for the example of the warehouse.
SAYS = {
    "Board": "Ludger Bauer",
    "Grid": "Bauer",
    "Rings": "Thandi M.",
    "Org chart": "Piet Verhaegen",
    "Wall chart": "Head office",
    "Table": "Ludger Bauer",
}


def test_each_view_says_what_it_shows(page: Page) -> None:
    page.goto(f"{opened(page)}terrain")
    for view, named in SAYS.items():
        views = page.get_by_role("navigation", name="Views of the terrain")
        views.get_by_role("link", name=view, exact=True).click()
        expect(views.get_by_role("link", name=view, exact=True)).to_have_attribute(
            "aria-current", "page"
        )
        expect(first_line(page)).to_have_text(re.compile(r"\w.+\."))
        meta = page.locator(".meta").first
        expect(meta).to_contain_text("people on the map")
        expect(meta).to_contain_text(re.compile(r"as of \d+ \w+ 2026"))
        expect(page.get_by_role("main")).to_contain_text(named)
        looked_at(page)


def test_two_days_are_compared(page: Page) -> None:
    page.goto(f"{opened(page)}terrain?view=table")
    page.get_by_role("link", name="Compare two days").click()
    page.get_by_label("From").fill("2026-09-14")
    page.get_by_label("To", exact=True).fill("2026-10-05")
    page.get_by_role("button", name="Compare").click()
    expect(first_line(page)).to_have_text(re.compile(r"\w.+\."))
    expect(page.locator(".meta").first).to_contain_text("2026")
    expect(page.get_by_role("main")).to_contain_text("Carme Nadal")
    looked_at(page)


def test_a_past_day_says_so(page: Page) -> None:
    page.goto(f"{opened(page)}terrain?view=table")
    page.locator("summary", has_text="As of").click()
    page.get_by_label("Show what held on this day").fill("2026-09-28")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("You are looking at the past")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Carme Nadal"))
    expect(row).to_contain_text("unknown")
    looked_at(page)
    page.get_by_role("link", name="Back to today").first.click()
    expect(row).to_contain_text("supporter")


def test_the_presentable_view_says_nothing_of_stances(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}terrain?view=rings")
    expect(page.get_by_role("main").locator("svg text", has_text="supporter").first).to_be_visible()
    page.get_by_role("button", name="Presentable view").click()
    views = page.get_by_role("navigation", name="Views of the terrain")
    for view in ("Rings", "Org chart", "Table"):
        views.get_by_role("link", name=view, exact=True).click()
        expect(page.get_by_text("where people stand is hidden in this view")).to_be_visible()
        said = page.get_by_role("main").inner_text() + " ".join(
            page.get_by_role("main").locator("svg title, svg text").all_text_contents()
        )
        assert not re.search("opponent|skeptic|supporter|champion|judged them", said), view
        looked_at(page)
