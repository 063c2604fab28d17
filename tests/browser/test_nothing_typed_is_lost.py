"""A save that fails keeps what was typed: nonsense, a script, and a server out of reach."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.acts import press
from tests.browser.steps import first_line, looked_at, opened

HOSTILE = (
    "<script>document.title = 'taken'</script> \"' {{ 7|add:7 }} ; DROP TABLE people; \u202e\u200b"
)


def test_what_does_not_fit_is_said_and_kept(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}log")
    page.get_by_label("What happened").fill(HOSTILE)
    press(page, "Log it")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved yet.")
    expect(page.get_by_role("alert")).to_contain_text("Say who it was, or give a new name.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("What happened")).to_have_value(HOSTILE)
    looked_at(page)
    page.get_by_role("group", name="Who").get_by_role("radio").first.check()
    press(page, "Log it")
    expect(page.get_by_role("status")).to_contain_text("Logged")
    expect(page.get_by_role("main")).to_contain_text("<script>document.title = 'taken'</script>")
    expect(page.get_by_role("main")).to_contain_text("{{ 7|add:7 }}")
    assert page.title() != "taken"
    looked_at(page)


def test_figures_out_of_range_name_their_field(page: Page) -> None:
    page.get_by_role("link", name="Start yours").click()
    page.get_by_label("The change", exact=True).fill(HOSTILE)
    page.get_by_label("Your name").fill("Rui")
    page.get_by_label("Weekly hours").fill("a few")
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_contain_text("Weekly hours")
    expect(page.get_by_label("The change", exact=True)).to_have_value(HOSTILE)
    expect(page.get_by_label("Weekly hours")).to_have_value("a few")
    looked_at(page)
    page.get_by_label("Weekly hours").fill("3")
    press(page, "Go on")
    expect(first_line(page)).to_have_text("Where does it happen?")
    looked_at(page)


def test_out_of_reach_and_back(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}log")
    page.get_by_role("group", name="Who").get_by_role("radio").first.check()
    page.get_by_label("What happened").fill("Written in a tunnel.")
    page.context.set_offline(True)
    press(page, "Log it")
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.goto(f"{home}log")
    expect(page.get_by_text("What you had typed here was kept, and is back.")).to_be_visible()
    expect(page.get_by_label("What happened")).to_have_value("Written in a tunnel.")
    looked_at(page)
    press(page, "Log it")
    expect(page.get_by_role("status")).to_contain_text("Logged")
    expect(page.get_by_label("What happened")).to_have_value("")
    expect(page.get_by_role("main")).to_contain_text("Written in a tunnel.")
