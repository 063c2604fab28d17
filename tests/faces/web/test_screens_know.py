"""Every screen of what is known opens, for whoever may see it, whatever is there."""

from __future__ import annotations

import pytest

from groundswell.app.do.initiatives import open_, open_example
from groundswell.core.registry import QUESTIONS
from groundswell.core.terrain.observation import Observations
from tests.app.cast import account, cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
OVERALL = ("ask", "critical-mass", "decisions", "evidence", "terrain", "terrain/compare")
PERSONAL = ("coverage", "who-next", "who-next?hours=4", "who-next/ben", "who-next/ben/override")
VIEWS = ("network", "board", "grid", "rings", "chart", "wall", "table")


@pytest.mark.parametrize("screen", [*OVERALL, "coverage", "who-next"])
def test_it_opens_on_an_empty_map(screen: str) -> None:
    nora = account("nora")
    code = open_(nora, Observations())
    assert '<h1 class="answer">' in text_of(browser(nora), f"/i/{code}/{screen}")


@pytest.mark.parametrize("screen", OVERALL)
def test_what_is_about_the_whole_opens_for_every_role_and_for_no_outsider(screen: str) -> None:
    them = cast()
    for actor in (them.alice, them.bob, them.erin, them.olga):
        text_of(browser(actor), f"/i/{them.code}/{screen}")
    text_of(browser(them.alice, presentable=True), f"/i/{them.code}/{screen}")
    text_of(browser(them.charlie), f"/i/{them.code}/{screen}", 404)


@pytest.mark.parametrize("screen", PERSONAL)
def test_what_is_about_people_is_refused_to_observers(screen: str) -> None:
    them = cast()
    for actor in (them.alice, them.bob):
        text_of(browser(actor), f"/i/{them.code}/{screen}")
    refused = 404 if "/ben" in screen else 403
    text_of(browser(them.olga), f"/i/{them.code}/{screen}", refused)
    text_of(browser(them.charlie), f"/i/{them.code}/{screen}", 404)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_on_the_smallest_example_and_says_how_honest_it_is(view: str) -> None:
    nora = account("nora")
    code = open_example(nora, "loner")
    page = text_of(browser(nora), f"/i/{code}/terrain?view={view}")
    assert "How honest is this map?" in page and "as of 9 October 2026" in page


@pytest.mark.parametrize("slug", sorted(QUESTIONS))
def test_every_registered_question_has_a_page(slug: str) -> None:
    them = cast()
    page = text_of(browser(them.alice), f"/i/{them.code}/ask/{slug}")
    assert QUESTIONS[slug].options.ASKS in page


def test_a_question_answers_on_its_generic_page() -> None:
    them = cast()
    page = text_of(browser(them.alice), f"/i/{them.code}/ask/messenger?person=ben")
    assert "Every figure is as of" in page


def test_an_option_that_does_not_fit_is_told_with_the_form() -> None:
    them = cast()
    client = browser(them.alice)
    text_of(client, f"/i/{them.code}/ask/what-if?stance=nobody%3Dchampion", 422)
    text_of(client, f"/i/{them.code}/ask/messenger?person=ben&scenarios=3", 422)
    text_of(client, f"/i/{them.code}/ask/nonsense", 404)


def test_a_past_day_stays_in_force() -> None:
    them = cast()
    page = text_of(browser(them.alice), f"/i/{them.code}/coverage?as_of=2026-11-20")
    assert "You are looking at the past" in page
