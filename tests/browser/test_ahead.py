"""Looking ahead: a card in the hand says what it would change; the months follow the records."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import HOSPITAL, answered, first_line, looked_at, opened


def test_a_card_in_the_hand_says_what_it_would_change_and_nothing_is_kept(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}terrain?view=board")
    card = page.locator("[data-person]", has=page.get_by_role("link", name="Carme Nadal"))
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    to = page.get_by_role("columnheader", name="opponent").bounding_box()
    assert box and to
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(to["x"] + to["width"] / 2, box["y"] + 30, steps=6)
    told = page.get_by_role("status").filter(has_text="If Carme Nadal stood at opponent")
    expect(told).to_contain_text("nothing is recorded yet")
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(told).to_have_count(0)
    expect(page.locator("#toasts").get_by_role("paragraph")).to_have_count(0)
    card.get_by_text("Move").press("Enter")
    card.get_by_role("button", name="champion").focus()
    expect(page.get_by_role("status").filter(has_text="stood at champion")).to_be_visible()
    looked_at(page)


def test_the_months_name_who_comes_when_and_a_plan_can_be_tried(page: Page) -> None:
    home = opened(page, HOSPITAL)
    page.goto(f"{home}who-next")
    answered(page)
    expect(page.get_by_role("heading", name="To win together")).to_be_visible()
    page.get_by_role("link", name="The next months", exact=True).click()
    page.get_by_label("Hours a month").fill("10")
    page.get_by_role("button", name="Plan it").click()
    answered(page)
    expect(first_line(page)).to_contain_text("With 10 hours a month, win")
    expect(page.get_by_role("heading", name=re.compile("^Month 1"))).to_be_visible()
    looked_at(page)
    page.get_by_text("As a table").click()
    expect(page.get_by_role("region", name="The chance month by month")).to_be_visible()
    page.get_by_role("link", name="What if all of them joined?").click()
    expect(page.get_by_role("heading", name="You suppose")).to_be_visible()
    page.goto(f"{home}reach")
    answered(page)
    looked_at(page)
    page.get_by_label("How many people").fill("3")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("heading", name=re.compile("^Tell them first"))).to_be_visible()
