"""The person card: who somebody is to this change, fit to be read by the person themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from groundswell.core.answer import Gap
from groundswell.core.dynamics.paths import best_paths
from groundswell.core.pictures.lens import TIE_WORDS, Lens, Portrait, titled
from groundswell.core.pictures.standing_of import Judged, Kotter, StanceNow, history, kotter, now
from groundswell.core.pictures.timeline import Moment, timeline
from groundswell.core.questions.question import gap
from groundswell.core.questions.wording import listed, quoted
from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Commitment
from groundswell.core.terrain.snapshot import DecisionPoint, Index, Snapshot
from groundswell.core.terrain.terms import GapKind, StakeKind, TieKind

KOTTER_USE = (
    "Used to see whether the coalition as a whole has position power, expertise, credibility and "
    "leadership; never to rank people."
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing stated about somebody: a label and its words."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Power:
    """What somebody may do about a decision."""

    decision: str
    title: str
    part: str
    state: str


@dataclass(frozen=True, slots=True)
class Place:
    """A node somebody operates."""

    node: str
    title: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A tie of somebody: with whom, in which layer, and how it is known."""

    person: Portrait
    kind: str
    words: str
    weight: float
    known: str


@dataclass(frozen=True, slots=True)
class StakeTold:
    """What somebody gains, loses, needs, fears or carries, with a measure where there is one."""

    kind: str
    text: str
    topic: str
    measure: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody's place in the coalition."""

    ring: str
    role: str
    since: date | None
    hours: float | None
    may_decide: str
    success: str
    reason: str


@dataclass(frozen=True, slots=True)
class Promise:
    """Something asked of or promised by somebody."""

    text: str
    kind: str
    state: str
    asked_on: date | None
    promised_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything the viewer may see about one person.

    Parameters
    ----------
    facts
        What is stated of them, label by label; what is not stated is left out.
    stance
        Where they stand with its band in words; None where nobody judged them.
    history
        Judgements by assessor and day, the newest first.
    kotter, kotter_use
        The four criteria as judged, with source, and what they are used for.
    powers, places
        Their part in decisions, and the work they do.
    ties_out, ties_in
        Whom they listen to, and who listens to them, layer by layer.
    ear
        Codes of those in the coalition whom they trust or ask.
    path
        The strongest chain from the coalition to them, as codes; empty without one or inside.
    """

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    person: Portrait
    facts: tuple[Fact, ...]
    stance: StanceNow | None
    history: tuple[Judged, ...]
    kotter: tuple[Kotter, ...]
    kotter_use: str
    powers: tuple[Power, ...]
    places: tuple[Place, ...]
    ties_out: tuple[Contact, ...]
    ties_in: tuple[Contact, ...]
    ear: tuple[str, ...]
    path: tuple[str, ...]
    stakes: tuple[StakeTold, ...]
    membership: Membership | None
    commitments: tuple[Promise, ...]
    timeline: tuple[Moment, ...]


def person_card(
    snapshot: Snapshot, person: str, *, veiled: Mapping[str, int] | None = None
) -> PersonCard:
    """Return the card of one person, from what the viewer may see.

    Raises
    ------
    KeyError
        If nobody has this code.
    """
    lens = Lens(snapshot, veiled)
    portrait, i = lens.by_code[person], snapshot.index[person]
    ear = () if lens.circle.inside[i] else lens.circle.with_ear_of(i, most=4)
    path = () if lens.circle.inside[i] else _path(snapshot, i)
    out, into = _ties(lens, person)
    powers, stakes = _powers(snapshot, i), _stakes(snapshot, person)
    return PersonCard(
        headline=_headline(lens, portrait, powers, ear, path),
        population=lens.population,
        gaps=tuple(_gaps(lens, portrait, out, into, stakes)),
        person=portrait,
        facts=tuple(_facts(lens, person)),
        stance=now(snapshot, person) if portrait.judged else None,
        history=history(snapshot, person),
        kotter=kotter(snapshot, person),
        kotter_use=KOTTER_USE,
        powers=powers,
        places=tuple(Place(n.code, n.title) for n in snapshot.nodes if i in n.operators),
        ties_out=out,
        ties_in=into,
        ear=ear,
        path=path,
        stakes=stakes,
        membership=_membership(lens, person),
        commitments=_commitments(snapshot, person),
        timeline=timeline(snapshot, person),
    )


def _facts(lens: Lens, code: str) -> Iterator[Fact]:
    p = lens.snapshot.person[code]
    hours = f"{p.capacity_hours:g} a week" if p.capacity_hours is not None else ""
    stated = (
        ("Does", p.role),
        ("Unit", lens.by_code[code].unit_name),
        ("Level", p.level.value if p.level else ""),
        ("Function", p.function),
        ("Site", lens.chart.site(p)),
        ("Speaks for", p.voice),
        ("Newer role", titled(p.new_role.value) if p.new_role else ""),
        ("Hours they could give", hours),
    )
    yield from (Fact(label, text) for label, text in stated if text)
    flags = (
        (p.outside, "Stands outside the formal organisation"),
        (p.affected, "Lives with the result"),
        (p.lived_experience, "Knows the problem from their own work"),
        (p.gives_permission, "When they commit, others feel allowed to"),
        (p.overloaded, "Already carries too much"),
    )
    yield from (Fact(text, "yes") for flag, text in flags if flag)


def _powers(snapshot: Snapshot, i: int) -> tuple[Power, ...]:
    def parts(point: DecisionPoint) -> Iterator[Power]:
        known: tuple[tuple[Index, str], ...] = (
            (point.deciders, "decides"),
            (point.vetoes, "can stop it"),
            (point.consulted, "is asked first"),
            (point.implementers, "carries it out"),
        )
        for people, words in known:
            if i in people:
                yield Power(point.code, point.title, words, point.state.value)

    return tuple(power for point in snapshot.decisions for power in parts(point))


def _ties(lens: Lens, code: str) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    out, into = [], []
    for arc in lens.arcs_of(code):
        words = TIE_WORDS[TieKind(arc.kind)]
        if arc.source == code:
            other = lens.by_code[arc.target]
            out.append(Contact(other, arc.kind, words, arc.weight, arc.known))
        elif arc.target == code:
            other = lens.by_code[arc.source]
            into.append(Contact(other, arc.kind, words, arc.weight, arc.known))
    return tuple(out), tuple(into)


def _path(snapshot: Snapshot, i: int) -> tuple[str, ...]:
    return tuple(snapshot.people[k] for k in reversed(best_paths(snapshot).path(i)))


def _stakes(snapshot: Snapshot, code: str) -> tuple[StakeTold, ...]:
    rows = [s for s in snapshot.seen.of(Stake) if s.person == code]
    order = {kind: at for at, kind in enumerate(StakeKind)}
    rows.sort(key=lambda s: (order[s.kind] if s.kind else len(order), s.text or "", repr(s)))
    return tuple(
        StakeTold(
            kind=s.kind.value if s.kind else "stake",
            text=s.text or "",
            topic=s.topic or "",
            measure=_measure(s),
        )
        for s in rows
    )


def _measure(stake: Stake) -> str:
    if not stake.measure:
        return ""
    if stake.baseline is None:
        return f"{stake.measure}: how it is today is not known"
    period = f" per {stake.period}" if stake.period else ""
    return f"{stake.measure}: {stake.baseline:g}{period} today"


def _membership(lens: Lens, code: str) -> Membership | None:
    member = lens.snapshot.members.get(code)
    if member is None:
        return None
    return Membership(
        ring=lens.by_code[code].ring or "",
        role=titled(member.role.value) if member.role else "",
        since=member.joined_on or member.observed_on,
        hours=member.hours_per_week,
        may_decide=member.decision_authority or "",
        success=member.meaning_of_success or "",
        reason=member.reason or "",
    )


def _commitments(snapshot: Snapshot, code: str) -> tuple[Promise, ...]:
    rows = [c for c in snapshot.seen.of(Commitment) if c.person == code]
    rows.sort(key=lambda c: (c.due_on or date.max, c.promised_on or date.max, repr(c)))
    return tuple(
        Promise(
            text=c.text or "",
            kind=titled(c.kind.value) if c.kind else "",
            state=c.standing.value,
            asked_on=c.asked_on,
            promised_on=c.promised_on,
            due_on=c.due_on,
        )
        for c in rows
    )


def _headline(
    lens: Lens,
    person: Portrait,
    powers: tuple[Power, ...],
    ear: tuple[str, ...],
    path: tuple[str, ...],
) -> str:
    name = lens.snapshot.name
    if person.ring:
        where = f"{person.name} is with you, in the {person.ring} ring"
    elif person.stance:
        where = f"{person.name} stands as {person.stance}, as far as anybody you see has said"
    elif person.veiled:
        where = f"You have not said yet where you see {person.name}"
    else:
        where = f"Nobody has judged where {person.name} stands"
    held = [p for p in powers if p.state == "open" and p.part in ("decides", "can stop it")]
    if held:
        verb = "decides on" if held[0].part == "decides" else "can stop"
        where += f"; {verb} {quoted(held[0].title)}"
    if ear:
        where += (
            f"; {listed([name(c) for c in ear])} {'has' if len(ear) == 1 else 'have'} their ear"
        )
    elif len(path) > 2:
        where += f"; the way there leads by {listed([name(c) for c in path[1:-1]])}"
    elif not person.ring and person.code != lens.snapshot.owner:
        where += "; nobody of you is known to have their ear"
    return f"{where}."


def _gaps(
    lens: Lens,
    person: Portrait,
    out: tuple[Contact, ...],
    into: tuple[Contact, ...],
    stakes: tuple[StakeTold, ...],
) -> Iterator[Gap]:
    i = lens.snapshot.index[person.code]
    if not person.judged and person.veiled:
        text = (
            "Others have said where they see them; it stays hidden until you have said it, so "
            "that nobody is swayed."
        )
        yield gap(GapKind.STANCE_UNKNOWN, text, person.code)
    elif not person.judged:
        text = f"Nobody has judged where {person.name} stands; {lens.circle.ask(i)}."
        yield gap(GapKind.STANCE_UNKNOWN, text, person.code)
    if not stakes:
        text = f"What {person.name} gains, loses, needs or fears is not known; listen first."
        yield gap(GapKind.STAKES_UNKNOWN, text, person.code)
    if not out and not into:
        text = f"No tie of {person.name} is on the map; {lens.circle.ask(i)}."
        yield gap(GapKind.TIES_UNKNOWN, text, person.code)
