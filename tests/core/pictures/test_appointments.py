"""What a calendar is to remind of, whose it is, and that each entry knows its own records."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from groundswell.core.pictures.appointments import Appointment, appointments, behind
from groundswell.core.terrain.map_records import Tie
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Commitment, Encounter, Gate, Meeting, Member, Pilot
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import TieKind
from tests.core.builders import AS_OF, snapshot


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def seen(**sheets: Any) -> Snapshot:
    given = {"about": {"owner": "ann"}, "people": ["ann", "ben", "cy"], **sheets}
    return snapshot(**given)


def due(map_: Snapshot, mine: str | None = "ann", owns: bool = True) -> list[tuple[str, ...]]:
    return [(one.kind, *one.key[:1]) for one in appointments(map_, mine, owns)]


def test_gates_trials_and_promises_stand_on_their_day_until_they_are_over() -> None:
    map_ = seen(
        gates=[{"gate": "g", "due_on": ago(-9)}, {"gate": "held", "due_on": ago(3),
                                                  "held_on": ago(3)}, {"gate": "undated"}],
        pilots=[{"pilot": "p", "ends_on": ago(-4), "stop_rule": "two errors"},
                {"pilot": "done", "ends_on": ago(-4), "state": "done"}, {"pilot": "undated"}],
        commitments=[{"person": "ben", "text": "A desk", "state": "promised", "due_on": ago(-2)},
                     {"person": "cy", "promised_on": ago(20), "due_on": ago(-3)},
                     {"person": "cy", "state": "kept", "due_on": ago(-3)}],
        meetings=[{"meeting": "m", "planned_for": ago(-1), "artifact": "The queue"}],
    )  # fmt: skip
    assert due(map_) == [
        ("meeting", "m"), ("promise", "ben"), ("promise", "cy"), ("pilot", "p"), ("gate", "g"),
    ]  # fmt: skip
    texts = {one.kind: (one.title, one.about) for one in appointments(map_, "ann", True)}
    assert texts["pilot"] == ("The trial ends: p", "It stops early if: two errors")
    assert texts["meeting"][1] == "On the table: The queue."
    assert [k for k in due(map_, "ben", owns=False) if k[0] == "promise"] == [("promise", "ben")]


def test_a_talk_that_is_overdue_stands_in_this_week_and_says_by_how_many_weeks() -> None:
    members = [{"person": p, "ring": "core"} for p in ("ann", "ben", "cy")]
    every = int(seen().settings.tend_inner_days)

    def talk(days: int) -> Appointment:
        met = [{"person": "ben", "by": "ann", "kind": "one_to_one", "date": ago(days)}]
        found = appointments(seen(coalition=members, encounters=met), "ann", True)
        return next(one for one in found if one.key == ("ben",))

    assert AS_OF.weekday() == 0
    soon, late, later = talk(every - 5), talk(every + 7), talk(every + 8)
    assert (soon.on, soon.waited) == (ago(-5), 0)
    assert (late.on, late.waited) == (AS_OF, 1)
    assert (later.on, later.waited) == (AS_OF, 2)
    assert appointments(seen(coalition=members), "ben", owns=False) == ()


def test_each_entry_knows_the_records_it_follows_from_and_no_others() -> None:
    def made(kind: str, *key: str) -> Appointment:
        return Appointment(kind, key, AS_OF, None, "", "")

    promise = Commitment(person="ben", text="A desk", asked_on=date(2026, 5, 1))
    records: list[tuple[Record, Appointment]] = [
        (Encounter(person="ben", by="ann"), made("talk", "ben")),
        (Member(person="ben"), made("talk", "ben")),
        (Gate(gate="g"), made("gate", "g")),
        (Meeting(meeting="m"), made("meeting", "m")),
        (Pilot(pilot="p"), made("pilot", "p")),
        (promise, made("promise", "ben", "A desk", "2026-05-01")),
    ]
    for record, own in records:
        for _, other in records:
            assert behind(other, record) is (other == own), (record, other)
    assert behind(made("talk", "ann"), records[0][0])
    assert not behind(records[0][1], Tie(from_="ben", to="ann", kind=TieKind.TRUSTS))
    for record, own in records:  # the right key of another kind is not enough
        assert not behind(made("other", *own.key), record)
