"""Lives are made without the alarms they judge, and the replay counts rightly."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path
from typing import Any

from groundswell.core.terrain.observation import SHEETS
from groundswell.validation.studies import lives
from groundswell.validation.studies.lives import START, TROUBLES, WEEK, WEEKS, life
from groundswell.validation.studies.replay import (
    RIGHT,
    judge,
    lines,
    observations_of,
    replay,
    weekly,
)


def test_lives_are_made_without_the_code_they_judge() -> None:
    tree = ast.parse(Path(str(lives.__file__)).read_text("utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if name.startswith("groundswell")]


def test_a_life_is_the_same_for_its_seed_and_every_row_is_a_record() -> None:
    one, same, other = life(3, "drift"), life(3, "drift"), life(4, "drift")
    assert one == same and one.sheets != other.sheets
    seen = observations_of(one.sheets)
    assert {"meetings", "attendance", "encounters", "rulings"} <= set(seen.records) <= set(SHEETS)
    assert set(TROUBLES) == set(RIGHT)


def test_habits_turn_on_the_day_that_is_said() -> None:
    told = life(11, "status meetings")
    assert told.onset is not None
    core = [row for row in told.sheets["meetings"] if row["kind"] == "core"]
    ramp = told.onset + 3 * WEEK
    before = [bool(m.get("changed")) for m in core if m["date"] < told.onset]
    after = [bool(m.get("changed")) for m in core if m["date"] >= ramp]
    assert sum(before) / len(before) > 0.5 > 0.3 > sum(after) / len(after)
    quiet = life(11, "no evidence")
    assert quiet.onset is not None
    assert all(row["observed_on"] <= quiet.onset + 3 * WEEK for row in quiet.sheets["evidence"])
    assert life(11).onset is None


def test_an_alarm_is_one_episode_while_it_stands() -> None:
    changed = {6, 7, 8}
    meetings = [
        {"meeting": f"m{k}", "date": START + k * WEEK, **({"changed": "x"} if k in changed else {})}
        for k in range(13)
    ]
    told: dict[str, list[dict[str, Any]]] = {
        "initiative": [{"title": "One form"}],
        "people": [{"person": "ann"}],
        "coalition": [{"person": "ann", "ring": "core"}],
        "meetings": meetings,
    }
    found = replay(observations_of(told), weekly(weeks=13))
    days = weekly()
    episodes = [(e.first, e.last) for e in found if e.alarm == "status_meetings"]
    assert episodes == [(days[3], days[6]), (days[11], days[12])]
    assert days[0] == START + timedelta(days=4) and len(days) == WEEKS


def test_what_came_before_the_turn_counts_as_false_and_the_lead_from_it() -> None:
    judged = judge(life(11, "bloat"))
    assert judged.lead is not None and 0 <= judged.lead <= 56
    assert judged.life.onset is not None and 0 < judged.years < 1
    assert all(e.first < judged.life.onset for e in judged.false)


def test_a_small_study_has_a_line_for_health_and_for_each_trouble() -> None:
    steps: list[str] = []
    found = lines(steps.append, healthy=1, failing=1, first=9000)
    assert len(steps) == 2 and len(found) == 2 + len(TROUBLES)
    assert found[0].metric == "false alarms a healthy year" and found[0].ours is not None
