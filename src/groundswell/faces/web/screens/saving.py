"""Saving what a form holds as one change; what does not fit is told in the form."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from django.http import HttpRequest

from groundswell.app.browse.views import View
from groundswell.app.do.deed import Unsound
from groundswell.app.do.records import record_
from groundswell.app.policy import Act, Refused, refusal
from groundswell.core.terrain.record import Record
from groundswell.faces.web.forms.base import CellForm
from groundswell.faces.web.page import actor_of, say, seen
from groundswell.faces.web.screens.unfit import tell


def acting(request: HttpRequest, code: str, act: Act) -> View:
    """Return the view of somebody who may do something; refuse anybody else, with the reason."""
    at = seen(request, code)
    if not at.standing.may(act):
        raise Refused(refusal(at.standing, act))
    return at


def kept(
    request: HttpRequest,
    at: View,
    form: CellForm,
    records: Sequence[Record],
    replaces: Sequence[tuple[str, int]] = (),
    text: str = "",
) -> bool:
    """Record what a form holds, dated by today; return whether it fitted."""
    fresh = [dataclasses.replace(record, recorded_on=None) for record in records]
    try:
        done = record_(actor_of(request), at.code, fresh, replaces)
    except Unsound as error:
        tell(form, error)
        return False
    say(request, done, at.code, text)
    return True
