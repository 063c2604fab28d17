"""Today: what to do and why, what was changed since, and silence while the work rests."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from groundswell.app.do.records import about_, record_
from groundswell.app.do.visits import visit_
from groundswell.core.pictures import dues
from groundswell.core.terrain.map_records import Person
from groundswell.core.terrain.terms import Phase
from groundswell.faces.web.screens.doing import _SCREENS
from groundswell.store.models import Membership
from tests.app.cast import cast, later
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")
DUES = sorted(Path(str(dues.__file__)).parent.glob("*.py"))


def test_a_visit_is_noted_once_and_what_came_since_is_told() -> None:
    them = cast()
    now = timezone.localtime()
    long_ago = later(them.bob, at=now - timedelta(days=2))
    assert visit_(long_ago, them.code) is None
    record_(later(them.alice, at=now), them.code, [Person(person="eva", name="Eva")])
    client = browser(them.bob)
    first = text_of(client, f"/i/{them.code}/")
    assert "Alice recorded one person" in first
    assert "Alice recorded one person" in text_of(client, f"/i/{them.code}/")
    seen = Membership.everywhere.get(account=them.bob.account).seen_at
    assert seen is not None and now <= seen


def test_a_pause_silences_it() -> None:
    them = cast()
    about_(them.alice, them.code, phase=Phase.PAUSED)
    page = text_of(browser(them.alice), f"/i/{them.code}/")
    assert "Nothing needs you this week." in page and "todo" not in page


@pytest.mark.parametrize("module", DUES, ids=lambda file: file.stem)
def test_every_kind_of_item_has_its_screen(module: Path) -> None:
    calls = [n for n in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(n, ast.Call)]
    made = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id in ("Item", "_item")]
    kinds = {c.args[0].value for c in made if c.args and isinstance(c.args[0], ast.Constant)}
    assert kinds <= set(_SCREENS), kinds - set(_SCREENS)
