"""The launch gate in every face: web, API, command line and files all refuse, and say the mend."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from groundswell.app import incoming
from groundswell.app.browse.views import view
from groundswell.app.do.phases import move_
from groundswell.app.do.records import about_
from groundswell.config import local
from groundswell.config.main import commands
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import Phase
from groundswell.faces.cli.source import WORKBENCH
from tests.app.cast import Cast, cast, later, standing
from tests.faces.api.callers import with_token
from tests.faces.web.visitors import Visitor, visitor

pytestmark = pytest.mark.django_db(databases="__all__")
SHUT = "aunch gate is shut"
WHY = "The minister named the day."


@pytest.fixture
def them() -> Cast:
    return cast()


@pytest.fixture
def alice(them: Cast) -> Visitor:
    return visitor(them.alice, them.code)


def phase(them: Cast) -> Phase | None:
    return view(them.alice, them.code).about.phase


def launched(tmp_path: Path) -> Path:
    told = {"people": [{"person": "ada"}, {"person": "eve"}], "initiative": {"phase": "launch"}}
    file = tmp_path / "launched.json"
    file.write_text(json.dumps(told), "utf-8")
    return file


class TestWeb:
    def test_the_page_of_the_phase_says_what_is_missing_and_asks_why(
        self, them: Cast, alice: Visitor
    ) -> None:
        refused = alice.post("phase/go", to="launch")
        shown = refused.content.decode()
        assert refused.status_code == 422 and SHUT in shown and "against-reason" in shown
        assert phase(them) is None
        assert alice.post("phase/go", to="launch", reason=WHY).status_code == 302
        assert phase(them) is Phase.LAUNCH
        assert WHY in alice.text("phase") and WHY in alice.text("history")

    def test_the_words_of_the_change_tell_it_beside_the_field(
        self, them: Cast, alice: Visitor
    ) -> None:
        refused = alice.post("change/edit", title="One form", owner="ada", phase="launch")
        assert refused.status_code == 422 and SHUT in refused.content.decode()
        assert phase(them) is None

    @pytest.mark.parametrize("fresh", [True, False])
    def test_a_record_does_not_pass(self, them: Cast, alice: Visitor, fresh: bool) -> None:
        (row,) = view(them.alice, them.code).rows("initiative")
        page = "records/initiative/new" if fresh else f"records/initiative/{row.id}"
        refused = alice.post(page, title="One form", owner="ada", phase="rollout")
        assert refused.status_code == 422 and SHUT in refused.content.decode()
        assert phase(them) is None

    def test_a_file_says_so_before_it_is_imported(
        self, them: Cast, alice: Visitor, tmp_path: Path
    ) -> None:
        now = later(them.alice, at=timezone.now())
        handle = incoming.keep(now, [("map.json", [launched(tmp_path).read_bytes()])])
        assert SHUT in alice.text(f"intake/{handle}")
        assert alice.post(f"intake/{handle}").status_code == 422
        assert SHUT in alice.text(f"/intake/{handle}")
        assert phase(them) is None

    def test_undo_is_refused_in_words(self, them: Cast, alice: Visitor) -> None:
        before = timezone.now().date().replace(day=1)
        about_(them.alice, them.code, announced_on=before, phase=Phase.LAUNCH)
        about_(them.alice, them.code, announced_on=None)
        back = about_(them.alice, them.code, phase=Phase.EVIDENCE)
        refused = alice.post(f"changes/{back.change}/undo")
        assert refused.status_code == 403 and SHUT in refused.content.decode()
        assert phase(them) is Phase.EVIDENCE

    def test_the_launch_sheet_waits_behind_the_gate(self, them: Cast, alice: Visitor) -> None:
        assert "waits behind the gate" in alice.text("phase/launch")
        assert "id_part" not in alice.text("phase/launch")
        move_(them.alice, them.code, Phase.LAUNCH, WHY)
        alice.post("phase/keep/launch", part="announcement", text="One form from May")
        assert "One form from May" in alice.text("phase/launch")
        assert alice.get("phase/launch.pdf").content.startswith(b"%PDF")


class TestApi:
    def test_no_call_passes_and_a_step_needs_its_reason(self, them: Cast) -> None:
        caller = with_token(them.alice, them.code, writes=True)
        at = f"initiatives/{them.code}"
        tried: list[Any] = [
            caller.call("PATCH", at, {"phase": "launch"}),
            caller.call("POST", f"{at}/step", {"to": "launch"}),
        ]
        for refused in tried:
            (detail,) = refused.json()["detail"]
            assert refused.status_code == 422 and SHUT in detail["what"] and detail["mend"]
        assert phase(them) is None
        assert caller.call("POST", f"{at}/step", {"to": "launch", "reason": WHY}).status_code == 200
        (kept,) = standing(them.alice, them.code, Override)
        assert kept.reason == WHY

    def test_only_who_may_edit_steps(self, them: Cast) -> None:
        caller = with_token(them.bob, them.code)
        answer = caller.call("POST", f"initiatives/{them.code}/step", {"to": "paused"})
        assert answer.status_code == 403


class TestCommandLine:
    def test_no_command_passes(
        self,
        them: Cast,
        tmp_path: Path,
        capfd: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(local, "there", lambda: True)
        monkeypatch.setattr(local, "actor", lambda code="": them.alice)
        app = commands()
        WORKBENCH.find = local.kept

        def ran(*words: str) -> tuple[Any, str]:
            with pytest.raises(SystemExit) as ended:
                app(args=list(words), prog_name="groundswell")
            told = capfd.readouterr()
            return ended.value.code, told.out + told.err

        file = str(launched(tmp_path))
        for words in (("import", "new", file), ("import", them.code, file)):
            code, told = ran(*words)
            assert code == 1 and SHUT in told and "announced_on" in told
        code, told = ran("step", them.code, "launch")
        assert code == 1 and SHUT in told and phase(them) is None
        assert ran("step", them.code, "launch", "--reason", WHY)[0] in (None, 0)
        assert phase(them) is Phase.LAUNCH
