"""No file that git tracks, or would track, may name a machine's path or a package registry.

Prints every hit as file:line and exits 1 if any. Outside a git checkout all files are looked at,
except hidden folders. Git is called with fixed words and without a shell.
"""

from __future__ import annotations

import re
import subprocess  # nosec B404
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

# Written so that none of them matches its own source.
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|root|tmp|opt|home|Users|mnt|srv)/[\w.~-]")
WINDOWS_PATH = re.compile(r"\b[A-Z]:\\[\w.~-]")
REGISTRY = re.compile(
    r"pypi\.(?:org|python)|pythonhosted\.(?:org)|registry\.(?:npmjs|yarnpkg)|npm\.pkg\."
    r"|(?:extra-)?index-url\s*[=\s]\s*\S*:/{2}|find-links\s*=|artifactor[y]|devp[i]\b|nexus\.\w",
    re.IGNORECASE,
)
CREDENTIAL = re.compile(r"-{5}BEGIN [A-Z ]*PRIVATE KEY|://[^/\s:@]+:[^/\s:@]+@")
RULES = {
    "machine path": MACHINE_PATH,
    "machine path ": WINDOWS_PATH,
    "package registry": REGISTRY,
    "credential": CREDENTIAL,
}


def tracked(project: Path) -> list[Path]:
    """Return the files git tracks or would track; without git, all but hidden folders."""
    command = ["git", "-C", str(project), "ls-files", "-z", "--cached", "--others"]
    listed = subprocess.run(  # nosec B603
        [*command, "--exclude-standard"], capture_output=True, check=False
    )
    if listed.returncode == 0:
        names = sorted(set(listed.stdout.decode().split("\0")) - {""})
        return [file for name in names if (file := project / name).is_file()]
    every = (file.relative_to(project) for file in sorted(project.rglob("*")) if file.is_file())
    return [project / file for file in every if not hidden(file)]


def hidden(file: Path) -> bool:
    """Return whether a path lies in a hidden or a cache folder."""
    return any(part.startswith(".") or part == "__pycache__" for part in file.parts[:-1])


def hits(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line number, rule and the words that break it."""
    for number, line in enumerate(text.splitlines(), start=1):
        for rule, pattern in RULES.items():
            if match := pattern.search(line):
                yield number, rule.strip(), match.group()


def findings(project: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield one line of text for each hit; binary files are left out."""
    for file in files:
        content = file.read_bytes()
        if b"\0" in content:
            continue
        for number, rule, words in hits(content.decode("utf-8", errors="replace")):
            yield f"{file.relative_to(project).as_posix()}:{number}: {rule}: {words}"


def main(project: Path) -> int:
    """Print the findings of a project; return the exit code."""
    found = list(findings(project, tracked(project)))
    for line in found:
        print(line)
    print(f"guard: {len(found)} findings" if found else "guard: no machine path, no registry")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1]))
