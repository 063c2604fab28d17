"""Erase a person, or a whole initiative: the only road by which facts go away.

It runs in one transaction that holds an erasure ticket, the one thing the triggers let pass. What
stays is a tombstone: a keyed digest by which an old backup erases the same person again.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connections, transaction
from django.db.models import Q, QuerySet

from groundswell.core.questions.foretold import Kind
from groundswell.core.questions.partial_sight import FEWEST
from groundswell.core.terrain.map_records import Authority, Person
from groundswell.core.terrain.notations import Notation, may_name
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Column, columns
from groundswell.store.models import (
    FACTS,
    Change,
    Digest,
    ErasureTicket,
    Foretold,
    Image,
    Initiative,
    Job,
    Membership,
    Note,
    Pause,
    Placing,
    Retraction,
    Reveal,
    Shelved,
    Token,
    Tombstone,
    Trail,
    WeekNote,
    Words,
)
from groundswell.store.models.facts import attribute
from groundswell.store.scope import WRITING, Scope, Scoped

_SHORTEST = 3  # letters of a name that is looked for in what others wrote
_GONE = "[erased]"


class Naming(NamedTuple):
    """How a sheet names people.

    Parameters
    ----------
    needed
        Columns without which a fact says nothing; it goes with the person.
    optional
        Columns that may be empty; the fact stays without the person.
    lists
        Columns that hold several people; they lose one.
    noted
        Columns of short texts that name people inside; they lose every text that may name one.
    """

    needed: tuple[str, ...]
    optional: tuple[str, ...]
    lists: tuple[str, ...]
    noted: tuple[tuple[str, Notation], ...]


def naming(sheet: str) -> Naming:
    """Return how a sheet names people."""
    own = [c for c in columns(SHEETS[sheet]) if _names(sheet, c)]
    single = [c for c in own if not c.many]
    return Naming(
        tuple(attribute(c) for c in single if c.required or c.bounds.key),
        tuple(attribute(c) for c in single if not (c.required or c.bounds.key)),
        tuple(attribute(c) for c in own if c.many),
        tuple((attribute(c), n) for c in columns(SHEETS[sheet]) if (n := c.bounds.notation)),
    )


def _names(sheet: str, column: Column) -> bool:
    itself = sheet == Person.SHEET and column.bounds.key
    return itself or column.bounds.refers == Person.SHEET


def digest(begun: datetime, code: str, person: str) -> str:
    """Return the keyed digest of a person of an initiative, which nobody can guess codes from.

    An initiative is known by when it was begun and by its code: its backups have both in common.
    """
    told = f"{begun.astimezone(UTC).isoformat()} {code} {person}".encode()
    key = hashlib.sha256(f"tombstone {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, told, "sha256").hexdigest()


def foresee(scope: Scope, person: str) -> Counter[str]:
    """Return how many facts would go, by sheet; `stances` of others under `theirs`, and notes."""
    found: Counter[str] = Counter()
    for sheet in FACTS:
        rows = _facts(scope, sheet)
        if by := naming(sheet).needed:
            found[sheet] = rows.filter(_any(by, person)).count()
        found["theirs"] += rows.filter(assessor=person).count()
    found["notes"] = Note.objects.within(scope).filter(person=person).count()
    return +found


def _facts(scope: Scope, sheet: str) -> QuerySet[Any]:
    return FACTS[sheet].objects.within(scope)


def _any(names: tuple[str, ...], person: str) -> Q:
    asked = Q(pk__in=())
    for name in names:
        asked |= Q(**{name: person})
    return asked


@contextmanager
def ticket(reason: str) -> Iterator[None]:
    """Hold an erasure ticket for as long as the block runs, inside its transaction."""
    connection = connections[WRITING]
    assert connection.in_atomic_block, "an erasure needs a transaction"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # overwrite what is deleted
    held = ErasureTicket.objects.using(WRITING).create(reason=reason)
    yield
    held.delete(using=WRITING)


def erase(scope: Scope, person: str, at: datetime) -> int:
    """Erase everything that names a person; return how many facts went.

    Lists lose the code. What the person said of others stays, under a code that names nobody.
    """
    with transaction.atomic(using=WRITING), ticket("a person"):
        names = _names_of(scope, person)
        _forget_foretold(scope, person)
        gone = sum(_erase_from(scope, sheet, person) for sheet in FACTS)
        _forget_own(scope, person)
        _forget_assessor(scope, person)
        _erase_notes(scope, person)
        _redact(scope, person, names)
        _erase_trails(scope, person)
        _bury(scope, person, gone, at)
    return gone


def _bury(scope: Scope, person: str, gone: int, at: datetime) -> None:
    """Leave a tombstone, and a new birth: no process goes on from what it read before."""
    rows = Initiative.objects.using(WRITING).filter(pk=scope.initiative)
    rows.update(birth=uuid.uuid4())
    here = rows.get()
    Tombstone.everywhere.using(WRITING).create(
        initiative_id=scope.initiative,
        digest=digest(here.created_at, here.code, person),
        facts=gone,
        at=at,
    )


def _forget_foretold(scope: Scope, person: str) -> None:
    """Forget chances that hung on so few that they tell where the person stood."""
    held = _facts(scope, Authority.SHEET).filter(person=person).values_list("decision", flat=True)
    told = Foretold.objects.within(scope).filter(kind=Kind.DECISION.value, holders__lt=FEWEST)
    told.filter(code__in=list(held)).delete()


def _names_of(scope: Scope, person: str) -> list[str]:
    """Return the names under which a person was ever recorded, the longest first."""
    facts = _facts(scope, Person.SHEET).filter(person=person)
    told = Words.objects.within(scope).filter(sheet=Person.SHEET, fact__in=facts.values("pk"))
    names = {str(row.get("name") or "") for row in told.values_list("texts", flat=True)}
    return sorted((n for n in names if len(n) >= _SHORTEST), key=len, reverse=True)


def _erase_from(scope: Scope, sheet: str, person: str) -> int:
    by, rows = naming(sheet), _facts(scope, sheet)
    for name in by.optional:
        rows.filter(**{name: person}).update(**{name: None})
    for name in by.lists:
        _take_out(rows, name, lambda code: code == person)
    for name, notation in by.noted:
        _take_out(rows, name, partial(may_name, notation, sheet=Person.SHEET, code=person))
    if not by.needed:
        return 0
    numbers = list(rows.filter(_any(by.needed, person)).values_list("pk", flat=True))
    for part in _parts(numbers):
        Words.objects.within(scope).filter(sheet=sheet, fact__in=part).delete()
        Retraction.objects.within(scope).filter(sheet=sheet, fact__in=part).delete()
        rows.filter(pk__in=part).delete()
    return len(numbers)


def _take_out(rows: QuerySet[Any], name: str, gone: Callable[[str], bool]) -> None:
    """Take entries out of a column of lists."""
    for number, entries in rows.exclude(**{name: None}).values_list("pk", name):
        left = [entry for entry in entries if not gone(entry)]
        if left != entries:
            rows.filter(pk=number).update(**{name: left or None})


def _parts(numbers: list[int], size: int = 500) -> Iterator[list[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def _forget_assessor(scope: Scope, person: str) -> None:
    """Put a code that names nobody where the person was the one who saw something."""
    tables = [_facts(scope, sheet) for sheet in FACTS]
    taken = {code for rows in tables for code in rows.values_list("assessor", flat=True).distinct()}
    nobody = next(c for n in range(1, len(taken) + 2) if (c := f"somebody-{n}") not in taken)
    for rows in tables:
        rows.filter(assessor=person).update(assessor=nobody)
    Membership.objects.within(scope).filter(assessor=person).update(assessor=nobody)


def _forget_own(scope: Scope, person: str) -> None:
    """Erase what the person, if they belong here, noted for themselves, and their address."""
    parts = Membership.objects.within(scope).filter(assessor=person)
    accounts = list(parts.values_list("account", flat=True))
    WeekNote.objects.within(scope).filter(account__in=accounts).delete()
    Digest.objects.within(scope).filter(account__in=accounts).delete()
    Pause.objects.within(scope).filter(account__in=accounts).delete()


def _erase_notes(scope: Scope, person: str) -> None:
    notes = Note.objects.within(scope).filter(person=person)
    numbers = list(notes.values_list("pk", flat=True))
    Image.objects.within(scope).filter(kind="note", row__in=numbers).delete()
    notes.delete()
    Reveal.objects.within(scope).filter(person=person).delete()


def _redact(scope: Scope, person: str, names: list[str]) -> None:
    """Take the person's name out of what was written about others."""
    spelled = "|".join(map(re.escape, names))
    found = re.compile(rf"\b(?:{spelled})\b", re.IGNORECASE) if names else None

    def clean(value: Any) -> Any:
        if value == person:
            return _GONE
        if isinstance(value, str):
            return found.sub(_GONE, value) if found else value
        if isinstance(value, dict):
            return {key: clean(one) for key, one in value.items()}
        return [clean(one) for one in value] if isinstance(value, list) else value

    for rows, fields in _written(scope):
        for number, *values in rows.values_list("pk", *fields).iterator():
            told = [clean(value) for value in values]
            if told != values:
                rows.filter(pk=number).update(**dict(zip(fields, told, strict=True)))


def _written(scope: Scope) -> Iterator[tuple[QuerySet[Any], tuple[str, ...]]]:
    """Yield the rows that hold what people wrote, and in which columns."""
    yield Words.objects.within(scope), ("texts", "extra")
    yield Note.objects.within(scope), ("text",)
    yield WeekNote.objects.within(scope), ("hand_over",)
    yield Image.objects.within(scope), ("before", "after")


def _erase_trails(scope: Scope, person: str) -> None:
    """Take the person out of what was done and read, and drop everything that was computed."""
    told_of: tuple[type[Scoped], ...] = (Change, Trail)
    for table in told_of:
        rows: QuerySet[Any] = table.objects.within(scope)
        for number, about in rows.values_list("pk", "about").iterator():
            told = _without(about, person)
            if told != about:
                rows.filter(pk=number).update(about=told)
    computed: tuple[type[Scoped], ...] = (Shelved, Placing, Job)
    for table in computed:
        table.objects.within(scope).delete()


def _without(about: Mapping[str, Any], person: str) -> dict[str, Any]:
    lists = {k: [c for c in v if c != person] for k, v in about.items() if isinstance(v, list)}
    return {**{k: v for k, v in about.items() if v != person}, **lists}


def remove(scope: Scope) -> None:
    """Remove an initiative with everything in it.

    Where somebody was erased before, an empty shell nobody can enter keeps the tombstones.
    """
    with transaction.atomic(using=WRITING), ticket("an initiative"):
        kept: list[type[Scoped]] = [Words, Retraction, Image, Note, Reveal, Token, Membership]
        kept += [WeekNote, Digest, Pause]
        kept += [*FACTS.values(), Foretold, Shelved, Placing, Job, Trail]
        for table in kept:
            table.objects.within(scope).delete()
        changes = Change.objects.within(scope)
        changes.update(undoes=None)
        changes.delete()
        rows = Initiative.objects.using(WRITING).filter(pk=scope.initiative)
        if Tombstone.objects.within(scope).exists():
            rows.update(code=f"removed-{scope.initiative}", archived_at=rows.get().created_at)
        else:
            rows.delete()


def erase_again(scope: Scope, stones: Iterable[str], at: datetime, former: str = "") -> int:
    """Erase in restored facts whoever a tombstone remembers; return how many people that were.

    `former` is the code under which the initiative was backed up, if it has another one now.
    """
    here = Initiative.objects.using(WRITING).get(pk=scope.initiative)
    people = _facts(scope, Person.SHEET).values_list("person", flat=True).distinct()
    codes = {here.code, former or here.code}
    by_digest = {digest(here.created_at, c, person): person for person in people for c in codes}
    found = sorted({by_digest[one] for one in set(stones) & set(by_digest)})
    for person in found:
        erase(scope, person, at)
    return len(found)


def stones(scope: Scope | None = None) -> frozenset[str]:
    """Return the digests of everybody who was erased, here or anywhere in this database."""
    rows = Tombstone.everywhere.using(WRITING) if scope is None else Tombstone.objects.within(scope)
    return frozenset(rows.values_list("digest", flat=True))


def erase_everywhere_again(found: frozenset[str], at: datetime) -> int:
    """Erase again in a database that was replaced by an older one; return how many people."""
    every = Initiative.objects.using(WRITING).values_list("pk", flat=True)
    scopes = [Scope(number, WRITING) for number in every]
    return sum(erase_again(scope, found - stones(scope), at) for scope in scopes)


def settle() -> None:
    """Let SQLite write its log into the file, so that what was erased lingers in neither."""
    connection = connections[WRITING]
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
