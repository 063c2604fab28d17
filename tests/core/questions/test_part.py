"""Which constants have a part: one decision, one member is enough to give them one."""

from __future__ import annotations

from typing import Any

from groundswell.core.questions.part import has_part
from tests.core.builders import AS_OF, snapshot

BOTH: dict[str, Any] = {
    "people": ["ann", "ben"],
    "coalition": ["ann core", "ben core"],
    "decisions": ["d1 owner", "d2 owner"],
    "authority": ["ann decide d1", "ann decide d2"],
}


def test_one_decision_somebody_is_consulted_on_is_enough() -> None:
    asked = [*BOTH["authority"], "ben consult d2"]
    assert not has_part(snapshot(**BOTH), "consult_weight")
    assert has_part(snapshot(**{**BOTH, "authority": asked}), "consult_weight")


def test_one_member_who_misses_meetings_is_enough() -> None:
    met = [{"meeting": "m1", "date": AS_OF, "kind": "core"}]
    for presence, counts in (("absent", True), ("present", False)):
        came = ["m1 ann present", f"m1 ben {presence}"]
        folded = snapshot(**BOTH, meetings=met, attendance=came)
        assert has_part(folded, "absence_factor") == counts
