"""The pages of a season open from one table; what stands against an act is said on its page."""

from __future__ import annotations

import pytest

from groundswell.faces.web.views.seasons import PAGES
from tests.app.cast import cast
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize("place", PAGES)
def test_each_page_opens_for_whoever_belongs_and_for_nobody_else(place: str) -> None:
    them = cast()
    for actor in (them.alice, them.bob, them.olga):
        assert 'class="answer"' in visitor(actor, them.code).text(place)
    assert visitor(them.charlie, them.code).get(place).status_code == 404
    assert visitor(them.alice, them.code).post(place).status_code == 405


def test_work_that_rests_is_not_laid_to_rest_again() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    assert alice.post("phase/rest", cause="gate").status_code == 302
    again = alice.post("phase/rest", cause="gate")
    assert again.status_code == 422 and "The work rests already" in again.content.decode()


def test_a_page_that_names_somebody_who_is_no_member_is_out_of_date() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    assert alice.post("phase/release", person=["ada", "ben"]).status_code == 409
    assert alice.post("phase/release", person=["ada"]).status_code == 302
