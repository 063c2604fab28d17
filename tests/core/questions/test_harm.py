"""What is missing from a coalition, said in words with the next step."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.questions.coverage import Coverage, coverage
from tests.core.builders import Row, study

PEOPLE: list[Row] = [
    {"person": "ama", "unit": "desk", "level": "middle"},
    {"person": "ben", "unit": "desk", "level": "frontline"},
    {"person": "cleo", "name": "Cleo", "unit": "law", "level": "senior"},
    {"person": "dan", "unit": "law", "level": "senior"},
    {"person": "eve", "unit": "desk", "level": "external", "voice": "tenants"},
    {"person": "zed", "unit": "law", "level": "senior", "voice": "tenants"},
]
TOWN: dict[str, Any] = {
    "about": {"owner": "ama"},
    "units": ["desk", "law", "vault"],
    "people": PEOPLE,
    "decisions": ["rules owner"],
    "authority": ["cleo decide rules"],
    "nodes": ["counter vault"],
    "coalition": ["ama nucleus", "ben core"],
}


def told(**sheets: Any) -> dict[str, str]:
    value = coverage(study(**{**TOWN, **sheets}), Coverage()).value
    return {gap.item: gap.text for gap in value.gaps_ranked}


@pytest.mark.parametrize(
    ("ties", "way"),
    [
        ((), "No way to Cleo is known yet: find out whose advice they take."),
        (("cleo trusts dan",), "No way to Cleo is known yet: find out whose advice they take."),
        (
            ("cleo trusts dan", "dan trusts ben"),
            "Cleo listens to dan, who listens to ben: that is the way in.",
        ),
        (("cleo works_with dan", "dan trusts ben"), "There is a way to Cleo, by way of dan."),
        (
            ("cleo works_with dan", "dan works_with zed", "zed trusts ben"),
            "There is a way to Cleo, by way of zed and dan.",
        ),
        (("cleo works_with ama",), "Cleo works with you: that is the way in, if a narrow one."),
        (("cleo reports_to ben",), "Cleo reports to ben: that is the way in, if a narrow one."),
    ],
)
def test_the_way_to_whoever_decides_is_told_from_the_coalition_on(
    ties: tuple[str, ...], way: str
) -> None:
    assert told(ties=ties)["rules"].endswith(way)


def test_whoever_listens_to_the_coalition_most_is_asked_first() -> None:
    value = coverage(
        study(**TOWN, ties=["eve trusts ama .2", "zed advice ama .9"]), Coverage()
    ).value
    (voice,) = (gap for gap in value.gaps_ranked if gap.item == "tenants")
    assert voice.ask == ("zed", "eve")
    assert voice.text.endswith("Start with zed, who listens to ama.")


def test_a_place_is_said_as_what_it_is() -> None:
    texts = told()
    assert texts["vault"].startswith("Nobody is known in vault. ")
    assert texts["law"].startswith("Nobody from law is in the coalition. ")
    assert texts["external"].startswith(
        "Nobody from outside the organisation is in the coalition. "
    )
    people = [{"person": "fay", "level": "senior", "voice": "tenants"}, *PEOPLE]
    assert told(people=people)["senior"].startswith("Nobody at senior level is in the coalition. ")


def test_where_nobody_is_known_to_doubt_it_each_member_is_asked_for_the_case_against() -> None:
    doubt = "Nobody in the coalition is known to doubt the change. "
    assert told()["skeptic"] == f"{doubt}Ask each member for the best case against it."
    assert told(stances=["dan skeptic x high"])["skeptic"] == f"{doubt}Start with dan."
