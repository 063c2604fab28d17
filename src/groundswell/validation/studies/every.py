"""Every study by name, with the number of steps it tells of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from groundswell.validation.line import Line
from groundswell.validation.studies import degradation, months, recommendation, replay

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class StudyOfTruth:
    """A study on generated organisations."""

    lines: Callable[[Tell | None], list[Line]]
    steps: int


STUDIES = {
    "band": StudyOfTruth(degradation.lines, 2 * len(degradation.SIGHTS)),
    "sets": StudyOfTruth(recommendation.lines, len(recommendation.SEEDS)),
    "months": StudyOfTruth(months.lines, len(recommendation.SEEDS)),
    "alarms": StudyOfTruth(replay.lines, replay.HEALTHY + replay.FAILING),
}
