"""A person's page: blind first, fair, complete by keyboard, and every act can be undone."""

from __future__ import annotations

import json
import re

import pytest

from groundswell.app.browse.trails import notes
from groundswell.app.browse.views import view
from groundswell.app.do.notes import write_note
from groundswell.app.do.records import about_
from groundswell.core.terrain.terms import Stance
from tests.app.cast import cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")


def test_others_judgements_are_veiled_until_ones_own_is_given() -> None:
    them = cast()
    client, page = browser(them.bob), f"/i/{them.code}/people/ben"
    before = text_of(client, page)
    assert "1 other has judged" in before and "Most likely" not in before
    assert client.post(f"{page}/judge", {"stance": "unknown"}).status_code == 302
    assert "Most likely" in text_of(client, page)


def test_show_me_anyway_is_recorded() -> None:
    them = cast()
    client, page = browser(them.bob), f"/i/{them.code}/people/ben"
    client.post(f"{page}/reveal")
    assert "Most likely" in text_of(client, page)
    client.post(f"{page}/judge", {"stance": "neutral"})
    own = [r.record for r in view(them.bob, them.code).rows("stances")]
    assert [j.informed for j in own if j.assessor == "cleo"] == [True]  # type: ignore[attr-defined]


def test_help_me_choose_ends_in_the_form() -> None:
    them = cast()
    client, page = browser(them.alice), f"/i/{them.code}/people/cleo"
    step = f"/i/{them.code}/choose/stance"
    first = text_of(client, f"{step}?back={page}")
    assert "wide-answer" in first
    end = text_of(client, f"{step}?at=0.0.0.0&back={page}")
    assert 'name="stance" value="champion"' in end and f'action="{page}#form"' in end
    filled = client.post(page, {"fill": "1", "stance": "champion"}).content.decode()
    assert re.search(r'value="champion"[^>]*checked', filled)
    assert "champion" not in {r.record.stance for r in view(them.alice, them.code).rows("stances")}  # type: ignore[attr-defined]
    assert client.get(f"{step}?at=9.9").status_code == 404
    assert 'href="//evil' not in text_of(client, f"{step}?back=//evil.example/")


def test_ties_stakes_and_criteria_are_recorded_from_the_page() -> None:
    them = cast()
    client, page = browser(them.alice), f"/i/{them.code}/people/ben"
    client.post(f"{page}/tie", {"direction": "listens", "others": ["cleo"], "kind": "advice"})
    client.post(f"{page}/stake", {"kind": "fear", "text": "losing the budget"})
    client.post(f"{page}/kotter", {"position_power": "4"})
    shown = text_of(client, page)
    assert "asks for advice" in shown and "losing the budget" in shown and "(4 of 5" in shown
    row = next(r for r in view(them.alice, them.code).rows("stakes"))
    client.post(f"{page}/back", {"sheet": "stakes", "number": str(row.id)})
    assert "losing the budget" not in text_of(client, page).split("One line of time")[0]


def test_what_does_not_fit_stays_in_its_open_form() -> None:
    them = cast()
    sent = browser(them.alice).post(f"/i/{them.code}/people/ben/judge", {"sure": "high"})
    assert sent.status_code == 422
    assert "Nothing was saved yet" in sent.content.decode()


def test_a_private_note_is_read_by_its_writer_alone() -> None:
    them = cast()
    client = browser(them.alice)
    client.post(f"/i/{them.code}/people/ben/note", {"text": "between us", "sight": "mine"})
    assert "between us" in text_of(client, f"/i/{them.code}/people/ben")
    assert "between us" not in text_of(browser(them.erin), f"/i/{them.code}/people/ben")
    number = notes(them.alice, them.code, "ben")[0].id
    client.post(f"/i/{them.code}/people/ben/note/{number}")
    assert "between us" not in text_of(client, f"/i/{them.code}/people/ben")
    write_note(them.erin, them.code, "ben", "mine alone")
    foreign = notes(them.erin, them.code, "ben")[0].id
    assert client.post(f"/i/{them.code}/people/ben/note/{foreign}").status_code == 404


def test_what_is_held_is_handed_out_as_the_reader_may_see_it() -> None:
    them = cast()
    mine = json.loads(text_of(browser(them.alice), f"/i/{them.code}/people/ben/held"))
    assert [row["stance"] for row in mine["records"]["stances"]] == [Stance.SKEPTIC.value]
    blind = json.loads(text_of(browser(them.bob), f"/i/{them.code}/people/ben/held"))
    assert "stances" not in blind["records"]
    text_of(browser(them.olga), f"/i/{them.code}/people/ben/held", 403)


def test_off_the_map_and_back() -> None:
    them = cast()
    client = browser(them.alice)
    client.post(f"/i/{them.code}/people/ben/remove")
    listed = text_of(client, f"/i/{them.code}/people")
    assert "was taken off the map" in listed
    text_of(client, f"/i/{them.code}/people/ben", 404)
    undo = client.session.get("toast") or {}
    assert not undo  # it was shown with the list
    assert "ben" not in view(them.alice, them.code).snapshot.index
    assert browser(them.bob).post(f"/i/{them.code}/people/ada/remove").status_code == 403


def test_the_list_is_searched_and_filtered_and_never_ranked() -> None:
    them = cast()
    client, page = browser(them.alice), f"/i/{them.code}/people"
    assert "people/ben" in text_of(client, f"{page}?q=BEN")
    assert "people/cleo" not in text_of(client, f"{page}?q=ben")
    assert "people/ben" in text_of(client, f"{page}?stance=skeptic")
    assert "people/ada" in text_of(client, f"{page}?ring=nucleus")
    assert "Nobody fits" in text_of(client, f"{page}?q=zzz")
    assert "Influence" not in text_of(client, page)


def test_somebody_new_may_bring_a_new_unit() -> None:
    them = cast()
    client = browser(them.erin)
    sent = client.post(f"/i/{them.code}/add-person", {"name": "Eva Lund", "new_unit": "Ward 3"})
    assert sent["Location"] == f"/i/{them.code}/people/eva-lund"
    assert view(them.erin, them.code).snapshot.person["eva-lund"].unit == "ward-3"
    client.post(
        sent["Location"] + "/edit", {"person": "eva-lund", "name": "Eva Lund", "role": "Chair"}
    )
    assert view(them.erin, them.code).snapshot.role("eva-lund") == "Chair"
    assert browser(them.bob).post(f"/i/{them.code}/add-person", {"name": "X"}).status_code == 403


def test_stances_are_said_in_the_words_of_the_trade() -> None:
    them = cast()
    about_(them.alice, them.code, vocabulary="organisers")
    page = text_of(browser(them.alice), f"/i/{them.code}/people/ben")
    assert "stands as passive opponent" in page and "Most likely passive opponent" in page
    assert "Seen as passive opponent" in page
