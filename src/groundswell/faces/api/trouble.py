"""Every refusal in one shape, whoever refuses: policy, a rule of the records, or the parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel

from groundswell.app.do.deed import Overtaken, Unsound
from groundswell.app.policy import Absent, Refused
from groundswell.core.questions.question import UnfitOptionError
from groundswell.faces.faults import Fault, faults

ABSENT = Fault("", "there is no such thing here", "Look at the address; codes are case-sensitive.")
CHANGED = Fault("", "somebody changed this in the meantime", "Read it again, then decide.")
NO_METHOD = Fault("", "this address knows no such method", "See the header Allow.")
TOO_LARGE = Fault("body", "it is too large", "Send fewer records at once.")
STANDS = (
    "one with this key is recorded already, with other values",
    "Send its number under `replaces`, or use another key.",
)
SAID = {
    400: Fault("body", "this is not JSON", "Send one JSON object."),
    401: Fault("authorization", "nobody is signed in and no valid token was given",
               "Send `Authorization: Bearer TOKEN`."),
    403: Fault("X-CSRFToken", "the call does not come from a page of this workbench",
               "Send the CSRF token of the session, or use a token of your own."),
}  # fmt: skip
# Where ninja says in which part of a request something is; a reader knows.
_PARTS = frozenset({"body", "query", "path", "given", "payload"})


def only(request: HttpRequest, takes: type[BaseModel]) -> None:
    """Refuse a query that names something there is not; a slip would change the answer unseen."""
    known = list(takes.model_fields)
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        raise ValidationError([_extra(name, known) for name in unknown])


def _extra(name: str, known: Iterable[str]) -> dict[str, Any]:
    mend = f"There are {', '.join(known)}."
    told = {"what": "there is no such field", "mend": mend}
    return {"type": "unfit", "loc": (name,), "msg": "", "ctx": told}


def install(api: NinjaAPI) -> None:
    """Let every refusal answer in the one shape."""

    def answers(kind: type[Exception], status: int, say: Any) -> None:
        def answer(request: HttpRequest, error: Any) -> HttpResponse:
            return refusal(api, request, status, say(error))

        api.add_exception_handler(kind, answer)

    answers(Absent, 404, lambda _: [ABSENT])
    answers(Http404, 404, lambda _: [ABSENT])
    answers(Refused, 403, lambda error: [Fault("", str(error).rstrip("."), "")])
    answers(Overtaken, 409, lambda _: [CHANGED])
    answers(Unsound, 422, unsound)
    answers(UnfitOptionError, 422, lambda error: [Fault(error.field, error.what, error.mend)])
    answers(RequestDataTooBig, 413, lambda _: [TOO_LARGE])
    answers(ValidationError, 422, lambda error: invalid(error.errors))

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        return refusal(api, request, error.status_code, [SAID[error.status_code]])

    api.add_exception_handler(HttpError, refused)


def refusal(
    api: NinjaAPI, request: HttpRequest, status: int, found: Iterable[Fault]
) -> HttpResponse:
    """Return a refusal."""
    detail = [{"field": f.field, "what": f.what, "mend": f.mend} for f in found]
    response = api.create_response(request, {"detail": detail}, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def unsound(error: Unsound) -> Iterator[Fault]:
    """Yield what the rules of the records have against what was to be recorded."""
    for problem in error.problems:
        place = ".".join(filter(None, (problem.sheet, problem.column)))
        if problem.kind == "same-key":
            yield Fault(place, *STANDS)  # the workbook speaks of rows, which nobody sent
        else:
            yield Fault(place, problem.what, problem.mend)


def invalid(errors: Iterable[dict[str, Any]]) -> Iterator[Fault]:
    """Yield what does not fit the schema, without the part of the request it stands in."""
    yield from faults({**error, "loc": list(filter(_told, error["loc"]))} for error in errors)


def _told(part: int | str) -> bool:
    """Whether a part of a place says something: neither where it was sent nor how it was read."""
    return isinstance(part, int) or (part not in _PARTS and part.isidentifier())
