"""A stock client, spoken to without an event loop in every test."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from mcp import Client
from mcp_types import CallToolResult, TextContent

from groundswell import examples
from groundswell.faces.mcp import Asker, WorkbookAsker, server

FEW = {"scenarios": 16}
T = TypeVar("T")


def with_client(to: Any, act: Callable[[Client], Awaitable[T]], mode: str = "auto") -> T:
    """Connect a client, let it act, hang up."""

    async def spoken() -> T:
        async with Client(to, mode=mode) as client:
            return await act(client)

    return run(spoken())


def run(spoken: Coroutine[Any, Any, T]) -> T:
    """Run to the end in a thread of its own: a browser of other tests keeps this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, spoken).result()


def call(asker: Asker, name: str, arguments: dict[str, Any], mode: str = "auto") -> CallToolResult:
    """Call one tool; the client checks the data against the schema it was told."""
    return with_client(server(asker), lambda client: client.call_tool(name, arguments), mode)


def words(result: CallToolResult) -> str:
    """Return what a tool said."""
    assert all(isinstance(part, TextContent) for part in result.content)
    return "\n".join(part.text for part in result.content if isinstance(part, TextContent))


def example(name: str = "loner") -> WorkbookAsker:
    """Return a worked example to ask."""
    return WorkbookAsker(examples.path(name))
