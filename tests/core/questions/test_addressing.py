"""Who is called you, and whether anything in an answer calls anybody so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from groundswell.core.questions.addressing import addressed, speaks_of_you
from tests.core.builders import snapshot


def test_you_is_the_owner_by_name_or_whoever_leads() -> None:
    people = [{"person": "ama", "name": "Ama Owusu"}]
    named = addressed(snapshot(about={"owner": "ama"}, people=people))
    assert named == "“You” here is Ama Owusu, who leads this change."
    nobody = addressed(snapshot(people=people))
    assert nobody == ("“You” here is whoever leads this change; the map does not say who that is.")


@dataclass(frozen=True)
class Said:
    """Something an answer could hold."""

    texts: tuple[str, ...]
    number: float = 1.0
    by: Any = None


@pytest.mark.parametrize(
    ("thing", "found"),
    [
        ("Begin with your manager.", True),
        ("YOU decide.", True),
        ("Let youth decide.", False),
        ("", False),
        (Said(("Begin.", "It is yours.", "End.")), True),
        (Said(("Begin.", "End.")), False),
        (Said(()), False),
        (Said((), by={"a": ["Ask Ben."], "b": [{"c": "Do it yourself."}]}), True),
        (Said((), by={"you": "Ask Ben."}), False),
        ([Said(("Ask Ben.",)), Said(("Ask your owner.",))], True),
        (3, False),
        (None, False),
    ],
)
def test_any_text_however_deep_that_says_you_speaks_of_you(thing: Any, found: bool) -> None:
    assert speaks_of_you(thing) is found
