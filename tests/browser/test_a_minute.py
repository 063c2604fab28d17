"""A conversation logged in a minute with one hand, found again, taken back and brought back."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import undo
from tests.browser.steps import first_line, looked_at, opened

MOST = 9  # taps and fields for who, what, where they stand, how sure, and a private note

SAID, NOTED = "Would try it on one shift.", "Worried about the night shift."


class Hand:
    """Counts what a thumb has to do."""

    def __init__(self) -> None:
        self.done = 0

    def tap(self, what: Locator) -> None:
        """Tap something."""
        self.done += 1
        what.tap()

    def write(self, where: Locator, text: str) -> None:
        """Write into a field: a tap into it, and the words."""
        self.tap(where)
        where.fill(text)


def logged(phone: Page) -> str:
    """Log a conversation with the first who is offered; return their name."""
    hand = Hand()
    hand.tap(phone.get_by_role("navigation", name="Main").get_by_role("link", name="Log"))
    expect(first_line(phone)).to_have_text("Who was it, and what changed?")
    looked_at(phone)
    who = phone.get_by_role("group", name="Who").get_by_role("radio").first
    name = who.locator("xpath=..").inner_text()
    hand.tap(who)
    hand.write(phone.get_by_label("What happened"), SAID)
    hand.tap(phone.get_by_role("group", name="Where they stand now").get_by_label("Supporter"))
    hand.tap(phone.get_by_role("group", name="How sure").get_by_label("High"))
    hand.tap(phone.get_by_text("A private note"))
    hand.write(phone.get_by_label("Only you can read it"), NOTED)
    hand.tap(phone.get_by_role("button", name="Log it"))
    assert hand.done <= MOST, f"{hand.done} taps"
    expect(phone.get_by_role("status")).to_contain_text(f"Logged: {name}.")
    looked_at(phone)
    return name


def test_logged_undone_and_redone(phone: Page) -> None:
    home = opened(phone)
    name = logged(phone)
    lately = phone.locator("section", has=phone.get_by_role("heading", name="Logged lately"))
    lately.get_by_role("link", name=name).first.tap()
    kept = phone.get_by_role("main")
    for words in (SAID, NOTED, "only you can read it", "supporter"):
        expect(kept).to_contain_text(words)
    looked_at(phone)
    theirs = phone.url

    phone.goto(f"{home}history")
    phone.get_by_role("button", name="Undo").first.tap()
    expect(phone.get_by_role("status")).to_contain_text("Undone.")
    expect(first_line(phone)).to_contain_text(f"two records in encounters and stances ({name})")
    looked_at(phone)
    phone.goto(theirs)
    expect(kept).not_to_contain_text(NOTED)
    expect(kept).not_to_contain_text(SAID)

    phone.goto(f"{home}history")
    phone.get_by_role("button", name="Redo").first.tap()
    expect(phone.get_by_role("status")).to_contain_text("Redone.")
    phone.goto(theirs)
    expect(kept).to_contain_text(NOTED)
    expect(kept).to_contain_text(SAID)


def test_a_slip_is_one_tap(phone: Page) -> None:
    home = opened(phone)
    phone.goto(f"{home}log")
    phone.get_by_text("Somebody else").tap()
    phone.get_by_label("Or a new name").fill("Somebody New")
    phone.get_by_role("button", name="Log it").tap()
    expect(phone.get_by_role("status")).to_contain_text("Logged: Somebody New.")
    undo(phone)
    expect(phone.get_by_role("status")).to_contain_text("Undone.")
    expect(phone.get_by_role("main")).not_to_contain_text("Somebody New")
