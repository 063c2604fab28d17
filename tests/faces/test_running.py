"""A running workbench, asked by a stock MCP client and called as the how-to on the API shows."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, Tool

from groundswell.core.registry import QUESTIONS
from groundswell.faces.mcp.tools import tool_name
from tests.faces.mcp.clients import FEW, run, with_client, words
from tests.faces.running import Running, workbench

PAGE = (Path(__file__).parents[2] / "docs" / "howto" / "use-the-api.md").read_text("utf-8")
CALLS = re.findall(r"^\$ (curl .*)$", PAGE, re.MULTILINE)
(SCRIPT,) = re.findall(r"^`[\w.]+`\n\n```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with workbench(tmp_path_factory.mktemp("workbench")) as started:
        yield started


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_stock_client_calls_every_question_of_a_running_workbench(
    running: Running, mode: str
) -> None:
    found = run(asked(running, mode))
    assert set(found) >= {tool_name(slug) for slug in QUESTIONS}
    for name, result in found.items():
        assert not result.is_error, f"{name}: {words(result)}"
    assert found["about"].structured_content["title"].endswith("(fictional example)")


async def asked(running: Running, mode: str) -> dict[str, CallToolResult]:
    """Call every tool the workbench lists."""
    headers = {"Authorization": f"Bearer {running.reader}"}
    async with httpx2.AsyncClient(headers=headers, timeout=60) as sending:
        transport = streamable_http_client(f"{running.url}/mcp", http_client=sending)
        async with Client(transport, mode=mode) as client:
            tools = (await client.list_tools()).tools
            return {t.name: await client.call_tool(t.name, needed(t)) for t in tools}


def needed(tool: Tool) -> dict[str, Any]:
    """Return what a tool cannot do without, and few draws."""
    draws = FEW if "scenarios" in tool.input_schema["properties"] else {}
    return {**draws, **dict.fromkeys(tool.input_schema.get("required", []), "bauer")}


def test_an_assistant_on_this_machine_asks_an_initiative_by_its_code(running: Running) -> None:
    place = {**os.environ, "GROUNDSWELL_DATA": str(running.folder)}
    command = [sys.executable, "-m", "groundswell", "mcp"]

    async def about(client: Client) -> CallToolResult:
        return await client.call_tool("about", {})

    started = StdioServerParameters(
        command=command[0], args=[*command[1:], running.code], env=place
    )
    found = with_client(started, about).structured_content
    assert found["title"].endswith("(fictional example)")
    ran = subprocess.run([*command, "nosuch"], env=place, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, b"")


@pytest.mark.parametrize("token", [None, "made-up"])
def test_without_a_token_the_assistants_door_stays_shut(
    running: Running, token: str | None
) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(f"{running.url}/mcp", b"{}", headers, method="POST"))
    with refused.value as answer:
        assert answer.code == 401


def sent(line: str, running: Running) -> Any:
    """Make the call that a line of curl makes."""
    values = {"URL": running.url, "CODE": running.code, "TOKEN": running.writer}
    _, *rest = shlex.split(Template(line).substitute(values))
    method, body = "GET", None
    headers: dict[str, str] = {}
    while len(rest) > 1:
        option, value, *rest = rest
        if option == "-X":
            method = value
        elif option == "-H":
            name, _, told = value.partition(": ")
            headers[name] = told
        else:
            assert option == "-d"
            body = value.encode()
    with urlopen(Request(rest[0], body, headers, method=method)) as reply:
        return json.load(reply)


def test_every_call_of_the_page_works_in_its_order(running: Running) -> None:
    replies = [sent(line, running) for line in CALLS]
    assert [card["code"] for card in replies[0]] == [running.code]
    assert [reply["question"] for reply in replies[1:4]] == [
        "critical-mass", "next-recruits", "coverage",
    ]  # fmt: skip
    *_, people, rested, resumed = replies
    assert {"eve", "finn"} <= {row["record"]["person"] for row in people["records"]}
    assert rested["change"] < resumed["change"]


def test_the_script_of_the_page_works(running: Running, tmp_path: Path) -> None:
    (tmp_path / "unjudged.py").write_text(SCRIPT, "utf-8")
    place = {"URL": running.url, "CODE": running.code, "TOKEN": running.writer}
    ran = subprocess.run(
        [sys.executable, "unjudged.py"],
        cwd=tmp_path,
        env={**os.environ, **place},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "kaplan Sevgi Kaplan" in ran.stdout and "gina" not in ran.stdout
