"""What every question shares: people named in options, and gaps that stay short."""

from __future__ import annotations

import pytest

from groundswell.core.questions.blind_spots import warnings
from groundswell.core.questions.question import UnknownPersonError, gap, person_index
from groundswell.core.questions.represented import View
from groundswell.core.terrain.terms import GapKind
from tests.core.builders import snapshot, study


def test_an_unknown_person_is_answered_with_whom_the_map_has() -> None:
    def told(code: str | None, *people: str) -> str:
        with pytest.raises(UnknownPersonError) as problem:
            person_index(study(people=people), code)
        return str(problem.value)

    assert told(None, "ann") == "say which person: --person CODE"
    assert told("zoe") == "there is nobody with the code 'zoe'; the map has nobody"
    assert told("zoe", *"abcde").endswith("the map has a, b, c, d, e")
    assert told("zoe", *"abcdef").endswith("the map has a, b, c, d, e and more")
    assert person_index(study(people=["ann", "ben"]), "ben") == 1


def test_no_gap_and_no_warning_lists_more_than_fifty_people() -> None:
    many = [f"p{k:02d}" for k in range(60)]
    assert gap(GapKind.STALE, "Old.", *many).ids == tuple(many[:50])
    (dark,) = (w for w in warnings(View(snapshot(people=many))) if w.kind == "nobody_known")
    assert dark.ids == tuple(many[:50]) and "60 people" in dark.text
