"""Records in a browser: every sheet opens, adds, changes, takes back; two tabs lose nothing."""

from __future__ import annotations

import re

import pytest

from groundswell.app.browse.views import view
from groundswell.core.terrain.map_records import Person
from groundswell.core.terrain.observation import SHEETS
from tests.app.cast import Cast, cast, standing
from tests.faces.web.visitors import Visitor, visitor

pytestmark = pytest.mark.django_db(databases="__all__")


def _number(them: Cast, person: str) -> int:
    rows = view(them.alice, them.code).rows("people")
    return next(row.id for row in rows if getattr(row.record, "person", "") == person)


def test_every_sheet_opens_and_takes_a_new_record() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    for sheet in SHEETS:
        assert "Find in" in alice.text(f"records/{sheet}")
        assert "Record it" in alice.text(f"records/{sheet}/new")


def test_the_list_of_sheets_counts_them() -> None:
    them = cast()
    shown = visitor(them.alice, them.code).text("records")
    assert "records stand behind every figure" in shown
    assert all(f"records/{sheet}" in shown for sheet in SHEETS)


def test_a_record_is_added_found_changed_and_taken_back() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    assert alice.post("records/people/new", name="Eve Moss", level="senior").status_code == 302
    assert "1 of 5 hold ‘moss’" in alice.text("records/people", q="moss")
    number = _number(them, "eve-moss")
    page = f"records/people/{number}"
    assert "Eve Moss" in alice.text(page)
    sent = {"person": "eve-moss", "name": "Eve Fern", "level": "senior"}
    assert alice.post(page, **sent).status_code == 302
    newer = _number(them, "eve-moss")
    assert newer != number
    assert "Take 1 record back?" in alice.text("records/people/retract", fact=newer)
    alice.post("records/people/retract", fact=newer, sure="1")
    assert len(view(them.alice, them.code).rows("people")) == 4


def test_what_goes_along_is_said_before() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    shown = alice.text("records/people/retract", fact=_number(them, "ben"))
    assert "Taking 1 back takes 3 more along" in shown
    assert view(them.alice, them.code).rows("authority")


def test_what_one_may_not_see_is_counted_and_not_shown() -> None:
    them = cast()
    erin = visitor(them.erin, them.code)
    shown = erin.text("records/people/retract", fact=_number(them, "ben"))
    assert "1 of them you cannot see yourself" in shown and "keptic" not in shown


def test_what_does_not_fit_is_told_beside_its_field_and_nothing_is_lost() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    answer = alice.post("records/ties/new", from_="ada", to="ada", kind="trusts")
    assert answer.status_code == 422 and "field-error" in answer.content.decode()
    assert len(view(them.alice, them.code).rows("ties")) == 1


def test_two_tabs_keep_both_and_let_their_owner_choose() -> None:
    them = cast()
    alice, erin = visitor(them.alice, them.code), visitor(them.erin, them.code)
    page = f"records/people/{_number(them, 'ben')}"
    assert erin.post(page, person="ben", name="Ben Erin").status_code == 302
    answer = alice.post(page, person="ben", name="Ben Alice")
    shown = answer.content.decode()
    assert answer.status_code == 409 and "Ben Alice" in shown and "Ben Erin" in shown
    action = re.search(r'action="([^"]*records/people/\d+)"', shown)
    assert action is not None
    assert alice.post(action[1], person="ben", name="Ben Alice").status_code == 302
    names = {p.name for p in standing(them.alice, them.code, Person)}

    assert "Ben Alice" in names and "Ben Erin" not in names


def test_what_was_taken_back_meanwhile_can_be_recorded_again() -> None:
    them = cast()
    alice, erin = visitor(them.alice, them.code), visitor(them.erin, them.code)
    number = _number(them, "dan")
    erin.post("records/people/retract", fact=number, sure="1")
    answer = alice.post(f"records/people/{number}", person="dan", name="Dan A")
    assert answer.status_code == 409 and "took this back" in answer.content.decode()


@pytest.mark.parametrize("page", ["records/nothing", "records/people/999999", "records/people/0"])
def test_what_is_not_there_is_not_found(page: str) -> None:
    them = cast()
    assert visitor(them.alice, them.code).get(page).status_code == 404


def test_a_hidden_judgement_is_neither_listed_nor_opened() -> None:
    them = cast()
    [row] = view(them.alice, them.code).rows("stances")
    bob = visitor(them.bob, them.code)
    assert "keptic" not in bob.text("records/stances")
    assert bob.get(f"records/stances/{row.id}").status_code == 404


def test_who_may_change_what() -> None:
    them = cast()
    for actor, status in ((them.bob, 403), (them.olga, 403), (them.charlie, 404)):
        answer = visitor(actor, them.code).post("records/people/new", name="Eve")
        assert answer.status_code == status
    given = {"person": "ben", "stance": "neutral"}
    assert visitor(them.bob, them.code).post("records/stances/new", **given).status_code == 302


def test_odd_addresses_are_answered() -> None:
    them = cast()
    alice: Visitor = visitor(them.alice, them.code)
    for page in ("0", "-1", "x", "9" * 30, "2"):
        assert alice.get(f"records/people?page={page}&q=%25%00").status_code == 200
    assert alice.get("records/people/retract", fact="x" * 40).status_code == 200
