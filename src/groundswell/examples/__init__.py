"""Worked initiatives, all fictional, and the seeded script that makes them.

`stories/` holds the hand-written part of each (people, words, turning points), the modules fill in
the rest (staff, ties, judgements, measured cases), `data/` holds the result as the package ships
it. Never here: real people or organisations, or anything the engine would need in order to run.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_NAMES = ("government", "hospital", "movement", "software", "loner")


def names() -> tuple[str, ...]:
    """Return the names of the worked examples."""
    return _NAMES


def path(name: str) -> Path:
    """Return the JSON file of a worked example; KeyError for a name that is none."""
    if name not in _NAMES:
        raise KeyError(f"no worked example is called {name!r}; there are {', '.join(_NAMES)}")
    return Path(str(files(__package__) / "data" / f"{name}.json"))
