"""A workbook comes in as one change, goes out as it came, and what it brings is said before."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from groundswell import examples
from groundswell.app import incoming, jobs
from groundswell.app.actor import Actor
from groundswell.app.browse.exports import Form, codenamed, workbook
from groundswell.app.browse.trails import changes
from groundswell.app.browse.views import view
from groundswell.app.do.deed import Unsound
from groundswell.app.do.imports import (
    import_,
    import_later,
    import_new,
    import_path,
    new_from,
    preview,
)
from groundswell.app.do.initiatives import open_
from groundswell.app.do.records import record_
from groundswell.app.do.undo import undo_
from groundswell.app.policy import Absent, Refused
from groundswell.core.registry import QUESTIONS, Entry
from groundswell.core.registry import ask as answered
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative, Judgement, Person, Stake, Tie
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.terms import Level, Stance
from groundswell.ingest.workbook import write
from groundswell.store.load import MINE
from tests.app.cast import NOW, account, cast, later, small_map, standing

pytestmark = pytest.mark.django_db(databases="__all__")


def _handed(actor: Actor, observations: Observations, tmp_path: Path, name: str = "a.json") -> str:
    write(observations, tmp_path / name)
    return incoming.keep(actor, [(name, [(tmp_path / name).read_bytes()])])


def _people(*people: Person) -> Observations:
    return Observations(records={"people": people})


@pytest.mark.parametrize("name", examples.names())
@pytest.mark.parametrize("form", list(Form))
def test_an_example_that_went_out_comes_in_again_as_it_was(name: str, form: Form) -> None:
    alice = account("alice")
    first, _ = new_from(alice, examples.path(name))
    made = workbook(alice, first, form)
    handle = incoming.keep(alice, [(made.name, [made.content])])
    assert preview(alice, first, handle).count == 0
    second, _ = import_new(alice, handle)
    assert view(alice, second).observations == view(alice, first).observations


@pytest.mark.parametrize("name", examples.names())
def test_every_question_is_answered_alike_to_the_last_digit(name: str) -> None:
    alice = account("alice")
    first, _ = new_from(alice, examples.path(name))
    made = workbook(alice, first, Form.XLSX)
    second, _ = import_new(alice, incoming.keep(alice, [(made.name, [made.content])]))
    at = [view(alice, code) for code in (first, second)]
    maps = [fold(one.observations, one.as_of) for one in at]
    person = maps[0].people[0]
    # Whether the answer hangs on conventions is asked of the smallest alone: it asks all others.
    for entry in QUESTIONS.values() if name == "loner" else _quick():
        needs = [f.name for f in dataclasses.fields(entry.options) if f.metadata["required"]]
        options: dict[str, Any] = {"scenarios": 16, **dict.fromkeys(needs, person)}
        question = entry.options(**options)
        before, after = (answered(snapshot, question).as_json() for snapshot in maps)
        assert before == after, entry.options.__name__


def _quick() -> list[Entry]:
    return [entry for slug, entry in QUESTIONS.items() if slug != "sensitivity"]


def test_rows_are_new_changed_or_the_same(tmp_path: Path) -> None:
    them = cast()
    handle = _handed(
        them.alice,
        _people(
            Person(person="ada", name="Ada"),
            Person(person="ben", name="Ben", level=Level.SENIOR),
            Person(person="eve", name="Eve"),
        ),
        tmp_path,
    )
    found = preview(them.alice, them.code, handle)
    people = {t.sheet: t for t in found.tallies}["people"]
    assert (people.new, people.changed, people.same, found.count) == (1, 1, 1, 2)
    done = import_(them.alice, them.code, handle)
    assert done is not None and (done.added, done.retracted) == (2, 1)
    names = {p.person: p for p in standing(them.alice, them.code, Person)}
    assert names["ben"].level is Level.SENIOR and set(names) == {"ada", "ben", "cleo", "dan", "eve"}
    assert changes(them.alice, them.code)[0].verb == "import"


def test_an_import_is_undone_and_redone_as_a_whole(tmp_path: Path) -> None:
    them = cast()
    before = view(them.alice, them.code).observations
    write(_people(Person(person="ben", name="Benno"), Person(person="eve")), tmp_path / "a.json")
    done = import_path(them.alice, them.code, tmp_path / "a.json")
    assert done is not None
    after = view(them.alice, them.code).observations
    undone = undo_(them.alice, them.code, done.change)
    assert view(them.alice, them.code).observations == before
    undo_(them.alice, them.code, undone.change)
    assert view(them.alice, them.code).observations == after


def test_a_changed_row_is_seen_as_it_was_before_that_day(tmp_path: Path) -> None:
    them = cast()
    write(_people(Person(person="ben", name="Benno")), tmp_path / "a.json")
    next_day = later(them.alice, at=NOW + timedelta(days=1))
    import_path(next_day, them.code, tmp_path / "a.json")
    days = (NOW.date(), next_day.today)
    maps = [view(next_day, them.code, as_of=day).snapshot for day in days]
    assert [at.name("ben") for at in maps] == ["Ben", "Benno"]


def test_ties_may_refer_to_people_who_are_on_the_map_already(tmp_path: Path) -> None:
    them = cast()
    handle = incoming.keep(them.erin, [("ties.csv", [b"from,to,kind\ncleo,dan,trusts\n"])])
    assert preview(them.erin, them.code, handle).ready
    import_(them.erin, them.code, handle)
    assert len(view(them.erin, them.code).rows("ties")) == 2


def test_what_two_files_break_together_is_told_with_the_row_of_the_file() -> None:
    them = cast()
    rows = b"decision,title,rule\nmoney,Pay for it,owner\n"
    seats = b"decision,person,role\nmoney,cleo,decide\nmoney,dan,decide\n"
    handle = incoming.keep(them.alice, [("decisions.csv", [rows]), ("authority.csv", [seats])])
    found = preview(them.alice, them.code, handle)
    assert not found.ready
    assert {(p.sheet, p.row, p.kind) for p in found.errors} == {("decisions", 2, "several-owners")}
    with pytest.raises(Unsound):
        import_(them.alice, them.code, handle)


def test_only_the_good_rows() -> None:
    them = cast()
    content = b"person,name,level\neve,Eve,boss\nfay,Fay,senior\n"
    handle = incoming.keep(them.alice, [("people.csv", [content])])
    assert not preview(them.alice, them.code, handle).ready
    good = preview(them.alice, them.code, handle, good_rows_only=True)
    assert good.ready and good.count == 1 and good.errors[0].row == 2
    done = import_(them.alice, them.code, handle, good_rows_only=True)
    assert done is not None and done.added == 1


def test_a_guess_in_a_file_learns_nothing_of_a_hidden_judgement(tmp_path: Path) -> None:
    them = cast()
    told = []
    for at, stance in enumerate((Stance.SKEPTIC, Stance.CHAMPION)):
        guess = Judgement(person="ben", stance=stance, assessor="ada")
        given = Observations(records={"people": (Person(person="ben"),), "stances": (guess,)})
        handle = _handed(them.erin, given, tmp_path, f"{at}.json")
        found = preview(them.erin, them.code, handle)
        stances = {t.sheet: t for t in found.tallies}["stances"]
        told.append((dataclasses.replace(found, name=""), stances.conflicts))
    assert told[0] == told[1] and told[0][1] == 1


def test_a_guess_in_a_file_learns_nothing_of_anothers_private_words(tmp_path: Path) -> None:
    them = cast()
    record_(them.bob, them.code, [Stake(person="ben", text="is leaving")], sight=MINE)
    told = []
    for at, text in enumerate(("is leaving", "is staying")):
        given = Observations(
            records={
                "people": (Person(person="ben", name="Ben"),),
                "stakes": (Stake(person="ben", text=text, assessor="cleo"),),
            }
        )
        handle = _handed(them.erin, given, tmp_path, f"{at}.json")
        told.append(dataclasses.replace(preview(them.erin, them.code, handle), name=""))
    assert told[0] == told[1]


def test_what_is_hidden_does_not_go_out() -> None:
    them = cast()
    mine = workbook(them.alice, them.code, Form.JSON).content
    blind = workbook(them.bob, them.code, Form.JSON).content
    assert b"skeptic" in mine and b"skeptic" not in blind


def test_who_may_bring_in_and_take_out(tmp_path: Path) -> None:
    them = cast()
    for actor, error in ((them.bob, Refused), (them.olga, Refused), (them.charlie, Absent)):
        handle = _handed(actor, _people(Person(person="eve")), tmp_path)
        with pytest.raises(error):
            preview(actor, them.code, handle)
        with pytest.raises(error):
            import_(actor, them.code, handle)
    for actor, error in ((them.olga, Refused), (them.charlie, Absent)):
        with pytest.raises(error):
            workbook(actor, them.code, Form.JSON)


def test_nobody_finds_anothers_file_and_none_stays(tmp_path: Path) -> None:
    them = cast()
    handle = _handed(them.alice, _people(Person(person="eve")), tmp_path)
    for wanted in (handle, "../../secret", "0" * 32):
        with pytest.raises(Absent):
            incoming.path_of(them.erin, wanted)
    import_(them.alice, them.code, handle)
    with pytest.raises(Absent):
        incoming.path_of(them.alice, handle)
    old = _handed(them.alice, _people(Person(person="fay")), tmp_path)
    assert incoming.sweep(NOW + timedelta(days=400)) >= 1
    with pytest.raises(Absent):
        incoming.path_of(them.alice, old)


def test_hostile_names_stay_in_their_folder() -> None:
    alice = account("alice")
    handle = incoming.keep(alice, [("../../../etc/cron.d/x.json", [b"{}"])])
    path = incoming.path_of(alice, handle)
    assert path.name == "x.json" and path.parent.name == handle


def test_more_than_is_taken_is_refused_and_nothing_is_kept() -> None:
    alice = account("alice")
    with pytest.raises(incoming.TooMuch):
        incoming.keep(alice, [("a.json", (b"0" * 2**20 for _ in range(65)))])
    with pytest.raises(incoming.TooMuch):
        incoming.keep(alice, [(f"{n}.csv", [b""]) for n in range(201)])


def test_a_bomb_of_csv_is_told_and_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("people.csv", "w", force_zip64=True) as part,
    ):
        for _ in range(140):
            part.write(b"," * 2**20)
    alice = account("alice")
    handle = incoming.keep(alice, [("a.zip", [packed.getvalue()])])
    found = preview(alice, None, handle)
    assert not found.ready and "unpacks to more" in found.errors[0].what


def test_a_large_import_goes_to_the_worker(tmp_path: Path) -> None:
    them = cast()
    many = _people(*(Person(person=f"p{n}") for n in range(6_100)))
    handle = _handed(them.alice, many, tmp_path)
    assert preview(them.alice, them.code, handle).slow
    number = import_later(them.alice, them.code, handle)
    assert jobs.work("test", lambda: NOW)
    job = jobs.look(them.alice, them.code, number)
    assert (job.state, job.result and job.result["added"]) == ("done", 6_100)


def test_codenames_are_the_same_in_one_copy_and_other_in_the_next(tmp_path: Path) -> None:
    alice = account("alice")
    about = small_map().initiative
    code = open_(
        alice, Observations(dataclasses.replace(about, vision="Ada wins"), small_map().records)
    )
    one, who = codenamed(alice, code, Form.JSON, b"1")
    again, same = codenamed(alice, code, Form.JSON, b"1")
    _, others = codenamed(alice, code, Form.JSON, b"2")
    assert (one.content, who) == (again.content, same) and who != others
    assert set(who.values()) == {"ada", "ben", "cleo", "dan"}
    for word in (b"ada", b"Ada", b"ben", b"Pay for it", b"wins", b"One form"):
        assert word not in one.content
    (tmp_path / one.name).write_bytes(one.content)
    copy, _ = new_from(alice, tmp_path / one.name)
    ties = standing(alice, copy, Tie)
    names = {person: name for name, person in who.items()}
    assert (ties[0].from_, ties[0].to) == (names["ben"], names["ada"])


def test_an_empty_cell_of_the_initiative_wipes_nothing(tmp_path: Path) -> None:
    them = cast()
    given = Observations(
        Initiative(vision="One form"), {"people": (Person(person="ada", name="Ada"),)}
    )
    handle = _handed(them.alice, given, tmp_path)
    import_(them.alice, them.code, handle)
    about = view(them.alice, them.code).about
    assert (about.title, about.vision) == ("One form for all", "One form")
