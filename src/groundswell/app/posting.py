"""Handing a letter to the mail server, and what it says when it refuses, in words."""

from __future__ import annotations

import smtplib
import ssl
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from groundswell.reports.letter import Letter
from groundswell.reports.words import clean

_LONGEST = 120  # signs of a server's own words


class Unsent(RuntimeError):
    """A letter could not be sent; the text says why."""


def ready() -> bool:
    """Whether a mail server is named; without one nothing is ever sent."""
    return bool(settings.EMAIL_HOST)


def post(letter: Letter, address: str, headers: Mapping[str, str]) -> None:
    """Send a letter to one address.

    Raises
    ------
    Unsent
        If there is no server, or it cannot be reached, or it refuses.
    """
    if not ready():
        raise Unsent("No mail server is named on this machine, so nothing was sent.")
    told = {"Auto-Submitted": "auto-generated", **headers}
    # Django would put the machine's name there.
    told["Message-ID"] = f"<{uuid.uuid4()}@groundswell.invalid>"
    message = EmailMultiAlternatives(letter.subject, letter.text, None, [address], headers=told)
    message.attach_alternative(letter.html, "text/html")
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        raise Unsent(refusal(error)) from error


def refusal(error: Exception) -> str:
    """Say what went wrong between here and the mail server."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return "The mail server does not accept the name and password it was given."
        case smtplib.SMTPRecipientsRefused():
            return "The mail server refuses the address it should go to."
        case smtplib.SMTPSenderRefused():
            return "The mail server refuses the sender; set GROUNDSWELL_MAIL_FROM."
        case smtplib.SMTPResponseException():
            told = error.smtp_error
            said = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
            return f"The mail server refuses it: {error.smtp_code} {clean(said)[:_LONGEST]}"
        case smtplib.SMTPNotSupportedError():
            return "The mail server does not speak as it was told to; look at GROUNDSWELL_MAIL."
        case ssl.SSLError():
            return "The mail server's certificate cannot be trusted, so nothing was sent."
        case smtplib.SMTPException():
            return "The mail server broke off."
        case _:
            return "The mail server cannot be reached."
