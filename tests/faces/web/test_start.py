"""The first ten minutes: every step does its own, every step can be skipped, none is a dead end."""

from __future__ import annotations

import pytest
from django.test import Client

from groundswell.app import keys
from groundswell.app.actor import Actor
from groundswell.app.browse.views import View, view
from groundswell.core.terrain.terms import Context, Stance
from tests.app.cast import NOW, account, cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
STEPS = (
    "start/context",
    "start/decisions",
    "start/people",
    "start/board",
    "start/listens",
    "brief",
)


def begun(client: Client) -> str:
    """Name a change and return its address."""
    sent = client.post("/start", {"title": "Start without waiting", "owner": "Ada Okafor"})
    assert sent.status_code == 302
    return str(sent["Location"]).removesuffix("start/context")


def test_one_sentence_opens_an_initiative_with_its_owner_as_nucleus() -> None:
    nora = account("nora")
    home = begun(browser(nora))
    at = view(nora, home.split("/")[2])
    assert at.about.title == "Start without waiting"
    assert list(at.snapshot.members) == ["ada-okafor"]


def test_who_begins_alone_is_known_to_others_by_the_name_they_give() -> None:
    me = keys.solo_account(NOW)
    client = browser(Actor(me, str(keys.account(me)), NOW))
    assert 'value="You"' not in text_of(client, "/start")
    begun(client)
    assert str(keys.account(me)) == "Ada Okafor"
    assert "Ada Okafor" in text_of(client, "/start")
    client.post("/start", {"title": "Another", "owner": "A. Okafor"})
    assert str(keys.account(me)) == "Ada Okafor"


def test_a_sentence_is_asked_for_and_what_was_typed_stays() -> None:
    sent = browser(account("nora")).post("/start", {"title": "", "owner": "Ada Okafor"})
    assert sent.status_code == 422
    assert "Ada Okafor" in sent.content.decode()


def test_every_step_opens_with_nobody_and_nothing_there() -> None:
    client = browser(account("nora"))
    home = begun(client)
    for step in STEPS:
        assert home in text_of(client, home + step)


def test_the_steps_fill_the_map() -> None:
    nora = account("nora")
    client = browser(nora)
    home = begun(client)
    client.post(f"{home}start/context", {"context": "government"})
    ticked = {
        "tick": ["0"],
        "title-0": "Let nurses begin",
        "was-0": "",
        "own": ["4"],
        "title-4": "",
    }
    client.post(f"{home}start/decisions", ticked)
    client.post(f"{home}start/people", {"people": "Ben Roth, manager, Ward 3\nCleo Ash"})
    client.post(f"{home}start/board", {"stance-ben-roth": "skeptic", "stance-cleo-ash": "unknown"})
    client.post(f"{home}start/listens", {"listens-ben-roth": ["Ada Okafor", "nobody known"]})
    at = view(nora, home.split("/")[2])
    assert at.about.context is Context.GOVERNMENT
    assert [d.title for d in at.snapshot.decisions] == ["Let nurses begin"]
    assert {r.record.person: r.record.stance for r in at.rows("stances")} == {  # type: ignore[attr-defined]
        "ben-roth": Stance.SKEPTIC,
        "cleo-ash": Stance.UNKNOWN,
    }
    assert ties(at) == [("ben-roth", "ada-okafor")]
    assert "Ben Roth" in text_of(client, f"{home}brief")


def ties(at: View) -> list[tuple[str, str]]:
    """Return who listens to whom."""
    return [(r.record.from_, r.record.to) for r in at.rows("ties")]  # type: ignore[attr-defined]


def test_a_list_without_a_name_says_why_and_adds_nobody() -> None:
    client = browser(account("nora"))
    home = begun(client)
    sent = client.post(f"{home}start/people", {"people": "???"})
    assert sent.status_code == 422
    assert "there is no name in it" in sent.content.decode()


def test_a_member_may_place_people_and_an_observer_may_not() -> None:
    them = cast()
    given = {"stance-ben": "neutral"}
    assert browser(them.bob).post(f"/i/{them.code}/start/board", given).status_code == 302
    assert browser(them.olga).post(f"/i/{them.code}/start/board", given).status_code == 403
    assert browser(them.charlie).post(f"/i/{them.code}/start/board", given).status_code == 404


def test_a_step_that_is_not_yours_shows_no_form() -> None:
    them = cast()
    assert "not yours to fill" in text_of(browser(them.bob), f"/i/{them.code}/start/people")
    assert "not yours to fill" in text_of(browser(them.olga), f"/i/{them.code}/start/board")
    text_of(browser(them.bob), f"/i/{them.code}/add-person", 403)
