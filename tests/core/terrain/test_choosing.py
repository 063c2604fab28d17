"""Help with choosing: every end can be reached, is deep enough, and fits its column."""

from __future__ import annotations

from enum import Enum

import pytest

from groundswell.core.terrain.choosing import TREES, Fork, Leaf, Tree, _sureness, _tree
from groundswell.core.terrain.choosing_questions import Asked, Found, Ways, _grade
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import columns
from groundswell.core.terrain.terms import Basis, Stance, Sureness

every_tree = pytest.mark.parametrize("tree", TREES.values(), ids=lambda tree: tree.slug)


def test_there_is_help_for_each_input_that_is_hard_to_state() -> None:
    assert set(TREES) == {
        "stance", "position-power", "expertise", "credibility", "leadership",
        "tie", "hurdle", "share-needed",
    }  # fmt: skip


@every_tree
def test_every_path_asks_at_least_three_questions_and_ends(tree: Tree) -> None:
    for path, leaf in tree.paths():
        assert len(path) >= 3
        assert tree.at(path) is leaf


@every_tree
def test_every_question_can_be_answered_in_more_than_one_way(tree: Tree) -> None:
    for path, _ in tree.paths():
        for end in range(len(path)):
            fork = tree.at(path[:end])
            assert isinstance(fork, Fork) and fork.question.endswith("?")
            texts = [text for text, _ in fork.answers]
            assert len(set(texts)) == len(texts) > 1


@every_tree
def test_every_value_fits_its_column(tree: Tree) -> None:
    declared = {column.name: column for column in columns(SHEETS[tree.sheet])}
    for _, leaf in tree.paths():
        for name, value in leaf.values.items():
            column = declared[name]
            if isinstance(value, Enum):
                assert isinstance(value, column.kind)
            else:
                low, high = column.bounds.low, column.bounds.high
                assert low is not None and high is not None and low <= value <= high


@every_tree
def test_every_end_says_why_in_a_sentence_and_its_value_in_words(tree: Tree) -> None:
    for _, leaf in tree.paths():
        assert leaf.why.endswith(".") and leaf.why[0].isupper() and " and " in leaf.why
        assert leaf.word and not any(sign.isdigit() for sign in leaf.word)


@every_tree
def test_a_tree_tells_different_things_apart(tree: Tree) -> None:
    ends = [leaf for _, leaf in tree.paths()]
    assert len({leaf.word for leaf in ends}) >= 4
    assert {leaf.sure for leaf in ends} == set(Sureness)
    assert {leaf.basis for leaf in ends} == set(Basis)


def test_every_stance_is_an_end_and_unknown_is_never_sure() -> None:
    ends = [leaf for _, leaf in TREES["stance"].paths()]
    assert {leaf.values["stance"] for leaf in ends} == set(Stance)
    unknown = [leaf for leaf in ends if leaf.values["stance"] is Stance.UNKNOWN]
    assert {leaf.sure for leaf in unknown} == {Sureness.LOW}


def test_every_grade_is_an_end() -> None:
    for slug in ("position-power", "expertise", "credibility", "leadership"):
        column = slug.replace("-", "_")
        assert {leaf.values[column] for _, leaf in TREES[slug].paths()} == {1, 2, 3, 4, 5}


def test_what_was_seen_often_counts_most_and_a_guess_least() -> None:
    tree = TREES["stance"]
    seen, guessed = tree.at((0, 0, 0, 0)), tree.at((0, 0, 4, 0))
    assert isinstance(seen, Leaf) and isinstance(guessed, Leaf)
    assert seen.sure is Sureness.HIGH and guessed.sure is Sureness.LOW
    assert seen.why == (
        "They argued for it unasked, it has cost them something since, you saw it yourself, "
        "and it happened more than once lately."
    )


@pytest.mark.parametrize("path", [(9,), (-1,), (0, 0, 0, 0, 0)])
def test_an_answer_that_is_none_is_an_error(path: tuple[int, ...]) -> None:
    with pytest.raises(IndexError, match="no such answer"):
        TREES["stance"].at(path)


def test_a_grade_has_the_word_of_its_amount() -> None:
    words = ["very little", "little", "a fair amount", "much", "very much"]
    assert [_grade("expertise", grade).word for grade in range(1, 6)] == words


def test_what_was_done_tells_more_than_what_was_said_and_often_more_than_once() -> None:
    low, medium, high = Sureness.LOW, Sureness.MEDIUM, Sureness.HIGH
    found = {basis: [_sureness(basis, more) for more in (-1, 0, 1)] for basis in Basis}
    assert found == {
        Basis.ACTED: [medium, high, high],
        Basis.SAID_PRIVATELY: [low, medium, high],
        Basis.SAID_PUBLICLY: [low, medium, high],
        Basis.HEARSAY: [low, low, medium],
        Basis.GUESS: [low, low, low],
    }


def test_a_tree_grows_from_questions_and_asks_how_one_knows_only_where_something_was_seen() -> None:
    ways = Ways("How do you know?", (("I heard it", "you heard it", Basis.HEARSAY),))
    then = Asked("And then?", (("Yes", "they came", Found({"size": 3}, "three")),))
    unseen = Found({"size": 1}, "one", Sureness.LOW)
    first = Asked("Did they call?", (("Yes", "they called", then), ("No", "they did not", unseen)))
    tree = _tree("calls", "people", "Who calls?", first, ways)
    ends = dict(tree.paths())
    assert set(ends) == {(0, 0, 0, 0), (0, 0, 0, 1), (0, 0, 0, 2), (1,)}
    assert (ends[1,].word, ends[1,].sure, ends[1,].basis) == ("one", Sureness.LOW, Basis.GUESS)
    once = ends[0, 0, 0, 1]
    assert (once.word, once.sure, once.basis) == ("three", Sureness.LOW, Basis.HEARSAY)
    assert once.why == "They called, they came, you heard it, and it happened once lately."
