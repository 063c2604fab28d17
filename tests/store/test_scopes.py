"""No query outside the store forgets whose rows it means; the one mistake that would leak data."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from groundswell.store import models
from groundswell.store.scope import Scoped

SOURCE = Path(__file__).parents[2] / "src" / "groundswell"
UNSCOPED = frozenset(
    name
    for name, model in vars(models).items()
    if isinstance(model, type) and not issubclass(model, Scoped)
) | {"Session"}
# What pins a query to somebody: an initiative, an account, or a secret only its owner knows.
PINS = frozenset({"initiative", "initiative_id", "account", "account_id", "digest"})
BACK_DOORS = frozenset({"_base_manager", "_default_manager"})


def unpinned(source: str) -> list[int]:
    """Return the lines of a module in which a query does not say whose rows it means."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    return sorted(
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and _forgets(node, parents)
    )


def _forgets(node: ast.Attribute, parents: dict[ast.AST, ast.AST]) -> bool:
    if node.attr in BACK_DOORS:
        return True
    if node.attr == "everywhere":
        named = {word.arg for call in _calls(node, parents) for word in call.keywords}
        return not named & PINS
    if node.attr == "objects":
        of = node.value.id if isinstance(node.value, ast.Name) else ""
        above = parents.get(node)
        within = isinstance(above, ast.Attribute) and above.attr == "within"
        return of not in UNSCOPED and not within
    return False


def _calls(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.Call]:
    """Yield the calls chained onto a node."""
    above = parents.get(node)
    while isinstance(above, (ast.Attribute, ast.Call)):
        if isinstance(above, ast.Call):
            yield above
        above = parents.get(above)


@pytest.mark.parametrize(
    "query",
    [
        "Note.objects.all()",
        "Note.everywhere.get(pk=given)",
        "Note.everywhere.all()",
        "table.objects.filter(pk=1)",
        "table.everywhere.using('default').filter(pk=given).update(text='')",
        "Note._default_manager.all()",
    ],
)
def test_it_catches(query: str) -> None:
    assert unpinned(query) == [1]


@pytest.mark.parametrize(
    "query",
    [
        "Note.objects.within(scope).filter(pk=1)",
        "Note.everywhere.using('default').create(initiative_id=3, text='')",
        "Membership.everywhere.filter(account=me)",
        "Account.objects.get(pk=1)",
    ],
)
def test_it_lets_pass(query: str) -> None:
    assert unpinned(query) == []


def test_every_query_outside_the_store_says_whose_rows_it_means() -> None:
    found = [
        f"{file.relative_to(SOURCE)}:{line}"
        for file in sorted(SOURCE.rglob("*.py"))
        if "store" not in file.relative_to(SOURCE).parts
        for line in unpinned(file.read_text("utf-8"))
    ]
    assert found == []
