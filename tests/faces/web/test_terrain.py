"""The terrain: blind and presentable sight, filters in the address, the board, files, days."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

import pytest
from django.test import Client

from groundswell.app.browse.trails import readings
from groundswell.app.browse.views import view
from groundswell.app.do.records import record_
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.terms import Stance
from groundswell.store.models import Change
from groundswell.store.scope import WRITING
from tests.app.cast import Cast, cast, small_map
from tests.faces.web.browsers import browser, text_of
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")


def node(client: Client, them: Cast, person: str) -> dict[str, object]:
    """Return what the island would draw of somebody."""
    answer = client.get(f"/i/{them.code}/terrain/map.json")
    assert answer.status_code == 200
    return next(n for n in answer.json()["nodes"] if n["id"] == person)


def test_the_map_hides_what_others_said_until_one_has_said_it() -> None:
    them = cast()
    assert node(browser(them.alice), them, "ben")["stance"] == "skeptic"
    bob = browser(them.bob)
    hidden = node(bob, them, "ben")
    assert (hidden["stance"], hidden["judged"], hidden["veiled"]) == (None, False, 1)
    bob.post(f"/i/{them.code}/terrain/stance", {"person": "ben", "stance": "skeptic"})
    assert node(bob, them, "ben")["stance"] == "skeptic"


@pytest.mark.parametrize("view_", ["board", "grid", "wall", "table", "network"])
def test_no_view_nor_filter_tells_a_member_what_waits(view_: str) -> None:
    them = cast()
    client = browser(them.bob)
    for query in (f"view={view_}", f"view={view_}&stance=skeptic", f"view={view_}&sort=stance"):
        page = text_of(client, f"/i/{them.code}/terrain?{query}")
        shown = page.split('id="content"')[1].split("<footer")[0]
        if "stance=skeptic" in query and view_ != "network":  # the island counts there
            assert "<b>0 shown</b>" in shown, query
    for form in ("csv", "xlsx", "graphml", "gexf", "kumu"):
        answer = client.get(f"/i/{them.code}/terrain/export?format={form}&view={view_}")
        assert answer.status_code == 200
        assert b"skeptic" not in answer.content, form


def test_a_presentable_view_shows_where_nobody_stands() -> None:
    them = cast()
    client = browser(them.alice, presentable=True)
    for name in ("network", "rings", "chart", "table", "board"):
        page = text_of(client, f"/i/{them.code}/terrain?view={name}")
        assert "chip stance-" not in page and "judged by anybody; they" not in page
        assert ">Board</a>" not in page
    assert node(client, them, "ben")["stance"] is None
    card = text_of(client, f"/i/{them.code}/terrain/card/ben")
    assert "skeptic" not in card and "judged" not in card
    assert client.get(f"/i/{them.code}/terrain/export?format=csv").status_code == 403


def test_a_press_on_the_board_is_an_observation_with_a_way_back() -> None:
    them = cast()
    client = browser(them.alice)
    board = f"/i/{them.code}/terrain?view=board"
    sent = {"person": "dan", "stance": "supporter", "next": board}
    answer = client.post(f"/i/{them.code}/terrain/stance", sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and f'value="{board}"' in answer.content.decode()
    assert "you see Dan as supporter" in answer.content.decode()
    assert f"/i/{them.code}/changes/" in answer.content.decode()
    made = view(them.alice, them.code).observations.of(Judgement)
    assert [(j.person, j.stance) for j in made if j.person == "dan"] == [("dan", Stance.SUPPORTER)]


def test_the_board_works_without_a_script() -> None:
    them = cast()
    client = browser(them.alice)
    page = text_of(client, f"/i/{them.code}/terrain?view=board")
    assert f'action="/i/{them.code}/terrain/stance"' in page
    sent = {"person": "dan", "stance": "unknown", "next": f"/i/{them.code}/terrain?view=board"}
    answer = client.post(f"/i/{them.code}/terrain/stance", sent)
    assert (answer.status_code, answer["Location"]) == (302, sent["next"])


def test_the_board_takes_no_nonsense_and_no_stranger() -> None:
    them = cast()
    url = f"/i/{them.code}/terrain/stance"
    client = browser(them.alice)
    assert client.post(url, {"person": "dan", "stance": "keen"}).status_code == 422
    assert client.post(url, {"person": "nobody", "stance": "neutral"}).status_code == 404
    assert client.get(url).status_code == 405
    sent = {"person": "dan", "stance": "neutral"}
    assert browser(them.olga).post(url, sent).status_code == 403
    assert browser(them.charlie).post(url, sent).status_code == 404


def test_filters_stack_stay_in_the_address_and_can_be_taken_off() -> None:
    them = cast()
    url = f"/i/{them.code}/terrain?view=table&stance=skeptic&find=ben"
    page = text_of(browser(them.alice), url)
    assert "<b>1 shown</b>" in page and "1 of 4 people" in page
    assert "view=table&amp;find=ben" in page and "view=table&amp;stance=skeptic" in page
    assert "view=board&amp;stance=skeptic&amp;find=ben" in page
    assert ">Cleo</a>" not in page


def test_a_file_holds_what_the_filters_keep() -> None:
    them = cast()
    url = f"/i/{them.code}/terrain/export?format=kumu&stance=skeptic"
    answer = browser(them.alice).get(url)
    told = json.loads(answer.content)
    assert [e["label"] for e in told["elements"]] == ["Ben"] and told["connections"] == []
    assert any(line.act == "export" for line in readings(them.alice, them.code))


@pytest.mark.parametrize("form", ["csv", "xlsx", "ties", "graphml", "gexf", "kumu", "svg"])
@pytest.mark.parametrize("name", ["network", "grid", "rings", "chart"])
def test_no_name_stands_in_a_file_under_codenames(form: str, name: str) -> None:
    them = cast()
    url = f"/i/{them.code}/terrain/export?format={form}&view={name}&codenames=1"
    answer = browser(them.alice).get(url)
    assert answer.status_code == 200 and them.code not in answer["Content-Disposition"]
    for known in (b"Ada", b"Ben", b"Cleo", b"Dan", b'"ben"', b">ben<"):
        assert known not in answer.content, known


def test_two_files_under_codenames_cannot_be_laid_side_by_side() -> None:
    them = cast()
    url = f"/i/{them.code}/terrain/export?format=kumu&codenames=1"
    client = browser(them.alice)
    names = {
        tuple(sorted(e["id"] for e in json.loads(client.get(url).content)["elements"]))
        for _ in range(6)
    }
    stances = {
        next(
            e["id"]
            for e in json.loads(client.get(url).content)["elements"]
            if e["attributes"]["stance"] == "skeptic"
        )
        for _ in range(12)
    }
    assert names and len(stances) > 1


def test_a_picture_as_pixels() -> None:
    them = cast()
    answer = browser(them.alice).get(f"/i/{them.code}/terrain/export?format=png&view=rings")
    assert answer.content.startswith(b"\x89PNG") and answer["Content-Type"] == "image/png"


def test_there_is_no_other_form() -> None:
    them = cast()
    client = browser(them.alice)
    assert client.get(f"/i/{them.code}/terrain/export?format=exe").status_code == 404
    assert client.get(f"/i/{them.code}/terrain/export").status_code == 404


def test_somebody_in_the_middle() -> None:
    them = cast()
    client = browser(them.alice)
    page = text_of(client, f"/i/{them.code}/terrain?ego=ben")
    assert "Ben listens to Ada" in page and 'class="drawing"' in page
    text_of(client, f"/i/{them.code}/terrain?ego=nobody", 404)
    text_of(client, f"/i/{them.code}/terrain/card/nobody", 404)


def test_drawings_obey_the_page() -> None:
    them = cast()
    for name in ("grid", "rings", "chart", "wall"):
        page = text_of(browser(them.alice), f"/i/{them.code}/terrain?view={name}")
        assert page.count('class="drawing"') == 2
        assert "style=" not in page and "<style" not in page and "onclick" not in page


def known_long(given: Observations) -> Observations:
    """Return a map whose every record was written down long ago."""
    day = date(2026, 10, 1)
    records = {
        sheet: tuple(dataclasses.replace(r, recorded_on=day, observed_on=day) for r in rows)
        for sheet, rows in given.records.items()
    }
    return Observations(given.initiative, records)


def test_two_days_side_by_side() -> None:
    them = cast(known_long(small_map()))
    record_(them.alice, them.code, [Judgement(person="dan", stance=Stance.CHAMPION)])
    page = text_of(browser(them.alice), f"/i/{them.code}/terrain/compare?from=2026-11-20")
    assert "Dan was judged for the first time: supporter" in page
    hidden = text_of(browser(them.bob), f"/i/{them.code}/terrain/compare?from=2026-11-20")
    assert "first time" not in hidden.split('id="content"')[1].split("<footer")[0]
    text_of(browser(them.alice), f"/i/{them.code}/terrain/compare?from=nonsense&to=9999-01-01")


def test_the_slider_goes_to_a_day_of_the_map() -> None:
    them = cast()
    client = browser(them.alice)
    answer = client.get(f"/i/{them.code}/terrain/at?day=0&view=rings")
    assert answer.status_code == 302 and "view=rings" in answer["Location"]
    for told in ("", "-1", "x", "99999999999"):
        assert client.get(f"/i/{them.code}/terrain/at?day={told}").status_code == 302


def test_a_preview_says_what_a_move_would_change_and_keeps_nothing() -> None:
    them = cast()
    before = Change.everywhere.using(WRITING).count()
    alice = visitor(them.alice, them.code)
    assert "data-preview" in alice.text("terrain", view="board")
    told = alice.text("terrain/preview", person="ben", stance="champion")
    assert told.startswith("If Ben stood at champion, the chance would")
    assert alice.text("terrain/preview", person="ben", stance="unknown") == ""
    assert Change.everywhere.using(WRITING).count() == before
    assert alice.get("terrain/preview", person="nobody", stance="champion").status_code == 404
    olga = visitor(them.olga, them.code)
    assert olga.get("terrain/preview", person="ben", stance="champion").status_code == 403
    charlie = visitor(them.charlie, them.code)
    assert charlie.get("terrain/preview", person="ben", stance="champion").status_code == 404
