"""Whether a change that was supposed has come true since, from the records; and how it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from groundswell.core.questions.standing import as_noun
from groundswell.core.questions.supposed import called, titled
from groundswell.core.questions.wording import stance_word
from groundswell.core.terrain.map_records import Judgement, Tie
from groundswell.core.terrain.notations import Notation, Reading
from groundswell.core.terrain.run_records import Encounter, Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Stance
from groundswell.core.terrain.visible import day_of


def happened(snapshot: Snapshot, kind: str, parts: Reading, since: date | None) -> str:
    """Return in words how a change has come true; nothing where it has not.

    Parameters
    ----------
    since
        The day it was supposed. What a judgement, a conversation or a tie said before is no
        outcome of it, and was known when it was supposed. None takes any day.
    """
    if not parts:
        return ""
    return _READERS[Notation(kind)](snapshot, [part.text for part in parts], since or date.min)


def _recruit(snapshot: Snapshot, texts: Sequence[str], _: date) -> str:
    inside = texts[0] in snapshot.members
    return f"{called(snapshot, texts[0])} is in the coalition by now" if inside else ""


def _exit(snapshot: Snapshot, texts: Sequence[str], _: date) -> str:
    (code,) = texts
    if code in snapshot.members:
        return ""
    left = any(m.person == code and m.left_on for m in snapshot.seen.of(Member))
    return f"{called(snapshot, code)} has left the coalition" if left else ""


def _stance(snapshot: Snapshot, texts: Sequence[str], since: date) -> str:
    code, word, *decision = texts
    about = decision[0] if decision else None
    rows = [j for j in snapshot.seen.of(Judgement) if (j.person, j.decision) == (code, about)]
    newest = max(rows, key=lambda j: j.observed_on or date.min, default=None)
    if newest is None or (newest.observed_on or date.min) < since:
        return ""
    wanted = word.strip("=@")
    if _word(newest.stance) != wanted:
        return ""
    where = f" on {titled(snapshot, about)}" if about else ""
    return f"{called(snapshot, code)} is seen as {as_noun(wanted)}{where} by now"


def _word(stance: Stance | float) -> str:
    if isinstance(stance, Stance):
        return stance.value
    return stance_word(stance)


def _show(snapshot: Snapshot, texts: Sequence[str], since: date) -> str:
    entry, _, code = texts
    shown = any(
        e.person == code and entry in (e.shown or ()) and (day_of(e) or date.min) >= since
        for e in snapshot.seen.of(Encounter)
    )
    return f"{called(snapshot, code)} has been shown {entry}" if shown else ""


def _rule(snapshot: Snapshot, texts: Sequence[str], _since: date) -> str:
    code, rule = texts
    word, _, share = rule[1:].partition(":")
    point = next((p for p in snapshot.decisions if p.code == code), None)
    if point is None or not point.open or point.rule.value != word:
        return ""
    if share and point.record.quota != float(share):
        return ""
    return f"{titled(snapshot, code)} is taken by {f'a quota of {share}' if share else word} by now"


def _tie(snapshot: Snapshot, texts: Sequence[str], since: date) -> str:
    listener, _, heard, kind = texts
    tied = any(
        (t.from_, t.to, t.kind.value) == (listener, heard, kind[1:])
        and max(t.observed_on or date.min, t.recorded_on or date.min) >= since
        for t in snapshot.seen.of(Tie)
    )
    return (
        f"{called(snapshot, listener)} listens to {called(snapshot, heard)} by now" if tied else ""
    )


_READERS: Mapping[Notation, Callable[[Snapshot, Sequence[str], date], str]] = {
    Notation.RECRUIT: _recruit,
    Notation.EXIT: _exit,
    Notation.STANCE: _stance,
    Notation.SHOW: _show,
    Notation.RULE: _rule,
    Notation.TIE: _tie,
}
