"""The workbench's database on this machine, opened for a command only when one needs it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groundswell.app.actor import Actor
    from groundswell.faces.cli.source import Kept


def there() -> bool:
    """Whether there is a database, without making one and without loading Django."""
    import platformdirs

    if os.environ.get("GROUNDSWELL_DATABASE"):
        return True
    folder = os.environ.get("GROUNDSWELL_DATA") or platformdirs.user_data_path("groundswell")
    return (Path(folder) / "groundswell.sqlite3").exists()


def open_up() -> None:
    """Set Django up and bring the database up to date; a first command makes it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def actor(code: str = "") -> Actor:
    """Return who acts on the command line.

    Whoever runs commands on this machine can open the database itself, so they act as the one who
    uses it alone, and in a team's initiative as its first owner.
    """
    from django.utils import timezone

    from groundswell.app import keys
    from groundswell.app.actor import Actor

    now = timezone.localtime()
    owner = keys.owner_of(code, keys.solo_account(now))
    return Actor(owner, str(keys.account(owner)), now, via="cli")


def kept(code: str) -> Kept | None:
    """Return an initiative by its code, or None if there is no such one here."""
    if not code or not there():
        return None
    open_up()
    from groundswell.app.browse.views import view
    from groundswell.app.policy import Absent
    from groundswell.faces.cli.source import Kept

    try:
        at = view(actor(code), code)
    except Absent:
        return None
    return Kept(code, at.observations, at.as_of)
