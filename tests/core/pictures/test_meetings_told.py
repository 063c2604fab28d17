"""Meetings, minutes, promises, gates and calendar: order, borders and what is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groundswell.core.pictures.appointments import appointments
from groundswell.core.pictures.gate_round import gates, next_due
from groundswell.core.pictures.meeting_log import MeetingLog, meeting_log
from groundswell.core.pictures.minutes import minutes
from groundswell.core.pictures.promises import Promises, promises
from groundswell.core.pictures.registers import governing
from groundswell.core.terrain.terms import CommitmentState, Strain
from tests.core.builders import AS_OF, snapshot
from tests.core.pictures.test_meetings import CORE, MEETING, ago, seen


class TestLog:
    def test_a_sitting_says_whose_it_was_and_what_lay_on_the_table(self) -> None:
        rows = [MEETING, {"meeting": "m2", "date": ago(3), "kind": "check_in"},
                {"meeting": "m3", "date": ago(1)}]  # fmt: skip
        log = meeting_log(seen(meetings=rows))
        assert [(s.meeting, s.core, s.artifact) for s in log.sittings] == [
            ("m3", True, ""),
            ("m2", False, ""),
            ("m1", True, "The queue"),
        ]

    def log(self, *gaps: int) -> MeetingLog:
        """Return the log of meetings with so many days between, the oldest first."""
        days = [ago(sum(gaps[k:])) for k in range(len(gaps) + 1)]
        rows = [{"meeting": f"m{k}", "date": day} for k, day in enumerate(days)]
        return meeting_log(seen(meetings=rows))

    def test_the_rhythm_is_that_of_the_last_five_meetings(self) -> None:
        assert self.log(7).rhythm == ""
        assert self.log(7, 7).rhythm.startswith("The core meets about every 7 days, so")
        # Twice twenty, then twice a week: the middle of these four counts, not what lies before.
        assert self.log(3, 20, 20, 7, 7).rhythm == (
            "The core meets about every 20 days. Weekly and short keeps more alive."
        )

    def test_who_was_never_heard_alone_is_told_from_who_was(self) -> None:
        talks = [{"person": "ben", "by": "ann", "date": ago(3)},
                 {"person": "cy", "by": "ann", "kind": "hallway", "date": ago(2)}]  # fmt: skip
        heard = meeting_log(seen(encounters=talks)).heard
        assert [(h.person, h.ever, h.on) for h in heard] == [
            ("ben", True, ago(3)),
            ("cy", False, None),
        ]

    def test_the_strain_is_that_of_the_last_contact_by_its_day(self) -> None:
        old = {"person": "ben", "by": "ann", "date": date(2026, 5, 9), "strain": "overcommitment"}
        new = {"person": "ben", "by": "ann", "date": date(2026, 5, 10)}
        rows = [old, new, {"person": "ben", "by": "ann", "strain": "overcommitment"}]
        strains = {h.person: h.strain for h in meeting_log(seen(encounters=rows)).heard}
        assert strains["ben"] is None
        told = meeting_log(seen(encounters=[{**old, "strain": None}, {**new, **{
            "strain": "overcommitment"}}])).heard[0].strain  # fmt: skip
        assert told is Strain.OVERCOMMITMENT


class TestMinutes:
    def part(self, title: str, **sheets: Any) -> tuple[str, ...]:
        parts = minutes(seen(**{"meetings": [MEETING], **sheets}), "m1").parts
        return next((p.lines for p in parts if p.title == title), ())

    def test_of_many_who_came_nineteen_are_named(self) -> None:
        def came(number: int) -> str:
            people = [f"p{k:02d}" for k in range(number)]
            rows = [f"m1 {p} present" for p in people]
            return self.part("Who came", people=["ann", *people], attendance=rows,
                             coalition=["ann core"], encounters=[])[0]  # fmt: skip

        assert came(20).endswith("p18 and p19")
        assert came(21).endswith("p18 and 2 more")

    def test_what_lay_on_the_table_is_told_with_its_sort(self) -> None:
        assert self.part("On the table") == ("The queue",)
        drawn = {**MEETING, "artifact_kind": "flow diagram"}
        assert self.part("On the table", meetings=[drawn]) == ("The queue (flow diagram)",)

    def test_worth_celebrating_is_what_was_won_on_the_day_and_has_words(self) -> None:
        wins = [{"date": ago(7), "text": "They laughed."}, {"date": ago(6), "title": "Later"},
                {"title": "Some day"}, {"date": ago(7)}]  # fmt: skip
        assert self.part("Worth celebrating", wins=wins) == ("They laughed.",)
        coming = {"meeting": "m1", "planned_for": ago(-3)}
        assert self.part("Worth celebrating", meetings=[coming], wins=wins) == ()


class TestPromises:
    def board(self, *rows: dict[str, Any]) -> Promises:
        return promises(seen(commitments=[{"person": "ben", **row} for row in rows]))

    def test_a_promise_is_late_the_day_after_it_was_due(self) -> None:
        assert self.board({"state": "promised", "due_on": AS_OF}).overdue == ()
        assert len(self.board({"state": "promised", "due_on": ago(1)}).overdue) == 1
        assert self.board({"state": "kept", "due_on": ago(1)}).overdue == ()

    def test_mandates_still_to_be_had_come_before_those_that_stand(self) -> None:
        rows = [{"person": p, "kind": "mandate", "state": s}
                for p, s in (("ann", "kept"), ("dee", "asked"), ("ben", "promised"))]  # fmt: skip
        assert [c.person for c in self.board(*rows).mandates] == ["ben", "dee", "ann"]

    def test_what_is_over_stands_the_newest_first_by_the_day_best_known(self) -> None:
        rows: list[dict[str, Any]] = [
            {"text": "undated"},
            {"text": "asked", "asked_on": ago(40)},
            {"text": "promised", "promised_on": ago(30), "asked_on": ago(1)},
            {"text": "due", "due_on": ago(20), "promised_on": ago(60)},
            {"text": "recorded", "recorded_on": ago(10), "due_on": ago(90)},
        ]
        kept = self.board(*({**row, "state": "kept"} for row in rows)).lanes
        (lane,) = [lane for lane in kept if lane.state is CommitmentState.KEPT]
        assert [c.text for c in lane.rows] == ["recorded", "due", "promised", "asked", "undated"]


class TestGates:
    def test_gates_that_were_held_stand_by_their_day_whatever_they_are_called(self) -> None:
        rows = [{"gate": g, "held_on": ago(d)} for g, d in (("a", 9), ("b", 99), ("c", 50))]
        assert [g.gate for g in gates(seen(gates=rows))] == ["a", "c", "b"]

    def test_the_next_gate_counts_from_the_last_one(self) -> None:
        rows = [{"gate": g, "held_on": ago(d)} for g, d in (("a", 10), ("b", 60))]
        assert next_due(seen(gates=rows)) == ago(10 - 91)


def test_rulings_stand_the_newest_first_whatever_they_are_called() -> None:
    rows = [{"ruling": r, "date": day} for r, day in (("a", ago(1)), ("b", ago(9)), ("c", None))]
    assert [r.ruling for r in governing(seen(rulings=rows)).rulings] == ["a", "b", "c"]


@pytest.mark.parametrize("day", [date(2026, 6, 3), date(2026, 6, 7)])
def test_an_overdue_talk_stands_on_the_monday_of_the_week(day: date) -> None:
    core = {
        **CORE,
        "encounters": [{"person": p, "by": "ann", "date": ago(90)} for p in "ben cy".split()],
    }
    talks = [a for a in appointments(snapshot(**core, as_of=day), "ann", True) if a.kind == "talk"]
    assert {a.on for a in talks} == {date(2026, 6, 1)}


def test_a_promise_in_the_calendar_says_whose_and_what() -> None:
    rows = [{"person": "ben", "text": text, "state": "promised", "due_on": ago(-2)}
            for text in ("A desk", None)]  # fmt: skip
    titles = [a.title for a in appointments(seen(commitments=rows), "ann", False)]
    assert titles == []
    titles = [a.title for a in appointments(seen(commitments=rows), "ben", False)]
    assert sorted(titles) == ["ben: A desk", "ben: what was promised"]
