"""Who may do what, with the reason in words; outsiders learn nothing, not even that it exists."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.app.actor import Actor
from groundswell.app.roles import MAY, WRITES, Act, Role
from groundswell.store.models import Initiative, Membership
from groundswell.store.scope import READING, Scope

__all__ = ["MAY", "Absent", "Act", "Refused", "Role", "Standing", "enter"]


class Absent(LookupError):
    """There is no such thing for this actor, whether or not it exists."""


class Refused(PermissionError):
    """The actor belongs to the initiative and may not do this; the text says why."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An actor inside an initiative.

    Parameters
    ----------
    assessor
        The code under which their judgements stand.
    alone
        Whether nobody else can judge here, so that there is nobody to be blind to.
    """

    actor: Actor
    scope: Scope
    code: str
    role: Role
    assessor: str
    alone: bool
    fictional: bool
    archived: bool

    def may(self, act: Act) -> bool:
        """Whether the role, the token and the view allow an act."""
        return act in MAY[self.role] and not (act in WRITES and not self.actor.writes)

    @property
    def presentable(self) -> bool:
        """Whether no stance, note or strain may be shown."""
        return self.actor.presentable or self.role is Role.OBSERVER

    @property
    def core(self) -> bool:
        """Whether they may read what is shared with the core alone."""
        return self.role in (Role.OWNER, Role.EDITOR)


def enter(actor: Actor, code: str, act: Act, alias: str = READING) -> Standing:
    """Return the actor's standing in an initiative.

    Raises
    ------
    Absent
        If it does not exist or the actor does not belong to it.
    Refused
        If the actor belongs to it and may not do this.
    """
    initiative = Initiative.objects.using(alias).filter(code=code).first()
    if initiative is None or (actor.bound is not None and actor.bound != initiative.pk):
        raise Absent(code)
    scope = Scope(initiative.pk, alias)
    active = Membership.objects.within(scope).filter(ended_at=None)
    parts = {part.account_id: part for part in active}
    mine = parts.get(actor.account)
    if mine is None:
        raise Absent(code)
    judging = [p for p in parts.values() if Act.JUDGE in MAY[Role(p.role)]]
    standing = Standing(
        actor=actor,
        scope=scope,
        code=initiative.code,
        role=Role(mine.role),
        assessor=mine.assessor,
        alone=len(judging) == 1 and judging[0] is mine,
        fictional=initiative.fictional,
        archived=initiative.archived_at is not None,
    )
    if not standing.may(act):
        raise Refused(refusal(standing, act))
    return standing


def refusal(standing: Standing, act: Act) -> str:
    """Say why an act is refused, and whom to ask."""
    if act in MAY[standing.role]:
        return f"This token may read only; to {act}, make one that may write."
    return f"As {standing.role} of this initiative you may not {act}; ask its owner."
