"""Launch sheet, who knows what, governance, rest and rings: each from its records."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groundswell.core.pictures.dues.adoption import adoption_due
from groundswell.core.pictures.dues.governance import governance_due
from groundswell.core.pictures.dues.phase import asked_today_due, phase_due, rest_over_due
from groundswell.core.pictures.governing import CROWD, governing
from groundswell.core.pictures.launch_sheet import launch_sheet
from groundswell.core.pictures.replanting import replanting
from groundswell.core.pictures.ring_needs import ring_needs, too_early
from groundswell.core.pictures.visibility import visibility_plan
from groundswell.core.pictures.week import week
from groundswell.core.questions.who_may_see import audience_of, shown_to
from groundswell.core.terrain.season_terms import Audience, GovernanceForm
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Context, Ring
from tests.core.builders import AS_OF, snapshot

SIX = ["ada", "ben", "cleo", "dan", "eve", "fay"]


def made(phase: str = "evidence", **sheets: Any) -> Snapshot:
    about = {"owner": "ada", "phase": phase, "context": sheets.pop("context", None)}
    return snapshot(about=about, **{"people": SIX, **sheets})


class TestLaunchSheet:
    def test_it_names_the_parts_that_say_nothing(self) -> None:
        sheet = launch_sheet(
            made(launch=[{"item": "a", "part": "announcement", "text": "From May"}])
        )
        assert sheet.blank == ("who speaks", "resources", "timeline")
        assert "still says nothing under" in sheet.headline

    def test_a_line_is_late_until_somebody_says_that_it_is_done(self) -> None:
        line = {"item": "a", "part": "step", "due_on": date(2026, 5, 1)}
        assert launch_sheet(made(launch=[line])).parts[-1].lines[0].late
        second = {"item": "b", "due_on": date(2026, 5, 2)}
        assert launch_sheet(made(launch=[line])).headline.startswith(
            "One line of the launch sheet is"
        )
        two = launch_sheet(made(launch=[line, second])).headline
        assert two == "Two lines of the launch sheet are overdue."
        done = {**line, "done_on": date(2026, 5, 2)}
        assert not launch_sheet(made(launch=[done])).parts[-1].lines[0].late


class TestVisibility:
    def test_everybody_belongs_to_one_circle(self) -> None:
        map_ = made(ties=["ada reports_to ben"], coalition=["ada nucleus", "cleo second"])
        circles = {code: audience_of(map_, code) for code in ("ada", "ben", "cleo", "dan")}
        assert list(circles.values()) == [
            Audience.NUCLEUS,
            Audience.MANAGER,
            Audience.SECOND,
            Audience.OUTSIDE,
        ]

    def test_what_may_be_shown_is_told_only_where_it_was_written(self) -> None:
        row = {"audience": "second", "may_see": "the trial"}
        map_ = made(coalition=["cleo second"], visibility=[row])
        assert "may be shown: the trial." in shown_to(map_, "cleo")
        assert shown_to(map_, "dan") == ""

    def test_the_first_question_is_what_the_manager_is_told(self) -> None:
        assert "If your manager asked today" in visibility_plan(made()).headline
        told = made(visibility=[{"audience": "manager", "if_asked": "We are trying it."}])
        assert "manager asked" not in visibility_plan(told).headline

    def test_each_circle_says_how_many_it_holds_and_what_it_knows(self) -> None:
        row = {"audience": "core", "knows": "the plan", "may_see": "the trial"}
        map_ = made(ties=["ada reports_to ben"], visibility=[row],
                    coalition=["ada nucleus", "cleo core", "dan core", "eve -"])  # fmt: skip
        plan = {c.audience: c for c in visibility_plan(map_).circles}
        assert {a: c.people for a, c in plan.items()} == {
            "nucleus": 1, "core": 2, "second": 0, "wider": 1, "manager": 1, "outside": None,
        }  # fmt: skip
        assert (plan["core"].knows, plan["core"].written) == ("the plan", True)
        assert (plan["core"].may_see, plan["wider"].may_see) == ("the trial", "")
        assert (plan["wider"].knows, plan["wider"].written) == ("", False)


class TestGovernance:
    @pytest.mark.parametrize(("members", "wanted"), [(CROWD, False), (CROWD + 1, True)])
    def test_a_form_is_suggested_above_eight_members(self, members: int, wanted: bool) -> None:
        people = [f"p{n}" for n in range(members)]
        map_ = made(people=people, coalition=[f"{p} wider" for p in people])
        assert governing(map_).wanted is wanted
        assert bool(list(governance_due(map_))) is wanted

    @pytest.mark.parametrize(
        ("context", "form", "lacks"),
        [
            (Context.GOVERNMENT, GovernanceForm.CROSS_AGENCY_GROUP, "the cabinet or agency"),
            (Context.MOVEMENT, GovernanceForm.WORKING_CIRCLE, "the people concerned"),
        ],
    )
    def test_each_context_has_its_form_and_what_it_must_name(
        self, context: Context, form: GovernanceForm, lacks: str
    ) -> None:
        row = {"governance": "g", "form": form}
        rule = governing(made(context=context, governance=[row]))
        assert rule.suggested.kind is form and lacks in rule.headline

    def test_the_check_in_follows_its_rhythm(self) -> None:
        row = {"governance": "g", "started_on": date(2026, 4, 1), "check_in_days": 30}
        map_ = made(governance=[row])
        assert governing(map_).next_check_in == date(2026, 5, 1) and governing(map_).late
        held = made(governance=[row], meetings=["m 2026-05-20 check_in"])
        assert governing(held).next_check_in == date(2026, 6, 19) and not governing(held).late

    def test_a_form_that_ended_is_none(self) -> None:
        row = {"governance": "g", "ended_on": AS_OF}
        assert governing(made(governance=[row])).form is None

    def test_of_several_forms_the_newest_that_has_begun_stands(self) -> None:
        rows = [
            {"governance": g, "started_on": on}
            for g, on in (("old", date(2026, 1, 1)), ("now", AS_OF), ("later", date(2026, 7, 1)))
        ]
        form = governing(made(governance=rows)).form
        assert form is not None and form.governance == "now"

    def test_a_core_meeting_is_no_check_in(self) -> None:
        row = {"governance": "g", "started_on": date(2026, 4, 1), "check_in_days": 30}
        map_ = made(governance=[row], meetings=["m 2026-05-20 core", "n - check_in"])
        assert governing(map_).next_check_in == date(2026, 5, 1)

    def test_a_matter_is_called_by_its_words_and_who_decides_by_name(self) -> None:
        rights = [{"right": "r", "matter": "Words", "owner": "ben", "consulted": "ada"},
                  {"right": "desks"}]  # fmt: skip
        found = governing(made(rights=rights)).rights
        assert [(m.title, m.who, m.asked) for m in found] == [
            ("desks", "", ""),
            ("Words", "ben", "ada"),
        ]


class TestReplant:
    def test_whoever_left_the_inner_rings_lately_is_a_reason(self) -> None:
        gone = {"person": "ben", "ring": "core", "left_on": date(2026, 5, 1)}
        found = replanting(made(coalition=["ada nucleus", gone]))
        assert [t.cause for t in found.triggers] == ["members_moved"]
        assert found.former[0].name == "ben" and found.remaining == ("ada",)
        long_ago = {**gone, "left_on": date(2025, 5, 1)}
        assert replanting(made(coalition=["ada nucleus", long_ago])).triggers == ()

    def test_one_has_left_and_two_have_the_last_to_leave_first(self) -> None:
        def told(*days: date) -> str:
            rows = [{"person": p, "ring": "core", "left_on": on}
                    for p, on in zip(("ben", "cleo"), days, strict=False)]  # fmt: skip
            return replanting(made(coalition=["ada nucleus", *rows])).headline

        assert told(AS_OF) == (
            "One sign asks for a rest and a new planting: ben has left the inner rings."
        )
        assert told(date(2026, 5, 1), AS_OF).endswith("cleo and ben have left the inner rings.")
        assert "Nothing asks for a rest" in told(date(2026, 7, 1))

    def test_a_conflict_is_remembered_with_its_end(self) -> None:
        rows = [{"conflict": "a", "text": "Who leads.", "resolution": "Both."},
                {"conflict": "b", "text": "Whose desk."}]  # fmt: skip
        found = replanting(made(conflicts=rows)).memory
        assert found.conflicts == ("Who leads. In the end: Both.", "Whose desk.")

    def test_roll_out_and_a_gate_that_paused_are_reasons(self) -> None:
        gate = {"gate": "g", "held_on": date(2026, 5, 1), "outcome": "pause"}
        causes = [t.cause for t in replanting(made("rollout", gates=[gate])).triggers]
        assert causes == ["business_as_usual", "gate"]

    def test_failures_are_passed_on_with_the_wins(self) -> None:
        memory = replanting(
            made(
                wins=[{"title": "First day"}],
                evidence=[{"evidence": "e", "claim": "No change.", "result": "null"}],
                adaptations=[{"adaptation": "a", "what": "Begin at night."}],
            )
        ).memory
        assert memory.failures == ("No change. (showed no effect)",)
        assert memory.wins and memory.adaptations and not memory.empty

    def test_roles_for_business_as_usual_are_asked_for_until_written(self) -> None:
        seat = {"seat": "s", "title": "Owner of the practice", "season": "business_as_usual"}
        found = replanting(made(seats=[seat]))
        assert [title for title, _ in found.lacking] == [
            "who decides about it",
            "who keeps it healthy",
        ]

    def test_today_is_silent_while_it_lasts_and_speaks_on_its_day(self) -> None:
        rest = {"replant": "n", "started_on": date(2026, 5, 1), "resume_on": date(2026, 7, 1)}
        assert week(made("paused", replants=[rest])).items == ()
        over = made("paused", replants=[{**rest, "resume_on": AS_OF}])
        assert [item.kind for item in week(over).items] == ["replant"]
        rebuilt = made("paused", replants=[{**rest, "resume_on": AS_OF, "rebuilt_on": AS_OF}])
        assert list(rest_over_due(rebuilt)) == []


class TestRings:
    def test_too_early_until_something_was_tried_or_somebody_says_why(self) -> None:
        assert too_early(made(), "ben", Ring.SECOND) and too_early(made(), "ben", None)
        assert not too_early(made(), "ben", Ring.CORE)
        assert not too_early(made(evidence=["e worked"]), "ben", Ring.SECOND)
        kept = {"kind": "too_early", "person": "ben", "reason": "She asked."}
        assert not too_early(made(overrides=[kept]), "ben", Ring.SECOND)
        assert too_early(made(overrides=[kept]), "cleo", Ring.SECOND)
        assert not too_early(made(coalition=["ben wider"]), "ben", Ring.SECOND)
        assert not too_early(made(coalition=["ben -"]), "ben", Ring.SECOND)  # blank is wider
        assert too_early(made(coalition=["ben core"]), "ben", Ring.SECOND)

    def test_who_asked_to_join_is_counted_once(self) -> None:
        asked = [
            {"person": "ben", "kind": "join_request", "date": date(2026, 5, 1)},
            {"person": "ben", "kind": "join_request", "date": date(2026, 5, 9)},
            {"person": "cleo", "kind": "join_request", "date": date(2026, 4, 1)},
        ]
        needs = ring_needs(made(encounters=asked, coalition=["cleo wider"]))
        assert next((w.person, w.on) for w in needs.wishes) == ("ben", date(2026, 5, 9))
        assert needs.waiting == 1 and len(needs.wishes) == 2
        again = ring_needs(made(encounters=asked, coalition=["cleo wider", "ben wider"]))
        assert again.waiting == 0 and ring_needs(made(encounters=asked)).waiting == 2
        assert {w.person: w.inside for w in needs.wishes} == {"ben": False, "cleo": True}

    def test_whoever_has_a_newer_role_stands_inside_or_outside(self) -> None:
        people = [{"person": p, "new_role": "responsible_ai"} for p in ("ada", "ben")]
        needs = ring_needs(made(people=people, coalition=["ada core"]))
        told = [(n.inside, n.outside) for n in needs.newer if n.inside or n.outside]
        assert told == [(("ada",), ("ben",))]

    @pytest.mark.parametrize("context", [None, *Context])
    def test_every_context_asks_for_depth_breadth_voices_and_newer_roles(
        self, context: Context | None
    ) -> None:
        needs = ring_needs(made(context=context))
        assert len(needs.inner) == 3 and len(needs.outer) == 5 and needs.voices
        assert {"data literacy", "how far this tool can be trusted"} <= {
            n.name for n in needs.newer
        }


def test_a_phase_that_has_done_its_work_says_so_once() -> None:
    done = made(
        coalition=["ada nucleus", "ben core", "cleo core"],
        commitments=["ben time promised", "cleo time promised"],
        evidence=[{"evidence": "t", "kind": "trial", "result": "null"}],
    )
    assert [item.title for item in phase_due(done)] == ["Go on to critical mass"]
    assert list(phase_due(made())) == []


def test_places_are_due_only_after_the_launch() -> None:
    place = {"nodes": ["desk"], "operators": ["ben desk"]}
    assert [item.ids for item in adoption_due(made("launch", **place))] == [("desk",)]
    seen = {"node": "desk", "date": date(2026, 5, 20), "share": 0.4}
    assert list(adoption_due(made("launch", **place, adoption=[seen]))) == []
    assert list(adoption_due(made("critical_mass", **place))) == []


def test_what_the_manager_is_told_is_due_once_a_trial_makes_it_visible() -> None:
    assert [item.kind for item in asked_today_due(made())] == ["visibility"]
    assert list(asked_today_due(made("nucleus"))) == []
