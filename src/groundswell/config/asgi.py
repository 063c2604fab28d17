"""The running application: pages and API by Django, `/mcp` by the assistants' protocol."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Awaitable, Callable
from typing import Any

from django.core.asgi import get_asgi_application

from groundswell.config.algebra import on_one_thread

on_one_thread()
# A walk through all that lives here, in search of cycles, holds up whoever asks at that moment.
# Requests leave little behind, so the walk may be rare.
gc.set_threshold(2_000, 20, 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
_pages = get_asgi_application()  # sets Django up; what is imported below needs it

from django.conf import settings  # noqa: E402
from django.db import close_old_connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from groundswell.app import keys  # noqa: E402
from groundswell.faces.mcp import asgi as assistants  # noqa: E402
from groundswell.faces.mcp.asker import Asker  # noqa: E402
from groundswell.faces.mcp.initiative import InitiativeAsker  # noqa: E402

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


def _asker(token: str) -> Asker | None:
    """Return what a token may ask."""
    close_old_connections()
    found = keys.bearer(token, timezone.localtime(), "mcp")
    return InitiativeAsker(*found) if found else None


# WhiteNoise hands files over piece by piece from an ordinary iterator. They are small and lie in
# the package, so reading one at once is fine, and not worth three lines in a person's terminal.
warnings.filterwarnings("ignore", "StreamingHttpResponse must consume synchronous iterators")

_mcp = assistants(_asker, settings.CSRF_TRUSTED_ORIGINS)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Send each request to whom it concerns."""
    if scope["type"] == "lifespan":
        await _alive(receive, send)
    elif scope["type"] == "http" and scope["path"].rstrip("/") == "/mcp":
        await _mcp(scope, receive, send)
    else:
        await _pages(scope, receive, send)


async def _alive(receive: Receive, send: Send) -> None:
    """Answer the server's start and stop; nothing has to be opened or closed."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
