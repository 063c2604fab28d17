"""Figures and lists in words, by table."""

from __future__ import annotations

import pytest

from groundswell.core.answer import Estimate
from groundswell.core.questions.wording import (
    against,
    article,
    band,
    chance_word,
    count,
    hour_count,
    hour_figure,
    in_digits,
    listed,
    nothing_fits,
    percent,
    points,
    quoted,
    sentence,
    stance_word,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "no skeptics"),
        (1, "one skeptic"),
        (2, "two skeptics"),
        (10, "ten skeptics"),
        (11, "11 skeptics"),
    ],
)
def test_counts(number: int, words: str) -> None:
    assert count(number, "skeptic") == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.0, "0 hours"),
        (0.2, "under half an hour"),
        (0.25, "half an hour"),
        (0.7, "half an hour"),
        (0.75, "1 hour"),
        (6.24, "6 hours"),
        (6.25, "6.5 hours"),
        (9.74, "9.5 hours"),
        (9.8, "10 hours"),
        (10.49, "10 hours"),
        (26.1, "26 hours"),
        (34.8, "35 hours"),
        (1234.5, "1,235 hours"),
    ],
)
def test_hours_are_said_as_people_do(hours: float, words: str) -> None:
    assert hour_count(hours) == words
    assert words.replace("half an hour", "0.5 hours").startswith(f"{hour_figure(hours)} hour")


def test_hours_that_would_read_alike_are_told_apart() -> None:
    assert nothing_fits(5, 6) == "Nothing fits into 5 hours; the best move takes 6."
    assert nothing_fits(1, 6.2) == "Nothing fits into 1 hour; the best move takes 6."
    assert nothing_fits(6.6, 6.7) == "Nothing fits into 6.6 hours; the best move takes 6.7."


def test_counts_with_a_plural_of_their_own() -> None:
    assert count(1, "person", "people") == "one person"
    assert count(0, "person", "people") == "no people"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", ""),
        ("A", "A"),
        ("AB", "A and B"),
        ("ABCD", "A, B, C and D"),
        ("ABCDE", "A, B, C and 2 more"),
        ("ABCDEFG", "A, B, C and 4 more"),
    ],
)
def test_lists(names: str, words: str) -> None:
    assert listed(list(names)) == words


def test_shorter_lists() -> None:
    assert listed(["A", "B", "C"], 3) == "A, B and C"
    assert listed(["A", "B", "C", "D"], 3) == "A, B and 2 more"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "under 1 %"),
        (0.0049, "under 1 %"),
        (1 / 200, "under 1 %"),
        (0.0051, "1 %"),
        (0.5, "50 %"),
        (0.994, "99 %"),
        (199 / 200, "over 99 %"),
        (0.996, "over 99 %"),
        (1.0, "over 99 %"),
    ],
)
def test_shares_are_never_nothing_and_never_certain(share: float, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        ((0.22, 0.08, 0.41), "about 22 % (8 to 41 %)"),
        ((0.22, 0.22, 0.22), "about 22 % (band within a point)"),
        ((0.22, 0.22, 0.41), "about 22 % (22 to 41 %)"),
        ((0.02, 0.0, 0.06), "about 2 % (under 1 to 6 %)"),
        ((0.97, 0.9, 1.0), "about 97 % (90 to over 99 %)"),
        ((0.0, 0.0, 0.0), "under 1 % (band within a point)"),
        ((1.0, 0.98, 1.0), "over 99 % (98 to over 99 %)"),
        ((0.05, 0.0, 0.02), "about 5 % on average, under 1 to 2 % in most scenarios"),
        ((0.05, 0.0, 0.0), "about 5 % on average, under 1 % in most scenarios"),
    ],
)
def test_shares_with_their_band(estimate: tuple[float, float, float], words: str) -> None:
    assert band(Estimate(*estimate)) == words


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        ((0.04, 0.0, 0.11), "+4 points (0 to +11)"),
        ((0.04, 0.04, 0.11), "+4 points (+4 to +11)"),
        ((-0.2, -0.36, -0.03), "-20 points (-36 to -3)"),
        ((0.01, 0.0, 0.02), "+1 point (0 to +2)"),
        ((-0.8, -0.9, -0.7), "-80 points (-90 to -70)"),
        ((0.0, -0.02, 0.03), "0 points (-2 to +3)"),
        ((0.01, 0.0, 0.0), "+1 point on average, none in most scenarios"),
        ((0.02, 0.01, 0.01), "+2 points on average, +1 in most scenarios"),
        ((-0.05, -0.04, 0.0), "-5 points on average, -4 to 0 in most scenarios"),
        ((0.001, 0.0, 0.004), "less than a point"),
        ((0.0, 0.0, 0.0), "less than a point"),
    ],
)
def test_changes_in_points(estimate: tuple[float, float, float], words: str) -> None:
    assert points(Estimate(*estimate)) == words


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.01, "unlikely"),
        (0.19, "unlikely"),
        (0.2, "possible"),
        (0.49, "possible"),
        (0.5, "likely"),
        (0.95, "likely"),
    ],
)
def test_chances_of_people_are_words(chance: float, word: str) -> None:
    assert chance_word(chance) == word


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (-1.0, "opponent"),
        (-0.6, "skeptic"),
        (-0.2, "neutral"),
        (0.0, "neutral"),
        (0.3, "supporter"),
        (0.9, "champion"),
    ],
)
def test_stances_are_the_nearest_word(value: float, word: str) -> None:
    assert stance_word(value) == word


def test_small_words() -> None:
    assert sentence("ask McKay") == "Ask McKay"
    assert sentence("") == ""
    assert (article("opponent"), article("skeptic")) == ("an opponent", "a skeptic")


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ((0.5, 0.4, 0.6), (0.2, 0.1, 0.3), "stronger than"),
        ((0.2, 0.1, 0.3), (0.5, 0.4, 0.6), "weaker than"),
        ((0.4, 0.2, 0.6), (0.3, 0.2, 0.5), "about as strong as"),
        ((0.4, 0.1, 0.7), (0.3, 0.29, 0.31), "stronger than"),
        ((0.4, 0.3, 0.6), (0.3, 0.2, 0.4), "about as strong as"),  # each on the other's end
        ((0.2, 0.1, 0.3), (0.3, 0.2, 0.4), "about as strong as"),
        ((0.2, 0.0, 0.1), (0.2, 0.0, 0.1), "about as strong as"),  # both carried by a few scenarios
    ],
)
def test_forces_are_compared_by_their_bands(
    first: tuple[float, float, float], second: tuple[float, float, float], words: str
) -> None:
    assert against(Estimate(*first), Estimate(*second)) == words


def test_titles_are_quoted_once() -> None:
    assert quoted("The night shift") == "‘The night shift’"
    assert quoted(quoted("The night shift")) == "‘The night shift’"


def test_what_was_measured_is_told_in_digits() -> None:
    assert [in_digits(n, "case") for n in (0, 1, 2, 1200)] == [
        "0 cases", "1 case", "2 cases", "1,200 cases",
    ]  # fmt: skip
    assert in_digits(2, "person", "people") == "2 people"
