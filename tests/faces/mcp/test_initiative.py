"""An initiative of the workbench as an assistant sees it: as much as the token's owner, no more."""

from __future__ import annotations

import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from groundswell.app.do.records import record_
from groundswell.app.do.team import dismiss_
from groundswell.core.registry import QUESTIONS
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.terms import Stance
from groundswell.faces.mcp.initiative import InitiativeAsker
from groundswell.faces.mcp.serving import called
from groundswell.faces.mcp.tools import offers, tool_name
from groundswell.store.models import Account
from tests.app.cast import Cast, cast, small_map
from tests.faces.mcp.clients import FEW, words

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def them() -> Cast:
    return cast()


@pytest.mark.parametrize("slug", QUESTIONS)
def test_every_question_is_answered(them: Cast, slug: str) -> None:
    needs = offers()[tool_name(slug)].tool.input_schema.get("required", [])
    given = {**FEW, **({"person": "ben"} if needs else {})}
    result = called(InitiativeAsker(them.alice, them.code), tool_name(slug), given)
    assert not result.is_error, words(result)
    assert result.structured_content["question"] == slug


def told(them: Cast, name: str) -> tuple[str, object]:
    """Return what a tool tells bob."""
    needs = offers()[name].tool.input_schema.get("required", [])
    draws = {} if name in ("about", "people", "document", "today", "forecasts") else FEW
    result = called(
        InitiativeAsker(them.bob, them.code), name, {**draws, **dict.fromkeys(needs, "ben")}
    )
    return words(result), result.structured_content


def test_nothing_about_people_depends_on_a_judgement_that_is_hidden() -> None:
    worlds = []
    for stance in (Stance.OPPONENT, Stance.CHAMPION):
        known = small_map()
        hidden = Judgement(person="ben", stance=stance, assessor="ada")
        them = cast(Observations(known.initiative, {**known.records, "stances": (hidden,)}))
        pooled = {tool_name(s) for s, entry in QUESTIONS.items() if entry.options.OVERALL}
        worlds.append({name: told(them, name) for name in offers() if name not in pooled})
        Account.objects.all().update(login=Concat("login", Value(stance.value)))
    assert worlds[0] == worlds[1]


def test_once_ones_own_is_given_others_are_heard(them: Cast) -> None:
    record_(them.bob, them.code, [Judgement(person="ben", stance=Stance.SUPPORTER)])
    _, found = told(them, "forecast_stance")
    assert isinstance(found, dict)
    assert {one["word"] for one in found["value"]["judgements"]} == {"skeptic", "supporter"}


def test_somebody_unknown_is_said_in_words(them: Cast) -> None:
    result = called(InitiativeAsker(them.alice, them.code), "messenger", {"person": "zoe", **FEW})
    assert result.is_error and "there is nobody with the code 'zoe'" in words(result)


def test_who_left_or_never_belonged_is_told_nothing(them: Cast) -> None:
    dismiss_(them.alice, them.code, them.bob.account)
    heard = {
        words(called(InitiativeAsker(actor, code), name, {}))
        for actor, code in ((them.bob, them.code), (them.charlie, them.code), (them.bob, "none"))
        for name in ("critical_mass", "about", "people")
    }
    assert heard == {"This initiative is not there any more, or the token no longer opens it."}


def test_an_observer_hears_the_whole_and_nothing_about_people(them: Cast) -> None:
    olga = InitiativeAsker(them.olga, them.code)
    assert not called(olga, "critical_mass", FEW).is_error
    assert called(olga, "forecast_stance", {"person": "ben", **FEW}).is_error


def test_an_answer_that_takes_longer_names_its_job(
    them: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("groundswell.app.ask.SLOW", -1.0)
    result = called(InitiativeAsker(them.alice, them.code), "critical_mass", FEW)
    assert result.structured_content["pending"] and not result.is_error
    assert "ask again" in words(result)


def test_the_forecast_log_is_told_as_far_as_its_reader_may_see(them: Cast) -> None:
    called(InitiativeAsker(them.alice, them.code), "critical_mass", {})
    found = {
        who: called(InitiativeAsker(getattr(them, who), them.code), "forecasts", {})
        for who in ("alice", "bob")
    }
    kinds = {
        who: [entry["kind"] for entry in result.structured_content["entries"]]
        for who, result in found.items()
    }
    assert kinds == {"alice": ["critical_mass", "decision"], "bob": ["critical_mass"]}
    gone = called(InitiativeAsker(them.charlie, them.code), "forecasts", {})
    assert gone.is_error
