"""Deciders nobody has judged lately, and decisions nobody is known to take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from groundswell.core.pictures.dues.item import Item, Urgency, Value
from groundswell.core.questions.map_gaps import holders
from groundswell.core.questions.wording import listed, quoted
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.remembered import Remembered
from groundswell.core.terrain.snapshot import Snapshot

SEASON = 90  # days after which a judgement of a decider has grown old


def deciders_due(snapshot: Snapshot, veiled: Mapping[str, int]) -> Iterator[Item]:
    """Yield deciders nobody has judged, and deciders whose judgement has grown old."""
    codes = [snapshot.people[i] for i in sorted(holders(snapshot))]
    codes = [c for c in codes if c not in snapshot.members and c != snapshot.owner]
    unknown = [c for c in codes if not snapshot.stances.judged[snapshot.index[c]]]
    if unknown:
        who = listed([snapshot.name(c) for c in unknown], 3)
        one = len(unknown) == 1
        reason = f"{'A decision hangs' if one else 'Decisions hang'} on them"
        waiting = [c for c in unknown if c in veiled]
        reason += (
            "; others have said already, which you see once you have."
            if waiting
            else ", and nobody has said where they stand. Not knowing is an answer too."
        )
        title = f"Say where {who} {_stand(one)}"
        yield _judging(title, reason, unknown, Urgency.THIS_MONTH)
    old = snapshot.as_of - timedelta(days=SEASON)
    newest = _NEWEST(snapshot.seen.of(Judgement))
    stale = [c for c in codes if c not in unknown and newest.get(c, old) < old]
    if stale:
        who = listed([snapshot.name(c) for c in stale], 3)
        reason = f"The last judgement is over {SEASON} days old, and a decision hangs on it."
        yield _judging(f"Look again at {who}", reason, stale, Urgency.ANY_TIME)


def _judging(title: str, reason: str, codes: list[str], urgency: Urgency) -> Item:
    return Item("judge", title, reason, tuple(codes), "stances", 0.2, urgency, Value.TO_GO_ON)


def _stand(one: bool) -> str:
    return "stands" if one else "stand"


def _newest(rows: tuple[Judgement, ...]) -> dict[str, date]:
    """Return the day of the newest judgement of each person."""
    return _newer({}, rows)


def _newer(former: dict[str, date], added: tuple[Judgement, ...]) -> dict[str, date]:
    newest = former.copy()
    for row in added:
        if row.observed_on is not None:
            newest[row.person] = max(newest.get(row.person, date.min), row.observed_on)
    return newest


_NEWEST = Remembered(_newest, _newer)


def unheld_due(snapshot: Snapshot) -> Iterator[Item]:
    """Yield the decisions nobody is known to take, as one item."""
    lacking = [d for d in snapshot.decisions if d.required and d.open and d.anonymous]
    if lacking:
        titles = listed([quoted(d.title) for d in lacking], 2)
        reason = "Nobody is known to decide on it, so it counts as a stranger's yes."
        ids = tuple(d.code for d in lacking)
        title = f"Find out who decides on {titles}"
        yield Item(
            "holder", title, reason, ids, "authority", 0.5, Urgency.THIS_MONTH, Value.TO_GO_ON
        )
