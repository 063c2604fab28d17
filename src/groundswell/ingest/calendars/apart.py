"""Read a calendar in a process of its own, which a hostile file can keep busy for seconds at most.

The file goes in through a pipe and moments come out; nothing of it is written anywhere.
"""

from __future__ import annotations

import json
import subprocess  # nosec B404
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from groundswell.ingest.calendars.busy import NoCalendar, Span, busy, measured

SECONDS = 10
MEMORY = 2 * 2**30  # bytes


def busy_apart(content: bytes, first: datetime, last: datetime, zone: str) -> list[Span]:
    """Return when a calendar is taken, as `busy` does, or give up after some seconds.

    Raises
    ------
    NoCalendar
        As `busy` does, and if reading it does not end.
    """
    measured(len(content))
    told = [first.isoformat(), last.isoformat(), zone]
    command = [sys.executable, "-m", __name__, *told]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS)  # nosec B603
    except subprocess.TimeoutExpired as error:
        raise NoCalendar(
            "Reading this calendar takes too long. Export the coming weeks alone."
        ) from error
    if done.returncode:
        raise NoCalendar("This calendar asks for more than can be read. Export it again.")
    answer = json.loads(done.stdout)
    if isinstance(answer, str):
        raise NoCalendar(answer)
    return [(datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in answer]


def main() -> None:
    """Read the calendar on standard input; print the spans, or the words of what is wrong."""
    _limit()
    first, last, zone = sys.argv[1:4]
    moments = datetime.fromisoformat(first), datetime.fromisoformat(last)
    try:
        spans = busy(sys.stdin.buffer.read(), *moments, ZoneInfo(zone))
    except NoCalendar as error:
        answer: object = str(error)
    else:
        answer = [[start.isoformat(), end.isoformat()] for start, end in spans]
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    """Let this process take no more memory than a calendar can need."""
    try:
        import resource
    except ImportError:  # not every system has it
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
