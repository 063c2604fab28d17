"""Plans kept on request: kept, found again, renamed, taken back; what happened since is said."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from groundswell.app.browse.views import view
from groundswell.app.do.plans import keep_plan_
from groundswell.app.do.records import record_
from groundswell.core.terrain.map_records import Decision, Judgement
from groundswell.core.terrain.plan_records import KeptPlan
from groundswell.core.terrain.run_records import Member
from groundswell.core.terrain.terms import DecisionState, Ring, Stance
from tests.app.cast import Cast, cast, later, standing
from tests.faces.web.browsers import browser
from tests.faces.web.visitors import Visitor, visitor

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE, KEEP = "what-if", "what-if/keep"


@pytest.fixture
def them() -> Cast:
    return cast()


@pytest.fixture
def alice(them: Cast) -> Visitor:
    return visitor(them.alice, them.code)


def kept(them: Cast) -> list[KeptPlan]:
    return standing(them.alice, them.code, KeptPlan)


def shown(who: Visitor, query: str = "") -> str:
    return re.sub(r"\s+", " ", who.text(f"{PAGE}?{query}" if query else PAGE))


def test_nothing_is_kept_until_somebody_asks_for_it(them: Cast, alice: Visitor) -> None:
    empty = shown(alice)
    assert "No plan is kept yet." in empty and "Keep this plan" not in empty
    page = shown(alice, "recruit=ben&rule=money%3Dmajority")
    assert "Nothing is saved" in page and "Keep this plan" in page and not kept(them)
    sent: dict[str, Any] = {"recruit": "ben", "rule": "money=majority"}
    answer = alice.post(KEEP, **sent, called="Ben in, by vote", why="before the board")
    assert answer.status_code == 302
    (plan,) = kept(them)
    assert (plan.plan, plan.title, plan.note) == ("plan-1", "Ben in, by vote", "before the board")
    assert (plan.recruit, plan.rule, plan.assessor) == (("ben",), ("money=majority",), "ada")
    after = shown(alice, answer["Location"].partition("?")[2])
    assert "‘Ben in, by vote’, kept by you on" in after and "Plan kept." in after
    assert "Nothing is saved" not in after and "Keep this plan" not in after
    assert f'href="/i/{them.code}/what-if?plan=plan-1"' in shown(alice)


def test_keeping_is_one_change_that_is_undone(them: Cast, alice: Visitor) -> None:
    where = alice.post(KEEP, recruit="ben", called="Ben in")["Location"]
    undo = re.search(r'action="(\S+/undo)"', alice.text(where))
    assert undo is not None
    alice.post(undo[1], next=where)
    assert not kept(them)
    page = alice.text(where)
    assert "Nothing is saved" in page and "Ben joins" in page


def test_a_plan_needs_a_title_and_something_to_keep(them: Cast, alice: Visitor) -> None:
    answer = alice.post(KEEP, recruit="ben", called="")
    assert answer.status_code == 422 and "Nothing was saved yet." in answer.content.decode()
    assert alice.post(KEEP, called="Empty").status_code == 403
    assert alice.post(KEEP, recruit="nobody", called="Unfit").status_code == 422
    assert not kept(them)


def opened(them: Cast, **changes: Any) -> None:
    keep_plan_(them.alice, them.code, KeptPlan(plan="", title="First try", **changes))


def test_a_kept_plan_opens_on_the_map_of_today(them: Cast, alice: Visitor) -> None:
    opened(them, recruit=("ben",), tie=("cleo>ben:trusts",))
    page = shown(alice, "plan=plan-1")
    assert "‘First try’, kept by you" in page and "Ben joins" in page and "Now and then" in page
    assert "With this, the chance that everything needed happens would rise" in page
    assert "two changes, all still ahead" in page
    drops = re.findall(r'href="(\S+)" aria-label="Drop: ', page)
    assert [to.partition("?")[2] for to in drops] == ["tie=cleo%3Eben%3Atrusts", "recruit=ben"]


def test_what_has_happened_or_fits_no_longer_is_left_out_and_said(
    them: Cast, alice: Visitor
) -> None:
    opened(them, recruit=("ben", "cleo"), rule=("money=majority",))
    record_(them.alice, them.code, [Member(person="ben", ring=Ring.WIDER)])
    decided = Decision(decision="money", title="Pay for it", state=DecisionState.PASSED)
    number = view(them.alice, them.code).rows("decisions")[0].id
    record_(them.alice, them.code, [decided], [("decisions", number)])
    page = shown(alice, "plan=plan-1")
    assert "1 of 3 still ahead" in page
    assert "has happened" in page and "Ben is in the coalition by now" in page
    assert "no longer fits" in page and "passed already" in page
    assert "Cleo joins" in page and "what is left is tried" in page
    again = alice.post(KEEP, plan="plan-1", called="What is left", instead="on")
    assert again.status_code == 302
    (plan,) = kept(them)
    assert (plan.plan, plan.title, plan.recruit, plan.rule) == (
        "plan-1", "What is left", ("cleo",), None)  # fmt: skip


def test_a_plan_of_which_nothing_is_left_still_opens(them: Cast, alice: Visitor) -> None:
    opened(them, recruit=("ben",))
    record_(them.alice, them.code, [Member(person="ben", ring=Ring.WIDER)])
    page = shown(alice, "plan=plan-1")
    assert "Nothing of this plan is left to try" in page and "nothing of it is still ahead" in page


def test_a_code_nobody_kept_is_told_beside_those_there_are(them: Cast, alice: Visitor) -> None:
    opened(them, recruit=("ben",))
    answer = alice.get(f"{PAGE}?plan=plan-9")
    page = answer.content.decode()
    assert answer.status_code == 422 and "There is no kept plan with the code" in page
    assert "First try" in page and "Start again" in page


def test_further_changes_are_tried_with_it_and_kept_beside_or_in_its_place(
    them: Cast, alice: Visitor
) -> None:
    opened(them, recruit=("ben",))
    answer = alice.get(PAGE, plan="plan-1", add="rule", decision="money", how="majority")
    query = answer["Location"].partition("?")[2]
    assert query == "plan=plan-1&rule=money%3Dmajority"
    page = shown(alice, query)
    assert "In place of ‘First try’" in page and 'value="First try"' in page
    alice.post(KEEP, plan="plan-1", rule="money=majority", called="Both")
    assert [(p.plan, p.title) for p in kept(them)] == [("plan-1", "First try"), ("plan-2", "Both")]
    assert kept(them)[1].recruit == ("ben",)
    assert shown(alice).index(">Both<") < shown(alice).index(">First try<")


def test_a_plan_is_renamed_and_taken_back(them: Cast, alice: Visitor) -> None:
    opened(them, recruit=("ben",))
    day = kept(them)[0].observed_on
    bare = alice.post("what-if/kept/plan-1/rename", plan="plan-1", called=" ")
    assert bare.status_code == 422 and "Nothing was saved yet." in bare.content.decode()
    sent = alice.post("what-if/kept/plan-1/rename", plan="plan-1", called="Second", why="better")
    assert sent["Location"].endswith("what-if?plan=plan-1")
    (plan,) = kept(them)
    assert (plan.title, plan.note, plan.recruit, plan.observed_on) == (
        "Second", "better", ("ben",), day)  # fmt: skip
    assert "Plan renamed." in shown(alice, "plan=plan-1")
    gone = alice.post("what-if/kept/plan-1/take-back", plan="plan-1")
    assert gone["Location"].endswith("what-if?recruit=ben") and not kept(them)
    assert "Plan taken back." in alice.text(gone["Location"])
    assert alice.post("what-if/kept/plan-1/take-back").status_code == 404


def test_members_keep_their_own_and_leave_others_alone(them: Cast) -> None:
    opened(them, recruit=("ben",))
    bob, erin = (visitor(actor, them.code) for actor in (them.bob, them.erin))
    page = shown(bob)
    assert "Kept by Ada" in page and "Take back First try" not in page
    assert bob.post("what-if/kept/plan-1/take-back").status_code == 403
    assert bob.post(KEEP, recruit="dan", called="Dan in").status_code == 302
    assert "Take back Dan in" in shown(bob) and "Take back Dan in" in shown(erin)
    assert erin.post("what-if/kept/plan-2/rename", called="Dan first").status_code == 302


def test_onlookers_and_outsiders_keep_and_see_none(them: Cast) -> None:
    opened(them, recruit=("ben",))
    for actor, status in ((them.olga, 403), (them.charlie, 404)):
        who = visitor(actor, them.code)
        assert who.post(KEEP, recruit="ben", called="Mine").status_code == status
        assert who.post("what-if/kept/plan-1/take-back").status_code == status
    onlooking = browser(them.alice, presentable=True)
    home = f"/i/{them.code}/"
    sent = onlooking.post(f"{home}{KEEP}", {"recruit": "ben", "called": "Mine"})
    assert sent.status_code == 403
    assert onlooking.get(f"{home}{PAGE}?plan=plan-1").status_code == 403
    assert "First try" not in onlooking.get(f"{home}records/plans").content.decode()
    assert len(kept(them)) == 1


def test_a_plan_about_somebodys_stance_waits_for_the_readers_own_judgement(them: Cast) -> None:
    opened(them, stance=("dan=opponent",), recruit=("ben",))
    erin = visitor(them.erin, them.code)
    page = shown(erin)
    assert "No plan is kept yet." in page and "First try" not in page
    assert "supposes where" in page and f"/i/{them.code}/people/dan" in page
    assert erin.get(f"{PAGE}?plan=plan-1").status_code == 422
    record_(them.erin, them.code, [Judgement(person="dan", stance=Stance.UNKNOWN)])
    page = shown(erin, "plan=plan-1")
    assert "Dan becomes an opponent" in page and "supposes where" not in page


def test_a_past_day_shows_what_was_kept_then_and_changes_nothing(
    them: Cast, alice: Visitor
) -> None:
    opened(them, recruit=("ben",))
    before = (later(them.alice).today - timedelta(days=1)).isoformat()
    page = shown(alice, f"as_of={before}&recruit=ben")
    assert "First try" not in page and "Keep this plan" not in page
