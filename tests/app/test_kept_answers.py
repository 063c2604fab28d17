"""Kept answers: found again as they were, and never read in a shape they no longer have."""

from __future__ import annotations

import pytest

from groundswell.app import ask as asking
from groundswell.app.ask import ask
from groundswell.core.questions.coverage import Coverage
from groundswell.store.models import Shelved
from tests.app.cast import cast

pytestmark = pytest.mark.django_db(databases="__all__")


def test_an_answer_that_an_older_version_kept_in_another_shape_is_worked_out_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    them = cast()
    with monkeypatch.context() as older:
        older.setattr(asking, "_shape_of", lambda slug: f"{slug} of an older version")
        ask(them.alice, them.code, Coverage())
    (row,) = Shelved.everywhere.all()
    del row.answer["value"]["dimensions"]
    row.save()
    asked = ask(them.alice, them.code, Coverage())
    assert asked.answer is not None and asked.answer.value.dimensions


def test_the_same_question_finds_its_answer_again() -> None:
    them = cast()
    first = ask(them.alice, them.code, Coverage()).answer
    assert ask(them.alice, them.code, Coverage()).answer == first
    assert Shelved.everywhere.count() == 1
