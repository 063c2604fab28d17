"""Change the core one place at a time and see whether a test notices.

  python -m tools.mutants                    everything; an hour on two cores
  python -m tools.mutants --only questions/  places whose name holds this
  python -m tools.mutants --again            what the last run left open, or did not come to
  python -m tools.mutants --tests FILE ...   asking only these tests

Prints a table, then every open place: noticed by no test, and explained by no line of
explained.csv. Ends with 1 if there are any. docs/explanation/mutations.md says what it is for.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess  # nosec B404  Python itself, with arguments of this file
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tools.mutants.places import places
from tools.mutants.report import Verdict, described, needless, table
from tools.mutants.trial import Share, Trial

PROJECT = Path(__file__).resolve().parents[2]
CORE = PROJECT / "src/groundswell/core"
# A changed kernel may write where it must not: that is noticed, and need not be told at length.
QUIET = ("-q", "-s", "-p", "no:cacheprovider", "-p", "no:faulthandler")


def main() -> int:
    """Look, try, tell."""
    asked = _arguments()
    if asked.shard is not None:
        return _shard(asked)
    asked.folder.mkdir(parents=True, exist_ok=True)
    every = [p.name(CORE) for file in sorted(CORE.rglob("*.py")) for p in places(file)]
    names = [name for name in every if asked.only in name]
    if not names:
        sys.exit(f"No place's name holds {asked.only!r}; a name begins like dynamics/opinion.py::")
    _try(asked, names)
    known = verdicts(asked.folder)
    found = {name: known[name] for name in names if name in known}
    left = [verdict for verdict in found.values() if verdict.open]
    print("\n".join([table(names, found), *described(left), *needless(every, found)]))
    return 1 if left or len(found) < len(names) else 0


def _try(asked: argparse.Namespace, names: Sequence[str]) -> None:
    """Try what is asked for, in as many processes as asked for."""
    before = verdicts(asked.folder) if asked.again else {}
    wanted = [name for name in names if name not in before or before[name].open]
    for old in asked.folder.glob("*"):
        old.unlink()
    _write(asked.folder / "before.jsonl", (v for n, v in before.items() if n not in set(wanted)))
    (asked.folder / "wanted.json").write_text(json.dumps(wanted), "utf-8")
    print(f"{len(wanted):,} places. Which test executes which line ...", flush=True)
    _look(asked)
    print("One place after the other ...", flush=True)
    shards = [
        subprocess.Popen(  # nosec B603
            [sys.executable, "-m", "tools.mutants", *sys.argv[1:], f"--shard={k}"]
        )
        for k in range(asked.jobs)
    ]
    if any([shard.wait() for shard in shards]):  # noqa: C419  wait for all of them
        print("A share of the run broke off; what is below is not all.", file=sys.stderr)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.mutants",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", default="", help="a part of a place's name")
    parser.add_argument("--again", action="store_true", help="only what is open or untried")
    parser.add_argument("--folder", type=Path, default=PROJECT / ".venv/mutants")
    parser.add_argument("--budget", type=float, default=2.0, help="seconds of tests for a change")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--tests", nargs="+", default=["tests/core"])
    parser.add_argument("--shard", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def _look(asked: argparse.Namespace) -> None:
    """Run every test once and keep which lines each executes."""
    where = {"MUTANTS_FOLDER": str(asked.folder), "MUTANTS_CORE": str(CORE)}
    command = ["-m", "pytest", *QUIET, "-n", str(asked.jobs), "-p", "tools.mutants.look"]
    done = subprocess.run(  # nosec B603
        [sys.executable, *command, *asked.tests], cwd=PROJECT, env=os.environ | where, check=False
    )
    if done.returncode:
        sys.exit("A change can only be tried where tests pass, and these do not.")


def _shard(asked: argparse.Namespace) -> int:
    wanted = frozenset(json.loads((asked.folder / "wanted.json").read_text("utf-8")))
    share = Share(CORE, asked.folder, wanted, asked.shard, asked.jobs, asked.budget)
    os.chdir(PROJECT)
    return int(pytest.main([*QUIET, *asked.tests], plugins=[Trial(share)]))


def verdicts(folder: Path) -> dict[str, Verdict]:
    """Return what is known of each place, by its name."""
    lines = (
        line for f in sorted(folder.glob("*.jsonl")) for line in f.read_text("utf-8").splitlines()
    )
    return {verdict.place: verdict for verdict in (Verdict(**json.loads(line)) for line in lines)}


def _write(file: Path, found: Iterable[Verdict]) -> None:
    file.write_text("".join(f"{json.dumps(v._asdict())}\n" for v in found), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
