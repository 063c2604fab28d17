"""A plan tried before it is lived: its changes from the address, now and then side by side.

The address may name a plan that was kept; what is left of it is tried with the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from groundswell.app.browse.views import View
from groundswell.core.answer import Answer
from groundswell.core.questions.kept_plans import Fate, KeptChange, fates_of, plan_named, resumed
from groundswell.core.questions.package import READERS, package_of
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.questions.what_if import DOWN, UNCLEAR, UP, WhatIfValue
from groundswell.core.questions.wording import count, sentence
from groundswell.core.terrain.terms import Move
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.planning import KINDS, AddForm, add_form
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.mending import Link, links
from groundswell.faces.web.screens.supposing import Beside, beside_of

MOST = 30  # changes in one plan
ADD = "add"  # names the form that was sent


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes of a plan, kind by kind, as the question takes them; `kept` names a kept one."""

    changes: tuple[tuple[str, str], ...]
    kept: str = ""

    @property
    def options(self) -> dict[str, Any]:
        """Return the options of the question."""
        return {**self.own, "plan": self.kept or None}

    @property
    def own(self) -> dict[str, tuple[str, ...]]:
        """Return the changes alone, by their options."""
        return {name: tuple(t for kind, t in self.changes if kind == name) for name, _ in READERS}

    def plus(self, kind: str, text: str) -> Plan:
        """Return the plan with one change more; the same one twice is one."""
        return Plan(tuple(dict.fromkeys([*self.changes, (kind, text)])), self.kept)

    def minus(self, place: int) -> Plan:
        """Return the plan without one of its changes."""
        return Plan(self.changes[:place] + self.changes[place + 1 :], self.kept)


@dataclass(frozen=True, slots=True)
class Supposition:
    """One change of the plan in words, and the address of the plan without it."""

    text: str
    links: list[Link]
    without: str
    unfit: bool


def plan_of(given: QueryDict) -> Plan:
    """Return the plan an address holds."""
    kinds = [name for name, _ in READERS]
    found = [(kind, text.strip()) for kind in kinds for text in given.getlist(kind)]
    kept = given.get("plan", "").strip()
    return Plan(tuple(dict.fromkeys(one for one in found if one[1]))[:MOST], kept)


def address(at: View, plan: Plan) -> str:
    """Return the address of a plan, which is all that is kept of it until somebody keeps it."""
    told = _carried(plan) + ([] if at.present else [("as_of", at.as_of.isoformat())])
    return f"{home_of(at.code)}what-if" + (f"?{urlencode(told)}" if told else "")


def trying(at: View, move: Move, person: str) -> str:
    """Return the address at which a suggested move is tried."""
    words = {Move.SUPPORT: "supporter", Move.NOT_BLOCK: "neutral"}
    kind, text = ("stance", f"{person}={words[move]}") if move in words else ("recruit", person)
    return address(at, Plan(((kind, text),)))


def sent(at: View, given: QueryDict) -> AddForm | None:
    """Return the form that was sent, or None."""
    kind = given.get(ADD, "")
    return _form(at, kind, given) if kind in KINDS else None


def _form(at: View, kind: str, given: Mapping[str, Any] | None) -> AddForm:
    return add_form(kind, _offered(at), vocabulary_of(at.about), at.standing.actor.today, given)


def _offered(at: View) -> dict[str, Sequence[tuple[str, str]]]:
    every, snapshot = choices_of(at), at.snapshot
    people = [pair for pair in every["people"] if pair[0] in snapshot.index]
    still = {point.code for point in snapshot.decisions if point.open}
    return {
        "people": people,
        "outsiders": [p for p in people if p[0] not in snapshot.members],
        "members": [p for p in people if p[0] in snapshot.members],
        "decisions": [p for p in every["decisions"] if p[0] in still],
        "evidence": every["evidence"],
    }


@dataclass(frozen=True, slots=True)
class Read:
    """A plan as it reads on this map.

    Parameters
    ----------
    fates
        The changes of the kept plan in it, with what became of each.
    wrong
        What keeps it from being tried; nothing where it fits.
    """

    plan: Plan
    fates: tuple[KeptChange, ...]
    wrong: str

    @property
    def whole(self) -> Plan:
        """Return everything that is tried, change by change, without the kept plan's name."""
        ahead = [(c.kind, c.given) for c in self.fates if c.fate is Fate.AHEAD]
        return Plan(tuple(dict.fromkeys([*ahead, *self.plan.changes])))


def read(at: View, plan: Plan) -> Read:
    """Return how a plan reads on the map of the day."""
    fates: tuple[KeptChange, ...] = ()
    try:
        if not plan.kept:
            package_of(at.snapshot, plan.own)
            return Read(plan, (), "")
        kept = plan_named(at.snapshot, plan.kept)
        fates = fates_of(at.snapshot, kept)
        return Read(plan, resumed(at.snapshot, kept, plan.own)[1], "")
    except UnfitOptionError as error:
        return Read(plan, fates, f"{sentence(error.what)}. {error.mend}")


def planned(at: View, on: Read, form: AddForm | None, base: str) -> dict[str, Any]:
    """Return the changes of a plan with the forms that add to it."""
    plan, wrong = on.plan, on.wrong
    given = [*_resumed(at, on), *(_supposed(at, plan, place) for place in range(len(plan.changes)))]
    forms = [form if form and form.kind == kind else _form(at, kind, None) for kind in KINDS]
    lists = {"exit": "members", "show": "evidence", "rule": "decisions", "recruit": "outsiders"}
    offered = _offered(at)
    return {
        "suppositions": given,
        "left_out": [c for c in on.fates if c.fate is not Fate.AHEAD],
        "unfit": wrong,
        "clash": "" if any(one.unfit for one in given) else wrong,
        "adding": [f for f in forms if offered[lists.get(f.kind, "people")]],
        "opened": form.kind if form else ("" if given else "recruit"),
        "carried": _carried(plan),
        "share_url": base + address(at, plan),
        "empty_url": address(at, Plan(())),
    }


def _carried(plan: Plan) -> list[tuple[str, str]]:
    return [*([("plan", plan.kept)] if plan.kept else []), *plan.changes]


def _resumed(at: View, on: Read) -> Iterator[Supposition]:
    """Yield what is left of the kept plan; without one of its changes it is a plan of its own."""
    whole = on.whole
    for change in on.fates:
        if change.fate is Fate.AHEAD:
            place = whole.changes.index((change.kind, change.given))
            text, without = sentence(change.text), address(at, whole.minus(place))
            yield Supposition(text, links(at, change.ids), without, False)


def _supposed(at: View, plan: Plan, place: int) -> Supposition:
    kind, text = plan.changes[place]
    without = address(at, plan.minus(place))
    try:
        (change,) = package_of(at.snapshot, Plan(((kind, text),)).own).changes
    except UnfitOptionError as error:
        return Supposition(f"{sentence(error.what)}. {error.mend}", [], without, True)
    return Supposition(sentence(change.text), links(at, change.ids), without, False)


def compared(answer: Answer[WhatIfValue]) -> dict[str, Any]:
    """Return every figure now and then: what moves, what lies within error, what stays."""
    figures = answer.value.figures
    moved: list[Beside] = [beside_of(f) for f in figures if f.moves in (UP, DOWN)]
    unclear = [beside_of(f) for f in figures if f.moves == UNCLEAR]
    still = [beside_of(f) for f in figures if f.moves not in (UP, DOWN, UNCLEAR)]
    return {
        "moved": moved,
        "unclear": unclear,
        "still": still,
        "in_short": _short(moved, unclear, still) if answer.value.changes else "",
        "readied": answer.value.phase_readiness,
        "phase": answer.value.phase.replace("_", " "),
    }


def _short(moved: Iterable[Beside], unclear: Iterable[Beside], still: Iterable[Beside]) -> str:
    numbers = [len(list(some)) for some in (moved, unclear, still)]
    verbs = (("moves", "move"), ("is within error", "are within error"), ("stays", "stay"))
    told = [
        f"{count(n, 'figure')} {one if n == 1 else many}"
        for n, (one, many) in zip(numbers, verbs, strict=True)
        if n
    ]
    return f"{sentence(', '.join(told))}." if told else ""
