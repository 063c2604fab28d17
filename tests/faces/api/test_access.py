"""Who may do what through the API, and what stays hidden: the owner, a member, and the others."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from groundswell.app.browse.trails import tokens
from groundswell.app.do.initiatives import open_
from groundswell.app.do.team import dismiss_, reveal_, revoke_
from groundswell.core.registry import QUESTIONS
from groundswell.core.terrain.observation import SHEETS
from groundswell.faces.api.routes import api
from tests.app.cast import Cast, cast, later, small_map
from tests.faces.api.callers import FEW, Caller, everybody, signed_in, with_token

pytestmark = pytest.mark.django_db(databases="__all__")
SCHEMA: dict[str, Any] = dict(api.get_openapi_schema(path_prefix="/api/"))
WRITES = {"records": [{"person": "ben", "stance": "supporter"}]}
MAPS = {"records": [{"person": "eve"}]}

# What each of the cast gets: alice owns, erin edits, bob is member, olga observes.
MATRIX: list[tuple[str, str, Any, dict[str, int]]] = [
    ("GET", "", None, {"alice": 200, "erin": 200, "bob": 200, "olga": 200}),
    ("GET", "/critical-mass?scenarios=16", None,
     {"alice": 200, "erin": 200, "bob": 200, "olga": 200}),
    ("GET", "/messenger?person=ben&scenarios=16", None,
     {"alice": 200, "erin": 200, "bob": 200, "olga": 403}),
    ("GET", "/records/stances", None, {"alice": 200, "erin": 200, "bob": 200, "olga": 200}),
    ("GET", "/changes", None, {"alice": 200, "erin": 200, "bob": 200, "olga": 403}),
    ("POST", "/records/stances", WRITES, {"alice": 201, "erin": 201, "bob": 201, "olga": 403}),
    ("POST", "/records/people", MAPS, {"erin": 201, "bob": 403, "olga": 403}),
    ("PATCH", "", {"title": "Another"}, {"alice": 200, "erin": 200, "bob": 403, "olga": 403}),
    ("POST", "/step", {"to": "paused"}, {"alice": 200, "erin": 200, "bob": 403, "olga": 403}),
    ("POST", "/rest", {"cause": "gate"}, {"alice": 200, "erin": 422, "bob": 403, "olga": 403}),
    ("POST", "/resume", {"to": "nucleus"}, {"alice": 200, "erin": 200, "bob": 403, "olga": 403}),
    ("POST", "/release", {"people": ["ada"]},
     {"alice": 200, "erin": 200, "bob": 403, "olga": 403}),
    ("DELETE", "/records/ties/1", None, {"olga": 403, "bob": 403, "alice": 200, "erin": 409}),
    ("POST", "/changes/1/undo", None, {"alice": 403, "erin": 403, "bob": 403, "olga": 403}),
    ("GET", "/jobs/none", None, {"alice": 404, "erin": 404, "bob": 404, "olga": 404}),
]  # fmt: skip


@pytest.fixture
def them() -> Cast:
    return cast()


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"), MATRIX, ids=[f"{m} {p}" for m, p, *_ in MATRIX]
)
def test_each_gets_what_their_part_allows(
    them: Cast, method: str, path: str, body: Any, expected: dict[str, int]
) -> None:
    callers = everybody(them)
    told = {name: callers[name].call(method, f"initiatives/{them.code}{path}", body)
            for name in [*expected, "charlie"]}  # fmt: skip
    statuses = {name: response.status_code for name, response in told.items()}
    assert statuses == {**expected, "charlie": 404}
    absent = callers["charlie"].call(method, f"initiatives/not-{them.code}{path}", body)
    assert told["charlie"].content == absent.content


def test_an_outsider_finds_nothing_on_any_route(them: Cast) -> None:
    charlie = signed_in(them.charlie)
    assert charlie.get("initiatives").json() == []
    for path, methods in SCHEMA["paths"].items():
        if "{code}" not in path:
            continue
        place = path.removeprefix("/api/").format(code=them.code, number=1)
        for method in methods:
            query = {"person": "ben"} if method == "get" and "person" in str(methods) else {}
            response = charlie.call(method.upper(), place, fitting(path, method), **query)
            assert response.status_code in (404, 422), f"{method} {path}"
            if response.status_code == 422:
                nowhere = place.replace(them.code, "not-there")
                there = charlie.call(method.upper(), nowhere, fitting(path, method), **query)
                assert response.content == there.content


def fitting(path: str, method: str) -> Any:
    """Return a body that reaches policy, where a simple one does."""
    if method == "patch":
        return {"title": "Mine now"}
    return MAPS if path.endswith("/records/people") and method == "post" else None


def test_a_token_is_bound_to_its_initiative_and_reads_by_default(them: Cast) -> None:
    other = cast_of_another(them)
    reader = with_token(them.alice, them.code)
    assert [card["code"] for card in reader.get("initiatives").json()] == [them.code]
    assert reader.get(f"initiatives/{other}").status_code == 404
    refused = reader.call("POST", f"initiatives/{them.code}/records/stances", WRITES)
    assert refused.status_code == 403
    assert "This token may read only" in refused.json()["detail"][0]["what"]
    writer = with_token(them.alice, them.code, writes=True)
    done = writer.call("POST", f"initiatives/{them.code}/records/stances", WRITES)
    assert done.status_code == 201
    assert writer.get(f"initiatives/{other}/records/people").status_code == 404


def cast_of_another(them: Cast) -> str:
    """Open another initiative of alice's."""
    return open_(them.alice, small_map())


def test_a_token_ends_when_it_is_revoked_or_its_owner_leaves(them: Cast) -> None:
    mine, bobs = with_token(them.alice, them.code), with_token(them.bob, them.code)
    at = f"initiatives/{them.code}"
    assert (mine.get(at).status_code, bobs.get(at).status_code) == (200, 200)
    now = later(them.alice, at=timezone.now())
    revoke_(now, them.code, next(t.id for t in tokens(now, them.code) if t.mine))
    dismiss_(now, them.code, them.bob.account)
    assert (mine.get(at).status_code, bobs.get(at).status_code) == (401, 401)


def stances(caller: Caller, them: Cast) -> set[tuple[str, str]]:
    """Return whose judgement of whom a caller reads."""
    rows = caller.get(f"initiatives/{them.code}/records/stances").json()["records"]
    return {(row["record"]["assessor"], row["record"]["person"]) for row in rows}


def test_others_judgements_are_hidden_until_ones_own_is_given(them: Cast) -> None:
    bob = with_token(them.bob, them.code, writes=True)
    at = f"initiatives/{them.code}"
    assert stances(with_token(them.alice, them.code), them) == {("ada", "ben")}
    assert stances(bob, them) == set()
    assert bob.get(at).json()["veiled"] == {"ben": 1}
    before = bob.get(f"{at}/forecast-stance", person="ben", **FEW).json()
    assert before["value"]["word"] == "unknown" and "skeptic" not in str(before)
    assert bob.call("POST", f"{at}/records/stances", WRITES).status_code == 201
    assert stances(bob, them) == {("ada", "ben"), ("cleo", "ben")}


def test_who_looked_first_is_marked_as_informed(them: Cast) -> None:
    reveal_(later(them.bob, at=timezone.now()), them.code, "ben")
    bob = with_token(them.bob, them.code, writes=True)
    bob.call("POST", f"initiatives/{them.code}/records/stances", WRITES)
    rows = bob.get(f"initiatives/{them.code}/records/stances").json()["records"]
    assert [r["record"]["informed"] for r in rows if r["mine"]] == [True]


def test_a_member_speaks_for_nobody_else(them: Cast) -> None:
    bob = with_token(them.bob, them.code, writes=True)
    body = {"records": [{"person": "dan", "stance": "champion", "assessor": "ada"}]}
    assert bob.call("POST", f"initiatives/{them.code}/records/stances", body).status_code == 403


@pytest.mark.parametrize("who", ["olga", "presentable"])
def test_a_view_that_others_may_see_shows_where_nobody_stands(them: Cast, who: str) -> None:
    caller = signed_in(them.olga if who == "olga" else them.alice)
    if who == "presentable":
        session = caller.client.session
        session["presentable"] = True
        session.save()
    for sheet in SHEETS:
        told = caller.get(f"initiatives/{them.code}/records/{sheet}").json()["records"]
        assert not told or sheet not in ("stances", "influence", "encounters", "commitments")
    for slug, entry in QUESTIONS.items():
        response = caller.get(f"initiatives/{them.code}/{slug}", person="ben", **FEW)
        allowed = (200, 422) if entry.options.OVERALL else (403, 422)
        assert response.status_code in allowed, slug
