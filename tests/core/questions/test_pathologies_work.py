"""Pathologies of how it works at their borders: the last day that counts, and exactly enough."""

from __future__ import annotations

from typing import Any

from groundswell.core.questions.pathologies_work import (
    blurred,
    compliance,
    faction,
    inertia,
    mailing_list,
)
from groundswell.core.questions.pathology import ABSENT, PRESENT, UNKNOWN
from groundswell.core.questions.represented import View
from tests.core.builders import snapshot
from tests.core.questions.test_pathologies import CONTRARY, SOUND, ago, talks


def seen(**sheets: Any) -> View:
    return View(snapshot(**{**SOUND, **sheets}))


def test_a_gate_held_on_the_day_the_evidence_came_answers_it() -> None:
    """It came out 45 days ago; a gate or a change of the plan on that very day is no earlier."""

    def told(**sheets: Any) -> str:
        return inertia(seen(evidence=[CONTRARY], **sheets)).state

    assert told(gates=[{"gate": "g1", "held_on": ago(45)}]) == ABSENT
    assert told(adaptations=[{"adaptation": "a1", "date": ago(45)}]) == ABSENT
    assert told(adaptations=[{"adaptation": "a1", "date": ago(46)}]) == PRESENT


def adrift(
    lost: int = 0, owned: int = 0, rights: int = 0, lying: int = 0, kept: int = 0, due: int = 30
) -> str:
    """Return the state with so many rulings, rights and promises, with or without an owner."""
    rows = [{"person": "ben", "state": "promised", "due_on": ago(due)}] * lying
    rows += [{"person": "ben", "state": "kept", "due_on": ago(9)}] * kept
    owners: list[dict[str, Any]] = [{}] * lost + [{"owner": "ben"}] * owned
    return blurred(
        seen(
            rulings=[{"ruling": f"r{k}", **owner} for k, owner in enumerate(owners)],
            rights=[{"right": f"w{k}"} for k in range(rights)],
            commitments=rows,
        )
    ).state


def test_a_promise_lies_about_from_the_day_after_those_allowed() -> None:
    assert (adrift(lying=2, due=21), adrift(lying=2, due=22)) == (ABSENT, PRESENT)


def test_what_came_due_before_eight_weeks_and_those_allowed_is_of_long_ago() -> None:
    assert (adrift(lying=2, due=56 + 21), adrift(lying=2, due=56 + 22)) == (PRESENT, UNKNOWN)


def test_what_lies_about_is_part_of_what_it_is_a_share_of() -> None:
    """Two of six are more than three in ten, two of seven are less; three of ten are enough."""
    assert (adrift(lying=2, kept=4), adrift(lying=2, kept=5)) == (PRESENT, ABSENT)
    assert (adrift(rights=2, owned=4), adrift(rights=2, owned=5)) == (PRESENT, ABSENT)
    assert (adrift(lost=2, owned=4), adrift(lost=2, owned=5)) == (PRESENT, ABSENT)
    assert (adrift(lost=3, owned=7), adrift(lost=3, owned=8)) == (PRESENT, ABSENT)


def test_a_quarrel_on_the_map_is_the_coalitions_where_both_are_in_it() -> None:
    assert faction(seen(ties=["ben conflict dee"])).state == ABSENT
    assert faction(seen(ties=["dee conflict ben"])).state == ABSENT
    pair = {"coalition": ["ann core", "ben core"], "ties": ["ben conflict ann"]}
    quarrel = faction(seen(**pair))
    assert quarrel.state == UNKNOWN and quarrel.ids == ("ann", "ben")
    assert quarrel.text.startswith("The map shows you and ben in conflict")


def test_a_member_is_asked_once_the_days_allowed_have_passed() -> None:
    def told(days: int) -> str:
        members = [{"person": p, "ring": "core", "joined_on": ago(days)} for p in ("ben", "cy")]
        return mailing_list(
            seen(coalition=["ann core", *members], encounters=talks("ann"), commitments=[])
        ).state

    assert (told(59), told(60)) == (ABSENT, PRESENT)


def test_hours_of_one_member_are_a_record_of_what_members_give() -> None:
    members = [{"person": "ann", "ring": "core", "hours_per_week": 2}, "ben core", "cy core"]
    there = mailing_list(seen(coalition=members, encounters=[], commitments=[]))
    assert there.state == PRESENT and there.ids == ("ben", "cy")


def test_a_conversation_counts_as_putting_in_for_ninety_days_and_where_it_bears_no_date() -> None:
    def idle(**talk: Any) -> tuple[str, ...]:
        rows = [*talks("ann"), {"person": "dee", **talk}]
        return mailing_list(seen(encounters=rows, commitments=[])).ids

    assert idle(by="cy", date=ago(91)) == ("ben", "cy")
    assert idle(date=ago(1)) == ("ben", "cy")  # nobody of us is named
    assert idle(by="cy", date=ago(90)) == ()  # one alone is no mailing list
    assert idle(by="cy") == ()


def test_compliance_begins_at_exactly_its_gap_and_says_that_nobody_would() -> None:
    def told(willing: float) -> tuple[str, str]:
        rows = [{"node": "n1", "date": ago(5), "share": 0.75, "by_choice_share": willing}]
        gap = [{"constant": "compliance_gap", "value": 0.25}]
        there = compliance(seen(adoption=rows, settings=gap))
        return there.state, there.text

    assert (told(0.5)[0], told(0.51)[0]) == (PRESENT, ABSENT)
    assert "75 % work the new way and 50 % would without being told" in told(0.5)[1]
    assert "75 % work the new way and under 1 % would without being told" in told(0.0)[1]
