"""Facts cannot be changed by any statement, and each connection does only what it is for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connections, transaction

from groundswell import examples
from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.do.erase import erase_
from groundswell.app.do.imports import new_from
from groundswell.app.do.records import retract_
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.terrain.terms import Context
from groundswell.ingest.workbook import write
from groundswell.ingest.workbook.worked import worked
from groundswell.store import triggers
from groundswell.store.connections import RefusedWrite
from groundswell.store.models import FACTS, ErasureTicket, Initiative, Note, Shelved
from groundswell.store.scope import LEDGER, READING, WRITING, Scope, Unscoped

Opened = Callable[..., tuple[str, Scope]]


@pytest.fixture
def filled(alice: Actor, tmp_path: Path) -> None:
    """Put a row into every guarded table: the template has one of every sheet."""
    every = tmp_path / "every.json"
    write(worked(Context.TECH, alice.today), every)
    new_from(alice, every)
    code, _ = new_from(alice, examples.path("hospital"))
    ask(alice, code, CriticalMass())
    facts = FACTS["wins"].everywhere.using(WRITING).order_by("-pk")
    retract_(alice, code, [("wins", facts.values_list("pk", flat=True)[0])])
    person = FACTS["people"].everywhere.using(WRITING).order_by("-pk")
    erase_(alice, code, person.values_list("person", flat=True)[0])


def _refused(statement: str, alias: str = WRITING) -> bool:
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "never changed" in str(error)
    return False


@pytest.mark.usefixtures("filled")
def test_no_statement_changes_a_fact(sqlite: bool) -> None:
    empty, changed = [], []
    for table in triggers.guarded_tables():
        with connections[WRITING].cursor() as cursor:
            cursor.execute(f"SELECT max(id) FROM {table}")
            [number] = cursor.fetchone()
        if number is None:
            empty.append(table)
            continue
        again = f"INTO {table} SELECT * FROM {table} WHERE id = {number}"
        statements = [
            f"UPDATE {table} SET id = id WHERE id = {number}",
            f"DELETE FROM {table} WHERE id = {number}",
            f"DELETE FROM {table}",
        ]
        statements += [f"INSERT OR REPLACE {again}", f"REPLACE {again}"] if sqlite else []
        statements += [] if sqlite else [f"TRUNCATE {table} CASCADE"]
        changed += [one for one in statements if not _refused(one)]
    assert changed == []
    assert set(empty) <= {"fact_settings"}


def test_a_lost_trigger_is_noticed_and_comes_back(sqlite: bool) -> None:
    assert triggers.check_installed([WRITING]) == []
    name = "fact_people_no_delete" if sqlite else "fact_people_no_change"
    with connections[WRITING].cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + ("" if sqlite else " ON fact_people"))
    [found] = triggers.check_installed([WRITING])
    assert found.id == "store.E1" and "fact_people" in found.msg
    triggers.install(connections[WRITING])
    assert triggers.check_installed([WRITING]) == []


def test_the_reading_connection_cannot_write(opened: Opened) -> None:
    code, scope = opened()
    with pytest.raises(DatabaseError), transaction.atomic(using=READING):
        Initiative.objects.using(READING).filter(pk=scope.initiative).update(code="x")
    with pytest.raises(DatabaseError), transaction.atomic(using=READING):
        ErasureTicket.objects.using(READING).create(reason="x")
    assert Initiative.objects.using(READING).get(pk=scope.initiative).code == code


def test_the_ledger_keeps_to_its_own_tables(opened: Opened) -> None:
    _, scope = opened()
    with pytest.raises(RefusedWrite):
        Initiative.objects.using(LEDGER).filter(pk=scope.initiative).update(code="x")
    with pytest.raises(RefusedWrite):
        ErasureTicket.objects.using(LEDGER).create(reason="x")
    assert Shelved.objects.within(Scope(scope.initiative, LEDGER)).delete() is not None


def test_a_query_without_a_scope_is_a_defect() -> None:
    for table in (Note, FACTS["people"], Shelved):
        with pytest.raises(Unscoped):
            table.objects.all()


def test_no_ticket_outlives_its_transaction(alice: Actor, opened: Opened) -> None:
    code, _ = opened()
    erase_(alice, code, "ben")
    assert not ErasureTicket.objects.using(WRITING).exists()
