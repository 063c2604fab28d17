"""The worker's process: does what is slow, one job after the other, and ends with its parent."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

from groundswell.config.algebra import on_one_thread

MINUTE = 60.0  # seconds between two looks for letters that are due
PAUSE = 0.25  # seconds between two looks at an empty queue


def main() -> None:
    """Work until standard input closes, which it does when the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent, which ends us
    if hasattr(os, "nice"):
        os.nice(10)  # whoever waits for a page comes first
    on_one_thread()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from groundswell.app.digests import remind
    from groundswell.app.incoming import sweep
    from groundswell.app.jobs import work

    sweep(timezone.localtime())
    ended = threading.Event()
    threading.Thread(target=_listen, args=(ended,), daemon=True).start()
    name = f"worker {os.getpid()}"
    next_look = 0.0
    while not ended.is_set():
        if time.monotonic() >= next_look:
            next_look = time.monotonic() + MINUTE
            remind(timezone.localtime())
        if not work(name, timezone.localtime):
            ended.wait(PAUSE)


def _listen(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()
    time.sleep(5)  # a job in hand may finish; a longer one is taken over at the next start
    os._exit(0)


if __name__ == "__main__":
    main()
