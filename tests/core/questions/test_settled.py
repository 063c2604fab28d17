"""When a warning is spoken of: from its first day on the health page, later on Today."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.pictures.dues.warnings import TITLES, warnings_due
from groundswell.core.questions.vitality.alarms import settled_alarms, standing_alarms
from tests.core.builders import study
from tests.core.questions.test_vitality import CORE, ago, answered


@pytest.mark.parametrize(("opened", "spoken"), [(32, False), (60, True)])
def test_today_speaks_of_what_has_stood_for_three_weeks_and_health_at_once(
    opened: int, spoken: bool
) -> None:
    members = [{"person": p, "ring": "core", "joined_on": ago(300)} for p in CORE]
    quarrel = {"conflict": "c1", "opened_on": ago(opened), "between": ("ann", "ben")}
    seen = study(
        about={"owner": "ann", "started_on": ago(400), "phase": "evidence"},
        people=[*CORE],
        coalition=members,
        conflicts=[{**quarrel, "state": "open"}],
        scenarios=16,
    ).snapshot
    assert "faction" in {a.alarm for a in standing_alarms(seen)}
    assert ("faction" in {a.alarm for a in settled_alarms(seen)}) is spoken
    named = {item.title for item in warnings_due(seen)}
    assert (TITLES["faction"] in named) is spoken


def test_a_week_without_it_in_between_is_no_run_of_three() -> None:
    """Status reports today and two weeks ago, not a week ago: of the last four 3, 2 and 3."""
    changed = {10, 31}
    met = [{"meeting": f"m{d}", "date": ago(d), "kind": "core", "changed": "x" if d in changed
            else None} for d in range(3, 39, 7)]  # fmt: skip
    given: dict[str, Any] = {
        "about": {"owner": "ann", "started_on": ago(400), "phase": "evidence"},
        "people": [*CORE],
        "coalition": [f"{p} core" for p in CORE],
        "meetings": met,
        "scenarios": 16,
    }

    seen = study(**given).snapshot
    days = (study(**given, as_of=ago(d)).snapshot for d in (0, 7, 14))
    standing = ["status_meetings" in {a.alarm for a in standing_alarms(day)} for day in days]
    assert standing == [True, False, True]
    assert "status_meetings" not in {a.alarm for a in settled_alarms(seen)}


def test_an_alarm_may_go_back_to_the_day_on_which_the_work_began() -> None:
    met = [{"meeting": f"m{d}", "date": ago(d), "kind": "core"} for d in range(7, 50, 7)]
    young = {"owner": "ann", "started_on": ago(14), "phase": "evidence"}
    found = answered(about=young, meetings=met).value.alarms
    (since,) = (a.since for a in found if a.alarm == "status_meetings")
    assert since == ago(14)


def test_a_work_of_days_can_warn_and_nothing_warned_before_it_began() -> None:
    """What was recorded of the time before the start must not be looked back into."""
    stale = [{"meeting": f"m{d}", "date": ago(d), "kind": "core"} for d in (7, 14, 21, 28)]
    young = {"owner": "ann", "started_on": ago(2), "phase": "evidence"}
    found = answered(about=young, meetings=stale).value
    assert found.alarms and all(a.since and a.since >= ago(2) for a in found.alarms), found.alarms
