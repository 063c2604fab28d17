"""The matrix of decisions: who holds each, who can stop it, and who in the coalition has their ear.

The chance that a decision passes, with its band, is left to the critical-mass question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import Lens, Portrait
from groundswell.core.pictures.swings import swings
from groundswell.core.questions.question import gap
from groundswell.core.questions.standing import DOUBTING
from groundswell.core.questions.wording import count, listed, percent, quoted
from groundswell.core.terrain.map_records import Authority, Judgement
from groundswell.core.terrain.snapshot import DecisionPoint, Index, Snapshot
from groundswell.core.terrain.terms import DecisionState, GapKind, Rule, Stance
from groundswell.core.terrain.visible import latest


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a part in a decision.

    Parameters
    ----------
    part
        What they may do: decides, can stop it, is asked, carries it out.
    inside
        Whether they are of the coalition.
    ear
        Codes of those in the coalition whom they trust or ask.
    on_this
        Word or number of the newest judgement about this very decision, if there is one.
    swing
        How often their yes settles it before anybody's opinion is known, in words.
    seen_on
        The day the authority was observed, where it is dated.
    """

    person: Portrait
    part: str
    inside: bool
    ear: tuple[str, ...]
    on_this: str | None
    swing: str
    seen_on: date | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision the change needs, or could use.

    Parameters
    ----------
    rule
        How it is taken, in words.
    reading
        Where it stands with the coalition, in a sentence.
    problem
        Why rule and holders do not fit together; empty where they do.
    """

    code: str
    title: str
    kind: str | None
    rule: str
    state: str
    required: bool
    needed_by: date | None
    decided_on: date | None
    holders: tuple[Holder, ...]
    gatekeepers: tuple[Holder, ...]
    consulted: tuple[Holder, ...]
    implementers: tuple[Holder, ...]
    reading: str
    problem: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions, those still to be won and needed first."""

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    rows: tuple[DecisionRow, ...]


def decisions(snapshot: Snapshot, *, veiled: Mapping[str, int] | None = None) -> Decisions:
    """Return who holds which decision, and how the coalition stands to them."""
    lens = Lens(snapshot, veiled)
    told = _told(snapshot)
    seen = {
        (row.decision, row.person, row.role.value): row.observed_on
        for row in latest(snapshot.seen.of(Authority), "decision", "person", "role")
    }
    rows = [_row(lens, point, told, seen) for point in snapshot.decisions]
    rows.sort(key=lambda r: (r.state == DecisionState.PASSED, not r.required, r.code))
    return Decisions(_headline(rows), lens.population, tuple(_gaps(rows)), tuple(rows))


def _told(snapshot: Snapshot) -> Mapping[tuple[str, str], str]:
    """Return the newest word on somebody's stance on one decision, whoever gave it."""
    found: dict[tuple[str, str], str] = {}
    for j in latest(snapshot.seen.of(Judgement), "person", "decision"):
        if j.decision and j.stance is not Stance.UNKNOWN:
            word = j.stance.value if isinstance(j.stance, Stance) else f"{j.stance:+g}"
            found[j.person, j.decision] = word
    return found


def _row(
    lens: Lens,
    point: DecisionPoint,
    told: Mapping[tuple[str, str], str],
    seen: Mapping[tuple[str, str, str], date | None],
) -> DecisionRow:
    settled, problem = swings(lens.snapshot, point)

    def part(people: Index, role: str, words: str) -> tuple[Holder, ...]:
        codes = [lens.snapshot.people[i] for i in people if i < len(lens.snapshot.people)]
        return tuple(
            _holder(lens, code, words)(
                on_this=told.get((code, point.code)),
                swing=settled.get(code, ""),
                seen_on=seen.get((point.code, code, role)),
            )
            for code in codes
        )

    holders = part(point.deciders, "decide", "decides")
    gatekeepers = part(point.vetoes, "veto", "can stop it")
    record = point.record
    return DecisionRow(
        code=point.code,
        title=point.title,
        kind=record.kind.value if record.kind else None,
        rule=rule_words(point),
        state=point.state.value,
        required=point.required,
        needed_by=record.needed_by,
        decided_on=None if point.open else record.decided_on,
        holders=holders,
        gatekeepers=gatekeepers,
        consulted=part(point.consulted, "consult", "is asked first"),
        implementers=part(point.implementers, "implement", "carries it out"),
        reading=_reading(lens, point, (*holders, *gatekeepers)),
        problem=problem,
    )


def _holder(lens: Lens, code: str, part: str) -> Callable[..., Holder]:
    """Return the part of a holder that is the same for every decision, to be completed."""
    i = lens.snapshot.index[code]
    inside = bool(lens.circle.inside[i])
    ear = lens.circle.with_ear_of(i)
    return partial(Holder, person=lens.by_code[code], part=part, inside=inside, ear=ear)


def rule_words(point: DecisionPoint) -> str:
    """Return how a decision is taken, in words."""
    if point.anonymous:
        return "nobody is known to decide it"
    text = _rule(point.rule, point.record.quota, len(point.deciders))
    if point.record.alt_rule is not None and point.record.alt_chance:
        other = _rule(point.record.alt_rule, point.record.alt_quota, len(point.deciders))
        text += f", or perhaps {other}"
    vetoes = len(point.vetoes)
    return f"{text}; {count(vetoes, 'veto', 'vetoes')}" if vetoes else text


def _rule(rule: Rule, quota: float | None, deciders: int) -> str:
    share = f"{percent(quota)} of the weight" if quota else "enough weight"
    return {
        Rule.OWNER: "one person decides",
        Rule.MAJORITY: f"a majority of {deciders}",
        Rule.QUOTA: f"{share} of {deciders} must say yes",
        Rule.UNANIMITY: f"all {deciders} must say yes",
        Rule.NEGOTIATED: f"negotiated between {deciders}",
    }[rule]


def _reading(lens: Lens, point: DecisionPoint, holders: tuple[Holder, ...]) -> str:
    if point.state is DecisionState.PASSED:
        return "Taken; what remains is that it could be reversed."
    if point.state is DecisionState.REFUSED:
        return "Refused; it would have to be opened again."
    if not holders:
        return "Nobody is known to decide it. Find out who does."
    ours = list(dict.fromkeys(h.person.name for h in holders if h.inside))
    heard = list(dict.fromkeys(h.person.name for h in holders if not h.inside and h.ear))
    away = list(dict.fromkeys(h.person.name for h in holders if not h.inside and not h.ear))
    parts = []
    if ours:
        parts.append(f"{listed(ours)} {'is' if len(ours) == 1 else 'are'} with you")
    if heard:
        parts.append(f"{listed(heard)} {'listens' if len(heard) == 1 else 'listen'} to one of you")
    if away:
        parts.append(f"nobody of you has the ear of {listed(away)}")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _headline(rows: list[DecisionRow]) -> str:
    needed = [r for r in rows if r.required]
    if not needed:
        return "No decision is named as needed yet. What would have to be decided?"
    ahead = [r for r in needed if r.state != DecisionState.PASSED]
    taken = len(needed) - len(ahead)
    if not ahead:
        return f"All of the {count(len(needed), 'decision')} the change needs are taken."
    held = [r for r in ahead if any(h.inside for h in r.holders)]
    far = [r for r in ahead if not any(h.inside or h.ear for h in (*r.holders, *r.gatekeepers))]
    text = f"You sit in on {_of(len(held), len(ahead))} still to be won"
    if taken:
        text += f", and {count(taken, 'is', 'are')} taken"
    if far:
        text += f"; nobody of you reaches {listed([quoted(r.title) for r in far], 2)}"
    else:
        against = list(
            dict.fromkeys(h.person.name for r in ahead for h in r.gatekeepers if _doubts(h))
        )
        if against:
            verb = "doubts it" if len(against) == 1 else "doubt it"
            text += f"; {listed(against, 2)}, who can stop one, {verb}"
    return f"{text}."


def _of(part: int, total: int) -> str:
    if part == 0:
        return "none of the decisions"
    if part == total == 1:
        return "the one decision"
    return f"{count(part, 'of', 'of')} {count(total, 'decision')}"


def _doubts(holder: Holder) -> bool:
    return holder.person.stance in DOUBTING


def _gaps(rows: list[DecisionRow]) -> Iterator[Gap]:
    for row in rows:
        if row.state == DecisionState.PASSED or not row.required:
            continue
        if row.problem:
            text = f"{quoted(row.title)}: rule and holders do not fit together. {row.problem}"
            yield gap(GapKind.HOLDER_UNKNOWN, text, row.code)
        if not row.holders:
            text = f"Nobody is known to decide on {quoted(row.title)}. Find out who does."
            yield gap(GapKind.HOLDER_UNKNOWN, text, row.code)
        dark = [h.person for h in (*row.holders, *row.gatekeepers) if not h.person.judged]
        if dark:
            names = list(dict.fromkeys(p.name for p in dark))
            yield gap(
                GapKind.STANCE_UNKNOWN,
                f"Where {listed(names)} {'stands' if len(names) == 1 else 'stand'} on "
                f"{quoted(row.title)} is not known to you.",
                *(p.code for p in dark),
            )
