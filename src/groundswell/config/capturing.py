"""`groundswell log`: what one contact left behind, in one line from a terminal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from groundswell.config import local
from groundswell.config.keeping import Code, known
from groundswell.core.terrain.terms import EncounterKind, Move, Reply, Stance, Sureness
from groundswell.faces.cli.options import day
from groundswell.faces.cli.source import file_or_example
from groundswell.faces.cli.terminal import tell, wrong_usage

if TYPE_CHECKING:
    from groundswell.core.terrain.map_records import Judgement
    from groundswell.core.terrain.run_records import Encounter


Who = Annotated[str, typer.Argument(metavar="WHO", help="Their code or name.", show_default=False)]
What = Annotated[str, typer.Argument(metavar="TEXT", help="What happened.", show_default=False)]
Stands = Annotated[Stance | None, typer.Option(help="Where they stand now.", show_default=False)]
Sure = Annotated[
    Sureness | None, typer.Option(help="How sure you are of that.", show_default=False)
]
Kind = Annotated[EncounterKind, typer.Option(help="What sort of contact.")]
Doubt = Annotated[
    str | None, typer.Option(metavar="TEXT", help="A doubt they raised.", show_default=False)
]
Asked = Annotated[Move | None, typer.Option(help="What you asked of them.", show_default=False)]
Answered = Annotated[Reply | None, typer.Option(help="How they answered.", show_default=False)]
Hours = Annotated[
    float | None, typer.Option(min=0, metavar="NUMBER", help="Time it took.", show_default=False)
]
On = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", help="When; otherwise today.", show_default=False),
]


def log(
    code: Code,
    person: Who,
    text: What = "",
    stance: Stands = None,
    sure: Sure = None,
    kind: Kind = EncounterKind.ONE_TO_ONE,
    doubt: Doubt = None,
    ask: Asked = None,
    answer: Answered = None,
    hours: Hours = None,
    on: On = None,
) -> None:
    """A conversation into the workbench, in one line and as one change.

    It can be undone in the workbench's history. A workbook file is not written to: open it, or
    import it first.
    """
    if answer is not None and ask is None:
        wrong_usage("There is an --answer; say what was asked with --ask.")
    if sure is not None and stance is None:
        wrong_usage("Say where they stand with --stance, or leave out --sure.")
    if not (local.there() and local.kept(code)):
        _nowhere(code)
    from groundswell.core.terrain.run_records import Encounter

    met = Encounter(
        person="", date=on, kind=kind, outcome=text or None, doubt=doubt, ask=ask, answer=answer,
        hours=hours,
    )  # fmt: skip
    _keep(code, person, met, stance, sure)


def _nowhere(code: str) -> None:
    if file_or_example(code):
        wrong_usage(
            f"{code!r} is a file or an example, and `log` writes to the workbench alone. Import it "
            "first: groundswell import new FILE."
        )
    wrong_usage(f"There is no initiative {code!r} here.")


def _keep(
    code: str, given: str, met: Encounter, stance: Stance | None, sure: Sureness | None
) -> None:
    import dataclasses

    from groundswell.app.browse.views import view
    from groundswell.app.do.capture import capture_
    from groundswell.faces.cli.asking import person_code

    actor = local.actor(code)
    at = known(lambda: view(actor, code), code)
    person = person_code(at.snapshot, given)
    own = at.standing.assessor if at.standing.assessor in at.snapshot.index else None
    on = met.date or actor.today
    seen = dataclasses.replace(met, person=person, by=own, date=on, observed_on=on, assessor=own)
    view_ = _judged(person, stance, sure, on, own)
    records = [record for record in (seen, view_) if record is not None]
    known(lambda: capture_(actor, code, records, person), code)
    tell(f"Logged: {at.snapshot.name(person)}. Undo it in the history if it was wrong.")


def _judged(
    person: str, stance: Stance | None, sure: Sureness | None, on: date, by: str | None
) -> Judgement | None:
    from groundswell.core.terrain.map_records import Judgement

    if stance is None:
        return None
    return Judgement(person=person, stance=stance, sure=sure, observed_on=on, assessor=by)


def add_to(commands: typer.Typer) -> None:
    """Add the command to the others."""
    commands.command("log")(log)
