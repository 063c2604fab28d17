"""Help with a value that is hard to state: a few questions about what somebody could have seen.

Each tree ends in a value in words, how sure one may be of it, what it rests on, and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from groundswell.core.terrain import choosing_questions as q
from groundswell.core.terrain.choosing_questions import Asked, Found
from groundswell.core.terrain.terms import Basis, Sureness


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where a tree ends.

    Parameters
    ----------
    values
        Columns and what to write there, as the column holds it.
    word
        The value in words; never shown as a figure alone.
    sure, basis
        How sure one may be, and what it rests on.
    why
        One sentence that repeats what was seen.
    """

    values: Mapping[str, Any]
    word: str
    sure: Sureness
    basis: Basis
    why: str


@dataclass(frozen=True, slots=True)
class Fork:
    """A question, and where each of its answers leads."""

    question: str
    answers: tuple[tuple[str, Fork | Leaf], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Help for one input.

    Parameters
    ----------
    slug
        Its name in an address.
    sheet
        The sheet whose columns the leaves fill.
    asks
        What it helps to say.
    root
        The first question.
    """

    slug: str
    sheet: str
    asks: str
    root: Fork

    def paths(self) -> Iterator[tuple[tuple[int, ...], Leaf]]:
        """Yield every way through the tree, as places of answers, with the leaf at its end."""
        yield from _paths(self.root, ())

    def at(self, path: tuple[int, ...]) -> Fork | Leaf:
        """Return what the answers so far lead to.

        Raises
        ------
        IndexError
            If there is no such answer, or no question left.
        """
        here: Fork | Leaf = self.root
        for place in path:
            if isinstance(here, Leaf) or not 0 <= place < len(here.answers):
                raise IndexError(f"the tree {self.slug} has no such answer")
            here = here.answers[place][1]
        return here


def _paths(here: Fork | Leaf, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Leaf]]:
    if isinstance(here, Leaf):
        yield path, here
        return
    for place, (_, next_) in enumerate(here.answers):
        yield from _paths(next_, (*path, place))


# What somebody does tells more than what they say, and that more than what others say of them.
_TELLS: Mapping[Basis, int] = MappingProxyType(
    {
        Basis.ACTED: 2,
        Basis.SAID_PRIVATELY: 1,
        Basis.SAID_PUBLICLY: 1,
        Basis.HEARSAY: 0,
        Basis.GUESS: -1,
    }
)
_SURE = (Sureness.LOW, Sureness.MEDIUM, Sureness.HIGH)


def _grown(asked: Asked, seen: tuple[str, ...], ways: q.Ways) -> Fork:
    """Return a question with everything that follows it."""
    answers = ((text, _next(then, (*seen, told), ways)) for text, told, then in asked.answers)
    return Fork(asked.question, tuple(answers))


def _next(then: Asked | Found, seen: tuple[str, ...], ways: q.Ways) -> Fork | Leaf:
    if isinstance(then, Asked):
        return _grown(then, seen, ways)
    if then.sure is not None:
        return Leaf(then.values, then.word, then.sure, Basis.GUESS, _sentence(seen))
    return Fork(
        ways.question,
        tuple((text, _often(then, seen, basis, clause)) for text, clause, basis in ways.answers),
    )


def _often(found: Found, seen: tuple[str, ...], basis: Basis, how: str) -> Fork:
    """Return the last question: how often and how lately."""
    return Fork(
        q.OFTEN,
        tuple(
            (
                text,
                Leaf(
                    found.values,
                    found.word,
                    _sureness(basis, more),
                    basis,
                    _sentence((*seen, how, clause)),
                ),
            )
            for text, clause, more in q.TIMES
        ),
    )


def _sureness(basis: Basis, more: int) -> Sureness:
    return _SURE[min(max(_TELLS[basis] + more, 0), 2)]


def _sentence(clauses: tuple[str, ...]) -> str:
    *most, last = clauses
    text = f"{', '.join(most)}, and {last}"
    return f"{text[:1].upper()}{text[1:]}."


def _tree(slug: str, sheet: str, asks: str, first: Asked, ways: q.Ways) -> Tree:
    return Tree(slug, sheet, asks, _grown(first, (), ways))


TREES: Mapping[str, Tree] = MappingProxyType(
    {
        tree.slug: tree
        for tree in (
            _tree("stance", "stances", "Where do they stand?", q.STANCE, q.OF_A_PERSON),
            _tree("position-power", "influence", "How much can their position do?",
                  q.POSITION_POWER, q.OF_A_PERSON),
            _tree("expertise", "influence", "How well do they know the matter?",
                  q.EXPERTISE, q.OF_A_PERSON),
            _tree("credibility", "influence", "How far are they believed?",
                  q.CREDIBILITY, q.OF_A_PERSON),
            _tree("leadership", "influence", "Do others follow them?",
                  q.LEADERSHIP, q.OF_A_PERSON),
            _tree("tie", "ties", "Does one listen to the other?", q.TIE, q.OF_A_PERSON),
            _tree("hurdle", "decisions", "How much does a yes to this decision take?",
                  q.HURDLE, q.OF_A_MATTER),
            _tree("share-needed", "nodes", "How many at this place must work the new way?",
                  q.SHARE_NEEDED, q.OF_A_MATTER),
        )
    }
)  # fmt: skip
