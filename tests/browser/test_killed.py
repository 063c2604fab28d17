"""The server dies in the middle of a large import: afterwards all of it is there, or nothing."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from groundswell.core.terrain.map_records import Person, Tie
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.terms import TieKind
from groundswell.ingest.workbook import write
from tests.browser.conftest import free_port, serving
from tests.browser.steps import SLOW, first_line, looked_at, opened

PEOPLE = 3_000


def large(path: Path) -> None:
    """Write a workbook so large that a worker takes it in."""
    codes = [f"n{k:04d}" for k in range(PEOPLE)]
    people = tuple(Person(person=code, name=f"Person {code[1:]}") for code in codes)
    ties = tuple(
        Tie(from_=codes[k], to=codes[k - step], kind=TieKind.ADVICE, observed_on=date(2026, 11, 1))
        for k in range(PEOPLE)
        for step in (1, 2)
    )
    write(Observations(records={"people": people, "ties": ties}), path)


def counted(page: Page, home: str, sheet: str) -> int:
    """Return how many records of a sheet there are, as the page says."""
    page.goto(f"{home}records/{sheet}")
    found = re.search(r"([\d,.]+) record", first_line(page).inner_text())
    assert found
    return int(re.sub(r"\D", "", found[1]))


def test_all_or_nothing_is_there(browser: Browser, tmp_path: Path) -> None:
    port = free_port()
    workbook = tmp_path / "large.xlsx"
    large(workbook)
    page = browser.new_page(base_url=f"http://127.0.0.1:{port}")
    with serving(tmp_path, port) as (bench, server):
        page.goto(bench.link())
        home = opened(page)
        before = counted(page, home, "people"), counted(page, home, "ties")
        page.goto(f"{home}intake")
        page.get_by_label("Workbook").set_input_files(workbook)
        page.get_by_role("button", name="Look at it first").click(timeout=SLOW)
        expect(first_line(page)).to_contain_text("would be new or changed", timeout=SLOW)
        page.get_by_role("button", name="Import").click()
        expect(page.locator("#job-progress")).to_be_visible(timeout=SLOW)
        _begun(tmp_path)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=20)
    with serving(tmp_path, port):
        now = counted(page, home, "people"), counted(page, home, "ties")
        assert now in (before, (before[0] + PEOPLE, before[1] + 2 * PEOPLE))
        page.goto(home)
        looked_at(page)
    page.close()


def _begun(folder: Path) -> None:
    """Wait until the worker has taken the import."""
    with closing(sqlite3.connect(folder / "groundswell.sqlite3", timeout=20)) as database:
        state = "queued"
        while state == "queued":
            [(state,)] = database.execute("SELECT state FROM store_job").fetchall()
        assert state == "running"
