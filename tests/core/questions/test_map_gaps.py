"""What the map does not know: which row raises which gap, and silence where nothing is missing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from groundswell.core.answer import Gap
from groundswell.core.questions.map_gaps import holders, last_revised, map_gaps
from tests.core.builders import AS_OF, snapshot


def ago(days: int) -> Any:
    return AS_OF - timedelta(days=days)


def judged(person: str, stance: float, days: int = 3) -> dict[str, Any]:
    return {"person": person, "stance": stance, "assessor": "x", "observed_on": ago(days)}


COMPLETE: dict[str, Any] = {
    "about": {"owner": "ann"},
    "units": ["u"],
    "people": ["ann u", "ben u", "cy u"],
    "ties": ["ann trusts ben", "ben trusts ann", "cy advice ben"],
    "stances": [judged("ben", 0.5), judged("cy", -0.8)],
    "decisions": ["d1 owner"],
    "authority": ["ben decide d1"],
    "nodes": ["n1 u .5"],
    "coalition": ["ann core"],
}


def gaps(**sheets: Any) -> list[Gap]:
    return map_gaps(snapshot(**{**COMPLETE, **sheets}))


def test_a_complete_map_has_none() -> None:
    assert gaps() == []


@pytest.mark.parametrize(
    ("sheets", "kind", "ids", "words"),
    [
        ({"decisions": [], "authority": [], "nodes": []}, "nothing_required", (), "Write down"),
        ({"nodes": []}, "operators_unknown", (), "adoption is left out"),
        ({"nodes": ["n1"]}, "operators_unknown", ("n1",), "do the work of ‘n1’"),
        ({"authority": []}, "holder_unknown", ("d1",), "decide on ‘d1’"),
        (
            {"coalition": [], "stances": [*COMPLETE["stances"], judged("ann", 1)]},
            "no_coalition",
            (),
            "Add yourself",
        ),
        ({"stances": [judged("cy", -0.8)]}, "stance_unknown", ("ben",), "a decision hangs on them"),
        (
            {"stances": [judged("ben", -0.8)]},
            "stance_unknown",
            ("cy",),
            "One person has not been judged by anybody; they count as unknown, not as neutral.",
        ),
        ({"ties": COMPLETE["ties"][:2]}, "ties_unknown", ("cy",), "One person listens to nobody"),
        ({"stances": [judged("ben", 0.5), judged("cy", 0.5)]}, "no_resistance", (), "at all"),
        (
            {"stances": [judged("ben", 0.5), "cy opponent x"]},
            "date_unknown",
            ("cy",),
            "One judgement carries no date",
        ),
        (
            {"stances": [judged("ben", 0.5, 31), judged("cy", -0.8, 40)]},
            "stale",
            (),
            "for 31 days",
        ),
    ],
)
def test_each_kind(sheets: dict[str, Any], kind: str, ids: tuple[str, ...], words: str) -> None:
    found = gaps(**sheets)
    assert [(g.kind, g.ids) for g in found] == [(kind, ids)]
    assert words in found[0].text


def test_one_alone_is_asked_neither_for_ties_nor_for_resistance_and_two_are() -> None:
    def kinds(*people: str) -> set[str]:
        return {g.kind for g in map_gaps(snapshot(people=people))}

    asked = {"ties_unknown", "no_resistance"}
    assert not kinds("ann") & asked
    assert kinds("ann", "ben") >= asked


def test_the_count_of_judgements_without_a_date_is_said_in_words() -> None:
    def told(*stances: Any) -> list[str]:
        return [g.text for g in gaps(stances=stances) if g.kind == "date_unknown"]

    one = "One judgement carries no date and counts as fresh."
    assert told(judged("ben", 0.5), "cy opponent x") == [one]
    two = "Two judgements carry no date and count as fresh."
    assert told("ben supporter x", "cy opponent x") == [two]


def test_a_month_without_a_revision_is_not_old_yet() -> None:
    assert gaps(stances=[judged("ben", 0.5, 30), judged("cy", -0.8, 40)]) == []


def test_an_empty_map_begins_with_names() -> None:
    found = {g.kind: g.text for g in map_gaps(snapshot())}
    assert "Start with ten names" in found["map_incomplete"]


def test_several_unknown_deciders_are_named_apart_from_the_rest() -> None:
    found = gaps(
        stances=[],
        resistance=["r1 habit"],
        authority=["ben decide d1", "cy veto d1"],
        people=["ann u", "ben u", "cy u", "dee u", "eve u"],
        ties=[*COMPLETE["ties"], "dee trusts ann", "eve trusts ann"],
    )
    assert [(g.kind, g.ids) for g in found] == [
        ("stance_unknown", ("ben", "cy")),
        ("stance_unknown", ("dee", "eve")),
    ]
    assert "ben and cy stand, though decisions hang" in found[0].text
    assert found[1].text.startswith("Two people have not")


def test_resistance_written_down_is_resistance() -> None:
    friendly = [judged("ben", 0.5), judged("cy", 0.5)]
    assert gaps(stances=friendly, resistance=["r1 habit"]) == []


def test_members_need_no_judgement() -> None:
    assert gaps(stances=[judged("cy", -0.8)], coalition=["ann core", "ben core"]) == []


def test_what_is_settled_or_optional_has_no_holders_that_matter() -> None:
    rows: dict[str, Any] = {
        "people": ["a", "b", "c"],
        "decisions": ["d1", "d2 owner - passed", {"decision": "d3", "required": False}],
        "authority": ["a decide d1", "b decide d2", "c decide d3"],
    }
    assert holders(snapshot(**rows)) == {0}
    assert holders(snapshot(people=["a"], decisions=["d1"])) == set()


def test_the_newest_day_counts_and_dates_ahead_do_not() -> None:
    assert last_revised(snapshot(people=["a"])) is None
    folded = snapshot(
        people=["a"],
        stances=[judged("a", 0, 9)],
        commitments=[{"person": "a", "asked_on": ago(5), "due_on": ago(-40)}],
    )
    assert last_revised(folded) == ago(5)


@pytest.mark.parametrize(("stance", "silent"), [(-0.8, False), (0.0, True), (0.2, True)])
def test_only_somebody_against_it_is_resistance(stance: float, silent: bool) -> None:
    rows = [{**judged("ben", 0.5), "sure": "high"}, {**judged("cy", stance), "sure": "high"}]
    found = {g.kind for g in gaps(stances=rows, resistance=[])}
    assert ("no_resistance" in found) is silent
