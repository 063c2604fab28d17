"""What must hold between rows, and within one: each breach with its place and mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from groundswell.core.terrain.map_records import Person, Setting, Tie
from groundswell.core.terrain.run_records import Member, PilotDatum
from tests.ingest.files import Rows, only, reading_of

TIES = ("from", "to", "kind", "assessor", "observed_on")
STANCES = ("person", "stance", "assessor", "observed_on")
DECISIONS = ("decision", "rule", "quota", "alt_rule", "alt_quota", "alt_chance", "state")
AUTHORITY = ("decision", "person", "role")

ERRORS: list[tuple[str, dict[str, Rows], tuple[str, int, str | None], str, str]] = [
    (
        "unknown-reference",
        {"ties": [TIES, ("ama", "benn", "trusts")]},
        ("ties", 2, "to"),
        "'benn' is not in the sheet people",
        "did you mean 'ben'?",
    ),
    (
        "unknown-reference",
        {"evidence": [("evidence",), ("e1",)], "encounters": [("person", "shown"), ("ama", "e2")]},
        ("encounters", 2, "shown"),
        "'e2' is not in the sheet evidence",
        "",
    ),
    (
        "unknown-reference",
        {"initiative": [("key", "value"), ("title", "x"), ("owner", "amah")]},
        ("initiative", 3, "owner"),
        "'amah'",
        "did you mean 'ama'?",
    ),
    (
        "same-key",
        {"people": [("person", "name"), ("ama", "A"), ("ben", "B"), ("ama", "C")]},
        ("people", 4, "person"),
        "'ama' stands in row 2 already",
        "retracted_on",
    ),
    (
        "same-key",
        {"stances": [STANCES, ("ama", "neutral", "ben"), ("ama", "champion", "ben")]},
        ("stances", 3, "person"),
        "stands in row 2 already",
        "different assessors or dates",
    ),
    (
        "circle",
        {"units": [("unit", "parent"), ("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]},
        ("units", 2, "parent"),
        "a belongs to b belongs to c belongs to a",
        "topmost",
    ),
    (
        "circle",
        {"units": [("unit", "parent"), ("a", ""), ("b", "b")]},
        ("units", 3, "parent"),
        "b belongs to b",
        "",
    ),
    (
        "self",
        {"ties": [TIES, ("ama", "ama", "trusts")]},
        ("ties", 2, "to"),
        "from a person to themself ('ama')",
        "",
    ),
    (
        "no-quota",
        {"decisions": [DECISIONS, ("d1", "quota")]},
        ("decisions", 2, "quota"),
        "the rule is quota",
        "0.67",
    ),
    (
        "no-chance",
        {"decisions": [DECISIONS, ("d1", "majority", "", "negotiated")]},
        ("decisions", 2, "alt_chance"),
        "without its chance",
        "from 0 to 1",
    ),
    (
        "several-owners",
        {
            "decisions": [DECISIONS, ("d1", "owner")],
            "authority": [AUTHORITY, ("d1", "ama", "decide"), ("d1", "ben", "decide")],
        },
        ("decisions", 2, "rule"),
        "2 people do (authority, rows 2 and 3)",
        "exactly one decide",
    ),
    (
        "nobody-there",
        {"nodes": [("node", "title"), ("desk", "At the desk")]},
        ("nodes", 2, "unit"),
        "neither a unit nor operators",
        "sheet operators",
    ),
    (
        "wrong-order",
        {"coalition": [("person", "joined_on", "left_on"), ("ama", "2025-05-01", "2025-04-01")]},
        ("coalition", 2, "left_on"),
        "left_on 2025-04-01 is before joined_on 2025-05-01",
        "swapped",
    ),
    (
        "wrong-order",
        {"people": [("person", "observed_on", "retracted_on"), ("a", "2025-05-01", "2025-04-01")]},
        ("people", 2, "retracted_on"),
        "before observed_on",
        "",
    ),
    (
        "wrong-order",
        {"evidence": [("evidence", "low", "high"), ("e", "0.2", "0.1")]},
        ("evidence", 2, "high"),
        "high 0.1 is less than low 0.2",
        "",
    ),
    (
        "unknown-constant",
        {"settings": [("constant", "value"), ("wether", "0.2")]},
        ("settings", 2, "constant"),
        "no constant 'wether'",
        "did you mean 'weather'?",
    ),
    (
        "out-of-range",
        {"settings": [("constant", "value"), ("weather", "2")]},
        ("settings", 2, "value"),
        "outside the range of weather",
        "from 0 to 1",
    ),
    (
        "future",
        {"initiative": [("key", "value"), ("as_of", "2026-06-02")]},
        ("initiative", 2, "as_of"),
        "today is 2026-06-01",
        "Only plans may",
    ),
    (
        "semicolon",
        {"people": [("person",), ("ama;ben",)]},
        ("people", 2, "person"),
        "'ama;ben' holds a semicolon",
        "leave it out",
    ),
]


@pytest.mark.parametrize(("kind", "sheets", "place", "what", "mend"), ERRORS)
def test_breaches(
    kind: str,
    sheets: dict[str, Rows],
    place: tuple[str, int, str | None],
    what: str,
    mend: str,
    tmp_path: Path,
) -> None:
    reading = reading_of(tmp_path, sheets)
    problem = only(reading.errors)
    assert reading.observations is None
    assert (problem.sheet, problem.row, problem.column, problem.kind) == (*place, kind)
    assert what in problem.what
    assert mend in problem.mend


NOTES: list[tuple[str, dict[str, Rows], tuple[str, int | None, str | None]]] = [
    (
        "mutual",
        {"ties": [TIES, ("ama", "ben", "reports_to"), ("ben", "ama", "reports_to")]},
        ("ties", 3, "to"),
    ),
    ("no-owner", {"decisions": [DECISIONS, ("d1", "owner")]}, ("decisions", 2, "rule")),
    ("unused", {"decisions": [DECISIONS, ("d1", "majority", "0.5")]}, ("decisions", 2, "quota")),
    (
        "still-open",
        {"decisions": [("decision", "decided_on"), ("d1", "2025-01-01")]},
        ("decisions", 2, "state"),
    ),
    (
        "outside-interval",
        {"evidence": [("evidence", "effect", "low", "high"), ("e", "0.5", "0.1", "0.2")]},
        ("evidence", 2, "effect"),
    ),
    ("alike", {"people": [("person",), ("ama",), ("Ama",)]}, ("people", 3, "person")),
    ("nobody", {"people": [("person",)]}, ("people", None, None)),
    ("nobody", {"people": []}, ("people", None, None)),
    ("unknown-column", {"people": [("person", "Colour"), ("a", "red")]}, ("people", 1, "Colour")),
    ("no-heading", {"people": [("person", ""), ("a", ""), ("b", "x")]}, ("people", 3, None)),
    ("unknown-sheet", {"persons": [("person",)]}, ("persons", None, None)),
]


@pytest.mark.parametrize(("kind", "sheets", "place"), NOTES)
def test_notes_stand_against_nothing(
    kind: str, sheets: dict[str, Rows], place: tuple[str, int | None, str | None], tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, sheets)
    note = only(reading.problems)
    assert (note.sheet, note.row, note.column, note.kind) == (*place, kind)
    assert note.severity == "note"
    assert reading.observations is not None


def test_what_was_taken_back_clashes_with_nothing(tmp_path: Path) -> None:
    people = [("person", "role", "retracted_on"), ("ama", "clerk", "2025-01-01"), ("ama", "head")]
    assert reading_of(tmp_path, {"people": people}).problems == ()


def test_a_repeated_row_is_counted_once(tmp_path: Path) -> None:
    values = [("pilot", "value"), ("p", "2"), ("p", "2"), ("p", "3")]
    sheets: dict[str, Rows] = {"pilots": [("pilot",), ("p",)], "pilot_data": values}
    reading = reading_of(tmp_path, sheets)
    assert "repeats row 2" in only(reading.notes).what
    assert reading.observations is not None
    assert [datum.value for datum in reading.observations.of(PilotDatum)] == [2, 3]


def test_the_same_judgement_by_two_assessors_is_two_judgements(tmp_path: Path) -> None:
    rows = [STANCES, ("ama", "neutral", "ben"), ("ama", "champion", "cleo")]
    assert reading_of(tmp_path, {"stances": rows}).problems == ()


def test_a_bad_cell_makes_no_further_errors(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "people": [("person", "level"), ("ama", "boss"), ("ben", "senior")],
        "ties": [TIES, ("ama", "ben", "trusts")],
    }
    assert only(reading_of(tmp_path, sheets).problems).column == "level"


def test_a_missing_column_is_told_once(tmp_path: Path) -> None:
    rows = [("from", "too"), *[("ama", "ben")] * 30]
    first, second, unknown = reading_of(tmp_path, {"ties": rows}).problems
    assert (first.column, first.row, second.column) == ("to", None, "kind")
    assert "did you mean 'too'?" in first.mend
    assert unknown.severity == "note"


def test_a_crowd_of_the_same_error_is_counted(tmp_path: Path) -> None:
    rows = [("person", "level"), *((f"p{i}", "boss") for i in range(57))]
    problems = reading_of(tmp_path, {"people": rows}).problems
    assert [p.row for p in problems] == [*range(2, 22), None]
    assert problems[-1].what == "37 more rows have the same problem"
    assert str(problems[0]) == (
        "people, row 2, column level: 'boss' is not a level."
        " Write one of executive, senior, middle, frontline or external."
    )


def test_problems_come_in_the_order_of_sheets_rows_and_columns(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "stances": [("stance", "person"), ("x", "zed"), ("y", "ama")],
        "people": [("person", "outside", "level"), ("ama", "q", "r")],
    }
    problems = reading_of(tmp_path, sheets).problems
    assert [(p.sheet, p.row, p.column) for p in problems] == [
        ("people", 2, "level"),
        ("people", 2, "outside"),
        ("stances", 2, "person"),
        ("stances", 2, "stance"),
        ("stances", 3, "stance"),
    ]


def test_good_rows_alone_are_free_of_errors(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "initiative": [("key", "value"), ("title", "Water"), ("target", "7"), ("owner", "cleo")],
        "people": [("person", "level"), ("ama", "boss"), ("ben", ""), ("cleo", ""), ("dov", "")],
        "ties": [TIES, ("ama", "ben", "trusts"), ("ben", "cleo", "trusts"), ("ben", "x", "trusts")],
        "coalition": [("person", "ring"), ("ama", "core"), ("dov", "core")],
    }
    assert reading_of(tmp_path, sheets).observations is None
    reading = reading_of(tmp_path, sheets, good_rows_only=True)
    observations = reading.observations
    assert observations is not None
    assert [person.person for person in observations.of(Person)] == ["ben", "cleo", "dov"]
    assert [(tie.from_, tie.to) for tie in observations.of(Tie)] == [("ben", "cleo")]
    assert [member.person for member in observations.of(Member)] == ["dov"]
    assert observations.initiative.title == "Water"
    assert observations.initiative.target is None
    assert observations.initiative.owner == "cleo"
    left_out = {(p.sheet, p.row) for p in reading.errors}
    assert left_out == {
        ("initiative", 3),
        ("people", 2),
        ("ties", 2),
        ("ties", 4),
        ("coalition", 2),
    }


def test_several_values_of_one_key_of_the_initiative(tmp_path: Path) -> None:
    rows = [("key", "value"), ("title", "a"), ("Title", "b")]
    problem = only(reading_of(tmp_path, {"initiative": rows}).problems)
    assert (problem.row, problem.column, problem.kind) == (3, "title", "twice")
    assert "in row 2 too" in problem.what


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([("key", "value"), ("", "b")], "no-key"),
        ([("what", "how"), ("title", "b")], "no-column"),
        ([("key", "value"), ("weekly_hours", "many")], "not-a-number"),
    ],
)
def test_initiatives_that_are_no_key_value_sheet(
    rows: list[tuple[Any, ...]], kind: str, tmp_path: Path
) -> None:
    assert only(reading_of(tmp_path, {"initiative": rows}).errors).kind == kind


def test_an_initiative_without_heading_reads_well(tmp_path: Path) -> None:
    rows = [("Title", "Water"), ("weekly hours", "4")]
    observations = reading_of(tmp_path, {"initiative": rows}).observations
    assert observations is not None
    assert (observations.initiative.title, observations.initiative.weekly_hours) == ("Water", 4)


def test_constants_may_be_spaced_as_words(tmp_path: Path) -> None:
    rows = [("constant", "value"), ("Stale days", "45")]
    observations = reading_of(tmp_path, {"settings": rows}).observations
    assert observations is not None
    assert observations.of(Setting)[0].value == 45


def test_headings_stand_in_any_order_and_spelling(tmp_path: Path) -> None:
    rows = [("Capacity Hours", "LIVED-EXPERIENCE", " Person "), ("3", "yes", "ama")]
    observations = reading_of(tmp_path, {"people": rows}).observations
    assert observations is not None
    person = observations.of(Person)[0]
    assert (person.person, person.capacity_hours, person.lived_experience) == ("ama", 3, True)


def test_a_heading_twice_is_refused(tmp_path: Path) -> None:
    rows = [("person", "Name", "name"), ("ama", "a", "b")]
    problem = only(reading_of(tmp_path, {"people": rows}).problems)
    assert (problem.row, problem.column, problem.kind) == (1, "name", "twice")


def test_a_comma_in_a_code_needs_semicolons_around_it(tmp_path: Path) -> None:
    people = [("person",), ("Owusu, Ama",), ("ben",)]
    good = [("ruling", "disagree_and_commit"), ("u1", "Owusu, Ama;"), ("u2", "ben; Owusu, Ama")]
    assert reading_of(tmp_path, {"people": people, "rulings": good}).problems == ()
    bad = [("ruling", "disagree_and_commit"), ("u1", "Owusu, Ama")]
    problems = reading_of(tmp_path, {"people": people, "rulings": bad}).errors
    assert all("divide the list by semicolons" in problem.mend for problem in problems)
    assert len(problems) == 2
