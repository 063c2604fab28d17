"""Compiled functions: who calls them, and how a changed one is compiled anew."""

from __future__ import annotations

import ast
import gc
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numba.core.caching import NullCache
from numba.core.dispatcher import Dispatcher

from tools.mutants.places import is_kernel

Line = tuple[Path, int]


def callers(trees: Mapping[Path, ast.Module]) -> dict[str, set[Line]]:
    """Return for each kernel the lines of plain functions that lead to it.

    Coverage cannot see inside compiled code, so a kernel counts as executed where it is called.
    """
    functions = [
        (file, node)
        for file, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    names = {node.name for _, node in functions if is_kernel(node)}
    within: dict[str, set[str]] = defaultdict(set)
    plain: dict[str, set[Line]] = defaultdict(set)
    for file, node in functions:
        for used in ast.walk(node):
            if isinstance(used, ast.Name) and used.id in names and used.id != node.name:
                if is_kernel(node):
                    within[used.id].add(node.name)
                else:
                    plain[used.id].add((file, used.lineno))

    def lines(name: str, seen: set[str]) -> set[Line]:
        if name in seen:
            return set()
        seen.add(name)
        return plain[name].union(*(lines(up, seen) for up in within[name]))

    return {name: lines(name, set()) for name in names}


def dispatchers() -> list[Any]:
    """Return every compiled function that is alive."""
    return [found for found in gc.get_objects() if isinstance(found, Dispatcher)]


def compile_anew(living: list[Any], file: Path, name: str) -> int:
    """Forget the machine code of a kernel and of all that were compiled with it inside."""
    stale = {
        id(d): d
        for d in living
        if d.py_func.__code__.co_filename == str(file) and d.py_func.__name__ == name
    }
    while True:
        more = {
            id(d): d
            for d in living
            if id(d) not in stale
            and any(id(d.py_func.__globals__.get(n)) in stale for n in d.py_func.__code__.co_names)
        }
        if not more:
            break
        stale |= more
    for dispatcher in stale.values():
        dispatcher._cache = NullCache()
        dispatcher._make_finalizer()()
        dispatcher._reset_overloads()
        dispatcher._can_compile = True
    return len(stale)
