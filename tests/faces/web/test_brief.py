"""The brief on a page and as a file: whole for those who may ask, the chances alone for others."""

from __future__ import annotations

import pytest

from tests.app.cast import cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")


def test_it_answers_in_its_first_line_and_ends_with_a_step() -> None:
    them = cast()
    page = text_of(browser(them.alice), f"/i/{them.code}/brief")
    assert "You are in the nucleus phase" in page and "The next step" in page
    assert 'class="band"' in page and "scenarios, seed 0" in page


def test_the_file_is_a_pdf_of_the_same() -> None:
    them = cast()
    answer = browser(them.bob).get(f"/i/{them.code}/brief.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert f"brief-{them.code}.pdf" in answer["Content-Disposition"]
    assert browser(them.charlie).get(f"/i/{them.code}/brief.pdf").status_code == 404


def test_an_observer_reads_the_chances_and_nobodys_stance_or_promise() -> None:
    them = cast()
    page = text_of(browser(them.olga), f"/i/{them.code}/brief")
    assert "its overall answer alone" in page and "The longer road" in page
    assert "The conversation with" not in page and "Whom to approach next" not in page


def test_a_blind_member_gets_the_brief_of_their_own_sight() -> None:
    them = cast()
    blind = text_of(browser(them.bob), f"/i/{them.code}/brief")
    seeing = text_of(browser(them.alice), f"/i/{them.code}/brief")
    assert "none of them judged by anybody" in blind
    assert "1 of them judged by somebody" in seeing
