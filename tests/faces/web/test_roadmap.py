"""The next months, sets of people and whom to tell first: on screen, in words, for whom it is."""

from __future__ import annotations

import dataclasses

import pytest

from groundswell.app.do.initiatives import open_, open_example
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import Observations
from tests.app.cast import account, cast, small_map
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
SCREENS = ("roadmap", "reach")


@pytest.mark.parametrize("screen", SCREENS)
def test_it_opens_on_an_empty_map_and_teaches(screen: str) -> None:
    nora = account("nora")
    page = text_of(browser(nora), f"/i/{open_(nora, Observations())}/{screen}")
    assert 'class="empty"' in page


@pytest.mark.parametrize("screen", SCREENS)
def test_it_is_about_people_and_refused_to_whoever_looks_on(screen: str) -> None:
    them = cast()
    for actor in (them.alice, them.bob, them.erin):
        text_of(browser(actor), f"/i/{them.code}/{screen}")
    text_of(browser(them.alice, presentable=True), f"/i/{them.code}/{screen}", 403)
    text_of(browser(them.olga), f"/i/{them.code}/{screen}", 403)
    text_of(browser(them.charlie), f"/i/{them.code}/{screen}", 404)


def test_the_months_name_who_through_whom_and_what_a_refusal_means() -> None:
    nora = account("nora")
    code = open_example(nora, "hospital")
    page = text_of(browser(nora), f"/i/{code}/roadmap?hours=10&months=5")
    assert "Month 1" in page and "Dolores Abad" in page
    assert 'Through <a href="' in page and "If they refuse" in page
    assert 'class="drawing"' in page and "Chance at its end" in page
    assert f"/i/{code}/what-if?recruit=" in page and f"/i/{code}/log?person=" in page
    assert "not a forecast of anybody" in page


def test_hours_are_said_as_people_do_and_offered_so() -> None:
    small = small_map()
    about = dataclasses.replace(small.initiative, weekly_hours=8.0)
    them = cast(Observations(about, small.records))
    page = text_of(browser(them.alice), f"/i/{them.code}/roadmap")
    assert "35 hours a month" in page and 'placeholder="35"' in page
    assert "34.8" not in page


def test_a_plan_without_hours_says_where_to_say_them() -> None:
    them = cast()
    page = text_of(browser(them.alice), f"/i/{them.code}/roadmap")
    assert "so 8 a month are assumed" in page
    assert f'href="/i/{them.code}/change/edit"' in page
    given = text_of(browser(them.alice), f"/i/{them.code}/roadmap?hours=nonsense&months=99")
    assert "so 8 a month are assumed" in given and 'value="6"' in given


def test_what_others_judged_does_not_show_in_ones_own_plan() -> None:
    them = cast()
    own, other = (
        text_of(browser(actor), f"/i/{them.code}/roadmap?hours=20")
        for actor in (them.alice, them.bob)
    )
    assert "Ben" in own and "stance-skeptic" in own and "Nobody has judged them" not in own
    assert "Ben" in other and "stance-skeptic" not in other and "Nobody has judged them" in other


def test_the_best_sets_stand_on_who_next() -> None:
    nora = account("nora")
    code = open_example(nora, "hospital")
    page = text_of(browser(nora), f"/i/{code}/who-next?hours=24")
    assert "To win together" in page and "Set 1" in page
    assert "if all of them join" in page and "more sets to choose from" in page
    assert "Sets were searched among" in page


def test_whom_to_tell_first_says_what_it_promises_and_takes_a_target() -> None:
    nora = account("nora")
    code = open_example(nora, "hospital")
    client = browser(nora)
    page = text_of(client, f"/i/{code}/reach?number=4")
    assert "as good as the best" in page and "certainty at least" in page
    first = page.split('name="exclude"')[1].split('<option value="')[2].split('"')[0]
    without = text_of(client, f"/i/{code}/reach?number=4&exclude={first}")
    assert "Left out:" in without
    unknown = text_of(client, f"/i/{code}/reach?target=nowhere&exclude=nobody")
    assert "Left out:" not in unknown


def test_initiatives_without_anybody_judged_are_told_to_listen() -> None:
    nora = account("nora")
    known = Observations(Initiative(title="A change"), {})
    page = text_of(browser(nora), f"/i/{open_(nora, known)}/roadmap?hours=3")
    assert "nobody on the map" in page
