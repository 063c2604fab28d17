"""Vitality at its borders: the first and last day that count, and the words for few and none."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.vitality.rates import rate_of
from groundswell.core.questions.vitality.trace import UNTOLD
from groundswell.core.questions.vitality.vital import ABSENT, PRESENT, UNKNOWN, WATCH
from groundswell.core.terrain.settings import Settings
from tests.core.questions.test_vitality import FOUR, SIX, TALK, ago, answered, came, held, sign

GIVEN = Settings()
VITAL, DRY = round(GIVEN.vital_days), round(GIVEN.dry_days)


def shown(name: str, **sheets: Any) -> tuple[int, int | None]:
    """Return how often a sign showed within its year, and of how many occasions."""
    periods = sign(name, **sheets).periods
    of = [period.of for period in periods if period.of is not None]
    return sum(period.count for period in periods), sum(of) if of else None


def test_the_window_begins_the_day_after_its_length_ago() -> None:
    inside = sign("change_per_meeting", meetings=held(VITAL - 1, changed="x"))
    assert inside.state == PRESENT
    assert sign("change_per_meeting", meetings=held(VITAL, changed="x")).state == UNKNOWN
    assert inside.text.startswith(f"In the last {round(VITAL / 7)} weeks, of one core meeting")


def test_none_and_few_are_said_in_words_and_a_share_only_of_more_than_four() -> None:
    none = sign("change_per_meeting", meetings=held(*FOUR))
    assert none.state == ABSENT
    assert none.text.endswith("of four core meetings none changed something.")
    some = held(28, changed="x") + held(21, 14, 7)
    assert sign("change_per_meeting", meetings=some).text.endswith(
        "four core meetings one changed something."
    )
    five = held(35, changed="x") + held(*FOUR)
    assert (
        "of five core meetings one (20 %) changed" in sign("change_per_meeting", meetings=five).text
    )
    bare = sign("change_per_meeting", meetings=held(*SIX))
    assert "of six core meetings none changed" in bare.text


def test_a_share_that_is_just_reached_shows_life() -> None:
    least = GIVEN.life_share
    hits = round(least * 4)
    assert hits / 4 == least
    met = held(*FOUR[:hits], changed="x") + held(*FOUR[hits:])
    assert sign("change_per_meeting", meetings=met).state == PRESENT
    fewer = held(*FOUR[: hits - 1], changed="x") + held(*FOUR[hits - 1 :])
    assert sign("change_per_meeting", meetings=fewer).state == ABSENT


def test_no_meeting_that_reported_only_is_said_with_none() -> None:
    found = sign("status_meetings", meetings=held(*FOUR, changed="x"))
    assert found.text.startswith("Of the last four core meetings none changed nothing and had ")


@pytest.mark.parametrize(("days", "counts"), [(29, False), (30, True), (40, True)])
def test_a_doubt_may_wait_a_month_for_a_test(days: int, counts: bool) -> None:
    doubt = {**TALK, "date": ago(days), "doubt": "really?", "doubt_state": "heard"}
    assert shown("untested_debate", encounters=[doubt])[0] == counts
    rested = {**doubt, "doubt_state": "tested_by"}
    assert shown("untested_debate", encounters=[rested])[0] == 0


@pytest.mark.parametrize(
    ("cells", "weeks"),
    [
        ({"ends_on": ago(66)}, 3),  # 80, 73 and 66 days ago
        ({"ends_on": ago(67)}, 2),
        ({"ends_on": ago(-30)}, 12),  # up to today, not to its end
        ({}, 1),  # without an end at its start
        ({"state": "planned", "ends_on": ago(66)}, 0),
    ],
)
def test_a_running_pilot_is_a_test_in_each_of_its_weeks(cells: dict[str, Any], weeks: int) -> None:
    pilot = {"pilot": "p", "started_on": ago(80), "state": "running", **cells}
    found = shown("no_evidence", pilots=[pilot], meetings=held(90, 7))
    assert found == (weeks, None)


def test_evidence_and_tested_doubts_are_tests() -> None:
    seen = [{"evidence": "e", "kind": "trial", "observed_on": ago(40)}]
    tested = [{**TALK, "date": ago(9), "doubt": "hm", "doubt_state": "tested_by"}]
    assert shown("no_evidence", evidence=seen)[0] == 1
    assert shown("no_evidence", encounters=tested)[0] == 1
    assert shown("no_evidence", evidence=seen, encounters=tested)[0] == 2


def test_half_way_to_dry_is_watched_the_day_after() -> None:
    for days, state in ((DRY // 2, ABSENT), (DRY // 2 + 1, WATCH), (DRY, WATCH), (DRY + 1, "p")):
        seen = [{"evidence": "e", "kind": "trial", "observed_on": ago(days)}]
        found = sign("no_evidence", evidence=seen, meetings=held(7, changed="x"))
        assert found.state == (PRESENT if state == "p" else state)
    assert DRY % 2 == 0


def test_whoever_asked_to_join_counts_once_on_the_first_day() -> None:
    asked = [{**TALK, "date": ago(d), "kind": "join_request"} for d in (9, 40)]
    for rows in (asked, asked[::-1]):
        assert shown("join_requests", encounters=rows)[0] == 1
        periods = sign("join_requests", encounters=rows).periods
        assert [period.count for period in periods] == [1, 0]
    joined = [{"person": "ben", "ring": "core", "joined_on": ago(9), "how": "asked"}]
    chosen = [{**joined[0], "how": "invited"}]
    talk = [{**TALK, "date": ago(60)}]
    assert shown("join_requests", coalition=joined, encounters=talk)[0] == 1
    assert shown("join_requests", coalition=chosen, encounters=talk)[0] == 0


def test_a_promise_counts_when_it_was_due_or_settled() -> None:
    row = {"person": "ben", "state": "kept"}
    assert shown("promises_kept", commitments=[{**row, "observed_on": ago(9)}]) == (1, 1)
    owed = {"person": "ben", "state": "promised", "observed_on": ago(9)}
    assert not sign("promises_kept", commitments=[owed]).periods


def test_a_warning_is_joined_to_life_or_to_its_absence() -> None:
    status = held(*FOUR)
    assert answered(meetings=status).headline.startswith(
        "The coalition shows no sign of life, and "
    )
    wins = [{"date": ago(3), "title": "First week"}]
    assert answered(meetings=status, wins=wins).headline.startswith("The coalition is alive, but ")
    calm = answered(wins=wins)
    assert calm.headline.startswith("The coalition is alive: one of ")


def test_who_drifts_is_named_in_the_singular_and_the_owner_as_you() -> None:
    met = {"meetings": held(*SIX, changed="x")}
    one = sign("drift", **met, attendance=came(SIX, ben="ppaaaa", cy="pppppp"))
    assert one.text.startswith("Ben is drifting away: ben missed 4 of the last 4 core meetings")
    you = sign("drift", **met, attendance=came(SIX, ann="ppaaaa", cy="pppppp"))
    assert you.text.startswith("You are drifting away")


def test_whoever_missed_the_larger_part_comes_first() -> None:
    met = held(*SIX, changed="x")
    rows = [*came(SIX, ben="ppppaa"), *came((14, 7), cy="pa"), *came((7,), dee="a")]
    drift = answered(meetings=met, attendance=rows).value.drift
    assert [(d.person, d.missed, d.of) for d in drift] == [
        ("dee", 1, 1), ("ben", 2, 4), ("cy", 1, 2),
    ]  # fmt: skip


def test_what_lies_before_the_window_counts_for_the_time_before() -> None:
    old = held(VITAL, changed="x") + held(7)
    assert "of one core meeting none changed" in sign("change_per_meeting", meetings=old).text


def test_a_rate_is_counted_over_the_weeks_in_which_records_were_kept() -> None:
    first = sign("shared_wins", wins=[{"date": ago(13), "title": "First week"}])
    assert first.now == rate_of(1, 2.0) and first.before is None  # fourteen days with the first
    long = [{"date": ago(days), "title": "One"} for days in (VITAL + 400, 3)]
    later = sign("shared_wins", wins=long)
    assert later.now == rate_of(1, VITAL / 7)
    assert later.before == rate_of(0, round(GIVEN.before_days) / 7)


@pytest.mark.parametrize(("late", "early", "told"), [(3, 3, True), (2, 4, False), (4, 2, False)])
def test_a_trend_needs_three_occasions_on_either_side(late: int, early: int, told: bool) -> None:
    days = [*range(1, late + 1), *range(VITAL + 1, VITAL + early + 1)]
    found = sign("change_per_meeting", meetings=held(*days, changed="x"))
    assert (found.trend != UNTOLD) is told


@pytest.mark.parametrize(("hits", "told"), [(3, True), (2, False)])
def test_a_trend_of_a_count_needs_three_in_all(hits: int, told: bool) -> None:
    rows = [{"date": ago(3 + at), "title": "One"} for at in range(hits)]
    kept = [{**TALK, "date": ago(days), "kind": "approach"} for days in range(10, VITAL + 60, 7)]
    asked = [{**TALK, "person": f"x{at}", "date": row["date"], "kind": "join_request"}
             for at, row in enumerate(rows)]  # fmt: skip
    people = ["ann", "ben", "cy", "dee", "out", *(f"x{at}" for at in range(hits))]
    found = sign("join_requests", people=people, encounters=[*kept, *asked])
    assert (found.trend != UNTOLD) is told


def test_a_year_is_shown_in_stretches_of_four_weeks() -> None:
    periods = sign("change_per_meeting", meetings=held(500, 7, changed="x")).periods
    assert len(periods) == 13
    assert (periods[-1].end - periods[-1].start).days == 27 and periods[-1].end == ago(0)
    assert periods[-2].end == ago(28) and periods[-1].of == 1


def test_the_first_test_may_take_its_time_to_the_day() -> None:
    allowed = round(GIVEN.first_test_days)
    for days, state in ((allowed, ABSENT), (allowed + 1, PRESENT)):
        about = {"owner": "ann", "started_on": ago(days), "phase": "evidence"}
        assert sign("no_evidence", about=about, meetings=held(7, changed="x")).state == state


def test_a_meeting_at_the_edge_of_the_time_before_is_not_counted_as_missed() -> None:
    edge = round(GIVEN.before_days)
    days = (edge, 21, 14, 7)
    met = {"meetings": held(*days, changed="x"), "attendance": came(days, ben="appp")}
    assert [(d.person, d.missed, d.of) for d in answered(**met).value.drift] == [("ben", 0, 3)]


def test_only_substitutes_are_substitutes_and_who_spoke_up_is_named() -> None:
    days = (28, 21, 14, 7)
    met = {"meetings": held(*days, changed="x"), "attendance": came(days, ben="sapp", cy="psss")}
    assert shown("substitutes", **met) == (4, 8)
    spoke = [{**TALK, "date": ago(9), "kind": "advocacy", "prompted": False}]
    assert sign("advocacy", encounters=spoke).ids == ("ben",)
    assert sign("advocacy", encounters=[{**spoke[0], "by": None}]).ids == ("out",)


def test_meetings_that_change_nothing_are_quiet_and_what_is_watched_is_a_reason() -> None:
    tried = [{"evidence": "e", "kind": "trial", "observed_on": ago(10)}]
    quiet = answered(meetings=held(14, 7), evidence=tried)
    assert quiet.headline.startswith("The coalition is quiet: nothing warns")
    wins = answered(wins=[{"date": ago(3), "title": "First week"}])
    known = [v for v in wins.value.life if v.state != UNKNOWN]
    assert len(known) == 2
    assert "one of two signs of life show" in wins.headline
    met = {"meetings": held(*SIX), "attendance": came(SIX, ben="ppaaaa", cy="pppppp")}
    watched = sign("drift", **met)
    texts = [reason.text for reason in answered(**met).reasons]
    assert watched.state == WATCH and watched.text in texts
    absent = [v.text for v in answered(**met).value.life if v.state == ABSENT]
    assert absent and not set(absent) & set(texts)
