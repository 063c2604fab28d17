"""Through whom somebody is approached, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from groundswell.core.questions.next_recruits import (
    NextRecruits,
    ask_words,
    next_recruits,
    way_words,
)
from tests.core.builders import snapshot, study


@pytest.mark.parametrize(
    ("messenger", "path", "words"),
    [
        (None, (), "; no path to them is known yet"),
        ("ann", (), ", yourself, as you chose"),
        ("ben", (), ", through ben, as you chose"),
        ("ann", ("dee", "ann"), "; they listen to you"),
        ("ben", ("dee", "ben"), ", through ben"),
        ("ann", ("dee", "cy", "ann"), ", by way of cy"),
        ("ann", ("dee", "eve", "cy", "ann"), ", by way of cy and then eve"),
        ("ben", ("dee", "cy", "ben"), ", by way of ben and then cy"),
    ],
)
def test_the_way_is_told_from_the_owner_on(
    messenger: str | None, path: tuple[str, ...], words: str
) -> None:
    shared = study(
        about={"owner": "ann"},
        people=["ann", "ben", "cy", "dee", "eve"],
        ties=["dee trusts ann"],
        decisions=["d1 owner"],
        authority=["dee decide d1"],
        coalition=["ann core", "ben core"],
    )
    pick = next_recruits(shared, NextRecruits()).value.picks[0]
    asked = replace(pick, person="ann", move="introduce", opens_way_to="dee")
    known = snapshot(people=["ann", "dee"], stances=["ann neutral x"])
    assert ask_words(asked, known) == "ask ann for an introduction to dee"
    assert way_words(replace(pick, messenger=messenger, path=path), shared.snapshot) == words
