"""Browsers of the cast: each signed in, none with a network."""

from __future__ import annotations

from django.test import Client

from groundswell.app.actor import Actor
from groundswell.store.models import Account

MODEL = "django.contrib.auth.backends.ModelBackend"


def browser(actor: Actor, *, presentable: bool = False) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account), backend=MODEL)
    if presentable:
        session = client.session
        session["presentable"] = True
        session.save()
    return client


def text_of(client: Client, path: str, status: int = 200) -> str:
    """Return a page, which must answer as expected."""
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()
