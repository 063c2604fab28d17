"""Dates and sentences in words, and what is taken out of words that others wrote.

Figures are worded by the core, so that an answer and a report about it read alike.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_COMMAND = re.compile(
    "\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?"  # a terminal's title or link
    "|(?:\x1b\\[?|\x9b)[0-?]*[ -/]*[@-~]"  # colour, movement
)
_JOINERS = frozenset("\u200c\u200d")  # some scripts cannot be read without them
_BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_ENDS = frozenset(".!?\u2026")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def clean(text: str) -> str:
    """Return text on one line, without terminal commands, hidden signs or turned directions."""
    seen = "".join(map(_seen, _COMMAND.sub("", text)))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _seen(sign: str) -> str:
    if sign in _BREAKS:
        return " "
    kind = unicodedata.category(sign)
    if kind == "Cs":
        return "\ufffd"
    return "" if kind in ("Cc", "Cf") and sign not in _JOINERS else sign


def day(when: date) -> str:
    """Return a date as people say it: '14 November 2026'."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def sentence(text: str) -> str:
    """Return text as a sentence: a capital first, a full stop last."""
    bare = text.strip()
    if not bare:
        return ""
    ended = bare if bare.rstrip("\"'\u201d\u2019)")[-1:] in _ENDS else f"{bare}."
    return ended[0].upper() + ended[1:]


def paragraph(*texts: str) -> str:
    """Return texts as one paragraph of sentences; empty ones are left out."""
    return " ".join(filter(None, map(sentence, texts)))


def quoted(text: str) -> str:
    """Return text in quotation marks; inner ones become single."""
    inner = text.strip().replace('"', "'")
    return f'"{inner}"'


def titled(text: str) -> str:
    """Return the title of a decision or a place of work as it stands within a sentence."""
    return f"\u2018{text.strip()}\u2019"
