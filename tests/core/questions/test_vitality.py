"""Vitality: each kind of record moves its own figure the right way, and says why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.questions.vitality.alarms import PATHOLOGY, SIGN, Alarm
from groundswell.core.questions.vitality.trace import FALLING, RISING, STEADY, UNTOLD
from groundswell.core.questions.vitality.vital import ABSENT, PRESENT, UNKNOWN, WATCH, Vital
from groundswell.core.questions.vitality.vitality import Vitality, VitalityValue, vitality
from groundswell.core.questions.vitality.words import ALARM_NAMES, DECAY_NAMES, LIFE_NAMES
from groundswell.core.terrain.settings import CONSTANTS
from tests.core.builders import AS_OF, study

Rows = list[dict[str, Any]]
CORE = ("ann", "ben", "cy", "dee")


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def held(*days: int, **cells: Any) -> Rows:
    return [{"meeting": f"m{d}", "date": ago(d), "kind": "core", **cells} for d in days]


def came(days: tuple[int, ...], **presence: str) -> Rows:
    letters = {"p": "present", "s": "substitute", "a": "absent"}
    return [
        {"meeting": f"m{d}", "person": who, "presence": letters[word[k]]}
        for who, word in presence.items()
        for k, d in enumerate(days)
    ]


def answered(**sheets: Any) -> Answer[VitalityValue]:
    given: dict[str, Any] = {
        "about": {"owner": "ann", "started_on": ago(400), "phase": "evidence"},
        "people": [*CORE, "out"],
        "coalition": [{"person": p, "ring": "core", "joined_on": ago(300)} for p in CORE],
        **sheets,
    }
    return vitality(study(scenarios=16, **given), Vitality(scenarios=16))


def sign(name: str, **sheets: Any) -> Vital:
    value = answered(**sheets).value
    return next(v for v in (*value.life, *value.decay) if v.sign == name)


def alarm(name: str, **sheets: Any) -> Alarm | None:
    return next((a for a in answered(**sheets).value.alarms if a.alarm == name), None)


def test_what_nobody_recorded_is_unknown_and_never_called_sound() -> None:
    answer = answered()
    assert answer.headline.startswith("Nobody can tell whether the coalition is alive")
    assert {v.state for v in (*answer.value.life, *answer.value.decay)} == {UNKNOWN}
    assert all(v.now is None and v.text.startswith("Not recorded") for v in answer.value.life)
    assert answer.value.alarms == () and len(answer.gaps) > 10
    assert any("no gate is planned" in gap.text.lower() for gap in answer.gaps)
    old = sign("status_meetings", meetings=held(300, 293, 286, 279))
    assert old.state == UNKNOWN and len(old.periods) > 8


def test_a_work_at_rest_or_without_anybody_raises_nothing() -> None:
    status = held(28, 21, 14, 7)
    resting = answered(about={"owner": "ann", "phase": "paused"}, meetings=status)
    assert resting.headline == "The work rests, so silence is no sign of decay."
    assert resting.value.alarms == ()
    assert answered(coalition=[], meetings=status).headline.startswith("There is no coalition yet")


def test_every_sign_and_alarm_has_a_name_and_lines_that_are_settings() -> None:
    value = answered().value
    assert [v.sign for v in value.life] == list(LIFE_NAMES)
    assert [v.sign for v in value.decay] == list(DECAY_NAMES)
    assert len(ALARM_NAMES) == len(DECAY_NAMES) + 10
    assert {n for v in (*value.life, *value.decay) for n in v.settings} <= set(CONSTANTS)


TALK = {"person": "out", "by": "ben"}
LIFE: list[tuple[str, dict[str, Any], str]] = [
    (
        "advocacy",
        {"encounters": [{**TALK, "date": ago(9), "kind": "advocacy", "prompted": False}]},
        "one time somebody spoke up for it unasked",
    ),
    (
        "evidence_shared",
        {
            "evidence": [{"evidence": "e", "observed_on": ago(30)}],
            "encounters": [{**TALK, "date": ago(9), "kind": "approach", "shown": "e"}],
        },
        "one time evidence or a win was shared",
    ),
    ("evidence_shared", {"wins": [{"date": ago(3), "shared_with": "all"}]}, "one time evidence"),
    (
        "change_per_meeting",
        {"meetings": held(14, 7, changed="the form")},
        "of two core meetings two changed something",
    ),
    (
        "new_constraints",
        {"meetings": held(14, 7, new_constraints="a rule")},
        "of two core meetings two brought up new constraints",
    ),
    (
        "join_requests",
        {"encounters": [{**TALK, "date": ago(9), "kind": "join_request"}]},
        "one person asked to join",
    ),
    (
        "already_knew",
        {"encounters": [{**TALK, "date": ago(9), "kind": "approach", "already_knew": True}]},
        "of one person approached one knew of the work already",
    ),
    (
        "promises_kept",
        {"commitments": [{"person": "ben", "state": "kept", "due_on": ago(9)}]},
        "of one promise that came due one was kept",
    ),
    ("shared_wins", {"wins": [{"date": ago(3), "title": "First week"}]}, "one win on record"),
    (
        "learning",
        {
            "evidence": [{"evidence": "e", "observed_on": ago(30)}],
            "adaptations": [{"adaptation": "a", "date": ago(9), "because_of": "e"}],
        },
        "of one change of the plan one rests on evidence",
    ),
]


@pytest.mark.parametrize(("name", "sheets", "text"), LIFE)
def test_a_record_of_its_kind_shows_a_sign_of_life(
    name: str, sheets: dict[str, Any], text: str
) -> None:
    shown = sign(name, **sheets)
    assert shown.state == PRESENT and text in shown.text, shown
    assert shown.now is not None and 0 < shown.now.low < shown.now.mean < shown.now.high
    assert sum(p.count for p in shown.periods) >= 1
    assert sign(name).state == UNKNOWN
    answer = answered(**sheets)
    assert shown.text in [reason.text for reason in answer.reasons]


LACKING: list[tuple[str, dict[str, Any]]] = [
    ("advocacy", {"encounters": [{**TALK, "date": ago(9), "kind": "advocacy", "prompted": True}]}),
    ("advocacy", {"encounters": [{**TALK, "date": ago(9), "kind": "advocacy"}]}),
    ("change_per_meeting", {"meetings": held(14, 7)}),
    ("already_knew", {"encounters": [{**TALK, "date": ago(9), "already_knew": False}]}),
    ("promises_kept", {"commitments": [{"person": "ben", "state": "broken", "due_on": ago(9)}]}),
    ("promises_kept", {"commitments": [{"person": "ben", "state": "promised", "due_on": ago(9)}]}),
    ("learning", {"adaptations": [{"adaptation": "a", "date": ago(9)}]}),
    ("join_requests", {"encounters": [{**TALK, "date": ago(9), "kind": "hallway"}]}),
    ("shared_wins", {"wins": [{"date": ago(200)}], "meetings": held(7)}),
]


@pytest.mark.parametrize(("name", "sheets"), LACKING)
def test_a_record_that_says_otherwise_shows_that_it_is_missing(
    name: str, sheets: dict[str, Any]
) -> None:
    assert sign(name, **sheets).state == ABSENT


FOUR = (28, 21, 14, 7)
SIX = (42, 35, 28, 21, 14, 7)
DOUBTS = [
    {**TALK, "date": ago(40 + d), "kind": "approach", "doubt": "really?", "doubt_state": "heard"}
    for d in range(7)
]
RULED = [{"ruling": f"r{k}", "date": ago(7 * k + 3), "owner": "ben"} for k in range(5)]
TESTED = [{"evidence": "e", "kind": "trial", "result": "worked", "observed_on": ago(71)}]
DECAY: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    (
        "drift",
        {"meetings": held(*SIX, changed="x"), "attendance": came(SIX, ben="ppaaaa", cy="psassa")},
        {"meetings": held(*SIX, changed="x"), "attendance": came(SIX, ben="ppppaa", cy="pssppp")},
        "Ben and cy are drifting away: ben missed 4 of the last 4 core meetings; cy missed 4",
    ),
    (
        "substitutes",
        {
            "meetings": held(*SIX, changed="x"),
            "attendance": came(SIX, ann="ssspss", ben="pspsps", cy="pppsps", dee="pppspp"),
        },
        {
            "meetings": held(*SIX, changed="x"),
            "attendance": came(SIX, ann="pppppp", ben="ppspps", cy="pppspp", dee="pppppp"),
        },
        "were taken by a substitute",
    ),
    (
        "status_meetings",
        {"meetings": held(28, changed="x") + held(21, 14, 7)},
        {"meetings": held(28, 21, artifact="x") + held(14, 7)},
        "Of the last four core meetings three changed nothing and had nothing concrete",
    ),
    (
        "decided_elsewhere",
        {"rulings": [{**r, "made": "after" if k else "in"} for k, r in enumerate(RULED)]},
        {"rulings": [{**r, "made": "before" if k > 2 else "in"} for k, r in enumerate(RULED)]},
        "Of the last five rulings four were made before or after the meeting",
    ),
    (
        "untested_debate",
        {"encounters": DOUBTS, "adaptations": [{"adaptation": "a", "date": ago(5)}]},
        {"encounters": [{**d, "doubt_state": "tested_by"} for d in DOUBTS]},
        "Of the last eight doubts and changes of the plan eight rest on nothing tested",
    ),
    (
        "no_evidence",
        {"evidence": TESTED, "meetings": held(7, changed="x")},
        {"evidence": [{**TESTED[0], "observed_on": ago(70)}], "meetings": held(7, changed="x")},
        "71 days since anything was tested",
    ),
]


@pytest.mark.parametrize(("name", "there", "inside", "text"), DECAY, ids=[d[0] for d in DECAY])
def test_a_sign_of_decay_warns_past_its_line_and_not_before(
    name: str, there: dict[str, Any], inside: dict[str, Any], text: str
) -> None:
    warned = sign(name, **there)
    assert warned.state == PRESENT and text in warned.text and warned.advice, warned
    raised = alarm(name, **there)
    assert raised is not None and raised.source == SIGN and raised.since is not None
    assert DECAY_NAMES[name] in answered(**there).headline
    assert sign(name, **inside).state in (ABSENT, WATCH) and alarm(name, **inside) is None


def test_one_who_drifts_is_watched_and_two_fragment() -> None:
    one = {"meetings": held(*SIX), "attendance": came(SIX, ben="ppaaaa", cy="pppppp")}
    assert sign("drift", **one).state == WATCH and "With a second" in sign("drift", **one).text
    two = {"meetings": held(*SIX), "attendance": came(SIX, ben="ppaaaa", cy="asasas")}
    assert "fragmenting" in sign("drift", **two).text


@pytest.mark.parametrize(
    "running",
    [
        {"pilots": [{"pilot": "p", "started_on": ago(80), "ends_on": ago(-9), "state": "running"}]},
        {"encounters": [{**TALK, "date": ago(9), "doubt": "hm", "doubt_state": "tested_by"}]},
    ],
)
def test_a_pilot_that_runs_and_a_doubt_under_test_are_tests(running: dict[str, Any]) -> None:
    assert sign("no_evidence", evidence=TESTED, **running).state == ABSENT
    planned = [{"pilot": "p", "started_on": ago(80), "ends_on": ago(-9), "state": "planned"}]
    assert sign("no_evidence", evidence=TESTED, meetings=held(7), pilots=planned).state == PRESENT


def test_half_of_the_days_without_a_test_are_a_reason_to_look() -> None:
    half = [{**TESTED[0], "observed_on": ago(36)}]
    assert sign("no_evidence", evidence=half, meetings=held(7)).state == WATCH
    assert alarm("no_evidence", evidence=half, meetings=held(7)) is None


def test_undated_evidence_tells_nothing_and_none_at_all_warns_after_four_months() -> None:
    undated = sign("no_evidence", meetings=held(7), evidence=[{"evidence": "e"}])
    assert undated.state == UNKNOWN and "No evidence has a date" in undated.text
    assert sign("no_evidence", meetings=held(7)).state == PRESENT
    young = {"owner": "ann", "started_on": ago(119), "phase": "nucleus"}
    assert sign("no_evidence", meetings=held(7), about=young).state == ABSENT


def test_strain_is_shown_and_never_warns() -> None:
    worn = [
        {"person": p, "by": "ann", "kind": "one_to_one", "date": ago(9), "strain": "loss_of_faith"}
        for p in ("ben", "cy", "dee")
    ]
    answer = answered(encounters=worn)
    assert [s.person for s in answer.value.strained] == ["ben", "cy", "dee"]
    assert answer.value.heard == 3 and sign("strain", encounters=worn).state == WATCH
    assert alarm("strain", encounters=worn) is None
    since = [*worn, {**worn[0], "date": ago(2), "strain": None}]
    assert [s.person for s in answered(encounters=since).value.strained] == ["cy", "dee"]


PATHOLOGIES: list[tuple[str, dict[str, Any], date]] = [
    (
        "faction",
        {"conflicts": [{"conflict": "k", "opened_on": ago(50), "between": ("ben", "cy")}]},
        ago(14),
    ),
    (
        "inertia",
        {"evidence": [{"evidence": "e", "result": "broke", "observed_on": ago(50)}]},
        ago(14),
    ),
    (
        "blurred_accountability",
        {"rulings": [{"ruling": "r1", "date": ago(30)}, {"ruling": "r2", "date": ago(15)}]},
        ago(14),
    ),
    (
        "blurred_accountability",
        {"rights": [{"right": "a", "observed_on": ago(30)}, {"right": "b", "observed_on": ago(9)}]},
        ago(7),
    ),
    (
        "compliance",
        {
            "nodes": ["n"],
            "adoption": [{"node": "n", "date": ago(9), "share": 0.8, "by_choice_share": 0.1}],
        },
        ago(7),
    ),
    (
        "lone_builder",
        {"encounters": [{**TALK, "by": "ann", "date": ago(d)} for d in range(1, 9)]},
        AS_OF,
    ),
]


@pytest.mark.parametrize(("name", "sheets", "since"), PATHOLOGIES)
def test_a_pathology_is_an_alarm_since_the_week_it_was_first_there(
    name: str, sheets: dict[str, Any], since: date
) -> None:
    raised = alarm(name, **sheets)
    assert raised is not None and raised.source == PATHOLOGY
    assert raised.since == since and not raised.at_least
    assert alarm(name) is None


def test_a_gate_an_answer_and_an_end_silence_what_they_answer() -> None:
    broke = {"evidence": [{"evidence": "e", "result": "broke", "observed_on": ago(50)}]}
    gate = {"gate": "g", "due_on": ago(20), "held_on": ago(20)}
    assert alarm("inertia", **broke, gates=[gate]) is None
    changed = {"adaptation": "a", "date": ago(20), "because_of": "e"}
    assert alarm("inertia", **broke, adaptations=[changed]) is None
    over = {"conflict": "k", "opened_on": ago(50), "between": ("ben", "cy"), "state": "resolved"}
    assert alarm("faction", conflicts=[{**over, "resolved_on": ago(2)}]) is None
    tending = [{"person": "ben", "by": "ann", "date": ago(d)} for d in range(1, 9)]
    assert alarm("lone_builder", encounters=tending) is None


def test_an_alarm_older_than_is_looked_back_says_so() -> None:
    raised = alarm("no_evidence", meetings=held(*range(7, 390, 7), changed="x"))
    assert raised is not None and raised.at_least and raised.since == ago(26 * 7)


def test_change_per_meeting_and_drift_are_stated_after_four_meetings() -> None:
    three, four = (
        answered(meetings=held(*days, changed="x"), attendance=came(days, ben="a" * len(days)))
        for days in ((21, 14, 7), FOUR)
    )
    assert three.value.change_per_meeting is None and three.value.drift == ()
    assert four.value.change_per_meeting is not None and four.value.meetings == 4
    assert [(d.person, d.missed, d.of) for d in four.value.drift] == [("ben", 4, 4)]


def test_the_next_gate_is_the_first_not_held() -> None:
    gates = [
        {"gate": "a", "due_on": ago(90), "held_on": ago(90)},
        {"gate": "b", "due_on": ago(-20)},
    ]
    assert answered(gates=gates).value.next_gate == ago(-20)


@pytest.mark.parametrize(
    ("early", "late", "trend"),
    [
        ("xxxxxxxxx...", "x.....", FALLING),
        ("x...........", "xxxxx.", RISING),
        ("xxxxxx......", "xxx...", STEADY),
        ("xx", "x..", UNTOLD),
    ],
)
def test_a_trend_is_told_where_the_records_carry_it(early: str, late: str, trend: str) -> None:
    rows: Rows = []
    for first, letters in ((60, early), (3, late)):
        for k, letter in enumerate(letters):
            rows += held(first + 8 * k, changed="x" if letter == "x" else None)
    found = sign("change_per_meeting", meetings=rows)
    assert found.trend == trend
    assert (found.fell is None) == (trend == UNTOLD)


def test_counts_are_compared_over_the_weeks_in_which_records_were_kept() -> None:
    spoken = [{**TALK, "date": ago(d), "kind": "advocacy", "prompted": False} for d in
              (70, 80, 90, 100, 110, 120, 130, 140)]  # fmt: skip
    found = sign("advocacy", encounters=[*spoken, {**TALK, "date": ago(3), "kind": "hallway"}])
    assert found.state == ABSENT and found.trend == FALLING and found.unit == "per four weeks"
    assert found.now is not None and found.before is not None
    assert found.now.mean < found.before.low


def test_lines_move_with_their_settings() -> None:
    rows = held(28, 21, changed="x") + held(14, 7)
    moved = [{"constant": "status_share", "value": 0.5}]
    assert sign("status_meetings", meetings=rows).state == ABSENT
    assert sign("status_meetings", meetings=rows, settings=moved).state == PRESENT
