"""A second assessor sees nobody's judgement of a person before giving their own."""

from __future__ import annotations

import json

import pytest

from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.browse.forecasts import forecasts
from groundswell.app.browse.views import view
from groundswell.app.do.records import record_
from groundswell.app.do.team import reveal_
from groundswell.app.policy import Absent, Refused
from groundswell.core.questions.coverage import Coverage
from groundswell.core.questions.critical_mass import CriticalMass
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.run_records import Commitment, Encounter
from groundswell.core.terrain.terms import CommitmentState, EncounterKind, Stance
from groundswell.store.load import ALL, CORE, MINE
from tests.app.cast import NOW, cast, later

pytestmark = pytest.mark.django_db(databases="__all__")


def judgements(actor: Actor, code: str) -> list[Judgement]:
    rows = view(actor, code).rows("stances")
    return [r.record for r in rows if isinstance(r.record, Judgement)]


def _seen(actor: Actor, code: str) -> set[str | None]:
    return {j.assessor for j in judgements(actor, code) if j.person == "ben"}


def test_a_judgement_is_hidden_until_ones_own_is_given() -> None:
    them = cast()
    assert _seen(them.alice, them.code) == {"ada"}
    at = view(them.bob, them.code)
    assert _seen(them.bob, them.code) == set()
    assert at.veiled == {"ben": 1}
    record_(them.bob, them.code, [Judgement(person="ben", stance=Stance.UNKNOWN)])
    assert _seen(them.bob, them.code) == {"ada", "cleo"}
    assert view(them.bob, them.code).veiled == {}


def test_who_asks_to_see_first_counts_as_informed() -> None:
    them = cast()
    reveal_(them.bob, them.code, "ben")
    assert _seen(them.bob, them.code) == {"ada"}
    record_(them.bob, them.code, [Judgement(person="ben", stance=Stance.SUPPORTER)])
    given = judgements(them.bob, them.code)
    assert [j.informed for j in given if j.assessor == "cleo"] == [True]


def test_a_single_holder_is_not_given_away_by_the_decision() -> None:
    them = cast()
    blind = ask(them.bob, them.code, CriticalMass(scenarios=64)).answer
    open_eyed = ask(them.alice, them.code, CriticalMass(scenarios=64)).answer
    assert blind is not None and open_eyed is not None
    assert blind.value.decisions[0].yours and not open_eyed.value.decisions[0].yours
    assert blind.value.decisions[0].probability != open_eyed.value.decisions[0].probability
    assert blind.value.weakest_decision is None


def test_a_kept_answer_never_crosses_a_line_of_sight() -> None:
    them = cast()
    first = ask(them.alice, them.code, CriticalMass(scenarios=64)).answer
    second = ask(them.bob, them.code, CriticalMass(scenarios=64)).answer
    again = ask(them.bob, them.code, CriticalMass(scenarios=64)).answer
    assert first != second == again


def test_outsiders_find_nothing_and_observers_no_people() -> None:
    them = cast()
    with pytest.raises(Absent):
        view(them.charlie, them.code)
    with pytest.raises(Absent):
        ask(them.charlie, them.code, CriticalMass(scenarios=64))
    with pytest.raises(Refused):
        ask(them.olga, them.code, Coverage(scenarios=64))
    assert view(them.olga, them.code).rows("stances") == ()
    assert view(later(them.alice, presentable=True), them.code).rows("stances") == ()


def test_words_kept_for_oneself_reach_nobody_else_and_no_kept_answer() -> None:
    them = cast()
    met = Encounter(person="ben", kind=EncounterKind.ONE_TO_ONE, outcome="told in confidence")
    for sight, readers in (
        (MINE, {"erin"}),
        (CORE, {"erin", "alice"}),
        (ALL, {"erin", "alice", "bob"}),
    ):
        record_(them.erin, them.code, [met], sight=sight)
        found = {
            name
            for name in ("alice", "bob", "erin")
            if any(
                isinstance(r.record, Encounter) and r.record.outcome is not None
                for r in view(getattr(them, name), them.code).rows("encounters")
            )
        }
        assert found == readers
    assert view(them.alice, them.code).sight.mark != view(them.bob, them.code).sight.mark


def test_who_looks_on_gets_the_chances_and_no_name() -> None:
    them = cast()
    broken = Commitment(
        person="ada", text="to ask", state=CommitmentState.BROKEN, asked_on=NOW.date()
    )
    record_(them.alice, them.code, [broken])
    for actor in (them.olga, later(them.alice, presentable=True)):
        told = ask(actor, them.code, CriticalMass(scenarios=64)).answer
        assert told is not None and told.value.decisions[0].probability is not None
        words = json.dumps(told.as_json())
        assert not any(name in words for name in ("Ada", "Ben", "Cleo", "Dan", "promise"))
    own = ask(them.alice, them.code, CriticalMass(scenarios=64)).answer
    assert own is not None and "promise" in json.dumps(own.as_json())


def test_showing_it_to_others_lifts_no_veil() -> None:
    them = cast()
    shown = {
        who: ask(later(getattr(them, who), presentable=True), them.code, CriticalMass()).answer
        for who in ("alice", "bob", "olga")
    }
    chances = {w: told.value.decisions[0] for w, told in shown.items() if told is not None}
    assert chances["bob"].yours and not chances["alice"].yours
    assert chances["bob"].probability != chances["alice"].probability
    assert chances["olga"] == chances["alice"]
    assert forecasts(later(them.bob, presentable=True), them.code).waiting == 1
