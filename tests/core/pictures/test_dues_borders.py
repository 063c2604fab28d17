"""What may be due, at its borders: the first and the last day, which one comes first, its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from groundswell.core.pictures.dues.adoption import adoption_due
from groundswell.core.pictures.dues.beginnings import beginnings_due
from groundswell.core.pictures.dues.blind_spots import blind_spots_due
from groundswell.core.pictures.dues.check_ins import check_ins_due
from groundswell.core.pictures.dues.commitments import commitments_due
from groundswell.core.pictures.dues.conversation import Talk, conversation_due
from groundswell.core.pictures.dues.deciders import deciders_due
from groundswell.core.pictures.dues.ears import ears_due
from groundswell.core.pictures.dues.gates import gates_due
from groundswell.core.pictures.dues.item import Item, Urgency
from groundswell.core.pictures.dues.meetings import meetings_due
from groundswell.core.pictures.dues.phase import asked_today_due, phase_due, rest_over_due
from groundswell.core.pictures.dues.promises import promises_due
from groundswell.core.pictures.dues.tending import tending_due
from groundswell.core.pictures.dues.voices import voices_due
from groundswell.core.pictures.dues.warnings import TITLES, warnings_due
from groundswell.core.terrain.snapshot import Snapshot
from tests.core.builders import AS_OF
from tests.core.pictures.test_dues import LAUNCH, ago, one, snapshot

HELD = {"decisions": ["d1"], "authority": ["dee decide d1"]}
LATE = [{"person": "dee", "text": "A desk", "state": "promised", "due_on": ago(9)}]
ASKED = [{"person": "dee", "text": "A desk.", "state": "asked", "asked_on": ago(30)}]
LEFT = [{"person": "ben", "ring": "core", "left_on": ago(9)}]
FADING = {
    "coalition": [{"person": "dee", "ring": "wider"}],
    "encounters": [{"person": "dee", "by": "ann", "date": ago(380)}],
}
REST = [{"replant": "r", "started_on": ago(60), "resume_on": AS_OF}]
READY: dict[str, Any] = {
    "commitments": ["ben time promised", "cy time promised"],
    "evidence": [{"evidence": "t", "kind": "trial", "result": "null"}],
}
MET = [{"meeting": "m", "date": ago(30), "kind": "core"}]

Source = Callable[[Snapshot], Iterable[Item]]
VOICE = ["ann", {"person": "eve", "voice": "night staff"}]
RESTING = {"owner": "ann", "phase": "paused"}
EVERYTHING: list[tuple[str, Source, dict[str, Any]]] = [
    ("title", beginnings_due, {"about": {}}),
    ("names", beginnings_due, {"people": ["ann"]}),
    ("coalition", beginnings_due, {"coalition": []}),
    ("decisions", beginnings_due, {}),
    ("manager", lambda map_: blind_spots_due(map_, mine=True), {}),
    ("check_in", check_ins_due, {"coalition": ["ann core", "ben core"]}),
    ("ask", commitments_due, {"commitments": ASKED}),
    ("talk", lambda map_: conversation_due(map_, Talk("dee", None, "Why.")), {}),
    ("judge", lambda map_: deciders_due(map_, {}), HELD),
    ("gate", gates_due, {"gates": [{"gate": "g", "due_on": AS_OF}]}),
    ("gates", gates_due, {}),
    ("meetings", meetings_due, {}),
    ("meetings", meetings_due, {"meetings": MET}),
    ("phase", phase_due, READY),
    ("replant", phase_due, {"coalition": ["ann core", *LEFT]}),
    ("replant", rest_over_due, {"about": RESTING, "replants": REST}),
    ("promise", promises_due, {"commitments": LATE}),
    ("tending", tending_due, FADING),
    ("voice", voices_due, {"people": VOICE}),
    ("adoption", adoption_due, {"about": LAUNCH, "nodes": ["desk"]}),
]


@pytest.mark.parametrize(("kind", "source", "sheets"), EVERYTHING)
def test_no_small_thing_takes_more_than_an_hour(
    kind: str, source: Source, sheets: dict[str, Any]
) -> None:
    assert 0 < one(source(snapshot(**sheets)), kind).hours <= 1


def test_the_map_is_asked_for_names_until_it_has_three() -> None:
    def names(*people: str) -> bool:
        return "names" in {item.kind for item in beginnings_due(snapshot(people=people))}

    assert names("ann", "ben") and not names("ann", "ben", "cy")


def test_what_was_asked_three_weeks_ago_is_asked_again_the_longest_waiting_first() -> None:
    def asked(days: int, person: str = "dee", **cells: Any) -> dict[str, Any]:
        return {"person": person, "state": "asked", "asked_on": ago(days), **cells}

    assert not list(commitments_due(snapshot(commitments=[asked(20)])))
    rows = [asked(21, "ben"), asked(35, "dee", text="A desk.")]
    (longest,) = commitments_due(snapshot(commitments=rows))
    assert longest.ids == ("dee",)
    assert longest.reason.startswith("‘A desk’ was asked 35 days ago")
    (wordless,) = commitments_due(snapshot(commitments=rows[:1]))
    assert wordless.reason.startswith("What was asked was asked 21 days ago")


def test_a_promise_is_late_from_the_day_after_and_two_are_named_the_latest_first() -> None:
    def due(**days: int) -> list[str]:
        rows = [{"person": p, "state": "promised", "due_on": ago(d)} for p, d in days.items()]
        return [item.ids[0] for item in promises_due(snapshot(commitments=rows))]

    assert due(ben=0) == [] and due(ben=1) == ["ben"]
    assert due(ben=2, cy=9, dee=5) == ["cy", "dee"]


def test_one_gate_at_a_time_from_two_weeks_before_its_day() -> None:
    def due(**days: int) -> list[str]:
        rows = [{"gate": g, "due_on": ago(-d)} for g, d in days.items()]
        return [item.ids[0] for item in gates_due(snapshot(gates=rows))]

    assert due(g=14) == ["g"] and due(g=15) == []
    assert due(a=9, b=3, c=6) == ["b"]


def test_a_place_is_looked_at_again_after_a_month_from_its_last_look() -> None:
    def due(*days: int) -> list[str]:
        rows = [{"node": "desk", "date": ago(d), "share": 0.4} for d in days]
        found = adoption_due(snapshot(about=LAUNCH, nodes=["desk"], adoption=rows))
        return [item.ids[0] for item in found]

    assert due(31) == [] and due(32) == ["desk"]
    assert due(60, 9) == due(9, 60) == []
    three = [{"node": n, "title": n.title()} for n in ("desk", "hall", "shop")]
    (item,) = adoption_due(snapshot(about=LAUNCH, nodes=three))
    assert item.title == "Look at ‘Desk’ and 2 more" and item.ids == ("desk", "hall", "shop")


class TestMeetings:
    """The next core meeting: on its day, a week before it, and once none is planned."""

    def due(self, days: int, **cells: Any) -> list[Item]:
        row = {"meeting": "m1", "planned_for": ago(-days), **cells}
        return [i for i in meetings_due(snapshot(meetings=[row])) if i.kind == "meeting"]

    def test_it_is_to_be_written_down_from_the_day_after(self) -> None:
        (late,), (today,) = self.due(-1), self.due(0)
        assert late.title == "Write down what the core meeting changed"
        assert late.urgency is Urgency.NOW and late.ids == ("m1",)
        assert today.title == "Choose what the core works on"

    def test_a_week_before_it_something_lies_on_the_table_or_is_asked_for(self) -> None:
        (bare,), (laid,) = self.due(7), self.due(7, artifact="The draft form.")
        assert bare.title == "Choose what the core works on"
        assert laid.title == "Go through the agenda of the core meeting"
        assert "on 8 June 2026: ‘The draft form’, and what is open" in laid.reason
        assert self.due(8) == self.due(8, artifact="The draft form.") == []

    def test_one_is_missed_after_two_weeks(self) -> None:
        def missed(days: int) -> list[Item]:
            return list(meetings_due(snapshot(meetings=[{**MET[0], "date": ago(days)}])))

        (late,) = missed(15)
        assert missed(14) == [] and late.reason.startswith("The core last met 15 days ago")
        assert late.ids == ()


def test_your_manager_may_ask_once_three_people_are_on_the_map() -> None:
    def asked(*people: str) -> list[str]:
        return [item.kind for item in asked_today_due(snapshot(people=people))]

    assert asked("ann", "ben", "cy") == ["visibility"] and asked("ann", "ben") == []


def test_of_the_late_lines_of_a_launch_the_first_to_be_late_is_named() -> None:
    lines = [{"item": "a", "text": "Tell the desks", "due_on": ago(3)}, {"item": "b",
              "due_on": ago(8)}]  # fmt: skip
    first = one(phase_due(snapshot(about=LAUNCH, launch=lines)), "launch")
    assert first.ids == ("b",) and first.title == "See to ‘b’ on the launch sheet"
    told = one(phase_due(snapshot(about=LAUNCH, launch=lines[:1])), "launch")
    assert told.title == "See to ‘Tell the desks’ on the launch sheet"


def test_only_people_who_left_the_core_raise_the_question_of_a_new_planting() -> None:
    left = one(phase_due(snapshot(coalition=["ann core", *LEFT])), "replant")
    assert left.ids == ("ben",) and left.reason.startswith("ben has left the inner rings.")
    rollout = {"owner": "ann", "phase": "rollout"}
    assert "replant" not in {item.kind for item in phase_due(snapshot(about=rollout))}


class TestDeciders:
    """Those who decide: whoever is in it already is not asked about."""

    def due(
        self, *holders: str, veiled: tuple[str, ...] = (), on: date | None = None, **sheets: Any
    ) -> list[Item]:
        judged = [{"person": p, "stance": "neutral", "observed_on": on} for p in holders if on]
        given = {
            "people": ["ann", "ben", "cy", "dee", "eve", "fay"],
            "decisions": ["d1 majority"],
            "authority": [f"{p} decide d1" for p in holders],
            "stances": judged,
            **sheets,
        }
        return list(deciders_due(snapshot(**given), dict.fromkeys(veiled, 1)))

    def test_neither_the_owner_nor_a_member_is_asked_about(self) -> None:
        assert self.due("ann", coalition=["ben core"]) == []
        assert self.due("ben") == []
        assert [item.ids for item in self.due("ben", "dee")] == [("dee",)]

    def test_what_others_said_is_told_only_where_they_said_it(self) -> None:
        (said,), (silent,) = self.due("dee", veiled=("dee",)), self.due("dee", veiled=("eve",))
        assert said.reason.endswith("; others have said already, which you see once you have.")
        assert silent.reason.endswith("Not knowing is an answer too.")

    def test_of_four_two_are_named(self) -> None:
        four = ("cy", "dee", "eve", "fay")
        (asked,) = self.due(*four, coalition=["ann core"])
        assert asked.title == "Say where cy, dee and 2 more stand"
        (stale,) = self.due(*four, coalition=["ann core"], on=ago(91))
        assert stale.title == "Look again at cy, dee and 2 more" and stale.ids == four


def test_what_hangs_on_who_is_in_it_comes_last_and_may_wait_a_month() -> None:
    members = [{"person": p, "ring": "core", "joined_on": ago(300)} for p in ("ann", "ben", "cy")]
    sponsor = {"person": "dee", "ring": "core", "role": "sponsor", "joined_on": ago(300)}
    nobody = [{"ruling": f"r{k}", "date": ago(40 + k)} for k in range(3)]
    first, second = (
        item
        for item in warnings_due(snapshot(coalition=[*members, sponsor], rulings=nobody))
        if item.kind == "warning"
    )
    assert first.title == TITLES["blurred_accountability"]
    assert second.title == TITLES["single_sponsor"]
    assert (first.urgency, second.urgency) == (Urgency.THIS_WEEK, Urgency.THIS_MONTH)


def test_a_talk_names_through_whom_where_it_goes_through_somebody() -> None:
    def title(through: str | None) -> str:
        return one(conversation_due(snapshot(), Talk("dee", through, "Why.")), "talk").title

    assert title("ben") == "Talk to dee, through ben" and title(None) == "Talk to dee"


def test_where_less_than_half_listens_to_nobody_no_ties_are_asked_for() -> None:
    people = ["ann", "ben", "cy", "dee", "eve"]
    ties = ["ben trusts ann", "cy trusts ann", "dee trusts ann"]
    assert list(ears_due(snapshot(people=people, ties=ties))) == []


def test_two_members_at_a_time_are_checked_in_with() -> None:
    people = ["ann", "ben", "cy", "dee", "eve"]
    map_ = snapshot(people=people, coalition=[f"{p} core" for p in people])
    found = list(check_ins_due(map_))
    assert len(found) == 2
    assert all(item.reason.endswith("Each member is heard alone.") for item in found)
    heard = [{"person": "ben", "by": "ann", "date": ago(200), "kind": "one_to_one"}]
    again = one(check_ins_due(snapshot(coalition=["ben core"], encounters=heard)), "check_in")
    assert "Each member" not in again.reason
