"""The log: one form, one change, nothing lost; lines written elsewhere wait as drafts."""

from __future__ import annotations

import pytest
from django.utils import timezone

from groundswell.app.browse.trails import changes, notes
from groundswell.app.browse.views import view
from groundswell.app.do.records import record_
from groundswell.app.do.undo import undo_
from groundswell.core.terrain.record import columns
from groundswell.core.terrain.run_records import Commitment, Encounter, Evidence, Member
from groundswell.core.terrain.terms import CommitmentKind, CommitmentState, Ring
from tests.app.cast import cast, later, standing
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
SAID = {"person": "ben", "outcome": "wants figures", "stance": "neutral", "sure": "high"}


def test_one_form_is_one_change_and_one_undo() -> None:
    them = cast()
    client = browser(them.alice)
    before = len(changes(them.alice, them.code))
    sent = client.post(f"/i/{them.code}/log", {**SAID, "private_note": "tired today"})
    assert sent.status_code == 302
    past = changes(them.alice, them.code)
    assert len(past) == before + 1
    at = view(them.alice, them.code)
    assert len(at.rows("encounters")) == 1 and len(at.rows("stances")) == 2
    assert [note.text for note in notes(them.alice, them.code, "ben")] == ["tired today"]
    undo_(them.alice, them.code, past[0].id)
    at = view(them.alice, them.code)
    assert not at.rows("encounters") and len(at.rows("stances")) == 1
    assert not notes(them.alice, them.code, "ben")


def test_somebody_is_found_by_name() -> None:
    them = cast()
    browser(them.alice).post(f"/i/{them.code}/log", {"who": "ben", "outcome": "hello"})
    (row,) = view(them.alice, them.code).rows("encounters")
    assert row.record.person == "ben"  # type: ignore[attr-defined]


def test_what_does_not_fit_is_kept_in_the_form() -> None:
    them = cast()
    sent = browser(them.alice).post(f"/i/{them.code}/log", {"outcome": "a long story"})
    assert sent.status_code == 422
    assert "a long story" in sent.content.decode()
    assert not view(them.alice, them.code).rows("encounters")


def test_somebody_new_is_added_by_whoever_may_change_the_map() -> None:
    them = cast()
    given = {"new_name": "Eva Lund", "outcome": "met by chance"}
    assert browser(them.erin).post(f"/i/{them.code}/log", given).status_code == 302
    assert "eva-lund" in view(them.erin, them.code).snapshot.index
    other = {**given, "new_name": "Somebody Else"}
    assert browser(them.bob).post(f"/i/{them.code}/log", other).status_code == 403
    assert browser(them.bob).post(f"/i/{them.code}/log", SAID).status_code == 302
    assert browser(them.olga).post(f"/i/{them.code}/log", SAID).status_code == 403


def test_pasted_lines_wait_until_each_is_logged() -> None:
    them = cast()
    client = browser(them.alice)
    text = "2026-11-20 Ben: came round, supporter\nNobody Known; asked for more"
    client.post(f"/i/{them.code}/log/drafts", {"text": text})
    page = text_of(client, f"/i/{them.code}/log")
    assert "came round" in page and "not on the map" in page
    for name, value in (("person", "ben"), ("stance", "supporter"), ("date", "2026-11-20")):
        assert f'name="{name}" value="{value}"' in page
    assert not view(them.alice, them.code).rows("encounters")
    line = "2026-11-20 Ben: came round, supporter"
    filled = client.post(
        f"/i/{them.code}/log", {"fill": "1", "outcome": "came round", "draft": line}
    )
    assert filled.status_code == 200 and "came round</textarea>" in filled.content.decode()
    assert not view(them.alice, them.code).rows("encounters")
    client.post(f"/i/{them.code}/log", {**SAID, "draft": line})
    page = text_of(client, f"/i/{them.code}/log")
    assert "asked for more" in page and "came round" not in page


FULL = {
    "person": "ben", "kind": "one_to_one", "outcome": "will help", "doubt": "too slow",
    "doubt_state": "tested_by", "doubt_evidence": "e1", "shown": "e1", "strain": "overcommitment",
    "ask": "join", "answer": "yes", "prompted": "no", "public": "yes", "at_risk": "yes",
    "already_knew": "no", "hours": "0.5",
}  # fmt: skip
PLEDGED = {
    "pledge-hours_per_week": "2", "pledge-decision_authority": "the order of the counters",
    "pledge-meaning_of_success": "no queue at noon", "pledge-ring": "core",
}  # fmt: skip


def test_every_column_of_a_contact_can_be_logged_and_a_commitment_in_the_same_stroke() -> None:
    them = cast()
    record_(them.alice, them.code, [Evidence(evidence="e1", claim="quicker by ten")])
    before = len(changes(them.alice, them.code))
    sent = browser(them.alice).post(f"/i/{them.code}/log", {**FULL, **PLEDGED})
    assert sent.status_code == 302, sent.content.decode()
    assert len(changes(them.alice, them.code)) == before + 1
    now = later(them.alice, at=timezone.localtime())
    (met,) = standing(now, them.code, Encounter)
    told = [column.name for column in columns(Encounter) if getattr(met, column.name) is not None]
    assert set(told) >= {c.name for c in columns(Encounter)} - {"doubt_adaptation", "retracted_on"}
    (place,) = [m for m in standing(now, them.code, Member) if m.person == "ben"]
    assert (place.ring, place.hours_per_week) == (Ring.CORE, 2)
    assert place.meaning_of_success == "no queue at noon"
    promises = {c.kind: c for c in standing(now, them.code, Commitment)}
    assert promises[CommitmentKind.TIME].text == "2 hours a week"
    assert {c.state for c in promises.values()} == {CommitmentState.PROMISED}
    undo_(now, them.code, changes(now, them.code)[0].id)
    assert not standing(now, them.code, Commitment) and len(standing(now, them.code, Member)) == 1


def test_what_success_means_asks_for_a_circle_and_a_later_is_only_asked() -> None:
    them = cast()
    client = browser(them.alice)
    alone = {**SAID, "pledge-meaning_of_success": "no queue"}
    sent = client.post(f"/i/{them.code}/log", alone)
    assert sent.status_code == 422 and "in no circle yet" in sent.content.decode()
    later_on = {**SAID, "ask": "join", "answer": "later", "pledge-text": "think about it"}
    assert client.post(f"/i/{them.code}/log", later_on).status_code == 302
    now = later(them.alice, at=timezone.localtime())
    (asked,) = standing(now, them.code, Commitment)
    assert (asked.state, asked.promised_on) == (CommitmentState.ASKED, None)
    refused = browser(them.bob).post(f"/i/{them.code}/log", {**SAID, "pledge-text": "something"})
    assert refused.status_code == 403
