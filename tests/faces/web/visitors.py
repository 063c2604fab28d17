"""Somebody of the cast with a browser of their own, inside one initiative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from groundswell.app.actor import Actor
from groundswell.faces.web.nav import home_of
from groundswell.faces.web.sudo import CONFIRMED
from groundswell.store.models import Account

MODEL = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser; pages are within the initiative unless they begin with a slash."""

    client: Client
    home: str

    def get(self, page: str, **query: Any) -> Any:
        """Return the answer to a reading."""
        return self.client.get(self._at(page), query or None)

    def post(self, page: str, **sent: Any) -> Any:
        """Return the answer to a form."""
        return self.client.post(self._at(page), sent)

    def text(self, page: str, **query: Any) -> str:
        """Return a page, which must be there."""
        answer = self.get(page, **query)
        assert answer.status_code == 200, (page, answer.status_code)
        return str(answer.content.decode())

    def _at(self, page: str) -> str:
        return page if page.startswith("/") else self.home + page


def visitor(actor: Actor, code: str, *, confirmed: bool = True) -> Visitor:
    """Return somebody signed in, who has or has not just shown that it is really them."""
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account), backend=MODEL)
    if confirmed:
        session = client.session
        session[CONFIRMED] = timezone.now().timestamp()
        session.save()
    return Visitor(client, home_of(code))
