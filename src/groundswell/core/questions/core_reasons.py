"""Why a set of people would make a core, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.standing import stance_words
from groundswell.core.questions.system import group, unsettled
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.run_records import Encounter
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Stance, Strain, TieKind

CLOSE = (TieKind.TRUSTS, TieKind.ADVICE)


def set_reasons(
    snapshot: Snapshot, people: Sequence[str], without: Sequence[str]
) -> tuple[str, ...]:
    """Return the reasons for a set, what speaks for it first."""
    return (
        *_without(snapshot, without),
        *_decisions(snapshot, people),
        *_functions(snapshot, people),
        *_trust(snapshot, people),
        *_stances(snapshot, people),
        *_reach(snapshot, people),
        *_conflicts(snapshot, people),
        *_strain(snapshot, people),
    )


def _names(snapshot: Snapshot, people: Sequence[str]) -> str:
    return listed([snapshot.name(code) for code in people])


def _without(snapshot: Snapshot, without: Sequence[str]) -> Iterator[str]:
    if without:
        yield f"The choice if it cannot be {_names(snapshot, without)}."


def _decisions(snapshot: Snapshot, people: Sequence[str]) -> Iterator[str]:
    index = {snapshot.index[code] for code in people}
    points = [point for point in unsettled(snapshot) if point.required]
    held = [p.title for p in points if index & {int(i) for i in p.holders}]
    if held:
        titles = listed([f"‘{title}’" for title in held])
        yield f"They sit in on {count(len(held), 'decision')} still to be won: {titles}."
    heard = Acquaintance(snapshot).heard
    at = np.array(sorted(index), dtype=np.int64)
    near = [p.title for p in points if p.title not in held and heard[p.holders][:, at].nnz]
    if near:
        titles = listed([f"‘{title}’" for title in near])
        yield f"They have the ear of somebody who decides on {titles}."


def _functions(snapshot: Snapshot, people: Sequence[str]) -> Iterator[str]:
    found = list(group((snapshot.person[code] for code in people), lambda p: p.function))
    if len(found) > 1:
        yield f"They come from {count(len(found), 'function')}: {listed(found)}."
    elif found:
        yield f"They share one function, {found[0]}: look for another view."


def _trust(snapshot: Snapshot, people: Sequence[str]) -> Iterator[str]:
    close: list[str] = []
    loose: list[str] = []
    for one, other in combinations(people, 2):
        tied = any(_tied(snapshot, kind, one, other) for kind in CLOSE)
        (close if tied else loose).append(f"{snapshot.name(one)} with {snapshot.name(other)}")
    if not loose:
        yield (
            "They trust or ask each other."
            if len(close) == 1
            else "Every two of them are linked by trust or advice."
        )
        return
    if close:
        yield f"Trust or advice links {listed(close)}."
    yield f"No such tie is known of {listed(loose)}: let them meet before they must agree."


def _tied(snapshot: Snapshot, kind: TieKind, one: str, other: str) -> bool:
    layer, i, j = snapshot.layers[kind], snapshot.index[one], snapshot.index[other]
    return bool(layer[i, j] > 0 or layer[j, i] > 0)


def _stances(snapshot: Snapshot, people: Sequence[str]) -> Iterator[str]:
    words = stance_words(snapshot)
    for code in people:
        word = words[snapshot.index[code]]
        name = snapshot.name(code)
        if word == Stance.SKEPTIC:
            yield f"{name} doubts the change, and one who doubts makes a core better."
        elif word == Stance.UNKNOWN:
            yield f"Where {name} stands is unknown."


def _reach(snapshot: Snapshot, people: Sequence[str]) -> Iterator[str]:
    at = np.array([snapshot.index[code] for code in people], dtype=np.int64)
    listening = np.asarray(Acquaintance(snapshot).heard[:, at].sum(axis=1)).ravel() > 0
    listening[at] = False
    total = int(listening[: len(snapshot.people)].sum())
    if total:
        others = count(total, "other person", "other people").capitalize()
        yield f"{others} {'trusts or asks' if total == 1 else 'trust or ask'} one of them."


def _conflicts(snapshot: Snapshot, people: Sequence[str]) -> Iterator[str]:
    for one, other in combinations(people, 2):
        if _tied(snapshot, TieKind.CONFLICT, one, other):
            names = _names(snapshot, (one, other))
            yield f"{names} are in conflict: that would have to be settled first."


def _strain(snapshot: Snapshot, people: Sequence[str]) -> Iterator[str]:
    tired = {e.person for e in snapshot.seen.of(Encounter) if e.strain is Strain.OVERCOMMITMENT}
    for code in people:
        if code in tired:
            yield f"{snapshot.name(code)} has spoken of too much on their desk: ask for time first."
