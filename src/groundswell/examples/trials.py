"""What the pilots measured, and the evidence worked out from exactly those cases."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, variance
from typing import Any

from groundswell.core.terrain.run_records import Evidence, PilotDatum
from groundswell.examples.luck import Luck
from groundswell.examples.script import Row, Script, typed

_EDGE = NormalDist().inv_cdf(0.9)


@dataclass(frozen=True, slots=True)
class Contrast:
    """A change as a share of the base, with its 10-90 % interval.

    The interval is normal on the logarithm of the ratio of the two means (delta method).
    """

    base: float
    trial: float
    effect: float
    low: float
    high: float
    cases: tuple[int, int]


def contrast(base: Sequence[float], trial: Sequence[float]) -> Contrast:
    """Compare two samples of positive values, or of zeros and ones."""
    means = fmean(base), fmean(trial)
    spread = math.sqrt(
        sum(
            variance(sample) / len(sample) / mean**2
            for sample, mean in zip((base, trial), means, strict=True)
        )
    )
    middle = math.log(means[1] / means[0])
    effect, low, high = (
        round(math.exp(middle + edge * spread) - 1.0, 3) for edge in (0.0, -_EDGE, _EDGE)
    )
    return Contrast(*means, effect, low, high, (len(base), len(trial)))


def pilot_values(script: Script, luck: Luck) -> tuple[PilotDatum, ...]:
    """Return every measured case of every pilot, arm by arm, in the order of its periods."""
    return tuple(
        datum
        for pilot, arms in script.get("samples", {}).items()
        for arm in arms
        for datum in _arm(pilot, arm, luck)
    )


def _arm(pilot: str, arm: Row, luck: Luck) -> list[PilotDatum]:
    count, periods, values = arm["n"], arm["periods"], _values(pilot, arm, luck)
    return [
        PilotDatum(
            pilot=pilot,
            unit=f"{arm['unit']} {arm.get('start', 1) + case}",
            period=periods[case * len(periods) // count],
            arm=arm["arm"],
            value=values[case],
        )
        for case in range(count)
    ]


def _values(pilot: str, arm: Row, luck: Luck) -> list[float]:
    """Return the cases of an arm: so many yes among them, or skewed whole numbers from 1."""
    purpose = (pilot, arm["arm"])
    if "yes" in arm:
        return luck.shuffled(_yes_and_no(arm["yes"], arm["n"]), "case", *purpose)
    width = math.log1p((arm["sd"] / arm["mean"]) ** 2)
    middle = math.log(arm["mean"]) - width / 2.0
    drawn = [
        math.exp(luck.normal(middle, math.sqrt(width), "case", *purpose, case))
        for case in range(arm["n"])
    ]
    return [max(1.0, float(round(value))) for value in drawn]


def evidence(script: Script, values: Sequence[PilotDatum]) -> tuple[Evidence, ...]:
    """Return the ledger; figures of an entry with `from_pilot` or `counts` are worked out here."""
    return typed(Evidence, [_entry(row, values) for row in script.get("evidence", ())])


def _entry(row: Row, values: Sequence[PilotDatum]) -> dict[str, Any]:
    entry = dict(row)
    pilot, counts = entry.pop("from_pilot", None), entry.pop("counts", None)
    if pilot:
        found = contrast(*_arms(pilot, values))
    elif counts:
        found = contrast(*(_yes_and_no(*counts[arm]) for arm in ("base", "trial")))
    else:
        return entry
    figures = {"effect": found.effect, "low": found.low, "high": found.high, "n": sum(found.cases)}
    if pilot:
        figures["pilot"] = pilot
    return entry | figures | {"claim": entry["claim"].format_map(in_words(found))}


def _yes_and_no(yes: int, of: int) -> list[float]:
    return [1.0] * yes + [0.0] * (of - yes)


def _arms(pilot: str, values: Sequence[PilotDatum]) -> list[list[float]]:
    """Return the values of a pilot's two arms, the base first as it is first in the story."""
    arms: dict[str, list[float]] = {}
    for datum in values:
        if datum.pilot == pilot and datum.arm and datum.value is not None:
            arms.setdefault(datum.arm, []).append(datum.value)
    return list(arms.values())


def in_words(found: Contrast) -> Mapping[str, str]:
    """Return the figures of a contrast as a claim prints them."""
    ends = sorted((abs(found.low), abs(found.high)))
    return {
        "base": f"{found.base:.1f}",
        "trial": f"{found.trial:.1f}",
        "base_yes": f"{found.base * found.cases[0]:.0f}",
        "trial_yes": f"{found.trial * found.cases[1]:.0f}",
        "base_n": str(found.cases[0]),
        "trial_n": str(found.cases[1]),
        "size": f"{abs(found.effect):.0%}".replace("%", " %"),
        "ends": f"{ends[0] * 100:.0f} to {ends[1] * 100:.0f} %",
        "n": str(sum(found.cases)),
    }
