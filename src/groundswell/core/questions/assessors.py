"""How do those who judge compare with one another? Said kindly, and never as a ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from scipy.special import betaincinv, ndtri

from groundswell.core.answer import BAND_HIGH, BAND_LOW, Answer, Estimate, Gap, Reason
from groundswell.core.dynamics.study import Study
from groundswell.core.questions.question import Question, answer, gap
from groundswell.core.questions.wording import band, count, listed, sentence
from groundswell.core.terrain.judgements import newest_judgements, read
from groundswell.core.terrain.map_records import Judgement
from groundswell.core.terrain.snapshot import Snapshot
from groundswell.core.terrain.stances import Readings
from groundswell.core.terrain.terms import GapKind

STEP = 0.5  # from one word of the scale to the next
JEFFREYS = 0.5
SURE = 2.0  # sds from which a leaning is one
LITTLE, SOMEWHAT = 0.125, 0.25
WARMER, COOLER, ALIKE = "warmer", "cooler", "alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessors(Question):
    """How do those who judge compare, and what does the forecast allow for?"""

    SLUG: ClassVar[str] = "assessors"
    ASKS: ClassVar[str] = "How alike do those who judge see people, and what is allowed for?"
    FEATURE: ClassVar[str] = "Q10, M11"


@dataclass(frozen=True, slots=True)
class Assessor:
    """One assessor beside the others; rows come in the order of their codes.

    Parameters
    ----------
    judged, shared
        Judgements of theirs that count, and how many of those somebody else made too.
    bias
        How much warmer (+) or cooler (-) than the average of the others they see people, in units
        of the scale from -1 to 1; None where they share too few judgements with others.
    leaning
        warmer or cooler where the bias lies beyond two of its sd, else alike; None as above.
    agreement
        Share of shared judgements within one step of the average of the others; None as above.
    """

    assessor: str
    judged: int
    shared: int
    bias: Estimate | None
    leaning: str | None
    agreement: Estimate | None


@dataclass(frozen=True, slots=True)
class AssessorsValue:
    """Value of `assessors`; `unnamed` counts judgements that name nobody."""

    assessors: tuple[Assessor, ...]
    enough: int
    unnamed: int


def assessors(study: Study, question: Assessors) -> Answer[AssessorsValue]:
    """Compare those who judge by what they judged of the same people, each alone.

    The bias is the model's own b_a less the average of the others', from the joint posterior that
    every forecast draws from, so that it is allowed for already. The agreement is the share of
    judgements shared with others that lie within one step of the average of the others, with a
    Beta(1/2, 1/2) prior. With fewer than five shared judgements nothing is said.
    """
    snapshot = study.snapshot
    judgements = newest_judgements(snapshot.seen.of(Judgement), snapshot.index)
    at_decision = {point.code: d for d, point in enumerate(snapshot.decisions)}
    readings, names = read(
        judgements, snapshot.index, at_decision, snapshot.as_of, snapshot.settings
    )
    enough = int(snapshot.settings.shared_judgements)
    apart = distances(readings, len(names))
    mean, sd = snapshot.stances.bias_beside_others()
    told = np.bincount(readings.assessor, minlength=len(names))
    rows = [
        _row(code, int(told[a]), apart[a], enough, (float(mean[a]), float(sd[a])))
        for a, code in enumerate(names)
        if code
    ]
    unnamed = int(told[names.index("")]) if "" in names else 0
    value = AssessorsValue(tuple(rows), enough, unnamed)
    words = headline(value, snapshot)
    return answer(study, question, words, value, reasons(value, snapshot), _gaps(value, snapshot))


def distances(readings: Readings, number: int) -> list[list[float]]:
    """Return how far each shared judgement lies from the average of the others, by assessor."""
    things: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for k in range(readings.value.size):
        things[int(readings.person[k]), int(readings.decision[k])].append(k)
    found: list[list[float]] = [[] for _ in range(number)]
    for rows in things.values():
        if len(rows) > 1:
            total = float(readings.value[rows].sum())
            for k in rows:
                own = float(readings.value[k])
                others = (total - own) / (len(rows) - 1)
                found[int(readings.assessor[k])].append(own - others)
    return found


def _row(
    code: str, judged: int, apart: Sequence[float], enough: int, bias: tuple[float, float]
) -> Assessor:
    if len(apart) < enough:
        return Assessor(code, judged, len(apart), None, None, None)
    mean, sd = bias
    leaning = ALIKE if abs(mean) <= SURE * sd else WARMER if mean > 0 else COOLER
    near = sum(abs(d) <= STEP + 1e-9 for d in apart)
    return Assessor(code, judged, len(apart), _normal(mean, sd), leaning, _share(near, len(apart)))


def _normal(mean: float, sd: float) -> Estimate:
    return Estimate(mean, mean + sd * float(ndtri(BAND_LOW)), mean + sd * float(ndtri(BAND_HIGH)))


def _share(near: int, of: int) -> Estimate:
    a, b = near + JEFFREYS, of - near + JEFFREYS
    low, high = (float(betaincinv(a, b, p)) for p in (BAND_LOW, BAND_HIGH))
    return Estimate(a / (a + b), low, high)


def headline(value: AssessorsValue, snapshot: Snapshot) -> str:
    """Say who leans which way, if anybody clearly does."""
    if not value.assessors:
        return "Nobody is known to have judged anybody yet, so there is nothing to compare."
    if len(value.assessors) == 1:
        return "One person has judged so far, so there is nobody to compare with."
    if all(a.leaning is None for a in value.assessors):
        return "Nobody shares enough judgements with the others yet to be compared."
    parts = []
    for side in (WARMER, COOLER):
        codes = [a.assessor for a in value.assessors if a.leaning == side]
        if codes:
            verb = "tends" if len(codes) == 1 and codes[0] != snapshot.owner else "tend"
            parts.append(f"{_named(codes, snapshot)} {verb} to see people {side}")
    if not parts:
        return "Those who can be compared see people much alike."
    text = " and ".join(parts)
    return f"{sentence(text)} than the others do, and every forecast allows for it."


def reasons(value: AssessorsValue, snapshot: Snapshot) -> list[Reason]:
    """Return one sentence for each assessor who can be compared, in the order of their codes."""
    return [
        Reason(
            f"{sentence(_named([a.assessor], snapshot))} {_leans(a, snapshot)}; of "
            f"{count(a.shared, 'judgement')} shared with others, {band(a.agreement)} lie within "
            "a step of theirs.",
            (a.assessor,),
        )
        for a in value.assessors
        if a.bias is not None and a.agreement is not None
    ]


def _leans(row: Assessor, snapshot: Snapshot) -> str:
    assert row.bias is not None
    you = row.assessor == snapshot.owner
    if row.leaning == ALIKE:
        return f"{'see' if you else 'sees'} people much as the others do ({_scale(row.bias)})"
    size = abs(row.bias.mean)
    how = "a little" if size < LITTLE else "somewhat" if size < SOMEWHAT else "clearly"
    verb = "tend" if you else "tends"
    return f"{verb} to see people {how} {row.leaning} than the others do ({_scale(row.bias)})"


def _scale(bias: Estimate) -> str:
    """Return a bias in steps of the scale: '+0.21 steps, -0.08 to +0.50'."""
    mean, low, high = (round(part / STEP, 2) + 0.0 for part in (bias.mean, bias.low, bias.high))
    return f"{mean:+.2f} steps, {low:+.2f} to {high:+.2f}"


def _gaps(value: AssessorsValue, snapshot: Snapshot) -> list[Gap]:
    found = []
    if not value.assessors:
        found.append(
            gap(
                GapKind.STANCE_UNKNOWN,
                "Nobody has judged anybody under their own name. Begin with those who decide.",
            )
        )
    elif len(value.assessors) == 1:
        found.append(
            gap(
                GapKind.TOO_FEW,
                "One pair of eyes sees one side. Ask a second person to judge five of the same "
                "people, alone first.",
                value.assessors[0].assessor,
            )
        )
    few = [a.assessor for a in value.assessors if a.leaning is None]
    if few and len(value.assessors) > 1:
        verb = "shares" if len(few) == 1 and few[0] != snapshot.owner else "share"
        found.append(
            gap(
                GapKind.TOO_FEW,
                f"{sentence(_named(few, snapshot))} {verb} too few judgements with others to say "
                f"anything: {count(value.enough, 'person', 'people')} judged by both, each alone "
                "first, would do.",
                *few,
            )
        )
    if value.unnamed:
        found.append(
            gap(
                GapKind.TOO_FEW,
                f"{sentence(count(value.unnamed, 'judgement'))} "
                f"{'names' if value.unnamed == 1 else 'name'} nobody as the one who judged. Write "
                "down who it was.",
            )
        )
    return found


def _named(codes: Sequence[str], snapshot: Snapshot) -> str:
    return listed(["you" if code == snapshot.owner else snapshot.name(code) for code in codes])
