"""The working document is written, compared and taken along; a calendar reads along and stops."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Workbench
from tests.browser.steps import answered, first_line, looked_at, opened, toast
from tests.browser.test_settings import confirm


def written(page: Page, text: str) -> None:
    """Write into the charter."""
    page.get_by_role("link", name="Write into Charter").click()
    page.get_by_label(re.compile("^Text")).fill(text)
    looked_at(page)
    page.get_by_role("button", name="Save").click()
    expect(first_line(page)).to_have_text("What would I show a newcomer?")


def test_the_document_is_written_compared_and_taken_along(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}document")
    looked_at(page)
    written(page, "We meet on Tuesdays at nine.")
    expect(toast(page)).to_contain_text("Recorded.")
    written(page, "We meet on Fridays at nine.\n\n<b>Bring</b> a source.")
    charter = page.locator("#charter")
    expect(charter).to_contain_text("We meet on Fridays at nine.")
    expect(charter).to_contain_text("<b>Bring</b> a source.")
    page.get_by_role("link", name="Write into Charter").click()
    versions = page.locator("section").filter(has=page.get_by_role("heading", name="Versions"))
    expect(versions.locator("del").first).to_have_text("Tuesdays")
    expect(versions.locator("ins").first).to_have_text("Fridays")

    page.goto(f"{home}document")
    page.get_by_role("link", name="Compare two days").click()
    looked_at(page)
    page.get_by_label("From").fill("2026-01-01")
    page.get_by_role("button", name="Compare").click()
    expect(first_line(page)).to_contain_text("differ")
    expect(page.locator("ins").filter(has_text="We meet on Fridays at nine.")).to_be_visible()
    looked_at(page)

    page.goto(f"{home}document")
    page.get_by_role("link", name="Take out as Markdown").click()
    with page.expect_download() as taken:
        confirm(page)
    text = taken.value.path().read_text("utf-8")
    assert text.startswith("# ") and "\\<b\\>Bring\\</b\\> a source." in text
    page.goto(f"{home}document")
    with page.expect_download() as word:
        page.get_by_role("link", name="Take out as Word document").click()
    assert word.value.path().read_bytes()[:2] == b"PK"


def test_a_calendar_reads_along_until_its_address_is_ended(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}settings/calendars")
    confirm(page)
    page.get_by_label(re.compile("^Title")).fill("My phone")
    looked_at(page)
    page.get_by_role("button", name="Make an address").click()
    given = page.get_by_role("status").filter(has_text="Copy the address now.")
    url = given.locator("code").inner_text()
    looked_at(page)
    with urllib.request.urlopen(url, timeout=20) as reply:
        calendar = icalendar.Calendar.from_ical(reply.read())
        tag = reply.headers["ETag"]
    assert str(calendar["X-WR-CALNAME"]) == "Reminders"
    again = urllib.request.Request(url, headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(again, timeout=20)
    page.goto(f"{home}settings/calendars")
    expect(page.get_by_text(url)).to_have_count(0)
    page.get_by_role("button", name="End My phone").click()
    expect(toast(page)).to_contain_text("Ended.")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(url, timeout=20)
    page.get_by_role("link", name="Reminders").click()
    expect(first_line(page)).to_have_text("No mail leaves this machine.")
    page.get_by_label("Send me the week by e-mail").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Say where to send it.").first).to_be_visible()
    looked_at(page)


def test_ten_seconds_for_oneself_and_a_time_to_meet_on_a_phone(
    phone: Page, workbench: Workbench
) -> None:
    home = opened(phone)
    phone.goto(f"{home}you")
    phone.get_by_role("group", name=re.compile("^Energy")).get_by_label("Low").check()
    phone.get_by_label(re.compile("hand over")).fill("The minutes")
    looked_at(phone)
    phone.get_by_role("button", name="Note it").click()
    expect(toast(phone)).to_contain_text("Noted, for you alone.")
    expect(first_line(phone)).to_have_text("Noted for this week.")
    looked_at(phone)

    phone.goto(f"{home}tending")
    looked_at(phone)
    first = datetime.now(UTC)
    busy = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        f"DTSTAMP:20260101T000000Z\r\nDTSTART:{first:%Y%m%dT000000Z}\r\n"
        f"DTEND:{first + timedelta(days=7):%Y%m%dT000000Z}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    file = {"name": "mine.ics", "mimeType": "text/calendar", "buffer": busy.encode()}
    phone.get_by_label(re.compile("^Your calendar")).set_input_files(file)  # type: ignore[arg-type]
    phone.get_by_label("Time zone").fill("UTC")
    phone.get_by_role("button", name="Find times").click()
    expect(phone.get_by_text("Free within the next two weeks:")).to_be_visible()
    expect(phone.get_by_text("09:00 to 09:45").first).to_be_visible()
    looked_at(phone)


def test_a_mentor_gets_a_copy_without_names(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}you/advice")
    confirm(page)
    page.get_by_label(re.compile("^What you want")).fill("Whom would you ask first?")
    page.get_by_label("Plain text").check()
    looked_at(page)
    page.get_by_role("button", name="Make the copy").click()
    answered(page)
    save = page.get_by_role("link", name=re.compile("^Save advice"))
    expect(save).to_be_visible(timeout=60_000)
    looked_at(page)
    with page.expect_download() as taken:
        save.click()
    text = taken.value.path().read_text("utf-8")
    assert "Whom would you ask first?" in text and "Ludger" not in text
