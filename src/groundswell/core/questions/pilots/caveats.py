"""What to beware of in a pilot's result, and what a pilot of its kind cannot show at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from groundswell.core.questions.pilots.compare import Comparison
from groundswell.core.questions.pilots.finding import Span
from groundswell.core.questions.pilots.sample import Sample
from groundswell.core.questions.pilots.speaking import Tone, cases_of, figure, percent, upper
from groundswell.core.questions.wording import count, listed
from groundswell.core.terrain.run_records import Pilot
from groundswell.core.terrain.terms import PilotDesign, PilotState, PilotTrack

SHORT_SERIES = 12
ENDED = (PilotState.DONE, PilotState.STOPPED)


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to beware of; `kind` is a stable word for its sort."""

    kind: str
    text: str


def cautions(
    pilot: Pilot, sample: Sample, found: Comparison, tone: Tone, today: date
) -> Iterator[Caution]:
    """Yield what speaks against leaning on the result, the gravest first."""
    if pilot.stop_reached:
        yield Caution("stop_reached", "The stop rule was reached: decide whether to go on at all.")
    if found.instead:
        yield Caution("another_design", f"{upper(found.instead)}.")
    yield from _data(sample, found)
    yield from _before(found, tone)
    yield from _size(pilot, found, today, tone.noun)


def _data(sample: Sample, found: Comparison) -> Iterator[Caution]:
    for name in found.empty:
        yield Caution("arm_empty", f"There is not one value for {name}.")
    if sample.unread:
        names = listed([f"‘{label}’ ({count(n, 'row')})" for label, n in sample.unread], 4)
        text = f"Nobody can tell which side these are, so they may be left out: {names}."
        yield Caution("not_understood", text)
    if sample.missing:
        rows = count(sample.missing, "row has", "rows have")
        text = f"{upper(rows)} no value and {'is' if sample.missing == 1 else 'are'} left out; ask "
        yield Caution("missing", f"{text}why, since what is missing is rarely missing by chance.")
    if found.left_out:
        units = count(found.left_out, "unit was", "units were")
        yield Caution("unpaired", f"{upper(units)} measured only once and left out of the pairs.")
    if found.repeated:
        rows = count(found.repeated, "row belongs", "rows belong")
        text = f"{upper(rows)} to a unit that has another; each unit counts once, with its mean."
        yield Caution("repeated", text)


def _before(found: Comparison, tone: Tone) -> Iterator[Caution]:
    if found.trend is not None and found.trend.slope.clear:
        way = "rising" if found.trend.slope.above else "falling"
        by = figure(abs(found.trend.slope.mean), tone.binary)
        text = f"{upper(tone.measure)} was {way} before the start already, by {by} a period; part "
        yield Caution("trend_before", f"{text}of the change may be that.")
    if found.parallel is not None and found.parallel.slope.clear:
        text = "The two groups moved apart before the start already, so the comparison is weak."
        yield Caution("not_parallel", text)
    if found.series is None:
        return
    sides = [len(values) for _, values in found.sides]
    if min(sides) < SHORT_SERIES:
        text = f"{count(min(sides), 'period')} on one side of the start"
        text += f" is short: with under {SHORT_SERIES} the range is likely too narrow."
        yield Caution("short_series", upper(text))
    if abs(found.series.hangs_on) > 0.4:
        text = "Periods hang together strongly; the range allows for it, a longer series would too."
        yield Caution("hangs_together", text)


def _size(pilot: Pilot, found: Comparison, today: date, noun: str) -> Iterator[Caution]:
    finding = found.finding
    if finding is None:
        return
    cases = cases_of(finding)
    if pilot.n_planned is not None and cases < pilot.n_planned:
        text = f"{upper(count(cases, noun))} of {pilot.n_planned} planned: the range is wider "
        yield Caution("below_plan", f"{text}than was meant.")
    early = pilot.ends_on is not None and pilot.ends_on > today and pilot.state not in ENDED
    if early:
        text = "This is a look before the end. Each look is another chance to be fooled: do not "
        yield Caution("early_look", f"{text}stop because it looks good.")
    if pilot.state is PilotState.STOPPED and pilot.stop_reached is not True:
        text = "It was stopped early, and nobody noted that the stop rule was reached: results at "
        yield Caution("stopped_early", f"{text}such a moment tend to be too large.")
    if min(size for size in finding.cases if size) < 5:
        text = "One side has under five cases: a single other case could turn the result."
        yield Caution("very_few", text)
    if finding.share is None:
        text = "No share can be given: the figure it would be a share of is nought or negative."
        yield Caution("no_share", text)
    if finding.p is None and not finding.effect.bounded:
        text = "All values of a side are alike, so nothing says how much they vary by chance."
        yield Caution("no_spread", text)


def outlier_caution(number: int, whole: Span | None, rest: Span | None) -> Caution:
    """Say how many values lie far out, and what the result is without them."""
    text = f"{upper(count(number, 'value lies', 'values lie'))} far from all others"
    if whole is not None and rest is not None:
        text += f"; without, the change would be {signed(rest)} instead of {signed(whole)}"
    return Caution("outliers", f"{text}.")


def signed(span: Span) -> str:
    """Return a change as a share, with its direction: '21 % less'."""
    if span.mean == 0:
        return "nothing"
    return f"{percent(span.mean)} {'more' if span.mean > 0 else 'less'}"


def cannot_show(pilot: Pilot, found: Comparison) -> tuple[str, ...]:
    """Return what a pilot of this kind and size cannot show, however well it went."""
    said = list(_by_design(pilot, found))
    cases = cases_of(found.finding) if found.finding else sum(len(v) for _, v in found.sides)
    if cases and not found.series and (pilot.track is PilotTrack.TRIAL or cases < 100):
        said.append(
            f"Rare trouble: what hits fewer than one in {one_in(cases)} may well not have "
            f"shown up in {count(cases, 'case')}."
        )
    place = (pilot.context or "").strip().rstrip(".")
    where = f"‘{place}’" if place else "the place it was tried in"
    said.append(f"Whether it holds outside {where}, or once nobody watches.")
    return tuple(said)


def one_in(cases: int) -> int:
    """Return one in how many may still meet trouble after so many clean cases, with 95 %."""
    return max(2, round(1 / (1 - float(0.05 ** (1 / cases)))))


def _by_design(pilot: Pilot, found: Comparison) -> Iterator[str]:
    names = {name for name, _ in found.sides}
    if pilot.design is PilotDesign.TIME_SERIES:
        yield "Whether something else happened at the same moment as the start."
    elif "control before" in names:
        yield "Whether something else happened in one of the two groups alone."
    elif "control" in names:
        yield "Whether the two groups were alike before it began."
    else:
        yield "Whether something else changed at the same time: nothing was compared with it."
    if pilot.track is PilotTrack.TRIAL:
        yield "How large the effect is: a trial shows what is possible and what breaks."
