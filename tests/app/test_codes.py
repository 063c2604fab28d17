"""Codes made from words: of initiatives, and of whoever judges without being on the map."""

from __future__ import annotations

import pytest

from groundswell.app.do.initiatives import assessor_of, free_code, open_
from groundswell.core.terrain.map_records import Initiative
from groundswell.core.terrain.observation import Observations
from tests.app.cast import account

pytestmark = pytest.mark.django_db(databases="__all__")


def test_an_initiative_is_called_after_its_title_and_numbered_where_that_is_taken() -> None:
    alice = account("alice")
    titled = Observations(Initiative(title="Returned lamps that work should be sold"), {})
    first = "returned-lamps-that-work-should-be-sold"
    assert [open_(alice, titled) for _ in range(3)] == [first, f"{first}-2", f"{first}-3"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "change"),
        ("\u65e5\u672c", "change"),
        ("\u00c9t\u00e9 \u00e0 la plage", "ete-a-la-plage"),
        (
            "A title that goes on for more than forty letters",
            "a-title-that-goes-on-for-more-than-forty",
        ),
        ("Stra\u00dfe", "strasse"),
    ],
)
def test_a_title_in_any_script_gives_a_code_of_forty_signs_at_most(title: str, code: str) -> None:
    assert free_code(title) == code and len(code) <= 40


def test_a_login_gives_the_code_somebody_judges_under() -> None:
    assert assessor_of("Zoe.Okafor@example.org") == "zoe-okafor-example-org"
