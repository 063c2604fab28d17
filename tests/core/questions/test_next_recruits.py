"""Whom to approach next, on maps where the answer is plain."""

from __future__ import annotations

from typing import Any

import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.candidates import candidates
from groundswell.core.dynamics.paths import best_paths
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.next_recruits import (
    SHOWN,
    NextRecruits,
    NextRecruitsValue,
    Pick,
    best_moves,
    chances,
    next_recruits,
)
from tests.core.builders import AS_OF, Row, study
from tests.core.questions.figures import figures, shown
from tests.core.worlds import random_snapshot

PEOPLE = ["ann", "ben", "cy", "dee", "eve"]
VETO: dict[str, Any] = {
    "about": {"owner": "ann", "phase": "critical_mass"},
    "units": ["u", "w"],
    "people": [*(f"{p} u" for p in PEOPLE[:4]), "eve w"],
    "ties": [f"{p} trusts ann" for p in PEOPLE[1:]],
    "stances": [
        *(f"{p} supporter {a} high" for p in ("ben", "dee", "eve") for a in "xyz"),
        *(f"cy skeptic {a} high" for a in "xyz"),
    ],
    "decisions": ["d1 majority"],
    "authority": ["ann decide d1", "ben decide d1", "dee decide d1", "cy veto d1"],
    "coalition": ["ann core"],
}
SWORN = {"person": "cy", "stance": -1, "assessor": "owl", "fixed": True}
LEFT = {"person": "cy", "ring": "core", "left_on": AS_OF}


def answered(hours: float | None = None, **sheets: Any) -> Answer[NextRecruitsValue]:
    return next_recruits(study(scenarios=128, **sheets), NextRecruits(hours=hours))


def asked(hours: float | None = None, **sheets: Any) -> NextRecruitsValue:
    return answered(hours, **sheets).value


def random_value(seed: int, hours: float | None = None) -> NextRecruitsValue:
    return next_recruits(Study(random_snapshot(seed), 0, 64), NextRecruits(hours=hours)).value


def everything(value: NextRecruitsValue) -> tuple[Pick, ...]:
    return value.picks + value.alternatives


def test_field_names_are_the_public_contract() -> None:
    far = {**VETO, "ties": ["ben trusts ann"]}
    value = answered(**far).as_json()["value"]
    assert set(value) == {
        "picks", "alternatives", "pivotal", "tie_to_build", "missing_voices", "ranked_by",
        "budget_hours", "approaches_logged", "scenarios_compared", "sets", "set_search",
    }  # fmt: skip
    assert set(value["picks"][0]) == {
        "person", "move", "gain", "gain_log", "std_error", "join_probability", "chance",
        "convention", "value", "hours", "messenger", "path", "weak_path", "opens_way_to",
        "tied_with",
    }  # fmt: skip
    assert set(value["picks"][0]["gain"]) == {"mean", "low", "high"}
    assert set(value["pivotal"][0]) == {"person", "rank", "gain", "reachable"}
    assert set(value["tie_to_build"]) == {"from", "to", "why"}
    assert set(value["missing_voices"][0]) == {"voice", "kind", "people", "text"}


def test_whoever_can_veto_it_comes_first() -> None:
    value = asked(**VETO)
    assert value.picks[0].person == "cy"
    assert value.pivotal[0].person == "cy"
    assert (value.picks[0].messenger, value.picks[0].path) == ("ann", ("cy", "ann"))
    assert answered(**VETO).headline == "Next, ask cy for support; they listen to you."


def test_what_is_done_by_everybody_else_needs_nobody() -> None:
    """Eve sits in no decision, nobody listens to her, and her unit has nobody else."""
    value = asked(**VETO)
    gains = {p.person: p.gain for p in value.pivotal}
    assert gains["eve"] is not None and gains["eve"].mean == 0
    assert "eve" not in {p.person for p in everything(value)}


@pytest.mark.parametrize("seed", [1, 4, 6])
def test_value_is_chance_of_a_yes_times_gain_an_hour(seed: int) -> None:
    value = random_value(seed)
    assert value.picks
    for pick in everything(value):
        if pick.opens_way_to is None:
            gain = pick.gain.mean if value.ranked_by == "change of the chance" else pick.gain_log
            assert pick.value == pytest.approx(gain * pick.join_probability / pick.hours)
    order = [pick.value for pick in everything(value)]
    assert order == sorted(order, reverse=True)
    assert all(pick.convention and 0.01 <= pick.join_probability <= 0.95 for pick in value.picks)


def test_fewer_hours_for_the_same_gain_come_first() -> None:
    twins: list[Row] = ["ann", {"person": "ben", "hours_to_recruit": 4}, "cy"]
    rows: dict[str, Any] = {
        "people": twins,
        "ties": ["ben trusts ann", "cy trusts ann"],
        "stances": [f"{p} neutral {a}" for p in ("ben", "cy") for a in "xyz"],
        "decisions": ["d1 majority"],
        "authority": ["ann decide d1", "ben decide d1", "cy decide d1"],
        "coalition": ["ann core"],
    }
    first, second = asked(**rows).picks
    assert (first.person, first.hours, second.hours) == ("ben", 4, 6)


@pytest.mark.parametrize("hours", [0, 2, 5, 6, 12, 20, 60])
def test_picks_fit_into_the_hours(hours: float) -> None:
    value = random_value(4, hours)
    assert sum(pick.hours for pick in value.picks) <= hours
    assert value.budget_hours == hours
    assert len(value.picks) <= SHOWN and len(value.alternatives) <= SHOWN
    chosen = {pick.person for pick in value.picks}
    assert not chosen & {pick.person for pick in value.alternatives}
    left = hours - sum(pick.hours for pick in value.picks)
    if len(value.picks) < SHOWN:
        assert all(pick.hours > left for pick in value.alternatives)


def test_where_nothing_fits_it_says_so() -> None:
    answer = answered(5, **VETO)
    assert answer.value.picks == ()
    assert answer.value.alternatives[0].person == "cy"
    assert answer.headline == "Nothing fits into 5 hours; the best move takes 6."
    assert figures(answer.headline) <= shown(answer.as_json()["value"])
    slow = [{"person": p, "unit": "u", "hours_to_recruit": 9} for p in ("ben", "dee")]
    others = {**VETO, "people": ["ann u", "cy u", "eve w", *slow]}
    assert "the best move takes 6." in answered(5, **others).headline


@pytest.mark.parametrize("word", ["supporter", "opponent"])
def test_what_a_move_is_worth_is_the_mean_over_the_scenarios_that_tell_it_apart(word: str) -> None:
    votes = [f"{p} {word} {a} high" for p in ("ben", "cy", "dee") for a in "xyz"]
    shared = study(scenarios=64, **{**VETO, "stances": votes})
    found = candidates(shared)
    assert found.by_chance == (word == "supporter")
    scored = best_moves(shared, found, chances(shared, best_paths(shared.snapshot)))
    direct = [one for one in scored if one.pick.opens_way_to is None]
    assert len(direct) > 1
    for one in direct:
        assert one.sample.mean() == pytest.approx(one.pick.value)


def test_ties_are_marked_on_both_sides() -> None:
    marked = 0
    for seed in range(6):
        value = random_value(seed)
        tied = {pick.person: set(pick.tied_with) for pick in everything(value)}
        for person, others in tied.items():
            assert person not in others and others <= set(tied)
            assert all(person in tied[other] for other in others)
            marked += len(others)
    assert marked


def test_two_of_a_kind_are_a_tie() -> None:
    rows: dict[str, Any] = {
        "people": ["ann", "ben", "cy"],
        "ties": ["ben trusts ann", "cy trusts ann"],
        "stances": [f"{p} neutral {a} high" for p in ("ben", "cy") for a in "wxyz"],
        "decisions": ["d1 majority"],
        "authority": ["ann decide d1", "ben decide d1", "cy decide d1"],
        "coalition": ["ann core"],
    }
    answer = answered(**rows)
    assert [set(p.tied_with) for p in answer.value.picks] in ([{"cy"}, {"ben"}], [{"ben"}, {"cy"}])
    assert "as good as" in answer.reasons[0].text


@pytest.mark.parametrize("seed", [1, 4])
def test_pivotal_ranks_everybody_outside_once(seed: int) -> None:
    pivotal = random_value(seed).pivotal
    assert sorted(p.person for p in pivotal) == [f"p{k:02d}" for k in range(1, 14)]
    assert [p.rank for p in pivotal] == list(range(1, 14))


def test_in_a_large_organisation_the_rest_is_ranked_without_a_figure() -> None:
    folded = random_snapshot(2, people=90)
    pivotal = next_recruits(Study(folded, 0, 32), NextRecruits()).value.pivotal
    assert sorted(p.person for p in pivotal) == list(folded.people[1:])
    assert [p.rank for p in pivotal] == list(range(1, 90))
    tried = [p.gain is not None for p in pivotal]
    assert any(tried) and tried == sorted(tried, reverse=True) and not all(tried)


def test_in_a_large_organisation_too_it_is_said_whom_no_path_leads_to() -> None:
    codes = [f"p{k:02d}" for k in range(70)]
    rows: dict[str, Any] = {
        "people": ["ann", *codes],
        "ties": [f"{code} trusts ann" for code in codes if not code.endswith("7")],
        "coalition": ["ann core"],
        "decisions": ["d1 owner"],
        "authority": ["p00 decide d1"],
    }
    value = next_recruits(study(scenarios=16, **rows), NextRecruits()).value
    rest = {p.person: p.reachable for p in value.pivotal if p.gain is None}
    assert len(rest) == 50 and len(set(rest.values())) == 2
    assert rest == {code: not code.endswith("7") for code in rest}


def test_somebody_out_of_reach_gets_a_tie_to_build() -> None:
    answer = answered(**{**VETO, "ties": ["ben trusts ann"]})
    value = answer.value
    reachable = {p.person: p.reachable for p in value.pivotal}
    assert reachable == {"ben": True, "cy": False, "dee": False, "eve": False}
    assert value.tie_to_build is not None
    assert (value.tie_to_build["from"], value.tie_to_build["to"]) == ("cy", "ann")
    assert value.tie_to_build["why"].startswith("To reach cy, ann could get to know them")
    assert answer.gaps[0].kind == "path_unknown"
    assert value.picks[0].messenger is None and value.picks[0].path == ()
    assert not value.picks[0].weak_path
    assert answer.reasons[0].ids == (value.picks[0].person,)
    assert "no path to them is known yet" in answer.headline


@pytest.mark.parametrize(
    ("sheets", "target"),
    [
        ({"ties": ["cy trusts ann", "ben trusts ann"]}, "dee"),
        ({"ties": ["ben trusts ann"], "stances": [*VETO["stances"], SWORN]}, "dee"),
        ({"ties": ["ben trusts ann"], "coalition": ["ann core", LEFT]}, "dee"),
    ],
)
def test_it_leads_to_the_most_pivotal_who_is_out_of_reach_and_may_be_asked(
    sheets: dict[str, Any], target: str
) -> None:
    value = asked(**{**VETO, **sheets})
    assert value.pivotal[0].person == "cy"
    assert value.tie_to_build is not None and value.tie_to_build["from"] == target


def test_where_everybody_can_be_reached_no_tie_is_built() -> None:
    assert asked(**VETO).tie_to_build is None


def test_missing_voices_have_a_line_of_their_own() -> None:
    """Nobody of the ward has any weight in the decision; they are named all the same."""
    ward: list[Row] = [*PEOPLE[:4], {"person": "eve", "unit": "w", "voice": "the ward"}]
    for hours in (None, 0):
        answer = answered(hours, **{**VETO, "people": ward})
        found = {m.voice: m.people for m in answer.value.missing_voices}
        assert found == {"the ward": ("eve",), "skeptic": ("cy",)}
        assert "eve" not in {p.person for p in everything(answer.value)}
        assert [g.kind for g in answer.gaps][:2] == ["voice_missing", "voice_missing"]


def test_only_those_below_neutral_are_asked_not_to_block() -> None:
    rows = {
        **VETO,
        "stances": [
            *(f"cy opponent {a} high" for a in "xyz"),
            *(f"{p} supporter {a} high" for p in ("ben", "dee") for a in "xyz"),
        ],
        "authority": ["ben decide d1", "dee decide d1", "cy veto d1"],
    }
    moves = {p.person: p.move for p in everything(asked(**rows))}
    assert moves["cy"] == "not_block"
    assert moves["ben"] == moves["dee"] == "join"
    assert "ask cy not to stand in the way" in answered(**rows).headline


NOT_ASKED: dict[str, dict[str, Any]] = {
    "sworn": {"stances": [*VETO["stances"], SWORN]},
    "left": {"coalition": ["ann core", LEFT]},
    "owner": {"about": {"owner": "cy", "phase": "critical_mass"}},
}


@pytest.mark.parametrize("why", NOT_ASKED)
def test_the_sworn_those_who_left_and_the_owner_are_not_asked(why: str) -> None:
    value = asked(**{**VETO, **NOT_ASKED[why]})
    assert "cy" not in {p.person for p in everything(value)}
    assert "cy" in {p.person for p in value.pivotal}


CHAIN = {**VETO, "ties": ["eve trusts ann", "cy trusts eve"]}


def test_whoever_stands_between_is_asked_for_an_introduction() -> None:
    value = asked(**CHAIN)
    introduced = next(p for p in everything(value) if p.move == "introduce")
    assert (introduced.person, introduced.opens_way_to) == ("eve", "cy")
    assert introduced.hours == 2
    target = next(p for p in everything(value) if p.person == "cy")
    expected = target.value * introduced.join_probability * target.hours / (target.hours + 2)
    assert introduced.value == pytest.approx(expected)
    assert target.path == ("cy", "eve", "ann")
    assert "by way of eve" in answered(**CHAIN).headline


@pytest.mark.parametrize(
    "sheets",
    [
        {"stances": [*VETO["stances"], {**SWORN, "person": "eve"}]},
        {"coalition": ["ann core", {**LEFT, "person": "eve"}]},
    ],
)
def test_an_introduction_is_not_asked_of_the_sworn_or_of_those_who_left(
    sheets: dict[str, Any],
) -> None:
    assert {p.move for p in everything(asked(**{**CHAIN, **sheets}))} <= {"join", "support"}


def test_below_two_percent_the_objective_ranks() -> None:
    rows: dict[str, Any] = {
        **VETO,
        "stances": [f"{p} opponent {a} high" for p in ("ben", "cy", "dee") for a in "xyz"],
    }
    answer = answered(**rows)
    assert answer.value.ranked_by == "change of the smooth objective"
    assert answer.value.picks[0].gain_log > 0
    assert "the chance itself is still too small" in answer.reasons[0].text
    assert asked(**VETO).ranked_by == "change of the chance"
    together = {
        "with each answer drawn": answered(12, **VETO),
        "together they would move the decisions most": answered(12, **rows),
    }
    for words, of_sets in together.items():
        assert len(of_sets.value.sets[0].people) > 1
        (told,) = (r.text for r in of_sets.reasons if r.text.startswith("As a set"))
        assert [w for w in together if w in told] == [words]


def test_a_yes_is_a_word_in_every_sentence() -> None:
    answer = answered(**VETO)
    for pick, reason in zip(answer.value.picks, answer.reasons, strict=False):
        assert f"a yes is {pick.chance} " in reason.text
        assert f"{100 * pick.join_probability:.0f} %" not in reason.text


def test_a_logged_no_lowers_it_and_the_count_is_told() -> None:
    log = [{"person": "cy", "ask": "join", "answer": "no", "date": AS_OF}]
    before, after = answered(**VETO), answered(**VETO, encounters=log)
    chance = [
        next(p.join_probability for p in everything(a.value) if p.person == "cy")
        for a in (before, after)
    ]
    assert chance[1] == pytest.approx(chance[0] * 4 / 5)
    assert (before.value.approaches_logged, after.value.approaches_logged) == (0, 1)
    assert "corrected by one logged answer." in after.reasons[-1].text


def test_people_nobody_knows_are_listened_to_first() -> None:
    rows = {
        **VETO,
        "stances": [s for s in VETO["stances"] if not s.startswith("cy")],
        "authority": ["ann decide d1", "cy veto d1"],
    }
    assert "get to know cy, and listen before you ask" in answered(**rows).headline


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ({}, "nobody on the map"),
        ({"people": ["ann"], "coalition": ["ann core"]}, "Everybody on the map is in"),
        ({"people": ["ann", "ben"], "coalition": ["ann core"]}, "No single move on this map"),
    ],
)
def test_where_there_is_nobody_to_ask(sheets: dict[str, Any], words: str) -> None:
    answer = answered(**sheets)
    assert answer.value.picks == ()
    assert words in answer.headline
