"""A change that is supposed, in words: what it names, and which of several readings is meant."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.supposed import in_words, reading_on
from tests.core.builders import snapshot

MAP: dict[str, Any] = {
    "about": {"owner": "ann"},
    "people": [{"person": "ann", "name": "Ann"}, {"person": "ben", "name": "Ben"}, "1:ann"],
    "decisions": [{"decision": "d1", "title": "The new desk"}],
    "evidence": ["e"],
}


@pytest.mark.parametrize(
    ("kind", "text", "words", "names"),
    [
        ("rule", "d1=majority", "‘The new desk’ is taken by majority", ("d1",)),
        ("rule", "d1=quota:.6", "‘The new desk’ is taken by a quota of .6", ("d1",)),
        ("tie", "ben>ann:works_with", "Ben to Ann: a new tie (works with)", ("ben", "ann")),
        ("stance", "ben=opponent@d1", "Ben becomes an opponent on ‘The new desk’", ("ben", "d1")),
        ("show", "e:ben", "Ben is shown e", ("ben", "e")),
        ("exit", "ann", "you leave the coalition", ("ann",)),
        ("exit", "zed", "somebody no longer on the map leaves the coalition", ("zed",)),
    ],
)
def test_a_change_is_said_in_words(kind: str, text: str, words: str, names: tuple[str]) -> None:
    folded = snapshot(**MAP)
    assert in_words(folded, kind, reading_on(folded, kind, text)) == (words, names)


def texts(kind: str, text: str, **sheets: Any) -> list[str]:
    return [part.text for part in reading_on(snapshot(**MAP | sheets), kind, text)]


def test_of_two_readings_the_one_counts_whose_entry_is_in_the_ledger() -> None:
    """A colon may be part of a code, of the entry or of the person it is shown to."""
    assert texts("show", "e:1:ann") == ["e", ":", "1:ann"]
    for ledger in (["e:1"], ["e:1", "f"]):
        assert texts("show", "e:1:ann", evidence=ledger) == ["e:1", ":", "ann"]


def test_of_two_readings_the_one_counts_whose_decision_is_on_the_map() -> None:
    text = "ann=skeptic@d=champion@d1"
    people = ["ann", "ann=skeptic@d"]
    assert texts("stance", text, people=people) == ["ann=skeptic@d", "=champion@", "d1"]
    for decisions in (["d=champion@d1"], ["d=champion@d1", "d2"]):
        found = texts("stance", text, people=people, decisions=decisions)
        assert found == ["ann", "=skeptic@", "d=champion@d1"]
