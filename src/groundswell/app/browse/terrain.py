"""The terrain as pictures look at it: laid out once, kept for whoever sees the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from groundswell.app.browse.views import View
from groundswell.app.terrain import Recent
from groundswell.core.pictures.lens import Lens
from groundswell.core.pictures.sociogram import Sociogram, sociogram
from groundswell.store import queue, shelf

T = TypeVar("T")
Places = Mapping[str, tuple[float, float]]

SLOW = 2.0  # seconds from which the worker lays people out
# Seconds for each person, laid out from nothing; measured on two cores.
_COST = 0.0012
_PICTURES: Recent[Any] = Recent(48)


@dataclass(frozen=True, slots=True)
class Laid:
    """The network with everybody's place, or the job that works on the places."""

    picture: Sociogram | None
    job: str | None = None


def pictured(at: View, name: Hashable, make: Callable[[], T]) -> T:
    """Return a picture of what a reader sees, made once for each state of the map."""
    return cast("T", _PICTURES.get((*at.moment.key, name), make))


def lens(at: View) -> Lens:
    """Return everybody as the reader sees them."""
    return pictured(at, "lens", lambda: Lens(at.snapshot, at.veiled))


def network(at: View) -> Laid:
    """Return who is where; a large map that was never laid out goes to the worker."""
    known = shelf.places(at.standing.scope, _key(at))
    if known is None and len(at.snapshot.people) * _COST > SLOW:
        return _later(at)
    return Laid(pictured(at, "network", lambda: _drawn(at, known)))


def lay_out(at: View) -> Sociogram:
    """Lay everybody out and keep the places."""
    before = shelf.last_places(at.standing.scope)
    made = sociogram(at.snapshot, veiled=at.veiled, previous=_placed(before))
    told = {code: [x, y] for code, (x, y) in made.places().items()}
    shelf.put_places(at.standing.scope, _key(at), told)
    return made


def _drawn(at: View, known: Mapping[str, Any] | None) -> Sociogram:
    if known is None:
        return lay_out(at)
    return sociogram(at.snapshot, veiled=at.veiled, places=_placed(known))


def _placed(told: Mapping[str, Any] | None) -> Places | None:
    return None if told is None else {code: (float(x), float(y)) for code, (x, y) in told.items()}


def _key(at: View) -> str:
    """Return what places hang on: the map's state and its day, never what the reader judged."""
    told = f"{at.moment.revision} {at.as_of} {at.moment.known_at}"
    return hashlib.sha256(told.encode()).hexdigest()


def _later(at: View) -> Laid:
    actor = at.standing.actor
    wanted = {
        "as_of": at.as_of.isoformat(),
        "known_at": at.moment.known_at.isoformat(),
        "presentable": actor.presentable,
    }
    scope = at.standing.scope
    job = queue.ask_for(scope, actor.account, "layout", _key(at), wanted, actor.at)
    return Laid(None, str(job.pk))
