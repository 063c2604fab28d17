"""Short texts and the codes inside: read without loss, found in every reading, nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.core.terrain.notations import Notation, Part, may_name, reading, readings
from groundswell.core.terrain.plan_records import (
    KeptPlan,
    names_inside,
    own_part,
    stances_of,
    without_person,
)
from groundswell.core.terrain.run_records import Encounter

WELL = [
    (Notation.RECRUIT, "ben", {"ben"}),
    (Notation.RECRUIT, "ben:.8", {"ben"}),
    (Notation.RECRUIT, "ben:0", {"ben"}),
    (Notation.EXIT, "ben", {"ben"}),
    (Notation.STANCE, "ben=champion", {"ben"}),
    (Notation.STANCE, "ben=neutral@d1", {"ben", "d1"}),
    (Notation.SHOW, "e1:ben", {"e1", "ben"}),
    (Notation.RULE, "d1=majority", {"d1"}),
    (Notation.RULE, "d1=quota:.6", {"d1"}),
    (Notation.TIE, "ben>cy:trusts", {"ben", "cy"}),
    (Notation.TIE, "ben>c:trusts", {"ben", "c"}),
]
CODES = {"people": {"ben", "cy", "a:b", "x=y", "ben:.8"}, "decisions": {"d1"}, "evidence": {"e1"}}


def known(sheet: str, code: str) -> bool:
    return code in CODES[sheet]


@pytest.mark.parametrize(("notation", "text", "codes"), WELL)
def test_each_way_to_write_a_change_is_read(notation: Notation, text: str, codes: set[str]) -> None:
    found = {part.text for part in readings(notation, text)[-1] if part.sheet}
    assert found == codes


@pytest.mark.parametrize(
    ("notation", "text"),
    [
        (Notation.RECRUIT, ""),
        (Notation.EXIT, " "),
        (Notation.EXIT, "ben;cy"),
        (Notation.STANCE, "ben"),
        (Notation.STANCE, "ben=king"),
        (Notation.STANCE, "ben=unknown"),
        (Notation.STANCE, "=neutral"),
        (Notation.STANCE, "ben=neutral@"),
        (Notation.SHOW, "e1"),
        (Notation.SHOW, ":ben"),
        (Notation.RULE, "d1=quota"),
        (Notation.RULE, "d1=quota:1.5"),
        (Notation.RULE, "d1=quota:half"),
        (Notation.RULE, "d1=majority:.5"),
        (Notation.RULE, "d1=whim"),
        (Notation.TIE, "ben:trusts"),
        (Notation.TIE, "ben>cy:conflict"),
        (Notation.TIE, "ben>ben:trusts"),
    ],
)
def test_what_is_no_such_text_has_no_reading(notation: Notation, text: str) -> None:
    assert readings(notation, text) == ()


@given(st.sampled_from(list(Notation)), st.text(":=@>;. ab1quotaneutral", max_size=20))
def test_a_reading_joined_is_the_text_again(notation: Notation, text: str) -> None:
    for way in readings(notation, text):
        assert "".join(part.text for part in way) == text.strip()
        assert all(part.text for part in way)


def test_a_share_needs_somebody_whose_it_is() -> None:
    assert readings(Notation.RECRUIT, ":.5") == ((Part(":.5", "people"),),)
    assert readings(Notation.RECRUIT, "ben:half") == ((Part("ben:half", "people"),),)


def test_of_several_readings_of_a_supposed_stance_the_first_is_whose_it_is() -> None:
    both = "a=supporter@x=opponent"
    assert len(readings(Notation.STANCE, both)) == 2
    assert stances_of(KeptPlan(plan="p", stance=(both,))) == {"a"}


def test_a_code_that_holds_the_signs_is_read_as_the_map_knows_it() -> None:
    assert reading(Notation.RECRUIT, "ben:.8", known) == (Part("ben:.8", "people"),)
    assert reading(Notation.SHOW, "e1:a:b", known)[0] == Part("e1", "evidence")
    assert reading(Notation.STANCE, "x=y=neutral", known)[0] == Part("x=y", "people")
    assert reading(Notation.RECRUIT, "zoe:.8", known) == (Part("zoe", "people"), Part(":.8"))
    assert reading(Notation.STANCE, "zoe", known) == ()


@pytest.mark.parametrize(("notation", "text", "codes"), WELL)
def test_whoever_may_be_named_is_found(notation: Notation, text: str, codes: set[str]) -> None:
    for code in codes & {"ben", "cy"}:
        assert may_name(notation, text, "people", code)
    assert not may_name(notation, text, "people", "be")
    assert not may_name(notation, text, "people", "d1")
    assert not may_name(notation, text, "people", "neutral")


def test_a_text_that_cannot_be_read_is_searched_for_whoever_stands_apart_in_it() -> None:
    assert may_name(Notation.STANCE, "ben=king", "people", "ben")
    assert may_name(Notation.TIE, "cy>ben", "people", "ben")
    assert not may_name(Notation.STANCE, "bennet=king", "people", "ben")


PLAN = KeptPlan(
    plan="p1",
    title="Ben in, Cy out",
    recruit=("ben", "ben:.8"),
    exit=("cy",),
    stance=("ben=neutral@d1", "dot=champion"),
    tie=("cy>ben:trusts",),
    rule=("d1=majority",),
    note="Ask Dot.",
)


def test_a_plan_without_somebody_keeps_the_rest() -> None:
    left = without_person(PLAN, "ben")
    assert (left.recruit, left.exit, left.stance, left.tie) == (
        None,
        ("cy",),
        ("dot=champion",),
        None,
    )
    assert left.rule == ("d1=majority",) and left.title == PLAN.title
    assert not names_inside(left, "ben") and names_inside(left, "cy")
    assert without_person(PLAN, "zoe") == PLAN


def test_what_is_handed_to_somebody_speaks_of_nobody_else() -> None:
    own = own_part(PLAN, "dot")
    assert list(own.changes) == [(Notation.STANCE, "dot=champion")]
    assert (own.title, own.note) == (None, None)
    alone = KeptPlan(plan="p2", title="Ben in", recruit=("ben",))
    assert own_part(alone, "ben") == alone
    seen = Encounter(person="ben", shown=("e1",))
    assert own_part(seen, "cy") == seen and not names_inside(seen, "ben")


def test_whose_stance_a_plan_supposes() -> None:
    assert stances_of(PLAN) == {"ben", "dot"}
    assert stances_of(KeptPlan(plan="p2", recruit=("ben",))) == frozenset()
