"""Every registered question as a tool, two to find one's way, the document, this week, the log."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from mcp_types import CallToolResult, Tool, ToolAnnotations
from pydantic import BaseModel, ConfigDict

from groundswell.core.questions.addressing import speaks_of_you
from groundswell.core.questions.question import Question
from groundswell.core.registry import QUESTIONS, Entry
from groundswell.faces.mcp.asker import Asker, Pending
from groundswell.faces.mcp.bearings import About, Document, People, about, document, people
from groundswell.faces.mcp.replies import ANSWER, LISTING, answered, listed, pending
from groundswell.faces.parameters import AsOf, Moment, parameters, question_of

RETURNS = (
    "Returns a headline, the value with its figures, the reasons, the gaps (what nobody knows) "
    "and the provenance. A figure is a mean with the band that holds eight of ten scenarios."
)
READING = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A tool: what a client is told of it, what it takes, and what it does."""

    tool: Tool
    takes: type[BaseModel]
    run: Callable[[Asker, Any], CallToolResult]


@cache
def offers() -> Mapping[str, Offer]:
    """Return every tool by name."""
    every = [*_questions(), _listing(About, about), _listing(People, people)]
    every += [_listing(Document, document), _today(), _log()]
    return MappingProxyType({offer.tool.name: offer for offer in every})


def tool_name(slug: str) -> str:
    """Return the name of a question as a tool."""
    return slug.replace("-", "_")


def _questions() -> Iterator[Offer]:
    for slug, entry in QUESTIONS.items():
        takes = parameters(entry.options)
        tool = Tool(
            name=tool_name(slug),
            title=entry.options.ASKS,
            description=f"{entry.options.ASKS} {first_line(entry)} {RETURNS}",
            input_schema=takes.model_json_schema(),
            output_schema=dict(ANSWER),
            annotations=READING,
        )
        yield Offer(tool, takes, _runner(entry.options))


def first_line(entry: Entry) -> str:
    """Return what answering a question does, in one sentence."""
    return (inspect.getdoc(entry.answer) or "").partition("\n")[0]


def _runner(options: type[Question]) -> Callable[[Asker, Moment], CallToolResult]:
    def run(asker: Asker, given: Moment) -> CallToolResult:
        found = asker.ask(question_of(options, given), given.as_of, given.known_at)
        if isinstance(found, Pending):
            return pending(found)
        meant = asker.addressed(given.as_of, given.known_at) if speaks_of_you(found) else ""
        return answered(found, meant)

    return run


class Forecasts(BaseModel):
    """How right this tool has been: every forecast kept, what became of it, and its score."""

    model_config = ConfigDict(extra="forbid")

    as_of: AsOf = None


class Today(BaseModel):
    """What to do this week and why: at most seven things, or that nothing needs you this week."""

    model_config = ConfigDict(extra="forbid")

    as_of: AsOf = None


def _today() -> Offer:
    """Return the tool that reads this week."""

    def run(asker: Asker, given: Today) -> CallToolResult:
        return listed(asker.today(given.as_of))

    return Offer(_reading("today", Today), Today, run)


def _log() -> Offer:
    """Return the tool that reads the forecast log."""

    def run(asker: Asker, given: Forecasts) -> CallToolResult:
        return listed(asker.forecasts(given.as_of))

    return Offer(_reading("forecasts", Forecasts), Forecasts, run)


def _reading(name: str, takes: type[BaseModel]) -> Tool:
    """Return the tool that reads something of the map."""
    said = takes.__doc__ or ""
    return Tool(
        name=name,
        title=said.partition(".")[0],
        description=said,
        input_schema=takes.model_json_schema(),
        output_schema=dict(LISTING),
        annotations=READING,
    )


def _listing(takes: type[Moment], look: Callable[[Any, Any], dict[str, Any]]) -> Offer:
    """Return a tool that reads the map."""

    def run(asker: Asker, given: Moment) -> CallToolResult:
        return listed(look(asker.terrain(given.as_of, given.known_at), given))

    return Offer(_reading(look.__name__, takes), takes, run)
