"""The mail server, if one is named: without one nothing is ever sent."""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass

PLAIN, STARTTLS, TLS = "smtp", "smtp+tls", "smtps"
_PORTS = {PLAIN: 25, STARTTLS: 587, TLS: 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail leaves this machine; without a host it never does."""

    backend: str = "django.core.mail.backends.dummy.EmailBackend"
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False
    sender: str = ""


def mail(  # nosec B107: without a password there is none
    address: str, user: str = "", password: str = "", sender: str = ""
) -> Mail:
    """Return the server named like smtp+tls://mail.example.org:587, and who signs in there.

    Raises
    ------
    ValueError
        If the address is none of a mail server.
    """
    if not address:
        return Mail()
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("GROUNDSWELL_MAIL reads smtp://, smtp+tls:// or smtps://, then the server")
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        user=user,
        password=password,
        starttls=parts.scheme == STARTTLS,
        tls=parts.scheme == TLS,
        sender=sender or (user if "@" in user else f"groundswell@{parts.hostname}"),
    )
