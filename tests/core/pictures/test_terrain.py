"""Sociogram, board, grid, rings, chart and wall on a small map known by heart."""

from __future__ import annotations

from typing import Any

from groundswell.core.pictures.board import COLUMNS, board
from groundswell.core.pictures.chart import Line, chart
from groundswell.core.pictures.grid import grid
from groundswell.core.pictures.lens import Lens
from groundswell.core.pictures.rings import rings
from groundswell.core.pictures.sociogram import sociogram
from groundswell.core.pictures.wall import wall
from groundswell.core.pictures.weight import weights
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.terms import TieKind
from tests.core.builders import AS_OF, initiative, snapshot
from tests.core.pictures.worlds import SMALL, small


def test_the_sociogram_tells_who_is_sought_and_how_each_tie_is_known() -> None:
    picture = sociogram(small())
    by = {node.id: node for node in picture.nodes}
    assert (by["ama"].sought, by["ben"].sought, by["eve"].sought) == (1, 1, 0)
    assert by["ben"].stance == "supporter" and by["cleo"].stance == "skeptic"  # shrunk: one reading
    assert by["dov"].stance is None and not by["dov"].judged  # "unknown" is no reading
    known = {(e.source, e.target, e.kind): e.known for e in picture.edges}
    assert known["eve", "dov", "trusts"] == "inferred"
    assert known["ben", "ama", "trusts"] == "declared"
    assert sum(e.kind == "conflict" for e in picture.edges) == 1  # both ways, drawn once


def test_advice_a_decider_has_to_ask_for_is_not_passed_off_as_told() -> None:
    picture = sociogram(small(authority=["ben decide d1", "dov consult d1"]))
    assert {(e.source, e.target): e.known for e in picture.edges}["ben", "dov"] == "consulted"


def test_switching_a_layer_off_moves_nobody() -> None:
    whole, part = sociogram(small()), sociogram(small(), layers=[TieKind.TRUSTS])
    assert whole.places() == part.places()
    assert {e.kind for e in part.edges} == {"trusts"}
    assert part.layers == whole.layers  # the counts of layers that can be switched on stay


def test_the_payload_is_what_the_island_draws() -> None:
    payload = sociogram(small(), veiled={"dov": 2}).payload()
    assert set(payload) == {"nodes", "edges", "units", "layers"}
    dov = next(node for node in payload["nodes"] if node["id"] == "dov")
    assert set(dov) == {
        *(
            "id",
            "label",
            "x",
            "y",
            "size",
            "unit",
            "level",
            "function",
            "stance",
            "ring",
            "judged",
            "veiled",
        )
    }
    assert dov["stance"] is None and dov["veiled"] == 2
    assert {"id": "fin", "name": "Finance", "people": 2} in payload["units"]
    assert set(payload["edges"][0]) == {"source", "target", "kind", "weight"}


def test_a_veiled_person_is_told_apart_from_one_whom_nobody_judged() -> None:
    texts = " ".join(gap.text for gap in sociogram(small(), veiled={"dov": 2}).gaps)
    assert "Others have judged one person whom you have not" in texts
    assert "Two people have not been judged by anybody" in texts  # Ama and Eve


def test_the_board_has_a_column_for_the_unknown_and_gives_its_reasons() -> None:
    picture = board(small())
    assert COLUMNS[0] == "unknown" and len(picture.cells) == 18
    at = {p.person.code: (c.stance, c.influence, p.reason) for c in picture.cells for p in c.people}
    assert at["ben"] == ("supporter", "high", "decides on ‘Move the money’")
    assert at["cleo"][:2] == ("skeptic", "high")
    assert at["dov"] == ("unknown", "some", "carries out ‘Open at night’")
    assert at["eve"][1:] == ("little", "no part in a decision and few ties are on the map")
    assert picture.headline == (
        "Of the two people who carry much weight here, one for it and one against it or in doubt."
    )


def test_in_the_grid_unknown_interest_is_a_place_of_its_own() -> None:
    at = {s.person.code: (p.key, s.interest) for p in grid(small()).places for s in p.people}
    assert at["ben"] == ("work_closely", "has a gain in it")
    assert at["cleo"][0] == "find_out_first"
    assert at["eve"] == ("give_a_voice", "lives with the result")
    assert at["dov"][0] == "find_out"


def test_a_small_stake_is_little_interest_and_a_burden_is_none() -> None:
    told = small(stakes=["ben loss - .2", "cleo constraint - 1"])
    at = {s.person.code: p.key for p in grid(told).places for s in p.people}
    assert at["ben"] == "keep_satisfied"
    assert at["cleo"] == "find_out_first"


def test_the_rings_give_role_and_reason_and_name_who_is_missed() -> None:
    picture = rings(small())
    seat = picture.circles[0].seats[0]
    assert (seat.person.code, seat.role, seat.reason) == ("ama", "ally", "began it")
    wanted = {w.person.code: w.reason for w in picture.wanted}
    assert wanted["eve"] == "nobody in the coalition speaks for night workers"
    assert "ama" not in wanted
    assert picture.headline.startswith("One person is in the coalition; missed most: ")


def test_without_a_coalition_the_rings_say_so() -> None:
    picture = rings(small(about={}, coalition=[]))
    assert picture.headline.startswith("Nobody is in the coalition yet")
    assert [gap.kind for gap in picture.gaps] == ["no_coalition"]


def test_the_chart_keeps_several_managers_and_dots_the_weaker_line() -> None:
    picture = chart(small())
    assert [(b.unit, b.depth, b.below) for b in picture.boxes] == [
        ("top", 0, 4),
        ("desk", 1, 2),
        ("fin", 1, 2),
        ("", 0, 1),
    ]
    assert [p.code for p in picture.boxes[2].people] == ["ben", "cleo"]  # higher level first
    assert picture.lines == (Line("dov", "ama", False), Line("dov", "cleo", True))
    assert "one person answers to more than one manager" in picture.headline


def test_units_whose_parents_run_in_a_circle_are_drawn_once_each() -> None:
    told = {**SMALL, "units": ["top desk", "desk top", "fin"]}
    picture = chart(fold(initiative(**told), AS_OF))
    assert sorted(box.unit for box in picture.boxes) == ["", "desk", "fin", "top"]


def test_the_wall_counts_each_cell_and_marks_the_small_ones() -> None:
    picture = wall(small())
    assert picture.levels == ("executive", "senior", "middle", "frontline", "")
    cells = {(c.unit, c.level): c for row in picture.rows for c in row.cells}
    fin = cells["fin", "executive"]
    assert (fin.people, fin.judged, fin.supporters, fin.unknown) == (("ben",), 1, 1, 0)
    assert fin.few and not cells["top", "senior"].few
    assert cells["desk", "middle"].members == 1
    assert cells["fin", "senior"].doubters == 1
    assert "In Front desk nobody has been judged yet" in picture.headline


def test_one_heavy_person_is_named_with_where_they_stand() -> None:
    one = ["ben decide d1"]
    line = "One person carries much weight here: Ben Adeyemi, "
    assert board(small(authority=one)).headline == f"{line}supporter."
    unjudged = small(authority=one, stances=["cleo skeptic ama"])
    assert board(unjudged).headline == f"{line}whom nobody has judged."


def test_half_a_stake_is_much_and_of_four_whose_is_not_known_two_are_named() -> None:
    def place(weight: float) -> str:
        told = grid(small(stakes=[f"ben gain - {weight}"]))
        return next(p.key for p in told.places for s in p.people if s.person.code == "ben")

    assert (place(0.5), place(0.49)) == ("work_closely", "keep_satisfied")
    four = [f"{p} decide d1" for p in ("ama", "ben", "cleo", "dov")]
    assert grid(small(authority=four, stakes=[])).headline.endswith(
        "; what it means to Ben Adeyemi, Cleo Marsh and 2 more, who can decide much, is not known."
    )


def weighed(**told: Any) -> dict[str, tuple[str, str]]:
    return {p: (w.word, w.reason) for p, w in weights(Lens(snapshot(**told))).items()}


def test_who_decides_what_is_not_needed_has_some_weight_and_who_is_asked_little() -> None:
    people = ["a", "b", "c", "d"]
    authority = ["a decide d1", "b veto d1", "c consult d1", "d implement d1"]

    def told(required: bool) -> dict[str, str]:
        decisions = [{"decision": "d1", "required": required}]
        found = weighed(people=people, decisions=decisions, authority=authority)
        return {code: word for code, (word, _) in found.items()}

    assert told(True) == {"a": "high", "b": "high", "c": "some", "d": "some"}
    assert told(False) == {"a": "some", "b": "some", "c": "little", "d": "some"}


def test_of_three_decisions_one_is_named() -> None:
    three = ["d1", "d2", "d3"]
    told = weighed(people=["a"], decisions=three, authority=[f"a decide {d}" for d in three])
    assert told["a"] == ("high", "decides on ‘d1’ and 2 more")


def test_two_who_turn_to_somebody_are_some_weight_and_four_are_much() -> None:
    people = list("abcdefghij")
    ties = [*(f"{p} trusts i" for p in "ab"), *(f"{p} advice j" for p in "cdef"), "g trusts h"]
    found = weighed(people=people, ties=ties)
    assert found["j"] == ("high", "four people turn to them")
    assert found["i"] == ("some", "two people turn to them")
    assert found["h"][0] == found["a"][0] == "little"


def test_two_gaps_that_one_person_could_fill_bring_up_two_people() -> None:
    wanted = {w.person.code: w.reason for w in rings(small()).wanted}
    assert wanted["ben"].startswith("nobody in the coalition decides on ‘Move the money’")
    assert wanted["cleo"] == "nobody from Finance is in the coalition"


def test_how_many_sit_in_the_inner_rings_is_said_from_two_members_on() -> None:
    def told(inner: int, outer: int) -> str:
        people = [f"p{k:02d}" for k in range(inner + outer)]
        seats = [f"{p} {'core' if k < inner else 'wider'}" for k, p in enumerate(people)]
        return rings(snapshot(people=people, coalition=seats)).headline.split(";")[0].rstrip(".")

    assert told(1, 0) == "One person is in the coalition"
    assert told(1, 1) == "Two people are in the coalition, one of them in the inner rings"
    assert told(10, 1) == "11 people are in the coalition, ten of them in the inner rings"
    assert told(11, 1) == "12 people are in the coalition, 11 of them in the inner rings"


def test_in_a_unit_the_higher_level_comes_first_and_what_is_not_stated_last() -> None:
    people = ["a u frontline", "b u", "c u executive", "d u senior"]
    (box,) = chart(snapshot(people=people, units=["u"])).boxes
    assert [p.code for p in box.people] == ["c", "d", "a", "b"]
    texts = [gap.text for gap in chart(snapshot(people=["a u", "b u"], units=["u"])).gaps]
    assert texts == ["Whom two people report to is not on the map."]


def test_units_nobody_knows_are_named_two_of_four_and_without_a_unit_stands_at_the_edge() -> None:
    units = ["u1", "u2", "u3", "u4", "u5"]
    people = [*(f"p{k} {u}" for k, u in enumerate(units)), "x"]
    picture = wall(snapshot(people=people, units=units, stances=["p4 neutral x"]))
    assert picture.headline.startswith("In u1, u2 and 2 more nobody has been judged yet; ")
    last = picture.rows[-1]
    assert (last.unit, last.name, last.depth) == ("", "No unit stated", 0)
