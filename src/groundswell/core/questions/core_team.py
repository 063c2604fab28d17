"""Who should form the core: two to four people who each meet all three criteria."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.core_reasons import set_reasons
from groundswell.core.questions.core_search import Search
from groundswell.core.questions.core_traits import (
    INNER_RINGS,
    SMALLEST,
    Ground,
    Traits,
    score,
    traits,
)
from groundswell.core.questions.criteria import (
    KOTTER,
    Criteria,
    Met,
    Strength,
    criteria,
    ratings,
    strengths,
)
from groundswell.core.questions.question import Question, answer, gap
from groundswell.core.questions.system import group
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.contexts import RolePrompt, core_roles
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, Stance

MOST_SETS = 3
MOST_CANDIDATES = 8
# Of those who come near, so many are compared; before, whom others trust or ask most.
COMPARED = 100

CRITERION_WORDS: Mapping[str, str] = {
    "lived_experience": "whether they know the problem from their own work",
    "authority": "whether their yes gives others permission",
    "capacity": "whether they have two hours a week",
}
UNMET_WORDS: Mapping[str, str] = {
    "lived_experience": "does not know the problem from their own work",
    "authority": "cannot give others permission",
    "capacity": "does not have two hours a week",
}
KOTTER_WORDS: Mapping[str, str] = {
    "position_power": "power of position",
    "expertise": "expertise",
    "credibility": "credibility",
    "leadership": "leadership",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreTeam(Question):
    """Who should form the core of the coalition?"""

    SLUG: ClassVar[str] = "core-team"
    ASKS: ClassVar[str] = "Who should form the core, and does each of them meet all three criteria?"
    FEATURE: ClassVar[str] = "Q2"


@dataclass(frozen=True, slots=True)
class CoreSet:
    """Two to four people besides the owner.

    `score` in [0, 1] and its unweighted `parts` compare sets of one initiative by the stated
    convention and mean nothing else; `without` are the codes this alternative does without.
    """

    people: tuple[str, ...]
    criteria: Mapping[str, Criteria]
    reasons: tuple[str, ...]
    score: float
    parts: Mapping[str, float]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody near: what is unmet, what is unknown, and whom of the coalition to ask about it."""

    person: str
    criteria: Criteria
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    ask: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class CoreTeamValue:
    """Value of `core-team`.

    `candidates` are those nearest to all three criteria who are in no set; `present` the nucleus
    and core of today besides the owner; `kotter` who of the coalition is strong in each of the
    four.
    """

    sets: tuple[CoreSet, ...]
    candidates: tuple[Candidate, ...]
    present: tuple[Candidate, ...]
    role_prompts: tuple[RolePrompt, ...]
    kotter: Mapping[str, Strength]


def core_team(study: Study, question: CoreTeam) -> Answer[CoreTeamValue]:
    """Propose the core as a set, with alternatives.

    Only people who meet all three criteria are proposed: lived experience, authority that gives
    permission, two hours a week. Unknown is not met. Nobody known as an opponent is proposed, and
    at most one skeptic. Sets are scored by the stated convention of `core_traits.score`; each
    alternative leaves out whom the one before leaned on most.

    Notes
    -----
    Counting only: no draws are used.
    """
    snapshot = study.snapshot
    measured = criteria(snapshot)
    rated = ratings(snapshot)
    circle = Acquaintance(snapshot)
    ground = Ground(circle, rated["credibility"])
    eligible = _eligible(ground)
    able = traits(ground, [code for code in eligible if measured[code].all_met])
    sets = tuple(_sets(snapshot, able, measured))
    value = CoreTeamValue(
        sets=sets,
        candidates=tuple(_near(ground, eligible, measured, sets)),
        present=tuple(_candidate(circle, code, measured[code]) for code in _present(snapshot)),
        role_prompts=core_roles(snapshot.seen.initiative.context),
        kotter=strengths(rated, circle.coalition),
    )
    reasons, gaps = list(_reasons(snapshot, value)), list(_gaps(snapshot, value))
    return answer(study, question, _headline(snapshot, value), value, reasons, gaps)


def _eligible(ground: Ground) -> list[str]:
    """Return everybody but the owner and known opponents."""
    snapshot, words = ground.snapshot, ground.words
    return [
        code
        for i, code in enumerate(snapshot.people)
        if code != snapshot.owner and words[i] != Stance.OPPONENT
    ]


def _present(snapshot: Snapshot) -> list[str]:
    return sorted(
        code
        for code, member in snapshot.members.items()
        if member.ring in INNER_RINGS and code != snapshot.owner
    )


def _sets(snapshot: Snapshot, able: Traits, measured: Mapping[str, Criteria]) -> Iterator[CoreSet]:
    if len(able.codes) < SMALLEST:
        return
    for (value, chosen), gone in Search(able).alternatives(MOST_SETS):
        people = tuple(able.codes[i] for i in chosen)
        without = tuple(able.codes[i] for i in gone)
        parts = score(able, np.array([chosen], dtype=np.int64))[1]
        yield CoreSet(
            people=people,
            criteria={code: measured[code] for code in people},
            reasons=set_reasons(snapshot, people, without),
            score=value,
            parts={name: float(part[0]) for name, part in parts.items()},
            without=without,
        )


def _near(
    ground: Ground,
    eligible: Sequence[str],
    measured: Mapping[str, Criteria],
    sets: Sequence[CoreSet],
) -> Iterator[Candidate]:
    """Yield those who come nearest: nothing unmet first, then fewest unknown, then strongest."""
    taken = {code for found in sets for code in found.people}
    open_ = [c for c in eligible if c not in taken and len(measured[c].unmet) < SMALLEST]
    open_ = [c for c in open_ if len(measured[c].unknown) < len(UNMET_WORDS)]
    circle, index = ground.circle, ground.snapshot.index

    def distance(code: str) -> tuple[int, int]:
        return len(measured[code].unmet), len(measured[code].unknown)

    sought = sorted(open_, key=lambda c: (*distance(c), -int(circle.sought[index[c]]), c))
    near = sorted(sought[:COMPARED])
    able = traits(ground, near)
    alone = score(able, np.arange(len(near), dtype=np.int64)[:, None])[0] if near else ()
    worth = {code: round(float(value), 9) for code, value in zip(near, alone, strict=True)}
    for code in sorted(near, key=lambda c: (*distance(c), -worth[c], c))[:MOST_CANDIDATES]:
        yield _candidate(circle, code, measured[code])


def _candidate(circle: Acquaintance, code: str, found: Criteria) -> Candidate:
    """Return somebody with what is unmet or unknown in words; members can be asked themselves."""
    snapshot = circle.snapshot
    i = snapshot.index[code]
    ask = (code,) if circle.inside[i] else circle.knowing(i)
    name = snapshot.name(code)
    parts = []
    if found.unmet:
        parts.append(f"{name} {listed([UNMET_WORDS[c] for c in found.unmet])}")
    if found.unknown:
        unknown = listed([CRITERION_WORDS[c] for c in found.unknown])
        whom = "ask them" if ask == (code,) else circle.ask(i)
        start = "not known" if parts else f"{name}: not known"
        parts.append(f"{start} {unknown}: {whom}")
    text = "; ".join(parts) or f"{name} meets all three criteria"
    text = f"{text}."
    return Candidate(code, found, found.unmet, found.unknown, ask if found.unknown else (), text)


def _headline(snapshot: Snapshot, value: CoreTeamValue) -> str:
    if value.sets:
        return _proposal(snapshot, value)
    start = "No core can be proposed yet"
    if not snapshot.people:
        return f"{start}: nobody is on the map."
    able = [c.person for c in value.candidates if not c.unmet and not c.unknown]
    if len(able) > 1:  # of two of whom one does not doubt there would be a set
        return (
            f"{start}: everybody known to meet all three criteria doubts the change, and a core "
            "bears only one who doubts."
        )
    if able:
        only = snapshot.name(able[0])
        return f"{start}: only {only} is known to meet all three criteria, and it takes two."
    if not value.candidates:
        return f"{start}: nobody is known to meet even one of the three criteria."
    nearest = value.candidates[0]
    lack = (
        f"who {listed([UNMET_WORDS[c] for c in nearest.unmet])}"
        if nearest.unmet
        else f"of whom it is not known {listed([CRITERION_WORDS[c] for c in nearest.unknown])}"
    )
    return (
        f"{start}: nobody is known to meet all three criteria; nearest is "
        f"{snapshot.name(nearest.person)}, {lack}."
    )


def _proposal(snapshot: Snapshot, value: CoreTeamValue) -> str:
    best = value.sets[0]
    names = listed([snapshot.name(code) for code in best.people])
    today = {c.person for c in value.present}
    each = "both meet" if len(best.people) == SMALLEST else "each of them meets"
    if set(best.people) == today:
        return f"Your core already is the strongest you could form: {names}, and {each} all three."
    found = group((snapshot.person[code] for code in best.people), lambda p: p.function)
    bring = f", and together they bring {listed(list(found))}" if len(found) > 1 else ""
    return f"The strongest core would be {names}: {each} all three criteria{bring}."


def _reasons(snapshot: Snapshot, value: CoreTeamValue) -> Iterator[Reason]:
    for best in value.sets[:1]:
        today = tuple(c.person for c in value.present if c.person in best.people)
        if today:
            names = listed([snapshot.name(code) for code in today])
            verb = "is" if len(today) == 1 else "are"
            yield Reason(f"{names} {verb} in the core already.", today)
        for text in best.reasons:
            yield Reason(text, best.people)
    for other in value.sets[1:]:
        names = listed([snapshot.name(code) for code in other.people])
        gone = listed([snapshot.name(code) for code in other.without])
        yield Reason(f"If it cannot be {gone}: {names}.", other.people)
    for member in value.present:
        if member.unmet or member.unknown:
            yield Reason(f"In the core today: {member.text}", (member.person,))
    strong = {name: found.people for name, found in value.kotter.items() if found.people}
    for name, people in strong.items():
        who = listed([snapshot.name(code) for code in people])
        yield Reason(f"The coalition draws {KOTTER_WORDS[name]} from {who}.", people)


def _gaps(snapshot: Snapshot, value: CoreTeamValue) -> Iterator[Gap]:
    if not snapshot.people:
        yield gap(GapKind.MAP_INCOMPLETE, "Nobody is on the map yet. Start with ten names.")
        return
    for name, words in CRITERION_WORDS.items():
        near = [c.person for c in value.candidates if not c.unmet and c.unknown == (name,)]
        if near:
            kind = GapKind.CRITERION_UNKNOWN
            if name == "capacity":
                kind = GapKind.CAPACITY_UNKNOWN
            who = listed([snapshot.name(code) for code in near])
            yield gap(kind, f"One unknown keeps {who} out of the choice: ask {words}.", *near)
    unjudged = [
        code
        for code in (value.sets[0].people if value.sets else ())
        if not snapshot.stances.judged[snapshot.index[code]]
    ]
    if unjudged:
        names = listed([snapshot.name(code) for code in unjudged])
        verb = "stands" if len(unjudged) == 1 else "stand"
        yield gap(
            GapKind.STANCE_UNKNOWN,
            f"Nobody has judged where {names} {verb}. Listen before you propose anything.",
            *unjudged,
        )
    unrated = [KOTTER_WORDS[n] for n in KOTTER if value.kotter[n].state is Met.UNKNOWN]
    if unrated:
        yield gap(
            GapKind.CRITERION_UNKNOWN,
            f"Nobody in the coalition is known to bring {listed(unrated)}, and not everybody in it "
            "has been rated. Rate the members, from 1 to 5.",
        )
    lacking = [KOTTER_WORDS[n] for n in KOTTER if value.kotter[n].state is Met.UNMET]
    if lacking:
        yield gap(
            GapKind.CRITERION_UNKNOWN,
            f"Everybody in the coalition has been rated, and nobody brings much {listed(lacking)}. "
            f"{count(len(lacking), 'such person', 'such people').capitalize()} would help.",
        )
