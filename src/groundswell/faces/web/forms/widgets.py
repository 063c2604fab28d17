"""Inputs that Django does not bring: codes suggested by their names, and lists in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from groundswell.core.terrain.remembered import Remembered
from groundswell.ingest.workbook.layout import in_one_cell

Choices = Sequence[tuple[str, str]]


class CodeInput(forms.TextInput):
    """A text field with the names behind the codes as suggestions.

    Fields of one form that suggest the same codes share one list; the first of them brings it.
    """

    def __init__(self, choices: Choices, list_id: str, brings_list: bool = True) -> None:
        super().__init__(attrs={"list": list_id, "autocomplete": "off"})
        self.suggested = tuple(choices)
        self.brings_list = brings_list

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """Return the input, and the list after it."""
        field = super().render(*args, **kwargs)
        if not self.brings_list:
            return field
        options = options_of(self.suggested)
        return format_html('{}<datalist id="{}">{}</datalist>', field, self.attrs["list"], options)


def _options(choices: tuple[tuple[str, str], ...]) -> SafeString:
    return format_html_join("", '<option value="{}">{}</option>', choices)


options_of = Remembered(_options)  # thousands of names, the same on page after page


class ListInput(forms.TextInput):
    """A text field that holds a list, its entries divided by semicolons."""

    def format_value(self, value: Any) -> str | None:
        """Return a list as one line."""
        return (
            in_one_cell(value) if isinstance(value, (list, tuple)) else super().format_value(value)
        )

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the line, or the lines where several were sent under the name."""
        several = data.getlist(name) if hasattr(data, "getlist") else []
        return several if len(several) > 1 else data.get(name)
