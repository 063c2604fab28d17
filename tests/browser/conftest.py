"""A real browser and a real server: its own database, its own worker, started once a process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.browser import found

ROOT = Path(__file__).parents[2]
# As root there is no sandbox; the rest keeps the browser from reaching for other machines.
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
WIDE, PHONE = (1280, 900), (390, 844)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process run all journeys: each process would start a workbench of its own."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True, slots=True)
class Workbench:
    """A running workbench.

    Parameters
    ----------
    url
        Its address, without a slash at the end.
    folder
        Where its data lie.
    waiting
        Links of accounts that nobody has used yet.
    """

    url: str
    folder: Path
    waiting: list[str] = field(default_factory=list)

    def link(self, login: str = "me") -> str:
        """Return a new one-time link for an account, made if it is not there."""
        return self._links(login)[0]

    def newcomer(self) -> str:
        """Return a one-time link for somebody who owns nothing yet; they are made in dozens."""
        if not self.waiting:
            stem = f"person{time.monotonic_ns()}"
            self.waiting.extend(self._links(*(f"{stem}-{n}" for n in range(24))))
        return self.waiting.pop()

    def _links(self, *logins: str) -> list[str]:
        script = (
            "import django; django.setup();"
            "from datetime import timedelta; from django.utils import timezone;"
            "from django.contrib.auth.hashers import make_password;"
            "from groundswell.app import keys; from groundswell.store.models import Account;"
            "now = timezone.localtime();"
            "made = lambda login: Account.objects.get_or_create(login=login, defaults={"
            "'name': login.title(), 'password': make_password(None), 'created_at': now})[0];"
            "link = lambda who: keys.new_link(who.pk, 'enter', now, timedelta(hours=1));"
            f"print(*[link(made(login)) for login in {logins!r}])"
        )
        told = subprocess.run(
            [sys.executable, "-c", script],
            env=environment(self.folder),
            capture_output=True,
            text=True,
            check=True,
        )
        return [f"{self.url}/enter/{secret}" for secret in told.stdout.split()]


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a workbench over a folder of data."""
    return {
        **os.environ,
        "GROUNDSWELL_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
    }


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """Start a workbench over an empty database, with its worker, as `groundswell run` does."""
    folder = tmp_path_factory.mktemp("workbench")
    with serving(folder, free_port()) as (made, _):
        yield made
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def serving(folder: Path, port: int) -> Iterator[tuple[Workbench, subprocess.Popen[bytes]]]:
    """Run a workbench over a folder, in a group of processes of its own."""
    command = [sys.executable, "-m", "groundswell", "run", "--no-browser", "--port", str(port)]
    log = folder / "log"
    with log.open("ab") as told:
        server = subprocess.Popen(
            command,
            env=environment(folder),
            stdout=told,
            stderr=told,
            cwd=ROOT,
            start_new_session=True,
        )
        made = Workbench(f"http://127.0.0.1:{port}", folder)
        try:
            _wait(made.url, server, log)
            yield made, server
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            with urllib.request.urlopen(f"{url}/alive", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the workbench did not start: {log.read_text('utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser."""
    path = found()
    assert path is not None, "run `make .venv/.browser`"
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser, workbench: Workbench) -> Iterator[BrowserContext]:
    """Open a browser of one's own, signed in as nobody."""
    made = browser.new_context(
        base_url=workbench.url, viewport={"width": WIDE[0], "height": WIDE[1]}
    )
    made.set_default_timeout(20_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, workbench: Workbench) -> Page:
    """Open a page, signed in as an account of its own that owns nothing yet."""
    made = context.new_page()
    made.goto(workbench.newcomer())
    return made


@pytest.fixture
def other(browser: Browser, workbench: Workbench) -> Iterator[Page]:
    """Open a browser of somebody else, signed in as nobody yet."""
    made = browser.new_context(
        base_url=workbench.url, viewport={"width": WIDE[0], "height": WIDE[1]}
    )
    made.set_default_timeout(20_000)
    yield made.new_page()
    made.close()


@pytest.fixture
def phone(browser: Browser, workbench: Workbench) -> Iterator[Page]:
    """Open a page of a phone's size, touched instead of clicked."""
    made = browser.new_context(
        base_url=workbench.url,
        viewport={"width": PHONE[0], "height": PHONE[1]},
        has_touch=True,
        is_mobile=True,
    )
    made.set_default_timeout(20_000)
    opened = made.new_page()
    opened.goto(workbench.newcomer())
    yield opened
    made.close()
