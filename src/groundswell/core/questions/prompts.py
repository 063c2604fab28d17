"""Who a core team is usually made of, in each context: prompts to think with, not boxes to fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from groundswell.core.terrain.terms import Context


@dataclass(frozen=True, slots=True)
class RolePrompt:
    """One part a core team needs, and the question that finds the person for it."""

    role: str
    prompt: str


ANY = (
    RolePrompt("who does the work", "Who meets the problem every week, and would notice first?"),
    RolePrompt("who opens doors", "Whose yes makes it safe for others to join in?"),
    RolePrompt("who knows the cost", "Who can say what today costs, and where the money sits?"),
)

CORE_ROLES: Mapping[Context, tuple[RolePrompt, ...]] = MappingProxyType(
    {
        Context.CORPORATE: (
            RolePrompt("product", "Who answers for what is offered, and can move its priorities?"),
            RolePrompt("operations", "Whose team lives with the broken process day after day?"),
            RolePrompt("close to customers", "Who hears from customers what it does to them?"),
        ),
        Context.GOVERNMENT: (
            RolePrompt("frontline delivery", "Who serves people at the counter or on the phone?"),
            RolePrompt("policy", "Who writes the rules, and knows which of them could bend?"),
            RolePrompt("finance", "Who understands how a budget line really moves, and when?"),
        ),
        Context.MOVEMENT: (
            RolePrompt("memory", "Who remembers what was tried before, and why it ended?"),
            RolePrompt("link to leadership", "Whose call do those who lead pick up?"),
            RolePrompt("affected community", "Who is at home among the people it is about?"),
        ),
        Context.TECH: (
            RolePrompt("product", "Who decides what is built next, and what is left out?"),
            RolePrompt("engineering", "Who would have to build and run it, and knows what breaks?"),
            RolePrompt("user research", "Who has watched people use it, lately and closely?"),
        ),
    }
)


def core_roles(context: Context | None) -> tuple[RolePrompt, ...]:
    """Return the prompts of a context; general ones where it is not stated."""
    return ANY if context is None else CORE_ROLES[context]
