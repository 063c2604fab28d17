"""The decisions the change needs: who holds each, who has their ear, its chance; and the work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from groundswell.app.browse.views import View
from groundswell.app.policy import Act
from groundswell.core.answer import Answer
from groundswell.core.pictures.decisions import DecisionRow, Holder
from groundswell.core.pictures.decisions import Decisions as Picture
from groundswell.core.questions.critical_mass import CriticalMassValue
from groundswell.core.questions.wording import percent
from groundswell.core.terrain.map_records import Authority, Node
from groundswell.core.terrain.snapshot import OperationalNode
from groundswell.core.terrain.terms import AuthorityRole, Stance
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.population import reworded
from groundswell.faces.web.screens.critical_mass import Link, massed
from groundswell.faces.web.screens.mending import mended
from groundswell.faces.web.screens.people import People, Who
from groundswell.reports.words import day

_PARTS = {
    "decides": AuthorityRole.DECIDE,
    "can stop it": AuthorityRole.VETO,
    "is asked first": AuthorityRole.CONSULT,
    "carries it out": AuthorityRole.IMPLEMENT,
}


NAMED = 6  # people named at a place of work


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody with a part in a decision.

    Parameters
    ----------
    on_this
        Their stance on this very decision, in words, where somebody said it.
    if_url
        Where it is tried what would follow if they stood elsewhere.
    fact
        Number of the record that says it; None where the reader may not change it.
    """

    who: Who
    part: str
    inside: bool
    ear: list[Who]
    on_this: str
    swing: str
    seen: str
    if_url: str
    fact: int | None


@dataclass(frozen=True, slots=True)
class Matter:
    """A decision with everybody who has a part in it, and its chance."""

    code: str
    title: str
    kind: str
    rule: str
    state: str
    required: bool
    when: str
    reading: str
    problem: str
    parts: list[Part]
    link: Link | None
    edit_url: str
    holder_url: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place where daily work must change, with who works there and its chance.

    `more` counts those who work there beyond the few named.
    """

    code: str
    title: str
    share: str
    required: bool
    people: list[Who]
    more: int
    link: Link | None
    edit_url: str
    operators_url: str


def matters(at: View, picture: Picture, answer: Answer[CriticalMassValue] | None) -> dict[str, Any]:
    """Return the matrix and the places of work."""
    chances = massed(at, answer) if answer else {"decisions": [], "nodes": []}
    links: dict[str, Link] = {x.code: x for x in (*chances["decisions"], *chances["nodes"])}
    people, facts = People(at), _facts(at)
    return {
        "headline": picture.headline,
        "population": reworded(at, picture.population),
        "gaps": mended(at, picture.gaps),
        "matters": [_matter(at, row, people, facts, links.get(row.code)) for row in picture.rows],
        "places": [_place(at, node, people, links.get(node.code)) for node in at.snapshot.nodes],
        "chance": chances if answer else None,
    }


def _facts(at: View) -> dict[tuple[str, str, AuthorityRole], int]:
    """Return the number of each authority record."""
    rows = at.rows(Authority.SHEET) if at.standing.may(Act.EDIT) and at.present else ()
    return {
        (r.record.decision, r.record.person, r.record.role): r.id
        for r in rows
        if isinstance(r.record, Authority)
    }


def _matter(
    at: View,
    row: DecisionRow,
    people: People,
    facts: dict[tuple[str, str, AuthorityRole], int],
    link: Link | None,
) -> Matter:
    home = home_of(at.code)
    holders = (*row.holders, *row.gatekeepers, *row.consulted, *row.implementers)
    return Matter(
        code=row.code,
        title=row.title,
        kind=(row.kind or "").replace("_", " ").capitalize(),
        rule=row.rule,
        state=row.state,
        required=row.required,
        when=_when(row),
        reading=row.reading,
        problem=row.problem,
        parts=[_part(at, row.code, h, people, facts) for h in holders],
        link=link,
        edit_url=f"{home}decisions/{row.code}/edit",
        holder_url=f"{home}decisions/{row.code}/holders",
    )


def _when(row: DecisionRow) -> str:
    if row.decided_on:
        return f"on {day(row.decided_on)}"
    return f"needed by {day(row.needed_by)}" if row.needed_by and row.state != "passed" else ""


def _part(
    at: View,
    decision: str,
    holder: Holder,
    people: People,
    facts: dict[tuple[str, str, AuthorityRole], int],
) -> Part:
    code = holder.person.code
    asked = f"person={code}&decision={decision}"
    return Part(
        who=people.of(holder.person),
        part=holder.part,
        inside=holder.inside,
        ear=people.all(holder.ear),
        on_this="" if at.standing.presentable else _word(at, holder.on_this),
        swing=holder.swing,
        seen=day(holder.seen_on) if holder.seen_on else "",
        if_url=f"{home_of(at.code)}decisions/what-if?{asked}" if _may_try(at) else "",
        fact=facts.get((decision, code, _PARTS[holder.part])),
    )


def _may_try(at: View) -> bool:
    return at.standing.may(Act.ASK) and not at.standing.presentable


def _word(at: View, told: str | None) -> str:
    if told in set(Stance):
        return vocabulary_of(at.about).stances[Stance(told)]
    return told or ""


def _place(at: View, node: OperationalNode, people: People, link: Link | None) -> Place:
    home = home_of(at.code)
    names = [at.snapshot.people[i] for i in node.operators if i < len(at.snapshot.people)]
    return Place(
        code=node.code,
        title=node.title,
        share=f"{percent(node.share_needed)} must work the new way",
        required=node.required,
        people=people.all(names[:NAMED]),
        more=max(0, len(names) - NAMED),
        link=link,
        edit_url=f"{home}decisions/places/{node.code}/edit",
        operators_url=f"{home}records/operators/new?{Node.SHEET[:-1]}={node.code}",
    )
