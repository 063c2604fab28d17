"""Back up an initiative with its history, and bring it back exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from groundswell.app import policy, terrain
from groundswell.app.actor import Actor
from groundswell.app.browse.exports import MEDIA, Export, Form
from groundswell.app.do.initiatives import assessor_of, free_code
from groundswell.app.do.team import reveal_
from groundswell.app.policy import Act, Role
from groundswell.app.terrain import moment
from groundswell.store import backup, erase, trail
from groundswell.store.backup import NoBackup
from groundswell.store.models import Account, Membership
from groundswell.store.scope import READING, WRITING, Scope

__all__ = ["NoBackup", "backup_", "copy_", "restore_", "restore_database"]


def backup_(actor: Actor, code: str) -> Export:
    """Return a backup for the owner: facts, history, memberships, notes they may read.

    It holds everybody's judgements. Those that waited for the owner's own count as seen from here
    on, exactly as if they had asked to see them.
    """
    standing = policy.enter(actor, code, Act.MANAGE)
    for person in moment(standing).sight.veiled:
        reveal_(actor, code, person)
    with transaction.atomic(using=READING):  # one state of the database
        content = backup.dump(standing.scope, actor.account)
    trail.note(standing.scope, actor.account, "backup", actor.at, actor.via)
    told = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    name = f"{code}-{actor.today.isoformat()}.backup.json"
    return Export(name, MEDIA[Form.JSON], told.encode())


def restore_(actor: Actor, content: bytes) -> str:
    """Bring an initiative back from a backup beside what there is; return its code.

    Whoever restores becomes its owner if they had no part in it. Who was erased since the backup
    was taken is erased again.

    Raises
    ------
    NoBackup
        If it is none, or a damaged one; nothing was restored.
    """
    told = _parsed(content)
    with transaction.atomic(using=WRITING):
        code = free_code(str(told.get("initiative", {}).get("code", "")))
        scope = backup.restore(told, code, actor.at)
        _own(actor, scope)
    terrain.forget()
    return code


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NoBackup("This is no backup of an initiative.") from error
    if not isinstance(told, dict) or not isinstance(told.get("initiative"), dict):
        raise NoBackup("This is no backup of an initiative.")
    return told


def _own(actor: Actor, scope: Scope) -> None:
    """Make sure that somebody can open what was restored, and that every role is one."""
    parts = Membership.objects.within(scope)
    if set(parts.values_list("role", flat=True)) - {role.value for role in Role}:
        raise NoBackup("This backup is damaged; nothing was restored.")
    if parts.filter(account=actor.account, ended_at=None).exists():
        return
    account = Account.objects.using(WRITING).get(pk=actor.account)
    Membership.everywhere.using(WRITING).update_or_create(
        initiative_id=scope.initiative,
        account=account,
        defaults={
            "role": Role.OWNER.value,
            "assessor": assessor_of(account.login),
            "ended_at": None,
        },
    )


def copy_(out: Path) -> None:
    """Copy the whole database while it is in use; for whoever runs the machine."""
    backup.copy_database(out)


def restore_database(file: Path, place: Path, at: datetime, bring_up: Callable[[], None]) -> int:
    """Put a copy of the whole database in place of the present one.

    Parameters
    ----------
    bring_up
        Brings a database that an older version made up to date.

    Returns
    -------
    int
        How many people were erased again.
    """
    stones = erase.stones()
    backup.replace_database(file, place)
    bring_up()
    found = erase.erase_everywhere_again(stones, at)
    terrain.forget()
    return found
