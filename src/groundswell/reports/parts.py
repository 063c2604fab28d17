"""What a brief is made of: sentences, entries, charts and sections, the same for every rendering.

Text, PDF and JSON are drawn from these parts alone, so that none of them says more than another.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from groundswell.core.answer import Estimate
from groundswell.reports.words import clean


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences that belong together."""

    text: str
    part: str = field(default="prose", init=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several: whom or what it is about, then what there is to say."""

    lead: str
    text: str
    part: str = field(default="entry", init=False)


@dataclass(frozen=True, slots=True)
class Said:
    """Something to say or do in a conversation, under its label."""

    label: str
    text: str
    part: str = field(default="said", init=False)


class Hue(StrEnum):
    """What the colour of a bar says; words say it too."""

    PLAIN = "plain"
    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart.

    Parameters
    ----------
    label, figure
        What it is about; the figure with its band, or why there is none, in words.
    estimate
        None where there is nothing to draw.
    known
        False where the figure stands on somebody nobody knows, which is drawn hatched.
    target
        What is aimed for, as a mark on the scale.
    """

    label: str
    figure: str
    estimate: Estimate | None
    known: bool = True
    target: float | None = None
    hue: Hue = Hue.PLAIN


@dataclass(frozen=True, slots=True)
class Bands:
    """Estimates with their bands on one scale, a line each.

    Parameters
    ----------
    title, description
        What is shown, in a few words and in sentences; they stand in for the picture.
    bars
        From top to bottom.
    low, high
        Ends of the scale.
    points
        Whether the scale holds changes of a chance, in points of a hundred.
    extra
        Whether words beside it say the same, so that plain text leaves it out.
    """

    title: str
    description: str
    bars: tuple[Bar, ...]
    low: float = 0.0
    high: float = 1.0
    points: bool = False
    extra: bool = False
    part: str = field(default="bands", init=False)


Block = Prose | Entry | Said | Bands


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief.

    Parameters
    ----------
    title, dateline
        The change in a few words; what kind of map this is and as of when.
    headline
        The answer, in one or two sentences.
    sections
        In the order they are read.
    next_step
        The one thing to do now.
    provenance
        On what every figure rests.
    """

    title: str
    dateline: str
    headline: str
    sections: tuple[Section, ...]
    next_step: str
    provenance: str


Part = TypeVar("Part")


def tidied(part: Part) -> Part:
    """Return a part in which no text holds a line break, a terminal command or a hidden sign."""
    return _tidied(part)  # type: ignore[no-any-return]


def _tidied(thing: Any) -> Any:
    if isinstance(thing, str) and not isinstance(thing, Hue):
        return clean(thing)
    if isinstance(thing, tuple):
        return tuple(_tidied(item) for item in thing)
    if isinstance(thing, Estimate) or not dataclasses.is_dataclass(thing):
        return thing
    own = [f.name for f in dataclasses.fields(thing) if f.init]
    assert not isinstance(thing, type)
    return dataclasses.replace(thing, **{name: _tidied(getattr(thing, name)) for name in own})
