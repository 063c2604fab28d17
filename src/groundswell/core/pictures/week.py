"""This week: at most seven things to do, each with its reason, within the owner's hours.

The order is a stated convention: what cannot wait, then promises and people of the inner rings,
then the next conversation, then what is not known and matters. Nothing is ever added to fill a
week.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import day
from groundswell.core.questions.blind_spots import warnings
from groundswell.core.questions.map_gaps import holders, map_gaps
from groundswell.core.questions.represented import View
from groundswell.core.questions.voices import missing_voices
from groundswell.core.questions.wording import count, listed, quoted
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.run_records import Commitment, Encounter, Evidence, Gate
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import CommitmentState, Phase, Ring
from groundswell.core.terrain.visible import latest

MOST = 7
MONTH = 30  # days after which a conversation with an inner member is due
SEASON = 90  # days after which a judgement of a decider has grown old
SOON = 14  # days before a gate at which it asks for attention
ENOUGH = 3  # people from which a map says anything
RESTING = (Phase.PAUSED, Phase.STOPPED, Phase.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do.

    Parameters
    ----------
    kind
        What sort of thing; a face knows the screen that does it.
    title, reason
        What to do, and why now.
    ids
        Codes of the people, decisions or records it is about, the first first.
    sheet
        The sheet of the records behind it.
    hours
        Roughly how long it takes.
    """

    kind: str
    title: str
    reason: str
    ids: tuple[str, ...]
    sheet: str
    hours: float


@dataclass(frozen=True, slots=True)
class Talk:
    """The next conversation as a question answered it: with whom, through whom, and why."""

    person: str
    through: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Week:
    """What to do this week.

    Parameters
    ----------
    items
        At most seven, in the order to do them.
    later
        What does not fit the hours; named, so that nothing is dropped in silence.
    hours
        What the items take together.
    """

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    items: tuple[Item, ...]
    later: tuple[Item, ...]
    hours: float


def week(
    snapshot: Snapshot,
    *,
    talk: Talk | None = None,
    veiled: Mapping[str, int] | None = None,
    private: bool = True,
    mine: bool = True,
) -> Week:
    """Return what to do this week.

    Parameters
    ----------
    talk
        The next conversation, where it is known already.
    veiled
        Judgements of others that wait for the viewer's own, by person.
    private
        Whether the snapshot holds judgements, contacts and commitments; without them nothing is
        said about what seems to be missing among them.
    mine
        Whether the viewer is the owner, whose own manager may be asked about.
    """
    found = () if snapshot.phase in RESTING else _found(snapshot, talk, veiled or {}, private, mine)
    items, later = _fitting(list(found), snapshot.seen.initiative.weekly_hours)
    return Week(
        headline=_headline(snapshot, items, later),
        population=f"{_population(snapshot, private)}, as of {day(snapshot.as_of)}",
        gaps=tuple(map_gaps(snapshot)),
        items=tuple(items),
        later=tuple(later),
        hours=round(2 * sum(item.hours for item in items)) / 2,
    )


def _found(
    snapshot: Snapshot, talk: Talk | None, veiled: Mapping[str, int], private: bool, mine: bool
) -> Iterator[Item]:
    yield from _beginnings(snapshot)
    yield from _gates(snapshot)
    if private:
        yield from _promises(snapshot)
        yield from _inner_circle(snapshot)
        yield from _conversation(snapshot, talk)
        yield from _deciders(snapshot, veiled)
    yield from _nobody_decides(snapshot)
    yield from _voices(snapshot)
    if private:
        yield from _blind_spots(snapshot, mine)
    yield from _evidence(snapshot)
    yield from _ears(snapshot)


def _fitting(found: list[Item], budget: float | None) -> tuple[list[Item], list[Item]]:
    """Return what fits the hours, the first always, and the rest."""
    items: list[Item] = []
    later: list[Item] = []
    spent = 0.0
    for item in found:
        fits = budget is None or not items or spent + item.hours <= budget
        if fits and len(items) < MOST:
            items.append(item)
            spent += item.hours
        else:
            later.append(item)
    return items, later


def _population(snapshot: Snapshot, private: bool) -> str:
    """Say whom the list is about; without judgements nothing is said about them."""
    if private:
        return snapshot.population
    return f"{count(len(snapshot.people), 'person', 'people').capitalize()} on the map"


def _beginnings(snapshot: Snapshot) -> Iterator[Item]:
    if not snapshot.seen.initiative.title:
        reason = "The change has no title yet. One sentence will do, and may change."
        yield Item("title", "Say what will be different", reason, (), "initiative", 0.1)
    if len(snapshot.people) < ENOUGH:
        known = count(len(snapshot.people), "person is", "people are").capitalize()
        reason = f"{known} on the map. With ten it begins to say something."
        yield Item("names", "Write down ten names", reason, (), "people", 0.25)
    if snapshot.people and not snapshot.member.any():
        reason = "Nobody is in the coalition yet, not even you. It begins with its nucleus."
        yield Item("coalition", "Add yourself to the coalition", reason, (), "coalition", 0.1)
    if not any(d.required for d in snapshot.decisions):
        reason = "No decision is named that the change needs, so no answer can say how near it is."
        yield Item("decisions", "Name the decisions it needs", reason, (), "decisions", 0.25)


def _gates(snapshot: Snapshot) -> Iterator[Item]:
    rows = [g for g in latest(snapshot.seen.of(Gate), "gate") if g.due_on and not g.held_on]
    for gate in sorted(rows, key=lambda g: (g.due_on or date.max, g.gate))[:1]:
        assert gate.due_on is not None
        away = (gate.due_on - snapshot.as_of).days
        if away > SOON:
            continue
        when = f"was due on {day(gate.due_on)}" if away < 0 else f"is due on {day(gate.due_on)}"
        reason = f"The gate {when}: should we still do this? The best case against comes first."
        yield Item("gate", "Hold the gate", reason, (gate.gate,), "gates", 1.0)


def _promises(snapshot: Snapshot) -> Iterator[Item]:
    owing = (CommitmentState.ASKED, CommitmentState.PROMISED)
    overdue = [
        c
        for c in snapshot.seen.of(Commitment)
        if c.due_on and c.due_on < snapshot.as_of and c.state in owing
    ]
    by: dict[str, Commitment] = {}
    for row in sorted(overdue, key=lambda c: (c.due_on or date.max, c.person, repr(c))):
        by.setdefault(row.person, row)
    for code, row in list(by.items())[:2]:
        assert row.due_on is not None
        name = snapshot.name(code)
        what = quoted(row.text) if row.text else "What was promised"
        mine = code == snapshot.owner
        title = "Keep or take back what you promised" if mine else f"Ask {name} how it stands"
        reason = f"{what} was due on {day(row.due_on)}, and nothing says what became of it."
        yield Item("promise", title, reason, (code,), "commitments", 0.25)


def _inner_circle(snapshot: Snapshot) -> Iterator[Item]:
    """Yield members of the inner rings with whom a conversation is due, the longest wait first."""
    waits = []
    for code, member in snapshot.members.items():
        if member.ring not in (Ring.NUCLEUS, Ring.CORE) or code == snapshot.owner:
            continue
        last = _last_met(snapshot, code)
        if last is None or (snapshot.as_of - last).days >= MONTH:
            waits.append((last or date.min, code))
    for last, code in sorted(waits)[:2]:
        name = snapshot.name(code)
        if last == date.min:
            reason = f"No conversation with {name} alone is on record. Each member is heard alone."
        else:
            reason = f"{(snapshot.as_of - last).days} days since the last conversation alone."
        yield Item("check_in", f"Check in with {name}", reason, (code,), "encounters", 0.75)


def _last_met(snapshot: Snapshot, code: str) -> date | None:
    days = (
        e.date or e.observed_on
        for e in snapshot.seen.of(Encounter)
        if e.person == code or (e.by == code and e.person == snapshot.owner)
    )
    return max((d for d in days if d is not None), default=None)


def _conversation(snapshot: Snapshot, talk: Talk | None) -> Iterator[Item]:
    if talk is None or talk.person not in snapshot.index:
        return
    through = f", through {snapshot.name(talk.through)}" if talk.through else ""
    title = f"Talk to {snapshot.name(talk.person)}{through}"
    yield Item("talk", title, talk.reason, (talk.person,), "people", 1.0)


def _deciders(snapshot: Snapshot, veiled: Mapping[str, int]) -> Iterator[Item]:
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
        yield Item(
            "judge", f"Say where {who} {_stand(one)}", reason, tuple(unknown), "stances", 0.2
        )
    old = snapshot.as_of - timedelta(days=SEASON)
    newest = _newest_judgements(snapshot)
    stale = [c for c in codes if c not in unknown and newest.get(c, old) < old]
    if stale:
        who = listed([snapshot.name(c) for c in stale], 3)
        reason = f"The last judgement is over {SEASON} days old, and a decision hangs on it."
        yield Item("judge", f"Look again at {who}", reason, tuple(stale), "stances", 0.2)


def _stand(one: bool) -> str:
    return "stands" if one else "stand"


def _newest_judgements(snapshot: Snapshot) -> dict[str, date]:
    newest: dict[str, date] = {}
    for row in snapshot.seen.of(Judgement):
        if row.observed_on is not None:
            newest[row.person] = max(newest.get(row.person, date.min), row.observed_on)
    return newest


def _nobody_decides(snapshot: Snapshot) -> Iterator[Item]:
    lacking = [d for d in snapshot.decisions if d.required and d.open and d.anonymous]
    if lacking:
        titles = listed([quoted(d.title) for d in lacking], 2)
        reason = "Nobody is known to decide on it, so it counts as a stranger's yes."
        ids = tuple(d.code for d in lacking)
        yield Item("holder", f"Find out who decides on {titles}", reason, ids, "authority", 0.5)


def _voices(snapshot: Snapshot) -> Iterator[Item]:
    for missing in missing_voices(snapshot)[:1]:
        if missing.kind == "affected":
            title = f"Invite somebody who speaks for {missing.voice}"
            yield Item("voice", title, missing.text, missing.people, "people", 1.0)


def _blind_spots(snapshot: Snapshot, mine: bool) -> Iterator[Item]:
    """Yield your own manager and the empty side of resistance, where the map says nothing."""
    if len(snapshot.people) < ENOUGH:
        return
    titles = {
        "own_manager": ("manager", "Say what your own manager knows", "people"),
        "nobody_known": ("place", "Say where ten people stand", "stances"),
        "no_resistance": ("resistance", "Ask who would rather it did not happen", "resistance"),
    }
    said = {"own_manager"} if not mine else set()
    if any(not snapshot.stances.judged[i] for i in holders(snapshot)):
        said.add("nobody_known")  # deciders nobody has judged are an item of their own
    for warning in warnings(View(snapshot)):
        if warning.kind in titles and warning.kind not in said:
            kind, title, sheet = titles[warning.kind]
            yield Item(kind, title, warning.text, warning.ids, sheet, 0.25)


def _evidence(snapshot: Snapshot) -> Iterator[Item]:
    if not snapshot.seen.of(Evidence) and len(snapshot.people) >= ENOUGH:
        reason = "Nothing has been tried or measured. What today costs needs nobody's permission."
        yield Item("evidence", "Write down what today costs", reason, (), "evidence", 1.0)


def _ears(snapshot: Snapshot) -> Iterator[Item]:
    for missing in _of_kind(map_gaps(snapshot), "ties_unknown"):
        if 2 * len(missing.ids) >= len(snapshot.people):
            title = "Find out whose advice they seek"
            yield Item("ties", title, missing.text, missing.ids, "ties", 0.5)


def _of_kind(gaps: Iterable[Gap], kind: str) -> Iterator[Gap]:
    return (g for g in gaps if g.kind == kind)


def _headline(snapshot: Snapshot, items: list[Item], later: list[Item]) -> str:
    if snapshot.phase in RESTING:
        return "The work rests. Nothing needs you this week."
    if not items:
        return "Nothing needs you this week."
    first = items[0].title[:1].lower() + items[0].title[1:]
    if len(items) == 1 and not later:
        return f"One thing this week: {first}."
    number = count(len(items), "small thing").capitalize()
    return f"{number} this week. First: {first}."
