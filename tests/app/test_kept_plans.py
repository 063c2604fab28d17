"""Who sees a kept plan, and what becomes of the codes inside when people are hidden or go."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from groundswell.app import incoming
from groundswell.app.actor import Actor
from groundswell.app.ask import ask
from groundswell.app.browse.exports import Form, codenamed, workbook
from groundswell.app.browse.plans import waiting
from groundswell.app.browse.practice import copy_of
from groundswell.app.browse.views import view
from groundswell.app.do.deed import Unsound
from groundswell.app.do.erase import erase_
from groundswell.app.do.imports import new_from
from groundswell.app.do.imports import preview as previewed
from groundswell.app.do.initiatives import open_
from groundswell.app.do.plans import keep_plan_
from groundswell.app.do.records import record_, retract_
from groundswell.app.do.team import reveal_
from groundswell.app.do.undo import undo_
from groundswell.app.policy import Absent, Refused
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.questions.what_if import WhatIf
from groundswell.core.terrain.map_records import Decision, Judgement, Person
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.plan_records import KeptPlan
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.terms import Stance
from groundswell.ingest.workbook import write
from groundswell.store.models import FACTS, Words
from tests.app.cast import Cast, account, cast, later, small_map, standing

pytestmark = pytest.mark.django_db(databases="__all__")
PLAN = KeptPlan(
    plan="",
    title="Ben first",
    recruit=("ben:.8", "cleo"),
    stance=("ben=supporter@money", "dan=opponent"),
    show=("trial:ben",),
    rule=("money=majority",),
    tie=("dan>ben:trusts", "cleo>dan:advice"),
    note="before the board meets",
)


@pytest.fixture
def them() -> Cast:
    made = cast()
    record_(made.alice, made.code, [Evidence(evidence="trial", claim="it saves an hour")])
    keep_plan_(made.alice, made.code, PLAN)
    return made


def plans(actor: Actor, code: str) -> list[str]:
    return [plan.plan for plan in standing(actor, code, KeptPlan)]


def number_of(actor: Actor, code: str, sheet: str, key: str) -> int:
    rows = view(actor, code).rows(sheet)
    named = {r.id: {getattr(r.record, name, "") for name in ("plan", "person")} for r in rows}
    return next(number for number, codes in named.items() if key in codes)


def judged(actor: Actor, code: str, *people: str) -> None:
    record_(actor, code, [Judgement(person=p, stance=Stance.UNKNOWN) for p in people])


def test_it_is_read_by_those_who_have_judged_whom_it_supposes(them: Cast) -> None:
    assert plans(them.alice, them.code) == ["plan-1"]
    for member in (them.bob, them.erin):
        assert plans(member, them.code) == []
        assert waiting(view(member, them.code)) == ("ben", "dan")
        judged(member, them.code, "ben")
        assert plans(member, them.code) == [] and waiting(view(member, them.code)) == ("dan",)
        judged(member, them.code, "dan")
        assert plans(member, them.code) == ["plan-1"] and waiting(view(member, them.code)) == ()


def test_asking_to_see_first_opens_it_as_it_opens_judgements(them: Cast) -> None:
    for person in ("ben", "dan"):
        reveal_(them.bob, them.code, person)
    assert plans(them.bob, them.code) == ["plan-1"]


def test_a_plan_that_supposes_nobodys_stance_waits_for_nobody(them: Cast) -> None:
    keep_plan_(them.alice, them.code, KeptPlan(plan="", title="Cleo in", recruit=("cleo",)))
    assert plans(them.bob, them.code) == ["plan-2"]


def test_onlookers_never_have_it_and_outsiders_learn_nothing(them: Cast) -> None:
    keep_plan_(them.alice, them.code, KeptPlan(plan="", title="Cleo in", recruit=("cleo",)))
    onlooking = later(them.alice, presentable=True)
    for actor in (them.olga, onlooking):
        at = view(actor, them.code)
        assert at.count("plans") == 0 and waiting(at) == ()
        assert KeptPlan.SHEET not in at.observations.records
        with pytest.raises(Refused):
            ask(actor, them.code, WhatIf(plan="plan-2"))
    with pytest.raises(Absent):
        view(them.charlie, them.code)
    with pytest.raises(Refused):
        keep_plan_(them.olga, them.code, PLAN)


def test_asking_by_its_code_needs_the_same_sight(them: Cast) -> None:
    answer = ask(them.alice, them.code, WhatIf(plan="plan-1", scenarios=16), wait=True).answer
    assert answer is not None and len(answer.value.changes) == 8
    with pytest.raises(UnfitOptionError, match="None is kept yet"):
        ask(them.bob, them.code, WhatIf(plan="plan-1", scenarios=16), wait=True)
    judged(them.bob, them.code, "ben", "dan")
    told = ask(them.bob, them.code, WhatIf(plan="plan-1", scenarios=16), wait=True).answer
    assert told is not None and told.value.plan == "plan-1"


def test_what_is_hidden_does_not_go_out_and_takes_no_code(them: Cast) -> None:
    assert b"before the board" in workbook(them.alice, them.code, Form.JSON).content
    assert b"before the board" not in workbook(them.bob, them.code, Form.JSON).content
    keep_plan_(them.bob, them.code, KeptPlan(plan="", title="Mine", recruit=("dan",)))
    assert plans(them.bob, them.code) == ["plan-2"]


def test_a_guess_in_a_file_learns_nothing_of_a_hidden_plan(them: Cast, tmp_path: Path) -> None:
    told = []
    for at, word in enumerate(("opponent", "champion")):
        guess = KeptPlan(plan="plan-1", title="Ben first", stance=(f"dan={word}",))
        given = Observations(records={"people": (Person(person="dan"),), "plans": (guess,)})
        write(given, tmp_path / f"{at}.json")
        content = (tmp_path / f"{at}.json").read_bytes()
        handle = incoming.keep(them.erin, [("a.json", [content])])
        told.append(dataclasses.replace(previewed(them.erin, them.code, handle), name=""))
    assert told[0] == told[1] and {t.sheet: t.conflicts for t in told[0].tallies}["plans"] == 1


def test_codenames_stand_inside_the_texts_too(them: Cast, tmp_path: Path) -> None:
    file, who = codenamed(them.alice, them.code, Form.JSON, b"1")
    for word in (b"ben", b"Ben", b"cleo", b"dan", b"money", b"trial", b"board"):
        assert word not in file.content, word
    (tmp_path / file.name).write_bytes(file.content)
    copy, _ = new_from(them.alice, tmp_path / file.name)
    bird = {person: name for name, person in who.items()}
    (plan,) = standing(them.alice, copy, KeptPlan)
    assert plan.recruit == (f"{bird['ben']}:.8", bird["cleo"])
    assert plan.tie == (
        f"{bird['dan']}>{bird['ben']}:trusts",
        f"{bird['cleo']}>{bird['dan']}:advice",
    )
    (money,) = standing(them.alice, copy, Decision)
    (trial,) = standing(them.alice, copy, Evidence)
    assert plan.stance == (f"{bird['ben']}=supporter@{money.decision}", f"{bird['dan']}=opponent")
    assert plan.rule == (f"{money.decision}=majority",)
    assert plan.show == (f"{trial.evidence}:{bird['ben']}",)
    assert (plan.title, plan.note, plan.assessor) == (None, None, bird["ada"])


LEFT: dict[str, Any] = {
    "recruit": ("cleo",),
    "stance": ("dan=opponent",),
    "show": None,
    "rule": ("money=majority",),
    "tie": ("cleo>dan:advice",),
}


def left_of(them: Cast) -> dict[str, Any]:
    (plan,) = standing(them.alice, them.code, KeptPlan)
    return {name: getattr(plan, name) for name in LEFT}


def test_erasing_a_person_takes_them_out_of_every_version(them: Cast) -> None:
    record_(them.alice, them.code, [Person(person="quentin", name="Quentin Quell")])
    told = {
        "recruit": ("quentin:.5", "cleo"),
        "exit": ("quentin",),
        "stance": ("quentin=neutral", "dan=opponent"),
        "show": ("trial:quentin",),
        "rule": ("money=majority",),
        "tie": ("cleo>dan:advice", "dan>quentin:trusts"),
    }
    plan = KeptPlan(plan="", title="Quentin Quell in", note="ask Quentin Quell", **told)  # type: ignore[arg-type]
    number = number_of(them.alice, them.code, "plans", "plan-1")
    keep_plan_(them.alice, them.code, plan, number)
    second = number_of(them.alice, them.code, "plans", "plan-1")
    keep_plan_(them.alice, them.code, dataclasses.replace(plan, title="Again"), second)
    erase_(them.alice, them.code, "quentin")
    assert left_of(them) == LEFT
    for table in (FACTS["plans"], Words):
        assert not [
            row for row in table.everywhere.values_list() if "quentin" in str(row).casefold()
        ]
    assert view(them.alice, them.code).count("plans") == 1


def test_erasing_whoever_kept_it_leaves_the_plan_to_nobody(them: Cast) -> None:
    record_(them.alice, them.code, [Person(person="quentin")])
    record_(
        them.alice, them.code, [KeptPlan(plan="p9", assessor="quentin", rule=("money=majority",))]
    )
    erase_(them.alice, them.code, "quentin")
    kept = {plan.plan: plan.assessor for plan in standing(them.alice, them.code, KeptPlan)}
    assert kept["p9"] == "somebody-1"


def test_taking_a_person_back_takes_them_out_until_it_is_undone(them: Cast) -> None:
    number = number_of(them.alice, them.code, "people", "ben")
    done = retract_(them.alice, them.code, [("people", number)])
    assert left_of(them) == LEFT
    (plan,) = standing(them.alice, them.code, KeptPlan)
    assert (plan.plan, plan.title, plan.assessor) == ("plan-1", "Ben first", "ada")
    undo_(them.alice, them.code, done.change)
    (plan,) = standing(them.alice, them.code, KeptPlan)
    assert (plan.recruit, plan.show) == (PLAN.recruit, PLAN.show)


def test_taking_anything_else_back_leaves_plans_as_they_are(them: Cast) -> None:
    number = number_of(them.alice, them.code, "stances", "ben")
    retract_(them.alice, them.code, [("stances", number)])
    (plan,) = standing(them.alice, them.code, KeptPlan)
    assert plan.recruit == PLAN.recruit


def test_a_copy_for_somebody_holds_what_is_supposed_of_them_alone(them: Cast) -> None:
    about, _ = copy_of(them.alice, them.code, "ben")
    (plan,) = about.of(KeptPlan)
    assert [text for _, text in plan.changes] == [
        "ben:.8", "ben=supporter@money", "trial:ben", "dan>ben:trusts"]  # fmt: skip
    assert (plan.title, plan.note) == (None, None)
    assert copy_of(them.alice, them.code, "ada")[0].of(KeptPlan) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stance": ("ben=king",)}, "cannot be read"),
        ({"rule": ("money",)}, "Write it as DECISION=majority"),
        ({"recruit": ("nobody",)}, "is not in the sheet people"),
        ({"stance": ("ben=neutral@nothing",)}, "is not in the sheet decisions"),
        ({"show": ("nothing:ben",)}, "is not in the sheet evidence"),
    ],
)
def test_what_cannot_be_read_is_not_kept(them: Cast, changes: Any, words: str) -> None:
    with pytest.raises(Unsound, match=words):
        keep_plan_(them.alice, them.code, KeptPlan(plan="", title="Odd", **changes))


def test_a_plan_of_nothing_and_in_the_place_of_nothing_is_refused(them: Cast) -> None:
    with pytest.raises(Refused, match="nothing to keep"):
        keep_plan_(them.alice, them.code, KeptPlan(plan="", title="Empty", recruit=()))
    with pytest.raises(Absent):
        keep_plan_(them.alice, them.code, PLAN, 10**6)
    number = number_of(them.alice, them.code, "plans", "plan-1")
    with pytest.raises(Refused, match="what you recorded yourself"):
        keep_plan_(them.bob, them.code, KeptPlan(plan="", recruit=("ben",)), number)


def test_whoever_works_alone_waits_for_nobody() -> None:
    alice = account("alone")
    code = open_(alice, small_map())
    record_(alice, code, [KeptPlan(plan="p1", stance=("dan=opponent",), assessor="zoe")])
    assert plans(alice, code) == ["p1"] and waiting(view(alice, code)) == ()
