"""Folding observations: what was true, what was known, who counts, and in which order rows came."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.listening import assessor_reliability
from groundswell.core.terrain.map_records import Tie
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import TieKind
from tests.core.builders import AS_OF, initiative, snapshot

LONG_AGO = AS_OF - timedelta(days=365)


def stance(person: str, word: str, on: date | None = None, **more: object) -> dict[str, object]:
    return {"person": person, "stance": word, "observed_on": on, **more}


def test_only_the_newest_judgement_of_an_assessor_counts() -> None:
    old, new = stance("ann", "opponent", LONG_AGO), stance("ann", "champion", AS_OF)
    both = snapshot(people=["ann"], stances=[old, new])
    only = snapshot(people=["ann"], stances=[new])
    assert both.stances.mean == pytest.approx(only.stances.mean)


def test_a_newer_unknown_takes_back_the_older_judgement() -> None:
    rows = [stance("ann", "champion", LONG_AGO), stance("ann", "unknown", AS_OF)]
    assert not snapshot(people=["ann"], stances=rows).stances.judged.any()


def test_older_judgements_say_less() -> None:
    fresh = snapshot(people=["ann"], stances=[stance("ann", "champion", AS_OF)])
    stale = snapshot(people=["ann"], stances=[stance("ann", "champion", LONG_AGO)])
    assert stale.stances.sd[0] > fresh.stances.sd[0]
    assert stale.stances.mean[0] < fresh.stances.mean[0]


@pytest.mark.parametrize(
    ("surer", "less"),
    [
        ({"sure": "high"}, {"sure": "medium"}),
        ({"sure": "medium"}, {"sure": "low"}),
        ({}, {"informed": True}),
    ],
)
def test_sureness_and_blindness_weigh(surer: dict[str, object], less: dict[str, object]) -> None:
    more = snapshot(people=["ann"], stances=[stance("ann", "supporter", AS_OF, **surer)])
    fewer = snapshot(people=["ann"], stances=[stance("ann", "supporter", AS_OF, **less)])
    assert more.stances.sd[0] < fewer.stances.sd[0]


def test_records_after_the_date_or_known_later_or_taken_back_are_left_out() -> None:
    later = AS_OF + timedelta(days=1)
    rows = [
        stance("ann", "champion", later),
        stance("ben", "champion", LONG_AGO, recorded_on=later),
        stance("cy", "champion", LONG_AGO, retracted_on=AS_OF),
        stance("dee", "champion", LONG_AGO, retracted_on=later),
    ]
    folded = snapshot(people=["ann", "ben", "cy", "dee"], stances=rows)
    assert folded.stances.judged.tolist() == [False, False, False, True]
    observations = initiative(people=["ann", "ben", "cy", "dee"], stances=rows)
    hindsight = fold(observations, AS_OF, known_at=later)
    assert hindsight.stances.judged.tolist() == [False, True, False, False]


def reordered(observations: Observations) -> Observations:
    rows = {sheet: tuple(reversed(rows)) for sheet, rows in observations.records.items()}
    return Observations(observations.initiative, dict(reversed(rows.items())))


def arrays(folded: Snapshot) -> list[bytes]:
    arcs = folded.listening
    parts: list[NDArray[Any]] = [folded.stances.mean, folded.stances.sd, folded.hold]
    parts += [arcs.weight, arcs.heard, folded.hashes]
    return [part.tobytes() for part in parts]


def test_the_order_of_rows_does_not_matter() -> None:
    observations = initiative(
        units=["u1", "u2 u1"],
        people=["ann u1", "ben u1", "cy u2", "dee u2"],
        ties=["ann trusts ben .7", "cy advice ann", "dee works_with cy", "ben reports_to ann"],
        stances=["ann supporter x", "ann skeptic y", "cy champion x"],
        decisions=["d1 majority"],
        authority=["ann decide d1", "cy decide d1 2"],
        coalition=["ben core"],
    )
    assert arrays(fold(observations, AS_OF)) == arrays(fold(reordered(observations), AS_OF))


def test_layers_combine_by_their_weights() -> None:
    folded = snapshot(
        people=["ann", "ben"],
        ties=["ann trusts ben .5", "ann advice ben", "ann works_with ben", "ann reports_to ben"],
    )
    s = folded.settings
    together = 0.5 * s.weight_trusts + s.weight_advice + s.weight_works_with + s.weight_reports_to
    forth = folded.listening.weight[folded.listening.starts[0] : folded.listening.starts[1]]
    assert forth.tolist() == pytest.approx([together])
    back = folded.listening.weight[folded.listening.starts[1] :]
    assert back.tolist() == pytest.approx([s.weight_works_with])  # works_with runs both ways


def test_conflict_does_not_lower_who_listens_to_whom() -> None:
    ties = ["ann trusts ben"]
    calm, tense = (
        snapshot(people=["ann", "ben"], ties=rows) for rows in (ties, [*ties, "ann conflict ben"])
    )
    assert calm.listening.weight.tolist() == tense.listening.weight.tolist()
    assert tense.layers[TieKind.CONFLICT].nnz == 2


def test_weight_zero_is_looked_and_found_none() -> None:
    folded = snapshot(people=["ann", "ben"], ties=["ann trusts ben 0"])
    assert folded.listening.weight.size == 0
    assert folded.listening.reported.tolist() == [True, False]


def test_deciders_listen_to_those_they_consult() -> None:
    folded = snapshot(
        people=["ann", "ben"], decisions=["d1 owner"], authority=["ann decide d1", "ben consult d1"]
    )
    assert folded.layers[TieKind.ADVICE].toarray().tolist() == [[0, 0.5], [0, 0]]
    assert not folded.listening.reported.any()


def test_commitment_follows_ring_broken_promises_and_missed_meetings() -> None:
    meetings = [f"m{k} 2026-05-{k + 1:02d} core" for k in range(8)]
    folded = snapshot(
        people=["ann", "ben", "cy"],
        coalition=["ann core", "ben second", "cy wider critical_friend"],
        commitments=[
            {"person": "ann", "state": "broken", "due_on": AS_OF - timedelta(days=20)},
            {"person": "ann", "state": "broken", "due_on": AS_OF - timedelta(days=200)},
        ],
        meetings=meetings,
        attendance=["m7 ben absent", "m6 ben substitute", "m5 ben present", "m0 ben absent"],
    )
    assert folded.hold[:2].tolist() == pytest.approx([0.85, 0.75 * (1 - 0.3 * 2 / 6)])
    assert folded.held.tolist() == [True, True, False]
    assert folded.member.all()


def test_former_members_are_not_members() -> None:
    left = {"person": "ann", "ring": "core", "left_on": AS_OF}
    assert not snapshot(people=["ann"], coalition=[left]).member.any()


def test_a_required_decision_without_holder_gets_a_stand_in() -> None:
    folded = snapshot(people=["ann"], decisions=["d1", {"decision": "d2", "required": False}])
    first, second = folded.decisions
    assert first.anonymous and first.deciders.tolist() == [1]
    assert not second.anonymous and not second.deciders.size
    assert folded.size == 2 and len(folded.people) == 1
    assert folded.listening.group[1] not in folded.listening.group[:1]


def test_operators_come_from_the_unit_and_units_below() -> None:
    folded = snapshot(
        units=["top", "sub top", "deep sub", "other"],
        people=["ann top", "ben deep", "cy other", "dee sub"],
        nodes=["n1 top .5", "n2"],
    )
    everywhere, unknown = folded.nodes
    assert [folded.people[i] for i in everywhere.operators] == ["ann", "ben", "dee"]
    assert unknown.anonymous and unknown.operators.tolist() == [4]


def test_a_node_that_is_not_required_may_have_no_operators() -> None:
    folded = snapshot(people=["ann"], nodes=[{"node": "n1", "required": False}])
    assert folded.nodes[0].anonymous
    assert folded.size == 2


def test_the_newest_monthly_adoption_counts() -> None:
    node = {"node": "n1", "adopted_share": 0.1}
    months = [
        {"node": "n1", "date": date(2026, 4, 1), "share": 0.3},
        {"node": "n1", "date": date(2026, 3, 1), "share": 0.2},
        {"node": "n1", "date": date(2026, 7, 1), "share": 0.9},
    ]
    folded = snapshot(people=["ann"], nodes=[node], operators=["ann n1"], adoption=months)
    assert folded.nodes[0].adopted_share == 0.3


@pytest.mark.parametrize(
    ("result", "signs"), [("worked", [1.0]), ("broke", [-1.0]), ("null", []), ("surprised", [])]
)
def test_only_shown_evidence_that_answers_a_stake_moves(result: str, signs: list[float]) -> None:
    folded = snapshot(
        people=["ann", "ben"],
        stakes=["ann gain speed", "ben gain cost"],
        evidence=[{"evidence": "e1", "result": result, "topics": ("Speed",)}],
        encounters=["ann approach e1", "ben approach e1"],
    )
    assert folded.shown.sign.tolist() == signs
    assert folded.shown.person.tolist() == [0] * len(signs)


def test_a_later_judgement_already_contains_what_was_shown() -> None:
    shown = {"person": "ann", "date": LONG_AGO, "shown": ("e1",)}
    sheets: dict[str, Any] = {
        "people": ["ann"],
        "stakes": ["ann gain speed"],
        "evidence": [{"evidence": "e1", "result": "worked", "topics": ("speed",)}],
        "encounters": [shown],
    }
    assert snapshot(**sheets).shown.person.size == 1
    assert snapshot(**sheets, stances=[stance("ann", "neutral", AS_OF)]).shown.person.size == 0


def test_own_settings_and_their_bounds() -> None:
    folded = snapshot(people=["ann"], settings=[{"constant": "weather", "value": 0.1}])
    assert folded.settings.weather == 0.1
    with pytest.raises(ValueError, match="no constant called 'wether'"):
        snapshot(people=["ann"], settings=[{"constant": "wether", "value": 0.1}])
    with pytest.raises(ValueError, match="weather must lie between 0 and 1"):
        snapshot(people=["ann"], settings=[{"constant": "weather", "value": 7}])


def test_nobody_at_all() -> None:
    folded = snapshot()
    assert folded.people == () and folded.size == 0
    assert np.isfinite(folded.stances.mean).all()


def test_an_assessor_who_agrees_with_nobody_counts_less() -> None:
    people = [f"p{k:02d}" for k in range(12)]
    rng = np.random.default_rng(1)
    pairs = [(a, b) for a in people for b in people if a < b]
    ties = []
    for a, b in pairs:
        true = float(rng.uniform(0, 1))
        odd = float(rng.uniform(0, 1))
        told = {"x": true, "y": min(1, true + 0.03), "z": max(0, true - 0.03), "odd": odd}
        ties += [
            {"from": a, "to": b, "kind": "trusts", "weight": w, "assessor": who}
            for who, w in told.items()
        ]
    weight = assessor_reliability(initiative(people=people, ties=ties).of(Tie))
    assert weight["odd"] < 0.5 * min(weight["x"], weight["y"], weight["z"])
    alone = [t for t in ties if t["assessor"] == "x"]
    assert assessor_reliability(initiative(people=people, ties=alone).of(Tie)) == {}
