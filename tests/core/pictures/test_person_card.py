"""The person card and the ego view on a small map known by heart."""

from __future__ import annotations

from datetime import date

import pytest

from groundswell.core.pictures.ego import ego
from groundswell.core.pictures.person_card import person_card
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
