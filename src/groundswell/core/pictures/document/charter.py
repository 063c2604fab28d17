"""The charter: what is to change, why, where, with whom, and what the change needs."""

from __future__ import annotations

from collections.abc import Iterator

from groundswell.core.pictures.document.parts import Group, Line, Section, group
from groundswell.core.pictures.lens import day
from groundswell.core.questions.system import voice
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.document_records import DocumentSection
from groundswell.core.terrain.map_records import Initiative, SystemLink
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import DecisionState, Ring
from groundswell.core.terrain.visible import latest

_TEXTS = (
    ("What is wrong today", "problem"),
    ("How it will be", "vision"),
    ("What belongs to it, and what does not", "boundary"),
    ("How we begin", "approach"),
)
STATES = {
    DecisionState.OPEN: "still to be taken",
    DecisionState.PASSED: "taken, in favour",
    DecisionState.REFUSED: "refused",
    DecisionState.DEFERRED: "put off",
}


def charter(snapshot: Snapshot) -> Section:
    """Return the charter."""
    about = snapshot.seen.initiative
    groups = (
        *group("", list(_texts(about))),
        *group("Leverage points", list(_levers(snapshot))),
        *group("Decisions it needs", list(_decisions(snapshot))),
        *group("Where daily work changes", list(_nodes(snapshot))),
        *group("Who carries it", list(_people(snapshot))),
    )
    return Section(DocumentSection.CHARTER, "Charter", _lede(about, groups), groups)


def _lede(about: Initiative, groups: tuple[Group, ...]) -> str:
    missing = [label[:1].lower() + label[1:] for label, name in _TEXTS if not getattr(about, name)]
    if not groups:
        return "Nothing is written down yet about what is to change."
    if missing:
        return f"Not written yet: {listed(missing)}."
    return "What is to change, and why."


def _texts(about: Initiative) -> Iterator[Line]:
    for label, name in _TEXTS:
        text = getattr(about, name)
        if text:
            yield Line(label, text, Initiative.SHEET, (name,))


def _levers(snapshot: Snapshot) -> Iterator[Line]:
    links = [x for x in latest(snapshot.seen.of(SystemLink), "from_", "to") if x.leverage]
    for link in sorted(links, key=lambda x: (x.leverage, x.from_, x.to)):
        text = link.text or f"{link.from_} acts on {link.to}"
        yield Line(
            f"Point {link.leverage} of twelve", text, SystemLink.SHEET, (link.from_, link.to)
        )


def _decisions(snapshot: Snapshot) -> Iterator[Line]:
    for point in snapshot.decisions:
        if point.required:
            needed = point.record.needed_by
            state = STATES[point.state]
            when = f", needed by {day(needed)}" if needed and point.open else ""
            yield Line(point.title, f"{state}{when}", "decisions", (point.code,))


def _nodes(snapshot: Snapshot) -> Iterator[Line]:
    for node in snapshot.nodes:
        if node.required:
            text = "nobody is known to work there yet"
            if not node.anonymous:
                text = f"{count(len(node.operators), 'person works', 'people work')} there"
            yield Line(node.title, text, "nodes", (node.code,))


def _people(snapshot: Snapshot) -> Iterator[Line]:
    about = snapshot.seen.initiative
    if snapshot.owner:
        since = f", since {day(about.started_on)}" if about.started_on else ""
        yield Line("Begun by", f"{snapshot.name(snapshot.owner)}{since}", "initiative", ("owner",))
    inner = {r: sorted(_in(snapshot, r), key=snapshot.name) for r in (Ring.NUCLEUS, Ring.CORE)}
    for ring, codes in inner.items():
        if codes:
            who = listed([snapshot.name(code) for code in codes], 12)
            yield Line(f"The {ring.value}", who, "coalition", tuple(codes))
    further = len(snapshot.members) - sum(map(len, inner.values()))
    if further:
        text = f"{count(further, 'person', 'people')} in the wider circles"
        yield Line("With them", text, "coalition")
    voices = sorted({v for p in snapshot.person.values() if (v := voice(p))})
    if voices:
        yield Line("Who lives with the result", listed(voices, 8), "people")


def _in(snapshot: Snapshot, ring: Ring) -> Iterator[str]:
    return (code for code, member in snapshot.members.items() if member.ring is ring)
