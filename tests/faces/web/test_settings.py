"""Settings in a browser: members, tokens, words, constants, rest and removal."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from groundswell.app import keys
from groundswell.app.browse.views import members, view
from groundswell.app.policy import Absent, Role
from groundswell.store.models import Account
from tests.app.cast import NOW, cast
from tests.faces.web.browsers import browser, text_of
from tests.faces.web.visitors import visitor

pytestmark = pytest.mark.django_db(databases="__all__")
PARTS = ("settings", "settings/sight", "settings/tokens", "settings/words", "settings/model")


@pytest.mark.parametrize("page", [*PARTS, "settings/trail", "settings/end"])
def test_every_part_opens_for_the_owner(page: str) -> None:
    them = cast()
    assert "tabs" in visitor(them.alice, them.code).text(page)
    assert visitor(them.charlie, them.code).get(page).status_code == 404


def test_a_newcomer_gets_a_link_that_is_shown_once_and_opens_once() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    answer = alice.post("settings", login="fay", name="Fay", role="member")
    link = re.search(r"/enter/[\w-]+", answer.content.decode())
    assert answer.status_code == 200 and link is not None
    assert link[0] not in alice.text("settings")
    guest = Client()
    assert guest.get(link[0]).headers["Location"] == "/password"
    assert Client().get(link[0]).status_code == 410


def test_a_first_password_is_chosen_freely_and_a_new_one_asks_for_the_old() -> None:
    them = cast()
    owner = Account.objects.get(pk=them.alice.account)
    owner.set_unusable_password()
    owner.save()
    client, told = browser(them.alice), "a long walk by the sea"
    chosen = {"new_password1": told, "new_password2": told}
    assert client.post("/password", chosen).headers["Location"] == "/"
    asked = client.post("/password", dict.fromkeys(chosen, "somebody else's"))
    assert asked.headers["Location"] == "/confirm?next=%2Fpassword"
    owner.refresh_from_db()
    assert owner.check_password(told)
    shown = client.post("/confirm?next=/password", {"password": told})
    assert shown.headers["Location"] == "/password"
    assert "New password" in text_of(client, "/password")


def test_whoever_has_an_account_is_just_let_in() -> None:
    them = cast()
    answer = visitor(them.alice, them.code).post(
        "settings", login="charlie", name="Charlie", role="observer"
    )
    assert answer.status_code == 302
    assert view(them.charlie, them.code).standing.role is Role.OBSERVER


def test_what_is_wrong_with_an_invitation_is_said() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    assert alice.post("settings", login="a b", name="", role="king").status_code == 422
    twice = alice.post("settings", login="bob", name="Bob", role="member")
    assert twice.status_code == 422 and "belongs to this initiative already" in str(twice.content)


def test_roles_change_and_end_and_one_owner_stays() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    bob = f"settings/members/{them.bob.account}"
    alice.post(bob, role="editor")
    assert view(them.bob, them.code).standing.role is Role.EDITOR
    alice.post(bob, role="end")
    with pytest.raises(Absent):
        view(them.bob, them.code)
    assert alice.post(f"settings/members/{them.alice.account}", role="end").status_code == 403
    assert alice.post(bob, role="emperor").status_code == 404


def test_only_the_owner_changes_who_belongs() -> None:
    them = cast()
    for actor, status in ((them.erin, 403), (them.bob, 403), (them.olga, 403), (them.charlie, 404)):
        one = visitor(actor, them.code)
        page = f"settings/members/{them.olga.account}"
        assert one.post(page, role="editor").status_code == status
    assert len(members(them.alice, them.code)) == 4


def test_a_token_is_shown_once_and_ends() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    made = alice.post("settings/tokens", title="dashboard").content.decode()
    secret = re.search(r"<code>([\w-]{40,})</code>", made)
    assert secret is not None and keys.bearer(secret[1], NOW, "api") is not None
    later = alice.text("settings/tokens")
    assert secret[1] not in later
    alice.post(re.findall(r"settings/tokens/\d+/revoke", later)[0])
    assert keys.bearer(secret[1], NOW, "api") is None


def test_tokens_and_members_need_a_fresh_sign() -> None:
    them = cast()
    alice = visitor(them.alice, them.code, confirmed=False)
    assert alice.get("settings/tokens").url.startswith("/confirm")
    assert alice.post(f"settings/members/{them.bob.account}", role="end").status_code == 302
    assert view(them.bob, them.code).standing.role is Role.MEMBER


def test_words_follow_the_choice() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    sent = {"context": "movement", "vocabulary": "organisers"}
    assert alice.post("settings/words", **sent).status_code == 302
    assert "speak as organisers do" in alice.text("settings/words")
    assert alice.post("settings/words", context="circus").status_code == 422


def test_a_constant_is_a_record_and_goes_back_to_its_default() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    page = "settings/model/hurdle"
    assert alice.post(page, value="0.4").status_code == 302
    assert view(them.alice, them.code).snapshot.settings.hurdle == 0.4
    assert "1 constant of the model differs here" in alice.text("settings/model")
    wrong = alice.post(page, value="7")
    assert wrong.status_code == 422
    alice.post(page, default="1")
    assert view(them.alice, them.code).snapshot.settings.hurdle == 0.2
    assert visitor(them.bob, them.code).post(page, value="0.3").status_code == 403
    assert alice.get("settings/model/gravity").status_code == 404


def test_an_archived_initiative_rests_and_is_reopened() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    alice.post("settings/rest", archived="1")
    assert alice.post("records/people/new", name="Eve").status_code == 403
    assert "can be read, and takes no change" in alice.text("settings/end")
    alice.post("settings/rest", archived="0")
    assert alice.post("records/people/new", name="Eve").status_code == 302


def test_removal_needs_the_code_and_leaves_nothing() -> None:
    them = cast()
    alice = visitor(them.alice, them.code)
    assert alice.post("settings/remove", code="wrong").status_code == 422
    assert alice.post("settings/remove", code=them.code).url == "/"
    assert alice.get("").status_code == 404


def test_signing_out_everywhere_ends_every_session() -> None:
    them = cast()
    here, there = visitor(them.alice, them.code), visitor(them.alice, them.code)
    bob = visitor(them.bob, them.code)
    here.post("/sign-out-everywhere")
    assert there.get("").status_code == 302 and bob.get("practice").status_code == 200
    assert Account.objects.filter(pk=them.alice.account).exists()
