"""“You” in an answer is the owner of the change, and every other reader is told so, once."""

from __future__ import annotations

import dataclasses

import pytest

from groundswell.app.browse.briefs import brief
from groundswell.app.browse.views import view
from groundswell.app.do.initiatives import open_
from groundswell.core.questions.addressing import addressed, speaks_of_you
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import Observations
from groundswell.faces.mcp.initiative import InitiativeAsker
from groundswell.faces.mcp.serving import called
from tests.app.cast import NOW, account, cast, small_map
from tests.faces.mcp.clients import words
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")
LINE = "“You” here is Ada, who leads this change."
PAGES = (
    *("", "brief", "critical-mass", "who-next", "who-next/ben", "roadmap", "reach", "health"),
    *("coverage", "phase", "tending", "ask/critical-mass?scenarios=16"),
)


@pytest.mark.parametrize("page", PAGES)
def test_a_member_reads_once_who_is_meant_and_the_owner_does_not(page: str) -> None:
    them = cast()
    assert visitor(them.bob, them.code).text(page).count(LINE) == 1
    assert "“You” here" not in visitor(them.alice, them.code).text(page)


def test_an_observer_reads_it_where_they_may_read_an_answer() -> None:
    them = cast()
    olga = visitor(them.olga, them.code)
    assert all(LINE in olga.text(page) for page in ("critical-mass", "brief"))


def test_an_answer_that_speaks_of_nobody_so_says_nothing() -> None:
    them = cast()
    page = visitor(them.bob, them.code).text("ask/silos?scenarios=16")
    assert "“You” here" not in page


def test_the_owner_is_named_as_the_map_names_them() -> None:
    about = dataclasses.replace(small_map().initiative, owner="ben")
    them = cast(Observations(about, small_map().records))
    assert view(them.bob, them.code).addressed == LINE.replace("Ada", "Ben")
    assert view(them.alice, them.code).addressed == ""


def test_without_an_owner_on_the_map_it_is_whoever_leads() -> None:
    alone = account("zoe")
    code = open_(alone, Observations(Initiative(title="Less"), small_map().records))
    assert view(alone, code).addressed == ""
    nobody = fold(Observations(Initiative(), small_map().records), NOW.date())
    assert "whoever leads" in addressed(nobody)


def test_the_brief_as_a_file_says_it_too() -> None:
    them = cast()
    theirs, own = brief(them.bob, them.code).brief, brief(them.alice, them.code).brief
    assert theirs is not None and theirs.dateline.endswith(LINE)
    assert own is not None and "“You”" not in own.dateline


def test_an_assistant_of_a_member_is_told_and_the_owners_is_not() -> None:
    them = cast()
    asked = [
        called(InitiativeAsker(actor, them.code), "critical_mass", {"scenarios": 16})
        for actor in (them.bob, them.alice)
    ]
    assert [LINE in words(answer) for answer in asked] == [True, False]


@pytest.mark.parametrize(
    ("text", "speaks"), [("It costs you most.", True), ("Yours, too", True), ("A youth", False)]
)
def test_a_word_is_looked_for_and_not_a_part_of_one(text: str, speaks: bool) -> None:
    assert speaks_of_you({"a": ["nothing", {"b": text}]}) is speaks
