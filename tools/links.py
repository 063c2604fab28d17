"""Every relative link in the Markdown files leads to a file, and every anchor to a heading.

Prints every broken link as file:line and exits 1 if any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
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


def broken(file: Path) -> Iterator[tuple[int, str]]:
    """Yield line and target of each relative link that leads nowhere."""
    for number, line in prose(file.read_text("utf-8")):
        for target in LINK.findall(line):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            goal = (file.parent / path) if path else file
            if not goal.exists() or (anchor and anchor not in anchors(goal.read_text("utf-8"))):
                yield number, target


def main(project: Path) -> int:
    """Print the broken links of a project; return the exit code."""
    files = sorted([*project.glob("*.md"), *(project / "docs").rglob("*.md")])
    found = [(file, number, target) for file in files for number, target in broken(file)]
    for file, number, target in found:
        print(f"{file.relative_to(project).as_posix()}:{number}: leads nowhere: {target}")
    print(
        f"links: {len(found)} broken" if found else f"links: {len(files)} files, all lead somewhere"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1]))
