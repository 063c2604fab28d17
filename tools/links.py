"""Every relative link leads to a file and a heading; every page of docs/ is linked from another.

Prints every broken link as file:line, every page that nothing leads to, and exits 1 if any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6}\s+(.*)$")
FENCE = re.compile(r"^\s*(```|~~~)")


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines outside code blocks."""
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        if FENCE.match(line):
            inside = not inside
        elif not inside:
            yield number, line


def anchors(text: str) -> set[str]:
    """Return the anchors a renderer makes of the headings."""
    titles = (match.group(1) for _, line in prose(text) if (match := HEADING.match(line)))
    plain = (re.sub(r"[^\w\- ]", "", title.lower()) for title in titles)
    return {title.strip().replace(" ", "-") for title in plain}


def links(file: Path) -> Iterator[tuple[int, str]]:
    """Yield line and target of each link that does not name another site."""
    for number, line in prose(file.read_text("utf-8")):
        for target in LINK.findall(line):
            if not re.match(r"[a-z]+:", target):
                yield number, target


def goal(file: Path, target: str) -> Path:
    """Return where a link of a file leads, without its anchor."""
    path = target.partition("#")[0]
    return (file.parent / path).resolve() if path else file.resolve()


def broken(file: Path) -> Iterator[tuple[int, str]]:
    """Yield line and target of each relative link that leads nowhere."""
    for number, target in links(file):
        there, anchor = goal(file, target), target.partition("#")[2]
        if not there.exists() or (anchor and anchor not in anchors(there.read_text("utf-8"))):
            yield number, target


def orphans(project: Path, files: Iterable[Path]) -> list[Path]:
    """Return the pages of docs/ that no other page leads to."""
    reached = {
        goal(file, target)
        for file in files
        for _, target in links(file)
        if goal(file, target) != file.resolve()
    }
    return [p for p in sorted((project / "docs").rglob("*.md")) if p.resolve() not in reached]


def findings(project: Path) -> Iterator[str]:
    """Yield one line of text for each broken link and each page nothing leads to."""
    files = sorted([*project.glob("*.md"), *(project / "docs").rglob("*.md")])
    for file in files:
        for number, target in broken(file):
            yield f"{file.relative_to(project).as_posix()}:{number}: leads nowhere: {target}"
    for file in orphans(project, files):
        yield f"{file.relative_to(project).as_posix()}:1: no page leads here"


def main(project: Path) -> int:
    """Print the findings of a project; return the exit code."""
    found = list(findings(project))
    for line in found:
        print(line)
    print(f"links: {len(found)} findings" if found else "links: every link and page is connected")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1]))
