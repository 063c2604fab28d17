"""A kept plan on the map of a later day: what is tried of it, what is left out, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.core.answer import Answer, to_plain
from groundswell.core.questions.kept_plans import ELSEWISE, Fate, fates_of, kept_plans
from groundswell.core.questions.package import READERS, package_of
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.questions.what_if import WhatIf, WhatIfValue, what_if
from groundswell.core.registry import ask
from groundswell.core.terrain.notations import Notation, readings
from tests.core.builders import AS_OF, snapshot, study

BEFORE, SINCE = date(2026, 4, 1), date(2026, 5, 1)
KEPT = date(2026, 4, 20)
MAP: dict[str, Any] = {
    "people": ["ann", "ben", "cy", "dot"],
    "decisions": ["d1 unanimity", "d2 majority"],
    "authority": ["ben decide d1", "cy decide d1", "cy decide d2"],
    "coalition": ["ann core", "dot core"],
    "evidence": ["e1 worked"],
    "ties": ["cy trusts ben"],
}
WHOLE: dict[str, Any] = {
    "recruit": ("ben:.8",),
    "exit": ("dot",),
    "stance": ("cy=opponent", "cy=champion@d2"),
    "show": ("e1:cy",),
    "rule": ("d1=majority",),
    "tie": ("ben>cy:advice",),
}


def row(**changes: Any) -> dict[str, Any]:
    return {"plan": "p1", "title": "First try", "observed_on": KEPT, **changes}


def later(plan: dict[str, Any], **sheets: Any) -> dict[str, Any]:
    """Return the map with a kept plan, and some sheets as they are on a later day."""
    return {**MAP, "plans": [plan], **sheets}


def tried(sheets: dict[str, Any], **changes: Any) -> Answer[WhatIfValue]:
    return what_if(study(scenarios=64, **sheets), WhatIf(scenarios=64, **changes))


def fates(plan: dict[str, Any], **sheets: Any) -> dict[str, tuple[Fate, str]]:
    seen = snapshot(**later(plan, **sheets))
    return {c.given: (c.fate, c.why) for c in fates_of(seen, kept_plans(seen)[0])}


def test_a_kept_plan_gives_what_its_changes_give_to_the_last_digit() -> None:
    by_hand = tried(MAP, **WHOLE).value
    kept = tried(later(row(**WHOLE)), plan="p1").value
    assert (kept.changes, kept.figures) == (by_hand.changes, by_hand.figures)
    assert (kept.plan, kept.left_out) == ("p1", ())


def test_further_changes_are_tried_with_it() -> None:
    value = tried(later(row(recruit=("ben",))), plan="p1", exit=("dot",)).value
    assert [c.given for c in value.changes] == ["ben", "dot"]
    same = tried(later(row(recruit=("ben",))), plan="p1", recruit=("ben",)).value
    assert [c.given for c in same.changes] == ["ben"] and same.left_out == ()


def test_a_further_change_takes_the_place_of_what_the_plan_says_of_the_same() -> None:
    value = tried(later(row(stance=("cy=opponent",))), plan="p1", stance=("cy=champion",)).value
    assert [c.given for c in value.changes] == ["cy=champion"]
    assert [(c.given, c.why) for c in value.left_out] == [("cy=opponent", ELSEWISE)]


def test_a_code_nobody_kept_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnfitOptionError, match=r"plan: there is no kept plan .*are kept: p1\."):
        tried(later(row()), plan="p2")
    with pytest.raises(UnfitOptionError, match="None is kept yet"):
        tried(MAP, plan="p1")
    with pytest.raises(UnfitOptionError, match="recruit: there is nobody"):
        tried(later(row(recruit=("ben",))), plan="p1", recruit=("zoe",))


def test_of_many_that_are_kept_the_five_newest_are_named() -> None:
    plans = [row(plan=f"p{k}") for k in range(1, 7)]
    with pytest.raises(UnfitOptionError, match=r"are kept: p6, p5, p4, p3, p2 and more\."):
        tried({**MAP, "plans": plans}, plan="p9")
    with pytest.raises(UnfitOptionError, match=r"are kept: p5, p4, p3, p2, p1\."):
        tried({**MAP, "plans": plans[:5]}, plan="p9")


JOINED = {"coalition": ["ann core", "dot core", "ben core"]}
LEFT = {"coalition": ["ann core", {"person": "dot", "left_on": SINCE}]}


@pytest.mark.parametrize(
    ("changes", "sheets", "why"),
    [
        ({"recruit": ("ben:.8",)}, JOINED, "ben is in the coalition by now"),
        ({"exit": ("dot",)}, LEFT, "dot has left the coalition"),
        (
            {"stance": ("cy=opponent",)},
            {"stances": [f"cy opponent x - {SINCE}"]},
            "cy is seen as an opponent by now",
        ),
        (
            {"stance": ("cy=neutral",)},
            {"stances": [{"person": "cy", "stance": 0.1, "observed_on": SINCE}]},
            "cy is seen as neutral by now",
        ),
        (
            {"stance": ("cy=champion@d2",)},
            {"stances": [{"person": "cy", "stance": 1.0, "decision": "d2", "observed_on": SINCE}]},
            "cy is seen as a champion on ‘d2’ by now",
        ),
        (
            {"show": ("e1:cy",)},
            {"encounters": [{"person": "cy", "shown": ("e1",), "date": SINCE}]},
            "cy has been shown e1",
        ),
        (
            {"rule": ("d1=majority",)},
            {"decisions": ["d1 majority", "d2 majority"]},
            "‘d1’ is taken by majority by now",
        ),
        (
            {"rule": ("d1=quota:.6",)},
            {"decisions": ["d1 quota .6", "d2 majority"]},
            "‘d1’ is taken by a quota of .6 by now",
        ),
        (
            {"tie": ("ben>cy:advice",)},
            {"ties": [{"from": "ben", "to": "cy", "kind": "advice", "observed_on": SINCE}]},
            "ben listens to cy by now",
        ),
    ],
)
def test_what_has_happened_is_left_out_and_said(
    changes: dict[str, Any], sheets: dict[str, Any], why: str
) -> None:
    ((given,),) = changes.values()
    assert fates(row(**changes))[given] == (Fate.AHEAD, "")
    assert fates(row(**changes), **sheets)[given] == (Fate.HAPPENED, why)
    answer = tried(later(row(**changes), **sheets), plan="p1")
    assert answer.headline.startswith("Nothing of this plan is left to try")
    assert any(why in reason.text for reason in answer.reasons)


@pytest.mark.parametrize(
    ("changes", "sheets"),
    [
        ({"stance": ("cy=opponent",)}, {"stances": [f"cy opponent x - {KEPT}"]}),
        ({"show": ("e1:cy",)}, {"encounters": [{"person": "cy", "shown": ("e1",), "date": KEPT}]}),
        (
            {"tie": ("ben>cy:advice",)},
            {"ties": [{"from": "ben", "to": "cy", "kind": "advice", "observed_on": KEPT}]},
        ),
    ],
)
def test_what_is_seen_on_the_day_itself_has_happened_since(
    changes: dict[str, Any], sheets: dict[str, Any]
) -> None:
    assert {fate for fate, _ in fates(row(**changes), **sheets).values()} == {Fate.HAPPENED}


@pytest.mark.parametrize(
    ("changes", "sheets"),
    [
        ({"stance": ("cy=opponent",)}, {"stances": [f"cy opponent x - {BEFORE}"]}),
        ({"stance": ("cy=opponent",)}, {"stances": [f"cy skeptic x - {SINCE}"]}),
        (
            {"stance": ("cy=opponent",)},
            {"stances": [f"cy opponent x - {SINCE}", f"cy neutral y - {AS_OF}"]},
        ),
        (
            {"show": ("e1:cy",)},
            {"encounters": [{"person": "cy", "shown": ("e1",), "date": BEFORE}]},
        ),
        (
            {"show": ("e1:cy",)},
            {"encounters": [{"person": "ben", "shown": ("e1",), "date": SINCE}]},
        ),
        (
            {"tie": ("ben>cy:advice",)},
            {"ties": [{"from": "ben", "to": "cy", "kind": "advice", "observed_on": BEFORE}]},
        ),
        ({"rule": ("d1=quota:.6",)}, {"decisions": ["d1 quota .5", "d2 majority"]}),
    ],
)
def test_what_was_so_before_or_is_otherwise_is_no_outcome(
    changes: dict[str, Any], sheets: dict[str, Any]
) -> None:
    assert {fate for fate, _ in fates(row(**changes), **sheets).values()} == {Fate.AHEAD}


@pytest.mark.parametrize(
    ("changes", "sheets", "why"),
    [
        ({"rule": ("d1=majority",)}, {"decisions": ["d1 unanimity - passed"]}, "passed already"),
        ({"stance": ("cy=champion@d2",)}, {"authority": ["ben decide d2"]}, "neither decides"),
        ({"exit": ("dot",)}, {"coalition": ["ann core"]}, "is not in the coalition"),
        (
            {"exit": ("dot",)},
            {"coalition": ["ann core", {"person": "cy", "left_on": SINCE}]},
            "is not in the coalition",
        ),
        ({"recruit": ("ben",)}, {"people": ["ann", "cy", "dot"]}, "no longer on the map"),
        ({"show": ("e1:cy",)}, {"evidence": []}, "no entry"),
        ({"tie": ("ben>ben:advice",)}, {}, "same person"),
        ({"recruit": ("ben", "ben:.5")}, {}, "in its place"),
        ({"recruit": ("ben",), "stance": ("ben=neutral",)}, {}, "already joins"),
    ],
)
def test_what_fits_no_longer_is_left_out_and_the_rest_is_tried(
    changes: dict[str, Any], sheets: dict[str, Any], why: str
) -> None:
    if "people" in sheets:
        sheets = {**sheets, "authority": [], "ties": []}
    plan = row(**{**changes, "tie": (*changes.get("tie", ()), "ann>cy:trusts")})
    value = tried(later(plan, **sheets), plan="p1").value
    assert "ann>cy:trusts" in [change.given for change in value.changes]
    (left,) = value.left_out
    assert left.fate is Fate.UNFIT and why in left.why
    if "people" in sheets:
        assert "ben" not in left.text and "ben" not in left.why


def test_the_newest_plan_stands_first_and_one_taken_back_is_gone() -> None:
    rows = [
        row(),
        row(plan="p2", observed_on=SINCE),
        row(plan="p3", observed_on=SINCE),
        row(plan="p4", retracted_on=SINCE),
        row(plan="p5", observed_on=date(2027, 1, 1)),
    ]
    assert [p.plan for p in kept_plans(snapshot(**{**MAP, "plans": rows}))] == ["p3", "p2", "p1"]
    rows = [row(observed_on=SINCE), row(plan="p2"), row(plan="p3", observed_on=None)]
    assert [p.plan for p in kept_plans(snapshot(**{**MAP, "plans": rows}))] == ["p1", "p2", "p3"]


def test_no_figure_is_made_from_a_plan_until_it_is_asked_for() -> None:
    plain = study(scenarios=64, **MAP).today.chance
    assert (study(scenarios=64, **later(row(**WHOLE))).today.chance == plain).all()


def test_the_answer_is_plain_to_every_face() -> None:
    answer = ask(snapshot(**later(row(**WHOLE), **JOINED)), WhatIf(plan="p1", scenarios=16))
    told = to_plain(answer)["value"]
    assert told["plan"] == "p1" and [c["fate"] for c in told["left_out"]] == ["happened"]


PERSON, DECISION = st.sampled_from(["ann", "ben", "cy", "dot"]), st.sampled_from(["d1", "d2"])
TEXTS = {
    "recruit": st.builds(str.__add__, PERSON, st.sampled_from(["", ":.5", ":1"])),
    "exit": PERSON,
    "stance": st.builds("{}={}".format, PERSON, st.sampled_from(["neutral", "champion@d1"])),
    "show": st.builds("e1:{}".format, PERSON),
    "rule": st.builds("{}={}".format, DECISION, st.sampled_from(["majority", "quota:.6"])),
    "tie": st.builds("{}>{}:{}".format, PERSON, PERSON, st.sampled_from(["trusts", "advice"])),
}


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({k: st.lists(v, max_size=3).map(tuple) for k, v in TEXTS.items()}))
def test_any_plan_opens_with_each_change_tried_or_left_out(changes: dict[str, Any]) -> None:
    seen = snapshot(**later(row(**changes)))
    (plan,) = kept_plans(seen)
    found = fates_of(seen, plan)
    assert [(c.kind, c.given) for c in found] == [(str(k), t) for k, t in plan.changes]
    ahead = {kind: tuple(c.given for c in found if (c.kind, c.fate) == (kind, Fate.AHEAD))
             for kind, _ in READERS}  # fmt: skip
    package_of(seen, ahead)  # what is left fits by itself
    assert all(c.why for c in found if c.fate is not Fate.AHEAD)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(Notation)), st.data())
def test_what_the_question_takes_names_the_codes_that_the_notation_finds(
    kind: Notation, data: st.DataObject
) -> None:
    text = data.draw(TEXTS[kind])
    given: dict[str, tuple[str, ...]] = {name: () for name, _ in READERS}
    try:
        (change,) = package_of(snapshot(**MAP), given | {kind: (text,)}).changes
    except UnfitOptionError:
        return
    codes = [{p.text for p in way if p.sheet} for way in readings(kind, text)]
    assert set(change.ids) in codes
