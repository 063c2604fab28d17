"""The forecast log: what was foretold, what became of it, and how right that was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from groundswell.app.actor import Actor
from groundswell.app.browse.views import Row, View, view
from groundswell.app.terrain import unveiled
from groundswell.core.answer import Estimate
from groundswell.core.questions.forecast_log import (
    FEWEST_GROUPED,
    ForecastRecord,
    Outcome,
    forecast_record,
)
from groundswell.core.questions.foretold import Kind, Tested, given_away, with_fates
from groundswell.core.questions.partial_sight import FEWEST
from groundswell.core.questions.wording import count, sentence
from groundswell.core.terrain.map_records import Authority, Setting
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.terms import AuthorityRole
from groundswell.store.forecasts import kept

_HOLDS = (AuthorityRole.DECIDE, AuthorityRole.VETO)
WHOLE = "Everything needed happens"
LASTING = "It goes on once you stop pushing"
HURDLE = "hurdle"  # the constant that a correction concerns


@dataclass(frozen=True, slots=True)
class Entry:
    """A forecast of the log, with its outcome where it is known.

    Parameters
    ----------
    kind, code, title
        What it is about; the code is empty for the whole.
    happened, known_on
        What became of it and when that was known; None while it has not come due.
    counts
        Whether it is the forecast by which this thing is scored.
    """

    day: date
    kind: str
    code: str
    title: str
    chance: Estimate
    required: bool
    happened: bool | None
    known_on: date | None
    counts: bool


@dataclass(frozen=True, slots=True)
class ForecastLog:
    """How right the tool has been here, as far as the reader may see it.

    Parameters
    ----------
    headline
        The answer in a sentence.
    entries
        Newest first; forecasts that would give away somebody the reader has not judged are left
        out, and `waiting` says of how many decisions.
    record
        Score, groups from 20 outcomes on, a correction offered from 30 on.
    """

    headline: str
    as_of: date
    population: str
    entries: tuple[Entry, ...]
    waiting: int
    record: ForecastRecord


def forecasts(actor: Actor, code: str, as_of: date | None = None) -> ForecastLog:
    """Return the forecast log of an initiative; Absent for outsiders."""
    return log_of(view(actor, code, as_of))


def log_of(at: View) -> ForecastLog:
    """Return the forecast log as its reader may see it on the day of the view.

    Outcomes are facts that every reader sees. Figures are pooled; those of a decision that hung on
    fewer than three people wait until the reader has judged whoever ever held it.
    """
    until = at.standing.actor.today if at.present else at.as_of
    found = kept(at.standing.scope, min(until, at.standing.actor.today))
    masked = given_away(found, unveiled(at.moment).sight.veiled, _held(at), FEWEST)
    every = with_fates([f for f in found if f not in masked], at.snapshot)
    titles = _titles(at)
    newest = sorted(every, key=lambda one: one.forecast.day, reverse=True)
    entries = [_entry(one, titles) for one in newest]
    outcomes = _outcomes(entries)
    record = forecast_record(outcomes, at.snapshot.settings, _outcomes(_since(at, entries)))
    return ForecastLog(
        headline=_headline(bool(every), record),
        as_of=at.as_of,
        population=at.snapshot.population,
        entries=tuple(entries),
        waiting=len({f.code for f in masked}),
        record=record,
    )


def _outcomes(entries: Iterable[Entry]) -> list[Outcome]:
    return [
        Outcome(entry.title, entry.chance.mean, entry.happened)
        for entry in entries
        if entry.counts and entry.happened is not None
    ]


def _since(at: View, entries: Sequence[Entry]) -> list[Entry]:
    """Return the forecasts made since the hurdle was last set here: it is not corrected twice."""
    row = set_before(at)
    last = None if row is None else row.record.recorded_on
    return [entry for entry in entries if last is None or entry.day >= last]


def set_before(at: View) -> Row | None:
    """Return the record by which this initiative sets the hurdle differently, or None."""
    rows = [row for row in at.rows(Setting.SHEET) if isinstance(row.record, Setting)]
    own = [row for row in rows if _constant(row.record) == HURDLE]
    return own[-1] if own else None


def _constant(record: Record) -> str:
    assert isinstance(record, Setting)
    return record.constant.strip().lower().replace(" ", "_")


def _held(at: View) -> Mapping[str, frozenset[str]]:
    """Return everybody who ever decided or vetoed, by decision, taken back or not."""
    found: dict[str, set[str]] = {}
    for kept_ in at.sight.kept.get(Authority.SHEET, ()):
        record = kept_.record
        if isinstance(record, Authority) and record.role in _HOLDS:
            found.setdefault(record.decision, set()).add(record.person)
    return {code: frozenset(people) for code, people in found.items()}


def _titles(at: View) -> Mapping[tuple[str, str], str]:
    decisions = {(Kind.DECISION.value, p.code): p.title for p in at.snapshot.decisions}
    nodes = {(Kind.NODE.value, n.code): n.title for n in at.snapshot.nodes}
    overall = {(Kind.WHOLE.value, ""): WHOLE, (Kind.LASTING.value, ""): LASTING}
    return {**decisions, **nodes, **overall}


def _entry(one: Tested, titles: Mapping[tuple[str, str], str]) -> Entry:
    made, fate = one.forecast, one.fate
    return Entry(
        day=made.day,
        kind=made.kind.value,
        code=made.code,
        title=titles.get((made.kind.value, made.code), made.code),
        chance=made.estimate,
        required=made.required,
        happened=None if fate is None else fate.happened,
        known_on=None if fate is None else fate.on,
        counts=one.counts,
    )


def _headline(begun: bool, record: ForecastRecord) -> str:
    if not begun:
        return "Nothing has been foretold here yet; asking for critical mass begins the log."
    number, score, plain = len(record.outcomes), record.score, record.score_of_share
    if score is None or plain is None:
        return "Nothing this tool foretold has come due yet."
    known = f"{count(number, 'outcome is', 'outcomes are')} known of what this tool foretold here"
    if number < FEWEST_GROUPED:
        return f"{sentence(known)}: too few to say how far to trust it."
    if score < plain:
        return f"{sentence(known)}, and it told more than the overall share alone would have."
    return f"{sentence(known)}, and always saying the overall share would have done no worse."
