"""Size and naming limits of the house: prints every violation as file:line and exits 1 if any.

What counts: a module's lines are all of its lines. A function's lines run from its `def` line to
its last line, blank lines, comments and inner functions included, its docstring excluded: the
docstring is for the caller, the rest is what somebody has to keep in mind. Limits, forbidden names
and the files that may import by name stand in pyproject.toml under `tool.ratchet`.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Limits:
    """What the ratchet allows; the keys of `tool.ratchet`."""

    roots: tuple[str, ...]
    module_lines: int
    function_lines: int
    forbidden_names: tuple[str, ...]
    generated: tuple[str, ...]
    dynamic_imports_allowed: tuple[str, ...]

    @classmethod
    def read(cls, project: Path) -> Limits:
        """Return the limits of the project in this folder."""
        table = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"]["ratchet"]
        return cls(
            tuple(table["roots"]),
            table["module_lines"],
            table["function_lines"],
            tuple(table["forbidden_names"]),
            tuple(table["generated"]),
            tuple(table["dynamic_imports_allowed"]),
        )


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One breach, with the place to look at."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


def violations(project: Path, limits: Limits) -> list[Violation]:
    """Return every breach under the project's roots, by file and line."""
    found: list[Violation] = []
    for root in limits.roots:
        for file in sorted((project / root).rglob("*.py")):
            path = file.relative_to(project).as_posix()
            if path.startswith(limits.generated):
                continue
            found += module_violations(path, file.read_text("utf-8"), limits)
    return sorted(found)


def module_violations(path: str, source: str, limits: Limits) -> Iterator[Violation]:
    """Yield the breaches of one module, given its path in the project and its text."""
    forbidden = set(limits.forbidden_names)
    name = Path(path).stem if Path(path).stem != "__init__" else Path(path).parent.name
    if name in forbidden:
        yield Violation(path, 1, f"a module named {name!r} says nothing about its subject")
    lines = len(source.splitlines())
    if lines > limits.module_lines:
        yield Violation(path, lines, f"module of {lines} lines, limit {limits.module_lines}")
    tree = ast.parse(source, path)
    yield from long_functions(path, tree, limits.function_lines)
    if path not in limits.dynamic_imports_allowed:
        yield from dynamic_imports(path, tree)


def long_functions(path: str, tree: ast.Module, limit: int) -> Iterator[Violation]:
    """Yield the functions that are longer than the limit."""
    for node in ast.walk(tree):
        if isinstance(node, Function) and (lines := function_lines(node)) > limit:
            text = f"function {node.name!r} of {lines} lines, limit {limit}"
            yield Violation(path, node.lineno, text)


def function_lines(node: Function) -> int:
    """Return the lines of a function as the module docstring counts them."""
    total = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is not None:
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def dynamic_imports(path: str, tree: ast.Module) -> Iterator[Violation]:
    """Yield imports by computed name, which the import contracts cannot see."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "importlib":
            hit = any(alias.name in ("import_module", "__import__") for alias in node.names)
        elif isinstance(node, ast.Attribute):
            hit = node.attr in ("import_module", "__import__")
        else:
            hit = isinstance(node, ast.Name) and node.id == "__import__"
        if hit and isinstance(node, ast.ImportFrom | ast.Attribute | ast.Name):
            yield Violation(path, node.lineno, "import by name evades the import contracts")


def main(project: Path) -> int:
    """Print the violations of a project; return the exit code."""
    found = violations(project, Limits.read(project))
    for violation in found:
        print(violation)
    print(f"ratchet: {len(found)} violations" if found else "ratchet: within limits")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1]))
