"""From which records the lines of a page come."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from groundswell.core.pictures.document.parts import Line
from groundswell.faces.web.screens.sheets import title_of

register = template.Library()


@register.filter
def sheets(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """Return the sheets behind some lines with their titles, each once."""
    found = dict.fromkeys(line.sheet for line in lines if line.sheet)
    return [(sheet, title_of(sheet)) for sheet in found]
