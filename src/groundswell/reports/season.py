"""The launch sheet and the hand-over as pages to print, made of the same parts as a brief."""

from __future__ import annotations

from collections.abc import Iterable

from groundswell.core.pictures.governing import Chair, Governing
from groundswell.core.pictures.launch_sheet import LaunchLine, LaunchSheet
from groundswell.core.pictures.replanting import Memory, Replanting
from groundswell.core.questions.phase import PhaseValue, recovery
from groundswell.core.questions.wording import count
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.reports.parts import Block, Brief, Entry, Prose, Section, tidied
from groundswell.reports.words import day


def launch_pages(snapshot: Snapshot, sheet: LaunchSheet, stand: PhaseValue) -> Brief:
    """Return the launch sheet to print."""
    missing = recovery(stand)
    sections = [Section("To catch up on", (Prose(f"{missing}."),))] if missing else []
    for part in sheet.parts:
        blocks: list[Block] = [_line(line) for line in part.lines]
        sections.append(Section(part.title, tuple(blocks) or (Prose("Nothing yet."),)))
    return tidied(_pages(snapshot, "Launch sheet", sheet.headline, sections))


def _line(line: LaunchLine) -> Entry:
    said = [line.who or "nobody named"]
    if line.audience:
        said.append(f"to {line.audience}")
    if line.due:
        said.append(f"by {day(line.due)}")
    if line.done:
        said.append(f"done on {day(line.done)}")
    return Entry((line.text or line.code).rstrip("."), f"{', '.join(said)}.".capitalize())


def hand_over_pages(
    snapshot: Snapshot, picture: Replanting, rule: Governing, stand: PhaseValue, headline: str
) -> Brief:
    """Return what whoever comes next should read first."""
    about = snapshot.seen.initiative
    purpose = [Prose(text) for text in (about.problem, about.vision, about.approach) if text]
    sections = [
        Section("What it is about", tuple(purpose) or (Prose("Nobody wrote it down."),)),
        Section("Where it stands", tuple(_stand(stand))),
        Section("Who keeps it", tuple(_chairs((*picture.as_usual, *rule.seats)))),
        Section("Who decides what", tuple(_rights(rule))),
        *_memory(picture.memory),
        Section("Who was with it", tuple(_people(snapshot, picture))),
    ]
    return tidied(_pages(snapshot, "Hand-over", headline, sections))


def _pages(snapshot: Snapshot, title: str, headline: str, sections: Iterable[Section]) -> Brief:
    about = snapshot.seen.initiative
    named = f"{title}: {about.title}" if about.title else title
    people = count(len(snapshot.people), "person", "people").capitalize()
    return Brief(
        title=named,
        dateline=f"As of {day(snapshot.as_of)}. {people} on the map.",
        headline=headline,
        sections=tuple(sections),
        next_step="",
        provenance="Read off what was written down; nothing on these pages is estimated.",
    )


def _stand(stand: PhaseValue) -> Iterable[Block]:
    for one in stand.went_on:
        yield Entry("Went on regardless", one.reason)
    for criterion in stand.criteria or stand.gate:
        word = {True: "Done", False: "Missing", None: "Not known"}[criterion.met]
        yield Entry(word, criterion.text)


def _chairs(seats: Iterable[Chair]) -> Iterable[Block]:
    found = [Entry(s.title, f"{s.who or 'Nobody yet'}. {s.text}".strip()) for s in seats]
    return found or [Prose("Nobody is named. That comes first.")]


def _rights(rule: Governing) -> Iterable[Block]:
    found = [
        Entry(
            r.title,
            f"{r.who or 'Nobody named'}" + (f", after asking {r.asked}." if r.asked else "."),
        )
        for r in rule.rights
    ]
    return found or [Prose("Nothing is written down.")]


def _memory(memory: Memory) -> Iterable[Section]:
    told = (
        ("What was learned", memory.learned),
        ("What worked", memory.wins),
        ("What broke, surprised or showed nothing", memory.failures),
        ("How the plan changed", memory.adaptations),
        ("What was fought over", memory.conflicts),
    )
    return [Section(title, tuple(Prose(text) for text in texts)) for title, texts in told if texts]


def _people(snapshot: Snapshot, picture: Replanting) -> Iterable[Block]:
    for code, member in sorted(snapshot.members.items()):
        yield Entry(snapshot.name(code), member.reason or "with it now")
    for one in picture.former:
        until = f"until {day(one.left)}" if one.left else "formerly"
        yield Entry(one.name, f"{until}. {one.reason}".strip())
    if not snapshot.members and not picture.former:
        yield Prose("Nobody is on record.")
