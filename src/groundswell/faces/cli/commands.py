"""The commands of `groundswell`; each loads what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from groundswell import __version__
from groundswell.core.terrain.terms import Context
from groundswell.faces.cli.asking import QuestionGroup
from groundswell.faces.cli.options import AsJson, AsOf, Form, KnownAt, Out, Source
from groundswell.faces.cli.piloting import piloting
from groundswell.faces.cli.source import file_or_example, located, unknown
from groundswell.faces.cli.terminal import say, wrong_usage

ORDER = (
    "run today brief document log meeting step ask pilot questions forecasts check template "
    "example convert import export backup restore validate mcp warm"
).split()


class InOrder(TyperGroup):
    """Lists the commands in the order in which people need them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands."""
        return sorted(self.commands, key=ORDER.index)


app = typer.Typer(
    name="groundswell",
    cls=InOrder,
    help="Whom to talk to next for the change you want, and whether you are strong enough.",
    epilog="Nothing leaves this machine. `groundswell brief loner` shows a small worked example.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
asking = typer.Typer(rich_markup_mode=None)
To = Annotated[
    Path, typer.Argument(metavar="OUT", help="The file or folder to make.", show_default=False)
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there already.")]


def _version(wanted: bool) -> None:
    if wanted:
        say(f"groundswell {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    pass


@app.command()
def brief(
    source: Source,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    hours: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=10_000,
            metavar="NUMBER",
            help="Hours you have for conversations; the moves fit into them.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Seed of the draws.")] = 0,
    scenarios: Annotated[
        int, typer.Option(min=16, max=100_000, metavar="N", help="Number of draws.")
    ] = 500,
    form: Annotated[Form, typer.Option("--format", help="How to put it out.")] = Form.TEXT,
    out: Out = None,
) -> None:
    """The four answers on a page or two: text, JSON or PDF."""
    path = located(source)
    from groundswell.faces.cli.briefing import Wish, deliver

    deliver(path, as_of, known_at, Wish(hours, seed, scenarios), form, out)


@app.command()
def document(
    source: Source, out: To, as_of: AsOf = None, known_at: KnownAt = None, force: Force = False
) -> None:
    """The working document, as one would show it to a newcomer.

    It fills itself from the records; no stance, doubt or note of a person is in it. The ending of
    OUT says the form: .md, .pdf or .docx.
    """
    from groundswell.faces.cli.documents import make_document

    make_document(located(source), as_of, known_at, out, force)


@app.command()
def meeting(
    source: Source,
    which: Annotated[
        str,
        typer.Argument(
            metavar="[MEETING]",
            help="Code of one meeting, for its minutes.",
            show_default=False,
        ),
    ] = "",
    agenda: Annotated[
        bool, typer.Option("--agenda", help="The agenda of the next one, or of MEETING.")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """The meetings, the minutes of one, or the next agenda.

    What did you do, and what changed because of it? It only reads.
    """
    from groundswell.faces.cli.meeting import meetings_of

    meetings_of(located(source), which, agenda, as_of, as_json)


app.add_typer(
    asking,
    name="ask",
    cls=QuestionGroup,
    help="Ask one question: groundswell ask QUESTION SOURCE [OPTIONS].",
    short_help="One question: ask QUESTION SOURCE.",
    no_args_is_help=True,
    subcommand_metavar="QUESTION SOURCE [OPTIONS]",
)


@asking.callback()
def _ask() -> None:
    pass


app.add_typer(
    piloting,
    name="pilot",
    help="Pilots: groundswell pilot analyse SOURCE [PILOT], groundswell pilot design [SOURCE].",
    short_help="What a pilot needs, and what it showed.",
    no_args_is_help=True,
)


@app.command()
def questions(as_json: AsJson = False) -> None:
    """All questions, with their options."""
    from groundswell.faces.cli.listing import questions_json, questions_text
    from groundswell.faces.cli.terminal import say_json

    if as_json:
        say_json(questions_json())
    else:
        say(questions_text())


@app.command()
def check(source: Source) -> None:
    """Every problem of a file, with its mend.

    Each is named with sheet, row and column; the exit code is 1 if there are any.
    """
    from groundswell.faces.cli.files import check_source

    check_source(located(source))


@app.command()
def template(
    context: Annotated[Context, typer.Argument(help="Kind of organisation.", show_default=False)],
    out: Annotated[
        Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to make.", show_default=False)
    ],
    force: Force = False,
) -> None:
    """An empty workbook to start from.

    It has drop-downs where a cell takes certain words, and one worked row per sheet.
    """
    from groundswell.faces.cli.files import make_template

    make_template(context, out, force)


@app.command()
def example(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="One of government, hospital, movement, software, loner.",
            show_default=False,
        ),
    ],
    out: To,
    force: Force = False,
) -> None:
    """A worked example, as a file of your own.

    All of it is fictional. The ending of OUT says the form: .xlsx, .json, or none for a folder.
    """
    from groundswell.faces.cli.files import unpack_example

    unpack_example(name, out, force)


@app.command()
def convert(
    source: Annotated[
        str,
        typer.Argument(metavar="IN", help="A workbook, folder or JSON file.", show_default=False),
    ],
    out: To,
    force: Force = False,
) -> None:
    """A workbook, folder or JSON file in another form.

    Nothing is lost. The ending of OUT says the form: .xlsx, .json, or none for a folder.
    """
    from groundswell.faces.cli.files import convert_source

    convert_source(file_or_example(source) or unknown(source), out, force)


@app.command()
def validate(
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Where the data sets lie.", show_default=False),
    ] = None,
    study: Annotated[
        str | None,
        typer.Option(
            "--study",
            metavar="NAME",
            help="On generated organisations instead: band (does it hold the truth?), sets (are "
            "recommendations worth their hours?), months (are plans by months?) or alarms (do "
            "warnings come early?).",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The model against real data, ours beside the reference.

    Or against generated organisations whose truth is known: minutes, not seconds.
    """
    from groundswell.faces.cli.trials import studied, validated

    if (data is None) == (study is None):
        wrong_usage("Give --data DIR or --study NAME, one of the two.")
    if data is not None:
        validated(data, as_json)
    if study is not None:
        studied(study, as_json)


@app.command(hidden=True)
def warm() -> None:
    """Compile the kernels once, so that the first brief is quick."""
    from groundswell.faces.cli.briefing import warm_up

    warm_up()
