"""What holds for every worked example, and what is particular to one."""

from __future__ import annotations

from collections import Counter
from datetime import date

from groundswell.core.terrain.map_records import Authority, Judgement, Person, Tie
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.record import Record, columns, key_of
from groundswell.core.terrain.run_records import (
    Conflict,
    Encounter,
    Evidence,
    Meeting,
    Member,
    Ruling,
)
from groundswell.core.terrain.terms import ConflictState, MemberRole, Phase, RulingMade, Stance
from groundswell.examples import names
from groundswell.examples.telling import tell


def every_record(story: Observations) -> list[Record]:
    return [story.initiative, *(record for rows in story.records.values() for record in rows)]


def test_is_marked_as_fictional(any_story: Observations) -> None:
    assert "(fictional example)" in (any_story.initiative.title or "")


def test_refers_only_to_what_is_there(any_story: Observations) -> None:
    codes = {
        sheet: {key_of(record)[0] for record in rows} for sheet, rows in any_story.records.items()
    }
    for record in every_record(any_story):
        kind: type = type(record)
        for column in columns(kind):
            cell = getattr(record, column.name)
            if column.bounds.refers and cell is not None:
                named = set(cell) if column.many else {cell}
                assert named <= codes[column.bounds.refers], (record, column.name)


def test_keys_are_unique(any_story: Observations) -> None:
    for sheet, rows in any_story.records.items():
        twice = [key for key, count in Counter(map(key_of, rows)).items() if count > 1]
        assert not twice, sheet


def test_nothing_but_plans_lies_after_the_date_it_describes(any_story: Observations) -> None:
    as_of = any_story.initiative.as_of
    assert as_of is not None
    assert as_of < date(2026, 11, 1)
    for record in every_record(any_story):
        kind: type = type(record)
        for column in columns(kind):
            cell = getattr(record, column.name)
            if isinstance(cell, date) and not column.bounds.plan:
                assert cell <= as_of, (record, column.name)


def test_nothing_in_the_diary_lies_before_the_start(any_story: Observations) -> None:
    start = any_story.initiative.started_on
    assert start is not None
    days = [record.date for record in any_story.of(Encounter)]
    days += [record.date for record in any_story.of(Meeting)]
    days += [record.date for record in any_story.of(Ruling)]
    assert all(day is not None and day >= start for day in days)


def test_numbers_stay_within_their_bounds(any_story: Observations) -> None:
    for record in every_record(any_story):
        kind: type = type(record)
        for column in columns(kind):
            cell = getattr(record, column.name)
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                low, high = column.bounds.low, column.bounds.high
                assert low is None or cell >= low, (record, column.name)
                assert high is None or cell <= high, (record, column.name)


def test_no_two_people_share_a_name(any_story: Observations) -> None:
    people = any_story.of(Person)
    assert len({person.name for person in people}) == len(people)


def test_phases_differ() -> None:
    phases = {name: tell(name).initiative.phase for name in names()}
    assert phases == {
        "government": Phase.EVIDENCE,
        "hospital": Phase.CRITICAL_MASS,
        "movement": Phase.NUCLEUS,
        "software": Phase.CRITICAL_MASS,
        "loner": Phase.NUCLEUS,
    }


def test_software_is_in_decay() -> None:
    story = tell("software")
    as_of = story.initiative.as_of
    assert as_of is not None
    late = [m for m in story.of(Meeting) if m.date and m.date >= date(2026, 4, 1)]
    assert late
    assert not any(meeting.changed for meeting in late)
    newest = max(entry.observed_on for entry in story.of(Evidence) if entry.observed_on)
    assert (as_of - newest).days > 150
    assert not any(m.role is MemberRole.SPONSOR and not m.left_on for m in story.of(Member))
    open_since = [c.opened_on for c in story.of(Conflict) if c.state is ConflictState.OPEN]
    assert any(opened and (as_of - opened).days > 30 for opened in open_since)
    assert any(ruling.made is not RulingMade.IN for ruling in story.of(Ruling))


def test_loner_is_alone() -> None:
    story = tell("loner")
    assert len(story.of(Person)) == 6
    assert len(story.of(Tie)) == 3
    assert not story.of(Evidence)
    assert [member.person for member in story.of(Member)] == [story.initiative.owner]
    (holder,) = story.of(Authority)
    seen = [j.stance for j in story.of(Judgement) if j.person == holder.person]
    assert seen == [Stance.UNKNOWN]
