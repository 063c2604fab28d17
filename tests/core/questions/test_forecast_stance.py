"""One person's stance: a word first, who said what, and unknown where nobody looked."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.forecast_stance import (
    ForecastStance,
    ForecastStanceValue,
    forecast_stance,
)
from groundswell.core.questions.question import UnknownPersonError
from groundswell.core.questions.standing import as_noun, stance_words
from groundswell.core.questions.wording import stance_word
from groundswell.core.terrain.fold import fold
from tests.core.builders import AS_OF, DEGENERATE, initiative, reordered, snapshot, study

THREE = ["ama", "ben", "cleo"]
AGREED = [f"ben supporter {who} high" for who in "abcdefgh"]
WIDE = "though anything from neutral to champion would fit what was seen."


def asked(person: str = "ben", scenarios: int = 500, **sheets: Any) -> Answer[ForecastStanceValue]:
    seen = study(scenarios=scenarios, **{"people": THREE} | sheets)
    return forecast_stance(seen, ForecastStance(person=person))


def test_nobody_judged_is_unknown_and_never_neutral() -> None:
    said = asked(coalition=["ama core"], ties=["ben works_with ama"])
    assert (said.value.word, said.value.from_word, said.value.to_word) == ("unknown",) * 3
    assert said.headline == "Where ben stands is unknown: nobody has judged it yet."
    assert said.gaps[0].kind == "stance_unknown"
    assert said.gaps[0].text.endswith("To learn more, ask ama.")
    # The prior of the model: variance .5^2 + .25^2 + .5^2 without the unit, clipped to [-1, 1].
    assert abs(said.value.mean) < 0.1
    assert 0.5 < said.value.sd < 0.75


def test_one_judgement_by_hand() -> None:
    """Prior variance .5^2 + .25^2 + .5^2, error .35^2 + .2^2 of bias: weight .7759."""
    prior, error = 0.5**2 + 0.25**2 + 0.5**2, 0.35**2 + 0.2**2
    mean = 0.5 * prior / (prior + error)
    sd = np.sqrt(prior * error / (prior + error))
    value = asked(scenarios=20_000, stances=["ben supporter ama - 2026-06-01"]).value
    assert value.mean == pytest.approx(mean, abs=0.01)
    assert value.sd == pytest.approx(sd, abs=0.015)
    assert (value.from_word, value.word, value.to_word) == ("neutral", "supporter", "champion")


def test_what_others_say_makes_it_surer() -> None:
    one = asked(stances=["ben supporter ama"]).value
    many = asked(stances=AGREED).value
    assert many.sd < one.sd
    assert many.from_word == many.word == many.to_word == "supporter"


@pytest.mark.parametrize(
    ("stances", "end"),
    [
        (AGREED, "everything seen points the same way."),
        (["ben supporter ama"], WIDE),
        (["ben supporter ama", "ben opponent cleo"], "but those who judged do not agree."),
        (["ben -1 ama high", "ben -1 cleo high"], "though a skeptic would fit as well."),
    ],
)
def test_how_sure_it_is_is_said_in_words(stances: list[str], end: str) -> None:
    headline = asked(stances=stances).headline
    assert headline.startswith("As far as anybody can tell, ben is ")
    assert headline.endswith(end)
    assert not any(letter.isdigit() for letter in headline)


def test_who_said_what_when_and_from_what() -> None:
    row = {
        "person": "ben",
        "stance": "skeptic",
        "assessor": "ama",
        "sure": "high",
        "basis": "said_privately",
        "informed": "yes",
        "observed_on": "2026-05-03",
    }
    said = asked(stances=[row])
    assert said.reasons[0].text == (
        "ama saw them as a skeptic on 3 May 2026, from what they said in private, very sure, "
        "knowing what others had said."
    )
    assert said.reasons[0].ids == ("ben", "ama")
    assert said.value.judgements[0].word == "skeptic"


def test_only_the_latest_word_of_an_assessor_counts() -> None:
    stances = ["ben opponent ama - 2026-01-01", "ben supporter ama - 2026-05-01"]
    assert [t.word for t in asked(stances=stances).value.judgements] == ["supporter"]


def test_judgements_are_told_from_the_oldest_on_and_then_by_who_made_them() -> None:
    stances = [
        "ben champion cleo - 2026-04-01",
        "ben supporter ama - 2026-05-01",
        "ben neutral dee - 2026-05-01",
        "ben champion - - 2026-05-01",
        "ben skeptic eve",
        "ben opponent bo",
    ]
    told = asked(stances=stances).value.judgements
    assert [t.assessor for t in told] == ["bo", "eve", "cleo", None, "ama", "dee"]


def test_disagreement_is_shown_from_more_than_a_step_on() -> None:
    near = asked(stances=["ben supporter ama", "ben neutral cleo"]).value
    far = asked(stances=["ben champion ama", "ben neutral cleo"])
    assert not near.disagree
    assert far.value.disagree
    assert "more than a step apart" in " ".join(r.text for r in far.reasons)
    assert asked(stances=["ben .5 ama", "ben -.25 cleo"]).value.disagree
    assert not asked(stances=["ben .5 ama", "ben -.2 cleo"]).value.disagree


def test_those_who_disagree_are_named_and_nobody_else() -> None:
    """Neither who spoke of one decision alone, nor who knows them too little to say."""
    alone = {"person": "ben", "stance": "opponent", "decision": "d1", "assessor": "dee"}
    far: list[Any] = ["ben champion ama", "ben opponent cleo", "ben unknown eve", alone]
    (told,) = (r.text for r in asked(stances=far).reasons if "a step apart" in r.text)
    assert told.startswith("ama and cleo are more than a step apart. ")


def test_not_knowing_them_is_an_answer_but_no_judgement() -> None:
    said = asked(stances=["ben unknown ama - 2026-05-03"])
    assert said.value.word == "unknown"
    assert "does not know them well enough" in said.reasons[0].text


def test_a_judgement_for_one_decision_names_it() -> None:
    row = {"person": "ben", "stance": "opponent", "decision": "d1", "assessor": "ama"}
    said = asked(decisions=[{"decision": "d1", "title": "Pay for it"}], stances=[row])
    assert "on ‘Pay for it’ alone" in said.reasons[0].text
    assert said.value.word in ("skeptic", "opponent")


def test_a_lone_extreme_judgement_reads_milder_and_says_why() -> None:
    said = asked(stances=["ben champion ama low"])
    assert said.value.word == "supporter"
    assert "Every judgement says champion" in " ".join(r.text for r in said.reasons)
    unsure = asked(stances=["ben champion ama low", "ben unknown cleo"])
    assert "Every judgement says champion" in " ".join(r.text for r in unsure.reasons)


def test_evidence_shown_since_is_counted_in_once() -> None:
    base: dict[str, Any] = {
        "stances": ["ben neutral ama - 2026-01-01"],
        "stakes": ["ben gain speed"],
        "evidence": ["e1 worked speed"],
    }
    shown = {"date": "2026-05-01", "person": "ben", "shown": "e1"}
    before, after = asked(**base), asked(**base, encounters=[shown])
    assert after.value.mean - before.value.mean == pytest.approx(0.15, abs=0.02)
    told = " of the evidence ledger, shown to them since, "
    one = f"One entry{told}answers a stake of theirs and is counted in."
    assert one in [r.text for r in after.reasons]
    base["evidence"].append("e2 worked speed")
    more = asked(**base, encounters=[shown, {**shown, "shown": "e2"}])
    two = f"Two entries{told}answer a stake of theirs and are counted in."
    assert two in [r.text for r in more.reasons]


def test_membership_and_oaths_are_mentioned() -> None:
    row = {"person": "ben", "stance": "opponent", "assessor": "ama", "fixed": "yes"}
    texts = " ".join(r.text for r in asked(stances=[row], coalition=["ben wider"]).reasons)
    assert "sworn" in texts
    assert "in the coalition" in texts


def test_one_pair_of_eyes_no_dates_and_old_views_are_gaps() -> None:
    assert [g.kind for g in asked(stances=["ben neutral ama"]).gaps] == [
        "stance_unknown",
        "date_unknown",
    ]
    old = asked(stances=["ben neutral ama - 2025-06-01", "ben neutral cleo - 2025-09-01"])
    assert len(old.gaps) == 1
    assert old.gaps[0].text == "The newest judgement of ben is 9 months old. Look again."
    fresh = asked(stances=["ben neutral ama - 2024-05-01", "ben neutral cleo - 2026-05-01"])
    assert fresh.gaps == ()


@pytest.mark.parametrize(("days", "months"), [(183, ""), (184, "6 months"), (701, "23 months")])
def test_a_judgement_is_old_from_half_a_year_on(days: int, months: str) -> None:
    on = AS_OF - timedelta(days)
    said = asked(stances=[f"ben neutral {who} - {on}" for who in ("ama", "cleo")])
    assert [g.text for g in said.gaps] == (
        [f"The newest judgement of ben is {months} old. Look again."] if months else []
    )


def test_somebody_who_is_not_there_is_named() -> None:
    with pytest.raises(UnknownPersonError, match="nobody with the code 'zoe'"):
        asked(person="zoe")


@pytest.mark.parametrize("case", [name for name in DEGENERATE if name != "nobody"])
def test_whatever_is_missing_there_is_an_answer(case: str) -> None:
    said = forecast_stance(study(**DEGENERATE[case]), ForecastStance(person="ama"))
    json.dumps(said.as_json(), allow_nan=False)
    assert said.headline.endswith(".")


def test_the_order_of_rows_does_not_matter() -> None:
    stances = ["ben neutral ama", "ben skeptic cleo", "ama champion"]
    known = initiative(people=THREE, stances=stances)
    question = ForecastStance(person="ben")
    there, back = (
        forecast_stance(Study(fold(rows, AS_OF), 0, 32), question).as_json()
        for rows in (known, reordered(known))
    )
    assert there == back


def test_the_words_of_everybody_are_the_nearest_of_the_scale() -> None:
    people = [f"p{k}" for k in range(9)]
    values = np.linspace(-1, 1, 9)
    stances = [f"{code} {value} ama" for code, value in zip(people, values, strict=True)]
    seen = snapshot(people=[*people, "nobody"], stances=stances)
    words = stance_words(seen)
    by_code = dict(zip(seen.people, words, strict=True))
    assert by_code["nobody"] == "unknown"
    for code in people:
        assert by_code[code] == stance_word(float(seen.stances.mean[seen.index[code]]))


@pytest.mark.parametrize(
    ("word", "noun"),
    [("neutral", "neutral"), ("opponent", "an opponent"), ("skeptic", "a skeptic")],
)
def test_neutral_takes_no_article(word: str, noun: str) -> None:
    assert as_noun(word) == noun
