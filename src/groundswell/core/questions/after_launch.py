"""After the launch: is the new way kept by choice, or only because it was ordered?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.launch_gate import LAUNCHED
from groundswell.core.questions.question import Question, answer, gap
from groundswell.core.questions.wording import NUMBERS, count, listed, percent, quoted
from groundswell.core.terrain.run_records import Adoption
from groundswell.core.terrain.snapshot import OperationalNode, Snapshot
from groundswell.core.terrain.terms import GapKind
from groundswell.core.terrain.visible import latest

MONTH = 31  # days after which a place of work is due to be looked at again


class Standing(StrEnum):
    """How a place of work keeps the new way."""

    NOT_SEEN = "not_seen"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"
    COMPLIANCE = "compliance"
    COMMITMENT = "commitment"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterLaunch(Question):
    """Is the new way kept by choice, or only because it was ordered?"""

    SLUG: ClassVar[str] = "after-launch"
    ASKS: ClassVar[str] = "Is the new way kept by choice, or only because it was ordered?"
    FEATURE: ClassVar[str] = "R18"
    OVERALL: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Month:
    """One look at a place of work."""

    on: date
    share: float | None
    by_choice: float | None
    expected: bool | None
    work_arounds: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A place of work: what it needs, what was seen, and how the new way is kept there.

    `due` says that nobody looked for a month.
    """

    node: str
    title: str
    required: bool
    share_needed: float
    standing: str
    text: str
    months: tuple[Month, ...]
    due: bool


@dataclass(frozen=True, slots=True)
class AfterLaunchValue:
    """Value of `after-launch`; `by_choice` and `by_mandate` count required places."""

    launched: bool
    nodes: tuple[Kept, ...]
    by_choice: int
    by_mandate: int
    not_known: int
    due: tuple[str, ...]


def after_launch(study: Study, question: AfterLaunch) -> Answer[AfterLaunchValue]:
    """Answer from the monthly looks alone; nothing is estimated.

    A place keeps the new way by choice where at least the share it needs would keep it without a
    mandate; it complies where the share is reached and too few would. Expected: the share is kept
    by choice and whoever looked says that the new way is simply expected there by now.
    """
    snapshot = study.snapshot
    nodes = tuple(_kept(snapshot, node) for node in snapshot.nodes)
    needed = [n for n in nodes if n.required]
    value = AfterLaunchValue(
        launched=snapshot.phase in LAUNCHED or bool(snapshot.seen.initiative.announced_on),
        nodes=nodes,
        by_choice=sum(n.standing in (Standing.COMMITMENT, Standing.EXPECTED) for n in needed),
        by_mandate=sum(n.standing == Standing.COMPLIANCE for n in needed),
        not_known=sum(n.standing in (Standing.NOT_SEEN, Standing.UNKNOWN) for n in needed),
        due=tuple(n.node for n in nodes if n.due),
    )
    reasons = [Reason(n.text, (n.node,)) for n in nodes]
    reasons += [Reason(_round(n), (n.node,)) for n in nodes if _got_round(n)]
    return answer(study, question, headline(value), value, reasons, _gaps(value))


def headline(value: AfterLaunchValue) -> str:
    """Tell commitment and compliance apart in a sentence."""
    needed = [n for n in value.nodes if n.required]
    if not needed:
        return "No place of work is named as needed, so there is nothing to look at month by month."
    if not any(n.months for n in needed):
        text = "Nobody has looked yet whether the new way is kept"
        return f"{text}." if value.launched else f"{text}; that begins with the launch."
    total = count(len(needed), "place")
    willing = count(value.by_choice, "keeps", "keep") if value.by_choice else "none keeps"
    text = f"Of {total}, {willing} the new way by choice"
    if value.by_mandate:
        many = value.by_mandate
        word = NUMBERS[many] if many < len(NUMBERS) else f"{many}"
        text += f" and {word} only because it was ordered"
    return f"{text}."


def _kept(snapshot: Snapshot, node: OperationalNode) -> Kept:
    rows = [a for a in latest(snapshot.seen.of(Adoption), "node", "date") if a.node == node.code]
    months = tuple(
        Month(a.date, a.share, a.by_choice_share, a.expected, a.work_arounds or "")
        for a in sorted(rows, key=lambda a: a.date or date.min)
        if a.date is not None
    )
    standing = _standing(node, months)
    last = months[-1].on if months else None
    due = last is None or (snapshot.as_of - last).days > MONTH
    after = snapshot.phase in LAUNCHED
    return Kept(
        node=node.code,
        title=node.title,
        required=node.required,
        share_needed=node.share_needed,
        standing=standing.value,
        text=_text(node, months, standing),
        months=months,
        due=due and after,
    )


def _standing(node: OperationalNode, months: Sequence[Month]) -> Standing:
    now = months[-1] if months else None
    if now is None or now.share is None:
        return Standing.NOT_SEEN
    if now.share < node.share_needed:
        return Standing.NOT_YET
    if now.by_choice is None:
        return Standing.UNKNOWN
    if now.by_choice < node.share_needed:
        return Standing.COMPLIANCE
    return Standing.EXPECTED if now.expected else Standing.COMMITMENT


def _text(node: OperationalNode, months: Sequence[Month], standing: Standing) -> str:
    title, needed = quoted(node.title), percent(node.share_needed)
    if standing is Standing.NOT_SEEN:
        return f"{title}: nobody has looked yet."
    now = months[-1]
    choice = percent(now.by_choice or 0.0)
    said = {
        Standing.NOT_YET: f"; it needs {needed}.",
        Standing.UNKNOWN: ", and nobody asked who would without a mandate.",
        Standing.COMPLIANCE: f", and only {choice} would without a mandate.",
        Standing.COMMITMENT: f", and {choice} would without a mandate.",
        Standing.EXPECTED: f", {choice} by choice: it is simply expected by now.",
    }
    return f"{title}: {percent(now.share or 0.0)} work the new way{said[standing]}"


def _got_round(node: Kept) -> bool:
    return bool(node.months and node.months[-1].work_arounds)


def _round(node: Kept) -> str:
    return f"{quoted(node.title)}, got round: {node.months[-1].work_arounds}"


def _gaps(value: AfterLaunchValue) -> list[Gap]:
    if not value.nodes:
        text = "No place of work is named, so nobody can look whether anything changes there."
        return [gap(GapKind.NOTHING_REQUIRED, text)]
    never = [n for n in value.nodes if not n.months]
    due = [n for n in value.nodes if n.due and n.months]
    blank = [n for n in value.nodes if n.standing == Standing.UNKNOWN]
    found = []
    if never:
        names = listed([quoted(n.title) for n in never], 3)
        text = f"Nobody has looked at {names} yet."
        found.append(gap(GapKind.TOO_FEW, text, *(n.node for n in never)))
    if due:
        names = listed([quoted(n.title) for n in due], 3)
        text = f"Nobody has looked at {names} for a month."
        found.append(gap(GapKind.TOO_FEW, text, *(n.node for n in due)))
    if blank:
        names = listed([quoted(n.title) for n in blank], 3)
        text = f"At {names} nobody asked who would keep the new way without being told."
        found.append(gap(GapKind.TOO_FEW, text, *(n.node for n in blank)))
    return found
