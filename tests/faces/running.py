"""A workbench as `groundswell run` starts it, over its own data, with tokens to call it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOKENS = """
import django; django.setup()
from django.utils import timezone
from groundswell.app import keys
from groundswell.app.actor import Actor
from groundswell.app.do.team import issue_
now = timezone.localtime()
me = Actor(keys.solo_account(now), "You", now)
for writes in (False, True):
    print(issue_(me, "example-loner", "test", writes=writes)[1])
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A running workbench with the smallest example, a token that reads and one that writes."""

    url: str
    folder: Path
    code: str
    reader: str
    writer: str


@contextmanager
def workbench(folder: Path) -> Iterator[Running]:
    """Start a workbench, and end it."""
    settings = {
        "GROUNDSWELL_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
    }
    place = {**os.environ, **settings}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "groundswell", "run", "--example", "loner", "--no-browser"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--port", str(port)], env=place, stdout=log, stderr=log
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait(f"{url}/api/openapi.json", server, folder / "log")
            told = subprocess.run(
                [sys.executable, "-c", TOKENS],
                env=place,
                capture_output=True,
                text=True,
                check=True,
            )
            yield Running(url, folder, "example-loner", *told.stdout.split())
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the workbench answers."""
    for _ in range(600):
        assert server.poll() is None, log.read_text("utf-8")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            threading.Event().wait(0.1)
    raise AssertionError(f"the workbench did not start: {log.read_text('utf-8')}")
