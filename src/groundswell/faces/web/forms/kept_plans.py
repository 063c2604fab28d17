"""What a plan is called when it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from groundswell.faces.web.forms.base import CellForm, asked

CALLED, NOTE = "called", "why"


def keep_form(
    today: date,
    given: Mapping[str, Any] | None = None,
    *,
    name: str = "keep",
    initial: Mapping[str, Any] | None = None,
    instead_of: str = "",
) -> CellForm:
    """Return the form that keeps or renames a plan.

    Parameters
    ----------
    name
        Sets the ids of its fields apart from those of another one on the page.
    instead_of
        Title of the plan whose place it may take; empty where it takes none.
    """
    form = CellForm(given, today=today, auto_id=f"{name}-%s", label_suffix="", initial=initial)
    text = "how you will find it again, such as ‘Without the night shift’"
    form.fields[CALLED] = asked(CALLED, str, text, label="Title", required=True)
    form.fields[NOTE] = asked(NOTE, str, "why it is worth keeping", label="Note")
    if instead_of:
        label = f"In place of ‘{instead_of}’"
        form.fields["instead"] = forms.BooleanField(label=label, required=False, initial=True)
    return form
