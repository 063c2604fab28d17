"""A draft names a result only where the plan allows it, and the one that meets their stake."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groundswell.core.pictures.drafts import Draft, draft
from groundswell.core.questions.tending import tended
from tests.core.builders import snapshot

FOUND = [
    {"evidence": "near", "claim": "Calls fell.", "result": "worked", "topics": "Calls",
     "observed_on": date(2026, 2, 1)},
    {"evidence": "newer", "claim": "It broke.", "result": "broke", "topics": "posts",
     "observed_on": date(2026, 4, 1)},
    {"evidence": "open", "claim": "Perhaps.", "observed_on": date(2026, 5, 1)},
    {"evidence": "bare", "result": "worked", "observed_on": date(2026, 5, 2)},
]  # fmt: skip
PLAN = [{"audience": "wider", "may_see": "the trial"}]


def drafted(**sheets: Any) -> Draft | None:
    given: dict[str, Any] = {
        "about": {"owner": "ann"},
        "people": ["ann", {"person": "ben", "name": "Ben Okafor"}, "cy"],
        "coalition": ["ann nucleus", "ben wider"],
        "visibility": PLAN,
        "evidence": FOUND,
        **sheets,
    }
    map_ = snapshot(**given)
    return draft(map_, next(tie for tie in tended(map_) if tie.person == "ben"))


def named(**sheets: Any) -> str:
    found = drafted(**sheets)
    assert found is not None
    return found.evidence


def test_what_meets_their_stake_comes_before_what_is_newer() -> None:
    assert named() == "newer"
    assert named(stakes=["ben gain calls"]) == "near"
    assert named(stakes=["cy gain calls", "ben gain"]) == "newer"
    assert (
        named(
            evidence=[{k: v for k, v in FOUND[1].items() if k != "topics"}],
            stakes=["ben gain calls"],
        )
        == "newer"
    )


def test_what_they_were_shown_is_not_told_again() -> None:
    def shown(person: str, *codes: str) -> list[dict[str, Any]]:
        return [{"person": person, "date": date(2026, 5, 1), "shown": codes}]

    assert named(encounters=shown("ben", "newer")) == "near"
    assert named(encounters=shown("cy", "newer")) == "newer"
    told = drafted(encounters=shown("ben", "newer", "near"))
    assert told is not None and told.evidence == "" and "no new result is named" in told.note
    assert "we were last in touch on 1 May 2026" in told.text


def test_without_a_plan_no_result_is_named_and_the_inner_rings_get_no_draft() -> None:
    told = drafted(visibility=[])
    assert told is not None and (told.evidence, told.plan) == ("", "")
    assert told.note.startswith("The visibility plan does not say")
    assert told.text.startswith("Hello Ben,\n\nwe have not spoken about it yet")
    assert told.text.endswith("\n\nann") and "One thing we learned" not in told.text
    assert drafted(coalition=["ann nucleus", "ben core"]) is None


@pytest.mark.parametrize(
    ("context", "words"),
    [
        ("movement", "on the phone or over a tea?"),
        ("tech", "or a few lines in reply?"),
        ("government", "Would you have twenty minutes in the next two weeks? I"),
        (None, "Would you have twenty minutes in the next two weeks? I"),
    ],
)
def test_every_context_asks_in_its_own_words(context: str | None, words: str) -> None:
    told = drafted(about={"owner": "ann", "context": context})
    assert told is not None and words in told.text


def test_a_result_is_told_in_its_words_the_newest_first() -> None:
    found = [
        {"evidence": "z", "claim": "Calls fell.", "result": "worked", "n": 40, "limits": "One desk",
         "observed_on": date(2026, 2, 1)},
        {"evidence": "a", "claim": "It tore.", "result": "broke", "n": 40, "limits": "One desk",
         "observed_on": date(2026, 3, 1)},
    ]  # fmt: skip
    told = drafted(evidence=found)
    assert told is not None and told.evidence == "a"
    assert "One thing we learned: It tore. What it does not show: One desk." in told.text
    undated = drafted(evidence=[{**row, "observed_on": None} for row in found])
    assert undated is not None and undated.evidence == "z"  # of undated ones the last by code
