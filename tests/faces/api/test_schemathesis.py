"""Whatever is sent, the answer is one of those declared, in its shape, and never a crash."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from groundswell.faces.api.routes import api
from tests.app.cast import cast
from tests.faces.api.callers import with_token

pytestmark = pytest.mark.django_db(databases="__all__")

SCHEMA = schemathesis.openapi.from_dict(dict(api.get_openapi_schema(path_prefix="/api/")))
SCHEMA.app = get_wsgi_application()
FOUND = list(SCHEMA.get_all_operations())
OPERATIONS = {one.ok().label: one.ok() for one in FOUND if isinstance(one, Ok)}
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_route_answers_as_declared(label: str) -> None:
    them = cast()
    token = with_token(them.erin, them.code, writes=True).token
    fitting, unfit = (
        OPERATIONS[label].as_strategy(generation_mode=mode)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    )

    @settings(max_examples=4, suppress_health_check=list(HealthCheck))
    @given(case=st.one_of(fitting, unfit))
    def answered(case: Any) -> None:
        if case.meta.generation.mode.is_positive:
            aim(case, them.code)
        case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {token}"})

    answered()


def test_the_whole_schema_can_be_read() -> None:
    assert len(OPERATIONS) == len(FOUND) > 100


def aim(case: Any, code: str) -> None:
    """Aim a call at what is there, and let no question draw for long."""
    if "code" in case.path_parameters:
        case.path_parameters["code"] = code
    if isinstance(case.path_parameters.get("number"), int):
        case.path_parameters["number"] %= 8
    if "scenarios" in case.query:
        case.query["scenarios"] = min(case.query["scenarios"], 32)
