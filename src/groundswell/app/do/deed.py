"""What every change shares: one transaction, policy inside it, a trail, and risen revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.launch_gate import shut_to
from groundswell.app.policy import Act, Refused, Standing
from groundswell.app.terrain import committed
from groundswell.core.terrain.map_records import Initiative as About
from groundswell.ingest.workbook import Problem
from groundswell.store import append
from groundswell.store.load import Loaded, load
from groundswell.store.models import FACTS, Change, Initiative, Retraction
from groundswell.store.scope import WRITING, Scope


class Unsound(ValueError):
    """What was to be recorded does not fit; every problem names its column and its mend."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


class Overtaken(RuntimeError):
    """Somebody else changed the same thing in the meantime; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made, and how many facts it added and took back."""

    change: int
    verb: str
    added: int = 0
    retracted: int = 0


@dataclass(frozen=True, slots=True)
class Deed:
    """A change while it is made; `before` holds every fact as it stood."""

    standing: Standing
    change: Change
    before: Loaded

    @property
    def scope(self) -> Scope:
        """The initiative, through the connection that writes."""
        return self.standing.scope


@contextmanager
def deed(
    actor: Actor,
    code: str,
    act: Act,
    verb: str,
    about: Mapping[str, Any] | None = None,
    areas: tuple[str, ...] = (append.TERRAIN,),
    undoes: int | None = None,
) -> Iterator[Deed]:
    """Make a change: policy first, then all of it or nothing.

    Raises
    ------
    Absent, Refused
        As policy says; an archived initiative takes no change but its own reopening.
    Unsound
        If it would take the work through the launch gate while that is shut.
    """
    with transaction.atomic(using=WRITING):
        standing = policy.enter(actor, code, act, alias=WRITING)
        if standing.archived:
            raise Refused("This initiative is archived; reopen it before you change it.")
        # The row of the initiative is the lock: of two writers one waits for the other.
        rows = Initiative.objects.using(WRITING).select_for_update()
        rows.get(pk=standing.scope.initiative)
        before = committed(standing)
        change = append.begin(
            standing.scope, actor.account, verb, actor.at, actor.via, about, undoes
        )
        made = Deed(standing, change, before)
        yield made
        _keep_gate(made)
        append.rise(standing.scope, *areas)


def _keep_gate(made: Deed) -> None:
    """Refuse a change that passes the launch gate while it is shut and no reason came with it."""
    own = {"change": made.change.pk}
    stated = FACTS[About.SHEET].objects.within(made.scope).filter(**own)
    back = Retraction.objects.within(made.scope).filter(sheet=About.SHEET, **own)
    if made.change.undoes_id is None and not stated.exists() and not back.exists():
        return
    after = load(made.scope, former=made.before)  # this change is already on record and counts
    against = shut_to(made.before, after, made.standing.actor.today)
    if against is not None:
        raise Unsound((against,))
