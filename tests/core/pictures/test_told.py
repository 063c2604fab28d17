"""What pictures say in their headlines and gaps, on the small map told differently."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groundswell.core.answer import Gap
from groundswell.core.pictures.board import board
from groundswell.core.pictures.chart import chart
from groundswell.core.pictures.decisions import decisions
from groundswell.core.pictures.grid import grid
from groundswell.core.pictures.honesty import honesty
from groundswell.core.pictures.rings import rings
from groundswell.core.pictures.sociogram import sociogram
from groundswell.core.pictures.system_sketch import system_sketch
from groundswell.core.pictures.wall import wall
from tests.core.builders import snapshot
from tests.core.pictures.worlds import SMALL, small


def texts(gaps: tuple[Gap, ...]) -> str:
    return " ".join(gap.text for gap in gaps)


def link(words: str) -> dict[str, str]:
    """Return a link of the sketch from words, in which a minus is a sign and no blank."""
    return dict(zip(("from", "to", "sign"), words.split(), strict=False))


class TestSociogram:
    def test_a_node_is_as_wide_as_the_root_of_how_much_its_person_is_sought(self) -> None:
        ties = [*(f"{p} trusts ama" for p in ("ben", "cleo", "dov", "eve")), "ama trusts ben"]
        sizes = {n.id: n.size for n in sociogram(small(ties=ties)).nodes}
        assert (sizes["ama"], sizes["ben"], sizes["cleo"]) == (1.0, 0.5, 0.0)
        assert max(n.size for n in sociogram(small()).nodes) == 1.0
        assert {n.veiled for n in sociogram(small()).nodes} == {0}

    def test_it_says_whom_most_turn_to_from_two_on(self) -> None:
        silent = sociogram(small(ties=[])).headline
        assert silent == "Five people, and nobody has said yet who listens to whom."
        two = sociogram(small(ties=["ben trusts cleo", "dov trusts cleo"])).headline
        assert two.endswith("; outside the coalition nobody is turned to by more than Cleo Marsh "
                            "(two people).")  # fmt: skip
        assert "turned to by" not in sociogram(small(ties=["ben trusts cleo"])).headline
        assert "outside" not in sociogram(small(ties=["ben trusts ama", "dov trusts ama"])).headline

    def test_who_has_no_tie_and_what_was_inferred_is_said_with_its_number(self) -> None:
        def told(*ties: str) -> str:
            return texts(sociogram(snapshot(people=["a", "b", "c"], ties=ties)).gaps)

        assert "One person has no tie on the map and stands beneath" in told("a trusts b")
        assert "Three people have no tie on the map and stand beneath" in told()
        assert "no tie" not in texts(sociogram(snapshot(people=["a"])).gaps)
        assert "Two people have no tie" in texts(sociogram(snapshot(people=["a", "b"])).gaps)
        assert "One tie is inferred" in told("a trusts b 1 inferred")
        assert "Two ties are inferred" in told("a trusts b 1 inferred", "b trusts c 1 inferred")

    def test_people_stay_about_where_they_were(self) -> None:
        first = sociogram(small())
        again = sociogram(small(), previous=first.places())
        for code, (x, y) in first.places().items():
            assert again.places()[code] == pytest.approx((x, y), abs=0.2)
        some = {k: v for k, v in first.places().items() if k != "eve"}
        assert set(sociogram(small(), previous=some).places()) == set(first.places())

    def test_of_several_tellers_the_surest_says_how_a_tie_is_known(self) -> None:
        def known(*ties: str) -> set[str]:
            picture = sociogram(snapshot(people=["a", "b", "x", "y"], ties=ties))
            return {edge.known for edge in picture.edges}

        surveyed, inferred = "a trusts b 1 surveyed x", "a trusts b 1 inferred y"
        assert known(surveyed, inferred) == known(inferred, surveyed) == {"surveyed"}
        assert known(surveyed, "a trusts b 1 declared y") == {"declared"}
        assert known("b works_with a 1 surveyed") == {"surveyed"}  # both ways, told from one end

    def test_a_stranger_who_has_to_ask_somebody_is_no_node(self) -> None:
        picture = sociogram(small(authority=["dov consult d2", "eve consult d2"]))
        assert {n.id for n in picture.nodes} == {"ama", "ben", "cleo", "dov", "eve"}
        assert len(picture.edges) == len(sociogram(small()).edges)


class TestBoard:
    @pytest.mark.parametrize(
        ("judged", "veiled", "text"),
        [
            (("ben supporter ama",), {}, "Much hangs on Cleo Marsh, and nobody has judged where "
             "this person stands."),
            (("dov neutral ama",), {}, "Much hangs on Ben Adeyemi and Cleo Marsh, and nobody has "
             "judged where they stand."),
            (("ben supporter ama",), {"cleo": 1}, ""),
            (("ben supporter ama", "cleo skeptic ama"), {}, ""),
        ],
    )  # fmt: skip
    def test_whoever_is_heavy_and_unjudged_is_named(
        self, judged: tuple[str, ...], veiled: dict[str, int], text: str
    ) -> None:
        said = texts(board(small(stances=judged), veiled=veiled).gaps)
        assert (text in said) if text else "Much hangs" not in said


class TestGrid:
    def test_it_names_with_whom_to_work_and_of_whom_much_is_not_known(self) -> None:
        assert grid(small()).headline == (
            "Work closely with Ben Adeyemi; what it means to Cleo Marsh, who can decide much, is "
            "not known."
        )
        (unknown,) = grid(small()).gaps
        assert unknown.ids == ("cleo", "ama", "dov") and "to three people" in unknown.text
        assert grid(small(stakes=["cleo gain", "ben loss - .2"])).headline == (
            "Work closely with Cleo Marsh."
        )
        assert grid(small(stakes=["ben loss - .2", "cleo loss - .2"])).headline == (
            "Nobody is known both to hold power over this and to care about it."
        )

    def test_the_weightiest_reason_is_the_one_that_is_given(self) -> None:
        told = small(stakes=["eve gain"], authority=["ben decide d1 1 .2", "cleo decide d1"])
        at = {s.person.code: (p.interest, s.interest) for p in grid(told).places for s in p.people}
        assert at["eve"][1] == "lives with the result"
        assert at["ben"][1] == "how much ‘Move the money’ matters to them is stated"
        assert at["ben"][0] == "little" and at["cleo"][0] == "unknown"


class TestChart:
    def test_the_tops_have_no_parent_and_one_line_is_drawn_through(self) -> None:
        told = {"units": ["top desk", "desk top", "fin"]}
        for picture in (chart(small()), chart(small(**told))):
            assert all((box.parent is None) == (box.depth == 0) for box in picture.boxes)
        weak = chart(small(ties=["dov reports_to ama .4", "cleo reports_to ama .4"]))
        assert [line.dotted for line in weak.lines] == [False, False]
        assert "more than one manager" not in weak.headline

    def test_it_says_how_many_units_the_coalition_sits_in(self) -> None:
        assert chart(small()).headline.startswith(
            "Council and what belongs to it: three units; the coalition sits in one of them, and"
        )
        attic = [*SMALL["units"], {"unit": "attic"}]
        assert chart(small(units=attic)).headline.startswith("Council and what belongs to it: four")
        two = [{"unit": "desk"}, {"unit": "fin"}]
        assert chart(small(units=two)).headline.startswith("Two units on the map; the coalition")

    def test_whose_manager_is_not_known_is_said_outsiders_apart(self) -> None:
        def loose(**sheets: Any) -> list[tuple[str, tuple[str, ...]]]:
            return [(g.text, g.ids) for g in chart(small(**sheets)).gaps if "report" in g.text]

        assert loose() == [("Whom two people report to is not on the map.", ("ben", "eve"))]
        people = [*SMALL["people"][:4], {"person": "eve", "level": "external"}]
        assert loose(people=people) == [("Whom one person reports to is not on the map.", ("ben",))]
        told = ["ben reports_to ama", "cleo reports_to ama", "dov reports_to ama"]
        assert loose(people=people, ties=told) == []
        assert not chart(snapshot(people=["a u"], units=["u"])).gaps


class TestWall:
    def test_it_says_where_nobody_of_you_is(self) -> None:
        away = "the coalition has nobody in one of them."
        assert wall(small()).headline == (f"In Front desk nobody has been judged yet; {away}")
        inside = ["ama core", "dov core", "ben core"]
        assert wall(small(coalition=inside)).headline.endswith(
            "the coalition has somebody in each."
        )

    def test_cells_that_all_but_name_somebody_are_counted(self) -> None:
        assert "Five cells hold fewer than 3 people" in texts(wall(small()).gaps)
        full: dict[str, Any] = {"units": ["u"], "people": [f"{c} u senior" for c in "abc"]}
        assert wall(snapshot(**full)).gaps == ()
        one = wall(snapshot(**{**full, "people": ["a u senior", "b u senior"]})).gaps
        assert "One cell holds fewer than 3 people" in texts(one)


class TestRings:
    def test_each_seat_says_since_when_and_who_lacks_a_reason(self) -> None:
        seats = [
            {"person": "ama", "ring": "core", "reason": "began it", "joined_on": date(2026, 1, 5)},
            {"person": "ben", "ring": "core", "role": "ally", "observed_on": date(2026, 2, 1)},
            {"person": "dov"},
        ]
        picture = rings(small(coalition=seats))
        since = {s.person.code: s.since for c in picture.circles for s in c.seats}
        assert since == {"ama": date(2026, 1, 5), "ben": date(2026, 2, 1), "dov": None}
        assert picture.headline.startswith(
            "Three people are in the coalition, two of them in the inner rings; missed most: "
        )
        blank = [g for g in picture.gaps if "Neither role nor reason" in g.text]
        assert [g.ids for g in blank] == [("dov",)]

    def test_three_without_a_critical_friend_lack_one(self) -> None:
        def lacks(*rows: str) -> bool:
            return "No critical friend" in texts(rings(small(coalition=rows)).gaps)

        three = ("ama core ally", "ben core ally", "dov core ally")
        assert lacks(*three) and not lacks(*three[:2])
        assert not lacks(*three[:2], "dov core critical_friend")

    def test_nobody_is_wanted_twice_nor_from_inside(self) -> None:
        wanted = [w.person.code for w in rings(small()).wanted]
        assert len(set(wanted)) == len(wanted) and "ama" not in wanted


class TestDecisions:
    HELD = ("ama decide d1", "ben decide d2")
    TWO = ("d1 owner", "d2 owner")

    def told(self, *decided: str, authority: tuple[str, ...] = HELD, **sheets: Any) -> str:
        picture = decisions(small(decisions=decided or self.TWO, authority=authority, **sheets))
        return picture.headline

    def test_it_counts_what_is_won_what_is_taken_and_what_is_out_of_reach(self) -> None:
        assert self.told() == "You sit in on one of two decisions still to be won."
        taken = self.told("d1 owner", "d2 owner - passed")
        assert taken == "You sit in on the one decision still to be won, and one is taken."
        both = self.told("d1 owner - passed", "d2 owner - passed")
        assert both == "All of the two decisions the change needs are taken."
        far = self.told(authority=("ama decide d1", "cleo decide d2"))
        assert far.endswith("; nobody of you reaches ‘d2’.")
        assert decisions(small(decisions=[])).headline.startswith("No decision is named as needed")

    def test_who_could_stop_one_and_doubts_is_named(self) -> None:
        def told(*vetoes: str, **stance: str) -> str:
            rows = [f"{p} {s} ama high" for p, s in stance.items()]
            held = (*self.HELD, *(f"{p} veto d1" for p in vetoes))
            return self.told(authority=held, stances=rows)

        assert told("ben", ben="opponent").endswith("; Ben Adeyemi, who can stop one, doubts it.")
        assert told("ben", "cleo", ben="opponent", cleo="opponent").endswith(
            "; Ben Adeyemi and Cleo Marsh, who can stop one, doubt it."
        )
        assert "stop one" not in told("ben", ben="champion")

    def test_decisions_to_be_won_come_before_those_taken(self) -> None:
        rows = decisions(small(decisions=["d1 owner - passed", "d2 owner"])).rows
        assert [row.code for row in rows] == ["d2", "d1"]

    def test_a_holder_with_two_parts_is_one_person_who_stands(self) -> None:
        said = texts(decisions(small(stances=["ben supporter ama"])).gaps)
        assert "Where Cleo Marsh stands on ‘Move the money’ is not known to you." in said
        nobody = texts(decisions(small(stances=[])).gaps)
        assert "Where Ben Adeyemi and Cleo Marsh stand on ‘Move the money’" in nobody
        assert "Where" not in texts(decisions(small()).gaps)


class TestHonesty:
    def test_resistance_is_a_question_and_no_gap_twice(self) -> None:
        told = honesty(small(stances=[]))
        assert "no_resistance" not in {g.kind for g in told.gaps}
        assert "stance_unknown" in {g.kind for g in told.gaps}

    def test_where_nobody_seems_unnamed_the_map_holds_those_who_are(self) -> None:
        people = [f"p{k:02d}" for k in range(12)]
        ties = [f"{by} advice {code}" for by in people[:3] for code in people[:11] if by != code]
        told = honesty(snapshot(people=people, ties=ties))
        assert told.perhaps == 12 and told.basis.endswith("the map holds 1 such people.")
        assert told.headline.startswith("12 people are on this map")

    def test_who_has_the_widest_contacts_is_asked_first(self) -> None:
        ties = ["ben trusts ama", "dov trusts ama", "ben works_with cleo", "ben works_with eve"]
        assert honesty(small(ties=ties, stances=[])).ask == ("ben", "dov")
        sought = ["ben trusts ama", "dov trusts ama", "eve trusts dov", "ben works_with eve"]
        assert honesty(small(ties=sought, stances=[])).ask == ("dov", "ben")
        people = [{"person": p} for p in ("ama", "ben", "dov", "cleo", "eve")]
        wide = ["ben trusts ama", "dov trusts ama", "dov works_with cleo", "dov works_with eve"]
        assert honesty(small(people=people, ties=wide, stances=[])).ask == ("dov", "ben")

    def test_a_map_revised_today_or_never_says_so(self) -> None:
        day = {"person": "ama", "observed_on": date(2026, 6, 1)}
        assert honesty(snapshot(people=[day])).revised == "Last revised on 1 June 2026."
        earlier = {**day, "observed_on": date(2026, 5, 31)}
        assert honesty(snapshot(people=[earlier])).revised == "Not revised for one day."
        assert "its age is not known" in honesty(snapshot(people=["ama"])).revised


class TestSketch:
    def told(self, *rows: str, **more: Any) -> tuple[str, str]:
        picture = system_sketch(small(system=[*map(link, rows), *more.get("links", ())]))
        return picture.headline, texts(picture.gaps)

    def test_it_says_what_feeds_on_itself(self) -> None:
        deep = "; no deep leverage point is marked."
        assert self.told()[0].startswith("What keeps today's behaviour going has not been")
        assert self.told("a b +")[0] == f"No loop is closed in the sketch yet{deep}"
        assert self.told("a b +", "b a +")[0] == f"One loop feeds on itself{deep}"
        assert self.told("a b +", "b a -")[0] == f"One loop, none of which feeds on itself{deep}"
        two = self.told("a b +", "b a +", "c d -", "d c -")[0]
        assert two == f"Two loops feed on themselves{deep}"

    def test_what_is_not_sketched_signed_or_marked_is_a_gap(self) -> None:
        assert "Sketch who operates the system" in self.told()[1]
        assert self.told("a b")[1].startswith("One link does not say whether")
        assert "Two links do not say" in self.told("a b", "b c")[1]
        assert self.told("a b +")[1] == "No leverage point is marked. Where would you press?"
        lever = [{"from": "a", "to": "c", "sign": "+", "leverage": 3}]
        headline, gaps = self.told("a b +", links=lever)
        assert gaps == "" and headline.endswith("; one link is marked as a deep leverage point.")
        lever.append({"from": "c", "to": "a", "sign": "-", "leverage": 2})
        assert self.told("a b +", links=lever)[0].endswith(
            "; two links are marked as deep leverage points."
        )

    def test_a_loop_is_called_as_its_link_was_and_each_kind_is_numbered(self) -> None:
        named = {"from": "b", "to": "a", "sign": "+", "element_kind": "loop", "text": "Fear grows."}
        plain = {"from": "a", "to": "b", "sign": "+", "text": "not the loop"}
        rows = [plain, named, *map(link, ("c d +", "d c -", "e f +", "f e +"))]
        loops = system_sketch(small(system=rows)).loops
        assert [(x.name, x.text) for x in loops] == [
            ("R1", "Fear grows."),
            ("B1", "c → d → c"),
            ("R2", "e → f → e"),
        ]

    def test_every_element_lies_within_the_picture_and_none_upon_another(self) -> None:
        places = [(e.x, e.y) for e in system_sketch(small(system=["a b +", "b c +"])).elements]
        assert len(set(places)) == 3 and all(0 <= part <= 1 for at in places for part in at)
        (x, y), (z, w) = [(e.x, e.y) for e in system_sketch(small(system=["a b +"])).elements]
        assert (x, y) != (z, w) and {x, y, z, w} <= {0.0, 1.0}
