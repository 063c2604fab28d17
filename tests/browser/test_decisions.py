"""Decisions: what would follow if somebody moved, a new decision, and help with its hurdle."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.acts import choose, follow, press, undo
from tests.browser.conftest import PHONE
from tests.browser.steps import answered, first_line, looked_at, opened, toast


def test_what_if_shows_now_and_then_and_saves_nothing(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}decisions")
    answered(page)
    looked_at(page)
    page.get_by_role("link", name="What if Piet Verhaegen moved?").click()
    expect(page.get_by_text("Nothing is saved.")).to_be_visible()
    page.get_by_role("navigation", name="Where Piet Verhaegen would stand").get_by_role(
        "link", name="champion"
    ).click()
    answered(page)
    expect(first_line(page)).to_contain_text("If Piet Verhaegen stood as champion")
    beside = page.get_by_role("region", name="Now and then")
    for heading in ("Now", "Then", "Change"):
        expect(beside.get_by_role("columnheader", name=heading)).to_be_visible()
    expect(beside.get_by_role("row").nth(1)).to_contain_text(re.compile("rises|hardly moves"))
    looked_at(page)
    page.goto(f"{home}records/stances")
    row = page.get_by_role("row").filter(has_text="Piet Verhaegen")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Unknown")


def test_a_plan_is_kept_when_asked_and_opened_again_after_what_happened(page: Page) -> None:
    home = opened(page)
    supposed_by_keyboard(page, home)
    expect(page.locator(".lede")).to_contain_text("Nothing is saved")
    page.get_by_role("link", name="keep it").press("Enter")
    page.get_by_label("Title").fill("Yaw first, then Piet")
    page.get_by_label("Title").press("Enter")
    expect(toast(page)).to_contain_text("Plan kept.")
    expect(page.locator(".lede")).to_contain_text("‘Yaw first, then Piet’, kept by you")
    undo(page)
    expect(page.locator(".lede")).to_contain_text("Nothing is saved")
    page.get_by_label("Title").fill("Yaw first, then Piet")
    press(page, "Keep this plan")
    expect(toast(page)).to_contain_text("Plan kept.")
    looked_at(page)

    page.goto(f"{home}coalition")
    page.locator("#place").get_by_label("Person").select_option(label="Yaw Osei")
    choose(page, re.compile("^Ring"), "Core")
    press(page, "Put them there")
    expect(toast(page)).to_contain_text("Recorded.")

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    planned_anew(page, home)


def supposed_by_keyboard(page: Page, home: str) -> None:
    """Suppose a stance from the decisions, and that somebody joins, without a mouse."""
    page.goto(f"{home}decisions/what-if?person=verhaegen&stance=champion")
    answered(page)
    follow(page, "Suppose more")
    answered(page)
    expect(page.locator("#kept")).to_contain_text("No plan is kept yet.")
    looked_at(page)
    page.locator("summary", has_text="Somebody joins").press("Enter")
    page.get_by_label("Who", exact=True).first.select_option(label="Yaw Osei")
    page.get_by_role("button", name="Let them join").press("Enter")
    answered(page)


def planned_anew(page: Page, home: str) -> None:
    """Open the plan after one of its changes has happened; keep the rest, rename, take back."""
    page.goto(f"{home}what-if")
    answered(page)
    kept = page.locator("#kept")
    expect(kept).to_contain_text("1 of 2 still ahead")
    kept.get_by_role("link", name="Yaw first, then Piet").press("Enter")
    answered(page)
    expect(page.get_by_text("Yaw Osei is in the coalition by now").first).to_be_visible()
    expect(page.locator(".lede")).to_contain_text("what is left is tried on the map as it is now")
    looked_at(page)
    press(page, "Keep what is left")
    expect(kept).to_contain_text("still ahead")
    expect(kept).not_to_contain_text("has happened")
    kept.locator("summary", has_text="Rename").press("Enter")
    kept.get_by_label("Title").fill("Piet after all")
    looked_at(page)
    press(page, "Rename it")
    expect(kept).to_contain_text("Piet after all")
    press(page, "Take back Piet after all")
    expect(toast(page)).to_contain_text("Plan taken back.")
    expect(kept).to_contain_text("No plan is kept yet.")
    undo(page)
    expect(kept).to_contain_text("Piet after all")


def test_a_decision_is_added_with_who_takes_it(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}decisions")
    page.get_by_role("link", name="Add a decision").first.click()
    page.get_by_label(re.compile("^Title")).fill("Buy a second test bench")
    page.get_by_role("group", name=re.compile("^Rule")).get_by_label("Owner").check()
    looked_at(page)
    page.get_by_role("button", name="Save").click()
    expect(toast(page)).to_contain_text("Recorded.")
    matter = page.locator("section.matter").filter(has_text="Buy a second test bench")
    matter.get_by_role("link", name="Add who has a part").click()
    expect(first_line(page)).to_contain_text("Buy a second test bench")
    page.get_by_label(re.compile("^Person")).select_option(label="Sevgi Kaplan")
    page.get_by_role("group", name=re.compile("^Role")).get_by_label("Decide").check()
    looked_at(page)
    page.get_by_role("button", name="Save").click()
    answered(page)
    row = matter.get_by_role("row").filter(has_text="Sevgi Kaplan")
    expect(row).to_contain_text("decides")


def test_help_to_choose_how_much_a_yes_takes(page: Page) -> None:
    page.goto(f"{opened(page)}decisions/new")
    title = page.get_by_label(re.compile("^Title"))
    title.fill("Let the night shift stop the line")
    page.get_by_role("link", name="Help me choose how much a yes takes").click()
    use = page.get_by_role("link", name="Use it")
    for _ in range(6):
        expect(page.get_by_role("link", name="Leave it")).to_be_visible()
        looked_at(page)
        if use.count():
            break
        page.locator(".wide-answer").first.click()
    use.click()
    expect(page.get_by_label(re.compile("^Hurdle"))).to_have_value("-0.25")
    expect(page.get_by_label(re.compile("^Title"))).to_have_value(
        "Let the night shift stop the line"
    )
