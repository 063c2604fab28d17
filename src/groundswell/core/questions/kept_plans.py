"""A plan that was kept, on the map of a later day: what is left of it, and what is not and why.

The world does not wait for a plan. A change that has happened since is part of today already, and
one that no longer fits cannot be tried; both are left out and said, the rest is tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from groundswell.core.questions.happened import happened
from groundswell.core.questions.package import READERS, Package
from groundswell.core.questions.question import UnfitOptionError
from groundswell.core.questions.supposed import in_words, reading_on
from groundswell.core.terrain.map_records import Person
from groundswell.core.terrain.plan_records import KeptPlan
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.visible import latest

ELSEWISE = "something else is supposed here in its place"


class Fate(StrEnum):
    """What has become of a change that was supposed."""

    AHEAD = "ahead"
    HAPPENED = "happened"
    UNFIT = "no longer fits"


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change of a kept plan: its kind, as it was kept, in words, and what became of it.

    `why` says why it is left out; empty where it is still ahead.
    """

    kind: str
    given: str
    text: str
    ids: tuple[str, ...]
    fate: Fate
    why: str


def kept_plans(snapshot: Snapshot) -> list[KeptPlan]:
    """Return the plans that are kept, the newest first."""
    rows = snapshot.seen.of(KeptPlan)
    place = {row: n for n, row in enumerate(rows)}
    found = latest(rows, "plan")
    return sorted(found, key=lambda p: (p.observed_on or date.min, place[p]), reverse=True)


def plan_named(snapshot: Snapshot, code: str) -> KeptPlan:
    """Return the kept plan with a code.

    Raises
    ------
    UnfitOptionError
        If there is none; those there are, are named.
    """
    plans = kept_plans(snapshot)
    found = next((plan for plan in plans if plan.plan == code), None)
    if found is None:
        known = [plan.plan for plan in plans]
        some = ", ".join(known[:5]) + (" and more" if len(known) > 5 else "")
        mend = f"Name one of those that are kept: {some}." if known else "None is kept yet."
        raise UnfitOptionError("plan", f"there is no kept plan with the code {code!r}", mend)
    return found


def resumed(
    snapshot: Snapshot, plan: KeptPlan, given: Mapping[str, Sequence[str]]
) -> tuple[Package, tuple[KeptChange, ...]]:
    """Read a kept plan together with further changes, which come first where both are about one.

    Returns the package of what can be tried, and every change of the kept plan with its fate.

    Raises
    ------
    UnfitOptionError
        If a further change cannot be read or does not fit.
    """
    package, fates = Package(snapshot), []
    for name, read in READERS:
        own = tuple(text.strip() for text in given.get(name, ()))
        for text in own:
            read(package, text)
        former = (text.strip() for text in getattr(plan, name) or ())
        fates += [_tried(package, plan, name, text) for text in former if text not in own]
    return package, tuple(fates)


def fates_of(snapshot: Snapshot, plan: KeptPlan) -> tuple[KeptChange, ...]:
    """Return every change of a kept plan with what became of it."""
    return resumed(snapshot, plan, {})[1]


def _tried(package: Package, plan: KeptPlan, kind: str, text: str) -> KeptChange:
    """Read one change of a kept plan into the package, or say why it is left out."""
    snapshot = package.snapshot
    parts = reading_on(snapshot, kind, text)
    words, ids = in_words(snapshot, kind, parts) if parts else (text, ())
    why = happened(snapshot, kind, parts, plan.observed_on or plan.recorded_on)
    if why:
        return KeptChange(kind, text, words, ids, Fate.HAPPENED, why)
    if any(p.sheet == Person.SHEET and p.text not in snapshot.index for p in parts):
        return KeptChange(kind, text, words, ids, Fate.UNFIT, "they are no longer on the map")
    try:
        dict(READERS)[kind](package, text)
    except UnfitOptionError as error:
        why = ELSEWISE if error.what.endswith(" is there twice") else error.what
        return KeptChange(kind, text, words, ids, Fate.UNFIT, why)
    return KeptChange(kind, text, words, ids, Fate.AHEAD, "")
