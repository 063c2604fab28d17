"""Evidence: every entry, what failed and what showed nothing in its place, and what is tested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from groundswell.core.pictures.document.parts import Line, Section, group, joined
from groundswell.core.pictures.lens import day
from groundswell.core.questions.conversation.arguments import limits
from groundswell.core.questions.conversation.effects import effect_words
from groundswell.core.questions.wording import count, in_digits, listed, sentence
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.core.terrain.run_records import Evidence, Pilot
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import PilotState, Result
from groundswell.core.terrain.visible import latest
from groundswell.core.terrain.vocabulary import label

RESULTS: dict[Result | None, str] = {
    Result.WORKED: "worked",
    Result.BROKE: "broke",
    Result.SURPRISED: "surprised us",
    Result.NULL: "showed nothing",
    None: "without a result",
}


def evidence(snapshot: Snapshot) -> Section:
    """Return the evidence, newest first."""
    rows = list(latest(snapshot.seen.of(Evidence), "evidence"))
    rows.sort(key=lambda e: e.observed_on or date.min, reverse=True)
    groups = (
        *group("", [_entry(row) for row in rows]),
        *group("Under test", list(_tests(snapshot))),
    )
    return Section(DocumentSection.EVIDENCE, "Evidence", _lede(rows), groups)


def _lede(rows: list[Evidence]) -> str:
    if not rows:
        return "Nothing has been tried or measured yet."
    number = Counter(row.result for row in rows)
    parts = [count(number[key], words, words) for key, words in RESULTS.items() if number[key]]
    told = count(len(rows), "entry", "entries").capitalize()
    return f"{told}: {listed(parts, len(parts))}. What failed stands here too."


def _entry(row: Evidence) -> Line:
    kind = label(row.kind) if row.kind else "Evidence"
    lead = f"{kind}, {RESULTS[row.result]}"
    return Line(lead, " ".join(_told(row)), Evidence.SHEET, (row.evidence,))


def _told(row: Evidence) -> Iterator[str]:
    if row.claim:
        yield sentence(row.claim).rstrip(".") + "."
    effect = effect_words(row)
    if effect:
        measured = f"{row.measure.strip()} {effect}" if row.measure else effect
        cases = f", {in_digits(row.n, 'case')}" if row.n is not None else ""
        yield f"{sentence(measured)}{cases}."
    yield limits(row)
    if row.source:
        yield f"Source: {row.source.rstrip('.')}."
    if row.observed_on:
        yield f"Seen on {day(row.observed_on)}."


def _tests(snapshot: Snapshot) -> Iterator[Line]:
    for pilot in latest(snapshot.seen.of(Pilot), "pilot"):
        if pilot.state is PilotState.DONE:
            continue
        state = label(pilot.state) if pilot.state else "Planned"
        parts = [
            pilot.question or "no question written down",
            pilot.context and f"in {pilot.context}",
        ]
        if pilot.ends_on:
            parts.append(f"until {day(pilot.ends_on)}")
        if pilot.stop_rule:
            parts.append(f"stops early if: {pilot.stop_rule}")
        yield Line(state, joined(*parts), Pilot.SHEET, (pilot.pilot,))
