"""Find a Chromium for the journeys, or install one: from the system's packages, else by playwright.

Prints the path. `GROUNDSWELL_CHROMIUM` names one of your own.
"""

from __future__ import annotations

import os
import shutil
import subprocess  # nosec B404
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """Return the path of a Chromium that is there."""
    named = os.environ.get("GROUNDSWELL_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        path = play.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install one by the system's packages where we may, else by playwright."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = ["apt-get", "-qq", "-y", "--no-install-recommends"]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "-qq", "update"], [*quiet, "install", "chromium"]):
            subprocess.run(command, check=True, env=environment)  # nosec B603
        return
    subprocess.run(  # nosec B603
        [sys.executable, "-m", "playwright", "install", "chromium"], check=True
    )


def main() -> int:
    """Print the path of a Chromium; return 1 if there is none and none can be had."""
    path = found()
    if path is None:
        print("Installing a browser for the tests (once) ...", file=sys.stderr)
        install()
        path = found()
    print(path or "No Chromium could be found or installed; name one in GROUNDSWELL_CHROMIUM.")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
