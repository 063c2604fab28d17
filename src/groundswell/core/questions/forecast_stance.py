"""Where does one person stand, as far as anybody has seen, and how sure is that?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import numpy as np

from groundswell.core.answer import Answer, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.acquaintance import Acquaintance
from groundswell.core.questions.question import Question, answer, gap, option, person_index
from groundswell.core.questions.standing import as_noun, expected_stances
from groundswell.core.questions.wording import UNKNOWN, count, listed, stance_word
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.terms import STANCE_VALUE, Basis, GapKind, Stance, Sureness
from groundswell.core.terrain.visible import latest

# The outer quantiles of the drawn stances, called by their words, say how sure the middle is.
OUTER = (0.10, 0.90)
# More than one step of the scale apart: assessors saw different things, not shades of one.
APART = 0.75
# By then the added variance of age has reached half of that of a fresh judgement.
OLD_DAYS = 183

BASES = {
    Basis.SAID_PRIVATELY: "from what they said in private",
    Basis.SAID_PUBLICLY: "from what they said in public",
    Basis.ACTED: "from what they did",
    Basis.HEARSAY: "from hearsay",
    Basis.GUESS: "as a guess",
}
SURE = {Sureness.LOW: "not very sure", Sureness.MEDIUM: "fairly sure", Sureness.HIGH: "very sure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastStance(Question):
    """Where does this person stand?"""

    SLUG: ClassVar[str] = "forecast-stance"
    ASKS: ClassVar[str] = "Where does this person stand, and how sure is that?"
    FEATURE: ClassVar[str] = "M5, M11"

    person: str | None = option(None, "code of the person", person=True, required=True)


@dataclass(frozen=True, slots=True)
class Told:
    """What one assessor last said: a word, how sure, on what basis, when, and for which decision.

    `word` is `unknown` for who answered that they do not know the person well enough.
    """

    assessor: str | None
    word: str
    sure: str | None
    basis: str | None
    observed_on: date | None
    decision: str | None


@dataclass(frozen=True, slots=True)
class ForecastStanceValue:
    """Value of `forecast-stance`.

    Parameters
    ----------
    person
        Code.
    mean, sd
        Mean and standard deviation of the drawn stance in [-1, 1], with the effect of evidence that
        was shown. For validation; a screen shows the word. Of nobody judged they are the prior.
    word, from_word, to_word
        The word nearest to the centre, and to the 10 % and 90 % quantiles; `unknown` if nobody
        judged.
    judgements
        The latest of each assessor, oldest first.
    disagree
        Whether assessors of the change as a whole are more than a step of the scale apart.
    """

    person: str
    mean: float
    sd: float
    word: str
    from_word: str
    to_word: str
    judgements: tuple[Told, ...]
    disagree: bool


def forecast_stance(study: Study, question: ForecastStance) -> Answer[ForecastStanceValue]:
    """Return the posterior of one person's stance, in words first.

    Mean and standard deviation are those of the drawn stances, clipped to [-1, 1]. The word is the
    nearest of the scale to the centre of the posterior before clipping: a lone judgement of
    'champion' therefore reads as one step milder unless the assessor was sure.

    Raises
    ------
    UnknownPersonError
        If the person is not on the map.
    """
    i = person_index(study, question.person)
    snapshot = study.snapshot
    code = snapshot.people[i]
    told = _judgements(snapshot, code)
    value = _value(study, i, told)
    reasons = [*_reasons(snapshot, value, told)]
    return answer(
        study, question, _headline(snapshot, value), value, reasons, [*_gaps(study, i, value)]
    )


def _judgements(snapshot: Snapshot, code: str) -> list[Judgement]:
    """Return the latest judgement of each assessor (and decision), oldest first."""
    own = [j for j in snapshot.seen.of(Judgement) if j.person == code]
    newest = latest(own, "decision", "assessor")
    return sorted(newest, key=lambda j: (j.observed_on or date.min, j.assessor or "", repr(j)))


def _value(study: Study, i: int, told: Sequence[Judgement]) -> ForecastStanceValue:
    snapshot = study.snapshot
    drawn = study.draws.stance[i].astype(np.float64)
    words = (UNKNOWN, UNKNOWN, UNKNOWN)
    if snapshot.stances.judged[i]:
        centre = float(expected_stances(snapshot)[i])
        low, high = np.quantile(drawn, OUTER)
        words = (stance_word(centre), stance_word(float(low)), stance_word(float(high)))
    return ForecastStanceValue(
        person=snapshot.people[i],
        mean=float(drawn.mean()),
        sd=float(drawn.std()),
        word=words[0],
        from_word=words[1],
        to_word=words[2],
        judgements=tuple(_told(j) for j in told),
        disagree=_disagree(told),
    )


def _told(j: Judgement) -> Told:
    return Told(
        assessor=j.assessor,
        word=_word(j),
        sure=j.sure.value if j.sure else None,
        basis=j.basis.value if j.basis else None,
        observed_on=j.observed_on,
        decision=j.decision,
    )


def _word(j: Judgement) -> str:
    return j.stance.value if isinstance(j.stance, Stance) else stance_word(j.stance)


def _reading(j: Judgement) -> float | None:
    if isinstance(j.stance, Stance):
        return STANCE_VALUE.get(j.stance)
    return j.stance


def _disagree(told: Sequence[Judgement]) -> bool:
    read = [_reading(j) for j in told if j.decision is None]
    known = [value for value in read if value is not None]
    return bool(known) and max(known) - min(known) >= APART


def _headline(snapshot: Snapshot, value: ForecastStanceValue) -> str:
    name = snapshot.name(value.person)
    if value.word == UNKNOWN:
        return f"Where {name} stands is unknown: nobody has judged it yet."
    seen = f"As far as anybody can tell, {name} is {as_noun(value.word)}"
    if value.from_word == value.to_word:
        return f"{seen}, and everything seen points the same way."
    if value.disagree:
        return f"{seen}, but those who judged do not agree."
    return f"{seen}, {_doubt(value)}."


def _doubt(value: ForecastStanceValue) -> str:
    """Say which other words would fit."""
    others = [w for w in (value.from_word, value.to_word) if w != value.word]
    if len(others) == 1:
        return f"though {as_noun(others[0])} would fit as well"
    return f"though anything from {others[0]} to {others[1]} would fit what was seen"


def _reasons(
    snapshot: Snapshot, value: ForecastStanceValue, told: Sequence[Judgement]
) -> Iterator[Reason]:
    for j in told:
        yield Reason(_said(snapshot, j), (j.person, j.assessor) if j.assessor else (j.person,))
    if value.disagree:
        apart = [j for j in told if j.decision is None and _reading(j) is not None]
        names = listed([_assessor(snapshot, j) for j in apart])
        yield Reason(
            f"{names} are more than a step apart. Ask what each of them saw; they may be right "
            "about different things.",
            (value.person,),
        )
    words = {t.word for t in value.judgements if t.decision is None and t.word != UNKNOWN}
    if len(words) == 1 and value.word not in words | {UNKNOWN}:
        yield Reason(
            f"Every judgement says {words.pop()}; few, old or unsure ones are read with caution, a "
            "step towards the middle, until more people have looked.",
            (value.person,),
        )
    yield from _circumstances(snapshot, value.person)


def _circumstances(snapshot: Snapshot, code: str) -> Iterator[Reason]:
    i = snapshot.index[code]
    name = snapshot.name(code)
    if snapshot.fixed[i]:
        yield Reason(f"{name} is said to be sworn: they do not move with others.", (code,))
    if snapshot.member[i]:
        yield Reason(f"{name} is in the coalition; membership and stance are kept apart.", (code,))
    shown = int((snapshot.shown.person == i).sum())
    if shown:
        entries = count(shown, "entry", "entries").capitalize()
        does, counts = ("answers", "is") if shown == 1 else ("answer", "are")
        yield Reason(
            f"{entries} of the evidence ledger, shown to them since, {does} a stake of theirs and "
            f"{counts} counted in.",
            (code,),
        )


def _said(snapshot: Snapshot, j: Judgement) -> str:
    """Say who judged what, when, how sure and from what."""
    who, word = _assessor(snapshot, j), _word(j)
    on = f" on {j.observed_on:%-d %B %Y}" if j.observed_on else ", on a day not noted"
    if word == UNKNOWN:
        return f"{who} was asked{on} and does not know them well enough to say."
    parts = [f"{who} saw them as {as_noun(word)}{on}"]
    if j.decision is not None:
        titles = {point.code: point.title for point in snapshot.decisions}
        parts.append(f"on ‘{titles.get(j.decision, j.decision)}’ alone")
    if j.basis is not None:
        parts.append(BASES[j.basis])
    if j.sure is not None:
        parts.append(SURE[j.sure])
    if j.informed:
        parts.append("knowing what others had said")
    return f"{', '.join(parts)}."


def _assessor(snapshot: Snapshot, j: Judgement) -> str:
    return snapshot.name(j.assessor) if j.assessor else "Somebody not named"


def _gaps(study: Study, i: int, value: ForecastStanceValue) -> Iterator[Gap]:
    snapshot = study.snapshot
    code, name = value.person, snapshot.name(value.person)
    whom = Acquaintance(snapshot).ask(i)
    if value.word == UNKNOWN:
        yield gap(
            GapKind.STANCE_UNKNOWN,
            f"Nobody has judged where {name} stands; it is not counted as neutral. To learn more, "
            f"{whom}.",
            code,
        )
        return
    read = [t for t in value.judgements if t.word != UNKNOWN]
    if len({t.assessor for t in read}) == 1:
        yield gap(
            GapKind.STANCE_UNKNOWN,
            f"One person alone has judged {name}. A second pair of eyes helps most: {whom}, before "
            "they hear what you think.",
            code,
        )
    yield from _dates(snapshot, code, name, [t.observed_on for t in read])


def _dates(snapshot: Snapshot, code: str, name: str, days: Sequence[date | None]) -> Iterator[Gap]:
    known = [day for day in days if day is not None]
    if not known:
        yield gap(
            GapKind.DATE_UNKNOWN,
            f"No judgement of {name} has a date, so all count as fresh. Add the days.",
            code,
        )
    elif (snapshot.as_of - max(known)).days > OLD_DAYS:
        months = round((snapshot.as_of - max(known)).days / 30.44)
        yield gap(
            GapKind.STALE,
            f"The newest judgement of {name} is {months} months old. Look again.",
            code,
        )
