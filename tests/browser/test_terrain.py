"""The network: the map draws, is walked by keyboard, filtered, and has a twin in a table."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.steps import HOSPITAL, SLOW, first_line, looked_at, opened

NO_WEBGL = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
};
"""


def drawn(page: Page) -> None:
    """Wait until the map stands."""
    expect(page.locator("[data-terrain][data-ready]")).to_be_visible(timeout=SLOW)


def colours(page: Page, picture: bytes) -> int:
    """Return how many colours cover more than a few dots of a picture."""
    return int(
        page.evaluate(
            """async (told) => {
              const bytes = Uint8Array.from(atob(told), (letter) => letter.charCodeAt(0));
              const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
              const flat = new OffscreenCanvas(image.width, image.height);
              const pen = flat.getContext("2d");
              pen.drawImage(image, 0, 0);
              const dots = new Uint32Array(
                pen.getImageData(0, 0, image.width, image.height).data.buffer);
              const seen = new Map();
              for (const dot of dots) seen.set(dot, (seen.get(dot) ?? 0) + 1);
              return [...seen.values()].filter((number) => number > 60).length;
            }""",
            base64.b64encode(picture).decode(),
        )
    )


def test_the_network_is_walked_by_keyboard(page: Page) -> None:
    home = opened(page, HOSPITAL)
    page.goto(f"{home}terrain")
    drawn(page)
    status = page.get_by_role("status").filter(has_text="ties in view")
    expect(status).to_have_text("163 people; 598 of 598 ties in view.")
    expect(first_line(page)).to_contain_text("Night team")
    looked_at(page)

    page.get_by_role("application", name="Map of people").focus()
    page.keyboard.press("/")
    search = page.get_by_role("combobox", name="Find a person")
    expect(search).to_be_focused()
    page.keyboard.type("mulder")
    found = page.get_by_role("listbox", name="People found").get_by_role("option")
    expect(found).to_have_text([re.compile("Frances Mulder")])
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="The person you chose")
    expect(panel.get_by_role("heading", name="Frances Mulder")).to_be_visible()
    expect(panel).to_contain_text("Chief executive")
    expect(page.locator("#terrain-status")).to_contain_text("Frances Mulder and")
    assert page.url.endswith("#focus=mulder")
    looked_at(page)

    page.reload()
    drawn(page)
    expect(panel.get_by_role("heading", name="Frances Mulder")).to_be_visible()
    page.get_by_role("application", name="Map of people").press("Escape")
    page.keyboard.press("0")
    expect(status).to_have_text("163 people; 598 of 598 ties in view.")


def test_filters_stack_and_come_off_and_the_table_keeps_them(page: Page) -> None:
    home = opened(page, HOSPITAL)
    page.goto(f"{home}terrain")
    drawn(page)
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("Level", exact=True).select_option(label="executive")
    page.get_by_label("Judged", exact=True).select_option(label="by somebody")
    status = page.locator("#terrain-status")
    expect(status).to_contain_text("of 163 people, the others faded")
    both = status.inner_text()
    on = page.get_by_role("group", name="Filters that are on")
    expect(on.get_by_role("button")).to_have_count(2)
    page.locator("summary", has_text="Layers").click()
    page.get_by_role("checkbox", name=re.compile("^reports to")).uncheck()
    expect(status).not_to_have_text(both)
    looked_at(page)

    page.get_by_role("navigation", name="Views of the terrain").get_by_role(
        "link", name="Table"
    ).click()
    people = int(both.split()[0])
    expect(page.get_by_role("region", name="People on the map").locator("tbody tr")).to_have_count(
        people
    )
    expect(page.get_by_text(f"{people} of 163 people. Sorted by")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="executive: take off").click()
    expect(page.get_by_role("link", name=re.compile("take off"))).to_have_count(1)
    page.get_by_role("link", name=re.compile("take off")).click()
    expect(page.get_by_text("163 of 163 people. Sorted by")).to_be_visible()


def test_who_is_near_somebody(page: Page) -> None:
    home = opened(page, HOSPITAL)
    page.goto(f"{home}terrain?view=table&find=mulder")
    page.get_by_role("link", name="near them").click()
    expect(first_line(page)).to_contain_text("Frances Mulder")
    expect(page.get_by_role("img").first).to_be_visible()
    looked_at(page)


def test_without_webgl_the_map_points_to_the_table(page: Page) -> None:
    home = opened(page, HOSPITAL)
    page.context.add_init_script(NO_WEBGL)
    page.goto(f"{home}terrain")
    expect(page.get_by_text("This browser cannot draw the map")).to_be_visible(timeout=SLOW)
    looked_at(page)
    page.get_by_role("link", name="Open the table").click()
    expect(page.get_by_role("rowheader", name="Frances Mulder")).to_be_visible()


def test_the_picture_of_the_map_is_saved_in_its_colours(page: Page) -> None:
    home = opened(page, HOSPITAL)
    page.goto(f"{home}terrain")
    drawn(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save picture").click()
    saved = Path(waiting.value.path()).read_bytes()
    # Paper, five stances, and the ink of names and of the rings around the coalition.
    assert colours(page, saved) >= 7
