"""Forms of settings and intake: members, tokens, and a file to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from groundswell.core.terrain.vocabulary import label
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.forms.widgets import Choices

LARGEST_FILE = 20 * 2**20  # bytes
LONGEST_WORD = 100
_FILES = (".xlsx", ".json")


def _short(text: str | None, what: str) -> None:
    if text is not None and len(text) > LONGEST_WORD:
        raise ValidationError(f"{what} has {len(text):,} letters; {LONGEST_WORD} is the most.")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is to work on the initiative, and as whom on the map they judge."""

    login: str
    name: str
    role: Any
    person: str | None


class MemberForm(CellForm):
    """Let somebody in.

    Parameters
    ----------
    roles
        The roles they may have.
    choices
        Codes and names on the map.
    """

    login = asked("login", str, "what they sign in with, such as an address", required=True)
    name = asked("name", str, "name to show", required=True)

    def __init__(
        self, *args: Any, roles: type[Enum], choices: Mapping[str, Choices], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        role = asked("role", roles, "what they may see and do", required=True)
        role.widget.choices = [(member.value, label(member)) for member in roles]
        self.add("role", role)
        known = asked(
            "person",
            str,
            "as whom they stand on the map, if they do",
            label="On the map as",
            choices=choices,
            refers="people",
        )
        self.add("person", known)

    def clean_login(self) -> str:
        """Refuse what nobody could type as a login."""
        login: str = self.cleaned_data["login"]
        _short(login, "The login")
        if any(sign.isspace() for sign in login):
            raise ValidationError("A login has no spaces. Take them out.", code="spaces")
        return login

    def clean_name(self) -> str:
        """Refuse a name too long to show."""
        _short(self.cleaned_data["name"], "The name")
        return str(self.cleaned_data["name"])

    def newcomer(self) -> Newcomer:
        """Return who comes in; only after `is_valid()` has said yes."""
        told = self.cleaned_data
        return Newcomer(told["login"], told["name"], told["role"], told["person"])


class TokenForm(CellForm):
    """Make a token for a program."""

    title = asked("title", str, "what will use it, so that you know it later", required=True)
    writes = forms.BooleanField(
        label="It may change things",
        required=False,
        help_text="Otherwise it may only read.",
    )

    def clean_title(self) -> str:
        """Refuse a title too long to show."""
        _short(self.cleaned_data["title"], "The title")
        return str(self.cleaned_data["title"])


class ImportForm(CellForm):
    """Hand in a workbook."""

    file = forms.FileField(
        label="Workbook",
        max_length=200,
        help_text=f"An Excel workbook (.xlsx) or a .json file; {LARGEST_FILE >> 20} MB at most.",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(_FILES)}),
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty. Choose another.",
            "missing": "No file came with it. Choose it again.",
            "invalid": "No file came with it. Choose it again.",
            "max_length": "The file's name is too long. Rename it.",
        },
    )
    good_rows_only = forms.BooleanField(
        label="Take the good rows, leave the others",
        required=False,
        help_text="Otherwise nothing is taken while anything is wrong.",
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large, or of a sort that is never read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            size = f"{(file.size or 0) / 2**20:,.0f} MB"
            most = f"{LARGEST_FILE >> 20} MB is the most"
            raise ValidationError(f"The file has {size}; {most}. Split it.", code="too-large")
        if not (file.name or "").casefold().endswith(_FILES):
            raise ValidationError(
                "Choose an .xlsx or .json file; save others as .xlsx first.", code="sort"
            )
        return file
