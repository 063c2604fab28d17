"""One line of time about a person: each sort of record in words, the newest first."""

from __future__ import annotations

from datetime import date
from typing import Any

from groundswell.core.pictures.timeline import timeline
from tests.core.builders import AS_OF, snapshot


def on(month: int, day: int) -> date:
    return date(2026, month, day)


def told(person: str = "ben", **sheets: Any) -> list[tuple[date | None, str]]:
    map_ = snapshot(about={"owner": "ann"}, people=["ann", "ben", "cy"], **sheets)
    return [(moment.on, moment.text) for moment in timeline(map_, person)]


def test_the_newest_comes_first_and_what_has_no_day_last() -> None:
    rows = [{"person": "ben", "by": "ann", "date": d} for d in (on(2, 1), None, on(4, 1))]
    assert [when for when, _ in told(encounters=rows)] == [on(4, 1), on(2, 1), None]


def test_a_contact_tells_what_was_asked_doubted_and_shown() -> None:
    talk = {"person": "ben", "by": "ann", "kind": "one_to_one", "date": on(5, 1),
            "ask": "support", "answer": "later", "outcome": "Listened.", "shown": "e1"}  # fmt: skip
    assert told(encounters=[talk]) == [
        (on(5, 1), "One to one with ann; asked to support, answered later; Listened; was shown e1.")
    ]
    assert told("ann", encounters=[talk]) == [(on(5, 1), "Spoke with ben about the change.")]
    assert told("cy", encounters=[talk]) == []


def test_a_doubt_says_what_became_of_it() -> None:
    def after(**cells: Any) -> str:
        ((_, text),) = told(encounters=[{"person": "ben", "doubt": "Too slow.", **cells}])
        return text

    assert after() == "Contact; doubt: Too slow."
    assert after(doubt_evidence="e1") == "Contact; doubt: Too slow (tested by e1)."
    assert after(doubt_state="tested_by") == "Contact; doubt: Too slow (tested by evidence)."
    assert after(doubt_adaptation="a") == "Contact; doubt: Too slow (it changed the plan)."


def test_a_promise_stands_on_the_day_it_was_made_and_once_kept_on_its_own() -> None:
    row = {"person": "ben", "promised_on": on(3, 1), "due_on": on(4, 1)}
    assert told(commitments=[{**row, "state": "promised", "text": "A desk."}]) == [
        (on(3, 1), "Promised: A desk.")
    ]
    assert told(commitments=[{**row, "state": "kept", "kind": "mandate"}]) == [
        (on(4, 1), "Kept: mandate.")
    ]
    assert told(commitments=[{"person": "ben"}]) == [(None, "Was asked for: something.")]


def test_who_joined_and_left_did_so_on_a_day_that_has_come() -> None:
    def way(left: date) -> list[str]:
        row = {"person": "ben", "ring": "core", "joined_on": on(1, 5), "left_on": left}
        return [text for _, text in told(coalition=[row, "cy core"])]

    assert way(AS_OF) == ["Left the coalition.", "Joined the coalition, core ring."]
    assert way(on(6, 2)) == ["Joined the coalition, core ring."]


def test_a_conflict_has_a_beginning_and_where_it_ended_an_end() -> None:
    row = {"conflict": "k", "between": "ben, cy", "text": "Whose desk.", "opened_on": on(2, 1)}
    begun = (on(2, 1), "In conflict with cy about Whose desk.")
    assert told(conflicts=[row, {"conflict": "unnamed"}]) == [begun]
    ended = {**row, "resolved_on": on(3, 1), "resolution": "Both."}
    assert told(conflicts=[ended]) == [(on(3, 1), "The conflict ended: Both."), begun]


def test_who_answers_for_a_ruling_and_who_disagreed_is_said_of_them_alone() -> None:
    row = {"ruling": "r", "title": "One desk", "owner": "cy", "disagree_and_commit": "ben",
           "date": on(2, 1)}  # fmt: skip
    assert told(rulings=[row]) == [(on(2, 1), "Disagreed with ‘One desk’ and committed to it.")]
    assert told("cy", rulings=[row]) == [(on(2, 1), "Answers for ‘One desk’.")]
    assert told("ann", rulings=[row]) == []


def test_what_is_known_of_a_person_is_theirs_alone() -> None:
    sheets: dict[str, Any] = {
        "decisions": [{"decision": "d", "title": "Pay for it"}],
        "authority": [{"person": "ben", "role": "veto", "decision": "d", "observed_on": on(2, 2)}],
        "stakes": [{"person": "ben", "kind": "fear", "text": "Fewer posts.",
                    "observed_on": on(2, 3)}],
        "overrides": [{"kind": "messenger", "person": "ben", "reason": "They fell out.",
                       "date": on(2, 4)}],
        "stances": [{"person": "ben", "stance": -0.5, "assessor": "ann", "decision": "d",
                     "observed_on": on(2, 5)}],
    }  # fmt: skip
    assert told(**sheets) == [
        (on(2, 5), "Seen as -0.5 on the scale from -1 to 1 on ‘Pay for it’ by ann."),
        (on(2, 4), "A suggestion was overruled: They fell out."),
        (on(2, 3), "A fear of theirs was noted: Fewer posts."),
        (on(2, 2), "Known to veto on ‘Pay for it’."),
    ]
    assert told("cy", **sheets) == []


def test_whoever_joined_on_no_day_of_their_own_did_so_when_it_was_seen() -> None:
    row = {"person": "ben", "ring": "core", "observed_on": on(2, 1)}
    joined = "Joined the coalition, core ring."
    assert told(coalition=[row]) == [(on(2, 1), joined)]
    assert told(coalition=[{**row, "joined_on": on(1, 5)}]) == [(on(1, 5), joined)]
    assert told(coalition=[{**row, "observed_on": None, "joined_on": on(1, 5)}]) == [
        (on(1, 5), joined)
    ]
    assert told(coalition=["ben core"]) == []


def test_a_meeting_stands_on_its_day_for_whoever_came_or_stayed_away() -> None:
    meetings = [{"meeting": "m1", "date": on(3, 1), "artifact": "the queue"}, {"meeting": "m2"}]
    rows = [{"meeting": "m1", "person": "ben", "presence": "present", "observed_on": on(3, 9)},
            {"meeting": "m1", "person": "cy", "presence": "substitute"},
            {"meeting": "m2", "person": "ben", "presence": "absent", "observed_on": on(4, 1)},
            {"meeting": "m1", "person": "ann"},
            {"meeting": "gone", "person": "ben", "presence": "present"}]  # fmt: skip
    sheets: dict[str, Any] = {"meetings": meetings, "attendance": rows}
    assert told(**sheets) == [
        (on(4, 1), "Stayed away from the meeting."),
        (on(3, 1), "Came to the meeting on ‘the queue’."),
    ]
    assert told("cy", **sheets) == [(on(3, 1), "Sent a substitute to the meeting on ‘the queue’.")]
    assert told("ann", **sheets) == []


def test_what_somebody_decides_within_the_coalition_is_theirs_alone() -> None:
    rights = [{"right": "r1", "matter": "Words", "owner": "ben", "observed_on": on(2, 1)},
              {"right": "r2", "owner": "ben"}, {"right": "r3", "matter": "Desks"}]  # fmt: skip
    assert told(rights=rights) == [
        (on(2, 1), "Decides within the coalition on ‘Words’."),
        (None, "Decides within the coalition on ‘r2’."),
    ]
    assert told("cy", rights=rights) == []
