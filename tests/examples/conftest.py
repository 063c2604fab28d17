"""The worked examples, each told once."""

from __future__ import annotations

from functools import cache

import pytest

from groundswell.core.terrain.observation import Observations
from groundswell.examples import names
from groundswell.examples.telling import tell

RICH = ("government", "hospital", "movement", "software")
_told = cache(tell)


@pytest.fixture(params=RICH)
def story(request: pytest.FixtureRequest) -> Observations:
    """One of the four rich examples."""
    return _told(request.param)


@pytest.fixture(params=names())
def any_story(request: pytest.FixtureRequest) -> Observations:
    """One of all examples."""
    return _told(request.param)
