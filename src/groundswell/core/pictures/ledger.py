"""The evidence ledger: what each entry claims and does not show, whom it persuades, who saw it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from groundswell.core.answer import Gap
from groundswell.core.pictures.lens import day
from groundswell.core.pictures.moved import Moved, judged_by_person, moved, summary
from groundswell.core.questions.conversation.arguments import limits, on_topic, own_result, speaks
from groundswell.core.questions.conversation.counterpart import topic_words
from groundswell.core.questions.conversation.effects import effect_words
from groundswell.core.questions.question import gap
from groundswell.core.questions.strength import Strength, level_of, strength_of
from groundswell.core.questions.wording import count, in_digits, listed
from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.map_records import Judgement, Stake
from groundswell.core.terrain.run_records import Encounter, Evidence, Pilot
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import EvidenceKind, GapKind, Result
from groundswell.core.terrain.visible import latest

OPEN = "open"  # no result yet, or a report that has none of its own


@dataclass(frozen=True, slots=True)
class Persuades:
    """Somebody for whom an entry speaks to a stake, and which."""

    person: str
    kind: str
    text: str
    topic: str


@dataclass(frozen=True, slots=True)
class ShownTo:
    """Somebody who was shown an entry, when, and what came of it."""

    person: str
    on: date | None
    outcome: str
    moved: Moved


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry as it stands.

    Parameters
    ----------
    result
        What came of it: worked, broke, surprised, null, or open.
    strength
        Effect with its interval, the interval's level, and the number of cases, in words; empty
        where not stated.
    grade
        How strong it is by convention, with the reasons.
    moved
        How those who were shown it are judged since, in words and never as its effect.
    pilot
        The pilot it comes from.
    limits
        What it does not show; never empty for a test.
    persuades
        Whom it speaks to by topic, whether it helps or not.
    """

    code: str
    claim: str
    kind: str
    result: str
    strength: str
    grade: Strength
    limits: str
    topics: tuple[str, ...]
    source: str
    comparability: str
    contested: bool
    seen_on: date | None
    persuades: tuple[Persuades, ...]
    shown: tuple[ShownTo, ...]
    moved: str
    pilot: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every entry, failures and null results in their place among the others."""

    headline: str
    population: str
    gaps: tuple[Gap, ...]
    entries: tuple[LedgerEntry, ...]


def ledger(snapshot: Snapshot) -> Ledger:
    """Return the ledger, the newest entries first; what nobody dated comes last."""
    rows = list(latest(snapshot.seen.of(Evidence), "evidence"))
    rows.sort(key=lambda e: e.evidence)
    rows.sort(key=lambda e: e.observed_on or date.min, reverse=True)
    shown = _shown(snapshot)
    entries = tuple(_entry(snapshot, row, shown.get(row.evidence, ())) for row in rows)
    return Ledger(
        headline=_headline(entries),
        population=f"{count(len(entries), 'entry', 'entries')}, as of {day(snapshot.as_of)}",
        gaps=tuple(_gaps(snapshot, rows)),
        entries=entries,
    )


def _entry(snapshot: Snapshot, row: Evidence, shown: tuple[ShownTo, ...]) -> LedgerEntry:
    cases = in_digits(row.n, "case") if row.n is not None else ""
    effect = effect_words(row)
    measured = f"{row.measure.strip()} {effect}" if row.measure and effect else effect
    if effect and row.low is not None and row.high is not None:
        measured += f", {100 * level_of(row):g} % interval"
    seen = snapshot.seen
    return LedgerEntry(
        code=row.evidence,
        claim=row.claim or "",
        kind=row.kind.value if row.kind else "",
        result=row.result.value if row.result else OPEN,
        strength=", ".join(part for part in (measured, cases) if part),
        grade=strength_of(row, latest(seen.of(Pilot), "pilot"), seen.of(Cost)),
        limits=limits(row),
        topics=tuple(topic_words(topic) for topic in row.topics or ()),
        source=row.source or "",
        comparability=row.comparability or "",
        contested=bool(row.contested),
        seen_on=row.observed_on,
        persuades=tuple(_persuades(snapshot, row)),
        shown=shown,
        moved=summary({s.person: s.moved for s in reversed(shown)}.values()),
        pilot=row.pilot,
    )


def _persuades(snapshot: Snapshot, row: Evidence) -> Iterator[Persuades]:
    stakes = [s for s in snapshot.seen.of(Stake) if s.person in snapshot.index]
    found = on_topic(row, stakes)
    found.sort(key=lambda s: (snapshot.name(s.person), s.person, s.text or ""))
    for stake in found:
        kind = stake.kind.value if stake.kind else "stake"
        yield Persuades(stake.person, kind, stake.text or "", topic_words(stake.topic or ""))


def _shown(snapshot: Snapshot) -> Mapping[str, tuple[ShownTo, ...]]:
    found: dict[str, list[ShownTo]] = {}
    judged = judged_by_person(snapshot.seen.of(Judgement))
    for meeting in snapshot.seen.of(Encounter):
        for code in meeting.shown or ():
            since = moved(judged.get(meeting.person, ()), meeting.date)
            told = ShownTo(meeting.person, meeting.date, meeting.outcome or "", since)
            found.setdefault(code, []).append(told)
    for rows in found.values():
        rows.sort(key=lambda r: (snapshot.name(r.person), r.person))
        rows.sort(key=lambda r: r.on or date.min, reverse=True)
    return {code: tuple(rows) for code, rows in found.items()}


_RESULTS = (
    (Result.WORKED.value, "worked"),
    (Result.BROKE.value, "broke"),
    (Result.SURPRISED.value, "surprised you"),
    (Result.NULL.value, "showed nothing"),
    (OPEN, "without a result of its own"),
)


def _headline(entries: tuple[LedgerEntry, ...]) -> str:
    if not entries:
        return "Nothing is in the ledger yet: what do you know, honestly?"
    number = Counter(entry.result for entry in entries)
    parts = [count(number[key], words, words) for key, words in _RESULTS if number[key]]
    told = count(len(entries), "entry", "entries").capitalize()
    text = f"{told}: {listed(parts, len(parts))}"
    if not any(number[key] for key in (Result.BROKE, Result.NULL, Result.SURPRISED)):
        text += "; nothing is said to have failed, which nobody will believe"
    return f"{text}."


def _gaps(snapshot: Snapshot, rows: list[Evidence]) -> Iterator[Gap]:
    if not rows:
        text = (
            "Counting what today costs, finding a result from elsewhere, or a trial inside your "
            "own work needs nobody's permission."
        )
        yield gap(GapKind.NO_EVIDENCE, text)
    elif not any(own_result(row) for row in rows):
        yield gap(GapKind.NO_EVIDENCE, "No result of your own is in the ledger yet.")
    loose = [row.evidence for row in rows if not row.topics]
    if loose:
        number = count(len(loose), "entry has", "entries have").capitalize()
        text = f"{number} no topic, so nobody's stake can be matched to it."
        yield gap(GapKind.STAKE_UNANSWERED, text, *loose)
    foreign = [r.evidence for r in rows if r.kind is EvidenceKind.EXTERNAL and not r.comparability]
    if foreign:
        number = count(len(foreign), "example", "examples").capitalize()
        text = f"{number} from elsewhere, and nobody says how like you they are."
        yield gap(GapKind.CRITERION_UNKNOWN, text, *foreign)
    speaking = [row for row in rows if speaks(row)]
    stakes = [s for s in snapshot.seen.of(Stake) if s.person in snapshot.index and s.topic]
    open_ = sorted(
        {topic_words(s.topic or "") for s in stakes if not any(on_topic(e, [s]) for e in speaking)}
    )
    if rows and open_:
        text = f"People care about {listed(open_)}, and nothing in the ledger speaks to that."
        yield gap(GapKind.STAKE_UNANSWERED, text)
