"""The past: undo and redo exactly, retraction by date, erasure for good, backups that come back."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from groundswell import examples
from groundswell.app.actor import Actor
from groundswell.app.browse.trails import changes
from groundswell.app.browse.views import view
from groundswell.app.do.backup import NoBackup, backup_, copy_, restore_
from groundswell.app.do.erase import erase_, remove_
from groundswell.app.do.imports import import_path, new_from
from groundswell.app.do.notes import write_note
from groundswell.app.do.records import record_, retract_
from groundswell.app.do.undo import undo_
from groundswell.app.policy import Absent
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.registry import ask
from groundswell.core.terrain.map_records import Person, Tie
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.terms import TieKind
from groundswell.ingest.workbook import write
from groundswell.store.load import load
from groundswell.store.scope import Scope
from tests.app.cast import NOW, later

Opened = Callable[..., tuple[str, Scope]]


def _state(actor: Actor, code: str) -> str:
    """Return the visible state as text."""
    rows = {
        sheet: [(k.id, repr(k.record)) for k in kept]
        for sheet, kept in view(actor, code).sight.kept.items()
    }
    return json.dumps(rows)


def test_undoing_a_large_import_restores_the_exact_former_state(
    alice: Actor, opened: Opened, tmp_path: Path
) -> None:
    code, _ = opened()
    before = _state(alice, code)
    people = tuple(Person(person=f"p{n}", name=f"Name {n}") for n in range(5_000))
    changed = (Person(person="ben", name="Benno"), *people)
    ties = tuple(Tie(from_=f"p{n}", to=f"p{n - 1}", kind=TieKind.TRUSTS) for n in range(1, 5_000))
    write(Observations(records={"people": changed, "ties": ties}), tmp_path / "a.json")
    done = import_path(alice, code, tmp_path / "a.json")
    assert done is not None and done.added == 10_000
    after = _state(alice, code)
    undone = undo_(alice, code, done.change)
    assert _state(alice, code) == before
    undo_(alice, code, undone.change)
    assert _state(alice, code) == after


def test_what_was_taken_back_stands_on_the_days_before(alice: Actor, opened: Opened) -> None:
    code, scope = opened()
    [tie] = load(scope).of("ties")
    day = NOW + timedelta(days=3)
    retract_(later(alice, at=day), code, [("ties", tie.id)])
    [kept] = load(scope).of("ties")
    assert kept.record.retracted_on == day.date()
    counts = [
        len(view(later(alice, at=day), code, as_of=when.date()).rows("ties"))
        for when in (NOW, day - timedelta(days=1), day)
    ]
    assert counts == [1, 1, 0]


def test_an_erased_person_is_nowhere_and_comes_back_from_no_backup(
    alice: Actor, opened: Opened
) -> None:
    code, _ = opened()
    record_(alice, code, [Person(person="quentin", name="Quentin Quell")])
    old = backup_(alice, code).content
    erase_(alice, code, "quentin")
    assert b"uentin" not in backup_(alice, code).content
    restored = restore_(alice, old)
    assert b"uentin" not in backup_(alice, restored).content
    # A tombstone outlives even the initiative.
    remove_(alice, code, code)
    with pytest.raises(Absent):
        view(alice, code)
    again = restore_(alice, old)
    assert b"uentin" not in backup_(alice, again).content


def test_whoever_takes_over_the_code_of_an_erased_person_stays(
    alice: Actor, opened: Opened
) -> None:
    code, _ = opened()
    erase_(alice, code, "ben")
    record_(alice, code, [Person(person="ben", name="Another Ben")])
    restored = restore_(alice, backup_(alice, code).content)
    assert "Another Ben" in _state(alice, restored)


def test_a_backup_brings_back_every_figure_and_the_whole_history(alice: Actor) -> None:
    code, _ = new_from(alice, examples.path("loner"))
    done = record_(alice, code, [Person(person="eve", name="Eve")])
    undone = undo_(alice, code, done.change)
    restored = restore_(alice, backup_(alice, code).content)
    before, after = (view(alice, one) for one in (code, restored))
    assert after.observations == before.observations
    question = CriticalMass(scenarios=64)
    assert ask(after.snapshot, question) == ask(before.snapshot, question)
    told = [
        [(c.verb, c.count, c.at, c.undone) for c in changes(alice, c_)] for c_ in (code, restored)
    ]
    assert told[0] == told[1]
    redo = next(c.id for c in changes(alice, restored) if c.verb == "undo")
    undo_(alice, restored, redo)
    undo_(alice, code, undone.change)
    assert view(alice, restored).observations == view(alice, code).observations


def test_a_damaged_backup_leaves_nothing_behind(alice: Actor, opened: Opened) -> None:
    code, _ = opened()
    write_note(alice, code, "ben", "tired")
    whole = json.loads(backup_(alice, code).content)
    from groundswell.store.models import Initiative

    count = Initiative.objects.count()
    restored = []
    for number, damage in enumerate(_damages(whole)):
        with contextlib.suppress(NoBackup):
            restored.append((number, restore_(alice, json.dumps(damage).encode())))
    assert restored == []
    for content in (b"", b"[]", b"{}", b"\xff", b"[" * 100_000):
        with pytest.raises(NoBackup):
            restore_(alice, content)
    assert Initiative.objects.count() == count


def _damages(whole: dict[str, object]) -> list[object]:
    def changed(path: tuple[str | int, ...], value: object) -> object:
        made = json.loads(json.dumps(whole))
        at = made
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
        return made

    tables = json.loads(json.dumps(whole["tables"]))
    kind = tables["facts ties"]["columns"].index("kind")
    role = tables["memberships"]["columns"].index("role")
    about = tables["changes"]["columns"].index("about")
    before = tables["images"]["columns"].index("before")
    return [
        changed(("version",), 99),
        changed(("accounts",), {}),
        changed(("tables", "changes", "rows"), []),
        changed(("tables", "facts ties", "rows", 0, kind), "loves"),
        changed(("tables", "facts ties", "columns", 0), "password"),
        changed(("tables", "words", "rows", 0), [1]),
        changed(("initiative", "created_at"), "yesterday"),
        changed(("tables", "memberships", "rows", 0, role), "emperor"),
        changed(("tables", "changes", "rows", 0, about), ["x"]),
        changed(("tables", "images", "rows", 0, before), {"initiative_id": 1}),
        changed(("tables",), []),
    ]


def test_a_whole_database_is_copied_while_in_use(
    alice: Actor, opened: Opened, tmp_path: Path, sqlite: bool
) -> None:
    import sqlite3

    code, _ = opened()
    out = tmp_path / "copy.sqlite3"
    if not sqlite:
        with pytest.raises(NoBackup):
            copy_(out)
        return
    copy_(out)
    copy = sqlite3.connect(out)
    assert copy.execute("SELECT 1 FROM store_initiative WHERE code = ?", [code]).fetchone()
    copy.close()
