"""The way around an initiative: the same groups on every page, each with what waits there."""

from __future__ import annotations

from groundswell.app.browse.views import View

Entry = tuple[str, str, str, bool]

# Group, label, end of the address.
_ENTRIES = (
    ("", "Today", ""),
    ("", "The change", "change"),
    ("Know", "Terrain", "terrain"),
    ("Know", "Decisions", "decisions"),
    ("Know", "Coverage", "coverage"),
    ("Know", "Critical mass", "critical-mass"),
    ("Know", "Who next", "who-next"),
    ("Do", "Coalition", "coalition"),
    ("Do", "Evidence", "evidence"),
    ("Do", "Log", "log"),
    ("Do", "Records", "records"),
    ("Keep", "Intake and privacy", "intake"),
    ("Keep", "History", "history"),
    ("Keep", "Settings", "settings"),
)
_DOCK = ("Today", "Terrain", "Log", "Who next")


def home_of(code: str) -> str:
    """Return the address under which everything of an initiative lies."""
    return f"/i/{code}/"


def nav_of(at: View, path: str) -> list[tuple[str, list[Entry]]]:
    """Return the groups of the navigation; the present page is marked."""
    # Counted from the records: a page that needs no folded map should not wait for one.
    counts = {"terrain": "people", "decisions": "decisions", "evidence": "evidence"}
    groups: dict[str, list[Entry]] = {}
    for group, label, end in _ENTRIES:
        number = at.count(counts[end]) if end in counts else 0
        entry = (label, home_of(at.code) + end, str(number or ""), _current(at, end, path))
        groups.setdefault(group, []).append(entry)
    return list(groups.items())


def dock_of(at: View, path: str) -> list[tuple[str, str, bool]]:
    """Return what a thumb reaches on a phone."""
    ends = {label: end for _, label, end in _ENTRIES}
    return [(x, home_of(at.code) + ends[x], _current(at, ends[x], path)) for x in _DOCK]


def _current(at: View, end: str, path: str) -> bool:
    url = home_of(at.code) + end
    return path == url or (bool(end) and path.startswith(f"{url}/"))
