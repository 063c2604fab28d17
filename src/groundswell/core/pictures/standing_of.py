"""Where one person stands, as told: the posterior in words, the judgements, Kotter's four."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundswell.core.pictures.timeline import stance_text
from groundswell.core.questions.standing import as_noun, expected_stances, stance_words
from groundswell.core.questions.wording import stance_word
from groundswell.core.terrain.map_records import Influence, Judgement
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import Stance

_TENTH = 1.2816  # standard deviations that leave a tenth on either side
_DEGREES = ("little", "some", "fair", "considerable", "much")
_CRITERIA = ("position_power", "expertise", "credibility", "leadership")


@dataclass(frozen=True, slots=True)
class StanceNow:
    """The word nearest to somebody's stance and the words its 10-90 % band reaches.

    `text` says both in a sentence; `low` and `high` are equal where the band stays in one word.
    """

    word: str
    low: str
    high: str
    sworn: bool
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement as it was given.

    Parameters
    ----------
    about
        Title of the decision it is about; empty for the change as a whole.
    informed
        Whether the assessor had seen others' judgements.
    """

    on: date | None
    assessor: str
    about: str
    word: str
    known: bool
    sure: str
    basis: str
    informed: bool
    sworn: bool


@dataclass(frozen=True, slots=True)
class Kotter:
    """One of Kotter's four as one assessor sees it, in a word and as the mark from 1 to 5."""

    criterion: str
    word: str
    mark: float
    assessor: str
    on: date | None


def now(snapshot: Snapshot, person: str) -> StanceNow:
    """Return where somebody stands; only for people whom somebody judged."""
    i = snapshot.index[person]
    centre, spread = float(expected_stances(snapshot)[i]), float(snapshot.stances.sd[i])
    word = stance_words(snapshot)[i]
    low, high = (stance_word(end) for end in (centre - _TENTH * spread, centre + _TENTH * spread))
    sworn = bool(snapshot.fixed[i])
    if low == high:
        text = f"Most likely {as_noun(word)}, and hardly anything else."
    else:
        text = f"Most likely {as_noun(word)}; between {low} and {high} in eight of ten cases."
    if sworn:
        text += " Said to be sworn: will not move."
    return StanceNow(word, low, high, sworn, text)


def history(snapshot: Snapshot, person: str) -> tuple[Judged, ...]:
    """Return the judgements of somebody, the newest first; undated ones last."""
    titles = {point.code: point.title for point in snapshot.decisions}
    rows = [j for j in snapshot.seen.of(Judgement) if j.person == person]
    rows.sort(key=lambda j: (j.assessor or "", j.decision or "", repr(j)))
    rows.sort(key=lambda j: j.observed_on or date.min, reverse=True)
    return tuple(
        Judged(
            on=j.observed_on,
            assessor=snapshot.name(j.assessor) if j.assessor else "",
            about=titles.get(j.decision, j.decision) if j.decision else "",
            word=stance_text(j),
            known=j.stance is not Stance.UNKNOWN,
            sure=j.sure.value if j.sure else "",
            basis=j.basis.value.replace("_", " ") if j.basis else "",
            informed=bool(j.informed),
            sworn=bool(j.fixed),
        )
        for j in rows
    )


def kotter(snapshot: Snapshot, person: str) -> tuple[Kotter, ...]:
    """Return each of the four as judged, by criterion, then assessor, the newest first."""
    rows = [r for r in snapshot.seen.of(Influence) if r.person == person]
    rows.sort(key=lambda r: (r.assessor or "", repr(r)))
    rows.sort(key=lambda r: r.observed_on or date.min, reverse=True)
    return tuple(
        Kotter(
            criterion=name.replace("_", " "),
            word=_DEGREES[round(mark) - 1],
            mark=mark,
            assessor=snapshot.name(r.assessor) if r.assessor else "",
            on=r.observed_on,
        )
        for name in _CRITERIA
        for r in rows
        if (mark := getattr(r, name)) is not None
    )
