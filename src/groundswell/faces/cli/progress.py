"""A line of progress on standard error, once work has taken a second and somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0  # seconds before anything is shown
Step = Callable[[str], None]


class Ticker:
    """Counts steps; shows them from the moment `show` is called."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = -1
        self._label = ""
        self._bar: Progress | None = None
        self._ended = False
        self._lock = Lock()

    def step(self, label: str) -> None:
        """Begin the next step."""
        with self._lock:
            self._done += 1
            self._label = label
            self._draw()

    def show(self) -> None:
        """Draw the bar from now on."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (BarColumn(bar_width=24), TextColumn("{task.description}"))
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        with self._lock:
            if self._ended:
                return
            bar.add_task("", total=self._total)
            bar.start()
            self._bar = bar
            self._draw()

    def end(self) -> None:
        """Take the bar away."""
        with self._lock:
            self._ended = True
            if self._bar is not None:
                self._bar.stop()

    def _draw(self) -> None:
        if self._bar is not None:
            task = self._bar.task_ids[0]
            self._bar.update(task, completed=self._done, description=self._label)


@contextmanager
def progress(total: int) -> Iterator[Step]:
    """Give a function to call at the start of each of `total` steps, with its label."""
    ticker = Ticker(total)
    timer = Timer(PATIENCE, ticker.show)
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield ticker.step
    finally:
        timer.cancel()
        ticker.end()
