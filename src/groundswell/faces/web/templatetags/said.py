"""How enumerations, stances and dates are said on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from groundswell.core.questions.wording import hour_count, hour_figure
from groundswell.core.terrain.remembered import Remembered
from groundswell.core.terrain.terms import Ring, Stance
from groundswell.core.terrain.vocabulary import CHANGE_MANAGERS, DEFINITIONS, Vocabulary
from groundswell.faces.web.forms.widgets import options_of
from groundswell.reports import words as spoken

register = template.Library()
register.filter(hour_count)
register.filter(hour_figure)


@register.filter
def label(member: Any, words: Vocabulary | None = None) -> str:
    """Return a member of an enumeration as a label; anything else as it is."""
    if not isinstance(member, Enum):
        return "" if member is None else str(member).replace("_", " ")
    return (words or CHANGE_MANAGERS).label(member)


@register.filter
def stance(word: str | None, words: Vocabulary | None = None) -> str:
    """Return a stance by its key in the words of the trade, lower case."""
    found = Stance(word) if word else Stance.UNKNOWN
    return (words or CHANGE_MANAGERS).stances[found]


@register.filter
def in_words(said: str, words: Vocabulary) -> str:
    """Return what a judgement says in the words of the trade; a number stays one."""
    return words.stances[Stance(said)] if said in [*Stance] else said


@register.filter
def ring(word: str | None, words: Vocabulary | None = None) -> str:
    """Return a ring by its key in the words of the trade, lower case."""
    return (words or CHANGE_MANAGERS).rings[Ring(word)] if word else ""


@register.filter
def on_day(when: date | datetime | None) -> str:
    """Return a date as people say it; nothing for none."""
    if when is None:
        return ""
    return spoken.day(when.date() if isinstance(when, datetime) else when)


def _suggestions(choices: tuple[tuple[str, str], ...]) -> SafeString:
    return format_html_join("", '<option value="{}"></option>', ((name,) for _, name in choices))


_SUGGESTIONS = Remembered(_suggestions)  # thousands of names, the same on page after page


@register.filter
def suggestions(choices: tuple[tuple[str, str], ...]) -> SafeString:
    """Return the names of codes as the options of a list of suggestions."""
    return _SUGGESTIONS(choices)


@register.filter
def options(choices: tuple[tuple[str, str], ...]) -> SafeString:
    """Return codes with their names as the options of a drop-down."""
    return options_of(choices)


@register.filter
def meaning(term: str) -> str:
    """Return the short definition of a term of the field."""
    return DEFINITIONS.get(term, "")


@register.filter
def at(held: Mapping[Any, Any], key: Any) -> Any:
    """Return what a mapping holds under a key; nothing where it holds none."""
    return held.get(key, "")


@register.filter
def drawn(svg: str) -> SafeString:
    """Return a drawing of reports.drawing as markup; every word in it was escaped there."""
    return mark_safe(svg)  # nosec B308, B703


@register.filter
def titled(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]


@register.filter
def at_key(mapping: Any, key: Any) -> Any:
    """Return what a mapping holds for a key, or None."""
    return mapping.get(key)
