"""Every question and every kind of record has its route; each refusal has the one shape."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from groundswell.app import jobs
from groundswell.app.ask import ask
from groundswell.app.do.records import record_
from groundswell.core.registry import QUESTIONS, Entry
from groundswell.core.terrain.map_records import Initiative, Person
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import columns
from groundswell.faces.api.routes import api
from tests.app.cast import Cast, cast
from tests.faces.api.callers import FEW, Caller, signed_in, with_token

pytestmark = pytest.mark.django_db(databases="__all__")
SCHEMA: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api/"))
AT = "/api/initiatives/{code}"


@pytest.fixture
def them() -> Cast:
    return cast()


@pytest.fixture
def alice(them: Cast) -> Caller:
    return with_token(them.alice, them.code, writes=True)


def needed(entry: Entry) -> dict[str, Any]:
    """Return what a question cannot do without."""
    names = {field.name for field in dataclasses.fields(entry.options)}
    return {"person": "ben", **FEW} if "person" in names else FEW


def test_the_questions_of_the_api_are_the_registry() -> None:
    asked = {p.removeprefix(f"{AT}/") for p, on in SCHEMA["paths"].items()
             if on.get("get", {}).get("tags") == ["questions"]}  # fmt: skip
    assert asked == set(QUESTIONS)


@pytest.mark.parametrize("entry", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_route_takes_what_its_question_declares(entry: Entry) -> None:
    told = SCHEMA["paths"][f"{AT}/{entry.slug}"]["get"]
    taken = {p["name"]: p for p in told["parameters"] if p["in"] == "query"}
    fields = {field.name: field for field in dataclasses.fields(entry.options)}
    assert set(taken) == {*fields, "as_of", "known_at"}
    for name, field in fields.items():
        assert taken[name]["required"] == field.metadata["required"]
        assert taken[name]["description"] == field.metadata["text"]


@pytest.mark.parametrize("entry", QUESTIONS.values(), ids=list(QUESTIONS))
def test_an_answer_is_the_one_the_app_gives(them: Cast, alice: Caller, entry: Entry) -> None:
    response = alice.get(f"initiatives/{them.code}/{entry.slug}", **needed(entry))
    assert response.status_code == 200, response.content
    expected = ask(them.alice, them.code, entry.options(**needed(entry))).answer
    assert expected is not None
    assert response.json() == {**expected.as_json(), "changes_since": 0, "job": None}


def test_an_option_may_be_given_more_than_once(them: Cast, alice: Caller) -> None:
    at = f"initiatives/{them.code}/what-if"
    once = alice.get(at, recruit="ben", **FEW).json()["value"]["changes"]
    twice = alice.get(at, recruit=["ben", "cleo"], **FEW).json()["value"]["changes"]
    assert (len(once), len(twice)) == (1, 2)
    refused = alice.get(at, recruit="nobody", **FEW)
    assert (refused.status_code, refused.json()["detail"][0]["field"]) == (422, "recruit")


def test_a_plan_is_kept_tried_and_taken_back(them: Cast, alice: Caller) -> None:
    plans = f"initiatives/{them.code}/records/plans"
    plan = {"plan": "p1", "title": "Ben in", "recruit": ["ben:.8"], "rule": ["money=majority"]}
    assert alice.call("POST", plans, {"records": [plan]}).status_code == 201
    (row,) = alice.get(plans).json()["records"]
    assert (row["record"]["recruit"], row["record"]["assessor"]) == (["ben:.8"], "ada")
    at = f"initiatives/{them.code}/what-if"
    value = alice.get(at, plan="p1", recruit="cleo", **FEW).json()["value"]
    assert [change["given"] for change in value["changes"]] == ["cleo", "ben:.8", "money=majority"]
    odd = alice.call("POST", plans, {"records": [{"plan": "p2", "stance": ["ben=king"]}]})
    assert odd.status_code == 422 and "cannot be read" in odd.json()["detail"][0]["what"]
    assert alice.call("DELETE", f"{plans}/{row['id']}").status_code == 200
    refused = alice.get(at, plan="p1", **FEW)
    assert (refused.status_code, refused.json()["detail"][0]["field"]) == (422, "plan")


def test_every_kind_of_record_is_read_recorded_and_taken_back() -> None:
    for sheet, kind in SHEETS.items():
        told = SCHEMA["paths"][f"{AT}/records/{sheet}"]
        assert set(told) == ({"get"} if kind is Initiative else {"get", "post"})
        one = SCHEMA["components"]["schemas"][kind.__name__]
        own = {c.header for c in columns(kind)} - {"recorded_on", "retracted_on"}
        assert set(one["properties"]) == own
        assert set(one.get("required", [])) == {c.header for c in columns(kind) if c.required}
        assert (f"{AT}/records/{sheet}/{{number}}" in SCHEMA["paths"]) == (kind is not Initiative)


def test_no_two_models_share_a_name() -> None:
    """Two of one name would hide each other in the schema."""
    titles = [model["title"] for model in SCHEMA["components"]["schemas"].values()]
    assert len(titles) == len(set(titles)) > len(SHEETS)


def test_what_is_recorded_can_be_read_and_undone(them: Cast, alice: Caller) -> None:
    people = f"initiatives/{them.code}/records/people"
    eve = {"person": "eve", "name": " Eve Ng ", "level": "middle", "capacity_hours": 2}
    done = alice.call("POST", people, {"records": [eve]})
    assert done.status_code == 201
    (row,) = [r for r in alice.get(people).json()["records"] if r["record"]["person"] == "eve"]
    assert row["mine"] and row["change"] == done.json()["change"]
    told = row["record"]
    assert (told["name"], told["level"], told["capacity_hours"]) == ("Eve Ng", "middle", 2.0)
    assert told["outside"] is None and told["recorded_on"] is not None
    undone = alice.call("POST", f"initiatives/{them.code}/changes/{row['change']}/undo")
    assert (undone.status_code, undone.json()["verb"]) == (200, "undo")
    assert alice.get(people).json()["total"] == 4
    (past,) = [c for c in changes(alice, them.code) if c["id"] == row["change"]]
    assert past["undone"] and past["via"] == "api"


def changes(caller: Caller, code: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = caller.get(f"initiatives/{code}/changes").json()["changes"]
    return found


def test_of_several_records_all_are_recorded_or_none(them: Cast, alice: Caller) -> None:
    ties = f"initiatives/{them.code}/records/ties"
    good = {"from": "cleo", "to": "dan", "kind": "trusts"}
    for bad in ({**good, "to": "nobody"}, {**good, "kind": "likes"}, {**good, "weight": 2}):
        response = alice.call("POST", ties, {"records": [good, bad]})
        assert response.status_code == 422
        assert alice.get(ties).json()["total"] == 1
    assert alice.call("POST", ties, {"records": [good]}).json()["added"] == 1


def test_what_needs_each_other_is_recorded_together(them: Cast, alice: Caller) -> None:
    place = f"initiatives/{them.code}/records"
    node = {"nodes": [{"node": "desk"}], "operators": [{"node": "desk", "person": "dan"}]}
    assert alice.call("POST", f"{place}/nodes", {"records": node["nodes"]}).status_code == 422
    done = alice.call("POST", place, node)
    assert (done.status_code, done.json()["added"]) == (201, 2)
    assert alice.call("POST", place, {}).status_code == 422
    assert with_token(them.bob, them.code, writes=True).call("POST", place, node).status_code == 403


def test_a_record_can_replace_another_once(them: Cast, alice: Caller) -> None:
    people = f"initiatives/{them.code}/records/people"
    old = next(r for r in alice.get(people).json()["records"] if r["record"]["person"] == "dan")
    body = {"records": [{"person": "dan", "name": "Daniel"}], "replaces": [old["id"]]}
    done = alice.call("POST", people, body)
    assert (done.json()["added"], done.json()["retracted"]) == (1, 1)
    twice = alice.call("POST", people, {"records": [{"person": "dan", "name": "Danny"}]})
    assert twice.status_code == 422
    assert "`replaces`" in twice.json()["detail"][0]["mend"]
    again = alice.call("POST", people, body)
    assert again.status_code == 409
    assert "meantime" in again.json()["detail"][0]["what"]


def test_what_a_replacing_record_does_not_name_stays_and_null_empties(
    them: Cast, alice: Caller
) -> None:
    people = f"initiatives/{them.code}/records/people"

    def dan() -> dict[str, Any]:
        rows = alice.get(people).json()["records"]
        return next(row for row in rows if row["record"]["person"] == "dan")

    def replaced(**said: Any) -> dict[str, Any]:
        body = {"records": [{"person": "dan", **said}], "replaces": [dan()["id"]]}
        assert alice.call("POST", people, body).status_code == 201
        return {name: dan()["record"][name] for name in ("name", "role", "level")}

    assert replaced(role="clerk", level="senior")["name"] == "Dan"
    assert replaced(level=None) == {"name": "Dan", "role": "clerk", "level": None}


def test_taking_back_takes_what_depends_on_it_along(them: Cast, alice: Caller) -> None:
    people = f"initiatives/{them.code}/records/people"
    ben = next(r for r in alice.get(people).json()["records"] if r["record"]["person"] == "ben")
    done = alice.call("DELETE", f"{people}/{ben['id']}")
    assert (done.status_code, done.json()["retracted"] > 1) == (200, True)
    assert alice.get(f"initiatives/{them.code}/records/ties").json()["total"] == 0
    assert alice.call("DELETE", f"{people}/{ben['id']}").status_code == 409


def test_records_come_in_pages(them: Cast, alice: Caller) -> None:
    record_(them.alice, them.code, [Person(person=f"p{n:03}") for n in range(120)])
    people = f"initiatives/{them.code}/records/people"
    first, second = alice.get(people).json(), alice.get(people, offset=100, limit=500).json()
    assert (len(first["records"]), len(second["records"]), first["total"]) == (100, 24, 124)


def test_an_initiative_says_what_it_is_about_and_can_be_changed(them: Cast, alice: Caller) -> None:
    at = f"initiatives/{them.code}"
    assert alice.call("PATCH", at, {"problem": "Too many forms"}).status_code == 200
    told = alice.get(at).json()
    assert (told["title"], told["problem"]) == ("One form for all", "Too many forms")
    assert told["rows"]["people"] == 4 and told["role"] == "owner" and told["veiled"] == {}
    assert told["population"] == "4 people on the map, 1 of them judged by somebody"


def test_an_answer_that_takes_longer_is_fetched_later(
    them: Cast, alice: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("groundswell.app.ask.SLOW", -1.0)
    at = f"initiatives/{them.code}/critical-mass"
    pending = alice.get(at, **FEW)
    assert pending.status_code == 202
    place = f"initiatives/{them.code}/jobs/{pending.json()['job']}"
    assert alice.get(place).json()["state"] == "queued"
    assert jobs.work("test", timezone.now)
    assert alice.get(place).json()["state"] == "done"
    assert alice.get(at, **FEW).status_code == 200
    # Whoever belongs may watch: the same answer may be worked out for several.
    assert with_token(them.bob, them.code).get(place).json()["state"] == "done"
    assert signed_in(them.charlie).get(place).status_code == 404


def test_every_refusal_has_the_same_shape(them: Cast, alice: Caller) -> None:
    at = f"initiatives/{them.code}"
    people = f"{at}/records/people"
    refusals = {
        alice.get("initiatives/nowhere"): 404,
        alice.get("anything/else"): 404,
        alice.get("anything/with%0Aa-break"): 404,
        alice.get(f"{at}/messenger"): 422,
        alice.get(f"{at}/messenger", person="nobody"): 422,
        alice.get(f"{at}/silos", scenarios="many", as_of="soon"): 422,
        alice.get(f"{at}/silos", scenariso=16): 422,
        alice.get(f"{at}/records/people", limit=0): 422,
        alice.call("PUT", at): 405,
        alice.call("DELETE", people): 405,
        alice.call("POST", people, []): 422,
        alice.call("POST", people, {"records": []}): 422,
        alice.call("POST", people, {"records": [{"person": "x\x00y"}]}): 422,
        alice.call("POST", people, {"records": [{"person": "eve", "shoe_size": 40}]}): 422,
        alice.call("POST", f"{at}/changes/99/undo"): 404,
        Caller(Client()).get(at): 401,
        Caller(Client(), "no-such-token").get(at): 401,
        with_token(them.alice, them.code).call("POST", people, {"records": [{"person": "e"}]}): 403,
    }
    for response, status in refusals.items():
        assert response.status_code == status, response.content
        detail = response.json()["detail"]
        assert detail and all(set(fault) == {"field", "what", "mend"} for fault in detail)
        assert all(fault["what"] for fault in detail)
    bodies = {r.content for r, status in refusals.items() if status == 404}
    assert len(bodies) == 1


def test_every_fault_is_named_at_once(them: Cast, alice: Caller) -> None:
    body = {"records": [{"person": "", "level": "boss"}, {"name": 5, "capacity_hours": 500}]}
    response = alice.call("POST", f"initiatives/{them.code}/records/people", body)
    fields = {fault["field"] for fault in response.json()["detail"]}
    assert fields == {
        "records.0.person", "records.0.level", "records.1.person", "records.1.name",
        "records.1.capacity_hours",
    }  # fmt: skip


def test_a_word_that_is_none_is_refused_with_those_there_are(them: Cast, alice: Caller) -> None:
    body = {"records": [{"person": "ben", "stance": "grumpy"}]}
    response = alice.call("POST", f"initiatives/{them.code}/records/stances", body)
    fields = {fault["field"] for fault in response.json()["detail"]}
    assert fields == {"records.0.stance"}
    assert "'opponent', 'skeptic'" in response.json()["detail"][0]["mend"]


def test_a_body_that_is_no_json_or_too_large_is_refused(them: Cast, alice: Caller) -> None:
    place = f"/api/initiatives/{them.code}/records/people"

    def sent(body: str) -> Any:
        headers = {"authorization": f"Bearer {alice.token}"}
        return alice.client.post(place, body, content_type="application/json", headers=headers)

    assert (sent("{").status_code, sent("[" * 100_000).status_code) == (400, 400)
    assert sent('{"records": [{"person": "e", "capacity_hours": NaN}]}').status_code == 422
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        response = sent('{"records": [' + " " * 200 + "]}")
    assert (response.status_code, response.json()["detail"][0]["field"]) == (413, "body")


def test_the_listing_needs_nothing_from_elsewhere() -> None:
    page = Client().get("/api/", follow=True)
    assert page.status_code == 200 and page.redirect_chain[-1][0] == "/api/docs"
    text = page.content.decode()
    assert not re.search(r"(src|href)=\"(https?:)?//", text) and "<script" not in text
    assert all(f"{AT}/{slug}" in text for slug in QUESTIONS)


def test_a_session_reads_and_needs_its_csrf_token_to_change(them: Cast) -> None:
    browser = signed_in(them.alice, checked=True)
    people = f"initiatives/{them.code}/records/people"
    assert browser.get(people).status_code == 200
    body = {"records": [{"person": "eve"}]}
    refused = browser.call("POST", people, body)
    assert refused.status_code == 403
    assert refused.json()["detail"][0]["field"] == "X-CSRFToken"
    browser.client.cookies["groundswell-csrf"] = "a" * 32
    accepted = browser.client.post(
        f"/api/{people}", body, content_type="application/json", headers={"X-CSRFToken": "a" * 32}
    )
    assert accepted.status_code == 201
