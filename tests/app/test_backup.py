"""A backup holds what its owner may have, and comes back as it went."""

from __future__ import annotations

import json

import pytest

from groundswell.app.browse.trails import changes, notes
from groundswell.app.browse.views import members, view
from groundswell.app.do.backup import backup_, restore_
from groundswell.app.do.notes import NoteSight, write_note
from groundswell.app.do.records import record_
from groundswell.app.do.undo import undo_
from groundswell.app.policy import Absent, Act, Refused
from groundswell.core.terrain.map_records import Judgement, Stake
from groundswell.core.terrain.terms import Stance
from groundswell.store.load import MINE
from groundswell.store.models import Account
from tests.app.cast import NOW, account, cast, later, standing

pytestmark = pytest.mark.django_db(databases="__all__")


def test_only_the_owner_backs_up() -> None:
    them = cast()
    for actor, error in ((them.erin, Refused), (them.bob, Refused), (them.charlie, Absent)):
        with pytest.raises(error):
            backup_(actor, them.code)


def test_private_notes_and_words_of_others_stay_out() -> None:
    them = cast()
    write_note(them.bob, them.code, "ben", "bob keeps this", NoteSight.MINE)
    write_note(them.bob, them.code, "ben", "bob shares this", NoteSight.CORE)
    write_note(them.alice, them.code, "ben", "alice keeps this", NoteSight.MINE)
    record_(them.bob, them.code, [Stake(person="ben", text="bob heard this")], sight=MINE)
    content = backup_(them.alice, them.code).content
    assert b"bob keeps this" not in content and b"bob heard this" not in content
    restored = restore_(them.alice, content)
    told = {note.text for note in notes(them.alice, restored)}
    assert told == {"alice keeps this", "bob shares this"}


def test_taking_a_backup_counts_as_having_seen_others_judgements() -> None:
    them = cast()
    record_(them.bob, them.code, [Judgement(person="dan", stance=Stance.OPPONENT)])
    assert view(them.alice, them.code).veiled == {"dan": 1}
    backup_(them.alice, them.code)
    assert view(them.alice, them.code).veiled == {}
    record_(them.alice, them.code, [Judgement(person="dan", stance=Stance.NEUTRAL)])
    mine = [j for j in standing(them.alice, them.code, Judgement) if j.assessor == "ada"]
    assert [j.informed for j in mine if j.person == "dan"] == [True]


def test_members_their_changes_and_their_sight_come_back() -> None:
    them = cast()
    done = record_(them.bob, them.code, [Judgement(person="dan", stance=Stance.OPPONENT)])
    undo_(them.bob, them.code, done.change)
    restored = restore_(them.alice, backup_(them.alice, them.code).content)
    before, after = (members(them.alice, code) for code in (them.code, restored))
    assert [(m.login, m.role, m.assessor) for m in after] == [
        (m.login, m.role, m.assessor) for m in before
    ]
    told = [
        [(c.verb, c.who, c.undone, c.at) for c in changes(them.bob, code)]
        for code in (them.code, restored)
    ]
    assert told[0] == told[1]
    assert view(them.bob, restored).observations == view(them.bob, them.code).observations


def test_whoever_restores_elsewhere_can_open_it_and_strangers_cannot_sign_in() -> None:
    them = cast()
    content = json.loads(backup_(them.alice, them.code).content)
    for told in content["accounts"].values():
        told["login"] = f"far-{told['login']}"
    eve = account("eve")
    restored = restore_(eve, json.dumps(content).encode())
    assert view(eve, restored).standing.may(Act.MANAGE)
    assert not Account.objects.get(login="far-alice").has_usable_password()
    with pytest.raises(Absent):
        view(them.alice, restored)


def test_the_moment_of_every_change_is_kept_to_the_microsecond() -> None:
    them = cast()
    exact = NOW.replace(microsecond=123_457)
    record_(later(them.alice, at=exact), them.code, [Stake(person="ben")])
    restored = restore_(them.alice, backup_(them.alice, them.code).content)
    assert changes(them.alice, restored)[0].at == exact
