"""Everybody of the cast as a caller of the API."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from groundswell.app.actor import Actor
from groundswell.app.do.team import issue_
from groundswell.store.models import Account
from tests.app.cast import Cast, later

FEW = {"scenarios": 16}


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody with a token or a session."""

    client: Client
    token: str = ""

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """Return the response to a call under `/api/`."""
        given: dict[str, Any] = {"query_params": query} if query else {}
        if self.token:
            given["headers"] = {"authorization": f"Bearer {self.token}"}
        if body is not None:
            given |= {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.generic(method, f"/api/{path}", **given)

    def get(self, path: str, **query: Any) -> Any:
        """Return the response to a GET."""
        return self.call("GET", path, **query)


def with_token(actor: Actor, code: str, *, writes: bool = False) -> Caller:
    """Return an actor calling with a new token."""
    now = later(actor, at=timezone.now())
    return Caller(Client(), issue_(now, code, "test", writes=writes)[1])


def signed_in(actor: Actor, *, checked: bool = False) -> Caller:
    """Return an actor calling from a browser; `checked` lets CSRF be checked."""
    client = Client(enforce_csrf_checks=checked)
    client.force_login(
        Account.objects.get(pk=actor.account), "django.contrib.auth.backends.ModelBackend"
    )
    return Caller(client)


def everybody(them: Cast) -> dict[str, Caller]:
    """Return the cast by name, each signed in."""
    names = ("alice", "bob", "erin", "olga", "charlie")
    return {name: signed_in(getattr(them, name)) for name in names}
