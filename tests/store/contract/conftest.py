"""A real database behind three real connections, brought up to date once."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator

import django
import pytest
from hypothesis import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from groundswell.app.actor import Actor  # noqa: E402
from groundswell.app.do.initiatives import open_  # noqa: E402
from groundswell.core.terrain.observation import Observations  # noqa: E402
from groundswell.store.models import Initiative  # noqa: E402
from groundswell.store.scope import READING, WRITING, Scope  # noqa: E402
from tests.app.cast import account, small_map  # noqa: E402

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session", autouse=True)
def _migrated() -> Iterator[None]:
    call_command("migrate", verbosity=0, interactive=False)
    yield
    connections.close_all()


@pytest.fixture
def alice() -> Actor:
    """Return a new account."""
    return account(f"alice-{next(_NUMBERS)}")


@pytest.fixture
def opened(alice: Actor) -> Callable[..., tuple[str, Scope]]:
    """Return a function that begins an initiative of alice's: its code and scope."""

    def make(observations: Observations | None = None) -> tuple[str, Scope]:
        code = open_(alice, observations or small_map())
        return code, Scope(Initiative.objects.using(WRITING).get(code=code).pk, READING)

    return make


@pytest.fixture
def sqlite() -> bool:
    """Whether the engine is SQLite."""
    return connections[WRITING].vendor == "sqlite"
