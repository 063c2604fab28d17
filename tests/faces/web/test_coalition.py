"""The coalition: a place with a reason, leaving without vanishing, promises and their end."""

from __future__ import annotations

import pytest

from groundswell.app.browse.views import view
from groundswell.core.terrain.terms import CommitmentState, MemberRole, Ring
from tests.app.cast import cast
from tests.faces.web.browsers import browser, text_of

pytestmark = pytest.mark.django_db(databases="__all__")


def test_somebody_is_invited_moved_and_leaves() -> None:
    them = cast()
    client, page = browser(them.alice), f"/i/{them.code}/coalition"
    cleo = {"person": "cleo", "ring": "second", "reason": "knows nights"}
    client.post(f"{page}/place", {**cleo, "regardless": "She asked."})
    shown = text_of(client, page)
    assert "knows nights" in shown and "Too early?" in shown
    client.post(f"{page}/place", {"person": "cleo", "ring": "core", "role": "critical_friend"})
    member = view(them.alice, them.code).snapshot.members["cleo"]
    assert (member.ring, member.role) == (Ring.CORE, MemberRole.CRITICAL_FRIEND)
    client.post(f"{page}/leave", {"person": "cleo"})
    at = view(them.alice, them.code)
    assert "cleo" not in at.snapshot.members
    assert any(getattr(r.record, "left_on", None) for r in at.rows("coalition"))


def test_a_promise_is_written_down_and_kept() -> None:
    them = cast()
    client, page = browser(them.alice), f"/i/{them.code}/coalition"
    given = {
        "person": "ben",
        "text": "two hours a week",
        "state": "promised",
        "due_on": "2026-01-05",
    }
    client.post(f"{page}/promise", given)
    assert "overdue" in text_of(client, page)
    (row,) = view(them.alice, them.code).rows("commitments")
    client.post(f"{page}/promise/{row.id}", {"state": "kept"})
    (row,) = view(them.alice, them.code).rows("commitments")
    assert row.record.state is CommitmentState.KEPT  # type: ignore[attr-defined]


def test_only_who_may_change_the_map_changes_it() -> None:
    them = cast()
    page = f"/i/{them.code}/coalition"
    given = {"person": "cleo", "ring": "core"}
    assert browser(them.bob).post(f"{page}/place", given).status_code == 403
    assert browser(them.charlie).post(f"{page}/place", given).status_code == 404
    assert "Put them there" not in text_of(browser(them.bob), page)
    assert browser(them.alice).post(f"{page}/place", {"ring": "core"}).status_code == 422
    assert browser(them.alice).post(f"{page}/leave", {"person": "nobody"}).status_code == 404
