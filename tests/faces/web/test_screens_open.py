"""Every screen of the workbench's first half opens, for whoever may see it, whatever is there."""

from __future__ import annotations

import pytest

from groundswell.app.do.initiatives import open_, open_example
from groundswell.core.terrain.map_records import Initiative, Person
from groundswell.core.terrain.observation import Observations
from tests.app.cast import account, cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
SCREENS = ("", "change", "log", "coalition", "people", "brief")
ALONE = Observations(Initiative(owner="me"), {"people": (Person(person="me", name="Mina"),)})


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("given", [Observations(), ALONE], ids=["nothing", "alone"])
def test_it_opens_on_an_empty_map(screen: str, given: Observations) -> None:
    nora = account("nora")
    code = open_(nora, given)
    assert '<h1 class="answer">' in text_of(browser(nora), f"/i/{code}/{screen}")


@pytest.mark.parametrize("screen", SCREENS)
def test_it_opens_for_every_role_and_for_no_outsider(screen: str) -> None:
    them = cast()
    for actor in (them.alice, them.bob, them.erin, them.olga):
        text_of(browser(actor), f"/i/{them.code}/{screen}")
    text_of(browser(them.alice, presentable=True), f"/i/{them.code}/{screen}")
    text_of(browser(them.charlie), f"/i/{them.code}/{screen}", 404)


@pytest.mark.parametrize("screen", [*SCREENS, "people/mokoena", "add-person", "change/edit"])
def test_it_opens_on_the_smallest_example(screen: str) -> None:
    nora = account("nora")
    code = open_example(nora, "loner")
    text_of(browser(nora), f"/i/{code}/{screen}")


def test_no_stance_stands_on_a_presentable_page() -> None:
    them = cast()
    for screen in ("people", "people/ben", "coalition", "change", ""):
        page = text_of(browser(them.alice, presentable=True), f"/i/{them.code}/{screen}")
        assert "chip stance-" not in page, screen
        assert "skeptic" not in page.replace("stance-skeptic", "").split("<footer")[0] or (
            screen == "coalition"  # the legend of the drawing names the scale
        ), screen
