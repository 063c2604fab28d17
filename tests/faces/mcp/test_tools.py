"""Every registered question is a tool that only reads; bad input is said in words."""

from __future__ import annotations

import dataclasses
import json
import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, TextResourceContents, Tool

from groundswell.core.answer import Answer
from groundswell.core.questions.question import Question
from groundswell.core.registry import QUESTIONS, ask
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.faces.mcp import Pending, WorkbookAsker, server
from groundswell.faces.mcp.serving import called
from groundswell.faces.mcp.tools import offers, tool_name
from tests.faces.mcp.clients import FEW, call, example, with_client, words

BEARINGS = {"about", "people", "document", "today", "forecasts"}
MODES = ["auto", "legacy"]
HOSTILE: list[tuple[str, dict[str, Any], str]] = [
    ("critical_mass", {"nothing_like_it": 1}, "nothing_like_it: there is no such field"),
    ("critical_mass", {"scenarios": "many"}, "scenarios: a whole number is needed"),
    ("critical_mass", {"scenarios": True}, "scenarios: a whole number is needed"),
    ("critical_mass", {"scenarios": 15}, "scenarios: it is too small. Give at least 16."),
    ("critical_mass", {"scenarios": 10**9}, "scenarios: it is too large"),
    ("critical_mass", {"seed": -1}, "seed: it is too small"),
    ("critical_mass", {"seed": 10**300}, "seed: it is too large"),
    ("next_recruits", {"hours": math.inf}, "hours: the number must be finite"),
    ("next_recruits", {"hours": math.nan}, "hours: the number must be finite"),
    ("next_recruits", {"hours": [1]}, "hours: a number is needed"),
    ("messenger", {}, "person: it must be given"),
    ("messenger", {"person": None}, "person: text is needed"),
    ("messenger", {"person": ""}, "person: it is empty"),
    ("messenger", {"person": "x" * 100_000}, "person: it is too long"),
    ("messenger", {"person": "nobody-here"}, "person: there is nobody with the code"),
    ("messenger", {"person": "bauer", "limit": 0}, "limit: it is too small"),
    ("what_if", {"recruit": "bauer"}, "recruit: a list is needed"),
    ("what_if", {"recruit": ["bauer"] * 51}, "recruit: there are too many"),
    ("what_if", {"exit": ["x" * 201]}, "exit.0: it is too long"),
    ("what_if", {"stance": ["bauer"]}, "stance: "),
    ("what_if", {"plan": "nobody-kept-it"}, "plan: there is no kept plan with the code"),
    ("silos", {"as_of": "tomorrow"}, "as_of: this is not a day. Write it as 2026-03-31."),
    ("silos", {"as_of": 20260331}, "as_of: this is not a day"),
    ("silos", {"as_of": "0001-01-01"}, "as_of: it is too small"),
    ("silos", {"known_at": {}}, "known_at: this is not a day"),
    ("people", {"limit": 10**6}, "limit: it is too large"),
    ("delete_everything", {}, "There is no tool 'delete_everything'"),
]


@pytest.fixture(scope="module")
def loner() -> WorkbookAsker:
    return example()


def listed(asker: WorkbookAsker) -> list[Tool]:
    return with_client(server(asker), lambda client: client.list_tools()).tools


def needed(question: type[Question], person: str) -> dict[str, Any]:
    """Return what a question cannot do without."""
    names = {field.name for field in dataclasses.fields(question)}
    return {"person": person, **FEW} if "person" in names else FEW


def test_the_tools_are_the_registry_and_those_to_find_ones_way(loner: WorkbookAsker) -> None:
    assert {tool.name for tool in listed(loner)} == {*map(tool_name, QUESTIONS), *BEARINGS}


def test_every_tool_says_what_it_is_and_that_it_only_reads(loner: WorkbookAsker) -> None:
    for tool in listed(loner):
        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema or {})
        assert tool.description and tool.title
        assert tool.annotations is not None and tool.annotations.read_only_hint is True
        for name, said in tool.input_schema["properties"].items():
            assert said.get("description"), f"{tool.name}: {name}"


@pytest.mark.parametrize("entry", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_tool_takes_what_its_question_declares(entry: Any) -> None:
    schema = offers()[tool_name(entry.slug)].tool.input_schema
    fields = {field.name: field for field in dataclasses.fields(entry.options)}
    assert set(schema["properties"]) == {*fields, "as_of", "known_at"}
    assert set(schema.get("required", [])) == {
        name for name, field in fields.items() if field.metadata["required"]
    }
    for name, field in fields.items():
        said = schema["properties"][name]
        kinds = [said, *said.get("anyOf", [])]
        for bound, keyword in (("low", "minimum"), ("high", "maximum")):
            if field.metadata[bound] is not None:
                assert field.metadata[bound] in [kind.get(keyword) for kind in kinds]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("entry", QUESTIONS.values(), ids=list(QUESTIONS))
def test_a_stock_client_calls_every_question(loner: WorkbookAsker, entry: Any, mode: str) -> None:
    options = needed(entry.options, "bauer")
    result = call(loner, tool_name(entry.slug), options, mode)
    assert not result.is_error, words(result)
    expected = ask(loner.terrain(None, None), entry.options(**options)).as_json()
    assert result.structured_content == expected
    assert json.loads(json.dumps(result.structured_content, allow_nan=False)) == expected
    said = words(result)
    assert said.splitlines()[0].rstrip(".") == expected["headline"].rstrip(".")
    assert "as of 9 October 2026" in said and expected["provenance"]["population"] in said
    for gap in expected["gaps"][:10]:
        assert gap["text"][1:].rstrip(".") in said


@pytest.mark.parametrize(("name", "arguments", "said"), HOSTILE)
def test_bad_input_is_an_error_of_the_tool_with_the_field_in_words(
    loner: WorkbookAsker, name: str, arguments: dict[str, Any], said: str
) -> None:
    result = called(loner, name, arguments)
    assert result.is_error and result.structured_content is None
    assert said in words(result)
    assert "Traceback" not in words(result) and "pydantic" not in words(result)


def test_a_client_sees_such_an_error_as_a_result(loner: WorkbookAsker) -> None:
    result = call(loner, "critical_mass", {"scenarios": "many", "extra": None})
    assert result.is_error
    assert words(result).count("\n") == 1  # both faults at once


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@settings(max_examples=150)
@given(
    name=st.sampled_from(sorted(offers())),
    given=st.dictionaries(
        st.sampled_from(["person", "seed", "scenarios", "hours", "limit", "as_of", "search", "x"]),
        ANYTHING,
        min_size=1,
        max_size=3,
    ),
)
def test_whatever_is_given_is_answered_or_said_to_be_wrong(name: str, given: Any) -> None:
    result = called(example(), name, {**FEW, **given} if name not in BEARINGS else given)
    assert isinstance(result, CallToolResult)
    assert words(result)


def test_a_question_about_the_past_is_answered_from_the_past(loner: WorkbookAsker) -> None:
    days = {"as_of": "2026-09-01", "known_at": "2026-09-15"}
    found = call(loner, "coverage", {**days, **FEW}).structured_content
    assert {name: found["provenance"][name] for name in days} == days


def test_about_says_what_the_map_covers(loner: WorkbookAsker) -> None:
    found = call(loner, "about", {}).structured_content
    assert found["title"].endswith("(fictional example)")
    assert found["population"] == "6 people on the map, 2 of them judged by somebody"
    assert found["decisions"][0]["decision"] == "test-bench"
    assert found["coalition"] == ["mokoena"]


def test_people_are_found_by_part_of_their_name(loner: WorkbookAsker) -> None:
    found = call(loner, "people", {"search": "LUDGER"}).structured_content
    assert [row["person"] for row in found["people"]] == ["bauer"]
    assert call(loner, "people", {"search": "true"}).structured_content["people"] == []
    few = call(loner, "people", {"limit": 2}).structured_content
    assert (len(few["people"]), few["found"]) == (2, 6)


def test_every_question_has_a_note_on_its_method(loner: WorkbookAsker) -> None:
    async def read(client: Client) -> dict[str, str]:
        found = (await client.list_resources()).resources
        parts = {n.name: (await client.read_resource(n.uri)).contents[0] for n in found}
        return {n: part.text for n, part in parts.items() if isinstance(part, TextResourceContents)}

    notes = with_client(server(loner), read)
    assert set(notes) == set(QUESTIONS)
    assert all(notes[slug].startswith(QUESTIONS[slug].options.ASKS) for slug in notes)


@pytest.mark.parametrize("uri", ["groundswell://method/nothing", "file:///etc/hostname", "x"])
def test_a_note_that_is_not_there_is_refused(loner: WorkbookAsker, uri: str) -> None:
    async def refused(client: Client) -> None:
        with pytest.raises(MCPError, match="no such note"):
            await client.read_resource(uri)

    with_client(server(loner), refused)


class Slow:
    """Something that answers later."""

    def ask(self, question: Question, as_of: date | None, known_at: date | None) -> Pending:
        return Pending("7", "this is being computed; ask again in a minute")

    def terrain(self, as_of: date | None, known_at: date | None) -> Snapshot:
        raise AssertionError("not looked at")

    def today(self, as_of: date | None) -> dict[str, Any]:
        raise AssertionError("not looked at")

    def addressed(self, as_of: date | None, known_at: date | None) -> str:
        return ""

    def forecasts(self, as_of: date | None) -> dict[str, Any]:
        raise AssertionError("not looked at")


def test_an_answer_that_takes_longer_is_said_to() -> None:
    result = call(Slow(), "critical_mass", {})
    assert not result.is_error
    assert result.structured_content == {"pending": "7"}
    assert words(result) == "This is being computed; ask again in a minute."


class Long(Slow):
    """Something with more reasons than a page holds, one with signs that steer a terminal."""

    def ask(  # type: ignore[override]
        self, question: Question, as_of: date | None, known_at: date | None
    ) -> Answer[Any]:
        answer = ask(example().terrain(None, None), question)
        reason = dataclasses.replace(answer.reasons[0], text="red \x1b[31m letters")
        return dataclasses.replace(answer, reasons=(reason,) * 40)


def test_words_stay_short_and_plain_while_the_data_hold_all() -> None:
    result = call(Long(), "coverage", FEW)
    assert words(result).count("- Red letters.") == 10
    assert "- 30 more in the data." in words(result)
    assert len(result.structured_content["reasons"]) == 40
