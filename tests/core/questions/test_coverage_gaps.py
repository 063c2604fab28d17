"""Who of the system has no level or function, said in words."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.coverage import Coverage, coverage
from tests.core.builders import Row, study

BLANK = "no level or function, so they count in neither. Fill in what you know."
WHOLE = {"level": "senior", "function": "legal"}
ANN: Row = {"person": "ann", **WHOLE}
ONE: list[Row] = [ANN, {"person": "ben", "level": "senior"}, {"person": "cy", **WHOLE}]


@pytest.mark.parametrize(
    ("people", "said", "ids"),
    [
        ([ANN, {"person": "ben", **WHOLE}, {"person": "cy", **WHOLE}, "dee"], None, ()),
        (ONE, f"One person of the system has {BLANK}", ("ben",)),
        (
            [ANN, {"person": "ben", "function": "legal"}, "cy"],
            f"Two people of the system have {BLANK}",
            ("ben", "cy"),
        ),
    ],
)
def test_whoever_lacks_a_level_or_a_function_counts_in_neither(
    people: list[Row], said: str | None, ids: tuple[str, ...]
) -> None:
    """Dee has no part in the change, so nobody asks about hers."""
    rows: dict[str, Any] = {
        "decisions": ["d1 majority"],
        "authority": [f"{p} decide d1" for p in ("ann", "ben", "cy")],
        "coalition": ["ann core"],
    }
    gaps = coverage(study(people=people, **rows), Coverage()).gaps
    found = [(g.text, g.ids) for g in gaps if "of the system" in g.text]
    assert found == ([(said, ids)] if said else [])
