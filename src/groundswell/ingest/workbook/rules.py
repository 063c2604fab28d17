"""What a careful reader would check within the rows: dates, bounds and how decisions are taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.map_records import (
    Authority,
    Decision,
    Node,
    Operator,
    Setting,
    Tie,
)
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import Record
from groundswell.core.terrain.run_records import Conflict, Encounter, Evidence, Member, Pilot
from groundswell.core.terrain.settings import CONSTANTS
from groundswell.core.terrain.terms import AuthorityRole, DecisionState, Rule, TieKind
from groundswell.ingest.workbook.parse import Row, Rows
from groundswell.ingest.workbook.problem import Findings, listed, meant, shown
from groundswell.ingest.workbook.sheets import columns_of

# (record, attribute that comes first, attribute that must not be smaller)
_ORDERED: tuple[tuple[type[Record], str, str], ...] = (
    (Record, "observed_on", "retracted_on"),
    (Member, "joined_on", "left_on"),
    (Evidence, "low", "high"),
    (Conflict, "opened_on", "resolved_on"),
    (Pilot, "started_on", "ends_on"),
    (Cost, "cases_low", "cases_high"),
    (Cost, "share_low", "share_high"),
    (Cost, "hours_low", "hours_high"),
    (Cost, "rate_low", "rate_high"),
)
_SELVES: tuple[tuple[type[Record], str, str, str], ...] = (
    (Tie, "from_", "to", "a tie leads from a person to themself"),
    (Encounter, "person", "by", "somebody meets themself"),
)


def check_dates(sheets: Rows, today: date, findings: Findings) -> None:
    """Report days that have not come yet, in columns that do not hold plans."""
    for sheet, rows in sheets.items():
        for column in columns_of(sheet):
            if column.kind is not date or column.bounds.plan:
                continue
            for row in rows:
                day = getattr(row.record, column.name)
                if day is not None and day > today:
                    at = row.at(column.name)
                    findings.error(sheet, at, column.header, "future", not_yet(day, today))


def not_yet(day: date, today: date) -> tuple[str, str]:
    """Return what to say of a day that has not come, in a column that holds no plans."""
    what = f"{day} lies in the future (today is {today})"
    return what, "Only plans may; correct the date, or leave it out until then."


def check_order(sheets: Rows, findings: Findings) -> None:
    """Report pairs in the wrong order: left before joined, low above high and the like."""
    for sheet, rows in sheets.items():
        for kind, first, second in _ORDERED:
            if not issubclass(SHEETS[sheet], kind):
                continue
            for row in rows:
                low, high = getattr(row.record, first), getattr(row.record, second)
                if low is not None and high is not None and high < low:
                    what = f"{second} {_told(high)} is before {first} {_told(low)}"
                    if not isinstance(low, date):
                        what = f"{second} {_told(high)} is less than {first} {_told(low)}"
                    say = (what, "Correct one of the two; they may be swapped.")
                    findings.error(sheet, row.at(second), second, "wrong-order", say)


def _told(value: object) -> str:
    return str(value) if isinstance(value, date) else shown(value)


def check_selves(sheets: Rows, findings: Findings) -> None:
    """Report people related to themselves, and note two who report to each other."""
    for kind, one, other, what in _SELVES:
        for row in sheets.get(kind.SHEET, ()):
            name = getattr(row.record, one)
            if name is not None and name == getattr(row.record, other):
                say = (f"{what} ({shown(name)})", "Correct one of the two codes.")
                findings.error(kind.SHEET, row.number, other, "self", say)
    upwards: dict[tuple[str, str], int] = {}
    for row in sheets.get(Tie.SHEET, ()):
        tie: Tie = row.record
        if tie.kind is not TieKind.REPORTS_TO or tie.retracted_on is not None:
            continue
        upwards.setdefault((tie.from_, tie.to), row.number)
        back = upwards.get((tie.to, tie.from_))
        if back is not None and tie.from_ != tie.to:
            what = f"{shown(tie.from_)} and {shown(tie.to)} report to each other (row {back})"
            say = (what, "Remove one of the two, if only one is the other's manager.")
            findings.note(Tie.SHEET, row.number, "to", "mutual", say)


def check_settings(sheets: Rows, findings: Findings) -> None:
    """Report constants that the model does not know, or values it cannot take."""
    for row in sheets.get(Setting.SHEET, ()):
        setting: Setting = row.record
        if "constant" in row.bad:
            continue
        name = setting.constant.strip().lower().replace(" ", "_")
        known = CONSTANTS.get(name)
        if known is None:
            what = f"there is no constant {shown(setting.constant)}"
            mend = "Take one from the settings reference" + meant(name, CONSTANTS)
            findings.error(Setting.SHEET, row.number, "constant", "unknown-constant", (what, mend))
        elif "value" not in row.bad and not known.low <= setting.value <= known.high:
            what = f"{shown(setting.value)} is outside the range of {name}"
            mend = f"Write a number from {known.low:g} to {known.high:g} ({known.text})."
            findings.error(Setting.SHEET, row.number, "value", "out-of-range", (what, mend))


def check_decisions(sheets: Rows, findings: Findings) -> None:
    """Report rules of decisions that lack what they need or have it twice."""
    deciders: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in sheets.get(Authority.SHEET, ()):
        part: Authority = row.record
        if part.role is AuthorityRole.DECIDE and part.retracted_on is None:
            deciders[part.decision].setdefault(part.person, row.number)
    for row in sheets.get(Decision.SHEET, ()):
        if row.record.retracted_on is None:
            for column, kind, severe, what, mend in _doubts(row, deciders[row.record.decision]):
                add = findings.error if severe else findings.note
                add(Decision.SHEET, row.number, column, kind, (what, mend))


_Doubt = tuple[str, str, bool, str, str]


def _doubts(row: Row[Decision], deciders: dict[str, int]) -> Iterator[_Doubt]:
    decision = row.record
    pairs = (("rule", "quota"), ("alt_rule", "alt_quota"))
    for rule_name, quota_name in pairs:
        rule, quota = getattr(decision, rule_name), getattr(decision, quota_name)
        if rule is Rule.OWNER:
            yield from _owners(rule_name, deciders)
        if rule is Rule.QUOTA and quota is None and quota_name not in row.bad:
            what = f"the {rule_name} is quota, but {quota_name} is empty"
            mend = "Write the share of yes weight that is needed, such as 0.67."
            yield quota_name, "no-quota", True, what, mend
        if quota is not None and rule is not Rule.QUOTA and rule_name not in row.bad:
            what = f"{quota_name} is given, but the {rule_name} is not quota; it has no effect"
            mend = f"Write quota as the {rule_name}, or clear it."
            yield quota_name, "unused", False, what, mend
    if decision.alt_rule and decision.alt_chance is None and "alt_chance" not in row.bad:
        what = "an alternative rule is given without its chance"
        mend = "Write how likely it is that this rule holds instead, from 0 to 1."
        yield "alt_chance", "no-chance", True, what, mend
    if decision.alt_chance and not decision.alt_rule and "alt_rule" not in row.bad:
        what = "alt_chance is given without an alternative rule; it has no effect"
        yield "alt_chance", "unused", False, what, "Name the alt_rule, or clear the chance."
    if decision.decided_on and decision.state in (None, DecisionState.OPEN):
        what = f"it was decided on {decision.decided_on}, but its state is open"
        mend = "Write passed, refused or deferred as its state, or clear decided_on."
        yield "state", "still-open", False, what, mend


def _owners(rule_name: str, deciders: dict[str, int]) -> Iterator[_Doubt]:
    if len(deciders) > 1:
        rows = listed(sorted(deciders.values()), "and")
        what = f"its owner decides, but {len(deciders)} people do (authority, rows {rows})"
        mend = "owner: exactly one decide; leave one, or write majority, quota or unanimity."
        yield rule_name, "several-owners", True, what, mend
    elif not deciders:
        what = "its owner decides, but nobody is named"
        mend = "Name the one who decides in authority when you know."
        yield rule_name, "no-owner", False, what, mend


def check_nodes(sheets: Rows, findings: Findings) -> None:
    """Report nodes at which nobody can be found to work."""
    listed_at = {row.record.node for row in sheets.get(Operator.SHEET, ())}
    for row in sheets.get(Node.SHEET, ()):
        node: Node = row.record
        if node.unit is None and "unit" not in row.bad and node.node not in listed_at:
            what = f"{shown(node.node)} has neither a unit nor operators"
            mend = "Name the unit whose people work there, or list them in the sheet operators."
            findings.error(Node.SHEET, row.number, "unit", "nobody-there", (what, mend))


def check_evidence(sheets: Rows, findings: Findings) -> None:
    """Note effects that lie outside their own interval."""
    for row in sheets.get(Evidence.SHEET, ()):
        found: Evidence = row.record
        if found.effect is None:
            continue
        below = found.low is not None and found.effect < found.low
        above = found.high is not None and found.effect > found.high
        if below or above:
            what = f"the effect {shown(found.effect)} lies outside its own low and high"
            say = (what, "Check the three numbers; a fall is negative.")
            findings.note(Evidence.SHEET, row.number, "effect", "outside-interval", say)
