"""Plans that were kept, and whom a reader has to judge before they read them all."""

from __future__ import annotations

from groundswell.app.browse.views import View
from groundswell.app.sight import waited_for
from groundswell.app.terrain import loaded


def waiting(at: View) -> tuple[str, ...]:
    """Return the people whose stance a plan supposes that waits for the reader's own judgement."""
    every = loaded(at.standing, at.moment.revision)
    return tuple(sorted(waited_for(every, at.standing)))
