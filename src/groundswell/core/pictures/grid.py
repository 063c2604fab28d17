"""The power-interest grid, with its own place for those whose interest nobody knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import Lens, Portrait
from groundswell.core.pictures.weight import HIGH, weights
from groundswell.core.questions.question import gap
from groundswell.core.questions.system import unsettled, voice
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind, StakeKind

MUCH, LITTLE, UNKNOWN = "much", "little", "unknown"
_OWN_BURDEN = (StakeKind.CONSTRAINT, StakeKind.COMMITMENT)  # carried already, not a stake in this
_ENOUGH = 0.5  # salience or weight of a stake from which interest is much

_PLACES = (
    ("work_closely", "Work closely together", MUCH, MUCH),
    ("keep_satisfied", "Keep satisfied", MUCH, LITTLE),
    ("find_out_first", "Find out first what it means to them", MUCH, UNKNOWN),
    ("give_a_voice", "Keep informed and give a voice", LITTLE, MUCH),
    ("keep_in_view", "Keep in view", LITTLE, LITTLE),
    ("find_out", "Find out what it means to them", LITTLE, UNKNOWN),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A person in the grid with the reason for their power and for their interest."""

    person: Portrait
    power: str
    interest: str


@dataclass(frozen=True, slots=True)
class Place:
    """One field of the grid: a quadrant, or the place of those whose interest is unknown."""

    key: str
    name: str
    power: str
    interest: str
    people: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Power by interest: four quadrants, and two places for unknown interest."""

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    places: tuple[Place, ...]


def grid(snapshot: Snapshot, *, veiled: Mapping[str, int] | None = None) -> Grid:
    """Return everybody once, by power (authority and influence) and interest (stakes)."""
    lens = Lens(snapshot, veiled)
    weight = weights(lens)
    interest = _interest(snapshot)
    found: dict[tuple[str, str], list[Standing]] = {}
    for p in sorted(lens.portraits, key=lambda p: (p.unit_name, p.name, p.code)):
        power = MUCH if weight[p.code].word == HIGH else LITTLE
        word, why = interest.get(p.code, (UNKNOWN, "no stake of theirs is on the map"))
        found.setdefault((power, word), []).append(Standing(p, weight[p.code].reason, why))
    places = tuple(
        Place(key, name, power, word, tuple(found.get((power, word), ())))
        for key, name, power, word in _PLACES
    )
    return Grid(_headline(places), lens.population, tuple(_gaps(places)), places)


def _interest(snapshot: Snapshot) -> Mapping[str, tuple[str, str]]:
    """Return how much the change concerns those of whom it is known, and why."""
    signs: dict[str, list[tuple[float, str]]] = {}
    for code, person in snapshot.person.items():
        if voice(person):
            signs.setdefault(code, []).append((1.0, "lives with the result"))
    for stake in snapshot.seen.of(Stake):
        if stake.person in snapshot.index and stake.kind not in _OWN_BURDEN:
            kind = f"has a {stake.kind.value} in it" if stake.kind else "has a stake in it"
            heavy = 1.0 if stake.weight is None else stake.weight
            signs.setdefault(stake.person, []).append((heavy, kind))
    for point in unsettled(snapshot):
        for i, salience in zip(point.deciders, point.salience, strict=True):
            stated = not point.anonymous and i < len(snapshot.people)
            if stated and salience != 1.0:  # blank counts as 1, so only less says something
                text = f"how much ‘{point.title}’ matters to them is stated"
                signs.setdefault(snapshot.people[i], []).append((float(salience), text))
    return {code: _word(found) for code, found in signs.items()}


def _word(signs: list[tuple[float, str]]) -> tuple[str, str]:
    heavy, why = max(signs)
    return (MUCH if heavy >= _ENOUGH else LITTLE), why


def _headline(places: tuple[Place, ...]) -> str:
    by = {place.key: [s.person.name for s in place.people] for place in places}
    if not any(by.values()):
        return "Nobody is on the map yet, so there is nobody to weigh."
    close, unclear = by["work_closely"], by["find_out_first"]
    if close:
        text = f"Work closely with {listed(close)}"
    else:
        text = "Nobody is known both to hold power over this and to care about it"
    if unclear:
        text += f"; what it means to {listed(unclear, 3)}, who can decide much, is not known"
    return f"{text}."


def _gaps(places: tuple[Place, ...]) -> Iterator[Gap]:
    dark = [s.person for place in places if place.interest == UNKNOWN for s in place.people]
    if dark:
        people = count(len(dark), "person", "people")
        yield gap(
            GapKind.STAKES_UNKNOWN,
            f"What the change means to {people} is not on the map; unknown is not low. Ask what "
            "they gain, lose, need or fear.",
            *(p.code for p in dark),
        )
