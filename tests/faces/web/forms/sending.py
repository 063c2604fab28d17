"""What a browser would send of a rendered form, and the choices of an initiative."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser
from typing import Any

from django import forms
from django.http import QueryDict

from groundswell.core.terrain.observation import SHEETS, Observations
from groundswell.ingest.workbook.sheets import code_column

Sent = dict[str, list[str]]


class _Browser(HTMLParser):
    """Collects the successful controls, in the order in which they stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sent: defaultdict[str, list[str]] = defaultdict(list)
        self.select: str | None = None
        self.first: str | None = None
        self.several = self.area = False
        self.name = self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        name, value = facts.get("name") or "", facts.get("value") or ""
        if tag == "input" and facts.get("type") in ("radio", "checkbox"):
            if "checked" in facts:
                self.sent[name].append(value)
        elif tag == "input":
            self.sent[name].append(value.replace("\n", ""))  # one line, whatever stands in it
        elif tag == "textarea":
            self.area, self.name, self.text = True, name, ""
        elif tag == "select":
            self.select, self.several, self.first = name, "multiple" in facts, None
        elif tag == "option" and self.select is not None:
            self.first = value if self.first is None else self.first
            if "selected" in facts:
                self.sent[self.select].append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A line break right after the opening tag is not part of the text; others are CRLF.
            self.sent[self.name].append(self.text.removeprefix("\n").replace("\n", "\r\n"))
            self.area = False
        elif tag == "select" and self.select is not None:
            if not self.several and not self.sent[self.select] and self.first is not None:
                self.sent[self.select].append(self.first)
            self.select = None

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data


def sent_by(form: forms.BaseForm) -> QueryDict:
    """Return what a browser sends when nothing is touched."""
    browser = _Browser()
    browser.feed("".join(str(bound) for bound in form))
    return query(browser.sent)


def query(sent: Sent | dict[str, Any]) -> QueryDict:
    """Return values as a request holds them."""
    made = QueryDict(mutable=True)
    for name, values in sent.items():
        made.setlist(name, values if isinstance(values, list) else [values])
    return made


def choices_of(observations: Observations) -> dict[str, list[tuple[str, str]]]:
    """Return codes and names of every sheet that others refer to."""
    choices = {}
    for sheet, kind in SHEETS.items():
        own = code_column(sheet)
        if own is not None:
            rows = observations.of(kind)
            choices[sheet] = [
                (getattr(r, own.name), getattr(r, "name", None) or getattr(r, own.name))
                for r in rows
            ]
    return choices
