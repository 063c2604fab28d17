"""The cast: alice owns, bob is member, erin edits, olga observes, charlie is outside."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TypeVar

from django.utils import timezone

from groundswell.app.actor import Actor
from groundswell.app.browse.views import view
from groundswell.app.do.initiatives import open_
from groundswell.app.do.team import invite_
from groundswell.app.policy import Role
from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Initiative,
    Judgement,
    Person,
    Tie,
)
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.terms import AuthorityRole, Ring, Stance, TieKind
from groundswell.store.models import Account

R = TypeVar("R", bound=Record)
# Their browsers act by the clock, so whoever reads what they wrote has to live today as well.
NOW = timezone.now().replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Cast:
    """An initiative and everybody around it."""

    code: str
    alice: Actor
    bob: Actor
    erin: Actor
    olga: Actor
    charlie: Actor


def account(login: str) -> Actor:
    """Return a new account as an actor."""
    made = Account.objects.create(login=login, name=login.title(), created_at=NOW)
    return Actor(made.pk, made.name, NOW)


def small_map() -> Observations:
    """Return four people, one decision and the owner's own judgements."""
    people = [Person(person=p, name=p.title()) for p in ("ada", "ben", "cleo", "dan")]
    return Observations(
        Initiative(title="One form for all", owner="ada"),
        {
            "people": tuple(people),
            "ties": (Tie(from_="ben", to="ada", kind=TieKind.TRUSTS),),
            "stances": (Judgement(person="ben", stance=Stance.SKEPTIC, assessor="ada"),),
            "decisions": (Decision(decision="money", title="Pay for it"),),
            "authority": (Authority(decision="money", person="ben", role=AuthorityRole.DECIDE),),
            "coalition": (Member(person="ada", ring=Ring.NUCLEUS),),
        },
    )


def cast(observations: Observations | None = None) -> Cast:
    """Open an initiative of alice's and invite the others, charlie excepted."""
    alice, charlie = account("alice"), account("charlie")
    code = open_(alice, observations or small_map())
    actors = {}
    for login, role, person in (
        ("bob", Role.MEMBER, "cleo"),
        ("erin", Role.EDITOR, "dan"),
        ("olga", Role.OBSERVER, None),
    ):
        invite_(alice, code, login, login.title(), role, person)
        made = Account.objects.get(login=login)
        actors[login] = Actor(made.pk, made.name, NOW)
    return Cast(code, alice, actors["bob"], actors["erin"], actors["olga"], charlie)


def later(actor: Actor, **values: object) -> Actor:
    """Return an actor with some of its values changed."""
    return dataclasses.replace(actor, **values)  # type: ignore[arg-type]


def standing(actor: Actor, code: str, kind: type[R]) -> list[R]:
    """Return the records of one kind that an actor sees standing."""
    rows = view(actor, code).rows(kind.SHEET)
    return [row.record for row in rows if isinstance(row.record, kind)]
