"""What may be due: ranked by urgency and value, warnings before what can wait."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.pictures.dues.warnings import MOST_WARNINGS, TITLES, warnings_due
from groundswell.core.pictures.week import silence, week, week_of
from groundswell.core.questions.vitality.words import ALARM_NAMES
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.snapshot import Snapshot
from tests.core.builders import AS_OF, initiative


def ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def snapshot(**sheets: Any) -> Snapshot:
    given: dict[str, Any] = {
        "about": {"owner": "ann", "started_on": ago(400), "phase": "evidence", "title": "One form"},
        "people": ["ann", "ben", "cy", "dee"],
        "coalition": [{"person": p, "ring": "core"} for p in ("ann", "ben", "cy")],
        **sheets,
    }
    return fold(initiative(**given), AS_OF)


def item(urgency: Urgency, value: Value) -> Item:
    return Item("gate", "", "", (), "gates", 1.0, urgency, value)


def test_the_greater_sum_comes_first_and_among_equals_what_cannot_wait() -> None:
    now, soon = item(Urgency.NOW, Value.TO_GO_ON), item(Urgency.THIS_WEEK, Value.TO_LIVE)
    late, rest = item(Urgency.THIS_MONTH, Value.TO_LIVE), item(Urgency.ANY_TIME, Value.TO_KNOW)
    assert sorted([rest, late, soon, now], key=lambda one: one.rank) == [now, soon, late, rest]


STATUS = [{"meeting": f"m{k}", "date": ago(7 * k + 3), "kind": "core"} for k in range(4)]
SPLIT = [{"conflict": "k", "opened_on": ago(50), "between": ("ben", "cy")}]


def test_what_warns_is_due_the_gravest_first_and_never_more_than_three() -> None:
    assert set(TITLES) == set(ALARM_NAMES) - {"strain"}
    lost = [{"ruling": f"r{k}", "date": ago(9 + k)} for k in range(3)]
    broke = [{"evidence": "e", "result": "broke", "observed_on": ago(90)}]
    found = list(
        warnings_due(snapshot(meetings=STATUS, conflicts=SPLIT, rulings=lost, evidence=broke))
    )
    assert len(found) == MOST_WARNINGS and {one.kind for one in found} == {"warning"}
    assert found[0].title == TITLES["faction"] and found[1].title == TITLES["inertia"]
    assert found[0].value is Value.TO_LIVE and "open for more than 30 days" in found[0].reason
    assert list(warnings_due(snapshot())) == []


def test_strain_is_due_to_be_answered() -> None:
    told = [{"person": "ben", "by": "ann", "date": ago(9), "kind": "one_to_one",
             "strain": "overcommitment"}]  # fmt: skip
    young = {"owner": "ann", "started_on": ago(50)}
    (one,) = (due for due in warnings_due(snapshot(encounters=told, about=young))
              if due.kind == "strain")  # fmt: skip
    assert one.ids == ("ben",) and "overcommitment" in one.reason


def test_warnings_wait_where_the_work_rests_or_notes_may_not_be_seen() -> None:
    resting = snapshot(conflicts=SPLIT, about={"owner": "ann", "phase": "paused"})
    assert list(warnings_due(resting)) == []
    shown = week(snapshot(conflicts=SPLIT), private=False)
    assert "warning" not in {one.kind for one in (*shown.items, *shown.later)}


def test_silence_says_until_when_and_whose_it_is_and_nothing_else() -> None:
    map_ = snapshot(conflicts=SPLIT)
    mine, ours = (silence(map_, ago(-7), everybody) for everybody in (False, True))
    assert mine.headline == "Today keeps quiet until 8 June 2026, as you asked."
    assert ours.headline.endswith(", for everybody.")
    assert (mine.items, mine.later, mine.gaps, mine.hours) == ((), (), (), 0.0)


def test_a_file_has_its_next_conversation_worked_out() -> None:
    found = week_of(snapshot(decisions=["d1 owner"], authority=["dee decide d1"]))
    assert "talk" in {one.kind for one in (*found.items, *found.later)}
    assert week_of(fold(initiative(people=["ann"]), AS_OF)).items[0].kind == "title"
