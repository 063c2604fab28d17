"""Every kind of record by its sheet, and an initiative's records taken together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from groundswell.core.terrain import gate_records as g
from groundswell.core.terrain import map_records as m
from groundswell.core.terrain import run_records as r
from groundswell.core.terrain import season_records as s
from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.document_records import DocumentText
from groundswell.core.terrain.plan_records import KeptPlan
from groundswell.core.terrain.record import Record

SHEETS: Mapping[str, type[Record]] = MappingProxyType(
    {
        kind.SHEET: kind
        for kind in (
            m.Initiative,
            m.Setting,
            m.Unit,
            m.Person,
            m.Tie,
            m.Judgement,
            m.Influence,
            m.Decision,
            m.Authority,
            m.Node,
            m.Operator,
            m.Stake,
            m.Resistance,
            m.SystemLink,
            r.Member,
            r.Evidence,
            r.Encounter,
            r.Meeting,
            r.Attendance,
            r.Commitment,
            r.Ruling,
            r.Right,
            r.Gate,
            g.GateAnswer,
            r.Win,
            r.Conflict,
            r.Adaptation,
            r.Pilot,
            r.PilotDatum,
            r.Adoption,
            r.Override,
            s.LaunchItem,
            s.Visibility,
            s.Governance,
            s.Seat,
            s.Replant,
            Cost,
            DocumentText,
            KeptPlan,
        )
    }
)

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Observations:
    """All records of one initiative.

    Parameters
    ----------
    initiative
        The one record of the `initiative` sheet.
    records
        Sheet name to its records, in the order they were given; missing sheets are empty.
    """

    initiative: m.Initiative = field(default_factory=m.Initiative)
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of one kind."""
        return self.records.get(kind.SHEET, ())  # type: ignore[return-value]

    def where(self, keep: Callable[[Record], bool]) -> Observations:
        """Return the same initiative with only the records to keep."""
        kept = {sheet: tuple(filter(keep, rows)) for sheet, rows in self.records.items()}
        return Observations(self.initiative, kept)
