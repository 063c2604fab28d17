"""`groundswell run`: the workbench on this machine, with a link that opens it once."""

from __future__ import annotations

import io
import os
import socket
import subprocess  # nosec B404
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated, NoReturn

import typer

from groundswell import examples

HOST = "127.0.0.1"
PORT = 8642
KEPT_TRIES = 30  # days for which tries to sign in stay on record
_TRIED = 20  # ports that are tried when the first is taken by something else
_LINK = timedelta(hours=12)


def run(
    example: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Open this worked example.", show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, metavar="N", help="Serve here.", show_default="8642"),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help="Processes that answer.")
    ] = 1,
    browser: Annotated[bool, typer.Option(help="Open the link in a browser.")] = True,
) -> None:
    """The workbench, in a browser on this machine.

    Prints a link that opens it once. Run it again for another link while it is running.
    """
    if example is not None and example not in examples.names():
        known = ", ".join(examples.names())
        _fail(f"There is no example called {example!r}. The examples are {known}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    import django

    django.setup()
    secret = _prepared(example)
    found = next(_free(port), None)
    if found is None:
        _fail(f"Port {port or PORT} is taken by another program; name another with --port.")
    at, ours = found
    url = f"http://{HOST}:{at}/enter/{secret}"
    if ours:
        _greet(url, at, browser, running=True)
        return
    threading.Thread(target=_greet, args=(url, at, browser), daemon=True).start()
    _serve(at, workers)


def _has_screen() -> bool:
    """Whether a browser would find a screen; without one a text browser would take the terminal."""
    return sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def _fail(text: str) -> NoReturn:
    print(text, file=sys.stderr)
    raise typer.Exit(2)


def add_to(commands: typer.Typer) -> None:
    """Add the command to the others."""
    commands.command()(run)


def _prepared(example: str | None) -> str:
    """Bring the database up to date, open the example and return the secret of a new link."""
    from django.core.management import call_command
    from django.utils import timezone

    from groundswell.app import keys
    from groundswell.app.actor import Actor
    from groundswell.app.do.initiatives import open_example

    call_command("migrate", verbosity=0, interactive=False)
    # What nobody needs any more: sessions that ended, and who tried to sign in long ago.
    call_command("clearsessions")
    call_command("axes_reset_logs", age=KEPT_TRIES, stdout=io.StringIO())
    now = timezone.localtime()
    me = keys.solo_account(now)
    if example is not None:
        open_example(Actor(me, "You", now, via="cli"), example)
    return keys.new_link(me, "enter", now, _LINK)


def _greet(url: str, port: int, browser: bool, running: bool = False) -> None:
    """Print the link once it opens something, and open it where there is a browser."""
    while not _answers(port):
        time.sleep(0.1)
    state, stop = ("is running already", "") if running else ("is ready", "Stop it with Ctrl-C. ")
    print(
        f"\nGroundswell {state}. Open this link once, on this machine:\n\n  {url}\n\n"
        f"{stop}Nothing leaves this machine.",
        flush=True,
    )
    if browser and _has_screen():
        webbrowser.open(url)


def _free(port: int | None) -> Iterator[tuple[int, bool]]:
    """Yield ports to serve at, and whether our own workbench answers there already."""
    for at in [port] if port is not None else range(PORT, PORT + _TRIED):
        if _answers(at):
            yield at, True
        elif _open(at):
            yield at, False


def _open(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _answers(port: int) -> bool:
    """Whether a workbench over the same data answers at a port."""
    from groundswell.config.settings import FOLDER
    from groundswell.faces.web.views.session import mark_of

    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/alive", timeout=2) as reply:  # nosec B310
            return bool(reply.read().decode() == mark_of(str(FOLDER)))
    except (OSError, UnicodeDecodeError):
        return False


def _serve(port: int, workers: int) -> None:
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    config = uvicorn.Config(
        "groundswell.config.asgi:application",
        host=HOST,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=5,
        timeout_keep_alive=75,
    )
    with _worker():
        if workers == 1:
            uvicorn.Server(config).run()
            return
        door = config.bind_socket()
        # A page is sent in two pieces. Without this the second waits for the other side to confirm
        # the first, which it puts off for 40 ms; with one process the event loop sees to it.
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        Multiprocess(config, sockets=[door]).run()


@contextmanager
def _worker() -> Iterator[None]:
    """Keep a worker process for what is slow, which ends with this one however that ends."""
    command = [sys.executable, "-m", "groundswell.config.worker"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE)  # nosec B603
    try:
        yield
    finally:
        assert worker.stdin is not None
        worker.stdin.close()
        try:
            worker.wait(timeout=6)
        except subprocess.TimeoutExpired:
            worker.kill()
