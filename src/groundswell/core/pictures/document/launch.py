"""Launch: what was announced and prepared, and where the gate was passed over, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from groundswell.core.pictures.document.parts import Line, Section, group, joined
from groundswell.core.pictures.lens import day
from groundswell.core.questions.wording import count
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.season_records import LaunchItem
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import OverrideKind
from groundswell.core.terrain.visible import latest
from groundswell.core.terrain.vocabulary import label

_OF_THE_WAY = (OverrideKind.LAUNCH_GATE, OverrideKind.PHASE)  # others are about people


def launch(snapshot: Snapshot, private: bool) -> Section:
    """Return the launch; overrides are on record only where the whole map is seen."""
    about = snapshot.seen.initiative
    overrides = list(_overrides(snapshot))
    groups = (
        *group("", [_item(snapshot, row) for row in _items(snapshot)]),
        *group("Where we went on before the gate was open", overrides),
    )
    parts = [
        f"Announced on {day(about.announced_on)}."
        if about.announced_on
        else "Not announced: it has not been launched."
    ]
    if overrides:
        parts.append(f"{count(len(overrides), 'time').capitalize()} somebody overruled a gate.")
    elif not private:
        parts.append("Whether a gate was overruled is not shown in this view.")
    return Section(DocumentSection.LAUNCH, "Launch", " ".join(parts), groups)


def _items(snapshot: Snapshot) -> list[LaunchItem]:
    rows = latest(snapshot.seen.of(LaunchItem), "item")
    return sorted(rows, key=lambda r: (r.due_on or date.max, r.item))


def _item(snapshot: Snapshot, row: LaunchItem) -> Line:
    parts = [row.text or "without words"]
    if row.audience:
        parts.append(f"to {row.audience}")
    if row.person:
        parts.append(snapshot.name(row.person))
    if row.done_on:
        parts.append(f"done on {day(row.done_on)}")
    elif row.due_on:
        parts.append(f"due on {day(row.due_on)}")
    lead = label(row.part) if row.part else "Launch"
    return Line(lead, joined(*parts), LaunchItem.SHEET, (row.item,))


def _overrides(snapshot: Snapshot) -> Iterator[Line]:
    rows = [o for o in snapshot.seen.of(Override) if o.kind in _OF_THE_WAY]
    for row in sorted(rows, key=lambda o: (o.date or date.min, o.reason or "")):
        reason = row.reason or "no reason was given"
        chosen = f"{row.chosen.rstrip('.')}: {reason}" if row.chosen else reason
        yield Line(day(row.date) if row.date else "Undated", chosen, Override.SHEET)
