"""Rest, the way back and release through the API: policy first, then words, then one change."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.cast import Cast, cast
from tests.faces.api.callers import Caller, everybody, with_token

pytestmark = pytest.mark.django_db(databases="__all__")
REST = {"cause": "members_moved", "resume_on": "2026-12-24", "learned": "Begin at night."}
CALLS: list[tuple[str, Any]] = [
    ("rest", REST),
    ("resume", {"to": "nucleus"}),
    ("release", {"people": ["ada"]}),
]


@pytest.fixture
def them() -> Cast:
    return cast()


@pytest.fixture
def alice(them: Cast) -> Caller:
    return with_token(them.alice, them.code, writes=True)


@pytest.mark.parametrize(("call", "body"), CALLS)
def test_outsiders_find_nothing_and_whoever_may_not_edit_reads_why(
    them: Cast, call: str, body: Any
) -> None:
    callers = everybody(them)
    told = {name: callers[name].call("POST", f"initiatives/{them.code}/{call}", body)
            for name in ("charlie", "bob", "olga")}  # fmt: skip
    assert {name: reply.status_code for name, reply in told.items()} == {
        "charlie": 404, "bob": 403, "olga": 403,
    }  # fmt: skip
    nowhere = callers["charlie"].call("POST", f"initiatives/not-{them.code}/{call}", body)
    assert told["charlie"].content == nowhere.content
    assert "As member" in told["bob"].json()["detail"][0]["what"]
    reader = with_token(them.alice, them.code)
    assert reader.call("POST", f"initiatives/{them.code}/{call}", body).status_code == 403


def test_the_work_rests_goes_on_and_is_as_before_once_undone(them: Cast, alice: Caller) -> None:
    at = f"initiatives/{them.code}"
    rested = alice.call("POST", f"{at}/rest", REST)
    assert (rested.status_code, rested.json()["verb"]) == (200, "rest")
    (row,) = alice.get(f"{at}/records/replants").json()["records"]
    assert (row["record"]["cause"], row["record"]["resume_on"]) == ("members_moved", "2026-12-24")
    assert alice.get(at).json()["phase"] == "paused"
    twice = alice.call("POST", f"{at}/rest", {"cause": "other"})
    assert twice.status_code == 422
    assert twice.json()["detail"][0]["what"] == "the work rests already"
    shut = alice.call("POST", f"{at}/resume", {"to": "evidence"})
    assert shut.status_code == 422 and "still needs" in shut.json()["detail"][0]["what"]
    back = alice.call("POST", f"{at}/resume", {"to": "evidence", "reason": "The trial runs on."})
    assert back.status_code == 200 and alice.get(at).json()["phase"] == "evidence"
    for done in (back, rested):
        number = done.json()["change"]
        assert alice.call("POST", f"{at}/changes/{number}/undo").status_code == 200
    assert alice.get(at).json()["phase"] is None
    assert alice.get(f"{at}/records/replants").json()["total"] == 0


def test_who_is_thanked_and_let_go_leaves_and_strangers_are_refused(
    them: Cast, alice: Caller
) -> None:
    at = f"initiatives/{them.code}"
    refused = alice.call("POST", f"{at}/release", {"people": ["ada", "ben", "nobody"]})
    assert refused.status_code == 422
    assert [fault["what"] for fault in refused.json()["detail"]] == [
        "'ben' is not in the coalition", "'nobody' is not in the coalition",
    ]  # fmt: skip
    assert alice.get(f"{at}/records/coalition").json()["records"][0]["record"]["left_on"] is None
    assert alice.call("POST", f"{at}/release", {"people": []}).status_code == 422
    done = alice.call("POST", f"{at}/release", {"people": ["ada"]})
    assert (done.status_code, done.json()["verb"]) == (200, "release")
    (row,) = alice.get(f"{at}/records/coalition").json()["records"]
    assert row["record"]["left_on"] == row["record"]["thanked_on"] is not None
