"""Forms of being reminded: an address for a calendar, the week by e-mail, free times to meet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.keeping import LONGEST_WORD

WEEKDAYS = tuple(enumerate("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()))
HOURS = tuple((hour, f"{hour:02}:00") for hour in range(24))


class CalendarForm(CellForm):
    """Make an address for a calendar."""

    title = asked("title", str, "which calendar it is for, so that you know it later",
                  required=True)  # fmt: skip
    worded = forms.BooleanField(
        label="Entries may name people and the matter",
        required=False,
        help_text="Otherwise an entry reads like Coffee with A. and says nothing of the change.",
    )

    def clean_title(self) -> str:
        """Refuse a title too long to show."""
        title = str(self.cleaned_data["title"])
        if len(title) > LONGEST_WORD:
            raise ValidationError(f"{len(title):,} letters are too many; {LONGEST_WORD} at most.")
        return title


class DigestForm(forms.Form):
    """Whether, where to and when the week is sent."""

    wanted = forms.BooleanField(label="Send me the week by e-mail", required=False)
    address = forms.EmailField(
        label="Address",
        required=False,
        max_length=254,
        help_text="Yours alone; nobody else here is shown it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    weekday = forms.TypedChoiceField(label="Day", choices=WEEKDAYS, coerce=int, initial=0)
    hour = forms.TypedChoiceField(label="Hour", choices=HOURS, coerce=int, initial=7)
    titled = forms.BooleanField(
        label="The subject may name the change",
        required=False,
        help_text="Otherwise it reads: Your week.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for an address where the week is wanted."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("wanted") and not told.get("address") and "address" not in self.errors:
            self.add_error("address", "Say where to send it.")
        return told
