"""Settings: members, programs, words, constants, and the way back of each."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Workbench
from tests.browser.steps import first_line, looked_at, opened, toast


def confirm(page: Page) -> None:
    """Say that it is oneself, as is asked before what matters."""
    expect(first_line(page)).to_have_text("Is it you at the keyboard?")
    looked_at(page)
    page.get_by_role("button", name="Yes, it is me").click()


def test_somebody_is_let_in_and_given_another_role(page: Page) -> None:
    page.goto(f"{opened(page)}settings")
    looked_at(page)
    page.get_by_label(re.compile("^Login")).fill("carme")
    page.get_by_label(re.compile("^Name")).fill("Carme Nadal")
    page.get_by_role("group", name=re.compile("^Role")).get_by_label("Member").check()
    page.get_by_role("button", name="Let them in").click()
    confirm(page)
    expect(page.get_by_label(re.compile("^Login"))).to_have_value("carme")
    page.get_by_role("button", name="Let them in").click()
    given = page.get_by_role("status").filter(has_text="Give this link to Carme Nadal.")
    expect(given).to_contain_text("/enter/")
    expect(first_line(page)).to_have_text("2 people belong to this initiative.")
    looked_at(page)

    link = given.locator("code").inner_text()
    page.get_by_label("Role of Carme Nadal").select_option("observer")
    row = page.locator(".row").filter(has_text="signs in as carme")
    row.get_by_role("button", name="Change").click()
    expect(toast(page)).to_contain_text("Role changed.")
    expect(row.locator(".badge")).to_have_text("observer")
    home = page.url.removesuffix("settings")
    page.context.clear_cookies()
    page.goto(link)
    expect(page.get_by_label(re.compile("[Pp]assword")).first).to_be_visible()
    looked_at(page)
    page.goto(f"{home}terrain")
    expect(page.get_by_text("where people stand is hidden in this view")).to_be_visible()


def _asked(url: str, token: str) -> dict[str, object]:
    sent = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(sent, timeout=20) as reply:
        told: dict[str, object] = json.load(reply)
    return told


def test_a_program_gets_a_token_and_loses_it(page: Page, workbench: Workbench) -> None:
    home = opened(page)
    code = home.rstrip("/").rpartition("/")[2]
    page.goto(f"{home}settings/tokens")
    if "confirm" in page.url:
        confirm(page)
    page.get_by_label(re.compile("^Title")).fill("the monthly report")
    looked_at(page)
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("Copy the token now.")).to_be_visible()
    token = page.get_by_role("status").locator("code").inner_text()
    looked_at(page)
    url = f"{workbench.url}/api/initiatives/{code}"
    assert "lamp" in str(_asked(url, token))
    page.get_by_role("button", name="End the monthly report").click()
    expect(first_line(page)).to_have_text("No program may use this initiative.")
    with pytest.raises(urllib.error.HTTPError) as refused:
        _asked(url, token)
    with refused.value as reply:
        assert reply.code == 401


def test_the_words_of_the_trade_change_every_screen(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}settings/words")
    looked_at(page)
    page.get_by_label(re.compile("^Whose words")).select_option("organisers")
    page.get_by_role("button", name="Use these words").click()
    expect(first_line(page)).to_have_text("The screens speak as organisers do.")
    page.goto(f"{home}terrain?view=board")
    said = [text.rstrip(" 0123456789") for text in page.locator("th .chip").all_inner_texts()]
    assert "champion" not in said
    page.goto(f"{home}terrain?view=rings")
    drawing = page.get_by_role("main").locator("svg").first
    expect(drawing).to_contain_text(said[-1])
    page.goto(f"{home}terrain")
    expect(page.locator(".legend")).to_contain_text(said[-1])
    page.goto(f"{home}people/nadal")
    expect(page.get_by_role("main")).to_contain_text(said[-2])


def test_a_constant_is_changed_undone_and_done_again(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}settings/model")
    looked_at(page)
    page.get_by_role("region", name="Constants").get_by_role("link").first.click()
    field = page.get_by_role("main").get_by_role("textbox").first
    default = field.input_value()
    row = page.get_by_role("row").nth(1)
    looked_at(page)
    field.fill("1000000")
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved yet.")
    bound = re.search(r"between (\S+) and (\S+?)[.,;]?\s", page.get_by_role("main").inner_text())
    page.get_by_role("main").get_by_role("textbox").first.fill(bound[1] if bound else default)
    page.get_by_role("button", name="Set it").click()
    expect(first_line(page)).to_have_text("1 constant of the model differs here.")
    expect(row).to_contain_text("changed")

    page.goto(f"{home}history")
    looked_at(page)
    page.get_by_role("button", name="Undo").first.click()
    page.goto(f"{home}settings/model")
    expect(first_line(page)).to_have_text("The model runs on its defaults.")
    page.goto(f"{home}history")
    page.get_by_role("button", name="Redo").first.click()
    page.goto(f"{home}settings/model")
    expect(first_line(page)).to_have_text("1 constant of the model differs here.")
