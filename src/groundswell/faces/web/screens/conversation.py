"""The one page to hold in one's hand before a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from groundswell.app.ask import Asked
from groundswell.app.browse.views import View
from groundswell.core.answer import Answer
from groundswell.core.questions.messenger import Carrier, MessengerValue
from groundswell.core.questions.persuasion import EVIDENCE, PersuasionValue
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens.answers import told
from groundswell.faces.web.screens.people import People, Who


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody who could carry the message, and the way."""

    who: Who
    steps: list[Who]
    weak: bool
    conflict: bool
    chosen: bool
    reason: str


def prepared(at: View, talk: Asked, way: Asked) -> dict[str, Any]:
    """Return the conversation brief with its messengers."""
    shown = told(at, talk)
    if talk.answer is None or way.answer is None:
        return shown | {"answer": None}
    value: PersuasionValue = talk.answer.value
    people = People(at)
    return {
        **shown,
        "value": value,
        "who": people.who(value.person),
        "evidence_first": value.mode == EVIDENCE,
        "theirs": _theirs(value),
        "messengers": _bearers(way.answer, people),
        "tie": way.answer.value.tie_to_build,
        "log_url": _log(at, value),
    }


def _log(at: View, value: PersuasionValue) -> str:
    """Return where the conversation is logged afterwards, with the ask filled in."""
    kind = "one_to_one" if value.person in at.snapshot.members else "approach"
    begun = {"person": value.person, "kind": kind}
    if value.ask.move is not None:
        begun["ask"] = value.ask.move.value
    return f"{home_of(at.code)}log?{urlencode(begun)}"


def _theirs(value: PersuasionValue) -> list[tuple[str, tuple[str, ...]]]:
    """Return what is known of their world, in their words, under its label."""
    known = (
        ("Their problem", (value.problem,) if value.problem else ()),
        ("What they need", value.needs),
        ("What they would gain", value.gains),
        ("What they would lose or fear", value.losses),
        ("What binds them", value.constraints),
        ("What they carry already", value.commitments),
    )
    return [(label, texts) for label, texts in known if texts]


def _bearers(answer: Answer[MessengerValue], people: People) -> list[Bearer]:
    return [_bearer(m, people) for m in answer.value.messengers if m.person in people][:3]


def _bearer(found: Carrier, people: People) -> Bearer:
    return Bearer(
        who=people.who(found.person),
        steps=people.all(reversed(found.path)),
        weak=found.weak,
        conflict=found.conflict,
        chosen=found.chosen,
        reason=found.reason or "",
    )
