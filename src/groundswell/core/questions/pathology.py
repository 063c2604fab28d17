"""What one pathology of a coalition is: there, not there, or not to be told from the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from groundswell.core.questions.wording import listed
from groundswell.core.terrain.snapshot import Snapshot

PRESENT, ABSENT, UNKNOWN = "present", "absent", "unknown"


@dataclass(frozen=True, slots=True)
class Pathology:
    """One pathology with the records behind it.

    Parameters
    ----------
    state
        present, absent, or unknown where the records do not tell.
    text
        Why, in words; for an unknown one, what to write down so that it can be told.
    advice
        What to do about it; empty unless it is present.
    ids
        Codes of the records and people behind it.
    settings
        Names of the constants that draw the line; see the settings reference.
    """

    pathology: str
    state: str
    text: str
    advice: str = ""
    ids: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A pathology being looked for: its name and the constants that draw its line."""

    pathology: str
    settings: tuple[str, ...] = ()

    def present(self, text: str, advice: str, ids: Iterable[str] = ()) -> Pathology:
        """Say that it is there."""
        return Pathology(self.pathology, PRESENT, text, advice, tuple(ids), self.settings)

    def absent(self, text: str) -> Pathology:
        """Say that the records speak against it."""
        return Pathology(self.pathology, ABSENT, text, settings=self.settings)

    def unknown(self, text: str, ids: Iterable[str] = ()) -> Pathology:
        """Say that the records do not tell, and what would."""
        return Pathology(self.pathology, UNKNOWN, text, "", tuple(ids), self.settings)


def named(snapshot: Snapshot, codes: Iterable[str]) -> str:
    """Return names for a sentence; the owner is spoken to."""
    return listed(["you" if code == snapshot.owner else snapshot.name(code) for code in codes])


def since(snapshot: Snapshot, days: float) -> date:
    """Return the day so many days before the day of the map."""
    return snapshot.as_of - timedelta(days=days)
