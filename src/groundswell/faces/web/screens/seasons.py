"""Launch sheet, visibility, governance, adoption, rest and end: each as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.forms import HiddenInput
from django.http import QueryDict

from groundswell.app.browse.views import Row, View
from groundswell.core.pictures.governing import governing
from groundswell.core.pictures.launch_sheet import launch_sheet
from groundswell.core.pictures.replanting import replanting
from groundswell.core.pictures.visibility import visibility_plan
from groundswell.core.terrain.observation import SHEETS
from groundswell.core.terrain.record import META_COLUMNS
from groundswell.core.terrain.run_records import Adoption, Right
from groundswell.core.terrain.season_records import Governance, LaunchItem, Seat, Visibility
from groundswell.core.terrain.season_terms import ReplantCause
from groundswell.core.terrain.terms import Phase
from groundswell.core.terrain.vocabulary import vocabulary_of
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.screens.choices import choices_of
from groundswell.faces.web.screens.people import People
from groundswell.ingest.workbook.sheets import code_column

LAUNCH, VISIBILITY, GOVERNANCE = "phase/launch", "coalition/visibility", "coalition/governance"
AFTER, REPLANT, CLOSE = "phase/after", "phase/replant", "phase/close"


@dataclass(frozen=True, slots=True)
class Line:
    """A sheet that is filled in on a page: where, and in which order it is asked."""

    page: str
    order: tuple[str, ...]
    hide: tuple[str, ...] = ()


LINES: Mapping[str, Line] = MappingProxyType(
    {
        LaunchItem.SHEET: Line(
            LAUNCH, ("part", "text", "person", "audience", "due_on", "done_on", "item")
        ),
        Visibility.SHEET: Line(
            VISIBILITY, ("audience", "knows", "may_see", "if_asked", "on_expansion")
        ),
        Governance.SHEET: Line(
            GOVERNANCE,
            ("form", "backed_by", "accountable_to", "check_in_days", "started_on", "text"),
        ),
        Seat.SHEET: Line(GOVERNANCE, ("title", "person", "text", "season", "since", "seat")),
        Right.SHEET: Line(GOVERNANCE, ("matter", "owner", "consulted", "right")),
        Adoption.SHEET: Line(
            AFTER, ("node", "date", "share", "by_choice_share", "expected", "work_arounds")
        ),
    }
)


def line_form(
    at: View, sheet: str, data: QueryDict | None = None, row: Row | None = None, **first: Any
) -> RecordForm:
    """Return the form for one row of a sheet, begun from a row that is to be changed."""
    line = LINES[sheet]
    kind = form_for(
        SHEETS[sheet],
        choices_of(at),
        hide=(*META_COLUMNS, *line.hide),
        order=line.order,
        words=vocabulary_of(at.about),
    )
    record = row.record if row else None
    if sheet == Governance.SHEET and record is None:
        first = {"governance": f"form{1 + len(at.sight.kept.get(sheet, ()))}", **first}
    made = kind(data, record=record, today=at.standing.actor.today, initial=first)
    code = code_column(sheet)
    if code is not None and code.kind is str and code.name in made.fields:
        made.fields[code.name].widget = HiddenInput()  # made from the words
    return made


def row_of(at: View, sheet: str, number: str) -> Row | None:
    """Return a row by its number, if it stands."""
    return next((r for r in at.rows(sheet) if str(r.id) == number), None)


def numbers(at: View, sheet: str, key: str) -> dict[str, int]:
    """Return the number of the row that stands for each key."""
    return {str(getattr(r.record, key)): r.id for r in at.rows(sheet)}


def forms(at: View, given: QueryDict, *sheets: str, **first: Any) -> dict[str, Any]:
    """Return the forms of a page's sheets; one may begin from a row that is changed."""
    chosen, number = given.get("sheet", ""), given.get("fact", "")
    made: dict[str, Any] = {}
    for sheet in sheets:
        row = row_of(at, sheet, number) if sheet == chosen else None
        made[f"{sheet}_form"] = line_form(at, sheet, None, row, **first.get(sheet, {}))
        made[f"{sheet}_fact"] = row.id if row else ""
    return made


def launch_page(at: View, given: QueryDict) -> dict[str, Any]:
    """Return the launch sheet and the form for a line."""
    first = {"part": given.get("part", "")}
    return {
        "sheet": launch_sheet(at.snapshot),
        "numbers": numbers(at, LaunchItem.SHEET, "item"),
        **forms(at, given, LaunchItem.SHEET, launch=first),
    }


def visibility_page(at: View, given: QueryDict) -> dict[str, Any]:
    """Return who knows what, and the form for one circle."""
    wanted = given.get("audience", "")
    known = numbers(at, Visibility.SHEET, "audience")
    row = row_of(at, Visibility.SHEET, str(known.get(wanted, "")))
    return {
        "plan": visibility_plan(at.snapshot),
        "visibility_form": line_form(at, Visibility.SHEET, None, row, audience=wanted),
        "visibility_fact": row.id if row else "",
        "wanted": wanted,
    }


def governance_page(at: View, given: QueryDict) -> dict[str, Any]:
    """Return how the coalition is governed, and the forms for form, role and decision right."""
    rule = governing(at.snapshot)
    own = numbers(at, Governance.SHEET, "governance")
    row = (
        row_of(at, Governance.SHEET, str(own.get(rule.form.governance, ""))) if rule.form else None
    )
    first = {"form": rule.suggested.kind.value, "check_in_days": "30"} if row is None else {}
    return {
        "rule": rule,
        "seat_numbers": numbers(at, Seat.SHEET, "seat"),
        "right_numbers": numbers(at, Right.SHEET, "right"),
        **forms(at, given, Seat.SHEET, Right.SHEET, seats={"season": "coalition"}),
        "governance_form": line_form(at, Governance.SHEET, None, row, **first),
        "governance_fact": row.id if row else "",
    }


def replant_page(at: View) -> dict[str, Any]:
    """Return whether it is time to rest, what is remembered, and who is there to begin again."""
    picture, people = replanting(at.snapshot), People(at)
    return {
        "picture": picture,
        "causes": [(c.value, vocabulary_of(at.about).label(c)) for c in ReplantCause],
        "remaining": people.all(picture.remaining),
        "paused": at.snapshot.phase is Phase.PAUSED,
        "restarts": [Phase.NUCLEUS, Phase.EVIDENCE, Phase.CRITICAL_MASS],
        "seats_form": line_form(at, Seat.SHEET, season="business_as_usual"),
    }


def close_page(at: View) -> dict[str, Any]:
    """Return what is left to do before the work ends well."""
    picture, people = replanting(at.snapshot), People(at)
    staying = tuple(sorted(at.snapshot.members))
    unthanked = [f for f in picture.former if f.thanked is None]
    stopped = at.snapshot.phase is Phase.STOPPED
    return {
        "picture": picture,
        "stopped": stopped,
        "staying": people.all(staying),
        "unthanked": unthanked,
        "headline": _ending(stopped, len(staying) + len(unthanked), picture.memory.learned),
    }


def _ending(stopped: bool, waiting: int, learned: tuple[str, ...]) -> str:
    if not stopped:
        return "End it well: stop, thank people, keep what was learned, then put it away."
    if waiting:
        one = "One person waits" if waiting == 1 else f"{waiting} people wait"
        return f"The work was stopped. {one} for thanks and a release."
    if not learned:
        return "Everybody was thanked. What would you tell whoever tries it next?"
    return "Everybody was thanked and what was learned is kept. It can be archived or erased."
