"""The lock pins everything the project declares, by hash and without naming a place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
LOCK = (PROJECT / "requirements.lock").read_text("utf-8")
DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def normal(requirement: str) -> str:
    """Return the name of a requirement as an index spells it."""
    name = re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, int]:
    """Return each pinned package with its number of hashes."""
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    return {normal(block): block.count("--hash=sha256:") for block in blocks}


@pytest.mark.parametrize(
    "requirement",
    [
        *DECLARED["project"]["dependencies"],
        *DECLARED["dependency-groups"]["dev"],
        *DECLARED["build-system"]["requires"],
    ],
)
def test_what_is_declared_is_pinned(requirement: str) -> None:
    assert normal(requirement) in pinned()


def test_every_pin_is_exact_and_hashed() -> None:
    lines = [line for line in LOCK.splitlines() if not line.startswith(" ")]
    assert [line for line in lines if not re.match(r"[\w.-]+==[\w.]+( ; .+)? \\$", line)] == []
    assert [name for name, hashes in pinned().items() if not hashes] == []


def test_it_names_no_address() -> None:
    assert re.findall(r"\S*://\S*|--(?:index|extra|find)\S*", LOCK) == []
