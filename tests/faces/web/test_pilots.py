"""Pilots on screen: plan, hand in values, read, put into the ledger, take back; who may do what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from groundswell.app.browse.views import view
from groundswell.app.do.initiatives import open_example
from groundswell.app.do.records import record_
from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.map_records import Judgement, Stake
from groundswell.core.terrain.run_records import Encounter, Evidence, Pilot, PilotDatum
from groundswell.core.terrain.terms import (
    PilotDesign,
    PilotState,
    PilotTrack,
    Result,
    StakeKind,
    Stance,
)
from tests.app.cast import Cast, account, cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
TRIAL = Pilot(
    pilot="p", question="Do answers come sooner?", track=PilotTrack.TRIAL,
    design=PilotDesign.BEFORE_AFTER, measure="days", minimum_effect=-0.1,
)  # fmt: skip
DAYS = "case,before,after\n" + "\n".join(
    f"c{at},{before},{after}"
    for at, (before, after) in enumerate([(12, 8), (15, 10), (11, 7), (14, 9), (13, 8), (16, 9)])
)


def hand_in(client: Client, home: str, text: str, **more: Any) -> Any:
    """Hand a file in; return the answer to what it leads to."""
    sent = {"file": SimpleUploadedFile("days.csv", text.encode()), **more}
    return client.post(f"{home}/values", sent, follow=True)


@pytest.fixture
def them() -> Cast:
    made = cast()
    record_(made.alice, made.code, [TRIAL])
    return made


def test_values_are_looked_at_kept_and_taken_back_as_one(them: Cast) -> None:
    client, home = browser(them.erin), f"/i/{them.code}/evidence/pilots/p"
    assert "none yet" in text_of(client, home)
    looked = hand_in(client, home, DAYS)
    assert "12 values would be kept." in looked.content.decode()
    assert not view(them.erin, them.code).rows(PilotDatum.SHEET)
    kept = client.post(looked.request["PATH_INFO"], follow=True)
    page = kept.content.decode()
    assert "Days fell by 37 %" in page and "six cases cannot show" in page
    assert "<svg" in page and "As a table" in page and "12 values handed in together" in page
    (change,) = {row.change for row in view(them.erin, them.code).rows(PilotDatum.SHEET)}
    client.post(f"/i/{them.code}/changes/{change}/undo", {"next": home})
    assert not view(them.erin, them.code).rows(PilotDatum.SHEET)
    assert "none yet" in text_of(client, home)


def test_a_bad_file_is_told_row_by_row_and_nothing_comes_in(them: Cast) -> None:
    client, home = browser(them.alice), f"/i/{them.code}/evidence/pilots/p"
    looked = hand_in(client, home, "unit,arm,value\na,before,3\nb,after,many\nb,after,\n")
    page = looked.content.decode()
    assert "1 problem stands in the way." in page and "Keep these values" not in page
    assert client.post(looked.request["PATH_INFO"]).status_code == 422
    assert not view(them.alice, them.code).rows(PilotDatum.SHEET)
    gone = client.post(looked.request["PATH_INFO"] + "/discard", follow=True)
    assert gone.status_code == 200 and client.get(looked.request["PATH_INFO"]).status_code == 404
    assert client.post(f"{home}/values", {}).status_code == 422
    image = {"file": SimpleUploadedFile("a.png", b"x")}
    assert client.post(f"{home}/values", image).status_code == 422


def test_the_same_values_come_once_and_new_ones_may_take_their_place(them: Cast) -> None:
    client, home = browser(them.alice), f"/i/{them.code}/evidence/pilots/p"
    client.post(hand_in(client, home, DAYS).request["PATH_INFO"])
    again = hand_in(client, home, DAYS).content.decode()
    assert "12 problems stand in the way." in again
    other = hand_in(client, home, DAYS.replace("c0,12,8", "c0,13,8"), replace="on")
    assert "in place of what is there" in other.content.decode()
    client.post(f"{other.request['PATH_INFO']}?replace=1")
    rows = [r.record for r in view(them.alice, them.code).rows(PilotDatum.SHEET)]
    assert len(rows) == 12 and 13.0 in [getattr(r, "value", None) for r in rows]


def test_one_click_makes_the_entry_and_says_when_values_changed_since(them: Cast) -> None:
    client, home = browser(them.alice), f"/i/{them.code}/evidence/pilots/p"
    client.post(hand_in(client, home, DAYS).request["PATH_INFO"])
    assert "Not in the ledger yet" in text_of(client, home)
    client.post(f"{home}/enter")
    entry = view(them.alice, them.code).rows(Evidence.SHEET)[-1].record
    assert isinstance(entry, Evidence)
    assert (entry.pilot, entry.result, entry.n, entry.level) == ("p", Result.WORKED, 6, 0.95)
    assert entry.effect is not None and entry.claim and entry.limits
    page = text_of(client, home)
    assert "Every figure of it can be worked out again" in page
    assert "The pilot behind it" in text_of(client, f"/i/{them.code}/evidence")
    more = hand_in(client, home, "case,before,after\nz1,9,20\nz2,8,22\n")
    client.post(more.request["PATH_INFO"])
    assert "The ledger says something else" in text_of(client, home)
    client.post(f"{home}/enter")
    rows = view(them.alice, them.code).rows(Evidence.SHEET)
    assert len([r for r in rows if getattr(r.record, "pilot", None) == "p"]) == 1
    assert "Every figure of it can be worked out again" in text_of(client, home)


def test_what_broke_goes_into_the_ledger_as_it_was_said(them: Cast) -> None:
    client, home = browser(them.alice), f"/i/{them.code}/evidence/pilots/p"
    sent = {"broke": "The scanner jammed twice.", "stop_reached": "no", "state": "done"}
    assert client.post(f"{home}/found", sent).status_code == 302
    assert "The scanner jammed twice." in text_of(client, home)
    client.post(f"{home}/enter", {"told": "broke"})
    entry = view(them.alice, them.code).rows(Evidence.SHEET)[-1].record
    assert getattr(entry, "result", None) is Result.BROKE
    assert "Put into the ledger what broke" not in text_of(client, home)
    assert client.post(f"{home}/enter", {"told": "worked"}).status_code == 403
    record = view(them.alice, them.code).rows(Pilot.SHEET)[-1].record
    assert isinstance(record, Pilot) and record.question == TRIAL.question
    assert record.stop_reached is False and record.state is PilotState.DONE


def test_a_count_kept_on_paper_needs_no_file(them: Cast) -> None:
    client, home = browser(them.alice), f"/i/{them.code}/evidence/pilots/p"
    sent = {"yes_new": "9", "of_new": "12", "yes_base": "3", "of_base": "12"}
    assert client.post(f"{home}/counts", sent).status_code == 302
    page = text_of(client, home)
    assert "from 25 % to 75 %" in page and "24 values handed in together" in page
    assert client.post(f"{home}/counts", {"yes_new": "1", "of_new": "2"}).status_code == 302
    assert view(them.alice, them.code).count(PilotDatum.SHEET) == 26
    for wrong in ({"yes_new": "5", "of_new": "2"}, {**sent, "of_base": ""}, {}):
        assert client.post(f"{home}/counts", wrong).status_code == 422
    assert browser(them.bob).post(f"{home}/counts", sent).status_code == 403


def test_a_plan_says_how_many_cases_before_it_is_saved() -> None:
    them = cast()
    client, home = browser(them.erin), f"/i/{them.code}/evidence/pilots"
    first = text_of(client, f"{home}/new?track=trial")
    assert 'value="12"' in first and "thirty days or a dozen users" in first
    sent = {
        "question": "Do calls get shorter?", "track": "experiment", "design": "before_after",
        "measure": "minutes", "minimum_effect": "-15 %", "baseline": "12", "spread": "4",
    }  # fmt: skip
    looked = client.post(f"{home}/new", {**sent, "look": "1"}).content.decode()
    assert "To see 15 % less with 80 % chance takes 158 cases" in looked
    assert not view(them.erin, them.code).rows(Pilot.SHEET)
    assert client.post(f"{home}/new", sent)["Location"].endswith("/do-calls-get-shorter")
    record = view(them.erin, them.code).rows(Pilot.SHEET)[-1].record
    assert getattr(record, "minimum_effect", None) == -0.15
    assert client.post(f"{home}/new", {"question": ""}).status_code == 422
    changed = {**sent, "measure": "seconds"}
    assert client.post(f"{home}/do-calls-get-shorter/edit", changed).status_code == 302
    assert len(view(them.erin, them.code).rows(Pilot.SHEET)) == 1


def test_members_and_observers_read_and_change_nothing(them: Cast) -> None:
    home = f"/i/{them.code}/evidence/pilots/p"
    for actor in (them.bob, them.olga):
        client = browser(actor)
        page = text_of(client, home)
        assert "Do answers come sooner?" in page and "CSV file" not in page
        for end in ("edit", "values", "found", "enter"):
            assert client.post(f"{home}/{end}").status_code == 403
    assert browser(them.charlie).get(home).status_code == 404
    assert browser(them.alice).get(f"/i/{them.code}/evidence/pilots/none").status_code == 404


@pytest.mark.parametrize("name", ["government", "hospital", "movement", "software"])
def test_every_example_has_pilots_that_can_be_read(name: str) -> None:
    nora = account("nora")
    code = open_example(nora, name)
    client = browser(nora)
    page = text_of(client, f"/i/{code}/evidence")
    for row in view(nora, code).rows(Pilot.SHEET):
        own = getattr(row.record, "pilot", "")
        assert f"evidence/pilots/{own}" in page
        text_of(client, f"/i/{code}/evidence/pilots/{own}")


LINE = {
    "line": "letters", "kind": "work", "cases_low": "200", "cases_high": "240", "period": "month",
    "hours_low": "0,5", "hours_high": "1", "source": "week count",
}  # fmt: skip


def test_what_today_costs_is_an_entry_that_goes_on_saying_its_lines() -> None:
    them = cast()
    client, home = browser(them.erin), f"/i/{them.code}/evidence/costs"
    made = client.post(f"{home}/new", {"about": "chasing letters", "topics": "time", **LINE})
    assert made["Location"] == f"{home}/chasing-letters"
    page = text_of(client, f"{home}/chasing-letters")
    assert "Chasing letters takes 1," in page and "hours of work a year" in page
    first = view(them.erin, them.code).rows(Evidence.SHEET)[-1].record
    assert isinstance(first, Evidence) and first.topics == ("time",)
    queue = {**LINE, "line": "queue", "kind": "waiting"}
    client.post(f"{home}/chasing-letters/lines", queue)
    entry = view(them.erin, them.code).rows(Evidence.SHEET)[-1].record
    assert "lets people wait" in str(getattr(entry, "claim", ""))
    waiting = view(them.erin, them.code).rows(Cost.SHEET)[-1]
    client.post(f"{home}/chasing-letters/lines/{waiting.id}/remove")
    entry = view(them.erin, them.code).rows(Evidence.SHEET)[-1].record
    assert "lets people wait" not in str(getattr(entry, "claim", ""))
    assert len(view(them.erin, them.code).rows(Cost.SHEET)) == 1
    wrong = {**LINE, "cases_high": "100"}
    assert client.post(f"{home}/chasing-letters/lines", wrong).status_code == 422
    assert client.post(f"{home}/new", LINE).status_code == 422
    assert client.post(f"{home}/chasing-letters/lines/999/remove").status_code == 404


def test_a_sentence_somebody_wrote_is_theirs_until_they_ask() -> None:
    them = cast()
    client, home = browser(them.erin), f"/i/{them.code}/evidence/costs/chasing-letters"
    client.post(f"/i/{them.code}/evidence/costs/new", {"about": "chasing letters", **LINE})
    edited = {
        "evidence": "chasing-letters",
        "claim": "It eats our week.",
        "kind": "cost",
        "measure": "chasing letters",
    }
    client.post(f"/i/{them.code}/evidence/chasing-letters/edit", edited)
    client.post(f"{home}/lines", {**LINE, "line": "calls"})
    entry = view(them.erin, them.code).rows(Evidence.SHEET)[-1].record
    assert getattr(entry, "claim", "") == "It eats our week."
    assert "Let it say what the lines say" in text_of(client, home)
    client.post(f"{home}/claim")
    entry = view(them.erin, them.code).rows(Evidence.SHEET)[-1].record
    assert str(getattr(entry, "claim", "")).startswith("Chasing letters takes")


FEAR = Stake(
    person="ben", kind=StakeKind.FEAR, text="More calls.", topic="calls", measure="calls",
    baseline=40, period="week",
)  # fmt: skip
CALLS = Evidence(
    evidence="e1", claim="Calls fell.", measure="calls", effect=-0.25, low=-0.35, high=-0.1,
    result=Result.WORKED, topics=("calls",),
)  # fmt: skip


def test_each_audience_reads_it_at_their_own_figure_or_whom_to_ask() -> None:
    them = cast()
    cleo = Stake(person="cleo", kind=StakeKind.NEED, text="Quiet.", topic="calls", measure="calls")
    record_(them.alice, them.code, [FEAR, cleo, CALLS])
    page = text_of(browser(them.alice), f"/i/{them.code}/evidence/e1/audiences")
    assert "For them, at 40 today: about 10 fewer calls a week (4 to 14)" in page
    assert "Their own figure is missing: ask them, or" in page
    assert "None of them has been shown it" in page
    shown = browser(them.alice, presentable=True)
    assert shown.get(f"/i/{them.code}/evidence/e1/audiences").status_code == 403
    assert browser(them.alice).get(f"/i/{them.code}/evidence/x/audiences").status_code == 404


def test_what_came_after_it_was_shown_is_said_and_never_as_its_effect() -> None:
    them = cast()
    today = them.alice.today
    me = view(them.alice, them.code).standing.assessor
    told = ((Stance.SKEPTIC, 20), (Stance.SUPPORTER, 1))
    mine = [
        Judgement(person="ben", stance=s, assessor=me, observed_on=today - timedelta(days=ago))
        for s, ago in told
    ]
    met = Encounter(person="ben", date=today - timedelta(days=10), shown=("e1",))
    record_(them.alice, them.code, [FEAR, CALLS, met])
    record_(them.alice, them.code, mine)
    page = text_of(browser(them.alice), f"/i/{them.code}/evidence")
    assert "judged skeptic" in page and "and supporter" in page
    assert "What moved them, if anything did, nobody can tell from this." in page
    assert "Weak: nobody says what it is" in page or "A hint: nobody says what it is" in page
    assert "judged skeptic" not in text_of(browser(them.olga), f"/i/{them.code}/evidence")
