"""How alike those who judge see people: what is said of each, and of whom nothing is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from scipy.stats import beta

from groundswell.core.answer import Answer, Estimate
from groundswell.core.questions.assessors import (
    Assessor,
    Assessors,
    AssessorsValue,
    assessors,
    distances,
    reasons,
)
from groundswell.core.registry import QUESTIONS
from tests.core.builders import snapshot, study
from tests.core.questions.figures import figures, shown

WORDS = ("opponent", "skeptic", "neutral", "supporter", "champion")


def judged(assessor: str, values: str, first: int = 0) -> list[str]:
    """Return judgements of p0, p1 ...; each digit is a place on the scale from opponent."""
    return [f"p{first + k} {WORDS[int(v)]} {assessor}" for k, v in enumerate(values)]


def answered(*rows: list[str], people: int = 12, **sheets: Any) -> Answer[AssessorsValue]:
    codes = [f"p{k}" for k in range(people)]
    whole = {"people": ["ann", *codes], "about": {"owner": "ann"}, **sheets}
    return assessors(
        study(scenarios=16, stances=[r for part in rows for r in part], **whole),
        Assessors(scenarios=16),
    )


def row(answer: Answer[AssessorsValue], code: str) -> Assessor:
    return next(a for a in answer.value.assessors if a.assessor == code)


def test_somebody_who_sees_everybody_a_step_warmer_is_said_to() -> None:
    answer = answered(judged("ann", "3333333333"), judged("bo", "2222222222"),
                      judged("cy", "2222222222"))  # fmt: skip
    warm = row(answer, "ann")
    assert warm.leaning == "warmer" and warm.bias is not None
    assert 0.05 < warm.bias.low < warm.bias.mean < 0.5 and warm.bias.mean < warm.bias.high
    assert (warm.judged, warm.shared) == (10, 10)
    assert warm.bias.high - warm.bias.mean == pytest.approx(warm.bias.mean - warm.bias.low)
    assert f"({warm.bias.mean / 0.5:+.2f} steps, " in answer.reasons[0].text
    assert answer.headline.startswith("You tend to see people warmer")
    assert answer.headline.endswith("than the others do, and every forecast allows for it.")
    assert "You tend to see people" in answer.reasons[0].text
    assert sum(a.bias.mean for a in answer.value.assessors if a.bias) == pytest.approx(0, abs=1e-9)


def test_cooler_and_in_the_third_person() -> None:
    answer = answered(judged("bo", "1111111111"), judged("cy", "3333333333"), about={})
    assert [a.leaning for a in answer.value.assessors] == ["cooler", "warmer"]
    assert answer.headline == (
        "Cy tends to see people warmer and bo tends to see people cooler than the others do, and "
        "every forecast allows for it."
    )


def test_the_bias_is_what_the_average_of_the_others_leaves() -> None:
    """Ten readings each one step apart: b_a - b_b with prior sd .2 x sqrt 2, error .35 x sqrt 2."""
    answer = answered(judged("bo", "3333333333"), judged("cy", "2222222222"))
    prior, error = 2 * 0.2**2, 2 * 0.35**2 / 10
    by_hand = 0.5 * prior / (prior + error)
    bias = row(answer, "bo").bias
    assert bias is not None and bias.mean == pytest.approx(by_hand, rel=0.02)
    sd = np.sqrt(prior * error / (prior + error))
    assert bias.high - bias.mean == pytest.approx(1.2816 * sd, rel=0.02)


def test_each_is_measured_against_the_average_of_the_others() -> None:
    readings = SimpleNamespace(
        value=np.array([0.5, 0.0, -0.5, 1.0, 0.5]), person=np.array([0, 0, 0, 1, 2]),
        decision=np.full(5, -1), assessor=np.array([0, 1, 2, 0, 1]),
    )  # fmt: skip
    assert distances(cast("Any", readings), 3) == [[0.75], [0.0], [-0.75]]


def test_agreement_is_the_share_within_a_step_of_the_others() -> None:
    """Of ten, bo is two steps off twice: 8.5 of 11 by the prior."""
    answer = answered(judged("bo", "2222222244"), judged("cy", "2222222222"))
    found = row(answer, "bo").agreement
    assert found is not None
    assert found.mean == pytest.approx(8.5 / 11)
    assert found.low == pytest.approx(beta.ppf(0.1, 8.5, 2.5))
    assert found.high == pytest.approx(beta.ppf(0.9, 8.5, 2.5))
    assert "of ten judgements shared with others, about 77 %" in answer.reasons[0].text


def test_a_step_apart_still_agrees() -> None:
    answer = answered(judged("bo", "3333333333"), judged("cy", "4444444444"))
    for found in (row(answer, code).agreement for code in ("bo", "cy")):
        assert found is not None and found.mean == pytest.approx(10.5 / 11)


def test_too_few_shared_judgements_are_a_gap_and_no_figure() -> None:
    answer = answered(judged("ann", "2222"), judged("bo", "2222"), judged("bo", "222222", 4))
    few = row(answer, "bo")
    assert (few.judged, few.shared) == (10, 4)
    assert few.bias is None and few.leaning is None and few.agreement is None
    assert answer.reasons == ()
    assert answer.headline == "Nobody shares enough judgements with the others yet to be compared."
    (gap,) = answer.gaps
    assert gap.kind == "too_few" and gap.ids == ("ann", "bo")
    assert "You and bo share too few judgements" in gap.text and "five people" in gap.text


def test_how_many_are_enough_is_a_setting() -> None:
    rows = judged("ann", "222"), judged("bo", "222")
    fewer = [{"constant": "shared_judgements", "value": 3}]
    answer = answered(*rows, settings=fewer)
    assert answer.value.enough == 3 and row(answer, "bo").leaning == "alike"
    assert answer.headline == "Those who can be compared see people much alike."
    assert answer.gaps == ()


def test_of_one_who_shares_too_little_it_is_said_in_their_own_person() -> None:
    many = [judged(who, "2222222222") for who in ("cy", "dee")]
    for code, words in (("ann", "You share too few"), ("bo", "Bo shares too few")):
        answer = answered(*many, judged(code, "22"))
        assert any(gap.text.startswith(words) for gap in answer.gaps)


def test_judgements_of_different_matters_are_not_shared() -> None:
    on_one = [{"person": f"p{k}", "decision": "d1", "stance": "neutral", "assessor": "bo"}
              for k in range(6)]  # fmt: skip
    answer = assessors(
        study(
            scenarios=16,
            people=[f"p{k}" for k in range(6)],
            decisions=["d1"],
            stances=[*judged("ann", "222222"), *on_one],
        ),
        Assessors(scenarios=16),
    )
    assert [a.shared for a in answer.value.assessors] == [0, 0]


def test_one_pair_of_eyes_and_none() -> None:
    one = answered(judged("bo", "22222"))
    assert one.headline.startswith("One person has judged so far")
    assert [gap.ids for gap in one.gaps] == [("bo",)]
    none = answered([])
    assert none.headline.startswith("Nobody is known to have judged")
    assert none.gaps


def test_judgements_that_name_nobody_are_counted_and_asked_about() -> None:
    answer = answered(judged("bo", "22222"), [f"p{k} neutral" for k in range(5)])
    assert [a.assessor for a in answer.value.assessors] == ["bo"]
    assert answer.value.unnamed == 5
    assert "Five judgements name nobody as the one who judged." in answer.gaps[-1].text


def test_it_is_no_ranking_and_says_nothing_of_who_was_judged() -> None:
    answer = answered(judged("zo", "3333333333"), judged("bo", "2222222222"))
    assert [a.assessor for a in answer.value.assessors] == ["bo", "zo"]
    assert [reason.ids for reason in answer.reasons] == [("bo",), ("zo",)]
    assert "p0" not in str(answer.as_json())
    assert not QUESTIONS["assessors"].options.OVERALL  # each from the judgements they may see
    assert figures(answer.headline) <= shown(answer.as_json()["value"])


def leaning(code: str, mean: float, side: str) -> Assessor:
    """Return somebody who leans so far, known to a tenth of a step."""
    share = Estimate(0.8, 0.7, 0.9)
    return Assessor(code, 10, 10, Estimate(mean, mean - 0.05, mean + 0.05), side, share)


@pytest.mark.parametrize(
    ("code", "mean", "side", "start"),
    [
        ("ann", 0.0, "alike", "You see people much as the others do (+0.00 steps, -0.10 to +0.10)"),
        ("bo", -0.002, "alike", "Bo sees people much as the others do (+0.00 steps, "),
        ("bo", 0.124, "warmer", "Bo tends to see people a little warmer than the others do ("),
        ("bo", -0.124, "cooler", "Bo tends to see people a little cooler than the others do ("),
        ("bo", 0.125, "warmer", "Bo tends to see people somewhat warmer than the others do ("),
        ("bo", 0.249, "warmer", "Bo tends to see people somewhat warmer than the others do ("),
        ("ann", -0.25, "cooler", "You tend to see people clearly cooler than the others do ("),
    ],
)
def test_a_leaning_is_little_to_a_quarter_of_a_step_and_clear_from_half_of_one(
    code: str, mean: float, side: str, start: str
) -> None:
    value = AssessorsValue((leaning(code, mean, side),), 5, 0)
    (said,) = reasons(value, snapshot(about={"owner": "ann"}, people=["ann", "bo"]))
    assert said.text.startswith(start)


def test_one_with_too_few_does_not_keep_the_others_from_being_compared() -> None:
    answer = answered(judged("ann", "2222222222"), judged("bo", "2222222222"), judged("cy", "22"))
    assert answer.headline == "Those who can be compared see people much alike."
    (gap,) = answer.gaps
    assert gap.text.startswith("Cy shares too few judgements with others to say anything: five")
    assert gap.ids == ("cy",)


@pytest.mark.parametrize(
    ("unnamed", "start"),
    [
        (0, None),
        (1, "One judgement names nobody as the one who judged."),
        (2, "Two judgements name nobody as the one who judged."),
    ],
)
def test_judgements_of_nobody_are_counted(unnamed: int, start: str | None) -> None:
    rows = [f"p{k} neutral" for k in range(unnamed)]
    answer = answered(judged("ann", "2222222222"), judged("bo", "2222222222"), rows)
    told = [gap.text for gap in answer.gaps if "the one who judged" in gap.text]
    assert told == ([f"{start} Write down who it was."] if start else [])
