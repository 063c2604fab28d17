"""The working document on its screens: written by two at once, compared, taken along."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from groundswell.app.browse.documents import document_of, versions
from groundswell.app.browse.views import view
from groundswell.app.do.document import write_text
from groundswell.app.do.records import record_
from groundswell.app.do.undo import undo_
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.core.terrain.run_records import Encounter, Ruling
from tests.app.cast import NOW, cast, later
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")
CHARTER = DocumentSection.CHARTER


def base_of(page: str) -> str:
    """Return which texts a form was made from."""
    found = re.search(r'name="base" value="([\d,]*)"', page)
    assert found is not None
    return found[1]


def test_of_two_who_write_at_once_neither_text_is_lost() -> None:
    them = cast()
    alice, erin = visitor(them.alice, them.code), visitor(them.erin, them.code)
    base = base_of(alice.text("document/write/charter"))
    alice.post("document/write/charter", text="We meet on Tuesdays.", base=base)
    first = erin.post("document/write/charter", text="We meet on Fridays.", base=base)
    assert first["Location"].endswith("document/write/charter")
    shown = erin.text("document")
    assert "on Tuesdays." in shown and "on Fridays." in shown
    both = erin.text("document/write/charter")
    assert "Two texts wait to become one." in both and "Put the two together" in shown
    erin.post("document/write/charter", text="Tuesdays, then Fridays.", base=base_of(both))
    now = view(later(them.alice, at=timezone.localtime()), them.code)
    (text,) = document_of(now).sections[0].written
    assert text.text == "Tuesdays, then Fridays."
    kept = versions(now, CHARTER)
    assert [(v.text[:8], v.stands) for v in kept] == [
        ("Tuesdays", True), ("We meet ", False), ("We meet ", False)
    ]  # fmt: skip


def test_a_text_is_undone_and_an_empty_one_leaves_the_records_to_speak() -> None:
    them = cast()
    made = write_text(them.alice, them.code, CHARTER, "Hello", ())
    number = versions(view(them.alice, them.code), CHARTER)[0].id
    emptied = write_text(them.alice, them.code, CHARTER, "  ", (number,))
    assert not document_of(view(them.alice, them.code)).sections[0].written
    undo_(them.alice, them.code, emptied.done.change)
    assert document_of(view(them.alice, them.code)).sections[0].written[0].text == "Hello"
    undo_(them.alice, them.code, made.done.change)
    assert not document_of(view(them.alice, them.code)).sections[0].written


def test_everybody_reads_the_same_document_and_members_do_not_write_it() -> None:
    them = cast()
    record_(
        them.alice, them.code, [Encounter(person="ben", doubt="it will fail", outcome="he fumed")]
    )
    olga, bob = visitor(them.olga, them.code), visitor(them.bob, them.code)
    for page in (olga.text("document"), bob.text("document"), olga.text("document/compare")):
        assert "it will fail" not in page and "he fumed" not in page
    assert "What would I show a newcomer?" in olga.text("document")
    assert bob.get("document/write/charter").status_code == 403
    assert bob.post("document/write/charter", text="x").status_code == 403
    assert olga.get("document/file/pdf").status_code == 403
    assert visitor(them.charlie, them.code).get("document").status_code == 404
    assert visitor(them.alice, them.code).get("document/write/nothing").status_code == 404


def test_it_is_taken_along_after_a_confirmation_under_names_or_codenames() -> None:
    them = cast()
    record_(them.alice, them.code, [Ruling(ruling="u", title="Cleo speaks first", owner="cleo")])
    unsure = visitor(them.alice, them.code, confirmed=False)
    assert unsure.get("document/file/md")["Location"].startswith("/confirm")
    alice = visitor(them.alice, them.code)
    plain = alice.get("document/file/md").content.decode()
    assert "Cleo speaks first" in plain
    hidden = alice.get("document/file/md", names="codenames").content.decode()
    assert "cleo" not in hidden.lower() and "speaks first" in hidden
    assert alice.get("document/file/pdf").content[:5] == b"%PDF-"
    assert alice.get("document/file/docx").content[:2] == b"PK"
    assert alice.get("document/file/exe").status_code == 404
    assert "document" in alice.text("settings/trail") or "export" in alice.text("settings/trail")


def test_two_days_are_compared_by_words() -> None:
    them = cast()
    before = later(them.alice, at=NOW - timedelta(days=5))
    write_text(before, them.code, CHARTER, "We meet on Tuesdays at nine.", ())
    (number,) = (v.id for v in versions(view(them.alice, them.code), CHARTER))
    write_text(them.alice, them.code, CHARTER, "We meet on Fridays at nine.", (number,))
    page, today = visitor(them.alice, them.code), NOW.date()
    days = {"from": (today - timedelta(days=4)).isoformat(), "to": today.isoformat()}
    shown = page.text("document/compare", **days)
    assert "<del>Tuesdays</del>" in shown and "<ins>Fridays</ins>" in shown
    odd = {"from": "nonsense", "to": (today - timedelta(days=40)).isoformat()}
    assert "Both days say the same." in page.text("document/compare", **odd)


def test_programs_read_the_same_document() -> None:
    them = cast()
    write_text(them.alice, them.code, CHARTER, "We meet on Tuesdays.", ())
    alice, charlie = visitor(them.alice, them.code), visitor(them.charlie, them.code)
    told = alice.get(f"/api/initiatives/{them.code}/document").json()
    (charter, *others) = told["sections"]
    assert charter["written"][0]["text"] == "We meet on Tuesdays." and len(others) == 6
    assert charlie.get(f"/api/initiatives/{them.code}/document").status_code == 404
    odd = alice.get(f"/api/initiatives/{them.code}/document", other="1")
    assert odd.status_code == 422
