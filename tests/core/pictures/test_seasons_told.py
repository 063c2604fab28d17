"""Rest, governance, launch sheet, who knows what and rings: order, borders and what is said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.core.pictures.governing import chairs, governing
from groundswell.core.pictures.launch_sheet import launch_sheet
from groundswell.core.pictures.replanting import replanting
from groundswell.core.pictures.ring_needs import ring_needs
from groundswell.core.pictures.visibility import visibility_plan
from groundswell.core.terrain.season_terms import Season
from tests.core.builders import AS_OF
from tests.core.pictures.test_seasons import SIX, made


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


FORM = {"governance": "g", "started_on": ago(30), "check_in_days": 30}
HELD = {"right": "r", "matter": "Words", "owner": "ben"}


class TestReplant:
    def test_the_newest_rest_is_the_one_that_is_on(self) -> None:
        rests = [
            {"replant": "a", "started_on": ago(9), "resume_on": ago(-30)},
            {"replant": "b", "started_on": ago(400), "resume_on": ago(300)},
            {"replant": "c", "resume_on": ago(500)},
        ]
        found = replanting(made("paused", replants=rests))
        assert found.rest is not None and found.rest.replant == "a" and not found.over
        assert found.headline == "The work rests until 1 July 2026. Nothing is asked of anybody."

    def test_a_rest_without_a_day_says_so(self) -> None:
        silent = "The work rests, and nothing says until when."
        assert replanting(made("paused")).headline == silent
        assert replanting(made("paused", replants=[{"replant": "a"}])).headline == silent

    def test_of_four_who_left_two_are_named_the_last_first_with_why_they_were_in(self) -> None:
        days = {"ben": 1, "cleo": 2, "dan": 3, "eve": 4}
        rows = [{"person": p, "ring": "core", "left_on": ago(d), "reason": f"{p} knew"}
                for p, d in days.items()]  # fmt: skip
        found = replanting(made(coalition=["ada nucleus", *rows]))
        assert found.triggers[0].text.startswith("ben, cleo and 2 more have left the inner rings.")
        assert [(f.person, f.reason) for f in found.former] == [(p, f"{p} knew") for p in days]
        bare = {"person": "ben", "left_on": ago(1)}
        assert replanting(made(coalition=[bare])).former[0].reason == ""

    def test_only_the_last_gate_is_a_reason(self) -> None:
        def causes(**held: int) -> list[str]:
            outcomes = {"paused": "pause", "again": "adapt"}
            rows = [{"gate": g, "held_on": ago(d), "outcome": outcomes[g]} for g, d in held.items()]
            return [t.cause for t in replanting(made(gates=rows)).triggers]

        assert causes(paused=90, again=9) == []
        assert causes(paused=9, again=90) == ["gate"]

    def test_what_failed_is_passed_on_with_how_and_what_worked_is_no_failure(self) -> None:
        rows: list[dict[str, Any]] = [
            {"evidence": "a", "claim": "It tore.", "result": "broke"},
            {"evidence": "b", "claim": "They sang.", "result": "surprised"},
            {"evidence": "c", "claim": "Calls fell.", "result": "worked"},
            {"evidence": "d", "result": "broke"},
        ]
        failures = replanting(made(evidence=rows)).memory.failures
        assert failures == ("It tore. (broke)", "They sang. (surprised us)")


class TestGovernance:
    def told(self, *members: str, **sheets: Any) -> str:
        rows = [f"{person} wider" for person in members]
        people = [*SIX, "gil", "hal", "ida"]
        return governing(made(people=people, coalition=rows, **sheets)).headline

    def test_a_check_in_is_overdue_the_day_after_it_was_due(self) -> None:
        def late(begun: int) -> bool:
            form = {**FORM, "started_on": ago(begun)}
            return governing(made(governance=[form])).late

        assert not late(30) and late(31)

    def test_the_check_in_counts_from_the_last_one_held(self) -> None:
        meetings = [{"meeting": m, "date": ago(d), "kind": "check_in"}
                    for m, d in (("a", 9), ("b", 70), ("c", 40))]  # fmt: skip
        found = governing(made(governance=[FORM], meetings=meetings))
        assert found.next_check_in == ago(9 - 30)

    def test_a_role_says_what_it_sees_to(self) -> None:
        seats = [{"seat": "s", "title": "Scribe", "person": "ben", "text": "Keeps the log"},
                 {"seat": "t"}, {"seat": "u", "season": "business_as_usual"}]  # fmt: skip
        found = chairs(made(seats=seats), Season.COALITION)
        assert [(c.title, c.who, c.text) for c in found] == [
            ("Scribe", "ben", "Keeps the log"),
            ("t", "", ""),
        ]

    def test_what_a_form_lacks_is_who_decides_and_on_two_matters_at_most(self) -> None:
        def lacks(*rights: dict[str, str]) -> tuple[str, ...]:
            return governing(made(governance=[FORM], rights=rights)).lacks

        assert lacks() == ("who decides what",)
        assert lacks(HELD) == ()
        loose = [{"right": code} for code in "abc"]
        assert lacks(HELD, *loose) == ("who decides on ‘a’", "who decides on ‘b’")

    def test_the_first_line_follows_members_form_and_check_in(self) -> None:
        nine = (*SIX, "gil", "hal", "ida")
        assert self.told(*nine) == (
            "With nine active members it is time for a thin form: who decides what, once a month."
        )
        assert self.told(*nine[:8]) == (
            "With eight active members one table is enough. A form is there when you want one."
        )
        form, rights = [FORM], [HELD]
        assert self.told("ada", governance=form, rights=rights) == (
            "There is a working group, with one active member, and it is written down who decides "
            "what."
        )
        late = [{**FORM, "started_on": ago(31)}]
        assert self.told("ada", governance=late, rights=rights) == (
            "There is a working group, and its check-in is overdue."
        )
        bare = [{**FORM, "form": "working_circle"}]
        rights += [{"right": "a"}, {"right": "b"}]
        assert self.told("ada", governance=bare, rights=rights) == (
            "There is a working circle, and nothing says the people concerned to whom it answers, "
            "who decides on ‘a’ and who decides on ‘b’."
        )


class TestLaunchSheet:
    WHOLE = ("announcement", "speaker", "resource", "step")

    def test_a_line_says_what_by_whom_and_to_whom_the_first_due_first(self) -> None:
        rows = [
            {"item": "a", "due_on": ago(-20), "text": "Open the desk", "person": "ben"},
            {"item": "b", "due_on": ago(-10), "text": "Tell them", "audience": "night shift"},
            {"item": "c"},
        ]
        people = [*SIX[:1], {"person": "ben", "name": "Ben Adeyemi"}]
        (steps,) = [p for p in launch_sheet(made(people=people, launch=rows)).parts if p.lines]
        assert [(x.code, x.text, x.who, x.audience) for x in steps.lines] == [
            ("b", "Tell them", "", "night shift"),
            ("a", "Open the desk", "Ben Adeyemi", ""),
            ("c", "", "", ""),
        ]

    @pytest.mark.parametrize(
        ("done", "text"),
        [
            (4, "Everything on the launch sheet is done."),
            (3, "The launch sheet is complete; one line is still to be done."),
            (1, "The launch sheet is complete; three lines are still to be done."),
        ],
    )
    def test_a_whole_sheet_says_what_is_left(self, done: int, text: str) -> None:
        rows = [{"item": part, "part": part, "done_on": ago(1) if k < done else None}
                for k, part in enumerate(self.WHOLE)]  # fmt: skip
        assert launch_sheet(made(launch=rows)).headline == text


class TestVisibility:
    def test_what_changes_at_the_next_expansion_is_told(self) -> None:
        row = {"audience": "core", "on_expansion": "They see the figures"}
        circles = {
            c.audience: c.on_expansion for c in visibility_plan(made(visibility=[row])).circles
        }
        assert (circles["core"], circles["wider"]) == ("They see the figures", "")

    def test_it_says_of_which_circles_nothing_is_written(self) -> None:
        inside = ["ben nucleus", "cleo core", "dan second", "eve wider"]

        def told(*seen: str, ties: tuple[str, ...] = ("ada reports_to fay",), **more: str) -> str:
            rows = [{"audience": audience, "may_see": "the trial"} for audience in seen]
            rows += [{"audience": audience, "knows": words} for audience, words in more.items()]
            map_ = made("launch", coalition=inside, ties=ties, visibility=rows)
            return visibility_plan(map_).headline

        assert told() == "Nothing says yet who knows what, and what each circle may be shown."
        lacking = "Nothing says yet what may be shown to "
        assert told("wider") == f"{lacking}the nucleus, the core and 2 more."
        assert told("wider", "second") == (
            f"{lacking}the nucleus, the core and the owner's own manager."
        )
        assert told("nucleus", "core", "second", wider="the plan") == (
            f"{lacking}the wider circle and the owner's own manager."
        )
        every = ("nucleus", "core", "second", "wider")
        assert told(*every) == f"{lacking}the owner's own manager."
        assert told(*every, ties=()) == (
            "For four circles it is written down what they may be shown."
        )


class TestRings:
    def test_it_is_early_until_the_ledger_has_an_entry(self) -> None:
        assert ring_needs(made()).early
        assert not ring_needs(made(evidence=["e worked"])).early

    def test_of_two_who_asked_on_one_day_the_last_by_code_comes_first(self) -> None:
        rows = [{"person": p, "kind": "join_request", "date": ago(d)}
                for p, d in (("cleo", 5), ("ben", 5), ("dan", 9))]  # fmt: skip
        for given in (rows, rows[::-1]):
            needs = ring_needs(made(encounters=given))
            assert [w.person for w in needs.wishes] == ["cleo", "ben", "dan"]
