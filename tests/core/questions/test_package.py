"""Changes as short texts: what can be read, and what is said of what cannot."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from groundswell.core.questions.package import READERS, Package, package_of
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.terrain.map_records import Decision, Tie
from groundswell.core.terrain.run_records import Encounter, Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Ring, Rule, TieKind
from tests.core.builders import AS_OF, snapshot

MAP = snapshot(
    people=["ann", "ben", "c:1", {"person": "dee", "name": "Dee Marsh"}],
    ties=["ben trusts ann .2 declared x", "ben trusts ann .4 declared y", "ben advice ann .3"],
    decisions=["d1 majority", "d2 owner", "d3 owner - passed"],
    authority=["ann decide d1", "ben decide d1", "ben decide d2"],
    evidence=["e1 worked"],
    coalition=["ann core"],
)


def package(folded: Snapshot = MAP, /, **given: str) -> Package:
    every: dict[str, Any] = {name: () for name, _ in READERS}
    return package_of(folded, every | {name: tuple(text.split()) for name, text in given.items()})


def test_people_move_by_a_plan() -> None:
    found = package(recruit="ben:.5 c:1", exit="ann", stance="dee=skeptic ben=champion@d1")
    assert found.moves.raised == ((1, 0.5), (2, 0.75))
    assert found.moves.left == (0,)
    assert found.moves.held == ((3, -0.5),)
    assert found.moves.said == ((1, "d1", 1.0),)
    assert found.changed is MAP
    assert [c.text for c in found.changes] == [
        "ben joins with a commitment of 0.5",
        "c:1 joins",
        "ann leaves the coalition",
        "Dee Marsh becomes a skeptic",
        "ben becomes a champion on ‘d1’",
    ]


def test_a_code_may_hold_a_colon() -> None:
    assert package(recruit="c:1:.25").moves.raised == ((2, 0.25),)


def test_members_are_written_down_only_to_count_them() -> None:
    found = package(recruit="ben", exit="ann")
    assert set(found.recorded.members) == {"ben"}
    joined = next(m for m in found.recorded.seen.of(Member) if m.person == "ben")
    assert (joined.ring, joined.joined_on) == (Ring.WIDER, AS_OF)
    assert set(MAP.members) == {"ann"}
    assert package(stance="dee=neutral").recorded is MAP


def test_a_rule_replaces_the_record_and_keeps_the_rest() -> None:
    (changed,) = (p for p in package(rule="d1=quota:.75").changed.decisions if p.code == "d1")
    assert (changed.rule, changed.record.quota) == (Rule.QUOTA, 0.75)
    rows = package(rule="d1=unanimity").changed.seen.of(Decision)
    assert sorted(d.decision for d in rows) == ["d1", "d2", "d3"]


def test_a_rule_leaves_no_doubt_about_another() -> None:
    doubtful = snapshot(
        people=["ann", "ben"],
        decisions=[{"decision": "d1", "alt_rule": "unanimity", "alt_chance": 0.4}],
        authority=["ann decide d1", "ben decide d1"],
    )
    (changed,) = package(doubtful, rule="d1=majority").changed.decisions
    assert (changed.record.alt_rule, changed.record.alt_chance) == (None, None)


def test_a_tie_replaces_what_was_reported_of_that_layer() -> None:
    rows = package(tie="ben>ann:trusts").changed.seen.of(Tie)
    assert [(t.kind, t.weight) for t in rows] == [(TieKind.ADVICE, 0.3), (TieKind.TRUSTS, None)]


def test_evidence_is_shown_on_the_day_of_the_map() -> None:
    (row,) = package(show="e1:ben").changed.seen.of(Encounter)
    assert (row.person, row.shown, row.date) == ("ben", ("e1",), AS_OF)


BAD = [
    ({"recruit": "zoe"}, "recruit", "there is nobody with the code 'zoe'", "ann, ben, c:1, dee"),
    ({"recruit": "ben:2"}, "recruit", "'2' is no number from 0 to 1", ".75"),
    ({"recruit": "ben:nan"}, "recruit", "'nan' is no number", ".75"),
    ({"recruit": "ann"}, "recruit", "ann is in the coalition already", "Leave it out"),
    ({"recruit": "ben ben:.5"}, "recruit", "ben is there twice", "Leave one out"),
    ({"exit": "ben"}, "exit", "ben is not in the coalition", "Name somebody who is"),
    ({"exit": "ann ann"}, "exit", "ann is there twice", "Leave one out"),
    ({"stance": "ben"}, "stance", "'ben' names no stance", "CODE=supporter"),
    ({"stance": "ben=fan"}, "stance", "'fan' is no stance", "opponent, skeptic"),
    ({"stance": "ben=unknown"}, "stance", "'unknown' is no stance", "opponent, skeptic"),
    ({"stance": "ben=neutral@d9"}, "stance", "no decision with the code 'd9'", "d1, d2, d3"),
    ({"stance": "ben=neutral@d3"}, "stance", "‘d3’ has been passed already", "open one"),
    ({"stance": "dee=neutral@d1"}, "stance", "Dee Marsh neither decides nor vetoes", "@d1"),
    ({"stance": "ben=neutral ben=skeptic"}, "stance", "ben is there twice", "Leave one out"),
    ({"recruit": "ben", "stance": "ben=skeptic"}, "stance", "ben already joins", "one of the two"),
    ({"show": "e1"}, "show", "'e1' names nobody to show it to", "EVIDENCE:CODE"),
    ({"show": "e9:ben"}, "show", "the ledger has no entry 'e9'", "It has e1"),
    ({"rule": "d1"}, "rule", "'d1' names no rule", "DECISION=majority"),
    ({"rule": "d1=vote"}, "rule", "'vote' is no rule", "owner, majority"),
    ({"rule": "d1=quota"}, "rule", "'quota' does not fit", "quota:.6"),
    ({"rule": "d1=majority:.6"}, "rule", "'majority:.6' does not fit", "quota:.6"),
    ({"rule": "d1=quota:1.5"}, "rule", "'1.5' is no number from 0 to 1", "such as .75"),
    ({"rule": "d1=quota:0"}, "rule", "‘d1’ cannot be taken so", "another rule"),
    ({"rule": "d1=owner"}, "rule", "an owner decides alone", "another rule"),
    ({"rule": "d3=majority"}, "rule", "‘d3’ has been passed already", "open one"),
    ({"tie": "ben>ann"}, "tie", "'ben>ann' is no tie", "FROM>TO:trusts"),
    ({"tie": "ben:trusts"}, "tie", "'ben:trusts' is no tie", "FROM>TO:trusts"),
    ({"tie": "ben>ben:trusts"}, "tie", "both ends are the same person", "two people"),
    ({"tie": "ben>ann:conflict"}, "tie", "'conflict' is no layer", "trusts"),
    ({"tie": "ben>zoe:trusts"}, "tie", "nobody with the code 'zoe'", "ann, ben"),
]


@pytest.mark.parametrize(("given", "field", "what", "mend"), BAD)
def test_what_does_not_fit_is_named_with_what_and_how_to_mend_it(
    given: dict[str, str], field: str, what: str, mend: str
) -> None:
    with pytest.raises(UnfitOptionError) as caught:
        package(**given)
    assert caught.value.field == field
    assert what in caught.value.what
    assert mend in caught.value.mend
    assert str(caught.value) == f"{field}: {caught.value.what}. {caught.value.mend}"


@pytest.mark.parametrize(
    ("people", "known"), [("abcde", "a, b, c, d, e."), ("abcdef", "a, b, c, d, e and more.")]
)
def test_five_codes_are_named_and_of_more_it_is_said_that_there_are(
    people: str, known: str
) -> None:
    with pytest.raises(UnfitOptionError) as caught:
        package(snapshot(people=list(people)), recruit="zoe")
    assert caught.value.mend == f"The map has {known}"


def test_each_of_several_facts_takes_the_place_of_its_own() -> None:
    found = package(rule="d1=quota:.6 d2=majority", tie="ben>ann:trusts").changed.seen
    rules = {row.decision: row.rule for row in found.of(Decision)}
    assert len(found.of(Decision)) == 3
    assert (rules["d1"], rules["d2"]) == (Rule.QUOTA, Rule.MAJORITY)
    assert [row.kind for row in found.of(Tie)].count(TieKind.TRUSTS) == 1


def test_an_empty_map_says_what_to_add() -> None:
    empty = snapshot()
    for given, mend in (
        ({"recruit": "a"}, "Add people."),
        ({"rule": "d=majority"}, "Add a decision first."),
        ({"show": "e:a"}, "Write an entry first."),
    ):
        with pytest.raises(UnfitOptionError) as caught:
            package(empty, **given)
        assert caught.value.mend == mend


PIECES = ["ann", "ben", "c:1", "dee", "d1", "d2", "d3", "e1", ":", "=", ">", "@", "quota", ".5"]
PIECES += ["majority", "owner", "supporter", "unknown", "trusts", "conflict", "nan", "-1", " ", ""]
loose = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=6).map("".join)


def outcome(option: str, texts: list[str]) -> Package | UnfitOptionError:
    every: dict[str, Any] = {name: () for name, _ in READERS}
    try:
        return package_of(MAP, every | {option: tuple(texts)})
    except UnfitOptionError as error:
        return error


@drawn(st.sampled_from([name for name, _ in READERS]), st.lists(loose, min_size=1, max_size=2))
@settings(max_examples=300)
def test_whatever_is_written_is_read_or_refused_in_words(option: str, texts: list[str]) -> None:
    found = outcome(option, texts)
    if isinstance(found, UnfitOptionError):
        assert found.field == option
        assert found.what and found.mend.endswith(".")
    else:
        assert len(found.changes) == len(texts)
        assert found.recorded.people == MAP.people
