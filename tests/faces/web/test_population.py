"""Whom a page is about, said to each reader as far as they may see it."""

from __future__ import annotations

import pytest

from groundswell.app.browse.views import view
from groundswell.faces.web.population import reworded, whom
from tests.app.cast import cast, later

pytestmark = pytest.mark.django_db(databases="__all__")


def test_who_sees_all_is_told_how_many_are_judged() -> None:
    them = cast()
    assert whom(view(them.alice, them.code)) == (
        "4 people on the map, 1 of them judged by somebody"
    )


def test_what_waits_is_not_said_to_be_unjudged() -> None:
    them = cast()
    assert whom(view(them.bob, them.code)) == (
        "Four people on the map, none judged by anybody you see; one waits for your own judgement"
    )


def test_a_presentable_view_says_nothing_of_judgements() -> None:
    them = cast()
    at = view(later(them.alice, presentable=True), them.code)
    assert whom(at) == "Four people on the map"
    assert reworded(at, f"{at.snapshot.population}, as of today") == (
        "Four people on the map, as of today"
    )
