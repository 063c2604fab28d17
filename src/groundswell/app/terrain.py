"""The folded map, kept in the process: one for each state of an initiative and pair of eyes."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from django.db import transaction

from groundswell.app.policy import Standing
from groundswell.app.sight import Sight, sight
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative as About
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.remembered import forget_all
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.store.load import Loaded, load
from groundswell.store.models import Initiative

T = TypeVar("T")
Key = Hashable


class Recent(Generic[T]):
    """The values used last, made once each, shared by the threads of a process."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Key, T] = OrderedDict()
        self._gates: dict[Key, threading.Lock] = {}
        self._lock = threading.Lock()

    def look(self, key: Key) -> T | None:
        """Return the value of a key if it is there."""
        with self._lock:
            return self._kept.get(key)

    def put(self, key: Key, value: T) -> None:
        """Keep a value; the one used longest ago goes."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def get(self, key: Key, make: Callable[[], T]) -> T:
        """Return the value of a key; of several who want a new one, one makes it for all."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            gate = self._gates.setdefault(key, threading.Lock())
        with gate:
            found = self.look(key)
            if found is None:
                found = make()
                self.put(key, found)
        with self._lock:
            self._gates.pop(key, None)
        return found

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


LOADED: Recent[Loaded] = Recent(6)
_FORMER: Recent[Loaded] = Recent(6)  # the last reading of each place, to read on from
_FOLDED: Recent[Snapshot] = Recent(6)
SIGHTS: Recent[Sight] = Recent(8)
SNAPSHOTS: Recent[Snapshot] = Recent(12)


def forget() -> None:
    """Forget every map this process holds; what was erased must not live on in it."""
    for kept in (LOADED, SIGHTS, SNAPSHOTS, _FORMER, _FOLDED):
        kept.clear()
    forget_all()


@dataclass(frozen=True)
class Moment:
    """An initiative's state as an actor sees it, at a date.

    Parameters
    ----------
    revision
        Of terrain and run together; a kept answer of another revision is old.
    """

    standing: Standing
    revision: str
    sight: Sight
    about: About
    as_of: date
    known_at: date

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Return what a folded map depends on."""
        return (
            self.standing.scope.initiative,
            self.revision,
            self.sight.mark,
            self.as_of,
            self.known_at,
        )

    @property
    def stated_day(self) -> date | None:
        """Return the day the whole map says it speaks of, if it says so now."""
        return self.sight.observations.initiative.as_of

    @cached_property
    def snapshot(self) -> Snapshot:
        """Return the map as this actor sees it."""
        eyes = (self.standing.actor.account, self.standing.presentable)
        seen = replace(self.sight.observations, initiative=self.about)
        return folded(self.key, eyes, seen, self.as_of, self.known_at)


def folded(
    key: tuple[Hashable, ...],
    eyes: Hashable,
    observations: Observations,
    as_of: date,
    known_at: date,
) -> Snapshot:
    """Return a folded map; what did not change since the same eyes' last one is taken over."""
    place = (key[0], eyes)

    def make() -> Snapshot:
        made = fold(observations, as_of, known_at, _FOLDED.look(place))
        _FOLDED.put(place, made)
        return made

    return SNAPSHOTS.get(key, make)


def revision_of(standing: Standing) -> str:
    """Return the present revision of what the engine reads."""
    rows = Initiative.objects.using(standing.scope.alias).filter(pk=standing.scope.initiative)
    terrain, run, birth = rows.values_list("terrain_revision", "run_revision", "birth").get()
    return f"{terrain}.{run}.{birth.hex[:12]}"


def loaded(standing: Standing, revision: str) -> Loaded:
    """Return the facts of a revision; who may see what of them is for `sight` to say."""
    key = (standing.scope.initiative, revision)
    return LOADED.get(key, lambda: _read_on(standing, revision))


def committed(standing: Standing) -> Loaded:
    """Return every fact as committed; for a change before it adds its own."""
    return loaded(standing, revision_of(standing))


def _read_on(standing: Standing, revision: str) -> Loaded:
    """Read what changed since the initiative was read last."""
    birth = revision.rpartition(".")[2]  # a restored initiative shares nothing with its former self
    place = (standing.scope.initiative, birth)
    former = _FORMER.look(place)
    made = load(standing.scope, former)
    if former is None:
        # Hundreds of thousands of facts that stay: walking through them in search of cycles would
        # hold up whoever asks at that moment. They are still freed as soon as nobody names them.
        gc.collect()
        gc.freeze()
    _FORMER.put(place, made)
    return made


def moment(standing: Standing, as_of: date | None = None, known_at: date | None = None) -> Moment:
    """Return the state of an initiative as an actor sees it, today or at a date."""
    with transaction.atomic(using=standing.scope.alias):  # one state of the database
        revision = revision_of(standing)
        seen = seen_by(standing, revision)
    day = as_of or default_day(seen.observations.initiative, seen, standing.actor.today)
    known = known_at or as_of or day
    return Moment(standing, revision, seen, stated_at(seen, known), day, known)


def stated_at(seen: Sight, day: date) -> About:
    """Return what was said of the initiative as known on a day; before the first, what came first.

    A phase, a title or an owner of today would be a lie on a page of last spring.
    """
    rows = [k.record for k in seen.kept.get(About.SHEET, ()) if isinstance(k.record, About)]
    stood = [
        row
        for row in rows
        if (row.retracted_on is None or row.retracted_on > day)
        and (row.recorded_on is None or row.recorded_on <= day)
    ]
    return next(iter([*stood[-1:], *rows[:1]]), About())


def seen_by(standing: Standing, revision: str) -> Sight:
    """Return what an actor sees at a revision."""
    actor = standing.actor
    eyes = (actor.account, standing.presentable, standing.alone, standing.role)
    key = (standing.scope.initiative, revision, eyes)
    return SIGHTS.get(key, lambda: sight(loaded(standing, revision), standing))


def unveiled(at: Moment) -> Moment:
    """Return the moment as the actor sees it alone; who looks on sees no more alone either."""
    actor = replace(at.standing.actor, presentable=False)
    standing = replace(at.standing, actor=actor)
    return replace(at, standing=standing, sight=seen_by(standing, at.revision))


def pooled(standing: Standing, at: Moment) -> Snapshot:
    """Return the map with everybody's judgements, for figures about the whole alone."""
    facts = loaded(standing, at.revision)
    key = (standing.scope.initiative, at.revision, "pooled", at.as_of, at.known_at)
    seen = replace(facts.observations, initiative=at.about)
    return folded(key, "pooled", seen, at.as_of, at.known_at)


def present(at: Moment) -> bool:
    """Whether a moment is the state of today and not a past or a supposed one."""
    today = at.standing.actor.today
    return at.known_at == at.as_of and at.as_of in (today, at.stated_day)


def default_day(about: About, seen: Sight, today: date) -> date:
    """Return the day a map speaks of: today, or its stated day while nothing newer was recorded."""
    stated = about.as_of
    if stated is None or stated > today:
        return stated or today
    return today if seen.newest is not None and seen.newest > stated else stated
