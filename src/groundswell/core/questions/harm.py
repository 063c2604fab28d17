"""The gaps in coverage, ranked by the harm they do.

The order is a stated convention: a required decision nobody reaches; a veto out of reach; an
affected group without a voice; a required node without a member; a required decision that is
reached by ear alone; a unit, level, function or site; a decision or node the change could do
without; a newer role; a doubter. Within a step the earlier date, then the larger group comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from groundswell.core.dynamics.paths import LISTENS, Links, best_paths
from groundswell.core.questions.represented import (
    DECISIONS,
    FUNCTIONS,
    LEVELS,
    NEW_ROLES,
    NODES,
    PERSPECTIVES,
    ROLE_NAMES,
    SITES,
    SKEPTIC,
    SUPPORTER,
    UNITS,
    VOICES,
    Dimension,
    View,
)
from groundswell.core.questions.system import UNNAMED_VOICE, unsettled
from groundswell.core.questions.wording import listed
from groundswell.core.terrain.snapshot import DecisionPoint, OperationalNode, Snapshot
from groundswell.core.terrain.terms import (
    Context,
    DecisionState,
    Level,
    MemberRole,
    NewRole,
    Stance,
)

OUT_OF_REACH, VETO, VOICE, WORK, EAR_ONLY, PLACE, OPTIONAL, ROLE, BACKING, DOUBT = range(10)

HARMS = (
    "nothing the coalition does reaches this decision",
    "a single no would end it, and nobody can speak with them",
    "those who live with the result are decided about, not with",
    "the decision may pass and the work stay as it is",
    "the coalition can argue for it and cannot take it",
    "what is different there will be noticed late",
    "it would help, though the change can do without",
    "the change may be designed blind to what data and models do",
    "a coalition that nobody backs is a meeting",
    "nobody inside will say early what is wrong with it",
)


@dataclass(frozen=True, slots=True)
class RankedGap:
    """Something without anybody in the coalition.

    Parameters
    ----------
    dimension, item
        Where it belongs and its code or word.
    clause, text
        What is missing, as part of a sentence and as a sentence with the next step.
    harm
        What goes wrong if it stays so.
    ask
        Codes of those who could fill it, those who listen to the coalition already first.
    """

    dimension: str
    item: str
    clause: str
    text: str
    harm: str
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    step: int
    day: date
    size: int
    gap: RankedGap

    @property
    def order(self) -> tuple[int, date, int, str, str]:
        return (self.step, self.day, -self.size, self.gap.dimension, self.gap.item)


def ranked_gaps(view: View, dimensions: Iterable[Dimension]) -> tuple[RankedGap, ...]:
    """Return what is missing, the most harmful first."""
    missing = {d.dimension: d.missing for d in dimensions}
    found = [
        *_decisions(view),
        *_vetoes(view),
        *_voices(view, missing.get(VOICES, ())),
        *_nodes(view, missing.get(NODES, ())),
        *_places(view, missing),
        *_roles(view, missing.get(NEW_ROLES, ())),
        *_perspectives(view, missing.get(PERSPECTIVES, ())),
    ]
    return tuple(f.gap for f in sorted(found, key=lambda f: f.order))


def _found(
    view: View,
    step: int,
    dimension: str,
    item: str,
    clause: str,
    people: Iterable[str],
    *,
    day: date | None = None,
    next_step: str | None = None,
) -> _Found:
    outside = [code for code in people if code not in view.inside]
    ask = _nearest(view, outside)
    text = f"{clause[:1].upper()}{clause[1:]}. {next_step or _start(view, ask)}".strip()
    gap = RankedGap(dimension, item, clause, text, HARMS[step], ask)
    return _Found(step, day or date.max, len(outside), gap)


def _nearest(view: View, people: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return those who trust or ask the coalition most, then whom others trust or ask most.

    Opponents and sworn people come last.
    """
    index, circle = view.snapshot.index, view.circle

    def order(code: str) -> tuple[bool, float, int, str]:
        i = index[code]
        closed = bool(view.snapshot.fixed[i]) or view.stances[code] == Stance.OPPONENT
        return closed, -float(circle.ear[i]), -int(circle.sought[i]), code

    return tuple(sorted(people, key=order)[:most])


def _start(view: View, ask: tuple[str, ...]) -> str:
    if not ask:
        return "Nobody who could change this is on the map yet; find out who it is."
    name = view.snapshot.name
    ears = view.circle.with_ear_of(view.snapshot.index[ask[0]], most=1)
    if ears:
        return f"Start with {name(ask[0])}, who listens to {name(ears[0])}."
    others = listed([name(code) for code in ask]).replace(" and ", " or ")
    return f"Start with {others}."


def _decisions(view: View) -> Iterator[_Found]:
    for point in unsettled(view.snapshot):
        refused = point.state is DecisionState.REFUSED
        if view.within(point.holders) and not refused:
            continue
        holders = _real(view, point)
        heard = [code for code in holders if view.circle.ear[view.snapshot.index[code]] > 0]
        step = EAR_ONLY if heard and not refused else OUT_OF_REACH
        clause = _decision_clause(view, point, holders, heard)
        next_step = None
        if refused:
            next_step = "Find out what has changed since, and who could put it on the table."
        elif holders:
            next_step = _errand(view, heard[0]) if heard else _door(view, holders)
        yield _found(
            view,
            step if point.required else OPTIONAL,
            DECISIONS,
            point.code,
            clause,
            holders,
            day=point.record.needed_by,
            next_step=next_step,
        )


def _decision_clause(view: View, point: DecisionPoint, holders: list[str], heard: list[str]) -> str:
    names, title = view.snapshot.name, f"‘{point.title}’"
    if point.state is DecisionState.REFUSED:
        return f"{title} was refused and would have to be opened again"
    if not holders:
        return f"nobody is known to decide on {title}"
    if not heard:
        who = listed([names(code) for code in holders]).replace(" and ", " or ")
        return f"nobody in the coalition decides on {title} or has the ear of {who}"
    ear = view.circle.with_ear_of(view.snapshot.index[heard[0]])[0]
    return (
        f"nobody in the coalition decides on {title}, though {names(heard[0])} "
        f"listens to {names(ear)}"
    )


def _errand(view: View, holder: str) -> str:
    name = view.snapshot.name
    friend = view.circle.with_ear_of(view.snapshot.index[holder])[0]
    if friend == view.snapshot.owner:
        return f"Find out what it would take for {name(holder)} to say yes."
    return f"Ask {name(friend)} what it would take for {name(holder)} to say yes."


def _door(view: View, holders: list[str]) -> str:
    """Say who else is trusted by those who hold a decision, in two steps from the coalition."""
    snapshot, circle = view.snapshot, view.circle
    for code in _nearest(view, holders, most=len(holders)):
        heard = circle.trusted_by(snapshot.index[code])
        between = [other for other in heard if circle.ear[snapshot.index[other]] > 0]
        if between:
            via = circle.with_ear_of(snapshot.index[between[0]])[0]
            ear = "you" if via == snapshot.owner else snapshot.name(via)
            names = (snapshot.name(code), snapshot.name(between[0]), ear)
            return "{} listens to {}, who listens to {}: that is the way in.".format(*names)
    nearest = _nearest(view, holders)[0]
    who = snapshot.name(nearest)
    chain = best_paths(snapshot).path(snapshot.index[nearest])
    if not chain:
        return f"No way to {who} is known yet: find out whose advice they take."
    steps = [snapshot.name(snapshot.people[i]) for i in reversed(chain[1:-1])]
    if not steps:
        return f"{_near(snapshot, *chain)}: that is the way in, if a narrow one."
    return f"There is a way to {who}, by way of {listed(steps)}."


def _near(snapshot: Snapshot, holder: int, member: int) -> str:
    """Say how a holder hears a member who does not have their ear: they work together, say."""
    kind = Links.of(snapshot).between(holder, member)
    assert kind is not None
    code = snapshot.people[member]
    ear = "you" if code == snapshot.owner else snapshot.name(code)
    return LISTENS[kind].format(a=snapshot.name(snapshot.people[holder]), b=ear)


def _real(view: View, point: DecisionPoint) -> list[str]:
    people = view.snapshot.people
    return [people[i] for i in point.holders if i < len(people)]


def _vetoes(view: View) -> Iterator[_Found]:
    """Yield vetoes out of reach on decisions where the coalition does have a seat."""
    for point in unsettled(view.snapshot):
        if not point.required or not view.within(point.holders):
            continue
        for i in point.vetoes:
            if not view.circle.inside[i] and view.circle.ear[i] == 0:
                code = view.snapshot.people[i]
                name = view.snapshot.name(code)
                clause = f"{name} can veto ‘{point.title}’ and listens to nobody in the coalition"
                yield _found(
                    view,
                    VETO,
                    DECISIONS,
                    point.code,
                    clause,
                    [code],
                    day=point.record.needed_by,
                    next_step=_door(view, [code]),
                )


def _voices(view: View, missing: Iterable[str]) -> Iterator[_Found]:
    for group in missing:
        clause = f"nobody in the coalition speaks for {group}"
        yield _found(view, VOICE, VOICES, group, clause, view.system.voices.get(group, ()))
    if view.system.stated and not view.system.voices and not _speaks(view):
        clause = "nobody who lives with the result is on the map"
        step = "Who are they, and who would they trust to speak for them?"
        yield _found(view, VOICE, VOICES, UNNAMED_VOICE, clause, (), next_step=step)


def _speaks(view: View) -> bool:
    return any(m.role is MemberRole.AFFECTED_VOICE for m in view.snapshot.members.values())


def _nodes(view: View, missing: Iterable[str]) -> Iterator[_Found]:
    nodes = {node.code: node for node in view.snapshot.nodes}
    for code in missing:
        node = nodes[code]
        people = _operators(view, node)
        clause = (
            f"nobody in the coalition works at ‘{node.title}’"
            if people
            else f"nobody is known to do the work of ‘{node.title}’"
        )
        yield _found(view, WORK if node.required else OPTIONAL, NODES, code, clause, people)


def _operators(view: View, node: OperationalNode) -> list[str]:
    people = view.snapshot.people
    return [people[i] for i in node.operators if i < len(people)]


def _places(view: View, missing: dict[str, tuple[str, ...]]) -> Iterator[_Found]:
    system = view.system
    groups = {
        UNITS: system.units,
        FUNCTIONS: system.functions,
        LEVELS: system.levels,
        SITES: system.sites,
    }
    same: set[tuple[str, ...]] = {()}
    for dimension, parts in groups.items():
        for part in missing.get(dimension, ()):
            # A function or site that is just a missing unit seen from another side says no more.
            if dimension != UNITS and parts[part] in same:
                continue
            same.add(parts[part])
            clause = _place_clause(view, dimension, part)
            yield _found(view, PLACE, dimension, part, clause, parts[part])


def _place_clause(view: View, dimension: str, part: str) -> str:
    if dimension == UNITS and not view.system.units[part]:
        return f"nobody is known in {view.title(UNITS, part)}"
    if dimension == LEVELS and part == Level.EXTERNAL.value:
        return "nobody from outside the organisation is in the coalition"
    words = {
        UNITS: f"from {view.title(UNITS, part)}",
        LEVELS: f"at {part} level",
        FUNCTIONS: f"working in {part}",
        SITES: f"at {part}",
    }
    return f"nobody {words[dimension]} is in the coalition"


def _roles(view: View, missing: Iterable[str]) -> Iterator[_Found]:
    """Yield newer roles that exist on the map, or that software work needs in any case."""
    tech = view.snapshot.seen.initiative.context is Context.TECH
    for role in missing:
        people = [code for code, p in view.snapshot.person.items() if p.new_role == role]
        if people or (tech and view.system.stated):
            clause = f"nobody in the coalition looks after {ROLE_NAMES[NewRole(role)]}"
            yield _found(view, ROLE, NEW_ROLES, role, clause, people)


def _perspectives(view: View, missing: Iterable[str]) -> Iterator[_Found]:
    if not view.coalition:
        return
    if SKEPTIC in missing:
        clause = "nobody in the coalition is known to doubt the change"
        people = _standing(view, (Stance.SKEPTIC,))
        step = None if people else "Ask each member for the best case against it."
        yield _found(view, DOUBT, PERSPECTIVES, SKEPTIC, clause, people, next_step=step)
    if SUPPORTER in missing:
        clause = "nobody in the coalition is known to back the change"
        people = _standing(view, (Stance.SUPPORTER, Stance.CHAMPION))
        yield _found(view, BACKING, PERSPECTIVES, SUPPORTER, clause, people)


def _standing(view: View, words: tuple[str, ...]) -> list[str]:
    """Return who stands there and is not sworn to stay so."""
    fixed, index = view.snapshot.fixed, view.snapshot.index
    return [c for c, word in view.stances.items() if word in words and not fixed[index[c]]]
