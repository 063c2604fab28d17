"""The log of forecasts on screen, through the API and from a terminal."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest

from groundswell.app.ask import ask
from groundswell.app.do.records import record_
from groundswell.app.do.undo import undo_
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.terrain.map_records import Decision, Setting
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.terms import DecisionState
from groundswell.store.models import Change, Foretold, Initiative
from groundswell.store.scope import WRITING
from tests.app.cast import NOW, Cast, cast, later, standing
from tests.faces.api.callers import everybody
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = "critical-mass/log"


def decided(them: Cast, number: int) -> None:
    """Put decisions with a forecast each into the log, nine of ten refused against a sure yes."""
    alice = later(them.alice, at=NOW)
    taken, made = NOW.date() - timedelta(days=1), date(2026, 6, 1)
    states = [DecisionState.PASSED if n % 10 == 0 else DecisionState.REFUSED for n in range(number)]
    record_(
        alice,
        them.code,
        [
            Decision(decision=f"d{n}", title=f"Matter {n}", state=state, decided_on=taken)
            for n, state in enumerate(states)
        ],
    )
    initiative = Initiative.objects.using(WRITING).get(code=them.code)
    Foretold.everywhere.using(WRITING).bulk_create(
        Foretold(
            initiative=initiative,
            day=made,
            revision="1",
            kind="decision",
            code=f"d{n}",
            mean=0.9,
            low=0.8,
            high=0.95,
            required=True,
            holders=0,
            horizon=26,
            digest="",
            at=NOW,
        )
        for n in range(number)
    )


def test_it_begins_empty_and_says_that_nothing_came_due() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    assert "Nothing has been foretold here yet" in alice.text(PAGE)
    assert "critical-mass/log" in alice.text("critical-mass")
    shown = alice.text(PAGE)
    assert "Nothing this tool foretold has come due yet." in shown
    assert "Pay for it" in shown and "Not due yet" in shown


def test_few_outcomes_have_a_score_and_nothing_more() -> None:
    them = cast()
    decided(them, 10)
    alice = visitor(them.alice, them.code)
    shown = alice.text(PAGE)
    assert "too few to say how far to trust it" in shown and "Brier score" in shown
    assert (
        "Forecasts of like chance. The bar" not in shown and "A correction is offered" not in shown
    )


def test_thirty_outcomes_have_groups_and_an_offer() -> None:
    them = cast()
    decided(them, 30)
    shown = visitor(them.alice, them.code).text(PAGE)
    assert "Forecasts of like chance. The bar" in shown and "A correction is offered" in shown
    assert "Look at the hurdle" in shown and "would have done no worse" in shown
    assert "Look at the hurdle" not in visitor(them.olga, them.code).text(PAGE)


def test_an_offer_is_accepted_in_one_step_with_its_reason_and_undone() -> None:
    them = cast()
    decided(them, 30)
    alice, accept = visitor(them.alice, them.code), "critical-mass/log/accept"
    assert visitor(them.bob, them.code).post(accept).status_code == 403
    assert visitor(them.olga, them.code).post(accept).status_code == 403
    assert "Set the hurdle from" in alice.text(PAGE)
    assert alice.post(accept).status_code == 302
    (made,) = standing(them.alice, them.code, Setting)
    assert made.constant == "hurdle" and made.value > Settings().hurdle
    assert made.reason and made.reason.startswith("Accepted from the forecast log: 30 outcomes")
    shown = alice.text(PAGE)
    assert "The hurdle is set anew." in shown and made.reason in unescape(shown)
    assert "A correction is offered" not in shown and "The hurdle was set meanwhile" in shown
    assert made.reason in unescape(alice.text("settings/model"))
    assert alice.post(accept).status_code == 409
    undo_(them.alice, them.code, Change.everywhere.using(WRITING).latest("id").pk)
    assert not standing(them.alice, them.code, Setting)
    assert "A correction is offered" in alice.text(PAGE)


def test_a_constant_set_by_hand_keeps_why() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    alice.post("settings/model/hurdle", value="0.2", reason="The board says no more often")
    (made,) = standing(them.alice, them.code, Setting)
    assert (made.value, made.reason) == (0.2, "The board says no more often")
    assert "The board says no more often" in alice.text("settings/model")


def test_each_sees_what_they_may() -> None:
    them = cast()
    ask(them.alice, them.code, CriticalMass())
    bob = visitor(them.bob, them.code).text(PAGE)
    assert "The forecasts of one decision wait" in bob and "Pay for it" not in bob
    assert "Pay for it" in visitor(them.olga, them.code).text(PAGE)
    assert visitor(them.charlie, them.code).get(PAGE).status_code == 404


def test_the_api_says_the_same() -> None:
    them = cast()
    ask(them.alice, them.code, CriticalMass())
    callers, path = everybody(them), f"initiatives/{them.code}/forecasts"
    told = callers["alice"].get(path).json()
    assert told["headline"] == "Nothing this tool foretold has come due yet."
    assert [e["kind"] for e in told["entries"]] == ["critical_mass", "decision"]
    assert callers["bob"].get(path).json()["waiting"] == 1
    assert callers["charlie"].get(path).status_code == 404
    assert callers["alice"].get(path, as_of="2020-01-01").json()["entries"] == []
    assert callers["alice"].get(path, nonsense="1").status_code == 422
