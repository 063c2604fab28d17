"""The running record: attendance, regular conversations, adoption month by month, dated stakes."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator

from groundswell.core.terrain.map_records import Stake
from groundswell.core.terrain.run_records import Adoption, Attendance, Encounter
from groundswell.core.terrain.terms import EncounterKind, Presence
from groundswell.examples.luck import Luck
from groundswell.examples.script import Script, typed

_LETTER = {"p": Presence.PRESENT, "s": Presence.SUBSTITUTE, "a": Presence.ABSENT}
_LATEST_LEARNED = datetime.timedelta(days=10)


def attendance(script: Script) -> tuple[Attendance, ...]:
    """Return who came: one letter per meeting and member, a full stop where not invited."""
    meetings = [row["meeting"] for row in script.get("meetings", ())]
    return tuple(
        Attendance(meeting=meeting, person=person, presence=_LETTER[letters[place]])
        for place, meeting in enumerate(meetings)
        for person, letters in _letters(script, len(meetings)).items()
        if letters[place] != "."
    )


def _letters(script: Script, meetings: int) -> dict[str, str]:
    rows = {person: word.replace(" ", "") for person, word in script.get("presence", {}).items()}
    wrong = [person for person, letters in rows.items() if len(letters) != meetings]
    if wrong:
        raise ValueError(f"{wrong} need one letter for each of {meetings} meetings")
    return rows


def encounters(script: Script, luck: Luck) -> tuple[Encounter, ...]:
    """Return the conversations by date: the told ones and the regular ones between them."""
    told = typed(Encounter, script.get("encounters", ()))
    taken = {(one.person, one.date) for one in told}
    quiet = [one for one in _regular(script, luck) if (one.person, one.date) not in taken]
    return tuple(sorted((*told, *quiet), key=lambda one: (one.date, one.person, one.by or "")))


def _regular(script: Script, luck: Luck) -> Iterator[Encounter]:
    """Yield the monthly half-hours with members outside the meetings."""
    for row in script.get("regular", ()):
        step = datetime.timedelta(days=row["every"])
        start = row["first"]
        while start <= row["last"]:
            end = min(start + datetime.timedelta(days=4), row["last"])
            yield Encounter(
                date=luck.workday(start, end, "regular", row["person"], start),
                person=row["person"],
                by=row["by"],
                kind=EncounterKind.ONE_TO_ONE,
                hours=luck.pick((0.5, 0.5, 0.75, 1.0), "long", row["person"], start),
            )
            start += step


def adoption(script: Script) -> tuple[Adoption, ...]:
    """Return how far each node works the new way: shares in step with the dates given."""
    return tuple(
        Adoption(
            node=node,
            date=row["dates"][place],
            share=float(share),
            by_choice_share=float(row["by_choice"][place]),
            expected=place >= row.get("expected_from", len(row["share"])),
        )
        for node, row in script.get("adoption", {}).items()
        for place, share in enumerate(row["share"])
    )


def stakes(script: Script, luck: Luck) -> tuple[Stake, ...]:
    """Return the stakes, each with the day it was learned and by whom, where not written."""
    owner = script["initiative"]["owner"]
    first = script["initiative"]["started_on"]
    last = script["initiative"]["as_of"] - _LATEST_LEARNED
    return tuple(
        dataclasses.replace(
            stake,
            observed_on=stake.observed_on
            or luck.workday(first, last, "learned", stake.person, stake.text),
            assessor=stake.assessor or owner,
        )
        for stake in typed(Stake, script.get("stakes", ()))
    )
