"""Who is in the coalition, and with what commitment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from groundswell.core.terrain.observation import Observations
from groundswell.core.terrain.run_records import Attendance, Commitment, Meeting, Member
from groundswell.core.terrain.settings import Settings
from groundswell.core.terrain.snapshot import Flags, Floats
from groundswell.core.terrain.terms import (
    CommitmentState,
    MeetingKind,
    MemberRole,
    Presence,
    Ring,
)
from groundswell.core.terrain.visible import day_of, latest


def membership(
    seen: Observations, index: Mapping[str, int], size: int, as_of: date, settings: Settings
) -> tuple[Flags, Flags, Floats]:
    """Return who is a member, who is held, and at what commitment.

    v = stated, or by ring, x .85 for each promise broken in 180 days x (1 - .3 x share of the last
    six core meetings missed). A critical friend is a member but keeps their own stance.
    """
    ring = {
        Ring.NUCLEUS: settings.commitment_nucleus,
        Ring.CORE: settings.commitment_core,
        Ring.SECOND: settings.commitment_second,
        Ring.WIDER: settings.commitment_wider,
    }
    broken = broken_promises(seen, as_of, settings)
    missed = meetings_missed(seen, settings)
    member = np.zeros(size, dtype=bool)
    held = np.zeros(size, dtype=bool)
    hold = np.zeros(size)
    for m in latest(seen.of(Member), "person"):
        if m.person not in index or (m.left_on is not None and m.left_on <= as_of):
            continue
        i = index[m.person]
        stated = ring[m.ring or Ring.WIDER] if m.commitment is None else m.commitment
        kept = settings.broken_factor ** broken[m.person]
        member[i] = True
        held[i] = m.role is not MemberRole.CRITICAL_FRIEND
        hold[i] = stated * kept * (1 - settings.absence_factor * missed[m.person])
    return member, held, hold


def broken_promises(seen: Observations, as_of: date, settings: Settings) -> defaultdict[str, int]:
    """Count each person's promises broken within the remembered days."""
    since = as_of - timedelta(days=settings.broken_days)
    count: defaultdict[str, int] = defaultdict(int)
    for c in seen.of(Commitment):
        day = c.due_on or c.promised_on or day_of(c)
        if c.state is CommitmentState.BROKEN and (day is None or day >= since):
            count[c.person] += 1
    return count


def meetings_missed(seen: Observations, settings: Settings) -> defaultdict[str, float]:
    """Return the share of the last core meetings each person missed or sent a substitute to."""
    core = [m for m in seen.of(Meeting) if m.kind is not MeetingKind.CHECK_IN and m.date]
    core.sort(key=lambda m: (m.date or date.min, m.meeting))
    recent = {m.meeting for m in core[-int(settings.meetings_counted) :]}
    share: defaultdict[str, float] = defaultdict(float)
    for a in seen.of(Attendance):
        if a.meeting in recent and a.presence in (Presence.ABSENT, Presence.SUBSTITUTE):
            share[a.person] += 1 / len(recent)
    return share
