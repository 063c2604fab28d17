"""The core's work: a 1:1 logged with a thumb, a meeting from agenda to minutes, a gate blind."""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.acts import choose, follow, press, undo
from tests.browser.steps import SLOW, answered, first_line, looked_at, opened, toast, unfolded
from tests.browser.test_blind_first import invited

MOST = 8  # taps from the prepared conversation to the log of it, a commitment included
AGAINST = "Two shifts cannot spare anybody before spring."


def test_a_one_to_one_prepared_and_logged_with_its_commitment(phone: Page) -> None:
    home = opened(phone)
    phone.goto(f"{home}who-next/osei")
    expect(phone.get_by_text("Log this conversation")).to_be_visible(timeout=SLOW)
    answered(phone)
    looked_at(phone)
    taps = [
        phone.get_by_role("link", name="Log this conversation"),
        phone.get_by_label("What happened"),
        phone.get_by_role("group", name="Where they stand now").get_by_label("Supporter"),
        phone.locator("summary", has_text="What they commit to"),
        phone.get_by_label("Hours a week they give"),
        phone.get_by_role("group", name=re.compile("^They join")).get_by_label("Core"),
        phone.get_by_role("button", name="Log it"),
    ]
    words = {1: "Hears it every day and would count.", 4: "2"}
    for number, tap in enumerate(taps):
        tap.tap()
        if number in words:
            tap.fill(words[number])
        if number == 0:
            expect(first_line(phone)).to_have_text("Who was it, and what changed?")
        if number in (0, 3):
            looked_at(phone)
    assert len(taps) <= MOST
    expect(toast(phone)).to_contain_text("Logged: Yaw Osei.")
    phone.goto(f"{home}commitments")
    expect(phone.locator("#promised")).to_contain_text("2 hours a week")
    looked_at(phone)
    phone.get_by_role("button", name="Yaw Osei, 2 hours a week: Kept").tap()
    expect(phone.locator("#kept")).to_contain_text("2 hours a week")
    undo(phone)
    expect(phone.locator("#promised")).to_contain_text("2 hours a week")


def test_a_meeting_from_agenda_to_minutes(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}meetings")
    looked_at(page)
    page.get_by_label("Planned for").fill((date.today() + timedelta(days=3)).isoformat())
    page.get_by_label("Artifact (optional)", exact=True).fill("Returns by the hour")
    press(page, "Plan it")
    expect(page.get_by_role("main")).to_contain_text("Work on ‘Returns by the hour’")
    follow(page, "Open the meeting")
    press(page, "Start the 45 minutes")
    expect(page.locator(".clock")).to_contain_text(re.compile(r"45 minutes left\.\s+Began at"))
    looked_at(page)

    page.get_by_label("What changed because of this meeting?").fill("Count at the gate first.")
    page.locator("#sitting_ruling_0_title").fill("One shift only")
    page.locator("#sitting_promise_0_text").fill("Counts on Friday")
    page.locator("#sitting_promise_0_person").select_option(label="Yaw Osei")
    press(page, "Keep the meeting")
    expect(page.get_by_role("alert")).to_contain_text("No decision without an owner")
    expect(page.locator("#sitting_promise_0_text")).to_have_value("Counts on Friday")
    looked_at(page)
    page.locator("#sitting_ruling_0_owner").select_option(label="Yaw Osei")
    press(page, "Keep the meeting")
    expect(first_line(page)).to_have_text("Because of it: Count at the gate first.")
    for words in ("One shift only. Owner: Yaw Osei", "Yaw Osei: Counts on Friday (promised)"):
        expect(page.get_by_role("main")).to_contain_text(words)
    looked_at(page)
    undo(page)
    expect(first_line(page)).to_contain_text("45 minutes, one thing on the table")


def test_two_answer_a_gate_blind(page: Page, other: Page) -> None:
    home = opened(page)
    invited(page, other, home, f"gate-{home.split('/')[-2]}")
    page.goto(f"{home}gates")
    press(page, "Set it")
    expect(toast(page)).to_contain_text("The day is set.")
    looked_at(page)
    gate = f"{home}gates/g1"
    page.goto(gate)
    choose(page, re.compile("^What you would do"), "Stop")
    page.get_by_label("The best case against going on").first.fill(AGAINST)
    press(page, "Answer")
    expect(toast(page)).to_contain_text("Answered.")
    expect(page.locator("#answers")).to_contain_text(AGAINST)
    looked_at(page)

    for place in (gate, f"{home}gates", f"{home}records/gate_answers", f"{home}history"):
        other.goto(place)
        expect(other.get_by_role("main")).not_to_contain_text(AGAINST)
    other.goto(gate)
    looked_at(other)
    choose(other, re.compile("^What you would do"), "Continue")
    other.get_by_label("The best case against going on").first.fill("It may only be the season.")
    press(other, "Answer")
    expect(other.locator("#answers")).to_contain_text(AGAINST)

    page.goto(gate)
    hold = page.locator("#hold")
    if not hold.get_by_label("Reason").is_visible():
        unfolded(page, "What was decided")
    hold.get_by_label("Pause", exact=True).check()
    hold.get_by_label("Reason").fill("No hands before spring.")
    press(page, "Hold the gate")
    expect(first_line(page)).to_have_text("It rests: No hands before spring.")
    expect(page.get_by_role("link", name="Let it rest")).to_be_visible()
    looked_at(page)
