"""The method cards: one for every question, shown without raw HTML, linked from every why."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from groundswell.core.registry import QUESTIONS
from groundswell.faces.methods import INDEX, cards
from groundswell.faces.web.screens.methods import card
from tests.app.cast import cast
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")


def test_every_question_has_a_card_on_a_page_for_everybody() -> None:
    assert {*QUESTIONS, "forecast-log", INDEX} == set(cards())
    for name in (*QUESTIONS, "forecast-log"):
        answer = Client().get(f"/methods/{name}")
        assert answer.status_code == 200, name
        text = answer.content.decode()
        assert "Answers." in text and "<h2>" in text, name
    assert Client().get("/methods/nothing").status_code == 404


def test_links_lead_to_other_cards_and_nowhere_else() -> None:
    for name in cards():
        found = card(name)
        assert found is not None and found.title
        for to in re.findall(r'href="([^"]*)"', found.body):
            assert to == "/methods" or to.removeprefix("/methods/") in cards(), (name, to)
        assert "<script" not in found.body and "style=" not in found.body
    assert 'href="/methods/what-if"' in Client().get("/methods").content.decode()


def test_a_card_brings_no_html_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = "# Bad\n\n<script>alert(1)</script> [x](javascript:alert(1)) [y](https://a.example)\n"
    monkeypatch.setitem(cards(), "bad", bad)
    found = card("bad")
    card.cache_clear()
    assert found is not None and "<script" not in found.body and "href" not in found.body


def test_every_why_leads_to_its_card() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    for page, name in (
        ("critical-mass", "critical-mass"),
        ("coverage", "coverage"),
        ("who-next", "next-recruits"),
        ("ask/resilience", "resilience"),
    ):
        assert f'href="/methods/{name}"' in alice.text(page), page
