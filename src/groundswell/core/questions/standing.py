"""Where people stand, in words; nobody judged means unknown, never neutral."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from groundswell.core.questions.wording import UNKNOWN, article
from groundswell.core.terrain.snapshot import Snapshot, once
from groundswell.core.terrain.terms import Stance

BACKING = (Stance.SUPPORTER.value, Stance.CHAMPION.value)
DOUBTING = (Stance.SKEPTIC.value, Stance.OPPONENT.value)

# The nearest word of the scale; exactly between two words, as `wording.stance_word` has it.
_WORDS = tuple(stance.value for stance in Stance if stance is not Stance.UNKNOWN)
_EDGES = np.array([np.nextafter(-0.75, 1), -0.25, np.nextafter(0.25, 1), 0.75])


def expected_stances(snapshot: Snapshot) -> NDArray[np.float64]:
    """Return the centre of everybody's posterior with the mean effect of evidence shown to them.

    In [-1, 1], shape (people,); the prior for whom nobody judged, so never to be shown for them.
    """
    shown, settings = snapshot.shown, snapshot.settings
    effect = np.zeros(snapshot.size)
    np.add.at(effect, shown.person, shown.sign * settings.evidence_shift)
    limit = settings.evidence_limit
    return np.clip(snapshot.stances.mean + np.clip(effect, -limit, limit), -1, 1)


@once
def stance_words(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the word nearest to each real person's stance; `unknown` if nobody judged them."""
    place = np.digitize(expected_stances(snapshot), _EDGES).tolist()
    judged = snapshot.stances.judged
    return tuple(_WORDS[place[i]] if judged[i] else UNKNOWN for i in range(len(snapshot.people)))


def as_noun(word: str) -> str:
    """Return a stance for a sentence: 'a supporter', 'an opponent', but 'neutral'."""
    return word if word == Stance.NEUTRAL else article(word)
