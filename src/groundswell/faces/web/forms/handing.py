"""The form that takes a workbook in: one file, or the CSV files of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from groundswell.faces.web.forms.base import CellForm

LARGEST = 20 * 2**20  # bytes of one file
_TABLES = (".csv", ".tsv")
_TAKEN = (".xlsx", ".json", ".zip", *_TABLES)


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """Takes several files; each is looked at as one would be."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files."""
        every = data if isinstance(data, (list, tuple)) else [data]
        return [super(_Files, self).clean(file, initial) for file in every or [None]]


class FilesForm(CellForm):
    """Hand in a workbook: an Excel or JSON file, zipped CSV files, or the CSV files themselves."""

    file = _Files(
        label="Workbook",
        max_length=200,
        help_text="One Excel or JSON file, a zip of CSV files, or several CSV files at once; "
        f"{LARGEST >> 20} MB at most.",
        widget=_Several(attrs={"accept": ",".join(_TAKEN)}),
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Choose another.",
            "missing": "No file came with it. Choose it again.",
            "invalid": "No file came with it. Choose it again.",
            "max_length": "The file's name is too long. Rename it.",
        },
    )

    def clean_file(self) -> list[UploadedFile]:
        """Refuse what is too large or of a sort that is never read, and mixed kinds."""
        files: list[UploadedFile] = self.cleaned_data["file"]
        for file in files:
            _check(file)
        if len(files) > 1 and not all(_name(file).endswith(_TABLES) for file in files):
            raise ValidationError("Several files at once have to be CSV files.", code="mixed")
        return files


def _check(file: UploadedFile) -> None:
    if (file.size or 0) > LARGEST:
        size = f"{(file.size or 0) / 2**20:,.0f} MB"
        text = f"{file.name} has {size}; {LARGEST >> 20} MB is the most. Split it."
        raise ValidationError(text, code="too-large")
    if not _name(file).endswith(_TAKEN):
        raise ValidationError("Choose an .xlsx, .json, .csv or .zip file.", code="sort")


def _name(file: UploadedFile) -> str:
    return (file.name or "").casefold()
