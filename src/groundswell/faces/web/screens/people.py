"""People as every screen names them: name, chip, ring and where their page lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from groundswell.app.browse import terrain
from groundswell.app.browse.views import View
from groundswell.core.pictures.lens import Portrait
from groundswell.core.terrain.terms import Ring, Stance
from groundswell.core.terrain.vocabulary import Vocabulary, vocabulary_of
from groundswell.faces.web.nav import home_of


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as a row, a chip or a card shows them.

    Parameters
    ----------
    stance, word
        Key of the stance for its colour, and the word the vocabulary has for it.
    waiting
        How many judgements of others wait for the reader's own.
    shown
        Whether a stance may be shown at all in this view.
    """

    code: str
    name: str
    role: str
    unit: str
    level: str
    function: str
    stance: str | None
    word: str
    waiting: int
    ring: str
    url: str
    shown: bool

    @property
    def key(self) -> str:
        """What a filter by stance compares."""
        return self.stance or ("veiled" if self.waiting else "unknown")


class People:
    """Everybody on the map as the reader of a view may see them."""

    def __init__(self, at: View) -> None:
        self._lens = terrain.lens(at)
        self._words = vocabulary_of(at.about)
        self._shown = not at.standing.presentable
        self.home = home_of(at.code)

    def __contains__(self, code: str) -> bool:
        return code in self._lens.by_code

    def who(self, code: str) -> Who:
        """Return somebody by code."""
        return self.of(self._lens.by_code[code])

    def all(self, codes: Iterable[str]) -> list[Who]:
        """Return those of some codes who are on the map, in their order."""
        return [self.who(code) for code in codes if code in self]

    def of(self, p: Portrait) -> Who:
        """Return somebody by their portrait."""
        return Who(
            code=p.code,
            name=p.name,
            role=p.role,
            unit=p.unit_name,
            level=p.level or "",
            function=p.function or "",
            stance=p.stance,
            word=stance_word(p.stance, self._words),
            waiting=0 if p.judged else p.veiled,
            ring=self._words.rings[Ring(p.ring)] if p.ring else "",
            url=f"{self.home}people/{p.code}",
            shown=self._shown,
        )


def stance_word(stance: str | None, words: Vocabulary) -> str:
    """Return how the vocabulary says a stance; unknown is its own word."""
    return words.stances[Stance(stance)] if stance else words.stances[Stance.UNKNOWN]
