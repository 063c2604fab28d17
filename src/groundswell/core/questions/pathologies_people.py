"""Pathologies of who is in it: alone, too many, one sponsor, one mind, one side of the counter."""

from __future__ import annotations

from collections import Counter

from groundswell.core.questions.blind_spots import warnings
from groundswell.core.questions.pathology import Pathology, Sign, named, since
from groundswell.core.questions.readiness import OWN_TESTS, inner_circle
from groundswell.core.questions.represented import View
from groundswell.core.questions.system import unsettled, voice
from groundswell.core.questions.wording import UNKNOWN, count, listed, percent, quoted
from groundswell.core.terrain.run_records import (
    Commitment,
    Encounter,
    Evidence,
    Meeting,
    Right,
    Ruling,
)
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import (
    CommitmentKind,
    CommitmentState,
    EncounterKind,
    MeetingKind,
    MemberRole,
    Phase,
)
from groundswell.core.terrain.visible import day_of

ENOUGH_WORK = 7  # pieces of work on record from which it can be said who carries it
ENOUGH_MEMBERS = 3  # below, one sponsor is all there could be
EARLY = (Phase.NUCLEUS, Phase.EVIDENCE)


def lone_builder(view: View) -> Pathology:
    """One person pushes ahead by themselves, and the work goes when they do."""
    snapshot = view.snapshot
    sign = Sign("lone_builder", ("alone_days", "alone_share", "vital_days"))
    if snapshot.owner is None:
        return sign.unknown("Write down who started it, to see whether the work hangs on them.")
    work = recent_work(snapshot)
    total, own = sum(work.values()), work[snapshot.owner]
    others = [m.person for m in inner_circle(snapshot) if m.person != snapshot.owner]
    if total >= ENOUGH_WORK and own / total >= snapshot.settings.alone_share:
        return sign.present(
            f"Of the last {total} conversations, kept promises and rulings on record, {own} were "
            f"yours ({percent(own / total)}).",
            "Hand one conversation and one task to somebody of the core this week, and agree what "
            "they decide without you.",
            (snapshot.owner, *others),
        )
    started = snapshot.seen.initiative.started_on
    if not others and started is None:
        return sign.unknown("Write down when it began, to see how long it has been yours alone.")
    if not others and started is not None:
        days = (snapshot.as_of - started).days
        if days > snapshot.settings.alone_days:
            return sign.present(
                f"After {days} days nobody carries the work besides you.",
                "Ask the one person who shares the problem for one hour on it, before you build "
                "any further.",
                (snapshot.owner,),
            )
        return sign.absent(f"It is early: {days} days since the start.")
    if total < ENOUGH_WORK:
        return sign.unknown(
            "Write down who held which conversation and kept which promise: so far too little is "
            "on record to say who carries the work.",
            (snapshot.owner,),
        )
    return sign.absent(f"{own} of {total} recent pieces of work on record were yours.")


def recent_work(snapshot: Snapshot) -> Counter[str]:
    """Count each person's conversations, kept promises and rulings of late.

    The owner's talks alone with the inner circle are left out: hearing each member once a month is
    their part, and would make the best of owners look alone.
    """
    first = since(snapshot, snapshot.settings.vital_days)
    inner = {m.person for m in inner_circle(snapshot)}

    def tending(talk: Encounter) -> bool:
        alone = talk.kind in (EncounterKind.ONE_TO_ONE, None)
        return alone and talk.by == snapshot.owner and talk.person in inner

    def recent(record: Encounter | Commitment | Ruling) -> bool:
        day = day_of(record)
        return day is not None and day >= first

    seen = snapshot.seen
    by: list[str | None] = [e.by for e in seen.of(Encounter) if recent(e) and not tending(e)]
    by += [r.owner for r in seen.of(Ruling) if recent(r)]
    by += [c.person for c in seen.of(Commitment) if c.state is CommitmentState.KEPT and recent(c)]
    return Counter(code for code in by if code is not None and code in snapshot.index)


def bloat(view: View) -> Pathology:
    """Everybody is in it before its direction is clear, or with nobody to decide what."""
    snapshot, settings = view.snapshot, view.snapshot.settings
    sign = Sign("coalition_bloat", ("early_members", "governed_members", "check_in_days"))
    members = len(snapshot.members)
    who = tuple(sorted(snapshot.members))
    tests = [e for e in snapshot.seen.of(Evidence) if e.kind in OWN_TESTS and e.result]
    if members >= settings.early_members and snapshot.phase in EARLY and not tests:
        return sign.present(
            f"{count(members, 'person', 'people').capitalize()} are in it and no test of your own "
            "has a result yet.",
            "Work with two to four of them on one small test, and tell the others when you will "
            "come back with what it showed.",
            who,
        )
    if members <= settings.governed_members:
        return sign.absent(f"{count(members, 'member').capitalize()}: small enough to talk.")
    lacking = _ungoverned(snapshot)
    if not lacking:
        return sign.absent(f"{members} members, with decision rights and a check-in.")
    return sign.present(
        f"{members} people are in it without {' or '.join(lacking)}.",
        "Write down who decides what, and let the wider circle meet once a month to check in.",
        who,
    )


def _ungoverned(snapshot: Snapshot) -> list[str]:
    first = since(snapshot, snapshot.settings.check_in_days)
    met = [
        m
        for m in snapshot.seen.of(Meeting)
        if m.kind is MeetingKind.CHECK_IN and m.date is not None and m.date >= first
    ]
    lacking = [] if snapshot.seen.of(Right) else ["decision rights"]
    return lacking if met else [*lacking, "a recent check-in"]


def single_sponsor(view: View) -> Pathology:
    """All the authority inside the coalition is one person's."""
    snapshot = view.snapshot
    sign = Sign("single_sponsor")
    if len(snapshot.members) < ENOUGH_MEMBERS:
        return sign.absent("Too few members for a second sponsor.")
    lent = sponsors(view)
    if len(lent) != 1:
        text = (
            f"{named(snapshot, sorted(lent))} lend it authority."
            if lent
            else ("Nobody inside lends it authority yet; coverage names who could.")
        )
        return sign.absent(text)
    ((code, why),) = lent.items()
    who = named(snapshot, [code])
    return sign.present(
        f"All authority inside the coalition comes from {who}: {listed(why)}.",
        "Win a second person who decides, vetoes or gives permission, from another branch, while "
        "the first is still there.",
        (code,),
    )


def sponsors(view: View) -> dict[str, list[str]]:
    """Return members who lend authority, each with what they lend."""
    snapshot = view.snapshot
    found: dict[str, list[str]] = {}
    for code, member in sorted(snapshot.members.items()):
        if member.role is MemberRole.SPONSOR:
            found.setdefault(code, []).append("a sponsor")
        if snapshot.person[code].gives_permission:
            found.setdefault(code, []).append("gives permission")
    for point in unsettled(snapshot):
        for code in view.within(point.holders):
            if code in snapshot.members:
                found.setdefault(code, []).append(f"holds {quoted(point.title)}")
    promised = (CommitmentKind.SPONSOR, CommitmentKind.AUTHORITY)
    for c in snapshot.seen.of(Commitment):
        if c.kind in promised and c.given and c.person in snapshot.members:
            why = found.setdefault(c.person, [])
            if "promised it" not in why:
                why.append("promised it")
    return found


def pure_enthusiasts(view: View) -> Pathology:
    """Nobody inside sees the risks first."""
    sign = Sign("pure_enthusiasts")
    found = next((w for w in warnings(view) if w.kind == "pure_enthusiasts"), None)
    if found is None:
        return sign.absent("Somebody inside is known to doubt, or there are too few to echo.")
    if any(view.stances[code] == UNKNOWN for code in view.coalition):
        return sign.unknown(found.text, found.ids)
    return sign.present(
        found.text,
        "Ask one skeptic to be a critical friend: to say what is wrong with it, with no promise to "
        "agree.",
        found.ids,
    )


def insiders_only(view: View) -> Pathology:
    """Nobody inside stands outside, or lives with the result."""
    sign = Sign("insiders_only")
    found = next((w for w in warnings(view) if w.kind == "insiders_only"), None)
    if found is None:
        return sign.absent("Somebody inside lives with the result, or there is hardly a circle.")
    people = view.snapshot.person.values()
    if not any(person.outside or voice(person) for person in people):
        return sign.unknown(found.text)
    return sign.present(
        found.text,
        "Invite one person who lives with the result, and let them change the next test.",
        found.ids,
    )
