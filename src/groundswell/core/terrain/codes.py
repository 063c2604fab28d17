"""Short readable codes made from words, so that nobody has to think of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

MOST = 24  # letters of a code made from words
_APART = re.compile(r"[^a-z0-9]+")
_ASCII = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th"})


def readable(
    text: str, taken: Container[str] = (), otherwise: str = "entry", most: int = MOST
) -> str:
    """Return a code like 'maria-lopez', with a number where that one is taken.

    Words in a script that has no simple Latin spelling become `otherwise` with a number.
    """
    folded = unicodedata.normalize("NFKD", text[:200]).casefold().translate(_ASCII)
    ascii_only = "".join(c for c in folded if not unicodedata.combining(c))
    words = _APART.sub("-", ascii_only).strip("-")
    while len(words) > most and "-" in words:
        words = words.rpartition("-")[0]
    base = words[:most] or otherwise
    number, code = 2, base
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code
