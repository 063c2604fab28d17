"""The log: one form, one change, nothing lost; lines written elsewhere wait as drafts."""

from __future__ import annotations

import pytest

from groundswell.app.browse.trails import changes, notes
from groundswell.app.browse.views import view
from groundswell.app.do.undo import undo_
from tests.app.cast import cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
SAID = {"person": "ben", "outcome": "wants figures", "stance": "neutral", "sure": "high"}


def test_one_form_is_one_change_and_one_undo() -> None:
    them = cast()
    client = browser(them.alice)
    before = len(changes(them.alice, them.code))
    sent = client.post(f"/i/{them.code}/log", {**SAID, "private_note": "tired today"})
    assert sent.status_code == 302
    past = changes(them.alice, them.code)
    assert len(past) == before + 1
    at = view(them.alice, them.code)
    assert len(at.rows("encounters")) == 1 and len(at.rows("stances")) == 2
    assert [note.text for note in notes(them.alice, them.code, "ben")] == ["tired today"]
    undo_(them.alice, them.code, past[0].id)
    at = view(them.alice, them.code)
    assert not at.rows("encounters") and len(at.rows("stances")) == 1
    assert not notes(them.alice, them.code, "ben")


def test_somebody_is_found_by_name() -> None:
    them = cast()
    browser(them.alice).post(f"/i/{them.code}/log", {"who": "ben", "outcome": "hello"})
    (row,) = view(them.alice, them.code).rows("encounters")
    assert row.record.person == "ben"  # type: ignore[attr-defined]


def test_what_does_not_fit_is_kept_in_the_form() -> None:
    them = cast()
    sent = browser(them.alice).post(f"/i/{them.code}/log", {"outcome": "a long story"})
    assert sent.status_code == 422
    assert "a long story" in sent.content.decode()
    assert not view(them.alice, them.code).rows("encounters")


def test_somebody_new_is_added_by_whoever_may_change_the_map() -> None:
    them = cast()
    given = {"new_name": "Eva Lund", "outcome": "met by chance"}
    assert browser(them.erin).post(f"/i/{them.code}/log", given).status_code == 302
    assert "eva-lund" in view(them.erin, them.code).snapshot.index
    other = {**given, "new_name": "Somebody Else"}
    assert browser(them.bob).post(f"/i/{them.code}/log", other).status_code == 403
    assert browser(them.bob).post(f"/i/{them.code}/log", SAID).status_code == 302
    assert browser(them.olga).post(f"/i/{them.code}/log", SAID).status_code == 403


def test_pasted_lines_wait_until_each_is_logged() -> None:
    them = cast()
    client = browser(them.alice)
    text = "2026-11-20 Ben: came round, supporter\nNobody Known; asked for more"
    client.post(f"/i/{them.code}/log/drafts", {"text": text})
    page = text_of(client, f"/i/{them.code}/log")
    assert "came round" in page and "not on the map" in page
    for name, value in (("person", "ben"), ("stance", "supporter"), ("date", "2026-11-20")):
        assert f'name="{name}" value="{value}"' in page
    assert not view(them.alice, them.code).rows("encounters")
    line = "2026-11-20 Ben: came round, supporter"
    filled = client.post(
        f"/i/{them.code}/log", {"fill": "1", "outcome": "came round", "draft": line}
    )
    assert filled.status_code == 200 and "came round</textarea>" in filled.content.decode()
    assert not view(them.alice, them.code).rows("encounters")
    client.post(f"/i/{them.code}/log", {**SAID, "draft": line})
    page = text_of(client, f"/i/{them.code}/log")
    assert "asked for more" in page and "came round" not in page
