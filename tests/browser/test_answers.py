"""Are we there yet, who is missing, and every question the map can be asked."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from groundswell.core.registry import QUESTIONS
from tests.browser.steps import HOSPITAL, SLOW, answered, first_line, looked_at, opened, unfolded


def test_critical_mass_says_why_and_what_nobody_knows(page: Page) -> None:
    page.goto(f"{opened(page)}critical-mass")
    answered(page)
    expect(first_line(page)).to_have_text(re.compile(r"\w.+[.?]"))
    expect(page.locator(".meta").first).to_contain_text(re.compile(r"as of \d+ \w+ 2026"))
    unfolded(page, "Why?")
    expect(page.locator(".reasons li").first).to_be_visible()
    looked_at(page)
    mends = page.locator(".gap").get_by_role("link")
    for number in range(min(3, mends.count())):
        leads = mends.nth(number)
        words = leads.inner_text()
        leads.click()
        expect(page, words).not_to_have_url(re.compile("critical-mass"))
        expect(page.locator("form.form, form.capture, [data-board]").first, words).to_be_attached()
        page.go_back()
        answered(page)


def test_the_launch_gate_is_shown_where_it_is_time(page: Page) -> None:
    page.goto(f"{opened(page, HOSPITAL)}critical-mass")
    answered(page)
    gate = page.get_by_role("heading", name=re.compile("^The launch gate (open|shut)"))
    expect(gate).to_be_visible(timeout=SLOW)
    expect(page.locator(".criteria li").first).to_contain_text(
        re.compile("^(Still to do|Not known|Done)")
    )
    looked_at(page)


def test_readiness_for_the_next_phase_in_an_early_one(page: Page) -> None:
    page.goto(f"{opened(page)}critical-mass")
    answered(page)
    expect(page.locator(".criteria li").first).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("launch gate"))).to_have_count(0)


def test_coverage_says_who_is_missing(page: Page) -> None:
    page.goto(f"{opened(page)}coverage")
    answered(page)
    expect(first_line(page)).to_have_text(re.compile(r"\w.+\."))
    expect(page.get_by_role("heading", name=re.compile("^Who is missing"))).to_be_visible()
    unfolded(page, "Why?")
    expect(page.locator(".reasons li").first).to_be_visible()
    looked_at(page)


def test_every_question_answers_or_says_what_it_needs(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}ask")
    expect(page.get_by_role("link", name="Ask", exact=True)).to_have_count(len(QUESTIONS))
    looked_at(page)
    for slug, entry in QUESTIONS.items():
        page.goto(f"{home}ask/{slug}")
        answered(page)
        asks = page.get_by_text("Say what it is about, then ask.")
        if asks.count():
            expect(first_line(page)).to_have_text(entry.options.ASKS)
            expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
        else:
            expect(page.get_by_role("heading", name="Why", exact=True)).to_be_visible()
            expect(first_line(page)).to_have_text(re.compile(r"\w.+[.?]"))
        looked_at(page)
