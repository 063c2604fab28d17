"""Erasure takes everything that names somebody, leaves the rest, and cannot be undone."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest

from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.browse.trails import changes, erasures, notes
from groundswell.app.browse.views import view
from groundswell.app.do.erase import erase_, going, remove_
from groundswell.app.do.initiatives import rest
from groundswell.app.do.notes import NoteSight, change_note, write_note
from groundswell.app.do.records import record_, retract_
from groundswell.app.do.undo import undo_
from groundswell.app.policy import Absent, Refused
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.terrain.map_records import Judgement, Person, Resistance, Tie
from groundswell.core.terrain.run_records import Conflict, Encounter, Ruling
from groundswell.core.terrain.terms import Stance
from groundswell.store.models import (
    FACTS,
    Change,
    Image,
    Initiative,
    Job,
    Note,
    Placing,
    Retraction,
    Reveal,
    Shelved,
    Trail,
    Words,
)
from groundswell.store.scope import Scoped
from tests.app.cast import NOW, Cast, cast, later, standing

pytestmark = pytest.mark.django_db(databases="__all__")
TABLES: tuple[type[Scoped], ...] = (
    *FACTS.values(),
    Change,
    Image,
    Note,
    Reveal,
    Words,
    Shelved,
    Placing,
    Job,
    Trail,
)


def _mentions(word: str) -> list[str]:
    """Return the tables in which a word stands anywhere."""
    return [
        table.__name__
        for table in TABLES
        if any(word in str(row).casefold() for row in table.everywhere.values_list())
    ]


@pytest.fixture
def them() -> Cast:
    """Return a cast that has written a good deal about quentin, who also judged somebody."""
    made = cast()
    record_(made.alice, made.code, [Person(person="quentin", name="Quentin Quell")])
    record_(
        made.alice,
        made.code,
        [
            Judgement(person="quentin", stance=Stance.OPPONENT),
            Judgement(person="dan", stance=Stance.CHAMPION, assessor="quentin"),
            Conflict(conflict="feud", between=("quentin", "dan"), text="Quentin Quell and Dan"),
            Ruling(ruling="rule", owner="quentin", disagree_and_commit=("quentin", "ada")),
            Encounter(person="dan", by="quentin", outcome="asked QUENTIN QUELL"),
            Resistance(resistance="habit", held_by="quentin"),
        ],
    )
    first = write_note(made.alice, made.code, "quentin", "tired")
    number = notes(made.alice, made.code, "quentin")[0].id
    change_note(made.alice, made.code, number, text="very tired")
    undo_(made.alice, made.code, first.change)
    write_note(made.alice, made.code, "dan", "met Quentin Quell", NoteSight.INITIATIVE)
    return made


def test_nothing_names_them_any_more(them: Cast) -> None:
    ask(them.alice, them.code, CriticalMass(scenarios=16), wait=True)
    assert _mentions("quentin")
    erase_(them.alice, them.code, "quentin")
    assert _mentions("quentin") == []
    assert _mentions("very tired") == []


def test_the_rest_stays_without_them(them: Cast) -> None:
    erase_(them.alice, them.code, "quentin")
    [conflict] = standing(them.alice, them.code, Conflict)
    assert (conflict.between, conflict.text) == (("dan",), "[erased] and Dan")
    [ruling] = standing(them.alice, them.code, Ruling)
    assert (ruling.owner, ruling.disagree_and_commit) == (None, ("ada",))
    [met] = standing(them.alice, them.code, Encounter)
    assert (met.by, met.outcome) == (None, "asked [erased]")
    [theirs] = [j for j in standing(them.alice, them.code, Judgement) if j.person == "dan"]
    assert (theirs.assessor, theirs.stance) == ("somebody-1", Stance.CHAMPION)
    assert [note.text for note in notes(them.bob, them.code, "dan")] == ["met [erased]"]


def test_what_goes_is_said_before_and_is_what_goes(them: Cast) -> None:
    found = going(them.alice, them.code, "quentin")
    assert (found.facts, found.theirs, found.notes) == (2, 1, 1)
    done = erase_(them.alice, them.code, "quentin")
    assert done.retracted == found.facts
    with pytest.raises(Absent):
        going(them.alice, them.code, "quentin")


def test_it_takes_what_was_taken_back_or_undone_too(them: Cast) -> None:
    tie = Tie(from_="quentin", to="dan", kind=standing(them.alice, them.code, Tie)[0].kind)
    done = record_(them.alice, them.code, [tie])
    undo_(them.alice, them.code, done.change)
    rows = view(them.alice, them.code).rows("people")
    number = next(r.id for r in rows if getattr(r.record, "person", "") == "quentin")
    retract_(them.alice, them.code, [("people", number)])
    erase_(them.alice, them.code, "quentin")
    assert _mentions("quentin") == []
    facts = {(sheet, pk) for sheet in FACTS for pk in FACTS[sheet].everywhere.values_list("pk")}
    taken = Retraction.everywhere.values_list("sheet", "fact")
    assert {(sheet, (fact,)) for sheet, fact in taken} <= facts


def test_it_cannot_be_undone_and_a_past_day_says_what_is_gone(them: Cast) -> None:
    before = view(them.alice, them.code, as_of=NOW.date() - timedelta(days=1))
    done = erase_(them.alice, them.code, "quentin")
    with pytest.raises(Refused):
        undo_(them.alice, them.code, done.change)
    assert dataclasses.astuple(erasures(before, before.as_of)) == (1, 2)
    past = changes(them.alice, them.code)[0]
    assert (past.verb, past.count, past.ids) == ("erase", 2, ())


def test_older_changes_can_still_be_undone(them: Cast) -> None:
    done = record_(them.alice, them.code, [Person(person="eve")])
    erase_(them.alice, them.code, "quentin")
    undo_(them.alice, them.code, done.change)
    assert "eve" not in {p.person for p in standing(them.alice, them.code, Person)}


def test_only_the_owner_erases_and_removes(them: Cast) -> None:
    cases: list[tuple[Actor, type[Exception]]] = [
        (them.erin, Refused),
        (them.bob, Refused),
        (them.olga, Refused),
        (them.charlie, Absent),
        (later(them.alice, writes=False), Refused),
    ]
    for actor, error in cases:
        for act in (going, erase_):
            with pytest.raises(error):
                act(actor, them.code, "quentin")
        with pytest.raises(error):
            remove_(actor, them.code, them.code)
    assert _mentions("quentin")


def test_an_archived_initiative_can_be_erased_from(them: Cast) -> None:
    rest(them.alice, them.code, archived=True)
    erase_(them.alice, them.code, "quentin")
    assert _mentions("quentin") == []


def test_another_initiative_is_left_alone(them: Cast) -> None:
    from groundswell.app.do.initiatives import open_
    from tests.app.cast import small_map

    other = open_(them.alice, small_map())
    erase_(them.alice, them.code, "ben")
    assert len(standing(them.alice, other, Person)) == 4


def test_a_removed_initiative_leaves_nothing(them: Cast) -> None:
    with pytest.raises(Refused):
        remove_(them.alice, them.code, "another")
    remove_(them.alice, them.code, f" {them.code} ")
    assert not Initiative.objects.filter(code=them.code).exists()
    assert [t.__name__ for t in TABLES if t.everywhere.exists()] == []
