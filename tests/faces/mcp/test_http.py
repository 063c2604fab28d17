"""Over HTTP: no answer without a token, each token its own initiative, no other page's calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx2
import pytest
from mcp.client.streamable_http import streamable_http_client

from groundswell.core.registry import QUESTIONS
from groundswell.faces.mcp import Asker, asgi
from groundswell.faces.mcp.tools import tool_name
from tests.faces.mcp.clients import FEW, example, run, with_client, words

ASKERS: Mapping[str, Asker] = {"lone": example("loner"), "soft": example("software")}
HOME = "http://127.0.0.1:8000"
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
BOTH = "application/json, text/event-stream"


def caller(token: str | None, base: str = HOME) -> httpx2.AsyncClient:
    app: Any = asgi(ASKERS.get, ["https://groundswell.example"])
    headers = {"authorization": f"Bearer {token}"} if token else {}
    transport = httpx2.ASGITransport(app=app)
    return httpx2.AsyncClient(transport=transport, base_url=base, headers=headers)


def post(token: str | None, base: str = HOME, **headers: str) -> httpx2.Response:
    async def sent() -> httpx2.Response:
        async with caller(token, base) as client:
            return await client.post("/mcp", json=PING, headers={"accept": BOTH, **headers})

    return run(sent())


@pytest.mark.parametrize("mode", ["auto", "legacy"])
@pytest.mark.parametrize("token", ASKERS)
def test_a_stock_client_with_a_token_asks_its_own_initiative(token: str, mode: str) -> None:
    async def asked(client: Any) -> tuple[set[str], Any, Any]:
        names = {tool.name for tool in (await client.list_tools()).tools}
        return names, await client.call_tool("about", {}), await client.call_tool("silos", FEW)

    transport = streamable_http_client(f"{HOME}/mcp", http_client=caller(token))
    names, about, silos = with_client(transport, asked, mode)
    assert names >= {tool_name(slug) for slug in QUESTIONS}
    own = ASKERS[token].terrain(None, None).seen.initiative.title
    assert about.structured_content["title"] == own
    assert not silos.is_error, words(silos)


@pytest.mark.parametrize("token", [None, "unknown", "lone x"])
def test_without_a_token_that_is_known_there_is_no_answer(token: str | None) -> None:
    response = post(token)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["detail"][0]["field"] == "authorization"


def test_another_scheme_is_no_token() -> None:
    assert post(None, authorization="Basic lone").status_code == 401
    assert post(None, authorization="Bearer ").status_code == 401
    assert post(None, authorization="bearer lone").status_code == 200


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_only_post_is_answered(method: str) -> None:
    async def sent() -> httpx2.Response:
        async with caller("lone") as client:
            return await client.request(method, "/mcp", headers={"accept": BOTH})

    response = run(sent())
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


def test_a_name_that_was_rebound_to_this_machine_is_refused() -> None:
    assert post("lone", "http://evil.example:8000").status_code == 421
    assert post("lone", "http://127.0.0.1.evil.example").status_code == 421
    assert post("lone", "https://groundswell.example").status_code == 200
    assert post("lone", "http://localhost").status_code == 200


def test_a_page_of_another_origin_is_refused() -> None:
    assert post("lone", origin="http://evil.example").status_code == 403
    assert post("lone", origin="null").status_code == 403
    assert post("lone", origin="http://127.0.0.1:8000").status_code == 200


def test_a_body_that_is_too_large_is_refused_unread() -> None:
    async def sent() -> httpx2.Response:
        async with caller("lone") as client:
            return await client.post("/mcp", content=b"x" * 300_000, headers={"accept": BOTH})

    assert run(sent()).status_code == 413


def test_a_body_that_is_no_json_is_a_bad_request() -> None:
    async def sent() -> httpx2.Response:
        headers = {"accept": BOTH, "content-type": "application/json"}
        async with caller("lone") as client:
            return await client.post("/mcp", content=b"{", headers=headers)

    assert run(sent()).status_code == 400


def test_other_protocols_are_not_spoken() -> None:
    app: Any = asgi(ASKERS.get)
    with pytest.raises(ValueError, match="only http"):
        run(app({"type": "websocket"}, None, None))
