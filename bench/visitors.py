"""P6: twenty people at work in a workbench of 5,000 people, with two processes that answer."""

from __future__ import annotations

import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.measure import seconds, table

PEOPLE, TIES, STANCES = 5_000, 65_000, 30_000  # 100,000 observations with the people themselves
VISITORS, THINK, WRITES = 20, 3.0, 0.1
MINUTES = 1.0
BUDGET = {"pages": 0.100, "shelved answers": 0.030}
PAGES = ("", "change", "people", "people/p00042", "decisions", "log", "records", "records/people")
ANSWERS = ("critical-mass", "coverage")
# Opens the initiative, answers what will be asked, and prints links and a token.
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
from groundswell.app.ask import ask
from groundswell.app.do.initiatives import open_
from groundswell.app.do.team import issue_
from groundswell.core.registry import QUESTIONS

call_command("migrate", verbosity=0, interactive=False)
people, ties, stances, visitors = map(int, sys.argv[1:5])
now = timezone.localtime()
me = Actor(keys.solo_account(now), "You", now)
code = open_(me, initiative(people, ties, stances))
for slug in ("critical-mass", "coverage"):
    ask(me, code, QUESTIONS[slug].options(), wait=True)
links = [keys.new_link(me.account, "enter", now, timedelta(hours=1)) for _ in range(visitors + 8)]
token = issue_(me, code, "bench", writes=True)[1]
print(json.dumps({"code": code, "links": links, "token": token}))
"""


@dataclass(slots=True)
class Seen:
    """Seconds of every request, by kind, and what went wrong."""

    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, started: float, status: int, path: str) -> None:
        """Note one answered request."""
        with self.lock:
            self.took.setdefault(kind, []).append(time.perf_counter() - started)
            if status >= 400:
                self.wrong.append(f"{status} {path}")


def p6(minutes: float = MINUTES) -> str:
    """Return the table."""
    with tempfile.TemporaryDirectory() as folder, _served(folder) as (port, seeded):
        _warm(port, seeded)
        seen = Seen()
        until = time.monotonic() + minutes * 60
        crowd = [
            threading.Thread(target=_visit, args=(k, port, seeded, seen, until))
            for k in range(VISITORS)
        ]
        for visitor in crowd:
            visitor.start()
        for visitor in crowd:
            visitor.join()
    rows = [_row(kind, took) for kind, took in sorted(seen.took.items())]
    header = ("", "requests", "median", "p95", "budget", "slowest")
    title = f"P6  {VISITORS} people, {THINK:g} s between two pages, {WRITES:.0%} writes, 2 workers"
    told = table(title, header, rows)
    return told if not seen.wrong else f"{told}  wrong: {', '.join(sorted(set(seen.wrong)))}\n"


def _warm(port: int, seeded: dict[str, Any]) -> None:
    """Let both processes read the initiative once; new connections go to either."""
    for _ in range(8):
        line, cookie = _entered(port, seeded["links"].pop())
        for path in (*PAGES, *ANSWERS):
            line.request("GET", f"/i/{seeded['code']}/{path}", headers={"Cookie": cookie})
            line.getresponse().read()
        line.close()


def _entered(port: int, link: str) -> tuple[http.client.HTTPConnection, str]:
    """Return a connection that is signed in, and its cookies."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("GET", f"/enter/{link}")
    reply = line.getresponse()
    reply.read()
    told = reply.headers.get_all("Set-Cookie") or []
    return line, "; ".join(cookie.partition(";")[0] for cookie in told)


def _row(kind: str, took: list[float]) -> tuple[str, ...]:
    p95 = statistics.quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    budget = seconds(BUDGET[kind]) if kind in BUDGET else ""
    middle, slowest = seconds(statistics.median(took)), seconds(max(took))
    return kind, str(len(took)), middle, seconds(p95), budget, slowest


def _visit(number: int, port: int, seeded: dict[str, Any], seen: Seen, until: float) -> None:
    lots = random.Random(number)
    line, cookie = _entered(port, seeded["links"][number])
    time.sleep(lots.uniform(0, THINK))
    while time.monotonic() < until:
        _request(lots, line, cookie, seeded, seen)
        time.sleep(lots.uniform(0.5, 1.5) * THINK)


def _request(
    lots: random.Random,
    line: http.client.HTTPConnection,
    cookie: str,
    seeded: dict[str, Any],
    seen: Seen,
) -> None:
    code = seeded["code"]
    if lots.random() < WRITES:
        kind, path = "writes", f"/api/initiatives/{code}/records/stances"
        person = f"p{lots.randrange(PEOPLE):05d}"
        body = json.dumps({"records": [{"person": person, "stance": "neutral"}]})
        headers = {
            "Authorization": f"Bearer {seeded['token']}",
            "Content-Type": "application/json",
        }
        started = time.perf_counter()
        line.request("POST", path, body, headers)
    else:
        asked = lots.random() < 0.25
        kind = "shelved answers" if asked else "pages"
        path = f"/i/{code}/{lots.choice(ANSWERS if asked else PAGES)}"
        started = time.perf_counter()
        line.request("GET", path, headers={"Cookie": cookie})
    reply = line.getresponse()
    reply.read()
    seen.note(kind, started, reply.status, path)


@contextmanager
def _served(folder: str) -> Iterator[tuple[int, dict[str, Any]]]:
    environment = {
        **os.environ,
        "GROUNDSWELL_DATA": folder,
        "DJANGO_SETTINGS_MODULE": "groundswell.config.settings",
    }
    sizes = [str(n) for n in (PEOPLE, TIES, STANCES, VISITORS)]
    told = subprocess.run(
        [sys.executable, "-c", SEED, *sizes],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    port = _free_port()
    command = [sys.executable, "-m", "groundswell", "run", "--no-browser", "--workers", "2"]
    server = subprocess.Popen(
        [*command, "--port", str(port)], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port, json.loads(told.stdout)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the workbench did not start")
