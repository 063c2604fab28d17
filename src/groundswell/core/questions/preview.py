"""What if they stood there? A quick look with few draws, while a card is still in the hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.core.answer import Estimate
from groundswell.core.dynamics.outlook import Outlook, outlooks
from groundswell.core.dynamics.plan import TODAY, Plan
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.wording import band
from groundswell.core.terrain.snapshot import Snapshot, once
from groundswell.core.terrain.terms import STANCE_VALUE, Stance

DRAWS = 64
WITHIN = 2.0  # standard errors of the mean difference within which it is not called one


@dataclass(frozen=True, slots=True)
class Preview:
    """The chance now and if somebody stood elsewhere, under the same few draws.

    `told` says that the difference is larger than two of its standard errors.
    """

    person: str
    stance: Stance
    now: Estimate
    then: Estimate
    told: bool
    draws: int


def preview(snapshot: Snapshot, person: str, stance: Stance) -> Preview | None:
    """Try somebody at another stance; None where nothing is required, or the stance is no place.

    The person is held there and everybody else adjusts, as in `what-if`, with 64 draws and one run
    of adoption in each. It is shown while somebody drags, and kept nowhere.

    Raises
    ------
    KeyError
        If there is no such person.
    """
    held = ((snapshot.index[person], STANCE_VALUE[stance]),) if stance in STANCE_VALUE else ()
    if not held or not any(link.required for link in snapshot.links):
        return None
    study, today = _study(snapshot), _today(snapshot)
    (there,) = outlooks(study.draws, study.stage, [Plan(held=held)], runs=1)
    change = there.chance - today.chance
    error = float(change.std() / np.sqrt(change.size))
    return Preview(
        person=person,
        stance=stance,
        now=Estimate.of(today.chance),
        then=Estimate.of(there.chance),
        told=bool(abs(change.mean()) > WITHIN * error),
        draws=DRAWS,
    )


def preview_words(found: Preview, name: str, word: str) -> str:
    """Say it as a preview."""
    if not found.told:
        return (
            f"If {name} stood at {word}, the chance would move by less than {found.draws} draws "
            f"can tell; now {band(found.now)}."
        )
    return (
        f"If {name} stood at {word}, the chance would go from {band(found.now)} to "
        f"{band(found.then)}."
    )


@once
def _study(snapshot: Snapshot) -> Study:
    return Study(snapshot, 0, DRAWS)


@once
def _today(snapshot: Snapshot) -> Outlook:
    study = _study(snapshot)
    return outlooks(study.draws, study.stage, [TODAY], runs=1)[0]
