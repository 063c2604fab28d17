"""What comes back: the shapes of answers, and the one shape of every refusal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Reply(BaseModel):
    """What comes back, read from what the app returns."""

    model_config = ConfigDict(from_attributes=True)


class FaultOut(Reply):
    """One thing that is wrong."""

    field: str = Field(description="what was sent that is wrong; empty if it is the whole")
    what: str = Field(description="what is wrong")
    mend: str = Field(description="what to do about it")


class Refusal(Reply):
    """Why nothing was answered or done; every problem at once."""

    detail: list[FaultOut]


class AnswerOut(Reply):
    """An answer; its value is listed field by field in the reference of questions."""

    question: str
    headline: str = Field(
        description="the answer in a sentence; you, here and in reasons and gaps, is the owner of "
        "the initiative, whoever asks"
    )
    value: dict[str, Any]
    reasons: list[dict[str, Any]]
    gaps: list[dict[str, Any]]
    provenance: dict[str, Any]
    changes_since: int = Field(description="changes that this answer does not know of yet")
    job: str | None = Field(description="the job that works on a newer one")


class PendingOut(Reply):
    """An answer that takes longer; ask again when the job is done."""

    job: str


class JobOut(Reply):
    """How far a job is."""

    id: str
    kind: str
    state: str = Field(description="queued, running, done or failed")
    step: str
    share: float = Field(description="from 0 to 1")


class CardOut(Reply):
    """An initiative in a list."""

    code: str
    title: str
    role: str
    fictional: bool
    archived: bool


class InitiativeOut(Reply):
    """An initiative as the caller sees it."""

    code: str
    title: str | None
    problem: str | None
    vision: str | None
    context: str | None
    phase: str | None
    owner: str | None
    role: str
    as_of: date
    known_at: date
    population: str
    rows: dict[str, int] = Field(description="sheet to the number of records that stand")
    veiled: dict[str, int] = Field(
        description="person to the number of others' judgements hidden until the caller judges"
    )


class ChangeOut(Reply):
    """One change on record."""

    id: int
    verb: str
    sheets: list[str]
    ids: list[str]
    count: int
    who: str
    mine: bool
    via: str
    at: datetime
    undone: bool
    undoes: int | None


class ChangesOut(Reply):
    """Changes, newest first."""

    changes: list[ChangeOut]


class DoneOut(Reply):
    """A change that was made; its number undoes it."""

    change: int
    verb: str
    added: int
    retracted: int


_ALWAYS = (401, 403, 404, 422)
READING = _ALWAYS
WRITING = (400, *_ALWAYS, 409, 413)


def declared(good: Mapping[int, Any], bad: tuple[int, ...] = READING) -> dict[int, Any]:
    """Return every status a route may answer with."""
    return {**good, **dict.fromkeys(bad, Refusal)}
