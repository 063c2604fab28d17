"""The places of a module that can be changed, and what each is changed to.

A place is a node of the syntax tree inside a function: a comparison, an operator, a number, a word
like `min`, a branch. Texts, docstrings, defaults and what stands outside functions are left alone:
a wrong word is for a reader to find, not for a test. A place is known by its function, its text and
how many alike came before it there, so that its name survives edits elsewhere in the file.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
WORDS = {"min": "max", "max": "min", "any": "all", "all": "any"}
SHOWN = 120


@dataclass(frozen=True, slots=True)
class Place:
    """One place: where it stands, and the name by which it is known."""

    file: Path
    index: int
    function: str
    text: str
    nth: int
    line: int
    end: int
    statement: int
    kernel: str | None

    def name(self, root: Path) -> str:
        """Return `file::function::text#nth`, the same as long as the function is."""
        return f"{self.file.relative_to(root)}::{self.function}::{self.text}#{self.nth}"


def nodes(tree: ast.AST) -> list[ast.AST]:
    """Return every node that can be changed, in the order of the file."""
    return list(_nodes(tree, inside=False))


def _nodes(node: ast.AST, *, inside: bool) -> Iterator[ast.AST]:
    children: Iterator[ast.AST] | list[ast.stmt]
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inside, children = True, node.body
    elif isinstance(node, ast.AnnAssign):
        children = iter([node.value] if node.value is not None else [])
    else:
        if inside and _changeable(node):
            yield node
        children = ast.iter_child_nodes(node)
    for child in children:
        yield from _nodes(child, inside=inside)


def _changeable(node: ast.AST) -> bool:
    match node:
        case ast.Compare():
            return type(node.ops[0]) in SWAPS
        case ast.BinOp():
            # A text with % is a text.
            written = isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant)
            return type(node.op) in SWAPS and not written
        case ast.AugAssign():
            return type(node.op) in SWAPS
        case ast.BoolOp() | ast.IfExp():
            return True
        case ast.UnaryOp():
            return isinstance(node.op, ast.Not | ast.USub)
        case ast.Constant():
            return isinstance(node.value, int | float)
        case ast.If() | ast.While():
            return isinstance(node.test, ast.Name | ast.Attribute | ast.Call)
        case ast.Call():
            return isinstance(node.func, ast.Name) and node.func.id in WORDS
    return False


def change(node: ast.AST) -> None:
    """Change a node in its tree: the next operator, number, word or branch."""
    match node:
        case ast.Compare():
            node.ops[0] = SWAPS[type(node.ops[0])]()  # type: ignore[call-overload]
        case ast.BinOp() | ast.AugAssign() | ast.BoolOp():
            node.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
        case ast.UnaryOp(op=ast.Not()):
            node.operand = ast.UnaryOp(ast.Not(), node.operand)
        case ast.UnaryOp():
            node.op = ast.UAdd()
        case ast.Constant(value=bool()):
            node.value = not node.value
        case ast.Constant(value=int() | float() as value):
            node.value = value + 1
        case ast.IfExp():
            node.body, node.orelse = node.orelse, node.body
        case ast.If() | ast.While():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Call(func=ast.Name() as func):
            func.id = WORDS[func.id]


def changed(source: str, index: int) -> tuple[ast.Module, str, str]:
    """Return the tree with one place changed, and the text of the place before and after."""
    tree = ast.parse(source)
    node = nodes(tree)[index]
    before = _text(node)
    change(node)
    ast.fix_missing_locations(tree)
    return tree, before, _text(node)


def places(file: Path) -> list[Place]:
    """Return every place of a file."""
    tree = ast.parse(file.read_text("utf-8"))
    functions = [f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef)]
    plain = [s for s in ast.walk(tree) if isinstance(s, ast.stmt) and not hasattr(s, "body")]
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for index, node in enumerate(nodes(tree)):
        assert isinstance(node, ast.expr | ast.stmt)
        line, end = node.lineno, node.end_lineno or node.lineno
        around = [f for f in functions if f.lineno <= line <= (f.end_lineno or f.lineno)]
        inner = max(around, key=lambda f: f.lineno)
        holding = [s.lineno for s in plain if s.lineno <= line <= (s.end_lineno or s.lineno)]
        key = (inner.name, _text(node))
        seen[key] += 1
        kernel = next((f.name for f in around if is_kernel(f)), None)
        at = max(holding, default=line)
        found.append(Place(file, index, *key, seen[key], line, end, at, kernel))
    return found


def is_kernel(function: ast.FunctionDef) -> bool:
    """Tell whether numba compiles the function."""
    return any("njit" in ast.unparse(d) for d in function.decorator_list)


def _text(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 2] + " …"
