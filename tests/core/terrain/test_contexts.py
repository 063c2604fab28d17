"""Templates by context: each gives something to begin with, in words of its own."""

from __future__ import annotations

import pytest

from groundswell.core.terrain.contexts import (
    GENERAL,
    TEMPLATES,
    ContextTemplate,
    core_roles,
    template_of,
)
from groundswell.core.terrain.terms import Context, NewRole

every_template = pytest.mark.parametrize(
    "template", [*TEMPLATES.values(), GENERAL], ids=lambda t: t.name
)


def test_every_context_has_a_template_of_its_own() -> None:
    assert set(TEMPLATES) == set(Context)
    assert len({template_of(context) for context in (*Context, None)}) == len(Context) + 1
    assert template_of(None) is GENERAL and core_roles(None) == GENERAL.core_roles


@every_template
def test_it_suggests_enough_to_begin_with(template: ContextTemplate) -> None:
    assert len(template.decisions) >= 3 and len({d.kind for d in template.decisions}) >= 3
    assert len(template.nodes) == len(template.core_roles) == len(template.ignored) == 3
    assert template.voices and template.new_roles
    assert len({d.title for d in template.decisions}) == len(template.decisions)


@every_template
def test_prompts_are_questions(template: ContextTemplate) -> None:
    parts = [p.prompt for p in (*template.core_roles, *template.ignored)]
    roles = [p.prompt for p in template.new_roles]
    for text in (*template.voices, *parts, *roles):
        assert text[0].isupper() and text.endswith("?")


@pytest.mark.parametrize("context", [None, Context.CORPORATE, Context.GOVERNMENT, Context.TECH])
def test_nobody_forgets_their_own_manager(context: Context | None) -> None:
    assert "your own manager" in [prompt.role for prompt in template_of(context).ignored]


def test_every_new_role_is_asked_for_somewhere() -> None:
    asked = {prompt.role for template in TEMPLATES.values() for prompt in template.new_roles}
    assert asked == set(NewRole)
