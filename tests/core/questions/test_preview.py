"""A quick look while somebody drags: the same direction as in full, and silent where nothing is."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.preview import DRAWS, preview, preview_words
from groundswell.core.questions.what_if import WhatIf, what_if
from groundswell.core.terrain.terms import Stance
from tests.core.builders import snapshot, study

SHEETS: dict[str, Any] = {
    "about": {"owner": "ann"},
    "people": ["ann", "ben", "cy"],
    "ties": ["ben trusts ann", "cy trusts ben"],
    "stances": ["ben neutral ann high", "cy skeptic ann high"],
    "decisions": ["d1 owner"],
    "authority": ["cy decide d1"],
    "coalition": ["ann core"],
}


def test_it_goes_the_way_what_if_goes_with_the_same_draws() -> None:
    found = preview(snapshot(**SHEETS), "cy", Stance.CHAMPION)
    assert found is not None and found.told
    given = WhatIf(stance=("cy=champion",), scenarios=DRAWS)
    whole = what_if(study(scenarios=DRAWS, **SHEETS), given).value.figures[0]
    assert whole.now is not None and whole.then is not None
    assert found.now.mean == pytest.approx(whole.now.mean, abs=1e-9)
    assert found.then.mean == pytest.approx(whole.then.mean, abs=1e-9)
    assert "would go from about" in preview_words(found, "Cy", "champion")


def test_somebody_who_moves_nothing_is_said_to_move_less_than_the_draws_can_tell() -> None:
    taken = {**SHEETS, "decisions": ["d1 owner - passed"]}
    found = preview(snapshot(**taken), "cy", Stance.OPPONENT)
    assert found is not None and not found.told
    assert "less than 64 draws can tell" in preview_words(found, "Cy", "opponent")


def test_nothing_is_said_where_nothing_is_needed_or_the_stance_is_no_place() -> None:
    bare = snapshot(**{**SHEETS, "decisions": [], "authority": []})
    assert preview(bare, "cy", Stance.CHAMPION) is None
    assert preview(snapshot(**SHEETS), "cy", Stance.UNKNOWN) is None
