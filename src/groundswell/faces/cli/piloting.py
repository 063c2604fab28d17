"""`groundswell pilot`: how many cases a pilot needs, and what its values say, from any source."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from groundswell.core.terrain.terms import PilotDesign
from groundswell.faces.cli.options import AsJson, AsOf, KnownAt, Source
from groundswell.faces.cli.source import located, snapshot_of, today
from groundswell.faces.cli.terminal import page, problems, say, say_json, tell, wrong_usage

if TYPE_CHECKING:
    from groundswell.core.answer import Answer
    from groundswell.core.questions.question import Question
    from groundswell.core.terrain.snapshot import Snapshot

TABLES = (".csv", ".tsv")
BARE = "data"  # code of the pilot that a bare table is

piloting = typer.Typer(rich_markup_mode=None)

Which = Annotated[
    str | None,
    typer.Argument(metavar="[PILOT]", help="Code of the pilot; otherwise the latest."),
]
Design = Annotated[
    PilotDesign | None, typer.Option("--design", help="How it compares.", show_default=False)
]
Effect = Annotated[
    float | None,
    typer.Option(
        "--effect",
        metavar="SHARE",
        help="Smallest effect worth having: -0.25 is a quarter less.",
        show_default=False,
    ),
]
Level = Annotated[
    float, typer.Option("--level", min=0.5, max=0.999, help="How sure the ranges are to be.")
]


def _number(name: str, text: str) -> Any:
    return typer.Option(f"--{name}", metavar="NUMBER", help=text, show_default=False)


Base = Annotated[
    str | None,
    typer.Option(
        "--base", metavar="ARM", help="The arm the others are compared with.", show_default=False
    ),
]
Measure = Annotated[
    str | None,
    typer.Option("--measure", metavar="WORDS", help="What was measured.", show_default=False),
]
Track = Annotated[
    str | None,
    typer.Option("--track", metavar="WORD", help="trial or experiment.", show_default=False),
]
Correlation = Annotated[
    float | None, _number("correlation", "How a unit's two values hang together.")
]


@piloting.command()
def analyse(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="As for other commands, or a CSV file of measured values alone.",
            show_default=False,
        ),
    ],
    pilot: Which = None,
    design: Design = None,
    base: Base = None,
    effect: Effect = None,
    measure: Measure = None,
    baseline: Annotated[float | None, _number("baseline", "Today's figure, for one side.")] = None,
    level: Level = 0.95,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Seed of the draws.")] = 0,
    as_json: AsJson = False,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> None:
    """What a pilot's values say, how surely, and what they cannot show.

    A CSV file needs --design: headings unit, period, arm and value, or before and after.
    """
    from groundswell.core.questions.pilot import PilotAnalysis

    stated = {"design": design, "minimum_effect": effect, "measure": measure, "baseline": baseline}
    if Path(source).suffix.lower() in TABLES and Path(source).is_file():
        if design is None:
            wrong_usage("A CSV file alone does not say how it compares: add --design.")
        snapshot = bare(Path(source), stated)
        pilot = BARE
    else:
        snapshot = restated(located(source), pilot, stated, as_of, known_at)
    told(snapshot, PilotAnalysis(pilot=pilot, base=base, level=level, seed=seed), as_json)


@piloting.command(name="design")
def design_(
    source: Source = "",
    pilot: Which = None,
    track: Track = None,
    design: Design = None,
    baseline: Annotated[float | None, _number("baseline", "Today's figure.")] = None,
    spread: Annotated[float | None, _number("spread", "Its standard deviation.")] = None,
    effect: Effect = None,
    cases: Annotated[int | None, typer.Option(min=2, metavar="N", help="Cases planned.")] = None,
    twice: Annotated[bool, typer.Option("--twice", help="Each unit is measured twice.")] = False,
    correlation: Correlation = None,
    per_week: Annotated[float | None, _number("per-week", "Cases that come in a week.")] = None,
    power: Annotated[
        float, typer.Option(min=0.5, max=0.99, help="Wanted chance to see the effect.")
    ] = 0.8,
    level: Level = 0.95,
    as_json: AsJson = False,
) -> None:
    """How many cases a pilot needs, and what so many would show.

    With a SOURCE, what is not given comes from its pilot; without one, from the options alone.
    """
    from groundswell.core.questions.pilot_design import PilotPlan
    from groundswell.core.terrain.fold import fold
    from groundswell.core.terrain.observation import Observations

    snapshot = snapshot_of(located(source), None, None) if source else fold(Observations(), today())
    question = PilotPlan(
        pilot=pilot or (latest_pilot(snapshot) if source else None),
        track=track or (None if source else "experiment"),
        design=design,
        baseline=baseline,
        spread=spread,
        effect=effect,
        cases=cases,
        twice=twice,
        correlation=correlation,
        per_week=per_week,
        power=power,
        level=level,
    )
    told(snapshot, question, as_json)


def latest_pilot(snapshot: Snapshot) -> str | None:
    """Return the code of the pilot that is meant where none is named."""
    from groundswell.core.questions.pilot import chosen

    record = chosen(snapshot, None)
    return record.pilot if record else None


def bare(path: Path, stated: dict[str, Any]) -> Snapshot:
    """Return a table of values as a map that holds one pilot and nothing else."""
    from groundswell.core.terrain.fold import fold
    from groundswell.core.terrain.map_records import Initiative
    from groundswell.core.terrain.observation import Observations
    from groundswell.core.terrain.run_records import Pilot, PilotDatum
    from groundswell.ingest.pilots import read_measurements

    found = read_measurements(path.read_bytes(), BARE, name=path.name)
    if found.errors:
        problems(found.errors)
    for note in found.notes:
        tell(f"Note: {note}")
    given = {name: value for name, value in stated.items() if value is not None}
    records = {Pilot.SHEET: (Pilot(pilot=BARE, **given),), PilotDatum.SHEET: found.rows}
    return fold(Observations(Initiative(title=path.name), records), today())


def restated(
    source: Any, pilot: str | None, stated: dict[str, Any], as_of: Any, known_at: Any
) -> Snapshot:
    """Return a map on which a pilot is stated as the options say, for this answer alone."""
    from groundswell.core.questions.pilot import chosen
    from groundswell.core.questions.question import UnfitOptionError

    snapshot = snapshot_of(source, as_of, known_at)
    given = {name: value for name, value in stated.items() if value is not None}
    try:
        record = chosen(snapshot, pilot)
    except UnfitOptionError as error:
        wrong_usage(str(error))
    if record is None or not given:
        return snapshot
    from groundswell.core.terrain.observation import Observations
    from groundswell.core.terrain.run_records import Pilot

    others = [p for p in snapshot.seen.of(Pilot) if p.pilot != record.pilot]
    rows = {**snapshot.seen.records, Pilot.SHEET: (*others, dataclasses.replace(record, **given))}
    return dataclasses.replace(snapshot, seen=Observations(snapshot.seen.initiative, rows))


def told(snapshot: Snapshot, question: Question, as_json: bool) -> None:
    """Answer and print."""
    from groundswell.core.questions.question import UnfitOptionError
    from groundswell.core.registry import ask
    from groundswell.reports.single import leaf
    from groundswell.reports.text import text

    try:
        answer: Answer[Any] = ask(snapshot, question)
    except UnfitOptionError as error:
        wrong_usage(str(error))
    if as_json:
        say_json(answer.as_json())
    else:
        say(text(leaf(answer, snapshot, question.ASKS), page()))
