"""`groundswell import`, `export`, `backup`, `restore`: the workbench's database from a terminal."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from groundswell.config import local
from groundswell.faces.cli.source import WORKBENCH
from groundswell.faces.cli.terminal import PROBLEMS, problems, save, say, stop, tell, wrong_usage

if TYPE_CHECKING:
    from groundswell.app.do.deed import Done

T = TypeVar("T")
NEW = "new"
_FORMS = (".xlsx", ".json", ".zip", "")

Code = Annotated[
    str, typer.Argument(metavar="CODE", help="Code of an initiative.", show_default=False)
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there already.")]


def bring_in(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="Code of the initiative to add to; new begins one.",
            show_default=False,
        ),
    ],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A workbook, a JSON file, a zip or a folder of CSV files.",
            show_default=False,
        ),
    ],
    good: Annotated[
        bool, typer.Option("--good-rows", help="Take the good rows, leave the others.")
    ] = False,
    look: Annotated[
        bool, typer.Option("--look", help="Only say what would change, row by row.")
    ] = False,
) -> None:
    """A workbook into the workbench, as one change.

    Rows that stand already are skipped, a row with the key of another replaces it, all others are
    added. A column that the file does not have stays as it is; an empty cell empties it. The whole
    import can be undone in the workbench. Prints the code of a new initiative.
    """
    if not file.exists():
        wrong_usage(f"There is no file or folder {str(file)!r}.")
    local.open_up()
    if look:
        _look(code, file, good)
        return
    from groundswell.app.do.imports import import_path, new_from

    if code == NEW:
        begun, done = known(lambda: new_from(local.actor(), file, good_rows_only=good))
        say(f"{begun}\n")
    else:
        done = known(lambda: import_path(local.actor(code), code, file, good_rows_only=good), code)
    tell(_told(done))


def _look(code: str, file: Path, good: bool) -> None:
    """Print what an import would do, and do nothing."""
    from groundswell.app.do.imports import preview_path
    from groundswell.faces.cli.files import amount

    onto, actor = (None, local.actor()) if code == NEW else (code, local.actor(code))
    found = known(lambda: preview_path(actor, onto, file, good_rows_only=good), code)
    lines = [*map(str, found.errors), *(f"Note: {note}" for note in found.notes)]
    for one in found.tallies:
        counts = {"new": one.new, "changed": one.changed, "taken back": one.ended}
        counts |= {"the same": one.same, "in conflict": one.conflicts}
        said = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
        lines.append(f"{one.sheet}: {said}.")
    for row in found.altered:
        emptied = f"; empty afterwards: {', '.join(row.emptied)}" if row.emptied else ""
        lines.append(f"{row.sheet}, row {row.row}, {row.code}: {', '.join(row.columns)}{emptied}.")
    if found.ready:
        lines.append(f"{amount(found.count, 'row')} would be imported. Nothing has been changed.")
    elif found.errors:
        lines.append("It would not be imported as it stands. Nothing has been changed.")
    else:
        lines.append("Nothing in it is new.")
    say("\n".join(lines) + "\n")
    if found.errors and not found.ready:
        stop(PROBLEMS)


def _told(done: Done | None) -> str:
    if done is None:
        return "Nothing in it is new."
    from groundswell.faces.cli.files import amount

    changed = f", {done.retracted} of them in place of others" if done.retracted else ""
    return f"{amount(done.added, 'row')} imported{changed}. Undo it in the history if it was wrong."


def take_out(
    code: Code,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="The file or folder to make.", show_default=False)
    ],
    hidden: Annotated[
        bool, typer.Option("--codenames", help="Codenames, and no free text; prints who is who.")
    ] = False,
    force: Force = False,
) -> None:
    """An initiative as a workbook.

    The ending of OUT says the form: .xlsx, .json, .zip for CSV files, or none for a folder of them.
    """
    suffix = out.suffix.lower()
    if suffix not in _FORMS:
        wrong_usage("End OUT in .xlsx, .json or .zip, or name a folder.")
    from groundswell.faces.cli.files import free, make, refusals

    with refusals():
        free(out, force)
    local.open_up()
    from groundswell.app.browse.exports import Form, codenamed, workbook
    from groundswell.ingest.workbook import write

    form = {".xlsx": Form.XLSX, ".json": Form.JSON}.get(suffix, Form.CSV)
    if hidden:
        made, who = known(
            lambda: codenamed(local.actor(code), code, form, secrets.token_bytes(32)), code
        )
        say("".join(f"{name}\t{person}\n" for name, person in who.items()))
    else:
        made = known(lambda: workbook(local.actor(code), code, form), code)
    if suffix:
        save(out, made.content)
    else:
        make(out, force, lambda: write(made.observations, out))
    tell(f"Written to {out}.")


def back_up(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[CODE] OUT",
            help="Code of one initiative, or none for everything; and the file to make.",
            show_default=False,
        ),
    ],
    force: Force = False,
) -> None:
    """A backup, with the whole history.

    Of one initiative: a JSON file. Without a CODE: the whole database as an SQLite file, complete
    and consistent although the workbench is running.
    """
    if len(words) > 2:
        wrong_usage("Name a code and a file, or a file alone.")
    from groundswell.faces.cli.files import free, make, refusals

    out = Path(words[-1])
    with refusals():
        free(out, force)
    local.open_up()
    from groundswell.app.do.backup import NoBackup, backup_, copy_

    if len(words) == 2:
        code = words[0]
        save(out, known(lambda: backup_(local.actor(code), code), code).content)
    else:
        try:
            make(out, force, lambda: copy_(out))
        except NoBackup as error:
            wrong_usage(str(error))
    tell(f"Written to {out}. Keep it where you would keep the map itself.")


def bring_back(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Let a whole database take the place of the present one."),
    ] = False,
) -> None:
    """A backup, back into the workbench.

    An initiative comes back beside what there is, and its code is printed. Whoever was erased since
    the backup was taken is erased again.
    """
    if not file.is_file():
        wrong_usage(f"There is no file {str(file)!r}.")
    if _is_database(file):
        _whole(file, replace)
        return
    local.open_up()
    from groundswell.app.do.backup import NoBackup, restore_

    try:
        say(f"{restore_(local.actor(), file.read_bytes())}\n")
    except NoBackup as error:
        problems([error])


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\x00"


def _whole(file: Path, replace: bool) -> None:
    if local.there() and not replace:
        wrong_usage(
            "This is a whole database. Stop the workbench, back up what is there now, and add "
            "--replace to put this one in its place."
        )
    local.open_up()
    from django.conf import settings
    from django.utils import timezone

    from groundswell.app.do.backup import NoBackup, restore_database

    place = Path(settings.DATABASES["default"]["NAME"])
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        wrong_usage("A PostgreSQL database is restored whole with pg_restore.")
    try:
        again = restore_database(file, place, timezone.localtime(), local.open_up)
    except NoBackup as error:
        problems([error])
    who = "1 person was" if again == 1 else f"{again} people were"
    tell(f"Restored. {who} erased again." if again else "Restored.")


def known(act: Callable[[], T], code: str = "") -> T:
    """Do something with an initiative; what stands in the way ends the command in words."""
    from groundswell.app.do.deed import Unsound
    from groundswell.app.policy import Absent, Refused

    try:
        return act()
    except Absent:
        wrong_usage(f"There is no initiative {code!r} here.")
    except Refused as error:
        wrong_usage(str(error))
    except Unsound as error:
        problems(error.problems)


def add_to(commands: typer.Typer) -> None:
    """Add the commands to the others, and let every SOURCE be the code of an initiative."""
    commands.command("import")(bring_in)
    commands.command("export")(take_out)
    commands.command("backup")(back_up)
    commands.command("restore")(bring_back)
    WORKBENCH.find = local.kept
