"""Who calls: a program with a token bound to one initiative, or somebody signed in here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer, SessionAuth

from groundswell.app import keys
from groundswell.app.actor import Actor

VIA = "api"
PRESENTABLE = "presentable"  # the mark the web sets in a session while others may look on


class Token(HttpBearer):
    """A token of an initiative, made in its settings; it reads, or writes too if it may."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """Return the actor behind a token."""
        found = keys.bearer(token.strip(), timezone.localtime(), VIA)
        return found[0] if found is not None else None


class SignedIn(SessionAuth):
    """The session of a browser; what changes something needs its CSRF token as well."""

    def __call__(self, request: HttpRequest) -> Any:
        """Look for a session first, so that a stranger is told to sign in and nothing else."""
        return super().__call__(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        """Return the actor who is signed in."""
        account = request.user
        assert account.is_authenticated
        return Actor(
            account=int(account.pk),
            name=str(account),
            at=timezone.localtime(),
            via=VIA,
            presentable=bool(request.session.get(PRESENTABLE)),
        )


def actor_of(request: HttpRequest) -> Actor:
    """Return who calls."""
    actor = request.auth  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)
    return actor
