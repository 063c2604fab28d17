"""A change that is supposed, in words, whether or not it still fits the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from groundswell.core.questions.standing import as_noun
from groundswell.core.questions.wording import quoted
from groundswell.core.terrain.map_records import Decision, Person
from groundswell.core.terrain.notations import Notation, Reading, reading
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.snapshot import Snapshot

GONE = "somebody no longer on the map"


def reading_on(snapshot: Snapshot, kind: str, text: str) -> Reading:
    """Return how a text is read on this map; empty where it is none."""

    def known(sheet: str, code: str) -> bool:
        if sheet == Person.SHEET:
            return code in snapshot.index
        if sheet == Decision.SHEET:
            return any(point.code == code for point in snapshot.decisions)
        return any(entry.evidence == code for entry in snapshot.seen.of(Evidence))

    return reading(Notation(kind), text, known)


def in_words(snapshot: Snapshot, kind: str, parts: Reading) -> tuple[str, tuple[str, ...]]:
    """Return a change in words, and the codes it names, people first."""
    texts = [part.text for part in parts]
    codes = sorted((part for part in parts if part.sheet), key=lambda p: p.sheet != Person.SHEET)
    return _WORDS[Notation(kind)](snapshot, texts), tuple(part.text for part in codes)


def called(snapshot: Snapshot, code: str) -> str:
    """Return a person's name, or that they are gone."""
    return snapshot.name(code) if code in snapshot.index else GONE


def titled(snapshot: Snapshot, code: str) -> str:
    """Return a decision's title in quotation marks."""
    points = (point.title for point in snapshot.decisions if point.code == code)
    return quoted(next(points, code))


def _recruit(snapshot: Snapshot, texts: Sequence[str]) -> str:
    code, *number = texts
    how = f" with a commitment of {float(number[0][1:]):g}" if number else ""
    return f"{called(snapshot, code)} joins{how}"


def _exit(snapshot: Snapshot, texts: Sequence[str]) -> str:
    (code,) = texts
    who = "you leave" if code == snapshot.owner else f"{called(snapshot, code)} leaves"
    return f"{who} the coalition"


def _stance(snapshot: Snapshot, texts: Sequence[str]) -> str:
    code, word, *decision = texts
    where = f" on {titled(snapshot, decision[0])}" if decision else ""
    return f"{called(snapshot, code)} becomes {as_noun(word.strip('=@'))}{where}"


def _show(snapshot: Snapshot, texts: Sequence[str]) -> str:
    entry, _, code = texts
    return f"{called(snapshot, code)} is shown {entry}"


def _rule(snapshot: Snapshot, texts: Sequence[str]) -> str:
    code, rule = texts
    word, _, share = rule[1:].partition(":")
    how = f"a quota of {share}" if share else word
    return f"{titled(snapshot, code)} is taken by {how}"


def _tie(snapshot: Snapshot, texts: Sequence[str]) -> str:
    listener, _, heard, kind = texts
    what = kind[1:].replace("_", " ")
    return f"{called(snapshot, listener)} to {called(snapshot, heard)}: a new tie ({what})"


_WORDS: Mapping[Notation, Callable[[Snapshot, Sequence[str]], str]] = {
    Notation.RECRUIT: _recruit,
    Notation.EXIT: _exit,
    Notation.STANCE: _stance,
    Notation.SHOW: _show,
    Notation.RULE: _rule,
    Notation.TIE: _tie,
}
