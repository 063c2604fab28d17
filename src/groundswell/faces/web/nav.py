"""The way around an initiative: the same groups on every page, each with what waits there."""

from __future__ import annotations

from groundswell.app.browse.views import View

Entry = tuple[str, str, str, bool]

# Group, label, end of the address.
_ENTRIES = (
    ("", "Today", ""),
    ("", "The change", "change"),
    ("", "Phase", "phase"),
    ("Know", "Terrain", "terrain"),
    ("Know", "Decisions", "decisions"),
    ("Know", "Coverage", "coverage"),
    ("Know", "Critical mass", "critical-mass"),
    ("Know", "Who next", "who-next"),
    ("Do", "Coalition", "coalition"),
    ("Do", "Meetings", "meetings"),
    ("Do", "Commitments", "commitments"),
    ("Do", "Tending", "tending"),
    ("Do", "Health", "health"),
    ("Do", "Evidence", "evidence"),
    ("Do", "Log", "log"),
    ("Do", "Working document", "document"),
    ("Do", "Records", "records"),
    ("Keep", "You", "you"),
    ("Keep", "Intake and privacy", "intake"),
    ("Keep", "History", "history"),
    ("Keep", "Settings", "settings"),
)
# Pages that have no entry of their own and share tabs with one that has.
_BESIDE = {
    "meetings": ("rulings", "doubts", "gates", "registers"),
    "who-next": ("roadmap", "reach"),
}
_DOCK = ("Today", "Terrain", "Log", "Who next")
# Pages that answer nothing where it is not shown where people stand.
_ABOUT_PEOPLE = frozenset(
    {"coverage", "who-next", "health", "history", "log", "commitments", "tending", "you"}
)


def home_of(code: str) -> str:
    """Return the address under which everything of an initiative lies."""
    return f"/i/{code}/"


def nav_of(at: View, path: str) -> list[tuple[str, list[Entry]]]:
    """Return the groups of the navigation; the present page is marked."""
    # Counted from the records: a page that needs no folded map should not wait for one.
    counts = {"terrain": "people", "decisions": "decisions", "evidence": "evidence"}
    groups: dict[str, list[Entry]] = {}
    for group, label, end in _offered(at):
        number = at.count(counts[end]) if end in counts else 0
        entry = (label, home_of(at.code) + end, str(number or ""), _current(at, end, path))
        groups.setdefault(group, []).append(entry)
    return list(groups.items())


def dock_of(at: View, path: str) -> list[tuple[str, str, bool]]:
    """Return what a thumb reaches on a phone."""
    ends = {label: end for _, label, end in _offered(at)}
    thumb = [label for label in _DOCK if label in ends]
    return [(x, home_of(at.code) + ends[x], _current(at, ends[x], path)) for x in thumb]


def _offered(at: View) -> list[tuple[str, str, str]]:
    hidden = _ABOUT_PEOPLE if at.standing.presentable else frozenset()
    return [entry for entry in _ENTRIES if entry[2] not in hidden]


def _current(at: View, end: str, path: str) -> bool:
    home = home_of(at.code)
    urls = [home + each for each in (end, *_BESIDE.get(end, ()))]
    return any(path == url or (bool(end) and path.startswith(f"{url}/")) for url in urls)
