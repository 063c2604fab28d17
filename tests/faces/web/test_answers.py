"""Critical mass, coverage and who next on screen: words, bands, gaps with buttons."""

from __future__ import annotations

import dataclasses
import re

import pytest

from groundswell.app import jobs
from groundswell.app.browse.views import view
from groundswell.app.do.initiatives import open_example
from groundswell.core.answer import Estimate, Gap
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import GapKind
from groundswell.faces.web.screens.bands import drawn, gain
from groundswell.faces.web.screens.mending import links, mended
from groundswell.store import queue
from groundswell.store.scope import LEDGER, Scope
from tests.app.cast import NOW, account, cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_band_lies_on_its_scale() -> None:
    band = drawn(Estimate(0.4, 0.2, 0.9), "words", target=0.6)
    assert (band.low, band.width, band.median, band.target) == (20.0, 70.0, 40.0, 60.0)
    beyond = drawn(Estimate(2.0, -1.0, 3.0), "words")
    assert (beyond.low, beyond.width, beyond.median) == (0.0, 100.0, 100.0)
    assert gain(Estimate(0.0, -0.1, 0.1)).median == 50.0


def test_in_early_phases_readiness_comes_first() -> None:
    nora = account("nora")
    code = open_example(nora, "government")
    page = text_of(browser(nora), f"/i/{code}/critical-mass")
    assert page.index("Ready for the next phase?") < page.index("Everything together")
    assert "The joint figure, which says little this early" in page
    later = text_of(browser(nora), f"/i/{open_example(nora, 'hospital')}/critical-mass")
    assert "Ready for the next phase?" not in later and "The launch gate" in later


def test_figures_carry_band_population_and_day() -> None:
    nora = account("nora")
    code = open_example(nora, "hospital")
    page = text_of(browser(nora), f"/i/{code}/critical-mass")
    assert "163 people on the map" in page and "as of 23 October 2026" in page
    assert 'class="band' in page and "dotted: your target" in page
    assert "style=" not in page


def test_every_kind_of_gap_has_a_way_out_that_opens() -> None:
    them = cast()
    at = view(them.alice, them.code)
    client = browser(them.alice)
    for kind in GapKind:
        for ids in ((), ("ben",), ("ben", "cleo")):
            (shown,) = mended(at, [Gap(kind.value, ids, "Unknown.")])
            assert shown.action or kind is GapKind.TOO_FEW, kind
            if shown.action:
                assert client.get(shown.url).status_code == 200, shown.url


def test_who_may_not_mend_gets_no_button() -> None:
    them = cast()
    gap = Gap(GapKind.HOLDER_UNKNOWN.value, ("money",), "Nobody decides.")
    assert mended(view(them.alice, them.code), [gap])[0].action
    assert not mended(view(them.bob, them.code), [gap])[0].action
    judged = Gap(GapKind.STANCE_UNKNOWN.value, ("ben",), "Nobody judged.")
    assert mended(view(them.olga, them.code), [judged]) == []


def test_reasons_lead_to_their_records() -> None:
    them = cast()
    at = view(them.alice, them.code)
    found = links(at, ("ben", "money", "nothing", "ben"))
    assert [link.name for link in found] == ["Ben", "Pay for it"]
    assert found[1].url == f"/i/{them.code}/decisions#decision-money"


def test_who_next_draws_the_way_and_says_chances_in_words() -> None:
    nora = account("nora")
    code = open_example(nora, "government")
    page = text_of(browser(nora), f"/i/{code}/who-next")
    assert "Prepare the conversation" in page and 'class="route' in page
    assert "Too close to call" in page and "Missing voices" in page
    assert "join_probability" not in page
    told = text_of(browser(nora), f"/i/{code}/who-next?hours=nonsense")
    assert "Fit them in" in told


def test_somebody_may_know_better_than_the_ranking() -> None:
    them = cast()
    client, home = browser(them.erin), f"/i/{them.code}/who-next"
    assert client.post(f"{home}/ben/override", {"reason": ""}).status_code == 422
    sent = {"reason": "On leave until spring.", "chosen": "cleo"}
    assert client.post(f"{home}/ben/override", sent).status_code == 302
    noted = view(them.erin, them.code).observations.of(Override)[-1]
    assert (noted.person, noted.chosen, noted.reason) == ("ben", "cleo", "On leave until spring.")
    assert "On leave until spring." in text_of(client, home)
    assert browser(them.bob).post(f"{home}/ben/override", sent).status_code == 403


def test_the_brief_of_a_conversation_is_a_page_and_a_file() -> None:
    them = cast()
    client = browser(them.bob)
    page = text_of(client, f"/i/{them.code}/who-next/ben")
    assert "Open with" in page and "Would I be comfortable if Ben read this page?" in page
    assert "skeptic" not in page.split('id="content"')[1].split("<footer")[0]
    answer = client.get(f"/i/{them.code}/who-next/ben/brief.pdf")
    assert answer.content.startswith(b"%PDF") and answer["Content-Type"] == "application/pdf"
    assert client.get(f"/i/{them.code}/who-next/nobody").status_code == 404


@pytest.mark.parametrize("person", ["vos", "teittinen"])
def test_the_file_for_the_hand_is_one_page(person: str) -> None:
    nora = account("nora")
    code = open_example(nora, "government")
    answer = browser(nora).get(f"/i/{code}/who-next/{person}/brief.pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", answer.content)) == 1


def test_a_job_is_followed_and_then_the_page_looks_again() -> None:
    them = cast()
    client = browser(them.alice)
    at = view(them.alice, them.code)
    scope = Scope(at.standing.scope.initiative, LEDGER)
    today = NOW.date().isoformat()
    wanted = {"as_of": today, "known_at": today, "presentable": False}
    job = queue.ask_for(scope, them.alice.account, "layout", "k", wanted, NOW)
    url = f"/i/{them.code}/jobs/{job.pk}"
    assert "Waiting for its turn" in text_of(client, url)
    polled = client.get(url, headers={"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in polled.content.decode()
    assert client.get(f"{url}?fresh=1", headers={"HX-Request": "true"}).status_code == 204
    assert jobs.work("test", lambda: NOW)
    done = client.get(url, headers={"HX-Request": "true"})
    assert done["HX-Refresh"] == "true" and "It is done." in text_of(client, url)
    # Whoever belongs may watch: the same answer may be worked out for several.
    assert browser(them.bob).get(url).status_code == 200
    assert browser(them.charlie).get(url).status_code == 404
    assert client.get(f"/i/{them.code}/jobs/nonsense").status_code == 404


def test_a_large_map_is_laid_out_beside_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    them = cast()
    monkeypatch.setattr("groundswell.app.browse.terrain.SLOW", -1.0)
    client, url = browser(them.alice), f"/i/{them.code}/terrain"
    assert "This takes a moment" in text_of(client, url)
    assert client.get(f"{url}/map.json").status_code == 503
    assert client.get(f"{url}/export?format=csv").status_code == 302
    assert jobs.work("test", lambda: them.alice.at)
    assert "data-terrain-map" in text_of(client, url)
    assert len(client.get(f"{url}/map.json").json()["nodes"]) == 4


def test_an_answer_of_the_worker_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    them = cast()
    monkeypatch.setattr("groundswell.app.ask.SLOW", -1.0)
    client = browser(them.alice)
    for screen in ("coverage", "critical-mass", "who-next", "decisions", "who-next/ben"):
        page = text_of(client, f"/i/{them.code}/{screen}")
        assert f"/i/{them.code}/jobs/" in page, screen
    while jobs.work("test", lambda: dataclasses.replace(them.alice).at):
        pass
    assert "jobs/" not in text_of(client, f"/i/{them.code}/coverage")
