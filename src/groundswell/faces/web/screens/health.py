"""How fragile the coalition is: losses by name, what helps, and what was looked for in vain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.http import QueryDict

from groundswell.app.actor import Actor
from groundswell.app.ask import known
from groundswell.app.browse.views import View
from groundswell.core.answer import Answer, Estimate
from groundswell.core.questions.assessors import Assessors
from groundswell.core.questions.pathologies import NAMES, PathologiesValue
from groundswell.core.questions.pathology import ABSENT, UNKNOWN
from groundswell.core.questions.resilience import ResilienceValue, UpheavalLoss
from groundswell.core.questions.sensitivity import Sensitivity
from groundswell.core.questions.strengthening import Strengthening
from groundswell.core.questions.vitality.vitality import VitalityValue
from groundswell.core.questions.wording import count, points, sentence
from groundswell.core.terrain.map_records import Unit
from groundswell.core.terrain.terms import Upheaval
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.screens import bands
from groundswell.faces.web.screens.mending import Link
from groundswell.faces.web.screens.people import People, Who

# How severe an upheaval may be supposed, in words; the whole of it where nothing is said.
SEVERITIES = (
    ("0", "not at all"),
    ("0.25", "a little"),
    ("0.5", "half as bad"),
    ("0.75", "nearly as bad"),
    ("1", "as bad as it gets"),
)
_FIRST = 6  # departures shown at once


@dataclass(frozen=True, slots=True)
class Lost:
    """A departure, a pair or an upheaval: what it costs, what goes with it, what would help.

    Parameters
    ----------
    decisions, unheard
        Decisions that lose ground, by name, and units left without a voice.
    mend, if_url
        The cheapest strengthening in words, and where the loss is tried; empty where there is none.
    """

    who: list[Who]
    owner: bool
    band: bands.Drawn
    words: str
    decisions: list[Link]
    unheard: list[str]
    mend: str
    if_url: str


@dataclass(frozen=True, slots=True)
class Shock:
    """An upheaval with the severity it is supposed with."""

    name: str
    field: str
    severity: str
    convention: str
    lost: Lost


def severities(given: QueryDict) -> dict[str, Any]:
    """Return how severe each upheaval is supposed; what is no such number counts as not given."""
    words = {text: float(text) for text, _ in SEVERITIES}
    return {u.value: words[t] for u in Upheaval if (t := given.get(u.value, "")) in words}


def headline(found: Answer[VitalityValue] | None) -> str:
    """Say in one line whether the coalition is alive."""
    return "Working out how the coalition is." if found is None else found.headline


def looked_for(answer: Answer[PathologiesValue] | None) -> dict[str, Any]:
    """Return the known ways of going wrong that do not show, and those that cannot be told."""
    found = answer.value.pathologies if answer else ()
    return {
        "quiet": [p.text for p in found if p.state == ABSENT],
        "untold": [(NAMES[p.pathology], p.text) for p in found if p.state == UNKNOWN],
        "coalition": bool(found),
    }


def fragile(
    at: View, answer: Answer[ResilienceValue] | None, supposed: Mapping[str, float]
) -> dict[str, Any]:
    """Return what is lost with whom and by what, with the cheapest help against each."""
    if answer is None:
        return {}
    value, people = answer.value, People(at)
    mends = {(s.against, s.id): s for s in value.strengthenings}
    members = [
        _lost(at, [m.person], m.owner, m.change, m.lost, m.units_without_voice, mends)
        for m in value.members
    ]
    pairs = [
        _lost(at, p.people, False, p.change, p.lost, p.units_without_voice, {}) for p in value.pairs
    ]
    return {
        "members": members[:_FIRST],
        "others": members[_FIRST:],
        "pairs": pairs,
        "shocks": [_shock(at, shock, supposed, mends) for shock in value.upheavals],
        "severities": SEVERITIES,
        "mandates": people.all(value.mandates),
        "mandate_words": count(len(value.mandates), "person's mandate", "people's mandates"),
        "frail": [tie.text for tie in value.frail_ties],
        "carrier": value.carrier,
        "carries": people.all([value.carrier.person])[0] if value.carrier else None,
    }


def _lost(
    at: View,
    who: Sequence[str],
    owner: bool,
    change: Estimate,
    decisions: Sequence[str],
    units: Sequence[str],
    mends: Mapping[tuple[str, str], Strengthening],
) -> Lost:
    mend = mends.get(("member", who[0]))
    exits = urlencode([("exit", code) for code in who])
    return Lost(
        who=People(at).all(who),
        owner=owner,
        band=bands.gain(change),
        words=points(change),
        decisions=_decisions(at, decisions),
        unheard=_units(at, units),
        mend=sentence(mend.text) if mend else "",
        if_url=f"{home_of(at.code)}what-if?{exits}",
    )


def _shock(
    at: View,
    shock: UpheavalLoss,
    supposed: Mapping[str, float],
    mends: Mapping[tuple[str, str], Strengthening],
) -> Shock:
    mend = mends.get(("upheaval", shock.upheaval))
    lost = Lost(
        who=[],
        owner=False,
        band=bands.gain(shock.change),
        words=points(shock.change),
        decisions=_decisions(at, shock.lost),
        unheard=[],
        mend=sentence(mend.text) if mend else "",
        if_url="",
    )
    severity = f"{supposed.get(shock.upheaval, 1.0):g}"
    name = sentence(shock.upheaval.replace("_", " "))
    return Shock(name, shock.upheaval, severity, f"Supposing {shock.convention}", lost)


def _decisions(at: View, codes: Sequence[str]) -> list[Link]:
    titles = {point.code: point.title for point in at.snapshot.decisions}
    home = home_of(at.code)
    return [
        Link(titles[code], f"{home}decisions#decision-{quote(code)}")
        for code in codes
        if code in titles
    ]


def _units(at: View, codes: Sequence[str]) -> list[str]:
    names = {unit.unit: unit.name or unit.unit for unit in at.snapshot.seen.of(Unit)}
    return [names.get(code, code) for code in codes]


def beside(actor: Actor, at: View) -> list[dict[str, str]]:
    """Return what else is worth asking of an answer, with what was found last."""
    home = home_of(at.code)
    told = (
        (
            Sensitivity(),
            "Does it hang on a convention?",
            "Each constant of the model, low and high.",
        ),
        (Assessors(), "Do you see the same people?", "How alike those who judge see them, kindly."),
    )
    return [
        {
            "title": title,
            "text": found.headline if (found := known(actor, at.code, question)) else about,
            "act": "Look closer" if found else "Work it out",
            "url": f"{home}ask/{question.SLUG}",
        }
        for question, title, about in told
    ]
