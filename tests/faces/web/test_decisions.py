"""Decisions: the matrix in the reader's own sight, what would follow, adding and taking back."""

from __future__ import annotations

import pytest

from groundswell.app.browse.views import view
from groundswell.core.terrain.map_records import Authority, Decision, Judgement, Node, Operator
from groundswell.core.terrain.terms import AuthorityRole, Rule
from groundswell.store.models import Change
from tests.app.cast import cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")


def body(page: str) -> str:
    """Return what a page says, without its frame."""
    return page.split('id="content"')[1].split("<footer")[0]


def test_the_matrix_says_who_holds_what_and_who_has_their_ear() -> None:
    them = cast()
    page = body(text_of(browser(them.alice), f"/i/{them.code}/decisions"))
    for told in ("Pay for it", "decides", "Ada", "settles it alone", "chip stance-skeptic"):
        assert told in page, told


def test_a_member_sees_no_stance_of_others_in_it() -> None:
    them = cast()
    page = body(text_of(browser(them.bob), f"/i/{them.code}/decisions"))
    assert "skeptic" not in page and "hidden until you judge" in page
    assert "by your own judgements alone" in page


def test_what_would_follow_is_shown_beside_today_and_nothing_is_kept() -> None:
    them = cast()
    before = Change.everywhere.count(), view(them.alice, them.code).observations.of(Judgement)
    url = f"/i/{them.code}/decisions/what-if?person=ben&decision=money&stance=champion"
    page = body(text_of(browser(them.alice), url))
    assert "If Ben stood as champion on ‘Pay for it’" in page and "Nothing is saved." in page
    assert "rises" in page and "Now" in page and "Then" in page
    after = Change.everywhere.count(), view(them.alice, them.code).observations.of(Judgement)
    assert before == after


def test_what_would_follow_is_for_who_may_ask_about_people() -> None:
    them = cast()
    url = f"/i/{them.code}/decisions/what-if?person=ben"
    assert browser(them.olga).get(url).status_code == 403
    assert browser(them.alice, presentable=True).get(url).status_code == 403
    assert browser(them.charlie).get(url).status_code == 404
    client = browser(them.alice)
    assert client.get(f"/i/{them.code}/decisions/what-if?person=x").status_code == 404
    assert client.get(f"{url}&decision=x").status_code == 404
    assert client.get(f"{url}&stance=keen").status_code == 200


def test_a_decision_is_added_changed_and_given_holders() -> None:
    them = cast()
    client, home = browser(them.erin), f"/i/{them.code}/decisions"
    sent = {"title": "Two forms become one", "rule": "majority", "alt_rule": "unanimity"}
    assert client.post(f"{home}/new", {**sent, "alt_chance": "30 %"}).status_code == 302
    made = view(them.erin, them.code).observations.of(Decision)[-1]
    assert (made.title, made.alt_rule) == ("Two forms become one", Rule.UNANIMITY)
    code = made.decision
    changed = {**sent, "alt_chance": "30 %", "decision": code, "title": "One form"}
    assert client.post(f"{home}/{code}/edit", changed).status_code == 302
    assert [d.title for d in _standing(them, Decision)] == ["Pay for it", "One form"]
    holder = {"person": "cleo", "role": "veto"}
    assert client.post(f"{home}/{code}/holders", holder).status_code == 302
    rows = view(them.erin, them.code).rows(Authority.SHEET)
    assert isinstance(rows[-1].record, Authority)
    assert rows[-1].record.role is AuthorityRole.VETO
    assert client.post(f"{home}/{code}/holders/{rows[-1].id}/release").status_code == 302
    assert len(view(them.erin, them.code).rows(Authority.SHEET)) == len(rows) - 1


def _standing(them: object, kind: type) -> list[Decision]:
    rows = view(them.erin, them.code).rows(kind.SHEET)  # type: ignore[attr-defined]
    return [row.record for row in rows]  # type: ignore[misc]


def test_what_does_not_fit_is_told_and_what_was_typed_stays() -> None:
    them = cast()
    client, home = browser(them.erin), f"/i/{them.code}/decisions"
    answer = client.post(f"{home}/new", {"title": "A quota", "quota": "7"})
    assert answer.status_code == 422 and "A quota" in answer.content.decode()
    answer = client.post(f"{home}/money/holders", {"person": "nobody", "role": "decide"})
    assert answer.status_code == 422


def test_a_place_of_work_is_added_with_help_at_hand() -> None:
    them = cast()
    client, home = browser(them.alice), f"/i/{them.code}/decisions"
    page = text_of(client, f"{home}/places/new?share_needed=0.75")
    assert "choose/share-needed" in page and "0.75" in page
    assert client.post(f"{home}/places/new", {"title": "Front desk"}).status_code == 422
    sent = {"title": "Front desk", "people": ["cleo", "dan"]}
    assert client.post(f"{home}/places/new", sent).status_code == 302
    made = view(them.alice, them.code).observations
    assert made.of(Node)[-1].title == "Front desk"
    assert {row.person for row in made.of(Operator)} == {"cleo", "dan"}
    assert "Front desk" in text_of(client, home)


@pytest.mark.parametrize("page", ["new", "places/new", "money/edit", "money/holders"])
def test_only_who_may_change_the_map_changes_decisions(page: str) -> None:
    them = cast()
    url = f"/i/{them.code}/decisions/{page}"
    for actor in (them.bob, them.olga):
        assert browser(actor).get(url).status_code == 403
        assert browser(actor).post(url, {"title": "x"}).status_code == 403
    assert browser(them.charlie).get(url).status_code == 404
    assert browser(them.erin).get(url).status_code == 200
