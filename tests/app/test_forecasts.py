"""The forecast log: kept for the team, once a day and revision, for good, blind where it must."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from groundswell.app.ask import ask
from groundswell.app.browse.forecasts import ForecastLog, forecasts
from groundswell.app.browse.views import view
from groundswell.app.do.backup import NoBackup, backup_, restore_
from groundswell.app.do.erase import erase_, remove_
from groundswell.app.do.records import record_
from groundswell.app.policy import Absent
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.questions.forecast_log import Outcome
from groundswell.core.questions.foretold import Kind
from groundswell.core.terrain.map_records import Decision, Judgement
from groundswell.core.terrain.terms import DecisionState, Stance
from groundswell.store.models import Foretold
from groundswell.store.scope import LEDGER, WRITING
from tests.app.cast import NOW, Cast, cast, later

pytestmark = pytest.mark.django_db(databases="__all__")


def rows() -> int:
    return Foretold.everywhere.using(WRITING).count()


def foretold(them: Cast, who: str = "alice") -> ForecastLog:
    ask(getattr(them, who), them.code, CriticalMass())
    return forecasts(them.alice, them.code)


def in_weeks(them: Cast, weeks: int) -> Cast:
    at = NOW + timedelta(weeks=weeks)
    names = ("alice", "bob", "erin", "olga", "charlie")
    return Cast(them.code, *(later(getattr(them, n), at=at) for n in names))


def test_what_is_foretold_is_kept_once_a_day_and_revision() -> None:
    them = cast()
    log = foretold(them)
    assert [(e.kind, e.code, e.happened) for e in log.entries] == [
        (Kind.WHOLE, "", None),
        (Kind.DECISION, "money", None),
    ]
    assert log.headline == "Nothing this tool foretold has come due yet."
    assert {e.day for e in log.entries} == {NOW.date()}
    before = rows()
    for actor in (them.bob, them.olga, them.erin):
        ask(actor, them.code, CriticalMass())
    assert rows() == before == 2
    record_(them.alice, them.code, [Judgement(person="ben", stance=Stance.CHAMPION)])
    assert len(foretold(them).entries) == 2 and rows() == 4
    newest = foretold(them).entries[1].chance.mean
    assert newest > log.entries[1].chance.mean


def test_the_figures_are_the_teams_whoever_asks() -> None:
    them = cast()
    mine = ask(them.bob, them.code, CriticalMass()).answer
    (_, money) = forecasts(them.alice, them.code).entries
    pooled = ask(them.alice, them.code, CriticalMass()).answer
    assert mine is not None and pooled is not None
    assert money.chance == pooled.value.decisions[0].probability
    assert money.chance != mine.value.decisions[0].probability


@pytest.mark.parametrize(
    ("question", "as_of"),
    [
        (CriticalMass(scenarios=64), None),
        (CriticalMass(seed=1), None),
        (CriticalMass(), date(2026, 1, 1)),
    ],
)
def test_tries_and_past_days_are_no_forecasts(question: CriticalMass, as_of: date | None) -> None:
    them = cast()
    ask(them.alice, them.code, question, as_of)
    assert rows() == 0
    assert forecasts(them.alice, them.code).headline.startswith("Nothing has been foretold here")


def test_an_outcome_scores_it() -> None:
    them = cast()
    said = foretold(them).entries[1].chance.mean
    them = in_weeks(them, 8)
    foretold(them)
    taken = NOW.date() + timedelta(weeks=7)
    passed = Decision(
        decision="money", title="Pay for it", state=DecisionState.PASSED, decided_on=taken
    )
    (former,) = view(them.alice, them.code).rows("decisions")
    record_(them.alice, them.code, [passed], replaces=[("decisions", former.id)])
    log = forecasts(them.alice, them.code)
    assert [e.happened for e in log.entries if e.day == NOW.date()] == [True, True]
    assert [e.happened for e in log.entries if e.day != NOW.date()] == [None, None]
    assert Outcome("Pay for it", said, True) in log.record.outcomes
    assert log.record.score is not None and "too few" in log.headline
    earlier = forecasts(them.alice, them.code, NOW.date())
    assert len(earlier.entries) == 2


def test_who_has_not_judged_a_sole_holder_does_not_see_that_decision() -> None:
    them = cast()
    foretold(them)
    mine = forecasts(them.bob, them.code)
    assert [e.kind for e in mine.entries] == [Kind.WHOLE] and mine.waiting == 1
    record_(them.bob, them.code, [Judgement(person="ben", stance=Stance.UNKNOWN)])
    assert forecasts(them.bob, them.code).waiting == 0
    looking_on = forecasts(them.olga, them.code)
    assert len(looking_on.entries) == 2
    with pytest.raises(Absent):
        forecasts(them.charlie, them.code)


def test_nothing_changes_what_was_foretold() -> None:
    them = cast()
    foretold(them)
    for alias in (WRITING, LEDGER):
        with pytest.raises(DatabaseError), transaction.atomic(using=alias):
            Foretold.everywhere.using(alias).update(mean=1.0)
        with pytest.raises(DatabaseError), transaction.atomic(using=alias):
            Foretold.everywhere.using(alias).all().delete()


def test_it_comes_back_from_a_backup_and_no_figure_is_smuggled_in() -> None:
    them = cast()
    log = foretold(them)
    content = backup_(them.alice, them.code).content
    restored = restore_(them.alice, content)
    assert forecasts(them.alice, restored).entries == log.entries
    for column, value in (("mean", 1.5), ("kind", "person"), ("horizon", 10**6)):
        told = json.loads(content)
        table = told["tables"]["forecasts"]
        table["rows"][0][table["columns"].index(column)] = value
        with pytest.raises(NoBackup):
            restore_(them.alice, json.dumps(told).encode())


def test_who_is_erased_was_never_named_in_it_and_is_not_told_by_it() -> None:
    them = cast()
    foretold(them)
    stored = json.dumps(list(Foretold.everywhere.using(WRITING).values()), default=str)
    assert not any(person in stored for person in ("ada", "ben", "cleo", "dan"))
    before = backup_(them.alice, them.code).content
    erase_(them.alice, them.code, "dan")
    assert len(forecasts(them.alice, them.code).entries) == 2
    erase_(them.alice, them.code, "ben")
    assert [e.kind for e in forecasts(them.alice, them.code).entries] == [Kind.WHOLE]
    restored = restore_(them.alice, before)
    assert [e.kind for e in forecasts(them.alice, restored).entries] == [Kind.WHOLE]
    remove_(them.alice, restored, restored)
    assert {row.initiative.code for row in Foretold.everywhere.using(WRITING)} == {them.code}
