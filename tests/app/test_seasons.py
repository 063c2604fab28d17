"""Rest, new planting, release with thanks, the pack; and who may see the plan of who knows what."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from groundswell.app.browse.packs import hand_over, launch_pdf
from groundswell.app.browse.views import view
from groundswell.app.do.deed import Unsound
from groundswell.app.do.phases import move_
from groundswell.app.do.records import record_
from groundswell.app.do.seasons import release_, rest_, resume_
from groundswell.app.do.undo import undo_
from groundswell.app.policy import Refused
from groundswell.core.terrain.run_records import Member, Override
from groundswell.core.terrain.season_records import Replant, Visibility
from groundswell.core.terrain.season_terms import Audience, ReplantCause
from groundswell.core.terrain.terms import OverrideKind, Phase, Ring
from tests.app.cast import NOW, Cast, cast, later, standing

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = NOW.date()
MOVED = ReplantCause.MEMBERS_MOVED


@pytest.fixture
def them() -> Cast:
    return cast()


def phase(them: Cast) -> Phase | None:
    return view(them.alice, them.code).about.phase


def test_a_rest_keeps_its_day_and_what_was_learned_and_is_undone_as_one(them: Cast) -> None:
    until = TODAY + timedelta(days=30)
    done = rest_(them.alice, them.code, MOVED, until, " Begin at night. ")
    (rest,) = standing(them.alice, them.code, Replant)
    assert (rest.started_on, rest.resume_on, rest.learned) == (TODAY, until, "Begin at night.")
    assert phase(them) is Phase.PAUSED
    undo_(them.alice, them.code, done.change)
    assert phase(them) is None and standing(them.alice, them.code, Replant) == []


def test_a_new_planting_ends_the_rest_and_a_later_phase_asks_for_a_reason(them: Cast) -> None:
    rest_(them.alice, them.code, MOVED, None)
    with pytest.raises(Unsound, match="this phase still needs"):
        resume_(them.alice, them.code, Phase.EVIDENCE)
    assert phase(them) is Phase.PAUSED
    resume_(them.alice, them.code, Phase.EVIDENCE, "The trial runs on.")
    assert phase(them) is Phase.EVIDENCE
    assert standing(them.alice, them.code, Replant)[0].rebuilt_on == TODAY
    (kept,) = standing(them.alice, them.code, Override)
    assert kept.kind is OverrideKind.PHASE
    rest_(them.alice, them.code, MOVED, None)
    assert len(standing(them.alice, them.code, Replant)) == 2


def test_a_rest_is_no_way_through_the_gate(them: Cast) -> None:
    rest_(them.alice, them.code, MOVED, None)
    with pytest.raises(Unsound, match="launch gate is shut"):
        resume_(them.alice, them.code, Phase.LAUNCH)


def test_whoever_is_released_stays_on_record_with_thanks(them: Cast) -> None:
    record_(them.alice, them.code, [Member(person="ben", ring=Ring.CORE)])
    release_(them.alice, them.code, ["ben"])
    at = view(them.alice, them.code)
    gone = {m.person: m for m in standing(them.alice, them.code, Member)}["ben"]
    assert "ben" not in at.snapshot.members and "ada" in at.snapshot.members
    assert (gone.left_on, gone.thanked_on) == (TODAY, TODAY)


@pytest.mark.parametrize("who", ["bob", "olga"])
def test_only_who_may_edit_lets_the_work_rest(them: Cast, who: str) -> None:
    actor = getattr(them, who)
    with pytest.raises(Refused):
        rest_(actor, them.code, MOVED, None)
    with pytest.raises(Refused):
        release_(actor, them.code, ["ada"])
    with pytest.raises(Refused):
        resume_(actor, them.code, Phase.NUCLEUS)


def test_the_pack_holds_pages_and_the_workbook_for_whom_it_may(them: Cast) -> None:
    pack = zipfile.ZipFile(io.BytesIO(hand_over(them.alice, them.code).content))
    pages, book = sorted(pack.namelist(), key=lambda name: name.endswith("xlsx"))
    assert pack.read(pages).startswith(b"%PDF") and pack.read(book).startswith(b"PK")
    with pytest.raises(Refused):
        hand_over(them.olga, them.code)


def test_the_launch_sheet_prints(them: Cast) -> None:
    move_(them.alice, them.code, Phase.LAUNCH, "We were told to.")
    assert launch_pdf(them.alice, them.code).content.startswith(b"%PDF")


def test_the_view_shown_to_others_hides_what_the_manager_is_told(them: Cast) -> None:
    row = Visibility(audience=Audience.MANAGER, if_asked="We try it on two desks.")
    record_(them.alice, them.code, [row])
    assert standing(them.erin, them.code, Visibility)[0].if_asked == row.if_asked
    assert standing(them.olga, them.code, Visibility) == []
    assert standing(later(them.alice, presentable=True), them.code, Visibility) == []
