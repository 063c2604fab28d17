"""From an empty account to the brief: with ten names, with almost nothing, and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import Page, expect

from tests.browser.acts import begin, listen, place, press, read_brief
from tests.browser.steps import SLOW, first_line, looked_at

TEN = """Ana Prado, Head of benefits, Benefits
Bruno Lindt, Finance director, Finance
Carla Nunes, Case worker, Benefits
Deniz Aydin, IT lead, IT
Eva Holm, Works council, Staff
Femi Okoro, Case worker, Benefits
Gita Rao, Legal counsel, Legal
Hugo Stern, Chief executive, Board
Ines Mora, Team lead, Benefits
Jan Kolar, Union delegate, Staff"""
STANCES = {
    "Ana Prado": "Advocate",
    "Bruno Lindt": "Inclined against",
    "Carla Nunes": "Inclined in favour",
    "Deniz Aydin": "Inclined in favour",
    "Eva Holm": "Neutral",
    "Gita Rao": "Unknown",
    "Hugo Stern": "Neutral",
}
TIES = (
    ("Ana Prado", "Carla Nunes"),
    ("Bruno Lindt", "Deniz Aydin"),
    ("Carla Nunes", "Ines Mora"),
    ("Deniz Aydin", "Ana Prado"),
    ("Eva Holm", "Jan Kolar"),
)


def first_ten_minutes(page: Page, ties: Iterable[tuple[str, str]]) -> str:
    """Go from nothing to the brief, looking at every screen; return what the brief says."""
    expect(first_line(page)).to_have_text("Change needs company. Begin with what you know.")
    looked_at(page)
    begin(page, "Families apply once instead of four times.", "Mira Sand", hours="4")
    looked_at(page)
    page.get_by_role("radio", name=re.compile("^A public service")).check()
    press(page, "Go on")
    expect(first_line(page)).to_have_text("Which decisions does it need?")
    looked_at(page)
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Another decision").first.fill("Let one office try it for three months")
    press(page, "Go on")
    expect(first_line(page)).to_have_text("Who has a part in it?")
    looked_at(page)
    page.get_by_label("People").fill(TEN)
    press(page, "Add them")
    expect(page.get_by_role("status")).to_contain_text("Ten people added.")
    expect(first_line(page)).to_have_text("Where do they stand, as far as you have seen?")
    looked_at(page)
    place(page, STANCES)
    expect(first_line(page)).to_have_text("Whom do they listen to?")
    looked_at(page)
    listen(page, ties)
    return read_brief(page)


def test_wide(page: Page) -> None:
    said = first_ten_minutes(page, (*TIES, ("Carla Nunes", "Mira Sand (you)")))
    assert "Talk to Ana Prado next" in said, said
    page.get_by_role("link", name="Prepare it").click()
    expect(page.get_by_role("heading", name="The ask")).to_be_visible(timeout=SLOW)
    expect(first_line(page)).to_contain_text("Ana Prado")
    looked_at(page)


def test_on_a_phone(phone: Page) -> None:
    said = first_ten_minutes(phone, TIES)
    assert "Find a way to Ana Prado" in said, said
    phone.get_by_role("link", name="Go on to this week").click()
    expect(first_line(phone)).to_contain_text("week")
    looked_at(phone)


def test_with_almost_nothing(page: Page) -> None:
    begin(page, "Nobody loads a truck alone at night.", "Rui")
    page.get_by_role("link", name="Skip", exact=True).click()
    page.get_by_role("link", name="Skip", exact=True).click()
    page.get_by_label("People").fill("\n".join(f"Name {n}" for n in "ABCDEF"))
    press(page, "Add them")
    place(page, {"Name A": "Supporter", "Name B": "Skeptic"})
    listen(page, (("Name A", "Rui (you)"), ("Name B", "Name A"), ("Name C", "Name A")))
    said = read_brief(page)
    for honest in (
        "2 of them judged by somebody",
        "Four people have not been judged by anybody; they count as unknown, not as neutral.",
        "no chance to tell",
        "what your map implies, not what people will do",
    ):
        assert honest in said, said
