"""Home: a welcome with two ways to begin, then one's own initiatives and nobody else's."""

from __future__ import annotations

import pytest

from groundswell import examples
from groundswell.faces.web.views.home import EXAMPLES
from tests.app.cast import account, cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_newcomer_is_offered_a_start_and_every_example_marked_fictional() -> None:
    page = text_of(browser(account("nora")), "/")
    assert "Start yours" in page
    assert {example.name for example in EXAMPLES} == set(examples.names())
    for example in EXAMPLES:
        assert f"/examples/{example.name}" in page
    assert page.count(">Fictional<") == len(EXAMPLES)


def test_one_click_opens_an_example_once() -> None:
    client = browser(account("nora"))
    first = client.post("/examples/loner")
    second = client.post("/examples/loner")
    assert first["Location"] == second["Location"] == "/i/example-loner/"
    assert "Fictional example" in text_of(client, "/")
    assert client.post("/examples/nothing").status_code == 404


def test_nobody_sees_an_initiative_they_do_not_belong_to() -> None:
    them = cast()
    assert "One form for all" in text_of(browser(them.olga), "/")
    assert "One form for all" not in text_of(browser(them.charlie), "/")
