"""Does the answer hang on a convention? Each constant taken low and high, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer, Estimate, Reason
from groundswell.core.dynamics.candidates import ENOUGH_CHANCE, Candidates, tried_in_full
from groundswell.core.dynamics.outlook import Outlook, outlooks
from groundswell.core.dynamics.paths import best_paths
from groundswell.core.dynamics.plan import TODAY
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.critical_mass import at_critical_mass
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.next_recruits import Pick, best_moves, chances, within
from groundswell.core.questions.part import has_part
from groundswell.core.questions.question import Question, answer
from groundswell.core.questions.wording import band, count, listed, points
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Setting
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.settings import CONSTANTS, Constant
from groundswell.core.terrain.snapshot import Snapshot

Floats = NDArray[np.float64]
SCENARIOS = 128  # draws of each forecast; all trials meet the same ones
PICKING = 64  # and of these the draws on which the first pick is looked for
CONTENDERS = 8  # people tried as first pick: the best by the screening as things are
RISERS = 4  # and so many by the screening under the changed constant
SURE = 2.0  # standard errors within which a change is none
TOLD = 3

# Constants that move only whom one asks: the forecast need not be made again for them.
ASKING = ("join_", "hours_to_recruit", "weak_tie", "commitment_asked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity(Question):
    """Does the conclusion hang on a convention of the model rather than on what is known?"""

    SLUG: ClassVar[str] = "sensitivity"
    ASKS: ClassVar[str] = "Would another convention of the model have changed the answer?"
    FEATURE: ClassVar[str] = "Q3, Q5"


@dataclass(frozen=True, slots=True)
class Side:
    """What the answer would be with a constant at another value.

    `change` is the difference of the chance to today's value, scenario by scenario; `within_error`
    says that its mean lies within two standard errors. `first_pick` is a person's code.
    """

    value: float
    probability: Estimate
    change: Estimate
    within_error: bool
    at_critical_mass: bool
    first_pick: str | None


@dataclass(frozen=True, slots=True)
class Convention:
    """One constant taken low and high; a side is None where it is the value in use."""

    constant: str
    text: str
    source: str
    value: float
    low: Side | None
    high: Side | None
    changes_verdict: bool
    changes_pick: bool

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that were tried."""
        return tuple(side for side in (self.low, self.high) if side is not None)

    @property
    def largest(self) -> float:
        """The largest mean change of the chance on either side."""
        return max((abs(side.change.mean) for side in self.sides), default=0.0)


@dataclass(frozen=True, slots=True)
class SensitivityValue:
    """Value of `sensitivity`: constants that change the verdict, then the pick, then the rest."""

    probability: Estimate | None
    at_critical_mass: bool
    first_pick: str | None
    constants: tuple[Convention, ...]
    changes_verdict: tuple[str, ...]
    changes_pick: tuple[str, ...]
    scenarios_compared: int


@dataclass(frozen=True, slots=True)
class _Trial:
    """The conclusion under one set of constants."""

    study: Study
    outlook: Outlook
    picks: tuple[Pick, ...]

    @property
    def verdict(self) -> bool:
        return at_critical_mass(self.study.snapshot, self.outlook.chance)

    @property
    def first(self) -> str | None:
        return self.picks[0].person if self.picks else None

    def agrees(self, other: str | None) -> bool:
        """Whether somebody would be the first pick here too, a tie within error counting."""
        if not self.picks or other is None:
            return self.first == other
        return other in (self.first, *self.picks[0].tied_with)


def sensitivity(study: Study, question: Sensitivity) -> Answer[SensitivityValue]:
    """Take each convention of the model to a low and a high value, one at a time, and ask again.

    The values are those of the settings reference. Each time the map is folded again, the chance of
    critical mass is made under the same draws, and the best candidates are tried again. A changed
    verdict or first pick is named; a first pick within error of the former one is no change.
    """
    snapshot = study.snapshot
    needed = any(link.required for link in snapshot.links)
    base, contenders = _base(study)
    tested = [_tested(base, contenders, c) for c in CONSTANTS.values() if c.tries] if needed else []
    tested.sort(
        key=lambda t: (not t.changes_verdict, not t.changes_pick, -round(t.largest, 9), t.constant)
    )
    value = SensitivityValue(
        probability=Estimate.of(base.outlook.chance) if needed else None,
        at_critical_mass=base.verdict,
        first_pick=base.first,
        constants=tuple(tested),
        changes_verdict=tuple(t.constant for t in tested if t.changes_verdict),
        changes_pick=tuple(t.constant for t in tested if t.changes_pick),
        scenarios_compared=base.study.scenarios,
    )
    words = headline(value)
    return answer(study, question, words, value, reasons(value, snapshot), map_gaps(snapshot))


def _base(study: Study) -> tuple[_Trial, tuple[int, ...]]:
    """Return the conclusion as things are, on fewer draws, and who is tried as first pick."""
    fewer = Study(study.snapshot, study.seed, min(study.scenarios, SCENARIOS))
    outlook, picking = _outlook(fewer), _for_picking(fewer)
    contenders = _screened(picking, CONTENDERS)
    return _Trial(fewer, outlook, _picks(picking, contenders, outlook)), contenders


def _for_picking(study: Study) -> Study:
    return Study(study.snapshot, study.seed, min(study.scenarios, PICKING))


def _outlook(study: Study) -> Outlook:
    return outlooks(study.draws, study.stage, [TODAY])[0]


def _tested(base: _Trial, contenders: tuple[int, ...], constant: Constant) -> Convention:
    assert constant.tries is not None
    now = float(getattr(base.study.snapshot.settings, constant.name))
    sides: list[Side | None] = []
    verdict = pick = False
    for value in constant.tries:
        if value == now:
            sides.append(None)
            continue
        trial = _trial(base, contenders, constant.name, value)
        sides.append(_side(base, trial, value))
        verdict = verdict or trial.verdict != base.verdict
        pick = pick or not trial.agrees(base.first)
    return Convention(
        constant.name, constant.text, constant.source, now, sides[0], sides[1], verdict, pick
    )


def _trial(base: _Trial, contenders: tuple[int, ...], name: str, value: float) -> _Trial:
    if not has_part(base.study.snapshot, name):
        return base
    snapshot = with_constant(base.study.snapshot, name, value)
    study = Study(snapshot, base.study.seed, base.study.scenarios)
    picking = _for_picking(study)
    if name.startswith(ASKING):
        return _Trial(study, base.outlook, _picks(picking, contenders, base.outlook))
    people = tuple(dict.fromkeys((*contenders, *_screened(picking, RISERS))))
    return _Trial(study, _outlook(study), _picks(picking, people, base.outlook))


def with_constant(snapshot: Snapshot, name: str, value: float) -> Snapshot:
    """Return the snapshot folded again with one constant set."""
    seen = snapshot.seen
    others = tuple(
        row for row in seen.of(Setting) if row.constant.strip().lower().replace(" ", "_") != name
    )
    rows = {**seen.records, Setting.SHEET: (*others, Setting(constant=name, value=value))}
    about = seen.initiative
    if name == "horizon_weeks" and about.horizon_weeks is not None:
        about = replace(about, horizon_weeks=int(value))
    return fold(Observations(about, rows), snapshot.as_of, snapshot.known_at)


def _screened(study: Study, most: int) -> tuple[int, ...]:
    """Return who outside the coalition would move most by joining, by the screening."""
    snapshot = study.snapshot
    gain = study.screening.gain[1]
    outside = [i for i in range(len(snapshot.people)) if not snapshot.member[i]]
    return tuple(sorted(outside, key=lambda i: (-round(float(gain[i]), 9), i))[:most])


def _picks(study: Study, people: Sequence[int], base: Outlook) -> tuple[Pick, ...]:
    """Rank these people's moves as `next-recruits` does, by the measure of the base."""
    if not people:
        return ()
    tried = tried_in_full(study, people)
    moves = tuple(t for t in tried if t.move)
    found = Candidates(float(base.chance.mean()) >= ENOUGH_CHANCE, (), (), moves)
    scored = best_moves(study, found, chances(study, best_paths(study.snapshot)))
    return within(scored, None)[0]


def _side(base: _Trial, trial: _Trial, value: float) -> Side:
    apart = trial.outlook.chance - base.outlook.chance
    error = float(apart.std()) / np.sqrt(apart.size)
    return Side(
        value=value,
        probability=Estimate.of(trial.outlook.chance),
        change=Estimate.of(apart),
        within_error=bool(abs(float(apart.mean())) <= SURE * error),
        at_critical_mass=trial.verdict,
        first_pick=trial.first,
    )


def headline(value: SensitivityValue) -> str:
    """Name what the verdict hangs on, or say that the answer holds whichever way."""
    if value.probability is None:
        return (
            "There is nothing to measure yet: no decision and no place of work is named as needed."
        )
    tested = len(value.constants)
    texts = {t.constant: t.text for t in value.constants}
    verdict = "at critical mass" if value.at_critical_mass else "not at critical mass"
    if value.changes_verdict:
        first = texts[value.changes_verdict[0]]
        number = len(value.changes_verdict)
        more = f" and {count(number - 1, 'other')}" if number > 1 else ""
        return f"Whether you are at critical mass hangs on a convention: {first}{more}."
    if value.changes_pick:
        hung = count(len(value.changes_pick), "convention")
        return (
            f"You are {verdict} whichever of {tested} conventions is moved; whom to approach first "
            f"hangs on {hung}."
        )
    return (
        f"The answer holds whichever of {tested} conventions is moved: {verdict}, and nobody "
        "clearly better to approach first."
    )


def reasons(value: SensitivityValue, snapshot: Snapshot) -> list[Reason]:
    """Return what changes the conclusion, then what moves the chance most."""
    found = [Reason(_words(t, value, snapshot), (t.constant,)) for t in _changing(value)]
    moving = [t for t in value.constants if not (t.changes_verdict or t.changes_pick)]
    moving.sort(key=lambda t: (-round(t.largest, 9), t.constant))
    found += [
        Reason(_words(t, value, snapshot), (t.constant,))
        for t in moving[:TOLD]
        if any(not side.within_error for side in t.sides)
    ]
    still = [t for t in value.constants if not any(side.change.mean for side in t.sides)]
    if still:
        found.append(
            Reason(
                f"{count(len(still), 'convention').capitalize()} of {len(value.constants)} "
                f"{'does' if len(still) == 1 else 'do'} not move the chance here at all."
            )
        )
    return found


def _changing(value: SensitivityValue) -> list[Convention]:
    return [t for t in value.constants if t.changes_verdict or t.changes_pick]


def _words(tested: Convention, value: SensitivityValue, snapshot: Snapshot) -> str:
    sides = listed([_side_words(side, tested, value, snapshot) for side in tested.sides])
    return f"{tested.text[:1].upper()}{tested.text[1:]} ({tested.value:g} in use): {sides}."


def _side_words(side: Side, tested: Convention, value: SensitivityValue, snapshot: Snapshot) -> str:
    if side.within_error:
        text = f"at {side.value:g} the chance stays within error"
    else:
        text = f"at {side.value:g} it is {band(side.probability)}, {points(side.change)}"
    if side.at_critical_mass != value.at_critical_mass:
        text += " and critical mass" if side.at_critical_mass else " and no longer critical mass"
    if tested.changes_pick and side.first_pick not in (None, value.first_pick):
        text += f" with {snapshot.name(side.first_pick or '')} first"
    return text
