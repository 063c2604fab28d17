"""The model's constants: value, default, bounds and source of each; changing one is a record."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from groundswell.app.browse.views import View
from groundswell.app.do.records import record_, retract_
from groundswell.app.policy import Absent
from groundswell.core.terrain.map_records import Setting
from groundswell.core.terrain.settings import CONSTANTS, Constant
from groundswell.faces.web.forms.base import CellForm, asked
from groundswell.faces.web.page import actor_of, page, say, seen
from groundswell.faces.web.views.settings import shown


@dataclass(frozen=True, slots=True)
class Line:
    """One constant as it stands here."""

    constant: Constant
    value: float
    fact: int | None
    reason: str = ""

    @property
    def title(self) -> str:
        """Its name in words."""
        return self.constant.name.replace("_", " ").capitalize()


def _lines(at: View) -> list[Line]:
    own: dict[str, tuple[int, Setting]] = {}
    for row in at.rows(Setting.SHEET):
        assert isinstance(row.record, Setting)
        name = row.record.constant.strip().lower().replace(" ", "_")
        own[name] = (row.id, row.record)
    return [_line(known, own.get(known.name)) for known in CONSTANTS.values()]


def _line(known: Constant, own: tuple[int, Setting] | None) -> Line:
    if own is None:
        return Line(known, known.default, None)
    fact, record = own
    return Line(known, record.value, fact, record.reason or "")


@page
def model(request: HttpRequest, code: str) -> HttpResponse:
    """Show every constant with its default and source."""
    at = seen(request, code)
    lines = _lines(at)
    own = sum(1 for line in lines if line.fact is not None)
    return shown(request, at, "model", {"lines": lines, "own": own})


@page
def constant(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Set one constant differently, or go back to its default."""
    at, line = seen(request, code), None
    line = next((line for line in _lines(at) if line.constant.name == name), None)
    if line is None:
        raise Absent(name)
    former = [] if line.fact is None else [(Setting.SHEET, line.fact)]
    if request.method == "POST" and "default" in request.POST and former:
        say(request, retract_(actor_of(request), code, former), code)
        return redirect("settings-model", code)
    form = _form(line, request)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        made = Setting(constant=name, value=told["value"], reason=told["reason"] or None)
        say(request, record_(actor_of(request), code, [made], former), code)
        return redirect("settings-model", code)
    around = {"line": line, "form": form}
    return shown(request, at, "constant", around, 422 if form.errors else 200)


def _form(line: Line, request: HttpRequest) -> CellForm:
    form = CellForm(
        request.POST or None, initial={"value": f"{line.value:g}", "reason": line.reason}
    )
    known = line.constant
    text = f"{known.text}; {known.default:g} unless you say otherwise"
    field = asked(
        "value", float, text, label=line.title, required=True, low=known.low, high=known.high
    )
    form.add("value", field)
    form.add("reason", asked("reason", str, "kept with the change", label="Why it differs here"))
    return form


within = [
    path("settings/model", model, name="settings-model"),
    path("settings/model/<slug:name>", constant, name="settings-constant"),
]
