"""The board: a card is dragged or moved by its form; either is one observation with a way back."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import looked_at, opened, toast


def board(page: Page) -> Locator:
    """Open the board of the smallest example and return it."""
    page.goto(f"{opened(page)}terrain?view=board")
    return page.get_by_role("region", name="Board: stance by influence")


def card(place: Locator, name: str) -> Locator:
    """Return somebody's card."""
    return place.get_by_role("listitem").filter(has=place.page.get_by_role("link", name=name))


def column(place: Locator, stance: str) -> Locator:
    """Return the cells under a stance."""
    return place.locator(f'td[data-stance="{stance}"]')


def test_a_card_is_dragged_with_the_mouse(page: Page) -> None:
    place = board(page)
    looked_at(page)
    grip, head = card(place, "Ludger Bauer"), place.get_by_role("columnheader", name="supporter")
    grip.scroll_into_view_if_needed()
    box, to = grip.bounding_box(), head.bounding_box()
    assert box and to
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(to["x"] + to["width"] / 2, box["y"] + 40, steps=8)
    page.mouse.up()
    expect(toast(page)).to_contain_text("Recorded: you see Ludger Bauer as supporter.")
    expect(card(column(place, "supporter"), "Ludger Bauer")).to_be_visible()
    page.reload()
    expect(card(column(place, "supporter"), "Ludger Bauer")).to_be_visible()


def test_undoing_puts_the_card_back(page: Page) -> None:
    place = board(page)
    grip = card(place, "Carme Nadal")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    to = place.get_by_role("columnheader", name="champion").bounding_box()
    assert box and to
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(to["x"] + 20, box["y"] + 30, steps=8)
    page.mouse.up()
    toast(page).get_by_role("button", name="Undo").click()
    expect(toast(page)).to_contain_text("Undone.")
    expect(card(column(place, "supporter"), "Carme Nadal")).to_be_visible()


def test_a_card_is_moved_by_keyboard_alone(page: Page) -> None:
    place = board(page)
    link = card(place, "Sevgi Kaplan").get_by_role("link")
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    looked_at(page)
    page.keyboard.press("Tab")
    expect(card(place, "Sevgi Kaplan").get_by_role("button", name="unknown")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(toast(page)).to_contain_text("Recorded: you see Sevgi Kaplan as skeptic.")
    expect(card(column(place, "skeptic"), "Sevgi Kaplan")).to_be_visible()
    toast(page).get_by_role("button", name="Undo").press("Enter")
    expect(card(column(place, "unknown"), "Sevgi Kaplan")).to_be_visible()


def test_escape_lets_go_of_a_card(page: Page) -> None:
    place = board(page)
    box = card(place, "Ludger Bauer").bounding_box()
    assert box
    page.mouse.move(box["x"] + 12, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 40, steps=8)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(card(column(place, "neutral"), "Ludger Bauer")).to_be_visible()
    expect(toast(page).get_by_role("paragraph")).to_have_count(0)
