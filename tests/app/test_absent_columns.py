"""What a file has no column for stays as it is; an empty cell empties; the look says which."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from groundswell.app import incoming
from groundswell.app.actor import Actor
from groundswell.app.browse.exports import Form, workbook
from groundswell.app.browse.views import view
from groundswell.app.do.imports import Preview, import_, preview
from groundswell.app.do.records import record_
from groundswell.app.do.undo import undo_
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Judgement, Person, Resistance, Unit
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.terms import Level, Stance, Sureness
from groundswell.ingest.workbook import write
from groundswell.store.load import MINE
from tests.app.cast import NOW, Cast, cast, later, small_map, standing

pytestmark = pytest.mark.django_db(databases="__all__")
BEN = Person(
    person="ben",
    name="Ben",
    unit="desk",
    level=Level.SENIOR,
    role="clerk",
    observed_on=date(2026, 1, 5),
    assessor="ada",
    extra=(("Floor", "3"), ("Shoe size", "44")),
)


def _map() -> Observations:
    small = small_map().records
    people = tuple(BEN if p.person == "ben" else p for p in small["people"])  # type: ignore[attr-defined]
    units = (Unit(unit="desk", name="Desk"),)
    return Observations(small_map().initiative, {**small, "units": units, "people": people})


def _csv(actor: Actor, text: str, sheet: str = "people") -> str:
    return incoming.keep(actor, [(f"{sheet}.csv", [text.encode()])])


def _json(actor: Actor, *people: dict[str, object]) -> str:
    return incoming.keep(actor, [("a.json", [json.dumps({"people": people}).encode()])])


def _ben(them: Cast) -> Person:
    return next(p for p in standing(them.alice, them.code, Person) if p.person == "ben")


def _said(person: Person) -> Person:
    return dataclasses.replace(person, recorded_on=None)


def _told(found: Preview) -> list[tuple[str, int, str, tuple[str, ...], tuple[str, ...]]]:
    return [dataclasses.astuple(one) for one in found.altered]


def test_a_column_the_file_lacks_stays_and_the_look_says_what_changes() -> None:
    them = cast(_map())
    before = view(them.alice, them.code).observations
    handle = _csv(them.erin, "person,name,Floor\nada,Ada,\nben,Benno,4\neve,Eve,\n")
    found = preview(them.erin, them.code, handle)
    assert _told(found) == [("people", 3, "ben", ("name", "Floor"), ())]
    done = import_(them.erin, them.code, handle)
    assert done is not None and (done.added, done.retracted) == (2, 1)
    extra = (("Floor", "4"), ("Shoe size", "44"))
    assert _said(_ben(them)) == dataclasses.replace(BEN, name="Benno", extra=extra)
    undo_(them.alice, them.code, done.change)
    assert view(them.alice, them.code).observations == before


def test_an_empty_cell_empties_and_the_look_says_so() -> None:
    them = cast(_map())
    handle = _csv(them.erin, "person,Level,unit,Floor\nben,,desk,\n")
    found = preview(them.erin, them.code, handle)
    assert _told(found) == [("people", 2, "ben", ("level", "Floor"), ("level", "Floor"))]
    import_(them.erin, them.code, handle)
    extra = (("Shoe size", "44"),)
    assert _said(_ben(them)) == dataclasses.replace(BEN, level=None, extra=extra)


def test_a_file_of_codes_alone_brings_nothing_new() -> None:
    them = cast(_map())
    handle = _csv(them.erin, "person\nada\nben\ncleo\n")
    assert preview(them.erin, them.code, handle).count == 0


def test_in_json_each_object_says_for_itself_what_it_has() -> None:
    them = cast(_map())
    handle = _json(
        them.erin, {"person": "cleo", "level": "senior"}, {"person": "ben", "role": None}
    )
    found = preview(them.erin, them.code, handle)
    assert _told(found) == [
        ("people", 2, "cleo", ("level",), ()),
        ("people", 3, "ben", ("role",), ("role",)),
    ]
    import_(them.erin, them.code, handle)
    assert _said(_ben(them)) == dataclasses.replace(BEN, role=None)


@pytest.mark.parametrize("form", list(Form))
def test_an_older_copy_still_brings_back_what_it_holds(form: Form) -> None:
    them = cast(_map())
    old = workbook(them.alice, them.code, form)
    import_(them.erin, them.code, _csv(them.erin, "person,name,role\nben,Benno,\n"))
    handle = incoming.keep(them.alice, [(old.name, [old.content])])
    assert _told(preview(them.alice, them.code, handle))[0][3] == ("name", "role")
    import_(them.alice, them.code, handle)
    assert _said(_ben(them)) == BEN


def test_what_stood_before_the_import_is_seen_on_the_days_before() -> None:
    them = cast(_map())
    next_day = later(them.erin, at=NOW + timedelta(days=1))
    import_(next_day, them.code, _csv(next_day, "person,name\nben,Benno\n"))
    seen = view(later(them.alice, at=next_day.at), them.code).observations
    maps = [fold(seen, day) for day in (NOW.date(), next_day.today)]
    assert [at.name("ben") for at in maps] == ["Ben", "Benno"]
    assert fold(seen, next_day.today, NOW.date()).name("ben") == "Ben"
    units = [p.unit for at in maps for p in at.seen.of(Person) if p.person == "ben"]
    assert units == ["desk", "desk"]


def test_a_judgement_is_replaced_as_a_whole_and_the_look_says_what_it_loses() -> None:
    day = date(2026, 1, 5)
    small = small_map()
    own = Judgement(
        person="ben", stance=Stance.SKEPTIC, sure=Sureness.HIGH, assessor="ada", observed_on=day
    )
    them = cast(Observations(small.initiative, {**small.records, "stances": (own,)}))
    text = "person,stance,assessor,observed_on\nben,neutral,ada,2026-01-05\n"
    handle = _csv(them.alice, text, "stances")
    found = preview(them.alice, them.code, handle)
    assert _told(found) == [("stances", 2, "ben, ada, 2026-01-05", ("stance", "sure"), ("sure",))]
    import_(them.alice, them.code, handle)
    assert standing(them.alice, them.code, Judgement)[0].sure is None


def test_words_somebody_keeps_for_themselves_are_carried_into_no_row() -> None:
    them = cast(_map())
    told = []
    for number, text in enumerate(("he drinks", "he sleeps")):
        code = f"r{number}"
        record_(them.alice, them.code, [Resistance(resistance=code, text=text)], sight=MINE)
        for reader in (them.erin, them.alice):
            handle = _csv(reader, f"resistance,answer\n{code},Ask him\n", "resistance")
            if reader is them.erin:
                found = preview(reader, them.code, handle)
                told.append([row[3:] for row in _told(found)])
        import_(them.alice, them.code, handle)
    assert told[0] == told[1] and "text" not in told[0][0][0]
    rows = view(them.erin, them.code).rows("resistance")
    assert [row.record.text for row in rows] == [None, None]  # type: ignore[attr-defined]


def test_a_workbook_that_lacks_columns_reads_alike(tmp_path: Path) -> None:
    them = cast(_map())
    write(Observations(records={"people": (BEN, Person(person="eve"))}), tmp_path / "a.xlsx")
    raw = (tmp_path / "a.xlsx").read_bytes()
    handle = incoming.keep(them.erin, [("a.xlsx", [raw])])
    assert preview(them.erin, them.code, handle).altered == ()
