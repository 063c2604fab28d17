"""What the map itself does not know, in words and with the next step; shown with every forecast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from groundswell.core.answer import Gap
from groundswell.core.questions.question import gap
from groundswell.core.questions.wording import count, listed, quoted
from groundswell.core.terrain.map_records import Judgement, Resistance
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.remembered import Remembered
from groundswell.core.terrain.snapshot import Index, Snapshot, once
from groundswell.core.terrain.terms import GapKind
from groundswell.core.terrain.visible import day_of


def map_gaps(snapshot: Snapshot) -> list[Gap]:
    """Return the gaps that touch a forecast, the gravest first."""
    return list(_map_gaps(snapshot))


@once
def _map_gaps(snapshot: Snapshot) -> tuple[Gap, ...]:
    return (
        *_requirements(snapshot),
        *_coalition(snapshot),
        *_stances(snapshot),
        *_ties(snapshot),
        *_resistance(snapshot),
        *_dates(snapshot),
    )


@once
def last_revised(snapshot: Snapshot) -> date | None:
    """Return the newest day on which anything visible was seen or written down."""
    newest = (_NEWEST_DAY(rows, snapshot.as_of) for rows in snapshot.seen.records.values())
    return max((day for day in newest if day is not None), default=None)


def _newest_day(rows: tuple[Record, ...], as_of: date) -> date | None:
    days = (
        day
        for record in rows
        for day in (day_of(record), record.observed_on, record.recorded_on)
        if day is not None and day <= as_of
    )
    return max(days, default=None)


def _newer_day(former: date | None, added: tuple[Record, ...], as_of: date) -> date | None:
    days = [day for day in (former, _newest_day(added, as_of)) if day is not None]
    return max(days, default=None)


_NEWEST_DAY = Remembered(_newest_day, _newer_day, size=64)


def _requirements(snapshot: Snapshot) -> Iterator[Gap]:
    needed = [d for d in snapshot.decisions if d.required]
    work = [n for n in snapshot.nodes if n.required]
    if not needed and not work:
        yield gap(
            GapKind.NOTHING_REQUIRED,
            "No decision and no place of work is named as needed. Write down what must be decided, "
            "and where daily work must change.",
        )
        return
    if not work:
        yield gap(
            GapKind.OPERATORS_UNKNOWN,
            "No place is named where daily work must change, so adoption is left out.",
        )
    for point in needed:
        if point.anonymous:
            yield gap(
                GapKind.HOLDER_UNKNOWN,
                f"Nobody is known to decide on {quoted(point.title)}. Find out who does.",
                point.code,
            )
    for node in work:
        if node.anonymous:
            yield gap(
                GapKind.OPERATORS_UNKNOWN,
                f"Nobody is known to do the work of {quoted(node.title)}. Find out who does.",
                node.code,
            )


def _coalition(snapshot: Snapshot) -> Iterator[Gap]:
    if not snapshot.people:
        yield gap(GapKind.MAP_INCOMPLETE, "Nobody is on the map yet. Start with ten names.")
    elif not snapshot.member.any():
        yield gap(
            GapKind.NO_COALITION,
            "Nobody is in the coalition yet, not even you. Add yourself as its nucleus.",
        )


def _stances(snapshot: Snapshot) -> Iterator[Gap]:
    everybody = range(len(snapshot.people))
    unknown = [i for i in everybody if not snapshot.stances.judged[i] and not snapshot.member[i]]
    if not unknown:
        return
    weighty = holders(snapshot)
    first = [i for i in unknown if i in weighty]
    if first:
        codes = tuple(snapshot.people[i] for i in first)
        yield gap(
            GapKind.STANCE_UNKNOWN,
            f"Nobody has judged where {listed([snapshot.name(c) for c in codes])} "
            f"{'stands' if len(codes) == 1 else 'stand'}, though "
            f"{'a decision hangs' if len(codes) == 1 else 'decisions hang'} on them.",
            *codes,
        )
    rest = tuple(snapshot.people[i] for i in unknown if i not in weighty)
    if rest:
        verb = "has" if len(rest) == 1 else "have"
        yield gap(
            GapKind.STANCE_UNKNOWN,
            f"{count(len(rest), 'person', 'people').capitalize()} {verb} not been judged by "
            "anybody; they count as unknown, not as neutral.",
            *rest,
        )


def holders(snapshot: Snapshot) -> set[int]:
    """Return the indices of everybody who decides or vetoes an open required decision."""
    found: set[int] = set()
    for point in snapshot.decisions:
        if point.required and point.open:
            found.update(int(i) for i in point.holders if i < len(snapshot.people))
    return found


def _ties(snapshot: Snapshot) -> Iterator[Gap]:
    real = len(snapshot.people)
    degree: Index = np.diff(snapshot.listening.starts)[:real]
    silent = [snapshot.people[i] for i in np.flatnonzero(degree == 0)]
    if silent and real > 1:
        who = count(len(silent), "person", "people").capitalize()
        yield gap(
            GapKind.TIES_UNKNOWN,
            f"{who} {'listens' if len(silent) == 1 else 'listen'} to nobody on the map, so nothing "
            "reaches them there; ask whose advice they seek.",
            *silent,
        )


def _resistance(snapshot: Snapshot) -> Iterator[Gap]:
    real = len(snapshot.people)
    against = snapshot.stances.judged[:real] & (snapshot.stances.mean[:real] < -0.25)
    if real > 1 and not against.any() and not snapshot.seen.of(Resistance):
        yield gap(
            GapKind.NO_RESISTANCE,
            "The map shows no resistance at all. Who would rather this did not happen, and what "
            "does your own manager know?",
        )


def _dates(snapshot: Snapshot) -> Iterator[Gap]:
    undated = [j.person for j in snapshot.seen.of(Judgement) if not j.observed_on]
    if undated:
        yield gap(
            GapKind.DATE_UNKNOWN,
            f"{count(len(undated), 'judgement').capitalize()} "
            f"{'carries' if len(undated) == 1 else 'carry'} no date and "
            f"{'counts' if len(undated) == 1 else 'count'} as fresh.",
            *sorted(set(undated)),
        )
    revised = last_revised(snapshot)
    if revised and (snapshot.as_of - revised).days > snapshot.settings.stale_days:
        days = (snapshot.as_of - revised).days
        yield gap(GapKind.STALE, f"The map has not been revised for {days} days.")
