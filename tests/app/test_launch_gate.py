"""Nobody passes the launch gate by accident, whichever road they take; whoever insists says why."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from pathlib import Path

import pytest

from groundswell.app.browse.trails import changes
from groundswell.app.browse.views import view
from groundswell.app.do.backup import backup_, restore_
from groundswell.app.do.deed import Unsound
from groundswell.app.do.imports import import_path, new_from
from groundswell.app.do.initiatives import open_
from groundswell.app.do.phases import announced_, move_
from groundswell.app.do.records import about_, record_, retract_
from groundswell.app.do.undo import undo_
from groundswell.app.policy import Refused
from groundswell.core.questions.launch_gate import LAUNCHED
from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Initiative,
    Judgement,
    Person,
    Resistance,
    SystemLink,
)
from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Evidence, Member, Override
from groundswell.core.terrain.terms import (
    AuthorityRole,
    ElementKind,
    EvidenceKind,
    OverrideKind,
    Phase,
    Result,
    Ring,
    Stance,
)
from groundswell.ingest.workbook import write
from tests.app.cast import NOW, Cast, account, cast, small_map, standing

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)
WHY = Override(kind=OverrideKind.LAUNCH_GATE, reason="The minister named the day.")


@pytest.fixture
def team() -> Cast:
    return cast()


def with_about(observations: Observations, **values: object) -> Observations:
    about = dataclasses.replace(observations.initiative, **values)  # type: ignore[arg-type]
    return dataclasses.replace(observations, initiative=about)


def ready() -> Observations:
    """Return a map that has done everything a launch needs."""
    people = [Person(person=p) for p in ("ada", "ben", "cleo")]
    judged = [
        Judgement(person=p, stance=Stance.CHAMPION, assessor="ada", observed_on=TODAY)
        for p in ("ben", "cleo")
    ]
    link = SystemLink(from_="forms", to="desks", element_kind=ElementKind.LEVERAGE)
    test = Evidence(evidence="t1", kind=EvidenceKind.TRIAL, result=Result.NULL)
    about = Initiative(
        title="One form", owner="ada", phase=Phase.CRITICAL_MASS, boundary="the counter"
    )
    return Observations(
        about,
        {
            "people": tuple(people),
            "stances": tuple(judged),
            "decisions": (Decision(decision="money", title="Pay for it"),),
            "authority": (Authority(decision="money", person="ben", role=AuthorityRole.DECIDE),),
            "resistance": (Resistance(resistance="r1", text="one more form"),),
            "system": (link,),
            "evidence": (test,),
            "coalition": tuple(Member(person=p, ring=Ring.CORE) for p in ("ada", "ben", "cleo")),
        },
    )


def phase(team: Cast) -> Phase | None:
    return view(team.alice, team.code).about.phase


def file_of(observations: Observations, folder: Path) -> Path:
    out = folder / "map.json"
    write(observations, out)
    return out


def about_row(team: Cast) -> int:
    return view(team.alice, team.code).rows(Initiative.SHEET)[-1].id


class TestShut:
    @pytest.mark.parametrize("to", sorted(LAUNCHED))
    def test_no_word_of_the_initiative_passes_it(self, team: Cast, to: Phase) -> None:
        with pytest.raises(Unsound, match=r"a sketch of the system.*support at critical mass"):
            about_(team.alice, team.code, phase=to)
        assert phase(team) is None

    def test_no_record_passes_it(self, team: Cast) -> None:
        now = Initiative(title="One form for all", owner="ada", phase=Phase.LAUNCH)
        with pytest.raises(Unsound, match="launch gate is shut"):
            record_(team.alice, team.code, [now])
        with pytest.raises(Unsound, match="launch gate is shut"):
            record_(team.alice, team.code, [now], [(Initiative.SHEET, about_row(team))])
        assert phase(team) is None

    def test_no_file_passes_it(self, team: Cast, tmp_path: Path) -> None:
        path = file_of(with_about(small_map(), phase=Phase.ROLLOUT), tmp_path)
        with pytest.raises(Unsound, match="launch gate is shut"):
            import_path(team.alice, team.code, path)
        with pytest.raises(Unsound, match="launch gate is shut"):
            new_from(team.alice, path)
        with pytest.raises(Unsound, match="launch gate is shut"):
            open_(team.alice, with_about(small_map(), phase=Phase.LAUNCH))
        assert phase(team) is None

    def test_no_undoing_passes_it(self, team: Cast) -> None:
        move_(team.alice, team.code, Phase.LAUNCH, "We were told to.")
        back = about_(team.alice, team.code, phase=Phase.CRITICAL_MASS)
        kept = standing(team.alice, team.code, Override)
        assert [o.kind for o in kept] == [OverrideKind.LAUNCH_GATE]
        undo_(team.alice, team.code, back.change)  # its own reason stands beside it again
        assert phase(team) is Phase.LAUNCH

    def test_undoing_without_a_reason_beside_it_is_refused_in_words(self, team: Cast) -> None:
        about_(team.alice, team.code, announced_on=YESTERDAY, phase=Phase.LAUNCH)
        corrected = about_(team.alice, team.code, announced_on=None)
        back = about_(team.alice, team.code, phase=Phase.CRITICAL_MASS)
        with pytest.raises(Refused, match="launch gate is shut"):
            undo_(team.alice, team.code, back.change)
        assert phase(team) is Phase.CRITICAL_MASS
        assert corrected.change < back.change

    def test_taking_back_what_hides_it_is_refused(self, team: Cast) -> None:
        move_(team.alice, team.code, Phase.LAUNCH, "We were told to.")
        hidden = Initiative(title="One form for all", owner="ada", phase=Phase.EVIDENCE)
        record_(team.alice, team.code, [hidden])
        (_, second) = view(team.alice, team.code).rows(Initiative.SHEET)
        retract_(team.alice, team.code, [(Initiative.SHEET, second.id)])
        assert phase(team) is Phase.LAUNCH  # with the reason it was passed with
        record_(team.alice, team.code, [hidden])
        kept = view(team.alice, team.code).rows(Override.SHEET)
        retract_(team.alice, team.code, [(Override.SHEET, row.id) for row in kept])
        (_, third) = view(team.alice, team.code).rows(Initiative.SHEET)
        with pytest.raises(Unsound, match="launch gate is shut"):
            retract_(team.alice, team.code, [(Initiative.SHEET, third.id)])

    def test_an_old_reason_opens_nothing(self, team: Cast) -> None:
        record_(team.alice, team.code, [WHY])
        with pytest.raises(Unsound, match="launch gate is shut"):
            about_(team.alice, team.code, phase=Phase.LAUNCH)

    def test_a_reason_of_blanks_is_none(self, team: Cast) -> None:
        with pytest.raises(Unsound, match="launch gate is shut"):
            move_(team.alice, team.code, Phase.LAUNCH, "  \n ")

    def test_an_announcement_of_today_asks_like_any_other(self, team: Cast) -> None:
        with pytest.raises(Unsound, match="launch gate is shut"):
            about_(team.alice, team.code, announced_on=TODAY, phase=Phase.LAUNCH)

    def test_a_rest_is_no_way_round_it(self, team: Cast) -> None:
        about_(team.alice, team.code, phase=Phase.PAUSED)
        with pytest.raises(Unsound, match="launch gate is shut"):
            about_(team.alice, team.code, phase=Phase.ROLLOUT)


class TestReason:
    def test_it_passes_with_a_reason_which_everybody_reads(self, team: Cast) -> None:
        move_(team.alice, team.code, Phase.LAUNCH, "The minister named the day.")
        (kept,) = standing(team.erin, team.code, Override)
        assert (kept.kind, kept.date, kept.chosen) == (OverrideKind.LAUNCH_GATE, TODAY, "launch")
        newest = changes(team.erin, team.code)[0]
        assert (newest.verb, newest.reasons) == ("phase", ("The minister named the day.",))

    def test_a_file_brings_its_reason_with_it(self, team: Cast, tmp_path: Path) -> None:
        told = with_about(small_map(), phase=Phase.LAUNCH)
        told = dataclasses.replace(told, records={**told.records, "overrides": (WHY,)})
        import_path(team.alice, team.code, file_of(told, tmp_path))
        assert phase(team) is Phase.LAUNCH
        code, _ = new_from(team.alice, file_of(told, tmp_path))
        assert view(team.alice, code).about.phase is Phase.LAUNCH
        assert changes(team.alice, code)[0].reasons == (WHY.reason,)

    def test_what_was_announced_before_today_is_a_fact(self, team: Cast, tmp_path: Path) -> None:
        announced_(team.alice, team.code, YESTERDAY)
        move_(team.alice, team.code, Phase.LAUNCH)
        assert standing(team.alice, team.code, Override) == []
        told = with_about(small_map(), phase=Phase.ROLLOUT, announced_on=date(2026, 1, 7))
        code, _ = new_from(team.alice, file_of(told, tmp_path))
        assert view(team.alice, code).about.phase is Phase.ROLLOUT

    def test_once_passed_the_work_rests_and_goes_on_freely(self, team: Cast) -> None:
        move_(team.alice, team.code, Phase.LAUNCH, "We were told to.")
        about_(team.alice, team.code, phase=Phase.PAUSED)
        about_(team.alice, team.code, phase=Phase.ROLLOUT)
        assert phase(team) is Phase.ROLLOUT

    def test_a_backup_brings_back_what_was_so(self, team: Cast) -> None:
        move_(team.alice, team.code, Phase.LAUNCH, "We were told to.")
        again = restore_(team.alice, backup_(team.alice, team.code).content)
        assert view(team.alice, again).about.phase is Phase.LAUNCH

    def test_members_move_no_phase(self, team: Cast) -> None:
        with pytest.raises(Refused):
            move_(team.bob, team.code, Phase.LAUNCH, "Because.")


class TestOpen:
    def test_it_opens_to_all_five_and_keeps_no_reason(self) -> None:
        alice = account("alice")
        code = open_(alice, ready())
        move_(alice, code, Phase.LAUNCH, "Not needed.")
        assert view(alice, code).about.phase is Phase.LAUNCH
        assert standing(alice, code, Override) == []
        move_(alice, code, Phase.ROLLOUT)
        assert view(alice, code).about.announced_on == TODAY

    @pytest.mark.parametrize("sheet", ["system", "evidence", "resistance", "authority"])
    def test_each_of_the_five_shuts_it(self, sheet: str) -> None:
        alice = account("alice")
        told = ready()
        code = open_(alice, dataclasses.replace(told, records={**told.records, sheet: ()}))
        with pytest.raises(Unsound, match="launch gate is shut"):
            move_(alice, code, Phase.LAUNCH)


def test_an_early_phase_left_early_needs_a_reason(team: Cast) -> None:
    with pytest.raises(Unsound, match=r"this phase still needs .*trust"):
        move_(team.alice, team.code, Phase.EVIDENCE)
    move_(team.alice, team.code, Phase.EVIDENCE, "The trial cannot wait.")
    (kept,) = standing(team.alice, team.code, Override)
    assert (kept.kind, kept.chosen) == (OverrideKind.PHASE, "evidence")
    move_(team.alice, team.code, Phase.NUCLEUS)  # the way back is free
    assert phase(team) is Phase.NUCLEUS
