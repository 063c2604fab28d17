"""Forms of pilots and of the cost of today: the plan, what came out, the values, a line of cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from groundswell.core.questions.pilot_design import DOZEN, MONTH, PilotPlan
from groundswell.core.terrain.cost_records import Cost
from groundswell.core.terrain.record import META_COLUMNS
from groundswell.core.terrain.run_records import Pilot, PilotDatum
from groundswell.core.terrain.terms import PilotDesign, PilotTrack
from groundswell.core.terrain.vocabulary import Vocabulary
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.records import RecordForm, form_for
from groundswell.faces.web.forms.widgets import Choices

LARGEST = 5 * 2**20  # bytes of a file of values
MOST = 500  # cases that are typed as a count; more come as a file
_TABLES = (".csv", ".tsv", ".txt")
_ORDER = (
    "question context track design measure minimum_effect baseline spread n_planned started_on "
    "ends_on stop_rule"
).split()
_FOUND = ("worked", "broke", "surprised", "stop_reached", "state")


def pilot_form(choices: Mapping[str, Choices], words: Vocabulary) -> type[RecordForm]:
    """Return the form that plans a pilot; what came out of it has a form of its own."""
    hide = (*META_COLUMNS, *_FOUND, Pilot.SHEET.removesuffix("s"))
    return form_for(Pilot, choices, hide=hide, order=_ORDER, words=words)


def found_form(choices: Mapping[str, Choices], words: Vocabulary) -> type[RecordForm]:
    """Return the form for what worked, broke and surprised."""
    planned = [name for name in (*_ORDER, "pilot", *META_COLUMNS) if name not in _FOUND]
    return form_for(Pilot, choices, hide=planned, order=_FOUND, words=words)


def cost_form(choices: Mapping[str, Choices], words: Vocabulary) -> type[RecordForm]:
    """Return the form of one line of what today costs."""
    hide = (*META_COLUMNS, "evidence")
    return form_for(Cost, choices, hide=hide, order=("line", "kind"), words=words)


def trial_first(track: str, form: RecordForm) -> dict[str, Any]:
    """Return what a new plan begins with: a trial has thirty days and a dozen cases."""
    if track != PilotTrack.TRIAL:
        return {"track": track} if track in {t.value for t in PilotTrack} else {}
    end = form.today + timedelta(days=MONTH)
    return {
        "track": track,
        "n_planned": str(DOZEN),
        "started_on": form.today.isoformat(),
        "ends_on": end.isoformat(),
    }


def plan_from(form: RecordForm) -> PilotPlan:
    """Return the question of how many cases what was typed would take; only after `is_valid()`."""
    told = form.cleaned_data
    return PilotPlan(
        track=told.get("track"),
        design=told.get("design"),
        baseline=told.get("baseline"),
        spread=told.get("spread"),
        effect=told.get("minimum_effect"),
        cases=told.get("n_planned") if (told.get("n_planned") or 0) >= 2 else None,
    )


class ValuesForm(CellForm):
    """Hand in measured values: a CSV file."""

    file = forms.FileField(
        label="CSV file",
        max_length=200,
        help_text="With headings: unit, period, arm and value; or before and after side by side.",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(_TABLES)}),
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Choose another.",
            "invalid": "No file came with it. Choose it again.",
            "missing": "No file came with it. Choose it again.",
        },
    )
    replace = forms.BooleanField(
        label="It takes the place of the values that are there", required=False
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large or no table of text."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            text = f"The file has more than {LARGEST >> 20} MB. Hand in means of units instead."
            raise ValidationError(text, code="too-large")
        if not (file.name or "").casefold().endswith(_TABLES):
            text = "Choose a .csv file; a spreadsheet can be saved as one."
            raise ValidationError(text, code="sort")
        return file


class AboutCostForm(CellForm):
    """What it is whose cost is counted, and which topics that touches."""

    about = asked(
        "about", str, "as the beginning of a sentence: chasing missing documents", required=True,
        label="What costs so much?",
    )  # fmt: skip
    topics = asked("topics", str, "what people care about, so that it reaches them", many=True)


class CountsForm(CellForm):
    """Counts that were kept on paper: so many of so many with the change, and without."""

    yes_new = asked(
        "yes_new",
        int,
        "who could, did or agreed",
        required=True,
        label="Yes, with it",
        low=0,
        high=MOST,
    )
    of_new = asked(
        "of_new",
        int,
        "everybody who tried it",
        required=True,
        label="Of how many",
        low=1,
        high=MOST,
    )
    yes_base = asked(
        "yes_base", int, "the same without the change", label="Yes, without it", low=0, high=MOST
    )
    of_base = asked(
        "of_base", int, "everybody who was counted", label="Of how many without", low=1, high=MOST
    )

    def clean(self) -> dict[str, Any]:
        """Refuse more yes than there are cases, and half a comparison."""
        told = super().clean() or self.cleaned_data
        for side in ("new", "base"):
            yes, of = told.get(f"yes_{side}"), told.get(f"of_{side}")
            if yes is not None and of is not None and yes > of:
                self.add_error(f"yes_{side}", f"There are only {of} in all.")
            if side == "base" and (yes is None) != (of is None) and not self.errors:
                self.add_error(f"of_{side}", "Give both numbers, or neither.")
        return told

    def rows(self, pilot: Pilot, standing: int) -> list[PilotDatum]:
        """Return a value for each case; only after `is_valid()` has said yes.

        `standing` values are there already, so that no case is numbered twice.
        """
        over_time = pilot.design is PilotDesign.BEFORE_AFTER
        arms = {"new": "after" if over_time else "trial"}
        arms["base"] = "before" if over_time else "control"
        found, number = [], standing
        for side, arm in arms.items():
            yes, of = (self.cleaned_data.get(f"{part}_{side}") or 0 for part in ("yes", "of"))
            for at in range(of):
                number += 1
                value = 1.0 if at < yes else 0.0
                unit = f"counted {number}"
                found.append(PilotDatum(pilot=pilot.pilot, unit=unit, arm=arm, value=value))
        return found
