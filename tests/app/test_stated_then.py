"""A past day shows what was said of the initiative then, not what is said today."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.app.actor import Actor
from groundswell.app.browse.views import view
from groundswell.app.do.initiatives import open_
from groundswell.app.do.records import about_
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.terms import Phase
from tests.app.cast import NOW, account

pytestmark = pytest.mark.django_db(databases="__all__")


def later(actor: Actor, days: int) -> Actor:
    """The same person, some days after the beginning."""
    return Actor(actor.account, actor.name, NOW - timedelta(days=60 - days))


def test_the_phase_and_the_title_of_a_past_day_are_those_of_then() -> None:
    nora = account("nora")
    code = open_(later(nora, 0), Observations(Initiative(title="First words")))
    about_(later(nora, 20), code, title="Better words", phase=Phase.EVIDENCE)
    about_(later(nora, 40), code, title="The words of today")
    told = {
        days: view(nora, code, (NOW - timedelta(days=60 - days)).date())
        for days in (10, 20, 30, 50)
    }
    assert [at.about.title for at in told.values()] == [
        *("First words", "Better words", "Better words", "The words of today"),
    ]
    assert told[10].snapshot.phase is Phase.NUCLEUS
    assert told[30].snapshot.phase is Phase.EVIDENCE
    assert not told[30].present and view(nora, code).present


def test_before_anything_was_said_the_first_words_stand() -> None:
    nora = account("nora")
    code = open_(later(nora, 30), Observations(Initiative(title="First words")))
    about_(later(nora, 40), code, title="Better words")
    assert view(nora, code, (NOW - timedelta(days=60)).date()).about.title == "First words"
