"""Warnings about the coalition as a whole, and about what the map does not show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from groundswell.core.questions.represented import View
from groundswell.core.questions.standing import DOUBTING
from groundswell.core.questions.system import voice
from groundswell.core.questions.wording import UNKNOWN, count, listed
from groundswell.core.terrain.map_records import Resistance
from groundswell.core.terrain.run_records import Encounter
from groundswell.core.terrain.snapshot import Snapshot, once
from groundswell.core.terrain.terms import Level, TieKind

# Two people who share a diagnosis are a nucleus; from three on, agreement alone is a risk.
ENOUGH_TO_ECHO = 3


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something to think about before the next step, with the codes it concerns."""

    kind: str
    text: str
    ids: tuple[str, ...]


def warnings(view: View) -> tuple[Warning_, ...]:
    """Return the warnings in a fixed order."""
    found = (
        *_enthusiasts(view),
        *_insiders(view),
        *_resistance(view),
        *_own_manager(view),
        *_nobody_known(view),
    )
    return found


def _enthusiasts(view: View) -> Iterator[Warning_]:
    coalition = view.coalition
    if len(coalition) < ENOUGH_TO_ECHO or any(view.doubts(code) for code in coalition):
        return
    unknown = [code for code in coalition if view.stances[code] == UNKNOWN]
    if unknown:
        text = (
            f"Nobody in the coalition is known to doubt the change, and {len(unknown)} of its "
            f"{len(coalition)} people have not been judged. Do you know what they really think?"
        )
    else:
        text = (
            f"All {len(coalition)} people in the coalition are on your side. Without somebody who "
            "sees the risks, legitimate concerns will meet you later, in the open."
        )
    yield Warning_("pure_enthusiasts", text, tuple(unknown or coalition))


def _insiders(view: View) -> Iterator[Warning_]:
    if len(view.coalition) < 2 or not view.inside.isdisjoint(outsiders(view.snapshot)):
        return
    known = [code for code in outsiders(view.snapshot) if code not in view.inside]
    text = "Nobody in the coalition is known to stand outside or to live with the result."
    if known:
        names = listed([view.snapshot.name(code) for code in known])
        text += f" {names} {'does' if len(known) == 1 else 'do'}, and could say what it is like."
    else:
        text += " Nor is anybody of that kind on the map: who are they?"
    yield Warning_("insiders_only", text, tuple(known))


@once
def outsiders(snapshot: Snapshot) -> tuple[str, ...]:
    """Return who stands outside the organisation or lives with the result."""
    return tuple(
        code
        for code, person in snapshot.person.items()
        if person.outside or voice(person) or person.level is Level.EXTERNAL
    )


def _resistance(view: View) -> Iterator[Warning_]:
    against = any(word in DOUBTING for word in view.stances.values())
    if against or view.snapshot.seen.of(Resistance) or not view.snapshot.people:
        return
    yield Warning_(
        "no_resistance",
        "The map shows no resistance, which says more about the map than about the place. Who "
        "loses time, turf or standing by this? Whom would you rather leave out?",
        (),
    )


def _own_manager(view: View) -> Iterator[Warning_]:
    snapshot = view.snapshot
    if snapshot.owner is None:
        return
    row = snapshot.layers[TieKind.REPORTS_TO][[snapshot.index[snapshot.owner]]]
    managers = [snapshot.people[i] for i in row.nonzero()[1]]
    if not managers:
        text = "Your own manager is not on the map. What do they know by now?"
        yield Warning_("own_manager", text, ())
    met = {encounter.person for encounter in snapshot.seen.of(Encounter)}
    for code in managers:
        if code in view.inside or code in met or view.stances[code] != UNKNOWN:
            continue
        name = snapshot.name(code)
        text = (
            f"Your own manager, {name}: nobody has judged where they stand and no conversation "
            "with them is on record. What do they know?"
        )
        yield Warning_("own_manager", text, (code,))


def _nobody_known(view: View) -> Iterator[Warning_]:
    outside = [code for code in view.snapshot.people if code not in view.inside]
    if not outside:
        yield Warning_(
            "nobody_known",
            "Nobody outside the coalition is on the map. Write down ten people the change touches, "
            "the ones you would rather avoid among them.",
            (),
        )
    elif all(view.stances[code] == UNKNOWN for code in outside):
        others = count(len(outside), "person", "people")
        yield Warning_(
            "nobody_known",
            f"Nobody has judged where the {others} outside the coalition stand. Begin with those "
            "who decide, and say how sure you are.",
            tuple(outside[:50]),
        )
