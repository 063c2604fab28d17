"""Lists of people as they are pasted, and the codes made for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.terrain.codes import readable
from groundswell.core.terrain.map_records import Person, Unit
from groundswell.faces.web.forms.paste import MOST_LINES, read_paste


@pytest.mark.parametrize(
    "line",
    [
        "Dee Fox\tclerk\tNorth",
        "Dee Fox, clerk, North",
        "Dee Fox; clerk; North",
        "- Dee Fox, clerk, North",
        "1. Dee Fox, clerk, North",
        "  Dee Fox <dee@example.org>, clerk, North",
        '"Dee Fox","clerk","North"',
    ],
)
def test_one_line_one_person(line: str) -> None:
    found = read_paste(line, units=[("n", "north")])
    assert found.people == (Person(person="dee-fox", name="Dee Fox", role="clerk", unit="n"),)
    assert not found.units and not found.unread


def test_a_heading_says_which_column_is_which() -> None:
    found = read_paste("Team\tName\tPhone\nOps\tDee Fox\t12\nOps\tEli\t13")
    assert [(p.name, p.role, p.unit) for p in found.people] == [
        ("Dee Fox", None, "ops"),
        ("Eli", None, "ops"),
    ]
    assert found.units == (Unit(unit="ops", name="Ops"),)


def test_a_name_with_a_comma_stands_between_quotation_marks() -> None:
    assert [p.name for p in read_paste('"Fox, Dee", clerk').people] == ["Fox, Dee"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("dee@example.org", "address"),
        ("12345", "no name"),
        (", clerk", "no name"),
        ("D" * 201, "200 is the most"),
        ("Dee\x07Fox", "U+0007"),
        ("ANN LEE", "already"),
    ],
)
def test_what_gives_nobody_is_reported_with_its_line(line: str, why: str) -> None:
    found = read_paste(f"Eli\n\n{line}", people=[("ann", "Ann Lee")])
    assert [p.person for p in found.people] == ["eli"]
    [unread] = found.unread
    assert unread.line == 3 and why in unread.why and len(unread.text) < 60


def test_more_than_three_cells_are_told_and_the_person_is_taken() -> None:
    found = read_paste("Dee, clerk, North, fourth floor")
    assert len(found.people) == 1 and "left out" in found.unread[0].why


def test_a_very_long_list_is_cut_and_says_so() -> None:
    found = read_paste("\n".join(f"Person {i}" for i in range(MOST_LINES + 2)))
    assert len(found.people) == MOST_LINES and found.unread[0].line == MOST_LINES + 1


def test_codes_are_readable_unique_and_kept_short() -> None:
    assert readable("Łukasz Süß", ()) == "lukasz-suss"
    assert readable("Ann", {"ann", "ann-2"}) == "ann-3"
    assert readable("李雷", (), "person") == "person"
    assert readable("the permit office of the northern district", ()) == "the-permit-office-of-the"


@given(st.lists(st.text(max_size=30), max_size=30).map("\n".join))
def test_any_text_gives_people_with_names_and_codes_of_their_own(text: str) -> None:
    found = read_paste(text, people=[("ann", "Ann Lee")])
    codes = [person.person for person in found.people]
    assert len({*codes, "ann"}) == len(codes) + 1
    assert all(person.name for person in found.people)
    assert all(code and ";" not in code for code in codes)
