"""Contrast by WCAG 2.2 AA of the colours in tokens.css, computed for both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "src/groundswell/faces/web/styles/tokens.css"
SCHEMES = ("light", "dark")
TEXT, GRAPHIC = 4.5, 3.0

GROUNDS = ("paper", "surface", "sunken")
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3", "accent") for ground in GROUNDS],
    *[(tone, f"{tone}-soft", TEXT) for tone in ("warn", "error")],
    *[("ink", soft, TEXT) for soft in ("accent-soft", "warn-soft", "error-soft")],
    ("error", "surface", TEXT),
    ("accent-strong", "accent-soft", TEXT),
    ("accent-ink", "accent", TEXT),
    ("accent-ink", "accent-strong", TEXT),
    *[("control", ground, GRAPHIC) for ground in GROUNDS],
    *[
        (stance, "surface", GRAPHIC)
        for stance in ("opponent", "skeptic", "neutral", "supporter", "champion", "unknown")
    ],
]


def colours() -> dict[str, tuple[str, str]]:
    """Return each colour token with its light and its dark value."""
    pattern = r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);"
    return {name: (light, dark) for name, light, dark in re.findall(pattern, TOKENS.read_text())}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_a_pair_of_colours_can_be_told_apart(
    front: str, ground: str, least: float, scheme: str
) -> None:
    at = SCHEMES.index(scheme)
    assert contrast(colours()[front][at], colours()[ground][at]) >= least
