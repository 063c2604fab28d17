"""P10: how long a frame takes while the map of 5,000 people is dragged and zoomed."""

from __future__ import annotations

import itertools
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from bench.measure import seconds, table
from tools.browser import found

PEOPLE, TIES, STANCES = 5_000, 45_000, 10_000
MEDIAN, MOST = 0.050, 0.200  # seconds of a frame
STEPS = 60
FLAGS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
WATCH = """() => {
  window.frames_ = [];
  const note = (at) => { window.frames_.push(at); window.watching_ = requestAnimationFrame(note); };
  window.watching_ = requestAnimationFrame(note);
}"""
STOP = "() => { cancelAnimationFrame(window.watching_); return window.frames_; }"
# Opens the initiative, lays everybody out and prints a link.
SEED = """
import json, sys
from datetime import timedelta
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from bench.initiatives import initiative
from groundswell.app import keys
from groundswell.app.actor import Actor
from groundswell.app.browse.terrain import lay_out
from groundswell.app.browse.views import view
from groundswell.app.do.initiatives import open_

call_command("migrate", verbosity=0, interactive=False)
now = timezone.localtime()
me = Actor(keys.solo_account(now), "You", now)
code = open_(me, initiative(*map(int, sys.argv[1:4])))
lay_out(view(me, code))
print(json.dumps([code, keys.new_link(me.account, "enter", now, timedelta(hours=1))]))
"""


def p10() -> str:
    """Return the table."""
    rows = []
    with (
        tempfile.TemporaryDirectory() as folder,
        _served(folder) as (url, code, link),
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=found(), args=list(FLAGS))
        page = browser.new_page(base_url=url, viewport={"width": 1280, "height": 900})
        page.goto(f"/enter/{link}")
        page.goto(f"/i/{code}/terrain")
        page.wait_for_selector("[data-terrain][data-ready]", timeout=120_000)
        for name, act in (("dragged", _drag), ("zoomed", _zoom), ("dragged close by", _drag)):
            rows.append(_row(name, _watched(page, act)))
        browser.close()
    header = ("", "frames", "median", "budget", "longest", "budget")
    title = f"P10  frames of the map of {PEOPLE:,} people and {TIES:,} ties, drawn in software"
    return table(title, header, rows)


def _row(name: str, took: list[float]) -> tuple[str, ...]:
    middle, longest = seconds(statistics.median(took)), seconds(max(took))
    return name, str(len(took)), middle, seconds(MEDIAN), longest, seconds(MOST)


def _watched(page: Page, act: Callable[[Page], None]) -> list[float]:
    """Return the seconds between two frames while something is done."""
    page.wait_for_timeout(1_500)  # the ties of the last look have settled
    page.evaluate(WATCH)
    act(page)
    began = page.evaluate(STOP)
    return [(b - a) / 1e3 for a, b in itertools.pairwise(began)]


def _drag(page: Page) -> None:
    x, y = _middle(page)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(x + 3 * min(step, STEPS - step), y + 2 * (step % 20))
    page.mouse.up()


def _zoom(page: Page) -> None:
    page.mouse.move(*_middle(page))
    for _ in range(STEPS // 4):
        page.mouse.wheel(0, -120)
        page.wait_for_timeout(50)


def _middle(page: Page) -> tuple[float, float]:
    box = page.locator("[data-terrain-map]").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@contextmanager
def _served(folder: str) -> Iterator[tuple[str, str, str]]:
    """Yield the address of a workbench, the code of the initiative, and a link that opens it."""
    environment = {
        **os.environ,
        "GROUNDSWELL_DATA": folder,
        "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
    }
    sizes = [str(n) for n in (PEOPLE, TIES, STANCES)]
    seed = [sys.executable, "-c", SEED, *sizes]
    told = subprocess.run(seed, env=environment, capture_output=True, text=True, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "groundswell", "run", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        next(line for line in server.stdout if "ready" in line)
        code, link = json.loads(told.stdout)
        yield f"http://127.0.0.1:{port}", code, link
    finally:
        server.terminate()
        server.communicate(timeout=30)
