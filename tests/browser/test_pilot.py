"""A trial on a phone, from the question to the ledger; and what today costs, without permission."""

from __future__ import annotations

import re

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.steps import first_line, looked_at, opened, toast, unfolded

DAYS = "case,before,after\n" + "\n".join(
    f"c{at},{before},{after}"
    for at, (before, after) in enumerate([(12, 8), (15, 10), (11, 7), (14, 9), (13, 8), (16, 9)])
)


def plan_trial(page: Page) -> None:
    """Plan a trial: a dozen cases, thirty days."""
    page.get_by_role("link", name="Plan a trial").click()
    expect(page.get_by_label("Cases planned")).to_have_value("12")
    page.get_by_label("What should it answer?").fill("Do answers come sooner?")
    page.get_by_label("Before and after", exact=True).check()
    page.get_by_label("What is measured").fill("days to an answer")
    page.get_by_label("Smallest effect worth having").fill("-10 %")
    page.get_by_label("What would end it early").fill("Two wrong answers.")
    looked_at(page)
    page.get_by_role("button", name="How many cases does that take?").click()
    expect(first_line(page)).to_contain_text("show what breaks, not how much it helps")
    looked_at(page)
    page.get_by_role("button", name="Save the plan").click()
    expect(toast(page)).to_contain_text("Recorded.")


def hand_in(page: Page, text: str) -> None:
    """Hand a file of values in."""
    file: FilePayload = {"name": "days.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Look at it first").click()


def test_a_trial_on_a_phone_from_the_question_to_the_ledger(phone: Page) -> None:
    home = opened(phone)
    phone.goto(f"{home}evidence")
    looked_at(phone)
    plan_trial(phone)
    hand_in(phone, DAYS.replace("16,9", "16,many"))
    expect(first_line(phone)).to_have_text("1 problem stands in the way.")
    looked_at(phone)
    phone.get_by_role("button", name="Discard the file").click()
    hand_in(phone, DAYS)
    expect(first_line(phone)).to_have_text("12 values would be kept.")
    phone.get_by_role("button", name="Keep these values").click()
    phone.get_by_role("button", name="Take back the 12 values").click()
    expect(phone.get_by_text("none yet")).to_be_visible()
    hand_in(phone, DAYS)
    phone.get_by_role("button", name="Keep these values").click()
    expect(first_line(phone)).to_contain_text(
        re.compile("Days to an answer fell by 37 %, between .*; six cases cannot show")
    )
    unfolded(phone, "As a table")
    looked_at(phone)
    unfolded(phone, "Write it down")
    phone.get_by_label("What broke").fill("The scanner jammed twice.")
    phone.get_by_role("button", name="Keep it").click()
    phone.get_by_role("button", name="Put into the ledger what broke").click()
    expect(phone.get_by_role("heading", name="The scanner jammed twice.")).to_be_visible()
    phone.get_by_role("link", name="Do answers come sooner?").click()
    phone.get_by_role("button", name="Make it an entry of the ledger").click()
    expect(first_line(phone)).to_have_text("Two entries: one worked and one broke.")
    looked_at(phone)


def test_what_today_costs_needs_nobody(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}evidence")
    page.get_by_role("link", name="Count something").click()
    page.get_by_label("What costs so much?").fill("chasing late parcels")
    page.get_by_label("What is counted").fill("calls")
    for label, value in (("Cases", ("20", "30")), ("Hours for each", ("0.25", "0.5"))):
        page.get_by_label(f"{label}, at least").fill(value[0])
        page.get_by_label(f"{label}, at most").fill(value[1])
    page.get_by_label("Week", exact=True).check()
    looked_at(page)
    page.get_by_role("button", name="Work it out").click()
    expect(first_line(page)).to_have_text(
        re.compile(r"Chasing late parcels takes \d+ to \d+ hours of work a year\.")
    )
    looked_at(page)
    page.goto(f"{home}evidence")
    expect(first_line(page)).to_contain_text("One entry: one without a result of its own")
    looked_at(page)
