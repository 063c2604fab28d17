"""The advice copy: birds for people, no free text, seen by its asker alone and once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.app.do.records import record_
from groundswell.app.jobs import look, work
from groundswell.app.policy import Absent
from groundswell.core.terrain.run_records import Meeting
from tests.app.cast import NOW, cast
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_mentor_sees_how_it_stands_and_nobody() -> None:
    them = cast()
    record_(them.alice, them.code, [
        Meeting(meeting=f"m{n}", date=NOW.date() - timedelta(days=n), changed="Ben goes first")
        for n in range(1, 6)
    ])  # fmt: skip
    alice = visitor(them.alice, them.code)
    sent = alice.post("you/advice", form="txt", question="Whom would you ask first?")
    number = sent["Location"].partition("job=")[2]
    work("test", lambda: them.alice.at)
    with pytest.raises(Absent):
        look(them.bob, them.code, number)
    page = alice.text(sent["Location"])
    made = look(them.alice, them.code, number).result
    assert made is not None and made["name"] in page
    who = dict(made["who"])
    assert set(who.values()) == {"Ada", "Ben", "Cleo", "Dan"}
    assert visitor(them.erin, them.code).get(f"you/advice/{made['handle']}").status_code == 404
    copy = alice.get(f"you/advice/{made['handle']}").content.decode()
    assert "Whom would you ask first?" in copy and "What is left out" in copy
    for word in ("Ada", "Ben", "Cleo", "Dan ", "One form", "Pay for it"):
        assert word not in copy
    assert "changed anything" not in copy  # a text left out is no text missing
    assert next(bird for bird, name in who.items() if name == "Ben") in copy
    assert alice.get(f"you/advice/{made['handle']}").status_code == 404
    after = look(them.alice, them.code, number)
    assert after.state == "done" and after.result is None
    assert "It was saved already" in alice.text(sent["Location"])
    assert "advice copy" in alice.text("settings/trail") or "export" in alice.text("settings/trail")


def test_it_asks_for_a_confirmation_and_is_not_for_who_looks_on() -> None:
    them = cast()
    unsure = visitor(them.alice, them.code, confirmed=False)
    assert unsure.get("you/advice")["Location"].startswith("/confirm")
    assert visitor(them.olga, them.code).get("you/advice").status_code == 403
    wrong = visitor(them.alice, them.code).post("you/advice", person="nobody", form="txt")
    assert wrong.status_code == 422
