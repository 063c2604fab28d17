"""The week as an e-mail: text and HTML that say the same, with a subject that says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from groundswell.core.pictures.week import Week
from groundswell.core.questions.wording import count
from groundswell.reports.words import clean

NEUTRAL = "Your week"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one reader."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the week.

    Parameters
    ----------
    title
        The change, for the subject; empty for a neutral one.
    open_at, stop_at
        Where the week is read in full, and where the letters end; empty where nobody knows.
    """

    title: str = ""
    open_at: str = ""
    stop_at: str = ""


def letter(week: Week, around: Around) -> Letter:
    """Return the week as a letter."""
    title = clean(around.title)
    subject = f"{NEUTRAL}: {title}" if title else NEUTRAL
    return Letter(subject, "\n".join(_text(week, around)) + "\n", "".join(_html(week, around)))


def _later(week: Week) -> str:
    if not week.later:
        return ""
    number = len(week.later)
    things = count(number, "thing").capitalize()
    return f"{things} more {'does' if number == 1 else 'do'} not fit your hours this week."


def _why(around: Around) -> str:
    return "You get this because you asked for it." + (
        "" if around.stop_at else " To end it, open Settings, then Reminders."
    )


def _text(week: Week, around: Around) -> Iterator[str]:
    yield clean(week.headline)
    for number, item in enumerate(week.items, 1):
        yield ""
        yield f"{number}. {clean(item.title)}"
        yield f"   {clean(item.reason)}"
    if week.later:
        yield from ("", _later(week))
    if around.open_at:
        yield from ("", f"Open it: {around.open_at}")
    yield from ("", f"{clean(week.population)}.", "", "-- ", _why(around))
    if around.stop_at:
        yield f"End it: {around.stop_at}"


_PAGE = "margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1a211e;background:#fbfaf7"
_SMALL = "font-size:14px;color:#5e6762"


def _html(week: Week, around: Around) -> Iterator[str]:
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{NEUTRAL}</title>'
    yield f'</head><body style="{_PAGE}"><div style="max-width:560px">'
    yield f'<h1 style="font:400 24px/1.3 serif;margin:0 0 16px">{_say(week.headline)}</h1>'
    if week.items:
        yield '<ol style="padding-left:20px">'
        for item in week.items:
            yield f'<li style="margin-bottom:12px"><strong>{_say(item.title)}</strong>'
            yield f"<br>{_say(item.reason)}</li>"
        yield "</ol>"
    if week.later:
        yield f"<p>{_say(_later(week))}</p>"
    if around.open_at:
        yield f'<p><a href="{escape(around.open_at)}">Open it</a></p>'
    yield f'<p style="{_SMALL}">{_say(week.population)}.<br>{_say(_why(around))}'
    if around.stop_at:
        yield f' <a href="{escape(around.stop_at)}">End it</a>'
    yield "</p></div></body></html>"


def _say(text: str) -> str:
    return escape(clean(text))
