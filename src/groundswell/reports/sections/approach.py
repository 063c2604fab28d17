"""Whom to approach next and through whom, and who would matter but is out of reach."""

from __future__ import annotations

from collections.abc import Iterable

from groundswell.core.answer import Answer
from groundswell.core.questions.next_recruits import (
    NextRecruitsValue,
    Pick,
    way_words,
)
from groundswell.core.questions.standing import stance_words
from groundswell.core.questions.wording import UNKNOWN, hour_count, points
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Move, Stance
from groundswell.reports.parts import Bands, Bar, Block, Entry, Prose, Section
from groundswell.reports.words import paragraph, sentence

SHOWN = 3
BY_CHANCE = "change of the chance"
STANDING = {
    Stance.OPPONENT.value: "An opponent",
    Stance.SKEPTIC.value: "A skeptic",
    Stance.NEUTRAL.value: "Neutral so far",
    Stance.SUPPORTER.value: "A supporter",
    Stance.CHAMPION.value: "A champion",
    UNKNOWN: "Nobody has judged where they stand",
}
AIMS = {
    Move.JOIN: "that they join",
    Move.SUPPORT: "their support",
    Move.NOT_BLOCK: "that they do not stand in the way",
    Move.INTRODUCE: "an introduction to {target}",
    Move.SPONSOR: "that they back it openly",
}
BARELY = 0.005  # a change below half a point is told in words


def approach(answer: Answer[NextRecruitsValue], snapshot: Snapshot) -> Section:
    """Return the next moves, each with its reason, and whom nobody can reach yet."""
    return Section("Whom to approach next", tuple(_blocks(answer, snapshot)))


def first_move(value: NextRecruitsValue) -> Pick | None:
    """Return the move to begin with: the first whose person somebody reaches, else the first."""
    every = (*value.picks, *value.alternatives)
    return next((p for p in every if p.messenger is not None), next(iter(every), None))


def _blocks(answer: Answer[NextRecruitsValue], snapshot: Snapshot) -> Iterable[Block]:
    value = answer.value
    if not value.picks:
        yield Prose(sentence(answer.headline))
    near = tuple(pick for pick in value.picks if pick.messenger is not None)
    picks = near[:SHOWN] or value.picks[:SHOWN] or value.alternatives[:1]
    stances = dict(zip(snapshot.people, stance_words(snapshot), strict=True))
    for pick in picks:
        words = (STANDING[stances[pick.person]], _aim(pick, snapshot), *_worth(pick, value))
        yield Entry(introduced(pick.person, snapshot), paragraph(*words))
    if len(picks) > 1 and value.ranked_by == BY_CHANCE:
        yield gains(picks, snapshot)
    rest = (*_tied(picks, snapshot), *_out_of_reach(value, snapshot))
    if rest:
        yield Entry("", paragraph(*rest))


def gains(picks: tuple[Pick, ...], snapshot: Snapshot) -> Bands:
    """Return what each move would change, as a chart."""
    bars = tuple(Bar(snapshot.name(p.person), points(p.gain), p.gain) for p in picks)
    low = min(0.0, *(pick.gain.low for pick in picks))
    high = max(0.01, *(pick.gain.high for pick in picks))
    told = "; ".join(f"{bar.label}: {bar.figure}" for bar in bars)
    title = "What each would change"
    return Bands(title, told, bars, low=low, high=high, points=True, extra=True)


def introduced(code: str, snapshot: Snapshot) -> str:
    """Return a name with what the person does: 'Ilse Brandt, finance controller'."""
    role = snapshot.role(code)
    return f"{snapshot.name(code)}, {role}" if role else snapshot.name(code)


def _aim(pick: Pick, snapshot: Snapshot) -> str:
    target = snapshot.name(pick.opens_way_to) if pick.opens_way_to else "others"
    aim = AIMS[Move(pick.move)].format(target=target)
    if pick.messenger is None:
        return f"The aim is {aim}, and no way to them is known yet"
    weak = ", though the path is weak" if pick.weak_path else ""
    return f"The aim is {aim}{way_words(pick, snapshot)}{weak}"


def _worth(pick: Pick, value: NextRecruitsValue) -> Iterable[str]:
    if value.ranked_by == BY_CHANCE:
        if abs(pick.gain.mean) < BARELY:
            yield "Alone this would hardly move the chance"
        else:
            yield f"This would move the chance by {points(pick.gain)}"
    yield f"A yes is {pick.chance} and takes about {hour_count(pick.hours)}"


def _tied(picks: tuple[Pick, ...], snapshot: Snapshot) -> Iterable[str]:
    """Say which of the picks cannot be told apart from the first."""
    same = [p.person for p in picks[1:] if p.person in picks[0].tied_with] if picks else []
    if same:
        yield (
            f"{snapshot.names((picks[0].person, *same))} are too close to call; begin with "
            "whoever is easier to meet"
        )


def _out_of_reach(value: NextRecruitsValue, snapshot: Snapshot) -> Iterable[str]:
    first = next((p for p in value.pivotal if not p.reachable), None)
    if first is not None and value.tie_to_build is not None:
        yield f"Out of reach for now: {snapshot.name(first.person)}"
        yield value.tie_to_build["why"]
