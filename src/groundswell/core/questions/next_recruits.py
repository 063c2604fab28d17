"""Whom do we approach next, through whom, and what do we ask of them?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer, Estimate, Gap, Reason
from groundswell.core.dynamics.candidates import (
    Candidates,
    Tried,
    candidates,
    may_be_asked,
    worth,
)
from groundswell.core.dynamics.paths import Paths, TieToBuild, best_paths, cheapest_tie
from groundswell.core.dynamics.study import Study
from groundswell.core.dynamics.willingness import approaches, stance_bands, willingness
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.messenger import Carriers
from groundswell.core.questions.question import Question, answer, gap, option
from groundswell.core.questions.recruit_sets import (
    RecruitSet,
    SetSearch,
    recruit_sets,
    set_reasons,
)
from groundswell.core.questions.voices import MissingVoice, missing_voices
from groundswell.core.questions.wording import (
    chance_word,
    count,
    hour_count,
    nothing_fits,
    points,
    sentence,
)
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, Move

Floats = NDArray[np.float64]
SHOWN = 5
SAME = 2.0  # standard errors within which two picks are a tie


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRecruits(Question):
    """Who are the most important people not yet recruited, and through whom do we reach them?"""

    SLUG: ClassVar[str] = "next-recruits"
    ASKS: ClassVar[str] = "Whom do we approach next, through whom, and what do we ask?"
    FEATURE: ClassVar[str] = "Q5"

    hours: float | None = option(
        None, "hours to spend in all; picks fit within them", low=0, high=10_000
    )


@dataclass(frozen=True, slots=True)
class Pick:
    """One suggested move.

    `join_probability` is a planning convention for ordering; faces show `chance`, the word.
    `opens_way_to` names whom an introduction leads to.
    """

    person: str
    move: str
    gain: Estimate
    gain_log: float
    std_error: float
    join_probability: float
    chance: str
    convention: bool
    value: float
    hours: float
    messenger: str | None
    path: tuple[str, ...]
    weak_path: bool
    opens_way_to: str | None
    tied_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pivotal:
    """What somebody's full support would change, reachable or not; gain None if only screened."""

    person: str
    rank: int
    gain: Estimate | None
    reachable: bool


@dataclass(frozen=True, slots=True)
class NextRecruitsValue:
    """Value of `next-recruits`; field names as in the public contract.

    `picks` are single moves, best first; `sets` are people to win together within the same hours.
    """

    picks: tuple[Pick, ...]
    alternatives: tuple[Pick, ...]
    pivotal: tuple[Pivotal, ...]
    tie_to_build: Mapping[str, str] | None
    missing_voices: tuple[MissingVoice, ...]
    ranked_by: str
    budget_hours: float | None
    approaches_logged: int
    scenarios_compared: int
    sets: tuple[RecruitSet, ...]
    set_search: SetSearch


@dataclass(frozen=True, slots=True)
class _Scored:
    """A pick with its value in each scenario, to tell ties from differences."""

    pick: Pick
    sample: Floats


def next_recruits(study: Study, question: NextRecruits) -> Answer[NextRecruitsValue]:
    """Answer with moves ordered by chance of a yes x gain / hours.

    The gain of a move is the change of the chance of critical mass when that person stands at what
    the move asks, everybody else adjusting, under the same draws as today. Where the chance itself
    is below 2 %, the smooth objective ranks instead and `ranked_by` says so. One move a person; a
    difference within two standard errors is a tie.
    """
    snapshot = study.snapshot
    paths = best_paths(snapshot)
    found = candidates(study)
    chance = chances(study, paths)
    scored = best_moves(study, found, chance)
    picks, others = within(scored, question.hours)
    pivotal = pivotal_people(found, snapshot, paths)
    tie = _tie_to_build(snapshot, pivotal)
    voices = missing_voices(snapshot)
    hours_of = np.full(snapshot.size, snapshot.settings.hours_to_recruit)
    hours_of[: len(snapshot.people)] = [hours_for(snapshot, code) for code in snapshot.people]
    sets, search = recruit_sets(study, chance[Move.JOIN], hours_of, question.hours, found.by_chance)
    value = NextRecruitsValue(
        picks=picks,
        alternatives=others,
        pivotal=pivotal,
        tie_to_build=None if tie is None else tie.as_row(),
        missing_voices=voices,
        ranked_by="change of the chance" if found.by_chance else "change of the smooth objective",
        budget_hours=question.hours,
        approaches_logged=approaches(snapshot),
        scenarios_compared=study.compared,
        sets=sets,
        set_search=search,
    )
    words = headline(value, snapshot)
    gaps = [*path_gaps(tie, voices), *map_gaps(snapshot)]
    return answer(study, question, words, value, reasons(value, snapshot), gaps)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What scoring a move needs, read once."""

    snapshot: Snapshot
    carriers: Carriers
    by_chance: bool
    chance: Mapping[Move, Floats]


def chances(study: Study, paths: Paths) -> Mapping[Move, Floats]:
    """Return the chance of a yes to each move, by the convention, for everybody."""
    bands = stance_bands(study.draws)
    closeness = np.asarray(paths.product, dtype=np.float64)
    return {move: willingness(study.snapshot, bands, move, closeness) for move in Move}


def best_moves(study: Study, found: Candidates, chance: Mapping[Move, Floats]) -> list[_Scored]:
    """Return the best move of each person tried, best first."""
    snapshot = study.snapshot
    scene = _Scene(snapshot, Carriers.of(snapshot), found.by_chance, chance)
    best: dict[int, _Scored] = {}
    for tried in found.moves:
        _keep_better(best, tried.person, _score(tried, scene))
    for scored in _introductions(best, scene):
        _keep_better(best, snapshot.index[scored.pick.person], scored)
    helping = [s for s in best.values() if s.pick.value > 0]
    return sorted(helping, key=lambda s: (-round(s.pick.value, 12), s.pick.person))


def _keep_better(best: dict[int, _Scored], person: int, scored: _Scored) -> None:
    if person not in best or scored.pick.value > best[person].pick.value:
        best[person] = scored


def _score(tried: Tried, scene: _Scene) -> _Scored:
    assert tried.move is not None
    code = scene.snapshot.people[tried.person]
    hours = hours_for(scene.snapshot, code)
    yes = float(scene.chance[tried.move][tried.person])
    change = tried.change if scene.by_chance else tried.change_log
    pick = Pick(
        person=code,
        move=tried.move.value,
        gain=tried.gain,
        gain_log=tried.gain_log,
        std_error=tried.std_error,
        join_probability=yes,
        chance=chance_word(yes),
        convention=True,
        value=worth(tried, scene.by_chance) * yes / hours,
        hours=hours,
        messenger=None,
        path=(),
        weak_path=False,
        opens_way_to=None,
        tied_with=(),
    )
    return _Scored(_carried(pick, tried.person, scene), change * yes / hours)


def _carried(pick: Pick, person: int, scene: _Scene) -> Pick:
    """Return a pick with its best messenger: strength of the chain x credibility, or as chosen."""
    ranked = scene.carriers.rank(person)
    if not ranked:
        return pick
    first = ranked[0]
    return replace(pick, messenger=first.person, path=first.path, weak_path=first.weak)


def _introductions(best: Mapping[int, _Scored], scene: _Scene) -> list[_Scored]:
    """Return asks for an introduction: of whoever stands between a member and a pick."""
    extra = scene.snapshot.settings.hours_to_introduce
    found = []
    for target in [best[i] for i in sorted(best)]:
        if len(target.pick.path) < 3:
            continue
        between = target.pick.path[-2]
        i = scene.snapshot.index[between]
        if not may_be_asked(scene.snapshot, i):
            continue
        yes = float(scene.chance[Move.INTRODUCE][i])
        factor = yes * target.pick.hours / (target.pick.hours + extra)
        pick = replace(
            target.pick,
            person=between,
            move=Move.INTRODUCE.value,
            join_probability=yes,
            chance=chance_word(yes),
            value=target.pick.value * factor,
            hours=extra,
            opens_way_to=target.pick.person,
        )
        found.append(_Scored(_carried(pick, i, scene), target.sample * factor))
    return found


def hours_for(snapshot: Snapshot, code: str) -> float:
    """Return the hours it takes to win somebody."""
    stated = snapshot.person[code].hours_to_recruit
    return snapshot.settings.hours_to_recruit if stated is None else stated


def within(
    scored: Sequence[_Scored], hours: float | None
) -> tuple[tuple[Pick, ...], tuple[Pick, ...]]:
    """Return the picks that fit the hours, best first, and the next best alternatives."""
    chosen: list[_Scored] = []
    left = np.inf if hours is None else hours
    for entry in scored:
        if len(chosen) < SHOWN and entry.pick.hours <= left + 1e-9:
            chosen.append(entry)
            left -= entry.pick.hours
    others = [entry for entry in scored if entry not in chosen][:SHOWN]
    return _with_ties(chosen, chosen + others), _with_ties(others, chosen + others)


def _with_ties(rows: Sequence[_Scored], among: Sequence[_Scored]) -> tuple[Pick, ...]:
    """Mark the picks whose value differs by less than two standard errors."""
    marked = []
    for row in rows:
        tied = []
        for other in among:
            if other is row:
                continue
            apart = row.sample - other.sample
            error = apart.std() / np.sqrt(apart.size)
            if abs(apart.mean()) <= SAME * error or row.pick.value == other.pick.value:
                tied.append(other.pick.person)
        marked.append(replace(row.pick, tied_with=tuple(sorted(tied))))
    return tuple(marked)


def pivotal_people(found: Candidates, snapshot: Snapshot, paths: Paths) -> tuple[Pivotal, ...]:
    """Rank everybody outside the coalition by what their full support would change."""
    ranked = [
        Pivotal(snapshot.people[t.person], k + 1, t.gain, bool(paths.product[t.person] > 0))
        for k, t in enumerate(found.full)
    ]
    ranked += [
        Pivotal(snapshot.people[i], len(ranked) + k + 1, None, bool(paths.product[i] > 0))
        for k, i in enumerate(found.rest)
    ]
    return tuple(ranked)


def _tie_to_build(snapshot: Snapshot, pivotal: Sequence[Pivotal]) -> TieToBuild | None:
    """Propose the cheapest tie to the most pivotal person to be asked whom nobody can reach."""
    for entry in pivotal:
        if not entry.reachable and may_be_asked(snapshot, snapshot.index[entry.person]):
            return cheapest_tie(snapshot, snapshot.index[entry.person])
    return None


MOVE_WORDS = {
    Move.JOIN: "ask {who} to join",
    Move.SUPPORT: "ask {who} for support",
    Move.NOT_BLOCK: "ask {who} not to stand in the way",
    Move.INTRODUCE: "ask {who} for an introduction to {target}",
    Move.SPONSOR: "ask {who} to back it openly",
}


def headline(value: NextRecruitsValue, snapshot: Snapshot) -> str:
    """Say the first move, and through whom."""
    if not value.picks:
        if value.alternatives and value.budget_hours is not None:
            return nothing_fits(value.budget_hours, value.alternatives[0].hours)
        if not snapshot.people:
            return "There is nobody on the map to approach yet."
        if bool(snapshot.member[: len(snapshot.people)].all()):
            return "Everybody on the map is in the coalition; there is nobody left to approach."
        return "No single move on this map would help yet; the gaps say what to find out first."
    first = value.picks[0]
    return f"Next, {ask_words(first, snapshot)}{way_words(first, snapshot)}."


def ask_words(pick: Pick, snapshot: Snapshot) -> str:
    """Return what to ask of whom, in words; whoever nobody has judged is listened to first."""
    who = snapshot.name(pick.person)
    if not snapshot.stances.judged[snapshot.index[pick.person]]:
        return f"get to know {who}, and listen before you ask"
    target = snapshot.name(pick.opens_way_to) if pick.opens_way_to else ""
    return MOVE_WORDS[Move(pick.move)].format(who=who, target=target)


def way_words(pick: Pick, snapshot: Snapshot) -> str:
    """Return through whom, in words; empty where there is no path."""
    if pick.messenger is None:
        return "; no path to them is known yet"
    if not pick.path:
        own = pick.messenger == snapshot.owner
        way = "yourself" if own else f"through {snapshot.name(pick.messenger)}"
        return f", {way}, as you chose"
    if len(pick.path) == 2:
        own = pick.messenger == snapshot.owner
        return "; they listen to you" if own else f", through {snapshot.name(pick.messenger)}"
    first = -1 if pick.messenger == snapshot.owner else None
    steps = [snapshot.name(code) for code in reversed(pick.path[1:first])]
    return f", by way of {' and then '.join(steps)}"


def reasons(value: NextRecruitsValue, snapshot: Snapshot) -> list[Reason]:
    """Return why these moves, each with who is on the way."""
    found = []
    for pick in value.picks:
        gain = f"it would move the chance by {points(pick.gain)}"
        if value.ranked_by != "change of the chance":
            gain = "it would move the decisions most, though the chance itself is still too small"
        tied = f"; as good as {snapshot.names(pick.tied_with)}" if pick.tied_with else ""
        weak = "; the path is weak" if pick.weak_path else ""
        found.append(
            Reason(
                f"{sentence(ask_words(pick, snapshot))}: {gain}; a yes is {pick.chance} "
                f"and takes about {hour_count(pick.hours)}{weak}{tied}.",
                pick.path or (pick.person,),
            )
        )
    by_chance = value.ranked_by == "change of the chance"
    found += set_reasons(value.sets, value.set_search, by_chance, snapshot)
    logged = value.approaches_logged
    found.append(
        Reason(
            "How likely a yes is follows a stated convention, corrected by "
            f"{count(logged, 'logged answer')}. Moves are compared on the first "
            f"{value.scenarios_compared} scenarios."
        )
    )
    return found


def path_gaps(tie: TieToBuild | None, voices: Sequence[MissingVoice]) -> list[Gap]:
    """Return the pivotal person nobody reaches, and the voices that are missing."""
    gaps = [gap(GapKind.VOICE_MISSING, voice.text, *voice.people) for voice in voices]
    if tie is not None:
        gaps.insert(0, gap(GapKind.PATH_UNKNOWN, tie.why, tie.member, tie.person))
    return gaps
