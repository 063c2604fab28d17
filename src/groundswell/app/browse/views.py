"""An initiative as an actor sees it: the one reading every screen begins with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from groundswell.app import policy
from groundswell.app.actor import Actor
from groundswell.app.policy import Act, Role, Standing
from groundswell.app.sight import Sight
from groundswell.app.terrain import Moment, moment
from groundswell.core.questions.addressing import addressed
from groundswell.core.terrain.map_records import Initiative as About
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.remembered import Remembered
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.store.load import Kept, records_of
from groundswell.store.models import Account, Initiative, Membership


@dataclass(frozen=True, slots=True)
class Card:
    """One initiative in the list of an account's own."""

    code: str
    title: str
    role: Role
    fictional: bool
    archived: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A record with its number, and who wrote it down."""

    id: int
    record: Record
    change: int
    mine: bool


@dataclass(frozen=True, slots=True)
class View:
    """An initiative at a date, as its reader sees it."""

    moment: Moment

    @property
    def standing(self) -> Standing:
        """Who looks, and what they may do."""
        return self.moment.standing

    @property
    def code(self) -> str:
        """The initiative's code."""
        return self.moment.standing.code

    @property
    def about(self) -> About:
        """What the initiative is about."""
        return self.moment.about

    @property
    def sight(self) -> Sight:
        """What is seen and what is hidden."""
        return self.moment.sight

    @property
    def veiled(self) -> Mapping[str, int]:
        """Person to the number of others' judgements that wait for the reader's own."""
        return self.moment.sight.veiled

    @property
    def observations(self) -> Observations:
        """Every record that is seen, of every date."""
        return self.moment.sight.observations

    @property
    def snapshot(self) -> Snapshot:
        """The folded map of the reader's own sight."""
        return self.moment.snapshot

    @property
    def owns(self) -> bool:
        """Whether the reader is the owner of the change, by the map or by their role."""
        return self.standing.assessor == self.snapshot.owner or self.standing.role is Role.OWNER

    @property
    def addressed(self) -> str:
        """Who is called you, for a reader who is somebody else; empty for the owner."""
        return "" if self.owns else addressed(self.snapshot)

    @property
    def as_of(self) -> date:
        """The day the view speaks of."""
        return self.moment.as_of

    @property
    def present(self) -> bool:
        """Whether this is the present state and not a past one."""
        return (
            self.moment.as_of >= self.standing.actor.today or self.moment.stated_day == self.as_of
        )

    def rows(self, sheet: str, naming: str | None = None) -> tuple[Row, ...]:
        """Return the records of a sheet that stand at the view's date, newest last.

        `naming` keeps those that are about one person, of whom there may be few among thousands.
        """
        account, kept = self.standing.actor.account, self._kept(sheet)
        if naming is not None:
            kept = _NAMING(kept).get(naming, ())
        return tuple(Row(k.id, k.record, k.change, k.account == account) for k in kept)

    def records(self, sheet: str) -> tuple[Record, ...]:
        """Return the records alone: the very same tuple while they are the same.

        What is worked out from them can be `Remembered`.
        """
        return records_of(self._kept(sheet))

    def count(self, sheet: str) -> int:
        """Return how many records of a sheet stand at the view's date."""
        return len(self._kept(sheet))

    def _kept(self, sheet: str) -> tuple[Kept, ...]:
        return _STANDING(self.sight.kept.get(sheet, ()), self.moment.known_at)


def _standing(rows: tuple[Kept, ...], day: date) -> tuple[Kept, ...]:
    left = tuple(k for k in rows if _stands(k.record, day))
    return rows if len(left) == len(rows) else left


def _stands(record: Record, day: date) -> bool:
    known = record.recorded_on or record.observed_on
    return (record.retracted_on is None or record.retracted_on > day) and (
        known is None or known <= day
    )


_STANDING = Remembered(_standing, lambda old, new, day: (*old, *_standing(new, day)), size=64)

ByPerson = Mapping[str, tuple[Kept, ...]]


def named(record: Record) -> Iterator[str]:
    """Yield whom a record is about, each once."""
    told = {getattr(record, name, None) for name in ("person", "from_", "to")}
    yield from (code for code in told if isinstance(code, str))


def _naming(rows: tuple[Kept, ...]) -> ByPerson:
    return _naming_too({}, rows)


def _naming_too(former: ByPerson, added: tuple[Kept, ...]) -> ByPerson:
    """Return the facts about each person, in their order."""
    found: defaultdict[str, list[Kept]] = defaultdict(list)
    for kept in added:
        for person in named(kept.record):
            found[person].append(kept)
    return {**former, **{who: (*former.get(who, ()), *rows) for who, rows in found.items()}}


_NAMING = Remembered(_naming, _naming_too, size=64)


def view(actor: Actor, code: str, as_of: date | None = None, known_at: date | None = None) -> View:
    """Return an initiative as an actor sees it; Absent for outsiders."""
    return View(moment(policy.enter(actor, code, Act.READ), as_of, known_at))


def initiatives(actor: Actor) -> tuple[Card, ...]:
    """Return the initiatives an actor belongs to, newest first."""
    parts = Membership.everywhere.using("reading").filter(account=actor.account, ended_at=None)
    if actor.bound is not None:
        parts = parts.filter(initiative=actor.bound)
    return tuple(
        Card(
            code=part.initiative.code,
            title=view(actor, part.initiative.code).about.title or part.initiative.code,
            role=Role(part.role),
            fictional=part.initiative.fictional,
            archived=part.initiative.archived_at is not None,
        )
        for part in parts.select_related("initiative").order_by("-initiative__id")
    )


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who belongs to an initiative, and what they may see."""

    account: int
    name: str
    login: str
    role: Role
    assessor: str
    since: datetime | None


def members(actor: Actor, code: str) -> tuple[Colleague, ...]:
    """Return who belongs to an initiative; every member may read it."""
    standing = policy.enter(actor, code, Act.READ)
    parts = Membership.objects.within(standing.scope).filter(ended_at=None)
    return tuple(
        Colleague(
            p.account_id, str(p.account), p.account.login, Role(p.role), p.assessor, p.seen_at
        )
        for p in parts.select_related("account").order_by("id")
    )


def account_name(number: int | None) -> str:
    """Return the name of an account; nobody's for what the tool did itself."""
    found = Account.objects.using("reading").filter(pk=number).first() if number else None
    return str(found) if found else ""


def exists(code: str) -> bool:
    """Whether a code is taken; only for choosing a new one."""
    return Initiative.objects.using("reading").filter(code=code).exists()
