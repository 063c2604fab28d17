"""A read-only server over something to ask, and the same on standard input and output."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListResourcesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
)
from pydantic import ValidationError

from groundswell import __version__
from groundswell.faces.faults import faults
from groundswell.faces.mcp.asker import Asker, Unanswerable
from groundswell.faces.mcp.notes import note, notes
from groundswell.faces.mcp.replies import failed, refused
from groundswell.faces.mcp.tools import offers

INSTRUCTIONS = (
    "Answers about one initiative: whom to talk to next, and whether the coalition is strong "
    "enough. Everything only reads; nothing can be recorded here. Begin with `about`; `people` "
    "finds the codes that other tools take. Never give a figure without its band, its day and "
    "whom it is about; what is unknown is unknown, not neutral; say the gaps. People named here "
    "are real unless the title says otherwise: repeat no judgement of them further than asked."
)
Context = ServerRequestContext[Any]


def server(asker: Asker) -> Server[Any]:
    """Return a server in which every registered question is a tool."""

    async def list_tools(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[offer.tool for offer in offers().values()])

    async def call_tool(_: Context, params: CallToolRequestParams) -> CallToolResult:
        # A question computes for seconds; meanwhile the connection stays alive.
        return await asyncio.to_thread(called, asker, params.name, params.arguments or {})

    async def list_resources(_: Context, __: PaginatedRequestParams | None) -> ListResourcesResult:
        return ListResourcesResult(resources=notes())

    async def read_resource(_: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        found = note(params.uri)
        if found is None:
            raise MCPError(code=INVALID_PARAMS, message="There is no such note.")
        return found

    return Server(
        "groundswell",
        version=__version__,
        title="Groundswell",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


def called(asker: Asker, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
    """Check what a tool was given and run it; what is wrong is said in words."""
    offer = offers().get(name)
    if offer is None:
        return failed(f"There is no tool {name[:80]!r}. There are {', '.join(offers())}.")
    try:
        # By way of JSON, which knows lists and words but neither tuples nor enumerations.
        given = offer.takes.model_validate_json(json.dumps(arguments), strict=True)
        return offer.run(asker, given)
    except ValidationError as error:
        return refused(faults(error.errors(include_url=False), offer.takes.model_fields))
    except Unanswerable as error:
        return failed(str(error))


def serve(asker: Asker) -> None:
    """Serve on standard input and output until the client hangs up."""
    asyncio.run(_serve(server(asker)))


async def _serve(speaking: Server[Any]) -> None:
    async with stdio_server() as (incoming, outgoing):
        await speaking.run(incoming, outgoing, speaking.create_initialization_options())
