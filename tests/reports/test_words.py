"""Words of others are shown as words, never as commands; dates and sentences read as people say."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.reports.words import clean, day, paragraph, quoted, sentence


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mAma\x1b[0m", "Ama"),
        ("\x9b31mAma", "Ama"),
        ("\x1b]0;owned\x07Ama", "Ama"),
        ("\x1b]8;;http://x.example\x1b\\Ama\x1b]8;;\x1b\\", "Ama"),
        ("Ama\x1b[2J\x1b[H", "Ama"),
        ("Ama\r\nBoateng\tof\u2028Tema", "Ama Boateng of Tema"),
        ("\u202egnetaoB\u202c", "gnetaoB"),
        ("a\u2066b\u2069c\ufeff", "abc"),
        ("bell\x07 null\x00", "bell null"),
        ("\ud800", "\ufffd"),
        ("  much   room ", "much room"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("José 東京 עברית", "José 東京 עברית"),
    ],
)
def test_what_could_command_a_terminal_or_hide_is_taken_out(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(st.text())
def test_cleaned_text_holds_nothing_that_is_not_a_sign(raw: str) -> None:
    shown = clean(raw)
    assert clean(shown) == shown
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]


def test_a_date_is_said_without_leading_zeros() -> None:
    assert day(date(2026, 3, 1)) == "1 March 2026"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("ask Ben", "Ask Ben."),
        ("Who decides?", "Who decides?"),
        ('They said "no."', 'They said "no."'),
        ("  ", ""),
        ("\u00e9mile left", "\u00c9mile left."),
    ],
)
def test_a_sentence_begins_large_and_ends(raw: str, said: str) -> None:
    assert sentence(raw) == said


def test_a_paragraph_leaves_out_what_is_empty() -> None:
    assert paragraph("one", "", "two!") == "One. Two!"


def test_quotation_marks_do_not_nest() -> None:
    assert quoted('look at "it"') == "\"look at 'it'\""
