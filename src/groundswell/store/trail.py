"""Who read or took what; what was changed stands in the changes themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from groundswell.store.models import Trail
from groundswell.store.scope import LEDGER, Scope


def note(
    scope: Scope,
    account: int | None,
    act: str,
    at: datetime,
    via: str,
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write one line of the trail."""
    Trail.everywhere.using(LEDGER).create(
        initiative_id=scope.initiative,
        account_id=account,
        act=act,
        at=at,
        via=via,
        about=dict(about or {}),
    )
