"""Intake and exports in a browser: look first, import once, undo; data leaves after a sign."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.app import jobs
from groundswell.app.browse.views import view
from groundswell.core.terrain.map_records import Person
from groundswell.store.models import Account
from tests.app.cast import NOW, cast, standing
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")


def _csv(text: str, name: str = "people.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_file_is_looked_at_imported_and_undone() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    before = view(them.alice, them.code).observations
    answer = alice.post("intake", file=_csv("person,name\neve,Eve\nada,Ada\n"))
    assert answer.status_code == 302
    looked = alice.text(answer.url)
    assert "1 row would be new or changed" in looked
    assert view(them.alice, them.code).observations == before
    assert alice.post(answer.url).url.endswith("/history")
    assert "imported one row into people" in alice.text("history")
    undo = re.search(r"changes/(\d+)/undo", alice.text("history"))
    assert undo is not None
    alice.post(undo[0])
    assert view(them.alice, them.code).observations == before


def test_the_look_names_each_row_that_changes_and_its_columns() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    answer = alice.post("intake", file=_csv("person,name,level\nben,,senior\nada,Ada,\n"))
    looked = re.sub(r"<[^>]+>|\s", " ", alice.text(answer.url))
    assert re.search(r"Which rows change, and in what +1 ", looked)
    assert re.search(r"people +2 +ben +name, level +name ", looked)
    alice.post(answer.url)
    again = alice.post("intake", file=_csv("person\nben\nada\n"))
    assert "Which rows change" not in alice.text(again.url)


def test_every_problem_is_told_and_the_good_rows_can_be_taken() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    page = alice.post("intake", file=_csv("person,level\neve,boss\nfay,senior\n")).url
    looked = alice.text(page)
    assert "1 problem stands in the way" in looked and "boss" in looked
    assert alice.post(page).status_code == 422
    good = alice.post(f"{page}?good=1")
    assert good.status_code == 302
    people = {p.person for p in standing(them.alice, them.code, Person)}
    assert "fay" in people and "eve" not in people


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.exe", b"x", "Choose an .xlsx"),
        ("a.json", b"", "The file is empty"),
        ("a" * 250 + ".json", b"{}", "name is too long"),
    ],
)
def test_what_is_no_workbook_is_refused_beside_the_field(
    name: str, content: bytes, told: str
) -> None:
    them = cast()
    answer = visitor(them.alice, them.code).post("intake", file=SimpleUploadedFile(name, content))
    assert answer.status_code == 422 and told in answer.content.decode()


@pytest.mark.parametrize(
    "content", [b"\x00\xff", b"PK\x03\x04broken", b"{", b"[1, 2]", b"%PDF-1.4"]
)
def test_any_bytes_are_answered_with_words(content: bytes) -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    page = alice.post("intake", file=SimpleUploadedFile("a.json", content)).url
    assert "stands in the way" in alice.text(page)


def test_a_file_begins_an_initiative() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    page = alice.post("/intake", file=_csv("person,name\neve,Eve\n")).url
    assert "begin with 1 row" in alice.text(page)
    home = alice.post(page).url
    assert [p.person for p in standing(them.alice, home.split("/")[2], Person)] == ["eve"]


def test_a_discarded_file_is_gone() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    page = alice.post("intake", file=_csv("person\neve\n")).url
    alice.post(f"{page}/discard")
    assert alice.get(page).status_code == 404


def test_nobody_opens_anothers_file() -> None:
    them = cast()
    page = visitor(them.alice, them.code).post("intake", file=_csv("person\neve\n")).url
    for actor, status in ((them.erin, 404), (them.bob, 404), (them.charlie, 404)):
        assert visitor(actor, them.code).get(page).status_code == status


def test_a_large_import_shows_how_far_it_is() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    many = "person\n" + "".join(f"p{n}\n" for n in range(6_100))
    page = alice.post("intake", file=_csv(many)).url
    job = alice.post(page).url
    assert "Importing, all of it or nothing" in alice.text(job)
    assert jobs.work("test", lambda: NOW)
    assert "Undo this import" in alice.text(job)
    assert visitor(them.bob, them.code).get(job).status_code == 404


def test_data_leaves_only_after_a_fresh_sign() -> None:
    them = cast()
    bob = visitor(them.bob, them.code, confirmed=False)
    answer = bob.get("export/json")
    assert answer.status_code == 302 and answer.url.startswith("/confirm?")
    assert bob.post("/confirm", next=f"{bob.home}export/json").url.endswith("export/json")
    assert json.loads(bob.get("export/json").content)["people"]


def test_a_password_is_asked_for_where_there_is_one() -> None:
    them = cast()
    account = Account.objects.get(pk=them.bob.account)
    account.set_password("correct horse battery")
    account.save()
    bob = visitor(them.bob, them.code, confirmed=False)
    wrong = bob.post("/confirm", password="wrong horse", next="/")
    assert wrong.status_code == 422 and "not your password" in wrong.content.decode()
    assert bob.get("export/json").status_code == 302
    right = bob.post("/confirm", password="correct horse battery", next="https://elsewhere.test/")
    assert right.url == "/" and bob.get("export/json").status_code == 200


@pytest.mark.parametrize("form", ["xlsx", "json", "csv"])
def test_what_leaves_is_the_takers_own_sight(form: str) -> None:
    them = cast()
    content = visitor(them.bob, them.code).get(f"export/{form}").content
    if form != "json":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(packed.read(name) for name in packed.namelist())
    assert b"cleo" in content and b"skeptic" not in content


def test_the_list_of_codenames_is_shown_once() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    shown = alice.text("export/codenamed/json")
    link = re.search(r"export/codenamed-file/[0-9a-f]{32}", shown)
    assert link is not None and "Ada" in shown
    content = alice.get(link[0]).content
    assert b"Ada" not in content and b"people" in content
    assert alice.get(link[0]).status_code == 404


def test_only_the_owner_takes_a_backup() -> None:
    them = cast()
    assert visitor(them.alice, them.code).get("export/backup.json").status_code == 200
    assert visitor(them.erin, them.code).get("export/backup.json").status_code == 403
    assert visitor(them.charlie, them.code).get("export/backup.json").status_code == 404
    assert visitor(them.olga, them.code).get("export/json").status_code == 403


def test_every_member_reads_what_is_held() -> None:
    them = cast()
    for actor in (them.alice, them.bob, them.erin, them.olga):
        assert "Held here" in visitor(actor, them.code).text("practice")
    assert visitor(them.charlie, them.code).get("practice").status_code == 404


def test_how_long_it_is_wanted_is_kept_and_can_be_undone() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    assert alice.post("practice", keep_until="2027-12-31").status_code == 302
    assert "Wanted until 2027-12-31" in alice.text("practice")
    assert view(them.alice, them.code).about.title == "One form for all"


def test_a_copy_for_somebody_holds_what_its_giver_may_see() -> None:
    them = cast()
    mine = visitor(them.alice, them.code).get("practice/copy", person="ben").content
    blind = visitor(them.bob, them.code).get("practice/copy", person="ben").content
    assert b"keptic" in mine and b"keptic" not in blind and b"Pay for it" in blind


def test_the_owner_erases_somebody_after_reading_what_goes() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    assert "Erase Ben" in alice.text("practice/erase/ben")
    assert alice.post("practice/erase/ben").status_code == 200  # not sure yet
    assert alice.post("practice/erase/ben", sure="1").status_code == 302
    assert alice.get("practice/erase/ben").status_code == 404
    assert "1 person was erased" in alice.text("practice")
    assert visitor(them.erin, them.code).get("practice/erase/ada").status_code == 403


def test_templates_are_handed_out() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    for context in ("corporate", "government", "movement", "tech"):
        assert alice.get(f"/intake/template/{context}.xlsx").content[:2] == b"PK"
    assert alice.get("/intake/template/circus.xlsx").status_code == 404
