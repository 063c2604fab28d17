"""The table of permissions names every route, tool and command, and each does as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from groundswell.app.policy import MAY, Act, Role
from groundswell.config import main as console
from groundswell.faces.mcp.tools import offers
from groundswell.store.models import Account
from tests.app.cast import Cast, cast
from tools import permissions as table

INSIDE = "i/<slug:code>/"
CLOSED = (403, 404, 405)
# Values that lead somewhere in the small map of the cast.
VALUES = {
    "person": "ben",
    "which": "money",
    "sheet": "people",
    "form": "xlsx",
    "slug": "coverage",
    "name": "target",
    "part": "problem",
    "context": "tech",
}
ROLES = {"alice": Role.OWNER, "erin": Role.EDITOR, "bob": Role.MEMBER, "olga": Role.OBSERVER}


def routes(found: Any = None, before: str = "") -> Iterator[str]:
    """Yield every address of the workbench."""
    for entry in found if found is not None else get_resolver().url_patterns:
        name = before + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from routes(entry.url_patterns, name)
        else:
            yield name


def filled(route: str, code: str) -> str:
    """Return an address with something in every place."""

    def value(place: re.Match[str]) -> str:
        kind, name = place[1], place[2]
        return code if name == "code" else VALUES.get(name, "1" if kind == "int" else "nothing")

    return "/" + re.sub(r"<(\w+):(\w+)>", value, route)


def test_every_page_is_in_the_table() -> None:
    pages = {r for r in routes() if not r.startswith("api/")}
    told = {*table.PAGES, *(INSIDE + path for path in table.WITHIN)}
    assert pages - told == set(), "routes without a line in tools/permissions.py"
    assert told - pages == set(), "lines without a route"


def test_every_call_is_in_the_table() -> None:
    # At the root of /api/, whatever is none of these is answered as absent.
    calls = {r.removeprefix("api/") for r in routes() if r.startswith("api/")}
    assert calls == set(table.calls())


def test_every_tool_and_command_is_in_the_table() -> None:
    assert set(offers()) == set(table.tools())
    named = {
        command.name or command.callback.__name__  # type: ignore[union-attr]
        for command in console.commands().registered_commands
        if not command.hidden
    }
    groups = {group.name for group in console.commands().registered_groups}
    assert named | groups == set(table.COMMANDS)


def client(login: str | None) -> Client:
    made = Client(raise_request_exception=False)
    if login is not None:
        account = Account.objects.get(login=login)
        made.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return made


@pytest.fixture
def them(db: None) -> Cast:
    return cast()


@pytest.mark.django_db(databases="__all__")
def test_outsiders_find_nothing_anywhere(them: Cast) -> None:
    charlie, nobody = client("charlie"), client(None)
    for path, (read, send) in table.WITHIN.items():
        at = filled(INSIDE + path, them.code)
        for call, asked in (("get", read), ("post", send)):
            wanted = (404,) if asked else (404, 405)
            assert getattr(charlie, call)(at).status_code in wanted, f"{call} {at}"
            reply = getattr(nobody, call)(at)
            shut = reply.status_code in (404, 405)
            assert shut or reply["Location"].startswith("/sign-in"), f"{call} {at}"


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("login", ROLES)
def test_nobody_reads_a_page_that_asks_for_more(them: Cast, login: str) -> None:
    browser, may = client(login), MAY[ROLES[login]]
    for path, (read, _) in table.WITHIN.items():
        if read in ("", table.EACH):
            continue
        at = filled(INSIDE + path, them.code)
        status = browser.get(at).status_code
        if Act[read.upper()] in may:
            assert status != 403 and status < 500, at
        else:
            # What is not there may be said first, and so may the need to confirm.
            assert status in (302, 403, 404), at


@pytest.mark.django_db(databases="__all__", transaction=False)
@pytest.mark.parametrize("login", ["bob", "olga"])
def test_nobody_sends_what_is_not_theirs_to_change(them: Cast, login: str) -> None:
    browser, may = client(login), MAY[ROLES[login]]
    before = Account.objects.count(), _changes(them)
    for path, (_, send) in table.WITHIN.items():
        if send not in ("", table.EACH) and Act[send.upper()] not in may:
            # A form that was sent empty may come back with its errors before anything is refused.
            reply = browser.post(filled(INSIDE + path, them.code))
            assert reply.status_code in (200, 302, 403, 404, 422), path
    assert (Account.objects.count(), _changes(them)) == before


def _changes(them: Cast) -> int:
    from groundswell.app.browse.trails import changes

    return len(changes(them.alice, them.code, most=1000))
