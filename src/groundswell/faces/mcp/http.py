"""The server over HTTP: one POST, one answer, no session; a token says which initiative."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings

from groundswell.faces.faults import Fault
from groundswell.faces.mcp.asker import Asker
from groundswell.faces.mcp.serving import server

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
LARGEST_BODY = 256 * 1024  # a question is a few hundred bytes
NO_TOKEN = Fault("authorization", "no valid token was given", "Send `Authorization: Bearer TOKEN`.")
NO_METHOD = Fault("method", "only POST is answered here", "Send one request, read one answer.")


def asgi(authenticate: Callable[[str], Asker | None], origins: Iterable[str] = ()) -> App:
    """Return the application for `/mcp`.

    `authenticate` turns a token into what it may ask, or None; it and the asker are called in
    threads. `origins` are the public addresses, such as https://groundswell.example, at which the
    server may be reached besides loopback; a page of any other origin is refused.
    """
    security = shielded(origins)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"only http is spoken here, not {scope['type']}")
        if scope["method"] != "POST":
            await refuse(send, 405, NO_METHOD, ("allow", "POST"))
            return
        token = bearer(scope)
        asker = await asyncio.to_thread(authenticate, token) if token else None
        if asker is None:
            await refuse(send, 401, NO_TOKEN, ("www-authenticate", "Bearer"))
            return
        # A manager of its own for each request: nothing of one reader stays for the next.
        manager = StreamableHTTPSessionManager(
            server(asker),
            json_response=True,
            stateless=True,
            security_settings=security,
            max_request_body_size=LARGEST_BODY,
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    return app


def shielded(origins: Iterable[str]) -> TransportSecuritySettings:
    """Return the names under which the server may be called: loopback and its own addresses."""
    public = list(origins)
    return TransportSecuritySettings(
        allowed_hosts=[
            *(name for host in LOOPBACK for name in (host, f"{host}:*")),
            *(origin.partition("://")[2] for origin in public),
        ],
        allowed_origins=[*(f"http://{host}:*" for host in LOOPBACK), *public],
    )


def bearer(scope: Scope) -> str | None:
    """Return the token of a request, if it has one."""
    for name, value in scope["headers"]:
        if name.lower() == b"authorization":
            scheme, _, token = value.decode("latin-1").partition(" ")
            return token.strip() or None if scheme.lower() == "bearer" else None
    return None


async def refuse(send: Send, status: int, fault: Fault, header: tuple[str, str]) -> None:
    """Send a refusal in the shape that every refusal has."""
    detail = {"field": fault.field, "what": fault.what, "mend": fault.mend}
    body = json.dumps({"detail": [detail]}).encode()
    headers = [("content-type", "application/json"), header]
    coded = [(name.encode(), value.encode()) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": coded})
    await send({"type": "http.response.body", "body": body})
