"""Two tabs change the same record: nobody's words are lost, and both are shown."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.steps import first_line, looked_at, opened, toast


def test_the_second_tab_sees_what_the_first_wrote(page: Page) -> None:
    home = opened(page)
    page.goto(f"{home}records/people")
    looked_at(page)
    page.get_by_role("link", name="bauer").first.click()
    other = page.context.new_page()
    other.goto(page.url)
    looked_at(page)

    page.get_by_label("Role").fill("Shift lead, mornings")
    page.get_by_role("button", name="Save the change").click()
    expect(toast(page)).to_contain_text("Changed.")
    other.get_by_label("Role").fill("Shift lead, nights")
    other.get_by_role("button", name="Save the change").click()
    expect(first_line(other)).to_have_text("Somebody changed this while you were typing.")
    row = other.get_by_role("row").filter(has=other.get_by_role("rowheader", name="Role differs"))
    expect(row.get_by_role("cell")).to_have_text(["Shift lead, nights", "Shift lead, mornings"])
    looked_at(other)

    other.get_by_role("button", name="Let mine stand").click()
    expect(other.get_by_role("row").filter(has_text="Shift lead, nights")).to_have_count(1)
    other.goto(f"{home}history")
    expect(other.get_by_role("button", name="Undo")).to_have_count(2)
    looked_at(other)
    other.get_by_role("button", name="Undo").first.click()
    other.goto(f"{home}records/people")
    expect(other.get_by_role("row").filter(has_text="Shift lead, mornings")).to_have_count(1)
