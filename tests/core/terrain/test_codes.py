"""Codes made from words: readable, short, cut between words, never one that is taken."""

from __future__ import annotations

import pytest

from groundswell.core.terrain.codes import readable


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("María López", "maria-lopez"),
        ("  Straße / Øst  ", "strasse-ost"),
        ("R&D, 2nd floor", "r-d-2nd-floor"),
        ("Łódź Đurđević", "lodz-durdevic"),
        ("№ 5", "no-5"),
        ("東京", "entry"),
        ("", "entry"),
        ("an-hour-on-the-wards-abcd", "an-hour-on-the-wards"),  # 25 letters: the last word goes
        ("an-hour-on-the-wards-abc", "an-hour-on-the-wards-abc"),  # 24 fit
        ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwx"),  # one word is cut
        ("abcdefghijklmnopqrstuvwxyz first", "abcdefghijklmnopqrstuvwx"),
    ],
)
def test_words_become_a_short_code_in_plain_letters(text: str, code: str) -> None:
    assert readable(text) == code


def test_a_code_that_is_taken_gets_the_next_number_from_two_on() -> None:
    assert readable("Ann", {"ann"}) == "ann-2"
    assert readable("Ann", {"ann", "ann-2"}) == "ann-3"
    assert readable("Ann", {"ann", "ann-2", "ann-3"}) == "ann-4"
    assert readable("Ann", {"ann-2"}) == "ann"
    assert readable("東京", {"site"}, "site") == "site-2"


def test_the_first_two_hundred_letters_are_read_and_no_more() -> None:
    assert readable("." * 199 + "ab") == "a"
    assert readable("." * 200 + "ab") == "entry"


def test_length_is_the_callers() -> None:
    assert readable("an hour on the wards", most=7) == "an-hour"
    assert readable("an hour on the wards", most=6) == "an"
