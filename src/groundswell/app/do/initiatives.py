"""Begin an initiative, archive and reopen it."""

from __future__ import annotations

import dataclasses

from django.db import transaction

from groundswell import examples
from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.do.deed import Done, Unsound
from groundswell.app.launch_gate import shut_at_start
from groundswell.app.policy import Act, Role
from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.observation import Observations
from groundswell.ingest.workbook import read
from groundswell.store import append
from groundswell.store.models import Account, Initiative, Membership
from groundswell.store.scope import WRITING, Scope

_LONGEST = 40  # signs of a code that stands in an address


def assessor_of(login: str) -> str:
    """Return the code under which somebody judges who is not on the map."""
    return readable(login, (), "change", _LONGEST)


def free_code(text: str) -> str:
    """Return a code no initiative has yet."""
    taken = set(Initiative.objects.using(WRITING).values_list("code", flat=True))
    return readable(text, taken, "change", _LONGEST)


def open_(
    actor: Actor, observations: Observations, code: str = "", *, fictional: bool = False
) -> str:
    """Begin an initiative with what is known; the actor owns it. Return its code.

    Raises
    ------
    Unsound
        If it says that it was launched, and neither an announcement nor a reason stands by it.
    """
    against = None if fictional else shut_at_start(observations, actor.today)
    if against is not None:
        raise Unsound((against,))
    return begun(actor, observations, code, fictional=fictional)


def begun(
    actor: Actor, observations: Observations, code: str = "", *, fictional: bool = False
) -> str:
    """Begin an initiative as `open_` does, where the launch gate was looked at before."""
    about = observations.initiative
    if not fictional and about.started_on is None:
        about = dataclasses.replace(about, started_on=actor.today)
        observations = Observations(about, observations.records)
    with transaction.atomic(using=WRITING):
        made = Initiative.objects.using(WRITING).create(
            code=free_code(code or about.title or ""), fictional=fictional, created_at=actor.at
        )
        scope = Scope(made.pk, WRITING)
        account = Account.objects.using(WRITING).get(pk=actor.account)
        Membership.everywhere.using(WRITING).create(
            initiative=made,
            account=account,
            role=Role.OWNER,
            assessor=about.owner or assessor_of(account.login),
        )
        told = {"count": sum(map(len, observations.records.values()))}
        change = append.begin(scope, actor.account, "open", actor.at, actor.via, told)
        append.add_all(change, observations)
        append.rise(scope, append.TERRAIN, append.RUN)
    return str(made.code)


def open_example(actor: Actor, name: str) -> str:
    """Begin an initiative from a worked example, or return the one the actor has already.

    Raises
    ------
    KeyError
        If there is no such example.
    """
    reading = read(examples.path(name), actor.today.max)
    assert reading.observations is not None, "a worked example is sound"
    mine = Membership.everywhere.using(WRITING).filter(
        account=actor.account,
        ended_at=None,
        initiative__fictional=True,
        initiative__archived_at=None,
        initiative__code__startswith=f"example-{name}",
    )
    there = mine.order_by("id").values_list("initiative__code", flat=True).first()
    return there or open_(actor, reading.observations, f"example-{name}", fictional=True)


def rest(actor: Actor, code: str, *, archived: bool) -> Done:
    """Archive an initiative, or reopen it; an archived one can be read and takes no change."""
    with transaction.atomic(using=WRITING):
        standing = policy.enter(actor, code, Act.MANAGE, alias=WRITING)
        rows = Initiative.objects.using(WRITING).filter(pk=standing.scope.initiative)
        rows.update(archived_at=actor.at if archived else None)
        verb = "archive" if archived else "reopen"
        change = append.begin(standing.scope, actor.account, verb, actor.at, actor.via)
        append.rise(standing.scope, append.TERRAIN)
        return Done(change.pk, verb)
