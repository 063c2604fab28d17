"""The template's worked rows for launch, visibility, governance, renewal and the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from groundswell.core.terrain import season_records as s
from groundswell.core.terrain import season_terms as t
from groundswell.core.terrain.document_records import DocumentSection, DocumentText
from groundswell.core.terrain.record import Record
from groundswell.ingest.workbook.worked_words import Words


def seasons(words: Words, person: str, day: Callable[[int], date]) -> Iterator[Record]:
    """Yield one row for each sheet about the seasons of the work; days count weeks."""
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
