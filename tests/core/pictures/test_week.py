"""This week: at most seven things in a stated order, within the hours, and nothing to fill it."""

from __future__ import annotations

from datetime import date

import pytest

from groundswell.core.pictures.dues.conversation import Talk
from groundswell.core.pictures.week import MOST, Week, week, week_of
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Initiative,
    Judgement,
    Node,
    Operator,
    Person,
    Tie,
)
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Commitment, Encounter, Evidence, Gate, Member
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import (
    AuthorityRole,
    CommitmentState,
    Phase,
    Ring,
    Stance,
    TieKind,
)

DAY = date(2026, 11, 25)
PEOPLE = ("ada", "ben", "cleo", "dan")


def snapshot(*records: Record, **about: object) -> Snapshot:
    """Fold a small map, with more records where a test needs them."""
    every: list[Record] = [Person(person=p, name=p.title()) for p in PEOPLE]
    every += [
        Decision(decision="money", title="Pay for it"),
        Authority(decision="money", person="ben", role=AuthorityRole.DECIDE),
        Node(node="desk", title="The desk"),
        Operator(node="desk", person="dan"),
        Member(person="ada", ring=Ring.NUCLEUS),
        Tie(from_="ada", to="dan", kind=TieKind.REPORTS_TO),
        Tie(from_="ben", to="ada", kind=TieKind.TRUSTS),
        Tie(from_="cleo", to="ada", kind=TieKind.TRUSTS),
        Judgement(person="ben", stance=Stance.SKEPTIC, assessor="ada", observed_on=DAY),
        Judgement(person="dan", stance=Stance.NEUTRAL, assessor="ada", observed_on=DAY),
        Judgement(person="cleo", stance=Stance.NEUTRAL, assessor="ada", observed_on=DAY),
        Evidence(evidence="e", claim="It took a day less."),
        *records,
    ]
    sheets: dict[str, tuple[Record, ...]] = {}
    for record in every:
        sheets[record.SHEET] = (*sheets.get(record.SHEET, ()), record)
    named = {"title": "One form", "owner": "ada", **about}
    return fold(Observations(Initiative(**named), sheets), DAY, DAY)  # type: ignore[arg-type]


def kinds(found: Week) -> list[str]:
    """Return the kinds of what there is to do, in order."""
    return [item.kind for item in found.items]


def test_nothing_needs_you_is_a_full_answer() -> None:
    found = week(snapshot())
    assert found.items == () and found.headline == "Nothing needs you this week."


@pytest.mark.parametrize(
    ("record", "kind", "ids"),
    [
        (Gate(gate="g", due_on=date(2026, 12, 1)), "gate", ("g",)),
        (
            Commitment(person="ben", text="a word", due_on=date(2026, 11, 1),
                       state=CommitmentState.PROMISED),
            "promise",
            ("ben",),
        ),
        (Member(person="cleo", ring=Ring.CORE), "check_in", ("cleo",)),
        (Authority(decision="money", person="eva", role=AuthorityRole.VETO), "judge", ("eva",)),
        (Decision(decision="rule", title="Change the rule"), "holder", ("rule",)),
        (Person(person="fay", name="Fay", voice="patients"), "voice", ("fay",)),
    ],
)  # fmt: skip
def test_each_finding_names_its_records(record: Record, kind: str, ids: tuple[str, ...]) -> None:
    extra = [Person(person="eva", name="Eva")] if "eva" in ids else []
    found = week(snapshot(record, *extra))
    assert kind in kinds(found)
    item = next(item for item in found.items if item.kind == kind)
    assert item.ids == ids and item.reason.endswith(".")


def test_what_is_done_or_far_away_is_left_alone() -> None:
    found = week(
        snapshot(
            Gate(gate="held", due_on=date(2026, 11, 1), held_on=date(2026, 11, 1)),
            Gate(gate="far", due_on=date(2027, 3, 1)),
            Commitment(person="ben", due_on=date(2026, 11, 1), state=CommitmentState.KEPT),
            Member(person="cleo", ring=Ring.CORE),
            Encounter(person="cleo", date=date(2026, 11, 20)),
        )
    )
    assert found.items == ()


def test_it_fits_the_hours_and_names_what_does_not() -> None:
    rows = (
        Gate(gate="g", due_on=date(2026, 12, 1)),
        Member(person="cleo", ring=Ring.CORE),
        Decision(decision="rule", title="Change the rule"),
    )
    found = week(snapshot(*rows, weekly_hours=1.0))
    assert kinds(found) == ["gate"] and {item.kind for item in found.later} == {
        "check_in",
        "holder",
    }
    assert kinds(week(snapshot(*rows))) == ["gate", "check_in", "holder"]


def test_there_are_never_more_than_seven() -> None:
    decisions = [Decision(decision=f"d{n}", title=f"Decision {n}") for n in range(9)]
    owing = [
        Commitment(person=p, due_on=date(2026, 11, 1), state=CommitmentState.PROMISED)
        for p in ("ben", "dan")
    ]
    voices = [Person(person="fay", name="Fay", voice="patients")]
    members = [Member(person=p, ring=Ring.CORE) for p in ("cleo", "dan")]
    gate = Gate(gate="g", due_on=DAY)
    found = week(
        snapshot(*decisions, *owing, *voices, *members, gate), talk=Talk("ben", "ada", "Why.")
    )
    assert len(found.items) == MOST and found.later


def test_rest_is_rest() -> None:
    gate = Gate(gate="g", due_on=DAY)
    assert week(snapshot(gate, phase=Phase.PAUSED)).items == ()


def test_an_empty_map_begins_with_a_sentence_and_names() -> None:
    found = week(fold(Observations(), DAY, DAY))
    assert kinds(found) == ["title", "names", "decisions"]


def test_without_private_records_nothing_is_said_about_them() -> None:
    bare = snapshot(Member(person="cleo", ring=Ring.CORE))
    assert "check_in" in kinds(week(bare))
    found = week(bare, private=False)
    assert "check_in" not in kinds(found) and "judged" not in found.population


def test_only_the_owner_is_asked_about_their_manager() -> None:
    people = [Person(person=p, name=p) for p in PEOPLE]
    seen = Observations(Initiative(title="A", owner="ada"), {"people": tuple(people)})
    folded = fold(seen, DAY, DAY)
    assert "manager" in kinds(week(folded)) + [i.kind for i in week(folded).later]
    other = week(folded, mine=False)
    assert "manager" not in kinds(other) + [i.kind for i in other.later]


def test_the_hours_are_the_sum_by_halves_and_the_first_is_in_whatever_it_takes() -> None:
    gate = Gate(gate="g", due_on=date(2026, 12, 1))
    rows = (gate, Member(person="cleo", ring=Ring.CORE))
    found = week(snapshot(*rows))
    takes = sum(item.hours for item in found.items)
    assert takes == 1.75 and found.hours == 2.0  # a tie goes to the even half
    assert week(snapshot(gate)).hours == 1.0
    tight = week(snapshot(*rows, weekly_hours=0.5))
    assert kinds(tight) == ["gate"] and [i.kind for i in tight.later] == ["check_in"]
    assert kinds(week(snapshot(*rows, weekly_hours=1.75))) == ["gate", "check_in"]


def test_the_first_line_counts_and_names_what_comes_first() -> None:
    gate = Gate(gate="g", due_on=date(2026, 12, 1))
    assert week(snapshot(gate)).headline == "One thing this week: hold the gate."
    rows = (gate, Member(person="cleo", ring=Ring.CORE))
    assert week(snapshot(*rows)).headline == "Two small things this week. First: hold the gate."
    tight = week(snapshot(*rows, weekly_hours=0.5))
    assert tight.headline == "One small thing this week. First: hold the gate."
    assert week(snapshot(gate, phase=Phase.PAUSED)).headline.startswith("The work rests.")


def test_what_is_said_if_the_manager_asks_is_the_owners_to_write_down() -> None:
    told = snapshot(phase=Phase.EVIDENCE)
    assert "visibility" in kinds(week(told))
    assert "visibility" not in kinds(week(told, mine=False))


@pytest.mark.parametrize(
    ("people", "phase", "talk"),
    [(2, Phase.EVIDENCE, False), (3, Phase.EVIDENCE, True), (3, Phase.PAUSED, False)],
)
def test_a_talk_is_worked_out_from_three_people_on_unless_the_work_rests(
    people: int, phase: Phase, talk: bool
) -> None:
    records: dict[str, tuple[Record, ...]] = {
        "people": tuple(Person(person=p) for p in PEOPLE[:people]),
        "decisions": (Decision(decision="money"),),
        "authority": (Authority(decision="money", person="ben", role=AuthorityRole.DECIDE),),
        "ties": (Tie(from_="ben", to="ada", kind=TieKind.TRUSTS),),
        "coalition": (Member(person="ada", ring=Ring.NUCLEUS),),
    }
    found = week_of(fold(Observations(Initiative(owner="ada", phase=phase), records), DAY, DAY))
    assert ("talk" in kinds(found)) is talk
