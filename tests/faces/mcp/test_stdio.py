"""The command as an assistant starts it: a process that speaks the protocol and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from groundswell.core.registry import QUESTIONS
from groundswell.faces.mcp.tools import tool_name
from tests.faces.mcp.clients import FEW, with_client

PLAIN = ("about", "people", "document", "today", "forecasts")  # tools that draw no scenarios
COMMAND = str(Path(sys.executable).with_name("groundswell"))
PAGE = Path(__file__).parents[3] / "docs" / "howto" / "connect-an-assistant.md"


async def asked(client: Client) -> dict[str, Any]:
    """List the tools, and call each that needs no person."""
    tools = (await client.list_tools()).tools
    free = [t.name for t in tools if not t.input_schema.get("required")]
    return {name: await client.call_tool(name, {} if name in PLAIN else FEW) for name in free}


def test_a_stock_client_starts_it_and_calls_the_questions() -> None:
    found = with_client(StdioServerParameters(command=COMMAND, args=["mcp", "loner"]), asked)
    assert {tool_name(slug) for slug in QUESTIONS} - set(found) == {
        "messenger", "persuasion", "forecast_stance",
    }  # fmt: skip
    assert not any(result.is_error for result in found.values())


def test_standard_output_carries_the_protocol_alone() -> None:
    told = subprocess.PIPE
    with subprocess.Popen([COMMAND, "mcp", "loner"], stdin=told, stdout=told, text=True) as running:
        assert running.stdin is not None and running.stdout is not None
        running.stdin.write('not json\n{}\n{"jsonrpc": "2.0", "id": 1, "method": "nothing"}\n')
        running.stdin.flush()
        answer = json.loads(running.stdout.readline())
        running.stdin.close()
        assert running.stdout.read() == ""
    assert (answer["id"], answer["error"]["code"]) == (1, -32601)
    assert running.returncode == 0


def test_a_source_that_is_not_there_is_wrong_usage() -> None:
    ran = subprocess.run([COMMAND, "mcp", "nosuch"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "'nosuch'" in ran.stderr and "Traceback" not in ran.stderr


@pytest.mark.parametrize("box", re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.S))
def test_the_settings_on_the_page_name_a_command_that_speaks(
    box: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for told in json.loads(box)["mcpServers"].values():
        if "command" not in told:
            continue
        assert told["command"] == "groundswell"
        subprocess.run([COMMAND, "example", "loner", told["args"][-1]], check=True)
        found = with_client(StdioServerParameters(command=COMMAND, args=told["args"]), asked)
        assert not found["about"].is_error
