"""Two writers lose nothing, and a process that dies leaves all of its change or none of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

from django.db import connections

from groundswell.app.actor import Actor
from groundswell.app.browse.trails import changes
from groundswell.app.browse.views import view
from groundswell.app.do.records import record_
from groundswell.core.terrain.map_records import Person
from groundswell.core.terrain.observation import Observations
from groundswell.ingest.workbook import write
from groundswell.store.scope import Scope
from tests.app.cast import standing

Opened = Callable[..., tuple[str, Scope]]

_IMPORT = textwrap.dedent(
    """
    import os, sys, time
    os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
    import django
    django.setup()
    from datetime import UTC, datetime
    from pathlib import Path
    from groundswell.app.actor import Actor
    from groundswell.app.do.imports import import_path
    from groundswell.store import append

    added = append.add

    def slowly(change, records, *more):
        made = added(change, records, *more)
        print("added", len(made), flush=True)
        time.sleep(60)
        return made

    append.add = slowly
    account, code, path = sys.argv[1:]
    import_path(Actor(int(account), "", datetime.now(UTC)), code, Path(path))
    """
)


def test_two_writers_at_once_lose_nothing(alice: Actor, opened: Opened) -> None:
    code, _ = opened()
    failed: list[BaseException] = []

    def write_down(name: str) -> None:
        try:
            for number in range(8):
                record_(alice, code, [Person(person=f"{name}-{number}")])
        except BaseException as error:  # noqa: BLE001  (shown by the assertion below)
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write_down, args=(f"writer-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(standing(alice, code, Person)) == 4 + 32
    assert sum(1 for change in changes(alice, code) if change.verb == "record") == 32


def test_a_process_killed_in_mid_import_leaves_nothing(
    alice: Actor, opened: Opened, tmp_path: Path
) -> None:
    code, _ = opened()
    people = tuple(Person(person=f"p{n}") for n in range(2_000))
    write(Observations(records={"people": people}), tmp_path / "a.json")
    before = view(alice, code).observations
    words = [sys.executable, "-c", _IMPORT, str(alice.account), code, str(tmp_path / "a.json")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "added 2000\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert view(alice, code).observations == before
    assert [change.verb for change in changes(alice, code)] == ["open"]
    record_(alice, code, [Person(person="eve")])
    assert len(standing(alice, code, Person)) == 5
