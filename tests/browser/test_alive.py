"""Whether the coalition lives, read on a phone; Today kept quiet, and the quiet taken back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import answered, first_line, looked_at, opened, toast, unfolded

SOFTWARE = "A software firm after incidents"


def test_today_is_kept_quiet_and_the_quiet_is_taken_back(page: Page) -> None:
    home = opened(page)
    answered(page)
    todo = page.locator(".todo .row")
    expect(todo.first).to_be_visible()
    assert todo.count() <= 7
    unfolded(page, "Keep Today quiet for a while")
    page.get_by_label("For", exact=True).select_option(index=1)
    looked_at(page)
    page.get_by_role("button", name="Keep quiet").click()
    expect(first_line(page)).to_contain_text("Today keeps quiet until")
    expect(toast(page)).to_contain_text("Today keeps quiet.")
    expect(todo).to_have_count(0)
    looked_at(page)

    toast(page).get_by_role("button", name="Undo").click()
    expect(todo.first).to_be_visible()
    unfolded(page, "Keep Today quiet for a while")
    page.get_by_role("button", name="Keep quiet").click()
    page.goto(f"{home}people")
    page.goto(home)
    expect(first_line(page)).to_contain_text("Today keeps quiet until")
    page.get_by_role("button", name="End the pause now").click()
    expect(toast(page)).to_contain_text("Today speaks again.")
    expect(todo.first).to_be_visible()


def test_health_is_read_on_a_phone(phone: Page) -> None:
    home = opened(phone, SOFTWARE)
    phone.goto(f"{home}health")
    answered(phone)
    expect(first_line(phone)).to_contain_text("The coalition is alive, but")
    warned = phone.locator("#warnings .alarm").filter(has_text="It is splitting into sides")
    expect(warned).to_contain_text(re.compile(r"since \d+ \w+ 2026"))
    expect(warned).to_contain_text("What to do.")
    expect(phone.get_by_role("img", name="Meetings change something")).to_be_visible()
    expect(phone.get_by_text("not recorded", exact=True).first).to_be_visible()
    unfolded(phone, "The same as a table")
    row = phone.get_by_role("row", name=re.compile("^Meetings change something"))
    expect(row).to_contain_text(re.compile(r"\d of \d"))
    looked_at(phone)
    warned.get_by_role("link", name="Tunde Bankole").click()
    expect(first_line(phone)).to_be_visible()
