"""The form in which somebody says that they know better than the ranking."""

from __future__ import annotations

from datetime import date

from django import forms

from groundswell.core.terrain.run_records import Override
from groundswell.core.terrain.terms import OverrideKind
from groundswell.faces.web.forms.base import CellForm, asked


class NotNextForm(CellForm):
    """Why somebody is not the next one to approach, and whom one chose instead."""

    reason = asked("reason", str, "the map does not know it yet; you do", required=True)
    chosen = asked("chosen", str, "if you chose somebody else", label="Instead")
    reason.sort, reason.widget = "long", forms.Textarea(attrs={"rows": 2})

    def override(self, person: str, on: date) -> Override:
        """Return the record; only after `is_valid()` has said yes."""
        return Override(
            date=on,
            person=person,
            kind=OverrideKind.TOO_EARLY,
            chosen=self.cleaned_data["chosen"],
            reason=self.cleaned_data["reason"],
        )
