"""Vitality in words: from how many records a sign is told, whose they are, and what is said."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.vitality.rates import rate_of, share_of
from groundswell.core.questions.vitality.trace import FALLING, RISING, UNTOLD
from groundswell.core.questions.vitality.vital import ABSENT, PRESENT, UNKNOWN, WATCH
from groundswell.core.terrain.settings import Settings
from tests.core.questions.test_vitality import (
    DOUBTS,
    FOUR,
    RULED,
    SIX,
    TALK,
    ago,
    answered,
    came,
    held,
    sign,
)
from tests.core.questions.test_vitality_borders import shown

GIVEN = Settings()
VITAL, RECENT = round(GIVEN.vital_days), round(GIVEN.recent_days)
EARLY = held(*range(60, 156, 8), changed="x")


class TestDecay:
    """Lines of decay: so many rows at least, so much of them, and a rise before the line."""

    def test_more_status_reports_than_before_are_watched_and_past_the_line_called_so(self) -> None:
        late = held(3, 11, changed="x") + held(19, 27, 35, 43)
        rising = sign("status_meetings", meetings=[*EARLY, *late])
        assert rising.trend == RISING and rising.state == WATCH
        assert rising.text.endswith("It has become more than before.")
        past = sign("status_meetings", meetings=[*EARLY, *held(3, 11, 19, 27, 35, 43)])
        assert past.trend == RISING and past.state == PRESENT

    def test_more_tests_than_before_are_nothing_to_watch(self) -> None:
        tried = [{"evidence": f"e{d}", "kind": "trial", "observed_on": ago(d)} for d in
                 (3, 9, 15, 21, 27, 33)]  # fmt: skip
        found = sign("no_evidence", evidence=tried, meetings=held(*range(5, 230, 8), changed="x"))
        assert found.trend == RISING and found.state == ABSENT

    def test_a_record_as_old_as_the_time_looked_at_tells_nothing_of_late(self) -> None:
        assert "Not recorded" in sign("status_meetings", meetings=held(RECENT)).text
        assert "Too few to tell" in sign("status_meetings", meetings=held(RECENT - 1)).text

    @pytest.mark.parametrize(("number", "told"), [(5, False), (6, True)])
    def test_of_eight_doubts_six_are_enough_to_judge_by(self, number: int, told: bool) -> None:
        found = sign("untested_debate", encounters=DOUBTS[:number])
        assert (found.state == PRESENT) is told and (found.state == UNKNOWN) is not told

    def test_of_those_heard_alone_it_is_counted_who_spoke_of_strain(self) -> None:
        heard = [{"person": p, "by": "ann", "kind": "one_to_one", "date": ago(9)}
                 for p in ("ben", "cy", "dee")]  # fmt: skip
        heard[0]["strain"] = "loss_of_faith"
        found = sign("strain", encounters=heard)
        assert (found.periods[-1].count, found.periods[-1].of) == (1, 3)
        assert found.now is not None and found.now.mean == pytest.approx(2 / 5)  # Beta(2, 3)

    def test_three_meetings_are_too_few_and_four_are_judged(self) -> None:
        three, four = (sign("status_meetings", meetings=held(*days)) for days in (FOUR[1:], FOUR))
        assert three.state == UNKNOWN and "three core meetings of late" in three.text
        assert four.state == PRESENT

    def test_one_is_said_in_the_singular_and_two_in_the_plural(self) -> None:
        def text(outside: int) -> str:
            rows = [{**row, "made": "after" if k < outside else "in"}
                    for k, row in enumerate(RULED)]  # fmt: skip
            return sign("decided_elsewhere", rulings=rows).text

        last = "Of the last five rulings"
        assert text(0) == f"{last} none were made before or after the meeting."
        assert text(1) == f"{last} one was made before or after the meeting."
        assert text(2) == f"{last} two were made before or after the meeting."

    def test_places_are_those_of_everybody_inside_at_the_last_six_meetings(self) -> None:
        days = (56, 49, *SIX)
        words = dict.fromkeys(("ann", "ben", "cy", "dee"), "ss" + "pppppp")
        found = sign("substitutes", meetings=held(*days), attendance=came(days, **words))
        assert found.text.startswith("Of the last 24 places at the last core meetings none were")

    def test_three_of_four_missed_is_drifting(self) -> None:
        met = {"meetings": held(*FOUR, changed="x")}
        drifting = sign("drift", **met, attendance=came(FOUR, ben="paaa", cy="pppp"))
        assert drifting.state == WATCH and "ben missed 3 of the last 4" in drifting.text
        assert sign("drift", **met, attendance=came(FOUR, ben="ppaa")).state == ABSENT

    def test_how_long_nothing_was_tested_is_counted_from_the_start_or_the_first_record(
        self,
    ) -> None:
        met = held(50, 7, changed="x")

        def text(**about: Any) -> str:
            given = {"owner": "ann", "phase": "nucleus", **about}
            return sign("no_evidence", meetings=met, about=given).text

        assert text() == "Nothing has been tested in the 50 days since the start."
        assert text(started_on=ago(1)) == "Nothing has been tested in the one day since the start."
        for start in (ago(0), ago(-9)):
            assert text(started_on=start) == "Nothing has been tested since the start."
        today = [{"evidence": "e", "kind": "trial", "observed_on": ago(0)}]
        came_out = sign("no_evidence", evidence=today, meetings=met)
        assert came_out.text == "Something was tested or came out today."

    def test_only_members_heard_alone_within_the_time_looked_at_are_counted(self) -> None:
        worn = {"by": "ann", "kind": "one_to_one", "strain": "loss_of_faith"}
        rows = [
            {**worn, "person": "ben", "date": ago(RECENT)},
            {**worn, "person": "cy", "date": ago(RECENT - 1)},
            {**worn, "person": "out", "date": ago(3)},
            {**worn, "person": "dee", "date": ago(3), "kind": "hallway"},
        ]
        value = answered(encounters=rows).value
        assert ([s.person for s in value.strained], value.heard) == (["cy"], 1)
        calm = {"person": "dee", "date": ago(2), "kind": "one_to_one"}
        assert shown("strain", encounters=[*rows, calm]) == (2, 3)

    def test_who_left_today_or_stands_in_a_wider_ring_is_not_inside(self) -> None:
        rows = [
            {"person": "ann", "ring": "core"},
            {"person": "ben", "ring": "core", "left_on": ago(0)},
            {"person": "cy", "ring": "wider"},
            {"person": "dee", "ring": "core", "left_on": ago(-1)},
        ]
        everybody = dict.fromkeys(("ann", "ben", "cy", "dee"), "pppa")
        value = answered(coalition=rows, meetings=held(*FOUR), attendance=came(FOUR, **everybody))
        assert {d.person for d in value.value.drift} == {"ann", "dee"}

    def test_whoever_stayed_away_or_sent_somebody_missed_a_meeting(self) -> None:
        met = {"meetings": held(*FOUR), "attendance": came(FOUR, ben="sapp", cy="pppp")}
        assert shown("drift", **met) == (2, 8)


class TestTrace:
    """Figures of late and before, and from when a trend is told."""

    def test_the_share_before_is_that_of_the_time_before(self) -> None:
        days = (VITAL + 1, VITAL + 8, VITAL + 15)
        old = held(days[0], changed="x") + held(*days[1:])
        found = sign("change_per_meeting", meetings=[*old, *held(7, changed="x")])
        assert found.before == share_of(1, 3) and found.now == share_of(1, 1)
        assert sign("change_per_meeting", meetings=held(7)).before is None

    @pytest.mark.parametrize(("days", "told"), [(20, True), (19, False)])
    def test_three_weeks_of_records_before_are_enough_for_the_trend_of_a_count(
        self, days: int, told: bool
    ) -> None:
        wins = [{"date": ago(d), "title": "One"} for d in (3, 9, 15, VITAL + days)]
        found = sign("shared_wins", wins=wins)
        assert (found.trend != UNTOLD) is told
        assert found.before == rate_of(1, (days + 1) / 7)

    def test_days_before_are_told_as_a_rate_however_few(self) -> None:
        wins = [{"date": ago(VITAL + 2), "title": "One"}, {"date": ago(3), "title": "Two"}]
        assert sign("shared_wins", wins=wins).before == rate_of(1, 3 / 7)

    def test_a_chance_that_just_reaches_the_line_is_told(self) -> None:
        met = held(60, 68, 76, 84, changed="x") + held(3, 11, 19)
        fell = sign("change_per_meeting", meetings=met).fell
        assert fell is not None and 0.5 < fell < 0.999
        line = [{"constant": "trend_sure", "value": fell}]
        assert sign("change_per_meeting", meetings=met, settings=line).trend == FALLING

    def test_a_check_in_of_the_wider_circle_and_a_plan_are_no_core_meetings(self) -> None:
        wider = {"meeting": "w", "date": ago(3), "kind": "check_in", "changed": "x"}
        plan = {"meeting": "p", "planned_for": ago(-3), "kind": "core"}
        met = [*held(7), wider, plan]
        assert shown("change_per_meeting", meetings=met) == (0, 1)

    @pytest.mark.parametrize(
        ("cells", "count"),
        [({"doubt": "hm"}, 1), ({"doubt_state": "heard"}, 1), ({"outcome": "fine"}, 0)],
    )
    def test_a_doubt_counts_by_its_words_or_by_its_state(
        self, cells: dict[str, str], count: int
    ) -> None:
        talk = {**TALK, "date": ago(40), **cells}
        assert shown("untested_debate", encounters=[talk])[0] == count

    def test_a_promise_taken_back_never_came_due_and_one_due_today_did(self) -> None:
        kept = {"person": "ben", "state": "kept", "due_on": ago(0)}
        back = {"person": "cy", "state": "withdrawn", "due_on": ago(9)}
        assert shown("promises_kept", commitments=[kept, back]) == (1, 1)
        nothing_said = {"person": "dee", "promised_on": ago(30), "due_on": ago(9)}
        assert shown("promises_kept", commitments=[kept, nothing_said]) == (1, 2)

    def test_only_a_share_hangs_on_how_large_it_must_be(self) -> None:
        assert "life_share" in sign("change_per_meeting").settings
        assert "life_share" not in sign("advocacy").settings


class TestAnswer:
    """The first line, the reasons and the gaps."""

    def test_of_four_warnings_two_are_named(self) -> None:
        rulings = [{**row, "made": "after"} for row in RULED]
        quarrel = [{"conflict": "k", "opened_on": ago(50), "between": ("ben", "cy")}]
        found = answered(meetings=held(*FOUR), rulings=rulings, encounters=DOUBTS,
                         conflicts=quarrel)  # fmt: skip
        number = len(found.value.alarms)
        assert number >= 4 and found.headline.endswith(f" and {number - 2} more.")

    def test_a_reason_says_since_when(self) -> None:
        quarrel = [{"conflict": "k", "opened_on": ago(50), "between": ("ben", "cy")}]
        told = answered(conflicts=quarrel).reasons[0].text
        assert told.startswith("It is splitting into sides, since 18 May 2026: ")
        old = answered(meetings=held(*range(7, 390, 7), changed="x")).reasons[0].text
        assert old.startswith("Nothing is being tested, since 1 December 2025 or before: ")

    def test_the_next_gate_is_the_nearest_and_none_that_was_held_today(self) -> None:
        rows = [{"gate": "a", "due_on": ago(20), "held_on": ago(0)},
                {"gate": "b", "due_on": ago(-60)}, {"gate": "c", "due_on": ago(-20)}]  # fmt: skip
        assert answered(gates=rows).value.next_gate == ago(-20)
        assert answered(gates=rows[:1]).value.next_gate is None

    def test_a_gate_is_missed_where_none_is_planned_and_the_work_goes_on(self) -> None:
        def missed(**sheets: Any) -> bool:
            return "No gate is planned" in " ".join(g.text for g in answered(**sheets).gaps)

        assert missed() and not missed(gates=[{"gate": "b", "due_on": ago(-60)}])
        assert not missed(about={"owner": "ann", "phase": "paused"})

    def test_a_gap_says_what_to_write_down(self) -> None:
        texts = [gap.text for gap in answered().gaps]
        assert (
            "Whether meetings change something: not recorded of late. Write down the core "
            "meetings, and what each changed."
        ) in texts
