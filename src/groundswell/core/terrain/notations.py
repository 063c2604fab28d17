"""Short texts that name codes: one change that is supposed, written as `what-if` takes it.

A column of such texts declares its notation, so that whoever checks, renames or erases codes finds
them inside. A code may hold the signs that divide a text, so a text may be read in several ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from groundswell.core.terrain.terms import STANCE_VALUE, Rule, TieKind

WORDS = tuple(word.value for word in STANCE_VALUE)
RULES = tuple(rule.value for rule in Rule)
LAYERS = tuple(kind.value for kind in TieKind if kind is not TieKind.CONFLICT)
_PEOPLE, _DECISIONS, _EVIDENCE = "people", "decisions", "evidence"
_SIGNS = ":=@>"
INSIDE = frozenset({_PEOPLE, _DECISIONS, _EVIDENCE})  # sheets whose codes may stand in a text


class Notation(StrEnum):
    """The ways to write a change; each is named like the option that takes it."""

    RECRUIT = "recruit"
    EXIT = "exit"
    STANCE = "stance"
    SHOW = "show"
    RULE = "rule"
    TIE = "tie"


WRITTEN: dict[Notation, str] = {
    Notation.RECRUIT: "CODE, or CODE:commitment such as CODE:.8",
    Notation.EXIT: "CODE",
    Notation.STANCE: "CODE=supporter, or CODE=supporter@DECISION",
    Notation.SHOW: "EVIDENCE:CODE",
    Notation.RULE: "DECISION=majority, or DECISION=quota:.6",
    Notation.TIE: "FROM>TO:trusts",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text: a code of a sheet, or with no sheet what stands between codes."""

    text: str
    sheet: str = ""


Reading = tuple[Part, ...]
Known = Callable[[str, str], bool]


def readings(notation: Notation, text: str) -> tuple[Reading, ...]:
    """Return every way to read a text, first as `what-if` would; none where it is no such text.

    The texts of the parts of a reading, joined, are the text again.
    """
    if ";" in text:  # it divides the texts of a list
        return ()
    return tuple(_READERS[notation](text.strip()))


def reading(notation: Notation, text: str, known: Known) -> Reading:
    """Return the first reading whose codes are all known, else the last; empty where there is none.

    Parameters
    ----------
    known
        Whether a sheet has a code.
    """
    every = readings(notation, text)
    fitting = (r for r in every if all(known(p.sheet, p.text) for p in r if p.sheet))
    return next(fitting, every[-1] if every else ())


def may_name(notation: Notation, text: str, sheet: str, code: str) -> bool:
    """Whether a text names a code of a sheet in any reading; unread, wherever it stands apart."""
    every = readings(notation, text)
    if every:
        return any(part == Part(code, sheet) for way in every for part in way)
    return f" {code} " in f" {text.translate(dict.fromkeys(map(ord, _SIGNS), ' '))} "


def _recruit(text: str) -> Iterator[Reading]:
    yield from _exit(text)
    code, _, number = text.rpartition(":")
    if code and _is_share(number):
        yield (Part(code, _PEOPLE), Part(f":{number}"))


def _exit(text: str) -> Iterator[Reading]:
    if text:
        yield (Part(text, _PEOPLE),)


def _stance(text: str) -> Iterator[Reading]:
    for code, rest in _splits(text, "="):
        word, at, decision = rest.partition("@")
        if word in WORDS and bool(at) == bool(decision):
            there = (Part(f"={word}@"), Part(decision, _DECISIONS)) if at else (Part(f"={word}"),)
            yield (Part(code, _PEOPLE), *there)


def _show(text: str) -> Iterator[Reading]:
    for entry, code in reversed(list(_splits(text, ":"))):
        yield (Part(entry, _EVIDENCE), Part(":"), Part(code, _PEOPLE))


def _rule(text: str) -> Iterator[Reading]:
    for code, rest in _splits(text, "="):
        word, colon, share = rest.partition(":")
        quota = word == Rule.QUOTA
        if word in RULES and quota == bool(colon) and (not quota or _is_share(share)):
            yield (Part(code, _DECISIONS), Part(f"={rest}"))


def _tie(text: str) -> Iterator[Reading]:
    pair, _, kind = text.rpartition(":")
    if kind in LAYERS:
        for listener, heard in _splits(pair, ">"):
            if listener != heard:
                yield (Part(listener, _PEOPLE), Part(">"), Part(heard, _PEOPLE), Part(f":{kind}"))


_READERS: dict[Notation, Callable[[str], Iterator[Reading]]] = {
    Notation.RECRUIT: _recruit,
    Notation.EXIT: _exit,
    Notation.STANCE: _stance,
    Notation.SHOW: _show,
    Notation.RULE: _rule,
    Notation.TIE: _tie,
}


def _splits(text: str, sign: str) -> Iterator[tuple[str, str]]:
    """Yield both sides of a sign, wherever it stands and both sides hold something."""
    for place, found in enumerate(text):
        if found == sign and text[:place] and text[place + 1 :]:
            yield text[:place], text[place + 1 :]


def _is_share(text: str) -> bool:
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False
