"""The ledger: results in words, whom each entry persuades, and what is missing from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from groundswell.core.pictures.ledger import Ledger, ledger
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative, Person, Stake
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Encounter, Evidence
from groundswell.core.terrain.terms import EvidenceKind, GapKind, Result, StakeKind

DAY = date(2026, 11, 1)
TRIAL = Evidence(
    evidence="t",
    kind=EvidenceKind.TRIAL,
    claim="Calls fell.",
    measure="calls",
    effect=-0.2,
    low=-0.3,
    high=-0.1,
    n=12,
    result=Result.WORKED,
    topics=("calls",),
)
STAKES = (
    Stake(person="ben", kind=StakeKind.GAIN, text="Fewer calls.", topic="Calls"),
    Stake(person="cleo", kind=StakeKind.FEAR, text="Fewer posts.", topic="posts"),
)


def told(
    *entries: Evidence, shown: tuple[Encounter, ...] = (), stakes: tuple[Stake, ...] = STAKES
) -> Ledger:
    """Return the ledger of a map with two people."""
    people = (Person(person="ben", name="Ben"), Person(person="cleo", name="Cleo"))
    records = {"people": people, "stakes": stakes, "evidence": entries, "encounters": shown}
    return ledger(fold(Observations(Initiative(owner="ben"), records), DAY))


def test_an_empty_ledger_says_how_to_begin() -> None:
    found = told()
    assert found.headline == "Nothing is in the ledger yet: what do you know, honestly?"
    assert [g.kind for g in found.gaps] == [GapKind.NO_EVIDENCE]


def test_an_entry_says_strength_limits_and_whom_it_persuades() -> None:
    (entry,) = told(TRIAL).entries
    assert "calls" in entry.strength and "20 %" in entry.strength and "12 cases" in entry.strength
    assert "Small: 12 cases." in entry.limits
    assert [(p.person, p.text) for p in entry.persuades] == [("ben", "Fewer calls.")]


def test_successes_alone_are_not_believed() -> None:
    assert told(TRIAL).headline.startswith("One entry: one worked; nothing is said to have failed")
    broke = Evidence(evidence="b", result=Result.BROKE, topics=("posts",))
    assert told(TRIAL, broke).headline == "Two entries: one worked and one broke."


def test_what_people_care_about_and_nothing_speaks_to_is_a_gap() -> None:
    (gap,) = told(TRIAL).gaps
    assert gap.kind == GapKind.STAKE_UNANSWERED and "posts" in gap.text


def test_an_entry_without_a_topic_reaches_nobody() -> None:
    found = told(Evidence(evidence="x", result=Result.NULL))
    assert any("no topic" in gap.text for gap in found.gaps)


def test_who_has_seen_it_newest_first() -> None:
    shown = (
        Encounter(person="ben", date=date(2026, 5, 1), shown=("t",), outcome="Nodded."),
        Encounter(person="cleo", date=date(2026, 6, 1), shown=("t",)),
    )
    (entry,) = told(TRIAL, shown=shown).entries
    assert [(s.person, s.outcome) for s in entry.shown] == [("cleo", ""), ("ben", "Nodded.")]


def test_an_interval_is_told_only_with_an_effect_and_both_its_ends() -> None:
    (full,) = told(TRIAL).entries
    assert full.strength.endswith(", 80 % interval, 12 cases")
    partial = (replace(TRIAL, low=None), replace(TRIAL, high=None), replace(TRIAL, effect=None))
    for row in partial:
        (entry,) = told(row).entries
        assert "interval" not in entry.strength and not entry.strength.startswith(",")
    (one,) = told(replace(TRIAL, n=1)).entries
    assert one.strength.endswith(", 1 case")


def test_whom_it_persuades_is_told_with_the_kind_of_their_stake() -> None:
    (entry,) = told(TRIAL).entries
    assert [(p.person, p.kind, p.topic) for p in entry.persuades] == [("ben", "gain", "Calls")]


def test_the_newest_entry_stands_first_and_one_result_of_your_own_is_enough() -> None:
    old = replace(TRIAL, evidence="old", observed_on=date(2026, 1, 1))
    new = replace(TRIAL, evidence="new", observed_on=date(2026, 5, 1))
    there = Evidence(evidence="there", kind=EvidenceKind.EXTERNAL, claim="Elsewhere.")
    found = told(old, there, new)
    assert [e.code for e in found.entries] == ["new", "old", "there"]
    own = "No result of your own is in the ledger yet."
    assert own not in {g.text for g in found.gaps}
    assert own in {g.text for g in told(there).gaps}


def test_an_entry_carries_its_words_and_blanks_stay_blank() -> None:
    row = replace(TRIAL, kind=EvidenceKind.EXTERNAL, source="A visit", comparability="Half as big")
    (entry,) = told(row).entries
    assert (entry.claim, entry.source, entry.comparability) == (
        *("Calls fell.", "A visit", "Half as big"),
    )
    (bare,) = told(Evidence(evidence="x")).entries
    assert (bare.claim, bare.source, bare.comparability, bare.strength) == ("", "", "", "")


def test_measure_and_effect_are_told_together_or_not_at_all() -> None:
    def strength(**cells: Any) -> str:
        return told(replace(TRIAL, low=None, high=None, **cells)).entries[0].strength

    assert strength() == "calls down 20 %, 12 cases"
    assert strength(measure=None) == "down 20 %, 12 cases"
    assert strength(effect=None) == "12 cases"


def test_stakes_of_one_person_stand_by_their_words() -> None:
    two = [Stake(person="ben", kind=kind, text=text, topic="calls")
           for kind, text in ((StakeKind.GAIN, "Sleep."), (StakeKind.NEED, "Air."))]  # fmt: skip
    for stakes in (two, two[::-1]):
        (entry,) = told(TRIAL, stakes=tuple(stakes)).entries
        assert [p.text for p in entry.persuades] == ["Air.", "Sleep."]


def test_an_example_from_elsewhere_asks_how_like_you_it_is() -> None:
    def asks(**more: Any) -> bool:
        row = Evidence(evidence="x", kind=EvidenceKind.EXTERNAL, topics=("calls",), **more)
        return any("how like you they are" in gap.text for gap in told(row).gaps)

    assert asks() and not asks(comparability="Half as big")
    assert not any("how like you" in gap.text for gap in told(TRIAL).gaps)


def test_only_a_topic_of_somebody_on_the_map_that_no_entry_speaks_to_is_open() -> None:
    def open_(*entries: Evidence) -> list[str]:
        stakes = (
            *STAKES,
            Stake(person="ben", text="Of no topic."),
            Stake(person="stranger", text="Elsewhere.", topic="rent"),
        )
        found = told(*entries, stakes=stakes).gaps
        return [gap.text for gap in found if gap.text.startswith("People care")]

    posts = "People care about posts, and nothing in the ledger speaks to that."
    assert open_(TRIAL) == [posts]
    assert open_(TRIAL, replace(TRIAL, evidence="u", topics=("posts",))) == []
