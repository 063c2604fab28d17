"""What if? A package of changes beside today, on every figure that moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from groundswell.core.answer import Answer, Estimate, Gap, Reason
from groundswell.core.dynamics.outlook import Outlook, outlooks
from groundswell.core.dynamics.plan import TODAY, Plan
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.critical_mass import at_critical_mass, force_samples
from groundswell.core.questions.kept_plans import Fate, KeptChange, plan_named, resumed
from groundswell.core.questions.map_gaps import map_gaps
from groundswell.core.questions.package import Change, Package, package_of
from groundswell.core.questions.question import Question, answer, option
from groundswell.core.questions.readiness import readiness
from groundswell.core.questions.wording import band, listed, points, quoted, sentence
from groundswell.core.terrain.snapshot import Snapshot

Floats = NDArray[np.float64]
WITHIN = 2.0  # standard errors of the mean difference within which it is not called one
SAME, UP, DOWN, UNCLEAR = "unchanged", "up", "down", "within error"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf(Question):
    """What would change if this happened? Tried side by side with today; nothing is kept."""

    SLUG: ClassVar[str] = "what-if"
    ASKS: ClassVar[str] = "What would change if this happened?"
    FEATURE: ClassVar[str] = "Q9"

    recruit: tuple[str, ...] = option(
        (), "somebody joins: CODE, or CODE:commitment from 0 to 1; may be given more than once"
    )
    exit: tuple[str, ...] = option((), "a member leaves: CODE; may be given more than once")
    stance: tuple[str, ...] = option(
        (), "somebody stands elsewhere: CODE=word, or CODE=word@DECISION; more than once"
    )
    show: tuple[str, ...] = option(
        (), "evidence is shown to somebody: EVIDENCE:CODE; may be given more than once"
    )
    rule: tuple[str, ...] = option(
        (), "a decision is taken otherwise: DECISION=majority, or DECISION=quota:.6; more than once"
    )
    tie: tuple[str, ...] = option(
        (), "somebody begins to listen to somebody: FROM>TO:trusts; may be given more than once"
    )
    plan: str | None = option(
        None, "the code of a kept plan, whose changes are tried with any others that are given"
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure now and then, under the same draws.

    `moves` is up, down, unchanged, or within error where the mean difference is smaller than two of
    its standard errors. A figure that cannot be made on one side has None there and no change.
    """

    figure: str
    id: str
    title: str
    now: Estimate | None
    then: Estimate | None
    change: Estimate | None
    std_error: float | None
    moves: str


@dataclass(frozen=True, slots=True)
class Readied:
    """A condition of the present phase that would be met, or no longer be, and its words then."""

    criterion: str
    now: bool | None
    then: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class WhatIfValue:
    """Value of `what-if`; `figures` has the chance of critical mass first.

    `plan` is the kept plan that was tried, `left_out` what of it has happened or fits no longer.
    """

    plan: str | None
    changes: tuple[Change, ...]
    left_out: tuple[KeptChange, ...]
    figures: tuple[Figure, ...]
    at_critical_mass_now: bool
    at_critical_mass_then: bool
    phase: str
    phase_readiness: tuple[Readied, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """Today, or what the package would make of it."""

    study: Study
    plan: Plan
    outlook: Outlook


def what_if(study: Study, question: WhatIf) -> Answer[WhatIfValue]:
    """Try a package of changes on today's map, under the same draws, and keep nothing.

    Recruits, exits and stances are moves: those people are held there and everybody else adjusts.
    Evidence, rules and ties are facts: the map is folded again with them. Every difference is of
    the same scenarios and the same luck; one that is smaller than two standard errors is said to
    lie within error.

    Raises
    ------
    UnfitOptionError
        If a change cannot be read or does not fit this map, or no plan of that code was kept.
        Changes of a kept plan are left out instead, and said.
    """
    snapshot = study.snapshot
    package, left_out = _read(snapshot, question)
    now = _Side(study, TODAY, study.today)
    then = _then(now, package)
    verdicts = [at_critical_mass(s.study.snapshot, s.outlook.chance) for s in (now, then)]
    value = WhatIfValue(
        plan=question.plan,
        changes=tuple(package.changes),
        left_out=left_out,
        figures=tuple(_figures(now, then)),
        at_critical_mass_now=verdicts[0],
        at_critical_mass_then=verdicts[1],
        phase=snapshot.phase.value,
        phase_readiness=_readied(package, *verdicts),
    )
    gaps: list[Gap] = map_gaps(snapshot)
    return answer(study, question, headline(value), value, reasons(value, package), gaps)


_FORCES = ("support", "resistance")
_OWN = ("recruit", "exit", "stance", "show", "rule", "tie")


def _read(snapshot: Snapshot, question: WhatIf) -> tuple[Package, tuple[KeptChange, ...]]:
    given = {name: getattr(question, name) for name in _OWN}
    if question.plan is None:
        return package_of(snapshot, given), ()
    package, fates = resumed(snapshot, plan_named(snapshot, question.plan), given)
    return package, tuple(change for change in fates if change.fate is not Fate.AHEAD)


def _then(now: _Side, package: Package) -> _Side:
    changed = package.changed
    if changed is now.study.snapshot and package.moves == TODAY:
        return now
    study = now.study
    if changed is not study.snapshot:
        study = Study(changed, study.seed, study.scenarios)
    (outlook,) = outlooks(study.draws, study.stage, [package.moves], lasting=True)
    return _Side(study, package.moves, outlook)


def _figures(now: _Side, then: _Side) -> Iterator[Figure]:
    """Yield every figure, the whole first."""
    snapshot = now.study.snapshot
    if any(link.required for link in snapshot.links):
        title = "that everything needed happens"
        yield _figure("critical_mass", "", title, now.outlook.chance, then.outlook.chance)
    for d, point in enumerate(snapshot.decisions):
        each = (side.outlook.each[d] for side in (now, then))
        yield _figure("decision", point.code, point.title, *each)
    for n, node in enumerate(snapshot.nodes):
        nodes = (side.outlook.nodes[n] for side in (now, then))
        yield _figure("node", node.code, node.title, *nodes)
    before, after = now.outlook.lasting, then.outlook.lasting
    if before is not None and after is not None and any(n.required for n in snapshot.nodes):
        yield _figure("self_sustaining", "", "that it goes on by itself", before, after)
    forces = [force_samples(side.study, side.plan) for side in (now, then)]
    if forces[0] is not None and forces[1] is not None:
        for name, old, new in zip(_FORCES, forces[0], forces[1], strict=True):
            yield _figure(name, "", f"{name} among those who decide", old, new)


def _figure(figure: str, code: str, title: str, now: Floats, then: Floats) -> Figure:
    if np.isnan(now).any() or np.isnan(then).any():
        sides = [None if np.isnan(side).any() else Estimate.of(side) for side in (now, then)]
        return Figure(figure, code, title, sides[0], sides[1], None, None, SAME)
    apart = then - now
    error = float(apart.std() / np.sqrt(apart.size))
    mean = float(apart.mean())
    moves = UP if mean > 0 else DOWN
    if abs(mean) <= WITHIN * error:
        moves = UNCLEAR if apart.any() else SAME
    return Figure(
        figure, code, title, Estimate.of(now), Estimate.of(then), Estimate.of(apart), error, moves
    )


def _readied(package: Package, sure_now: bool, sure_then: bool) -> tuple[Readied, ...]:
    """Return the conditions of the present phase that would change."""
    needed = any(link.required for link in package.snapshot.links)
    now = readiness(package.snapshot, sure_now if needed else None)
    then = readiness(package.recorded, sure_then if needed else None)
    before = {criterion.criterion: criterion.met for criterion in now}
    return tuple(
        Readied(c.criterion, before.get(c.criterion), c.met, c.text)
        for c in then
        if before.get(c.criterion) != c.met
    )


def headline(value: WhatIfValue) -> str:
    """Say what becomes of the chance that everything needed happens."""
    if not value.changes and value.plan is not None:
        return (
            "Nothing of this plan is left to try: what it supposed has happened or fits no longer."
        )
    if not value.changes:
        return (
            "Nothing is changed yet: name a recruit, an exit, a stance, evidence to show, a rule "
            "or a tie to try."
        )
    whole = next((f for f in value.figures if f.figure == "critical_mass"), None)
    if whole is None or whole.now is None or whole.then is None or whole.change is None:
        return (
            "There is nothing to measure yet: no decision and no place of work is named as needed."
        )
    what = "the chance that everything needed happens"
    if whole.moves == SAME:
        return f"None of this moves {what}: it stays at {band(whole.now)}."
    if whole.moves == UNCLEAR:
        return f"This hardly moves {what}, {band(whole.now)} now: the difference is within error."
    verb = "rise" if whole.moves == UP else "fall"
    return (
        f"With this, {what} would {verb} from {band(whole.now)} to {band(whole.then)}"
        f"{_verdict(value)}."
    )


def _verdict(value: WhatIfValue) -> str:
    if value.at_critical_mass_now == value.at_critical_mass_then:
        still = "still " if value.at_critical_mass_now else "still not "
        return f", {still}at critical mass"
    return ", at critical mass" if value.at_critical_mass_then else ", no longer at critical mass"


def reasons(value: WhatIfValue, package: Package) -> list[Reason]:
    """Return the changes, what moves with them, and what does not."""
    left_out = [Reason(f"Left out, as {c.why}: {sentence(c.text)}.", c.ids) for c in value.left_out]
    if not value.changes:
        return left_out
    found = [Reason(f"{sentence(c.text)}.", c.ids) for c in value.changes] + left_out
    found += _cautions(package)
    found += [_moved(f) for f in value.figures if f.moves in (UP, DOWN)]
    for kind, words in ((UNCLEAR, "Within error"), (SAME, "Unmoved")):
        still = [f for f in value.figures if f.moves == kind]
        if still:
            names = listed([_name(f) for f in still], 8)
            found.append(Reason(f"{words}: {names}.", tuple(f.id for f in still if f.id)))
    phase = value.phase.replace("_", " ")
    for change in value.phase_readiness:
        verb = "would be met" if change.then else "would no longer be met"
        if change.then is None:
            verb = "could no longer be told"
        text = f"For the {phase} phase, {quoted(change.criterion)} {verb}: {change.text}"
        found.append(Reason(text))
    return found


def _name(figure: Figure) -> str:
    if figure.id:
        return quoted(figure.title)
    chance = figure.figure in ("critical_mass", "self_sustaining")
    return f"the chance {figure.title}" if chance else figure.title


def _moved(figure: Figure) -> Reason:
    assert figure.now is not None and figure.then is not None and figure.change is not None
    text = (
        f"{sentence(_name(figure))}: {band(figure.now)} now, {band(figure.then)} then, "
        f"{points(figure.change)}."
    )
    return Reason(text, (figure.id,) if figure.id else ())


def _cautions(package: Package) -> Iterator[Reason]:
    """Yield what a reader might take for granted and should not."""
    snapshot: Snapshot = package.snapshot
    sworn = [c.ids[0] for c in package.changes if c.kind in ("recruit", "stance")]
    sworn = sorted({code for code in sworn if snapshot.fixed[snapshot.index[code]]})
    if sworn:
        names = listed([snapshot.name(code) for code in sworn])
        verb = "is" if len(sworn) == 1 else "are"
        yield Reason(
            f"{names} {verb} said never to move; this supposes it all the same.", (*sworn,)
        )
    kinds = {change.kind for change in package.changes}
    reached = package.changed.shown.person.size > snapshot.shown.person.size
    if "show" in kinds and not reached:
        yield Reason(
            "Evidence moves people only where it answers a stake of theirs, and what is shown here "
            "answers none on the map that it has not answered already."
        )
    if kinds <= {"tie", "rule"} and "tie" in kinds:
        yield Reason(
            "A tie carries what changes, and where people were judged to stand already holds what "
            "reached them so far; try it together with a recruit."
        )
