"""The ledger: results in words, whom each entry persuades, and what is missing from it."""

from __future__ import annotations

from datetime import date

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


def told(*entries: Evidence, shown: tuple[Encounter, ...] = ()) -> Ledger:
    """Return the ledger of a map with two people."""
    people = (Person(person="ben", name="Ben"), Person(person="cleo", name="Cleo"))
    records = {"people": people, "stakes": STAKES, "evidence": entries, "encounters": shown}
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
