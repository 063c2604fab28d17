"""The ledger on screen: what failed beside what worked, whom it persuades, who has seen it."""

from __future__ import annotations

import pytest

from groundswell.app.browse.views import view
from groundswell.app.do.initiatives import open_example
from groundswell.app.do.records import record_
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Encounter, Evidence
from groundswell.core.terrain.terms import EvidenceKind, Result, StakeKind
from tests.app.cast import account, cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
BROKE = Evidence(evidence="e1", claim="It broke twice.", result=Result.BROKE, topics=("errors",))
FEARS = Stake(person="ben", kind=StakeKind.FEAR, text="More mistakes.", topic="Errors")


def test_failures_and_null_results_stand_among_the_others() -> None:
    nora = account("nora")
    code = open_example(nora, "government")
    page = text_of(browser(nora), f"/i/{code}/evidence")
    assert (
        "Eight entries: five worked, one broke, one surprised you and one showed nothing." in page
    )
    for badge in (">worked<", ">broke<", ">surprised us<", ">showed no effect<", ">contested<"):
        assert badge in page


def test_whom_it_persuades_and_who_has_seen_it() -> None:
    them = cast()
    record_(them.alice, them.code, [BROKE, FEARS])
    client, home = browser(them.bob), f"/i/{them.code}/evidence"
    page = text_of(client, home)
    assert "More mistakes." in page and "has seen it" not in page
    sent = {"person": "ben", "date": "2026-11-24", "outcome": "Asked who pays."}
    assert client.post(f"{home}/e1/shown", sent).status_code == 302
    page = text_of(client, home)
    assert "has seen it" in page and "24 November 2026: Asked who pays." in page
    noted = view(them.bob, them.code).observations.of(Encounter)[-1]
    assert (noted.person, noted.shown, noted.by) == ("ben", ("e1",), "cleo")
    shown = text_of(browser(them.alice, presentable=True), home)
    assert "It broke twice." in shown and "More mistakes." not in shown and "Ben" not in shown


def test_an_entry_is_added_and_changed_by_who_may() -> None:
    them = cast()
    client, home = browser(them.erin), f"/i/{them.code}/evidence"
    sent = {"claim": "Waiting fell by a day.", "result": "worked", "limits": "One desk."}
    assert client.post(f"{home}/new", sent).status_code == 302
    made = view(them.erin, them.code).observations.of(Evidence)[-1]
    assert (made.claim, made.limits) == ("Waiting fell by a day.", "One desk.")
    changed = {**sent, "evidence": made.evidence, "result": "null"}
    assert client.post(f"{home}/{made.evidence}/edit", changed).status_code == 302
    rows = view(them.erin, them.code).rows(Evidence.SHEET)
    assert [getattr(r.record, "result", None) for r in rows] == [Result.NULL]
    for actor in (them.bob, them.olga):
        assert browser(actor).get(f"{home}/new").status_code == 403
        assert browser(actor).post(f"{home}/new", sent).status_code == 403


def test_what_does_not_fit_is_told() -> None:
    them = cast()
    client, home = browser(them.alice), f"/i/{them.code}/evidence"
    assert client.post(f"{home}/new", {"claim": "x", "n": "-3"}).status_code == 422
    assert client.get(f"{home}/none/edit").status_code == 404
    assert client.get(f"{home}/none/shown").status_code == 404
    record_(them.alice, them.code, [BROKE])
    assert client.post(f"{home}/e1/shown", {"person": ""}).status_code == 422


def test_an_example_from_elsewhere_says_how_like_us_it_is() -> None:
    them = cast()
    client, home = browser(them.alice), f"/i/{them.code}/evidence"
    sent = {"claim": "A third fewer letters there.", "kind": "external", "result": "worked"}
    refused = client.post(f"{home}/new", sent)
    assert refused.status_code == 422 and "Say how like you they are" in refused.content.decode()
    assert client.post(f"{home}/new", {**sent, "comparability": "Same law."}).status_code == 302
    record_(them.alice, them.code, [Evidence(evidence="x", kind=EvidenceKind.EXTERNAL)])
    assert "nobody says how like you they are" in text_of(client, home)
