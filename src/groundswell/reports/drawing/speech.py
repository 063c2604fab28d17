"""How a drawing speaks: in whose words, and whether it may say where people stand."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.core.terrain.terms import Ring, Stance
from groundswell.core.terrain.vocabulary import CHANGE_MANAGERS, Vocabulary


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of a trade, and whether stances are said at all.

    Parameters
    ----------
    words
        Whose words.
    stances
        Whether marks and their legend say where people stand; otherwise every mark is alike.
    """

    words: Vocabulary = CHANGE_MANAGERS
    stances: bool = True

    def stance(self, stance: str) -> str:
        """Return what a stance is called."""
        return self.words.stances[Stance(stance)]

    def ring(self, ring: str) -> str:
        """Return what a circle of the coalition is called."""
        return self.words.rings[Ring(ring)]


USUAL = Speech()
