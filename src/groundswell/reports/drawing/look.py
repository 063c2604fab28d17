"""What every class of a drawing looks like: for the page as CSS, for a file as attributes."""

from __future__ import annotations

from collections.abc import Mapping

# Names with a digit must be quoted, or the whole list is invalid.
FONT = "'Source Sans 3 Variable', 'Source Sans 3', 'Liberation Sans', Helvetica, sans-serif"

# Literal colours of a file; on the page the custom property of the same name holds.
COLOURS: Mapping[str, str] = {
    "surface": "#ffffff",
    "sunken": "#f3f1ea",
    "line": "#dedad0",
    "line-strong": "#bdb8ab",
    "ink": "#1c2320",
    "ink-2": "#4a544f",
    "ink-3": "#6b746f",
    "accent": "#1f5c46",
    "accent-soft": "#e3eee8",
    "warn": "#8a4b12",
    "opponent": "#9a4a12",
    "skeptic": "#d7924f",
    "neutral": "#b4b7b1",
    "supporter": "#62a79f",
    "champion": "#12655d",
}

# Class to attributes; a value in braces names a colour.
LOOK: Mapping[str, Mapping[str, str]] = {
    "d-field": {"fill": "{sunken}", "stroke": "{line}"},
    "d-field-key": {"fill": "{accent-soft}", "stroke": "{line}"},
    "d-box": {"fill": "{surface}", "stroke": "{line-strong}"},
    "d-ring": {"fill": "none", "stroke": "{line-strong}"},
    "d-disc": {"fill": "{accent-soft}", "stroke": "none"},
    "d-rule": {"fill": "none", "stroke": "{line}"},
    "d-hatch": {"fill": "none", "stroke": "{ink-3}", "stroke-width": "1.5"},
    "d-title": {"fill": "{ink}", "font-weight": "600"},
    "d-text": {"fill": "{ink}"},
    "d-soft": {"fill": "{ink-2}"},
    "d-faint": {"fill": "{ink-3}"},
    "d-unit": {"fill": "{accent}", "font-weight": "600"},
    "d-halo": {"fill": "{surface}", "fill-opacity": "0.82"},
    "d-tie": {"fill": "none", "stroke": "{line-strong}", "stroke-opacity": "0.75"},
    "d-tie-many": {"fill": "none", "stroke": "{line-strong}", "stroke-opacity": "0.3"},
    "d-tie-conflict": {"fill": "none", "stroke": "{warn}", "stroke-dasharray": "4 3"},
    "d-tie-reports": {"fill": "none", "stroke": "{line}", "stroke-opacity": "0.9"},
    "d-dotted": {"fill": "none", "stroke": "{ink-3}", "stroke-dasharray": "1.5 3.5"},
    "d-together": {"fill": "none", "stroke": "{accent}", "stroke-width": "1.6"},
    "d-against": {
        "fill": "none",
        "stroke": "{warn}",
        "stroke-width": "1.6",
        "stroke-dasharray": "6 3",
    },
    "d-arrow-together": {"fill": "{accent}"},
    "d-arrow-against": {"fill": "{warn}"},
    "d-member": {"fill": "none", "stroke": "{accent}", "stroke-width": "2"},
    "d-centre": {"fill": "none", "stroke": "{ink}", "stroke-width": "2"},
    "d-few": {"fill": "{warn}"},
    "d-mark": {"stroke": "{surface}", "stroke-width": "0.8"},
    "d-mark-plain": {"fill": "{ink-3}", "stroke": "{surface}", "stroke-width": "0.8"},
    "d-mark-unknown": {"stroke": "{ink-3}", "stroke-width": "0.9"},
    "stance-opponent": {"fill": "{opponent}"},
    "stance-skeptic": {"fill": "{skeptic}"},
    "stance-neutral": {"fill": "{neutral}"},
    "stance-supporter": {"fill": "{supporter}"},
    "stance-champion": {"fill": "{champion}"},
}


def attributes(classes: str) -> Mapping[str, str]:
    """Return what a file says instead of the classes."""
    found: dict[str, str] = {}
    for name in classes.split():
        found.update({key: _literal(value) for key, value in LOOK.get(name, {}).items()})
    return found


def css() -> str:
    """Return the style sheet of inline drawings, in the page's custom properties."""
    rules = []
    for name, look in LOOK.items():
        body = "; ".join(f"{key}: {_property(value)}" for key, value in look.items())
        rules.append(f"svg.drawing .{name} {{ {body} }}")
    return "\n".join(rules) + "\n"


def _literal(value: str) -> str:
    return COLOURS[value[1:-1]] if value.startswith("{") else value


def _property(value: str) -> str:
    if not value.startswith("{"):
        return value
    return f"var(--{value[1:-1]}, {COLOURS[value[1:-1]]})"
