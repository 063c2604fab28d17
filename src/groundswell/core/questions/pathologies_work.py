"""Pathologies of how it works: nothing changes, nobody answers, sides form, agreement is cheap."""

from __future__ import annotations

from datetime import date

import numpy as np

from groundswell.core.questions.erosion import inner_conflicts, stuck_conflicts
from groundswell.core.questions.pathology import Pathology, Sign, named, since
from groundswell.core.questions.represented import View
from groundswell.core.questions.wording import count, listed, percent, quoted
from groundswell.core.terrain.run_records import (
    Adaptation,
    Adoption,
    Commitment,
    Conflict,
    Encounter,
    Evidence,
    Gate,
    Member,
    Right,
    Ruling,
)
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import (
    MemberRole,
    Result,
    TieKind,
)
from groundswell.core.terrain.visible import day_of, latest

CONTRARY = (Result.BROKE, Result.NULL)


def inertia(view: View) -> Pathology:
    """Evidence speaks against the plan, and the plan stays."""
    snapshot = view.snapshot
    sign = Sign("inertia", ("contrary_days",))
    ledger = latest(snapshot.seen.of(Evidence), "evidence")
    contrary = [e for e in ledger if e.result in CONTRARY]
    if not ledger:
        return sign.unknown("Nothing has been tried yet, so nothing could speak against the plan.")
    undated = tuple(e.evidence for e in contrary if e.observed_on is None)
    answered = {a.because_of for a in snapshot.seen.of(Adaptation) if a.because_of}
    limit = snapshot.settings.contrary_days
    ignored = [
        e.evidence
        for e in contrary
        if e.observed_on is not None
        and (snapshot.as_of - e.observed_on).days > limit
        and e.evidence not in answered
        and not _thought_again(snapshot, e.observed_on)
    ]
    if ignored:
        entries = count(len(ignored), "entry", "entries").capitalize()
        verb = "speaks" if len(ignored) == 1 else "speak"
        return sign.present(
            f"{entries} of the ledger {verb} against the plan ({listed(ignored)}), and for more "
            f"than {limit:g} days neither a change of the plan nor a gate has followed.",
            "Hold a gate: should we still do this? Let each say the best case against first, and "
            "write down what changes.",
            ignored,
        )
    if undated:
        return sign.unknown(
            f"Write down when {listed(undated)} came out, to see whether anything followed.",
            undated,
        )
    if not contrary:
        return sign.absent("Nothing in the ledger speaks against the plan.")
    return sign.absent("What spoke against the plan changed it, or led to a gate.")


def _thought_again(snapshot: Snapshot, day: date) -> bool:
    """Whether the plan was changed, or a gate held, on or after a day."""
    changed = (day_of(a) for a in snapshot.seen.of(Adaptation))
    held = (g.held_on for g in snapshot.seen.of(Gate))
    return any(when is not None and day <= when <= snapshot.as_of for when in (*changed, *held))


def blurred(view: View) -> Pathology:
    """With ownership spread, nobody answers for it."""
    snapshot, settings = view.snapshot, view.snapshot.settings
    sign = Sign(
        "blurred_accountability", ("unowned", "unowned_share", "overdue_days", "vital_days")
    )
    rulings = [r for r in latest(snapshot.seen.of(Ruling), "ruling") if _of_late(snapshot, r)]
    rights = latest(snapshot.seen.of(Right), "right")
    promises = _due_of_late(snapshot)
    if not (rulings or rights or promises):
        return sign.unknown(
            "Write down who decides what, and who promised what by when: nothing of late is on "
            "record to say who answers for it."
        )
    late = since(snapshot, settings.overdue_days)
    lost = [r.ruling for r in rulings if r.owner is None]
    lost += [r.right for r in rights if r.owner is None]
    lying = [c.person for c in promises if c.owed and c.due_on and c.due_on < late]
    adrift = len(lost) + len(lying)
    waiting = [c for c in promises if c.owed]
    matters = len(rulings) + len(promises) - len(waiting) + len(lying)
    matters += sum(r.owner is None for r in rights)
    if adrift < settings.unowned or adrift < settings.unowned_share * matters:
        return sign.absent("What was ruled and promised of late has an owner, or most of it.")
    return sign.present(
        _adrift(lost, lying, settings.overdue_days),
        "Give each an owner by name at the next meeting; whoever disagrees may say so and commit.",
        dict.fromkeys((*lost, *lying)),
    )


def _of_late(snapshot: Snapshot, ruling: Ruling) -> bool:
    day = day_of(ruling)
    return day is None or day >= since(snapshot, snapshot.settings.vital_days)


def _due_of_late(snapshot: Snapshot) -> list[Commitment]:
    """Return promises that came due of late, or so long before that they would lie about by now."""
    settings = snapshot.settings
    first = since(snapshot, settings.vital_days + settings.overdue_days)
    return [
        c
        for c in snapshot.seen.of(Commitment)
        if c.due_on is not None and first <= c.due_on <= snapshot.as_of
    ]


def _adrift(lost: list[str], lying: list[str], days: float) -> str:
    parts = []
    if lost:
        verb = "has" if len(lost) == 1 else "have"
        parts.append(f"{count(len(lost), 'ruling or right', 'rulings or rights')} {verb} no owner")
    if lying:
        verb = "lies" if len(lying) == 1 else "lie"
        parts.append(
            f"{count(len(lying), 'promise')} {verb} about more than {days:g} days past due"
        )
    return f"{' and '.join(parts)}.".capitalize()


def faction(view: View) -> Pathology:
    """A conflict stays open with members on both sides."""
    snapshot = view.snapshot
    sign = Sign("faction", ("conflict_days",))
    stuck = stuck_conflicts(snapshot)
    if stuck:
        parties = sorted({p for c in stuck for p in c.between or ()})
        noun = count(len(stuck), "conflict has", "conflicts have").capitalize()
        return sign.present(
            f"{noun} been open for more than {snapshot.settings.conflict_days:g} days, between "
            f"{named(snapshot, parties)}.",
            "Let both sides say what they need in one room, with somebody neither of them leads; "
            "decide who decides.",
            (*(c.conflict for c in stuck), *parties),
        )
    undated = [c.conflict for c in inner_conflicts(snapshot) if c.opened_on is None]
    if undated:
        text = f"Write down since when {listed(undated)} is open, and between whom."
        return sign.unknown(text, undated)
    quarrel = _unspoken(snapshot)
    if quarrel:
        return sign.unknown(
            f"The map shows {named(snapshot, quarrel)} in conflict, and no record says about what "
            "or since when. Ask, and write it down.",
            quarrel,
        )
    return sign.absent("No conflict inside the coalition is stuck.")


def _unspoken(snapshot: Snapshot) -> tuple[str, ...]:
    """Return members tied by conflict of whom no conflict is on record, resolved or not."""
    told = {p for c in snapshot.seen.of(Conflict) for p in c.between or ()}
    found: set[str] = set()
    for ends in np.transpose(snapshot.layers[TieKind.CONFLICT].nonzero()):
        pair = {snapshot.people[i] for i in ends}
        if pair <= set(snapshot.members) and not pair <= told:
            found |= pair
    return tuple(sorted(found))


def mailing_list(view: View) -> Pathology:
    """Members agree and put nothing in between meetings."""
    snapshot, settings = view.snapshot, view.snapshot.settings
    sign = Sign("mailing_list", ("idle_days", "idle_share", "recent_days"))
    settled = since(snapshot, settings.idle_days)
    asked = [
        m
        for code, m in sorted(snapshot.members.items())
        if code != snapshot.owner
        and m.role is not MemberRole.CRITICAL_FRIEND
        and (m.joined_on is None or m.joined_on <= settled)
    ]
    if not asked:
        return sign.absent("Nobody has been in it long enough to have put something in.")
    if not _anything_recorded(snapshot):
        return sign.unknown(
            "Write down what members gave and promised: hours, tasks, a word on your behalf. "
            "Nothing of the kind is on record.",
            (m.person for m in asked),
        )
    active = _putting_in(snapshot)
    idle = [m.person for m in asked if m.person not in active and not m.hours_per_week]
    if len(idle) < 2 or len(idle) < settings.idle_share * len(asked):
        return sign.absent("Most members put time, a promise or their name in.")
    return sign.present(
        f"{count(len(idle), 'member').capitalize()} of {len(asked)} agree and have put in "
        f"nothing between meetings that is on record: {named(snapshot, idle)}.",
        "Ask each for one small thing with a date, or thank them and let them go to the wider "
        "circle that is only kept informed.",
        idle,
    )


def _anything_recorded(snapshot: Snapshot) -> bool:
    seen = snapshot.seen
    hours = any(m.hours_per_week for m in seen.of(Member))
    return bool(hours or seen.of(Commitment) or any(e.by for e in seen.of(Encounter)))


def _putting_in(snapshot: Snapshot) -> set[str]:
    """Return who gave or promised something, or lately spoke with somebody for it.

    Coming to meetings is no investment: a mailing list does that too.
    """
    first = since(snapshot, snapshot.settings.recent_days)
    seen = snapshot.seen
    found = {c.person for c in seen.of(Commitment) if c.given}
    return found | {e.by for e in seen.of(Encounter) if e.by and (day_of(e) or first) >= first}


def compliance(view: View) -> Pathology:
    """People work the new way because they must, and it is taken for agreement."""
    snapshot = view.snapshot
    sign = Sign("compliance", ("compliance_gap",))
    titles = {node.code: quoted(node.title) for node in snapshot.nodes}
    newest: dict[str, tuple[float, float | None]] = {}
    for row in sorted(snapshot.seen.of(Adoption), key=lambda a: (str(a.date), a.node)):
        if row.share and row.node in titles:
            newest[row.node] = (row.share, row.by_choice_share)
    if not newest:
        return sign.absent("Nobody is known to work the new way yet, by choice or otherwise.")
    forced = {
        code: (share, willing)
        for code, (share, willing) in sorted(newest.items())
        if willing is not None and share - willing >= snapshot.settings.compliance_gap
    }
    if forced:
        parts = [
            f"at {titles[code]} {percent(share)} work the new way and {percent(willing)} would "
            "without being told"
            for code, (share, willing) in forced.items()
        ]
        return sign.present(
            f"What looks like adoption is partly obedience: {listed(parts)}.",
            "Ask three of them what the new way costs them, mend that, and count who stays when "
            "nobody looks.",
            forced,
        )
    blank = sorted(code for code, (_, willing) in newest.items() if willing is None)
    if blank:
        names = listed([titles[code] for code in blank])
        text = f"Ask at {names} how many would work the new way without being told."
        return sign.unknown(text, blank)
    return sign.absent("Those who work the new way mostly do so by choice.")
