"""Whom to tell first: what counts, who may be told, and what the promise is about."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from groundswell.core.answer import Answer
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.questions.reach import Reach, ReachValue, declared, reach
from groundswell.core.registry import ask
from tests.core.builders import study
from tests.core.worlds import random_snapshot

HUB: dict[str, Any] = {
    "about": {"owner": "ann"},
    "units": ["u", "v"],
    "people": ["ann u", "ben u", "hub u", *(f"p{k} v" for k in range(6)), "cy v"],
    "ties": ["ben trusts ann", *(f"p{k} trusts hub" for k in range(6)), "hub trusts cy .4"],
    "coalition": ["ann core"],
}


def told(**options: Any) -> Answer[ReachValue]:
    return reach(study(scenarios=16, **HUB), Reach(scenarios=16, **options))


def chosen(answer: Answer[ReachValue]) -> list[str]:
    return [seed.person for seed in answer.value.seeds]


def test_field_names_are_the_public_contract() -> None:
    value = told(number=1).as_json()["value"]
    assert set(value) == {
        "seeds", "added", "added_at_least", "best_possible", "guarantee", "by_the_coalition",
        "counted", "sets", "doubt", "budget_hours", "basis",
    }  # fmt: skip
    assert set(value["seeds"][0]) == {"person", "hours"}


def test_word_starts_with_whom_most_listen_to_and_the_promise_is_about_the_model() -> None:
    answer = told(number=1)
    value = answer.value
    assert chosen(answer) in (["hub"], ["cy"])  # cy is heard by hub alone, who passes it to all
    assert value.by_the_coalition == pytest.approx(2, rel=0.1)
    assert value.added_at_least <= value.added <= value.best_possible
    assert value.guarantee >= 0.7
    assert any("for the model of word passing" in reason.text for reason in answer.reasons)


def test_whoever_is_excluded_or_in_already_is_not_told() -> None:
    assert not {"hub", "cy", "ann"} & set(chosen(told(number=9, exclude=("hub", "cy"))))


def test_only_targets_count_and_carry_their_weight() -> None:
    only = told(number=1, target=("ben",))
    assert only.value.counted == 1
    assert only.value.seeds == ()  # the owner reaches ben already
    both = told(number=1, target=("u:2", "p3"))
    assert both.value.counted == 7


def test_hours_are_kept() -> None:
    world = random_snapshot(3, people=40)
    value = reach(Study(world, 0, 16), Reach(hours=19)).value
    assert sum(seed.hours or 0 for seed in value.seeds) <= 19
    assert value.budget_hours == 19
    assert value.seeds


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"exclude": ("nobody",)}, "exclude"),
        ({"target": ("nowhere",)}, "target"),
        ({"target": ("u:-1",)}, "target"),
        ({"target": ("u:0",)}, "target"),
        ({"target": ("u:much",)}, "target"),
    ],
)
def test_what_does_not_fit_the_map_is_refused(options: dict[str, Any], field: str) -> None:
    with pytest.raises(UnfitOptionError) as refused:
        told(**options)
    assert refused.value.field == field


def test_nobody_is_named_by_traffic() -> None:
    mail = [{"from": f"p{k}", "to": "hub", "kind": "works_with", "source": "inferred"}
            for k in range(6)]  # fmt: skip
    answer = reach(study(scenarios=16, **{**HUB, "ties": mail}), Reach())
    assert answer.value.basis == "none"
    assert answer.value.seeds == ()
    assert answer.headline.startswith("No declared ties")


def test_chances_along_ties_are_shares_of_attention() -> None:
    world = random_snapshot(1, people=30)
    starts, heard, chance = declared(world)
    assert heard.size == chance.size == starts[-1]
    rows = np.add.reduceat(chance, starts[:-1][np.diff(starts) > 0])
    assert rows == pytest.approx(1, abs=1e-5)


def test_the_same_seed_gives_the_same_choice() -> None:
    world = random_snapshot(4, people=60)
    one, other = (reach(Study(world, 2, 16), Reach(seed=2, number=4)) for _ in range(2))
    assert one == other


def test_asking_again_with_an_exclusion_gives_what_asking_afresh_would() -> None:
    world = random_snapshot(2, people=40)
    first = ask(world, Reach(number=3))
    left_out = first.value.seeds[0].person
    again = ask(world, Reach(number=3, exclude=(left_out,)))
    afresh = ask(random_snapshot(2, people=40), Reach(number=3, exclude=(left_out,)))
    assert again.as_json() == afresh.as_json()
    assert left_out not in [seed.person for seed in again.value.seeds]
    assert ask(world, Reach(number=3)).as_json() == first.as_json()


def test_where_word_cannot_travel_nothing_is_promised() -> None:
    mail = [{"from": "ben", "to": "hub", "kind": "works_with", "source": "inferred"}]
    value = reach(study(scenarios=16, **{**HUB, "ties": mail}), Reach()).value
    assert (value.added, value.added_at_least, value.best_possible) == (0, 0, 0)
    assert (value.guarantee, value.by_the_coalition, value.sets) == (0, 0, 0)
    assert value.counted == 10


def test_a_place_of_work_counts_for_those_who_work_there_and_an_unknown_crew_for_nobody() -> None:
    world: dict[str, Any] = {
        **HUB,
        "nodes": [{"node": "none"}, {"node": "ward"}],
        "operators": ["p1 ward", "p2 ward"],
    }
    told = {
        place: reach(study(scenarios=16, **world), Reach(number=1, target=(f"{place}:0.25",)))
        for place in ("ward", "none")
    }
    assert told["ward"].value.counted == 0.5
    assert chosen(told["ward"]) in (["hub"], ["cy"])
    assert told["none"].value.counted == 0
    assert told["none"].value.seeds == ()
    assert told["none"].headline.startswith("Nobody who may be asked would carry word further")


def test_hours_are_told_where_hours_were_asked_for_and_are_those_stated_for_each() -> None:
    people = [*HUB["people"][:2], {"person": "hub", "unit": "u", "hours_to_recruit": 4}]
    world = study(scenarios=16, **{**HUB, "people": [*people, *HUB["people"][3:]]})
    by_number = reach(world, Reach(number=1, exclude=("cy",)))
    by_hours = reach(world, Reach(hours=5, exclude=("cy",)))
    assert [(s.person, s.hours) for s in by_number.value.seeds] == [("hub", None)]
    assert [(s.person, s.hours) for s in by_hours.value.seeds] == [("hub", 4)]
    assert "no choice of as many people adds more" in by_number.reasons[0].text
    assert "no choice of 5 hours adds more" in by_hours.reasons[0].text
    assert by_hours.reasons[0].text.startswith("With 99 % certainty at least")


def test_six_are_named_and_of_more_it_is_said_how_many() -> None:
    hubs = [f"h{k}" for k in range(7)]
    world: dict[str, Any] = {
        "about": {"owner": "ann"},
        "people": ["ann", *hubs, *(f"{h}{end}" for h in hubs for end in "xyz")],
        "ties": [f"{h}{end} trusts {h}" for h in hubs for end in "xyz"],
        "coalition": ["ann core"],
    }
    six, seven = (reach(study(scenarios=16, **world), Reach(number=n)).headline for n in (6, 7))
    assert "more first" not in six
    assert "and 2 more first: as word passes in the model, about 28 of 29 hear of it" in seven


def test_of_whom_it_is_not_known_to_whom_they_listen_is_a_gap() -> None:
    (deaf,) = told(number=1).gaps
    assert deaf.ids == ("ann", "cy")
    assert deaf.text.startswith("Of two people it is not known to whom they listen")
    everybody = {**HUB, "ties": [*HUB["ties"], "ann trusts ben", "cy trusts ann"]}
    assert reach(study(scenarios=16, **everybody), Reach()).gaps == ()


def test_a_stand_in_for_an_unknown_holder_passes_no_word() -> None:
    """Not even where what is only inferred is held as firm as what was declared."""
    starts, heard, _ = declared(
        study(
            decisions=["d1"],
            authority=["ben consult d1"],
            settings=[{"constant": "tie_shape_inferred", "value": 4}],
            **HUB,
        ).snapshot
    )
    assert starts.size == 11
    assert heard.size == starts[-1] == len(HUB["ties"])


def test_traffic_names_nobody_however_firm_it_is_held() -> None:
    settings = [{"constant": "tie_shape_inferred", "value": 4}]
    mail = {"from": "p0", "to": "p1", "kind": "works_with", "source": "inferred"}
    told = study(settings=settings, **{**HUB, "ties": [*HUB["ties"], mail]}).snapshot
    assert told.listening.heard.size == len(HUB["ties"]) + 2
    assert declared(told)[1].size == len(HUB["ties"])
