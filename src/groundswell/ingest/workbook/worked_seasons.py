"""The template's worked rows for launch, governance, renewal, the document and kept plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from groundswell.core.terrain import season_records as s
from groundswell.core.terrain import season_terms as t
from groundswell.core.terrain.document_records import DocumentSection, DocumentText
from groundswell.core.terrain.plan_records import KeptPlan
from groundswell.core.terrain.record import Record
from groundswell.ingest.workbook.worked_words import Words


def seasons(words: Words, people: tuple[str, str], day: Callable[[int], date]) -> Iterator[Record]:
    """Yield one row for each sheet about the seasons of the work; days count weeks."""
    person, other = people
    yield s.LaunchItem(
        item="l1",
        part=t.LaunchPart.ANNOUNCEMENT,
        text=f"{words.title}: what changes, for whom, from when",
        person=person,
        audience="everybody whose work changes",
        due_on=day(60),
    )
    yield s.Visibility(
        audience=t.Audience.MANAGER,
        knows="that a trial runs, and in which hours",
        may_see="the trial and its limits; nobody's stance",
        if_asked="We are trying it in one place and will show you what broke, too.",
        on_expansion="hears of it before the second ring does",
    )
    yield s.Governance(
        governance="v1",
        form=t.GovernanceForm.WORKING_GROUP,
        text="keeps the trial honest between meetings",
        backed_by="nobody yet",
        accountable_to=words.voice,
        check_in_days=30,
        started_on=day(11),
    )
    yield s.Seat(
        seat="s1",
        title="keeper of the ledger",
        season=t.Season.COALITION,
        person=person,
        text="writes down what broke in the week it broke",
        since=day(11),
    )
    yield from _afterwards(words, day)
    yield _plan(words, person, other, day(12))


def _afterwards(words: Words, day: Callable[[int], date]) -> Iterator[Record]:
    yield s.Replant(
        replant="n1",
        cause=t.ReplantCause.OTHER,
        started_on=day(4),
        resume_on=day(6),
        learned=words.adaptation,
        rebuilt_on=day(6),
    )
    yield DocumentText(
        section=DocumentSection.CHARTER,
        text=f"We meet on Tuesdays, and nobody speaks for {words.voice} without asking them.",
    )


def _plan(words: Words, person: str, other: str, on: date) -> Record:
    return KeptPlan(
        plan="plan-1",
        title=f"{words.decision_title}, with its decider in",
        recruit=(f"{other}:.8",),
        stance=(f"{other}=supporter@{words.decision}",),
        show=(f"trial1:{other}",),
        rule=(f"{words.decision}=negotiated",),
        tie=(f"{other}>{person}:trusts",),
        note="To lay beside what they answer.",
        observed_on=on,
        assessor=person,
    )
