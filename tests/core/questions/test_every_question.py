"""One battery over every registered question: these things hold of whatever is asked."""

from __future__ import annotations

import dataclasses
import json
import re
import tracemalloc
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.question import UnknownPersonError
from groundswell.core.registry import QUESTIONS, Entry, ask
from groundswell.core.terrain.fold import fold
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import GapKind
from tests.core.builders import AS_OF, Row, initiative
from tests.core.worlds import random_snapshot

EVERY = sorted(QUESTIONS)
MEBIBYTE = 2**20

PEOPLE: list[Row] = ["ann u", "ben u", "cy v", "dee v", "eve v"]
FULL: dict[str, Any] = {
    "about": {"owner": "ann", "phase": "evidence", "weekly_hours": 3},
    "units": ["u", "v"],
    "people": PEOPLE,
    "ties": ["ben trusts ann", "cy advice ben .5", "dee reports_to cy", "eve trusts dee"],
    "stances": ["ben supporter ann", "cy skeptic ann", "cy neutral ben", "dee champion ann"],
    "decisions": ["d1 owner", "d2 majority"],
    "authority": ["cy decide d1", "ben decide d2", "dee decide d2", "ann veto d2"],
    "nodes": ["n1 v .5"],
    "stakes": ["cy loss turf", "dee gain speed"],
    "evidence": [{"evidence": "e1", "result": "worked", "topics": ("speed",), "claim": "faster"}],
    "coalition": ["ann core", "ben core"],
}

SMALL: dict[str, dict[str, Any]] = {
    "nobody": {},
    "one person": {"people": ["ann"]},
    "only the owner": {"about": {"owner": "ann"}, "people": ["ann"], "coalition": ["ann nucleus"]},
    "no ties": {**FULL, "ties": []},
    "no decisions": {**FULL, "decisions": [], "authority": []},
    "no nodes": {**FULL, "nodes": []},
    "nothing required": {**FULL, "decisions": [], "authority": [], "nodes": []},
    "everybody in": {
        **FULL,
        "coalition": [f"{p} core" for p in ("ann", "ben", "cy", "dee", "eve")],
    },
    "nobody in": {**FULL, "coalition": []},
    "nobody judged": {**FULL, "stances": []},
    "nobody known to decide": {**FULL, "authority": []},
    "everything": FULL,
}


def folded(sheets: Mapping[str, Any]) -> Snapshot:
    return fold(initiative(**sheets), AS_OF)


def named(entry: Entry) -> list[str]:
    """Return the options that must name a person."""
    return [f.name for f in dataclasses.fields(entry.options) if f.metadata.get("required")]


def asked(entry: Entry, snapshot: Snapshot, **options: Any) -> Answer[Any]:
    """Ask about the third person on the map, where a person must be named."""
    people = snapshot.people
    person = people[min(2, len(people) - 1)] if people else "nobody"
    chosen: dict[str, Any] = dict.fromkeys(named(entry), person)
    return ask(snapshot, entry.options(scenarios=64, **chosen, **options))


@pytest.mark.parametrize("situation", SMALL)
@pytest.mark.parametrize("slug", EVERY)
def test_sparse_initiatives_give_sensible_words(slug: str, situation: str) -> None:
    """Warnings are errors in this suite, so a division by nothing fails here too."""
    snapshot, entry = folded(SMALL[situation]), QUESTIONS[slug]
    if not snapshot.people and named(entry):
        with pytest.raises(UnknownPersonError, match="nobody"):
            asked(entry, snapshot)
        return
    answer = asked(entry, snapshot)
    assert answer.question == slug
    assert answer.headline.endswith((".", "?", "!")) and len(answer.headline) > 10
    assert answer.headline[0].isupper() or answer.headline[0].isdigit()
    assert "nan" not in answer.headline.casefold().split()
    for text in (*(r.text for r in answer.reasons), *(g.text for g in answer.gaps)):
        assert text.strip() == text and text.endswith((".", "?", "!", "…")), text
        assert not re.search(r"\b(nan|None|inf)\b", text), text
    assert {g.kind for g in answer.gaps} <= {kind.value for kind in GapKind}
    if situation in ("nobody", "nobody judged"):
        assert answer.gaps


@pytest.mark.parametrize("slug", EVERY)
def test_the_answer_is_plain_json_and_says_what_it_rests_on(slug: str) -> None:
    answer = asked(QUESTIONS[slug], folded(FULL), seed=3)
    plain = answer.as_json()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert {"question", "value", "reasons", "gaps", "provenance"} <= set(plain)
    provenance = plain["provenance"]
    assert provenance["as_of"] == AS_OF.isoformat()
    assert provenance["seed"] == 3 and provenance["scenarios"] == 64
    assert "5 people" in provenance["population"]


@pytest.mark.parametrize("slug", EVERY)
def test_the_same_seed_gives_the_same_bytes_and_rows_may_come_in_any_order(slug: str) -> None:
    observations = initiative(**FULL)
    turned = Observations(
        observations.initiative,
        {name: rows[::-1] for name, rows in reversed(list(observations.records.items()))},
    )
    first, again, other = (
        json.dumps(asked(QUESTIONS[slug], fold(source, AS_OF)).as_json())
        for source in (observations, observations, turned)
    )
    assert first == again
    assert first == other


def arrays_of(snapshot: Snapshot) -> dict[tuple[int, str], NDArray[Any]]:
    """Return copies of every array of a snapshot."""
    parts: tuple[Any, ...] = (snapshot, snapshot.listening, snapshot.stances, snapshot.shown)
    return {
        (k, field.name): value.copy()
        for k, part in enumerate(parts)
        for field in dataclasses.fields(part)
        if isinstance(value := getattr(part, field.name), np.ndarray)
    }


@pytest.mark.parametrize("slug", EVERY)
def test_asking_changes_nothing(slug: str) -> None:
    snapshot = random_snapshot(2)
    before = arrays_of(snapshot)
    asked(QUESTIONS[slug], snapshot)
    for at, now in arrays_of(snapshot).items():
        assert np.array_equal(now, before[at], equal_nan=now.dtype.kind == "f"), at


@pytest.mark.parametrize("slug", EVERY)
def test_sharing_a_study_changes_no_answer(slug: str) -> None:
    snapshot = folded(FULL)
    shared = Study(snapshot, 0, 64)
    for other in ("critical-mass", "next-recruits"):
        ask(snapshot, QUESTIONS[other].options(scenarios=64), shared)
    alone = asked(QUESTIONS[slug], snapshot)
    chosen: dict[str, Any] = dict.fromkeys(named(QUESTIONS[slug]), snapshot.people[2])
    question = QUESTIONS[slug].options(scenarios=64, **chosen)
    together = ask(snapshot, question, shared)
    assert alone.as_json() == together.as_json()


@pytest.mark.parametrize("slug", EVERY)
def test_a_past_date_is_answered_as_of_then(slug: str) -> None:
    early = fold(initiative(**FULL), AS_OF - timedelta(days=400))
    assert asked(QUESTIONS[slug], early).provenance.as_of == AS_OF - timedelta(days=400)


@pytest.mark.parametrize("slug", EVERY)
def test_two_hundred_people_fit_into_little_memory(slug: str) -> None:
    snapshot = random_snapshot(1, people=200)
    asked(QUESTIONS[slug], snapshot)  # compile and fill tables first
    tracemalloc.start()
    asked(QUESTIONS[slug], snapshot)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 120 * MEBIBYTE


@pytest.mark.parametrize("slug", EVERY)
def test_every_question_says_what_it_asks(slug: str) -> None:
    options = QUESTIONS[slug].options
    assert options.ASKS.endswith("?") and options.FEATURE and options.__doc__
    for field in dataclasses.fields(options):
        assert field.metadata["text"], field.name
