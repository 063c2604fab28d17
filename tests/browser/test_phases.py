"""The launch gate refuses, a reason passes it; the work rests, is planted anew, handed over."""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import choose, press, undo
from tests.browser.steps import HOSPITAL, answered, first_line, looked_at, opened, unfolded

WHY = "The board has named the first of May."


@pytest.fixture
def home(page: Page) -> str:
    found = opened(page, HOSPITAL)
    page.goto(f"{found}phase")
    answered(page)
    return found


def test_the_gate_refuses_and_a_reason_passes_it(page: Page, home: str) -> None:
    expect(first_line(page)).to_contain_text("The launch gate is shut.")
    looked_at(page)
    page.goto(f"{home}phase/launch")
    expect(first_line(page)).to_have_text("The launch sheet waits behind the gate.")
    looked_at(page)
    page.goto(f"{home}change/edit")
    page.get_by_label("Phase").select_option(label="Launch")
    press(page, "Keep it")
    expect(page.get_by_role("alert")).to_contain_text("The launch gate is shut")
    looked_at(page)

    page.goto(f"{home}phase")
    unfolded(page, "It stands elsewhere")
    page.get_by_label("Phase", exact=True).select_option(label="Roll-out")
    press(page, "Say so")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed.")
    looked_at(page)
    page.get_by_role("link", name="Not now").click()
    unfolded(page, "Go on to launch regardless")
    page.get_by_label("Why, although something is missing").fill(WHY)
    press(page, "Go on regardless")
    expect(first_line(page)).to_contain_text("through a shut gate, with a reason")
    expect(page.get_by_role("main")).to_contain_text(WHY)
    looked_at(page)

    page.get_by_role("link", name="The launch sheet").click()
    choose(page, re.compile("^What it settles"), "Announcement")
    page.get_by_label(re.compile("^Text")).fill("From May every ward counts the first hour.")
    press(page, "Keep it")
    expect(page.locator("#announcement")).to_contain_text("every ward counts")
    looked_at(page)
    page.goto(f"{home}history")
    expect(page.get_by_role("main")).to_contain_text(f"Against advice, because: {WHY}")
    looked_at(page)


def test_a_rest_with_its_day_a_new_planting_and_the_pack(page: Page, home: str) -> None:
    page.goto(f"{home}phase/replant")
    expect(page.locator("#memory")).to_contain_text("The acute unit's minutes")
    looked_at(page)
    page.get_by_label("Until").fill((date.today() + timedelta(days=30)).isoformat())
    page.get_by_label(re.compile("^What have you learned")).fill("Begin with the night shift.")
    press(page, "Let it rest")
    expect(first_line(page)).to_contain_text("The work rests until")
    looked_at(page)
    page.goto(home)
    expect(first_line(page)).to_have_text("The work rests. Nothing needs you this week.")
    page.goto(f"{home}phase/replant")
    expect(page.locator("#memory")).to_contain_text("Begin with the night shift.")
    unfolded(page, "Name somebody")
    seat = page.locator("#as-usual")
    seat.get_by_label(re.compile("^Title")).fill("Owner of the practice")
    seat.get_by_label(re.compile("^Person")).fill("Kofi Darko")
    seat.get_by_role("button", name="Keep it").click()
    expect(seat).to_contain_text("Kofi Darko")
    looked_at(page)
    page.get_by_role("link", name="Take the pack").click()
    with page.expect_download() as found:
        press(page, "Yes, it is me")
    pack = zipfile.ZipFile(BytesIO(Path(found.value.path()).read_bytes()))
    assert sorted(name.rpartition(".")[2] for name in pack.namelist()) == ["pdf", "xlsx"]
    page.goto(f"{home}phase/replant")
    press(page, "The work goes on")
    expect(first_line(page)).to_contain_text("You are in the nucleus phase.")
    undo(page)
    expect(first_line(page)).to_contain_text("The work rests until")


def test_governance_who_knows_what_what_was_seen_and_the_end(page: Page, home: str) -> None:
    page.goto(f"{home}coalition/governance")
    expect(first_line(page)).to_contain_text("it is time for a thin form")
    unfolded(page, "Give it this form, or another")
    page.locator("#form").get_by_role("button", name="Keep it").click()
    expect(first_line(page)).to_contain_text("There is a steering group")
    looked_at(page)
    page.goto(f"{home}coalition/visibility?audience=manager")
    page.get_by_label(re.compile("^What they may be shown")).fill("The trial and its limits.")
    press(page, "Keep it")
    expect(page.locator("#manager")).to_contain_text("The trial and its limits.")
    looked_at(page)
    page.goto(f"{home}phase/after")
    expect(first_line(page)).to_contain_text("only because it was ordered")
    page.locator("summary", has_text="As a table").first.click()
    looked_at(page)
    page.goto(f"{home}phase/close")
    press(page, "The work stops")
    expect(first_line(page)).to_contain_text("The work was stopped.")
    page.goto(f"{home}phase/close")
    page.get_by_label("Kofi Darko").check()
    press(page, "I thanked them; they are free")
    expect(page.get_by_label("Kofi Darko")).to_have_count(0)
    looked_at(page)
