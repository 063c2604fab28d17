"""What holds for every test: the same examples each run, and no connection to another machine."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

# Examples follow from the test alone, so that a failure here is a failure everywhere; no deadline,
# because a first call may compile a kernel. `--hypothesis-profile explore` looks for new examples.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[
        Phase.explicit,
        Phase.generate,
        Phase.shrink,
    ],  # a failure need not be explained as well
)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that reaches for another machine; loopback and local pipes stay open."""
    connect = socket.socket.connect

    def only_local(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            assert host in ("127.0.0.1", "::1", "localhost"), f"connection to {host}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_local)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let the connections that read and keep share the test's transaction with the writing one."""
    from django.db import connections

    for alias in ("reading", "ledger"):
        connections[alias] = connections["default"]
