"""The what-if screen: a plan in the address, row by row, beside today, and kept nowhere."""

from __future__ import annotations

import re
from typing import Any

import pytest

from groundswell.app.ask import Asked
from groundswell.app.browse.trails import changes
from groundswell.app.browse.views import view
from groundswell.app.do.records import record_
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.run_records import Evidence
from groundswell.core.terrain.terms import Stance
from groundswell.faces.web.screens import answers
from tests.app.cast import Cast, cast
from tests.faces.web.browsers import browser
from tests.faces.web.visitors import Visitor, visitor

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = "what-if"


@pytest.fixture
def them() -> Cast:
    return cast()


@pytest.fixture
def alice(them: Cast) -> Visitor:
    return visitor(them.alice, them.code)


def added(who: Visitor, kind: str, **given: Any) -> str:
    """Return the query of the plan to which a form leads."""
    answer = who.get(PAGE, add=kind, **given)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).partition("?")[2]


def test_before_anything_is_supposed_it_shows_today(alice: Visitor) -> None:
    shown = alice.text(PAGE)
    assert "What would change, if" in shown and "Try a plan before you live it" in shown
    assert "Pay for it" in shown and "Everything needed happens" in shown
    assert "Let them join" in shown and "Then</th>" not in shown


@pytest.mark.parametrize(
    ("kind", "given", "query", "words"),
    [
        ("recruit", {"person": "ben"}, "recruit=ben", "Ben joins"),
        ("exit", {"person": "ada"}, "exit=ada", "You leave the coalition"),
        ("stance", {"person": "ben", "word": "champion"}, "stance=ben%3Dchampion", "Ben becomes a"),
        (
            "stance",
            {"person": "ben", "word": "opponent", "decision": "money"},
            "stance=ben%3Dopponent%40money",
            "on ‘Pay for it’",
        ),
        ("rule", {"decision": "money", "how": "majority"}, "rule=money%3Dmajority", "by majority"),
        (
            "rule",
            {"decision": "money", "how": "quota", "share": "0.6"},
            "rule=money%3Dquota%3A0.6",
            "by a quota of 0.6",
        ),
        (
            "tie",
            {"listener": "cleo", "heard": "ben", "layer": "trusts"},
            "tie=cleo%3Eben%3Atrusts",
            "Cleo to Ben",
        ),
        ("show", {"evidence": "trial", "person": "ben"}, "show=trial%3Aben", "Ben is shown trial"),
    ],
)
def test_each_kind_of_change_is_added_by_its_form(
    them: Cast, alice: Visitor, kind: str, given: dict[str, str], query: str, words: str
) -> None:
    record_(them.alice, them.code, [Evidence(evidence="trial", claim="it saves an hour")])
    assert added(alice, kind, **given) == query
    shown = alice.text(f"{PAGE}?{query}")
    assert words in shown and "Now and then" in shown and "Nothing is saved" in shown


def test_rows_add_up_and_are_dropped_one_by_one(them: Cast, alice: Visitor) -> None:
    before = len(changes(them.alice, them.code))
    one = added(alice, "recruit", person="ben")
    two = added(alice, "rule", decision="money", how="majority", recruit="ben")
    assert two == f"{one}&rule=money%3Dmajority"
    shown = alice.text(f"{PAGE}?{two}")
    assert "With this, the chance that everything needed happens would rise" in shown
    drops = re.findall(r'href="(\S+)" aria-label="Drop: ', shown)
    assert [to.partition("?")[2] for to in drops] == ["rule=money%3Dmajority", "recruit=ben"]
    assert f"/what-if?{one}&amp;rule" in shown
    assert len(changes(them.alice, them.code)) == before
    assert set(view(them.alice, them.code).snapshot.members) == {"ada"}


def test_what_is_within_error_is_said_so(alice: Visitor) -> None:
    shown = alice.text(f"{PAGE}?tie=cleo%3Eben%3Atrusts")
    assert "None of this moves" in shown and "What stays as it is" in shown
    assert "Nothing moves that could be told from chance." in shown


def test_what_does_not_fit_is_refused_in_words_and_can_be_dropped(alice: Visitor) -> None:
    for query, words in (
        ("recruit=nobody", "There is nobody with the code"),
        ("exit=ben", "Ben is not in the coalition"),
        ("recruit=ben&recruit=ben:.5", "Leave one out"),
        ("stance=ben%3Dking", "is no stance"),
        ("rule=x", "names no rule"),
    ):
        answer = alice.get(f"{PAGE}?{query}")
        text = answer.content.decode()
        assert answer.status_code == 422 and words in text and "Drop" in text, query
    answer = alice.get(PAGE, add="rule", decision="money", how="quota")
    assert answer.status_code == 422 and "which share of yes" in answer.content.decode()
    assert alice.get(PAGE, add="recruit", person="").status_code == 422
    assert alice.get(PAGE, add="recruit", person="ada").status_code == 422
    assert alice.get(f"{PAGE}?recruit=%00").status_code == 422
    assert alice.text(f"{PAGE}?recruit=&add=nonsense")


def test_it_is_for_those_who_may_see_where_people_stand(them: Cast) -> None:
    for actor, status in ((them.bob, 200), (them.erin, 200), (them.olga, 403), (them.charlie, 404)):
        assert visitor(actor, them.code).get(PAGE).status_code == status
    assert browser(them.alice, presentable=True).get(f"/i/{them.code}/what-if").status_code == 403


def test_who_has_not_judged_tries_it_on_their_own_map(them: Cast) -> None:
    record_(them.alice, them.code, [Judgement(person="ben", stance=Stance.OPPONENT)])
    page = f"{PAGE}?rule=money%3Dmajority"
    blind, seeing = (visitor(a, them.code).text(page) for a in (them.bob, them.alice))
    figure = re.compile(r'<span class="small">((?:about|under) [^<]*)</span>')
    assert figure.findall(blind) != figure.findall(seeing)


def test_other_screens_lead_here(them: Cast, alice: Visitor) -> None:
    home = f"/i/{them.code}/what-if"
    assert f'href="{home}?' in alice.text("who-next")
    assert f'href="{home}?recruit=ben"' in alice.text("people/ben")
    assert f'href="{home}?exit=ada"' in alice.text("people/ada")
    assert f'href="{home}"' in alice.text("decisions")
    assert f'href="{home}?stance=ben' in alice.text("decisions/what-if", person="ben")
    assert home not in browser(them.olga).get(f"/i/{them.code}/people/ben").content.decode()


def test_what_takes_longer_is_waited_for_with_the_plan_in_sight(
    alice: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "ask", lambda *_: Asked(None, job="7" * 8))
    shown = alice.text(f"{PAGE}?recruit=ben")
    assert "This takes a moment" in shown and "Ben joins" in shown and "Drop" in shown
