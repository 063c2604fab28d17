"""Forms of tending: a calendar's address, the week by e-mail, free times, one's own week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.core.exceptions import ValidationError

from groundswell.app.own_weeks import LONGEST
from groundswell.core.pictures.you import ENERGY
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.keeping import LONGEST_WORD

WEEKDAYS = tuple(enumerate("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()))
_TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
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
        label="The letter may name people and the change",
        required=False,
        help_text="Otherwise people are initials, and the subject reads: Your week.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for an address where the week is wanted."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("wanted") and not told.get("address") and "address" not in self.errors:
            self.add_error("address", "Say where to send it.")
        return told


class WeekForm(forms.Form):
    """How one's own week was."""

    energy = forms.TypedChoiceField(
        label="Energy left",
        required=False,
        choices=[(n, word.capitalize()) for n, word in enumerate(ENERGY, 1)],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    hours = forms.FloatField(
        label="Hours it took", required=False, min_value=0, max_value=168,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
    )  # fmt: skip
    hand_over = forms.CharField(
        label="One thing to hand over", required=False, max_length=LONGEST, strip=True
    )


class TimesForm(forms.Form):
    """Calendars to find a time in; what is in them is read once and kept nowhere."""

    mine = forms.FileField(
        label="Your calendar",
        help_text="An .ics file, 2 MB at most. Nothing of it is kept.",
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    theirs = forms.FileField(
        label="Theirs, if they gave it to you",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    minutes = forms.TypedChoiceField(
        label="How long", choices=[(n, f"{n} minutes") for n in (30, 45, 60)], coerce=int,
        initial=45,
    )  # fmt: skip
    begins = forms.TimeField(label="Not before", initial=time(9), widget=_TIME)
    ends = forms.TimeField(label="Not after", initial=time(17), widget=_TIME)
    zone = forms.CharField(label="Time zone", max_length=60)

    def clean_zone(self) -> ZoneInfo:
        """Refuse a place that no clock knows."""
        try:
            return ZoneInfo(str(self.cleaned_data["zone"]).strip())
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValidationError("Write it as Europe/Vienna or America/New_York.") from error

    def clean(self) -> dict[str, Any]:
        """Ask for hours that leave room for a talk."""
        told: dict[str, Any] = super().clean() or {}
        begins, ends = told.get("begins"), told.get("ends")
        if begins and ends and begins >= ends:
            self.add_error("ends", "This is before the hours begin.")
        return told


class AdviceForm(forms.Form):
    """What a mentor outside is to be shown."""

    person = forms.ChoiceField(label="About", required=False)
    question = forms.CharField(
        label="What you want to ask them",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In your own words; it stands at the top as you write it, so name nobody.",
    )
    form = forms.ChoiceField(
        label="As", choices=[("pdf", "PDF"), ("txt", "Plain text")], widget=forms.RadioSelect,
        initial="pdf",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "The whole situation"), *people]
