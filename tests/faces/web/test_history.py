"""History in a browser: what was done, by whom, and the way back and forth."""

from __future__ import annotations

import re

import pytest

from groundswell.app.browse.views import view
from groundswell.app.do.erase import erase_
from groundswell.app.do.notes import write_note
from groundswell.app.do.records import record_
from groundswell.core.terrain.map_records import Judgement, Person
from groundswell.core.terrain.terms import Stance
from tests.app.cast import cast
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")


def _buttons(page: str, word: str) -> list[str]:
    return re.findall(
        rf'action="([^"]*/undo)"(?:(?!</form>).)*aria-label="{word}:', page, re.DOTALL
    )


def test_a_change_is_undone_redone_and_told() -> None:
    them = cast()
    record_(them.alice, them.code, [Person(person="eve", name="Eve")])
    alice = visitor(them.alice, them.code)
    assert "recorded one record in people (Eve)" in alice.text("history")
    alice.post(_buttons(alice.text("history"), "Undo")[0])
    assert len(view(them.alice, them.code).rows("people")) == 4
    shown = alice.text("history")
    assert "undone" in shown
    alice.post(_buttons(shown, "Redo")[0])
    assert len(view(them.alice, them.code).rows("people")) == 5
    again = alice.text("history")
    assert "redid change" in again and not _buttons(again, "Redo")
    alice.post(_buttons(again, "Undo")[0])
    assert len(view(them.alice, them.code).rows("people")) == 4


def test_the_beginning_has_no_button() -> None:
    them = cast()
    shown = visitor(them.alice, them.code).text("history")
    assert "began the initiative" in shown
    assert len(_buttons(shown, "Undo")) == 3  # three were invited


def test_members_undo_their_own_alone() -> None:
    them = cast()
    record_(them.bob, them.code, [Judgement(person="dan", stance=Stance.NEUTRAL)])
    shown = visitor(them.bob, them.code).text("history")
    assert len(_buttons(shown, "Undo")) == 1


def test_anothers_note_is_not_told_and_outsiders_find_nothing() -> None:
    them = cast()
    write_note(them.alice, them.code, "ben", "tired")
    assert "a note" in visitor(them.alice, them.code).text("history")
    assert "a note" not in visitor(them.bob, them.code).text("history")
    assert visitor(them.charlie, them.code).get("history").status_code == 404
    assert visitor(them.olga, them.code).get("history").status_code == 403


def test_many_changes_come_by_page() -> None:
    them = cast()
    for number in range(45):
        record_(them.alice, them.code, [Person(person=f"p{number}")])
    alice = visitor(them.alice, them.code)
    more = re.search(r"\?before=(\d+)", alice.text("history"))
    assert more is not None
    assert "began the initiative" in alice.text("history", before=more[1])
    assert alice.get("history", before="x" * 50).status_code == 200


def test_a_past_day_says_what_was_erased_since() -> None:
    them = cast()
    erase_(them.alice, them.code, "ben")
    alice = visitor(them.alice, them.code)
    shown = alice.text("records", as_of="2026-11-01")
    assert "records known then are gone, because 1 person was erased" in shown
    assert "1 person was erased" in alice.text("history")
