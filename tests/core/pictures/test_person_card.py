"""The person card and the ego view on a small map known by heart."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groundswell.core.pictures.ego import ego
from groundswell.core.pictures.person_card import person_card
from tests.core.builders import snapshot
from tests.core.pictures.worlds import small


def test_the_card_says_where_somebody_stands_with_its_band_and_who_said_so() -> None:
    card = person_card(small(), "ben")
    assert card.stance is not None
    assert card.stance.word == "supporter"
    assert card.stance.text.startswith("Most likely a supporter; between ")
    assert [(j.assessor, j.word, j.on) for j in card.history] == [
        ("Ama Boateng", "supporter", date(2026, 3, 1))
    ]


def test_whom_nobody_judged_has_no_stance_and_the_card_says_whom_to_ask() -> None:
    card = person_card(small(), "dov")
    assert card.stance is None and card.person.stance is None
    assert [j.known for j in card.history] == [False]
    assert card.headline.startswith("Nobody has judged where Dov Lind stands")
    assert "Nobody has judged where Dov Lind stands; ask Ama Boateng." in {
        gap.text for gap in card.gaps
    }


def test_a_veil_is_named_without_telling_what_lies_behind_it() -> None:
    card = person_card(small(stances=[]), "ben", veiled={"ben": 1})
    assert card.headline.startswith("You have not said yet where you see Ben Adeyemi")
    assert card.stance is None and card.history == ()
    assert any("stays hidden until you have said it" in gap.text for gap in card.gaps)


def test_kotters_four_come_with_source_word_and_use() -> None:
    card = person_card(small(), "ben")
    assert [(k.criterion, k.word, k.assessor) for k in card.kotter] == [
        ("position power", "much", "Ama Boateng"),
        ("credibility", "some", "Ama Boateng"),
    ]
    assert "never to rank people" in card.kotter_use


def test_powers_work_ties_stakes_and_promises_stand_on_the_card() -> None:
    snapshot = small()
    ben, dov, ama = (person_card(snapshot, code) for code in ("ben", "dov", "ama"))
    assert [(p.decision, p.part) for p in ben.powers] == [("d1", "decides")]
    assert [p.node for p in dov.places] == ["n1"]
    assert [(c.person.code, c.words) for c in ben.ties_out] == [("ama", "trusts")]
    assert [(c.person.code, c.words) for c in ben.ties_in] == [("cleo", "asks for advice")]
    assert ben.ear == ("ama",) and ama.ear == ()
    assert [(s.kind, s.text) for s in ben.stakes] == [("gain", "Fewer queues")]
    assert [(c.text, c.state) for c in ben.commitments] == [("An hour a week", "promised")]
    assert ben.membership is None
    assert ama.membership is not None and ama.membership.ring == "nucleus"


def test_the_way_to_somebody_leads_from_the_coalition_outwards() -> None:
    card = person_card(small(), "cleo")
    assert card.path == ("ama", "ben", "cleo")
    assert "the way there leads by Ben Adeyemi" in card.headline


def test_the_timeline_is_one_line_the_newest_first() -> None:
    moments = person_card(small(), "ben").timeline
    assert [(m.on, m.text) for m in moments] == [
        (date(2026, 5, 2), "Promised: An hour a week."),
        (
            date(2026, 5, 1),
            "One to one with Ama Boateng; asked to support, answered later.",
        ),
        (date(2026, 3, 1), "Seen as supporter by Ama Boateng."),
    ]


def test_the_neighbourhood_has_two_steps_and_keeps_the_directions() -> None:
    picture = ego(small(), "ben")
    assert {n.person.code: n.steps for n in picture.neighbours} == {
        "ben": 0,
        "ama": 1,
        "cleo": 1,
        "dov": 2,
    }
    assert picture.listens_to == ("ama",) and picture.listened_by == ("cleo",)
    assert picture.headline == (
        "Ben Adeyemi listens to Ama Boateng; one person turns to Ben Adeyemi."
    )


@pytest.mark.parametrize("picture", [person_card, ego])
def test_an_unknown_code_is_refused(picture: object) -> None:
    assert callable(picture)
    with pytest.raises(KeyError):
        picture(small(), "nobody")


def line(person: str, **sheets: Any) -> str:
    return person_card(small(**sheets), person).headline


def test_the_first_line_names_what_somebody_decides_and_who_has_their_ear() -> None:
    assert line("ben") == (
        "Ben Adeyemi stands as supporter, as far as anybody you see has said; decides on "
        "‘Move the money’; Ama Boateng has their ear."
    )
    assert "can stop ‘Move the money’" in line("ben", authority=["ben veto d1", "cleo decide d1"])
    taken = ["d1 owner - passed", "d2 owner"]
    assert "decides on" not in line("ben", decisions=taken, authority=["ben decide d1"])
    assert "decides on" not in line("ben", authority=["ben implement d1"])
    two = line("ben", coalition=["ama core", "dov core"], ties=["ben trusts ama", "ben trusts dov"])
    assert two.endswith("; Ama Boateng and Dov Lind have their ear.")


def test_nobody_has_the_ear_is_said_of_whoever_is_neither_owner_nor_inside() -> None:
    nobody = "nobody of you is known to have their ear"
    assert nobody in line("dov") and nobody not in line("ama")
    assert nobody not in line("dov", coalition=["ama core", "dov core"])
    assert nobody not in line("ama", coalition=["dov core"])


def test_what_somebody_does_stands_beside_their_name() -> None:
    there = snapshot(people=[{"person": "ama", "role": "Nurse"}, "ben"])
    cards = [person_card(there, code).person for code in ("ama", "ben")]
    assert [card.role for card in cards] == ["Nurse", ""]


def test_stakes_come_in_their_order_with_how_it_is_today() -> None:
    rows = [
        {"person": "ben", "text": "Of no kind"},
        {"person": "ben", "kind": "fear", "text": "Fewer posts", "measure": "posts"},
        {"person": "ben", "kind": "gain", "text": "Fewer queues", "measure": "minutes",
         "baseline": 12.5, "period": "day"},
    ]  # fmt: skip
    assert [(s.kind, s.measure) for s in person_card(small(stakes=rows), "ben").stakes] == [
        ("gain", "minutes: 12.5 per day today"),
        ("fear", "posts: how it is today is not known"),
        ("stake", ""),
    ]


def test_what_a_member_may_decide_and_has_promised_is_on_the_card() -> None:
    member = {"person": "ben", "ring": "core", "decision_authority": "The form"}
    rows = [
        {"person": "ben", "text": t, "promised_on": on}
        for t, on in (("second", date(2026, 3, 1)), ("undated", None), ("first", date(2026, 2, 1)))
    ]
    card = person_card(small(coalition=[member, "cleo core"], commitments=rows), "ben")
    assert card.membership is not None and card.membership.may_decide == "The form"
    assert [c.text for c in card.commitments] == ["first", "second", "undated"]
    plain = person_card(small(coalition=["cleo core"]), "cleo").membership
    assert plain is not None and plain.may_decide == ""


def test_a_missing_tie_is_a_gap_only_of_whoever_has_none() -> None:
    def lacks(*ties: str) -> bool:
        return "ties_unknown" in {g.kind for g in person_card(small(ties=ties), "dov").gaps}

    assert lacks("ben trusts ama")
    assert not lacks("dov trusts ama") and not lacks("ama trusts dov")


def test_a_sure_judgement_has_a_narrow_band_and_whoever_is_sworn_will_not_move() -> None:
    row = {"person": "ben", "stance": 0.0, "assessor": "ama"}
    sure = person_card(small(stances=[{**row, "sure": "high"}]), "ben").stance
    assert sure is not None
    assert (sure.low, sure.high) == ("skeptic", "supporter")
    assert not sure.sworn and "sworn" not in sure.text
    sworn = person_card(small(stances=[{**row, "stance": -1.0, "fixed": True}]), "ben").stance
    assert sworn is not None and sworn.text.endswith("Said to be sworn: will not move.")


def test_judgements_say_what_they_are_about_the_newest_first() -> None:
    rows = [
        {"person": "ben", "stance": "neutral", "assessor": "ama"},
        {"person": "ben", "stance": "skeptic", "assessor": "ama", "decision": "d1",
         "observed_on": date(2026, 2, 1)},
        {"person": "ben", "stance": "supporter", "assessor": "cleo",
         "observed_on": date(2026, 4, 1)},
    ]  # fmt: skip
    card = person_card(small(stances=rows), "ben")
    assert [(j.word, j.about) for j in card.history] == [
        ("supporter", ""),
        ("skeptic", "Move the money"),
        ("neutral", ""),
    ]
    marks = [{"person": "ben", "credibility": mark, "assessor": who, "observed_on": on}
             for mark, who, on in ((2, "ama", date(2026, 1, 1)), (4, "cleo", date(2026, 3, 1)),
                                   (1, "dov", None))]  # fmt: skip
    told = person_card(small(influence=marks), "ben").kotter
    assert [(k.mark, k.assessor) for k in told] == [
        (4, "Cleo Marsh"),
        (2, "Ama Boateng"),
        (1, "Dov Lind"),
    ]


def test_the_neighbourhood_holds_the_ties_among_those_shown_and_says_what_is_not_known() -> None:
    around = ego(small(), "eve")
    assert {(e.source, e.target) for e in around.edges} == {
        ("eve", "dov"), ("dov", "ama"), ("dov", "cleo"), ("cleo", "dov"),
    }  # fmt: skip
    assert around.headline == "Eve Ito listens to Dov Lind; nobody is known to turn to them."
    assert "Where Eve Ito stands is not known to you." in {g.text for g in around.gaps}
    assert not ego(small(), "ben").gaps
    silent = ego(small(ties=["ben works_with ama"]), "ben").headline
    assert silent.startswith("Whom Ben Adeyemi trusts or asks, and who turns to them, is not")
    asked = ego(small(ties=["cleo trusts ben"]), "ben").headline
    assert asked == "Whom Ben Adeyemi listens to is not known; one person turns to Ben Adeyemi."


def test_of_very_many_neighbours_the_weakest_are_left_out_and_counted() -> None:
    crowd = [f"p{k:03d}" for k in range(200)]
    near = [f"m trusts {p} {0.1 + k / 500:.3f}" for k, p in enumerate(crowd[:60])]
    far = [f"{crowd[59]} trusts {p} {0.1 + k / 500:.3f}" for k, p in enumerate(crowd[60:])]
    picture = ego(snapshot(people=["m", *crowd], ties=[*near, *far]), "m")
    steps = [n.steps for n in picture.neighbours]
    shown = {s: steps.count(s) for s in (0, 1, 2)}
    assert shown[0] == 1 and shown[1] < 60 and shown[2] < 140
    assert {"m", crowd[59], crowd[-1]} <= {n.person.code for n in picture.neighbours}
    assert crowd[0] not in {n.person.code for n in picture.neighbours}
    left = 200 - shown[1] - shown[2]
    assert f"{left} people with weaker ties are left out here." in {g.text for g in picture.gaps}


def test_the_outer_circle_stands_behind_the_one_through_whom_it_is_reached() -> None:
    ties = ["m trusts a", "m trusts b", "m trusts c", "m trusts d",
            "a trusts e", "b trusts f", "c trusts g", "d trusts h"]  # fmt: skip
    picture = ego(snapshot(people=list("mabcdefgh"), ties=ties), "m")
    at = {n.person.code: (n.x - 0.5, n.y - 0.5) for n in picture.neighbours}
    for inner, outer in zip("abcd", "efgh", strict=True):
        (x, y), (u, v) = at[inner], at[outer]
        assert x * v == pytest.approx(y * u, abs=1e-3) and x * u + y * v > 0
        assert 0 < x * x + y * y < u * u + v * v
    assert at["a"][1] < 0 and at["a"][0] == pytest.approx(0, abs=1e-3)  # the first is on top


def test_of_five_who_have_their_ear_the_four_strongest_are_named() -> None:
    inside = [f"m{k}" for k in range(5)]
    ties = [f"ben trusts {m} {0.5 + k / 10}" for k, m in enumerate(inside)]
    told = snapshot(people=["ben", *inside], ties=ties, coalition=[f"{m} core" for m in inside])
    assert person_card(told, "ben").ear == ("m4", "m3", "m2", "m1")


def test_a_stake_is_told_in_its_words_and_on_its_topic() -> None:
    rows = [
        {"person": "ben", "kind": "gain", "text": "Sleep", "topic": "nights"},
        {"person": "ben", "kind": "gain", "text": "Air"},
        {"person": "ben", "kind": "gain"},
    ]
    card = person_card(small(stakes=rows), "ben")
    assert [(s.text, s.topic) for s in card.stakes] == [("", ""), ("Air", ""), ("Sleep", "nights")]
    lacking = "What Ben Adeyemi gains, loses, needs or fears is not known; listen first."
    assert lacking not in {gap.text for gap in card.gaps}
    assert lacking in {gap.text for gap in person_card(small(stakes=[]), "ben").gaps}


def test_a_member_is_told_with_since_when_why_and_what_success_means_to_them() -> None:
    def told(**cells: Any) -> tuple[Any, ...]:
        row = {"person": "ben", "ring": "core", **cells}
        member = person_card(small(coalition=[row]), "ben").membership
        assert member is not None
        return member.since, member.success, member.reason

    seen, joined = date(2026, 3, 1), date(2026, 2, 1)
    assert told() == (None, "", "")
    assert told(observed_on=seen) == (seen, "", "")
    assert told(joined_on=joined) == (joined, "", "")
    words = {"meaning_of_success": "No queue", "reason": "Knows the desk"}
    assert told(joined_on=joined, observed_on=seen, **words) == (
        *(joined, "No queue", "Knows the desk"),
    )


def test_what_was_said_on_one_day_stands_by_who_said_it() -> None:
    said = {"person": "ben", "stance": "neutral"}
    rows = [{**said, "assessor": "cleo"}, {**said, "assessor": "ama", "decision": "d1"}]
    mark = {"person": "ben", "credibility": 3}
    late = {"assessor": "ama", "recorded_on": date(2026, 5, 1)}
    marks = [{**mark, "assessor": "cleo"}, {**mark, **late}]
    for k in (1, -1):
        card = person_card(small(stances=rows[::k], influence=marks[::k]), "ben")
        assert [j.assessor for j in card.history] == ["Ama Boateng", "Cleo Marsh"]
        assert [x.assessor for x in card.kotter] == ["Ama Boateng", "Cleo Marsh"]
