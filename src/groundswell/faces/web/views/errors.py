"""Pages for what is not there, not allowed, not understood, overtaken or broken."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from groundswell.faces.web.trouble import trouble


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request could not be read."""
    return trouble(request, 400, "That could not be read.", "Go back and try once more.")


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why something is not allowed."""
    reason = str(exception) or "You may not do this here."
    return trouble(request, 403, "This is not yours to do.", reason)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old to be trusted; what was typed stays in its page."""
    text = "The page was open for too long. Go back, reload it and send it again."
    return trouble(request, 403, "This form has grown old.", text)


def absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here, whether or not there is something for others."""
    return trouble(
        request, 404, "There is nothing here.", "The address may be mistyped, or not yours to open."
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours; nothing was half saved."""
    text = "The fault is the program's, not yours. Nothing was half saved; go back and try again."
    return trouble(request, 500, "Something broke.", text)
