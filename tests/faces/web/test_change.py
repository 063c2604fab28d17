"""The change: its words, what it needs, what keeps today going, what resists."""

from __future__ import annotations

import pytest

from groundswell.app.browse.views import view
from tests.app.cast import cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")


def test_the_words_are_changed_and_the_rest_stays() -> None:
    them = cast()
    client = browser(them.alice)
    sent = client.post(
        f"/i/{them.code}/change/edit",
        {"title": "One form", "problem": "Four forms.", "owner": "ada"},
    )
    assert sent.status_code == 302
    about = view(them.alice, them.code).about
    assert (about.title, about.problem, about.owner) == ("One form", "Four forms.", "ada")
    assert "Four forms." in text_of(client, f"/i/{them.code}/change")


def test_one_text_is_changed_in_place() -> None:
    them = cast()
    client = browser(them.erin)
    sent = client.post(f"/i/{them.code}/change/about/vision", {"text": "Once is enough."})
    assert sent.status_code == 302
    assert view(them.erin, them.code).about.vision == "Once is enough."
    assert client.post(f"/i/{them.code}/change/about/owner", {"text": "x"}).status_code == 404
    refused = browser(them.bob).post(f"/i/{them.code}/change/about/vision", {"text": "No."})
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("sheet", "given", "shown"),
    [
        ("decisions", {"title": "Change the rota"}, "Change the rota"),
        ("nodes", {"title": "Night rounds", "operators": ["cleo"]}, "Night rounds"),
        ("system", {"from_": "fear", "to": "waiting", "sign": "+"}, "fear"),
        (
            "resistance",
            {"text": "the rota", "legitimate_core": "rest"},
            "What is right about it: rest",
        ),
    ],
)
def test_a_row_is_added_in_place(sheet: str, given: dict[str, object], shown: str) -> None:
    them = cast()
    client = browser(them.erin)
    sent = client.post(f"/i/{them.code}/change/add/{sheet}", given)
    assert sent.status_code == 302
    assert shown in text_of(client, f"/i/{them.code}/change")
    refused = browser(them.bob).post(f"/i/{them.code}/change/add/{sheet}", given)
    assert refused.status_code == 403


def test_a_row_that_does_not_fit_opens_again_with_its_words() -> None:
    them = cast()
    client = browser(them.alice)
    sent = client.post(f"/i/{them.code}/change/add/nodes", {"title": "Night rounds"})
    assert sent.status_code == 422
    page = sent.content.decode()
    assert "Night rounds" in page and "row 1" not in page
    assert client.post(f"/i/{them.code}/change/add/people", {}).status_code == 404


def test_leverage_is_read_from_the_sketch() -> None:
    them = cast()
    client = browser(them.alice)
    given = {"from_": "fear", "to": "waiting", "leverage": "5", "text": "the rule on blame"}
    client.post(f"/i/{them.code}/change/add/system", given)
    page = text_of(client, f"/i/{them.code}/change")
    assert page.count('class="pressed"') == 1 and "the rule on blame" in page
