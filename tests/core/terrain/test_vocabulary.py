"""Whose words are used: every member has a label, every trade has a word for everything."""

from __future__ import annotations

import dataclasses
import inspect
import re
from enum import Enum, StrEnum
from pathlib import Path

import pytest

from groundswell.core.terrain import terms
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.terms import (
    CommitmentKind,
    Context,
    EncounterKind,
    EvidenceKind,
    Level,
    NewRole,
    Ring,
    Stance,
)
from groundswell.core.terrain.vocabulary import (
    CHANGE_MANAGERS,
    DEFINITIONS,
    ORGANISERS,
    VOCABULARIES,
    Vocabulary,
    label,
    vocabulary_of,
)

KINDS = [
    kind
    for _, kind in inspect.getmembers(terms, inspect.isclass)
    if issubclass(kind, StrEnum) and kind is not StrEnum
]
GLOSSARY = Path(__file__).parents[3] / "docs" / "reference" / "glossary.md"
every_vocabulary = pytest.mark.parametrize("words", VOCABULARIES.values(), ids=lambda w: w.name)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_label_of_its_own_in_sentence_case(kind: type[Enum]) -> None:
    labels = [label(member) for member in kind]
    assert len(set(labels)) == len(labels)
    for text in labels:
        assert re.fullmatch(r"[A-Z][A-Za-z -]*", text), text


def test_labels_say_what_the_words_of_the_workbook_leave_to_the_reader() -> None:
    assert label(EncounterKind.ONE_TO_ONE) == "One-to-one"
    assert label(NewRole.RESPONSIBLE_AI) == "Responsible AI"
    assert label(CommitmentKind.NOT_BLOCK) == "Not stand in the way"


def test_equal_words_of_different_kinds_keep_their_own_labels() -> None:
    assert hash(Level.EXTERNAL) == hash(EvidenceKind.EXTERNAL)
    assert label(Level.EXTERNAL) == "Outside the hierarchy"
    assert label(EvidenceKind.EXTERNAL) == "External"


@every_vocabulary
def test_every_trade_has_words_for_all_stances_and_rings(words: Vocabulary) -> None:
    assert set(words.stances) == set(Stance) and set(words.rings) == set(Ring)
    assert len(set(words.stances.values())) == len(Stance)
    for field in dataclasses.fields(words):
        assert getattr(words, field.name) or field.name == "screens"
    assert words.label(Stance.UNKNOWN) == "Unknown"


@every_vocabulary
def test_a_digit_never_stands_without_its_word(words: Vocabulary) -> None:
    for stance in Stance:
        said = words.on_scale(stance)
        assert said.startswith(words.label(stance))
        assert (stance is Stance.UNKNOWN) != bool(re.search(r"\([1-5] of 5\)$", said))


def test_what_a_trade_does_not_say_differently_is_said_as_usual() -> None:
    assert ORGANISERS.label(Level.SENIOR) == "Senior"
    assert ORGANISERS.screen("terrain", "Terrain") == "Power map"
    assert CHANGE_MANAGERS.screen("terrain", "Terrain") == "Terrain"


@pytest.mark.parametrize(
    ("context", "name"),
    [
        (None, "change managers"),
        (Context.CORPORATE, "change managers"),
        (Context.GOVERNMENT, "policy analysts"),
        (Context.MOVEMENT, "organisers"),
        (Context.TECH, "change managers"),
    ],
)
def test_blank_words_follow_the_context(context: Context | None, name: str) -> None:
    assert vocabulary_of(Initiative(context=context)).name == name
    assert vocabulary_of(Initiative(context=context, vocabulary="klingon")).name == name


def test_chosen_words_win_over_the_context_however_they_are_written() -> None:
    chosen = Initiative(context=Context.MOVEMENT, vocabulary=" Account_Maps ")
    assert vocabulary_of(chosen).name == "account maps"


def test_definitions_are_one_short_sentence_each() -> None:
    for term, text in DEFINITIONS.items():
        assert term == term.lower()
        assert text[0].isupper() and text.endswith(".") and len(text) <= 90, term


def test_every_term_of_the_glossary_has_a_definition() -> None:
    tables = GLOSSARY.read_text("utf-8").split("## Words that cells take")[0]
    terms_there: set[str] = set()
    for line in tables.splitlines():
        if line.startswith("| ") and not line.startswith(("| term", "|---")):
            terms_there.update(word.strip() for word in line.split("|")[1].split(","))
    # Words of daily life, which need no explanation on a screen.
    plain = {"owner", "person", "unit", "level", "function", "voice", "concern", "estimate"}
    assert terms_there - plain <= set(DEFINITIONS)
