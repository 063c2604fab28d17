"""The ratchet finds what it says it finds, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.ratchet import Limits, main, module_violations, violations

LIMITS = Limits(
    roots=("src",),
    module_lines=30,
    function_lines=4,
    generated=(),
    forbidden_names=("utils", "data"),
    dynamic_imports_allowed=("src/plugins.py",),
)


def found(source: str, path: str = "src/fold.py") -> list[str]:
    return [str(violation) for violation in module_violations(path, source, LIMITS)]


def test_a_module_at_the_limit_passes_and_one_line_more_fails() -> None:
    assert found("x = 1\n" * 30) == []
    assert found("x = 1\n" * 31) == ["src/fold.py:31: module of 31 lines, limit 30"]


def test_a_function_at_the_limit_passes_and_one_line_more_fails() -> None:
    body = "    x = 1\n"
    assert found("def fold():\n" + body * 3) == []
    assert found("\n\ndef fold():\n" + body * 4) == [
        "src/fold.py:3: function 'fold' of 5 lines, limit 4"
    ]


def test_docstring_and_decorators_do_not_count_but_comments_and_blanks_do() -> None:
    documented = '@cache\n@other\ndef fold():\n    """One.\n\n    Two.\n    """\n    return 1\n'
    assert found(documented) == []
    padded = "def fold():\n    # why\n\n    # more\n    return 1\n"
    assert found(padded) == ["src/fold.py:1: function 'fold' of 5 lines, limit 4"]


def test_methods_inner_and_async_functions_count() -> None:
    body = "        x = 1\n" * 4
    assert len(found("class Map:\n    def fold(self):\n" + body)) == 1
    assert len(found("async def fold():\n" + body)) == 1
    inner = "def outer():\n    def inner():\n" + body
    assert [line.split("'")[1] for line in found(inner)] == ["outer", "inner"]


@pytest.mark.parametrize("path", ["src/utils.py", "src/data/__init__.py"])
def test_a_name_that_says_nothing_is_refused_for_modules_and_packages(path: str) -> None:
    assert found("", path) == [
        f"{path}:1: a module named {'utils' if 'utils' in path else 'data'!r} "
        "says nothing about its subject"
    ]


def test_a_longer_name_that_contains_a_forbidden_word_is_fine() -> None:
    assert found("", "src/data_practice.py") == []


@pytest.mark.parametrize(
    "source",
    [
        "import importlib\nx = importlib.import_module('a')\n",
        "\nfrom importlib import import_module\n",
        "\nx = __import__('a')\n",
        "import importlib as i\nload = i.import_module\n",
    ],
)
def test_imports_by_name_are_found_where_they_happen(source: str) -> None:
    assert found(source) == ["src/fold.py:2: import by name evades the import contracts"]


def test_an_allowed_file_may_import_by_name_and_others_may_read_package_data() -> None:
    assert found("import importlib\nimportlib.import_module('a')\n", "src/plugins.py") == []
    assert found("from importlib import metadata, resources\n") == []


def test_every_violation_of_every_file_is_reported_in_order(tmp_path: Path) -> None:
    (tmp_path / "src" / "deep").mkdir(parents=True)
    (tmp_path / "src" / "utils.py").write_text("x = 1\n" * 31, "utf-8")
    (tmp_path / "src" / "deep" / "late.py").write_text("__import__('a')\n", "utf-8")
    (tmp_path / "src" / "fine.py").write_text("x = 1\n", "utf-8")
    places = [(v.path, v.line) for v in violations(tmp_path, LIMITS)]
    assert places == [("src/deep/late.py", 1), ("src/utils.py", 1), ("src/utils.py", 31)]


def test_the_exit_code_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = (
        "[tool.ratchet]\nroots = ['src']\nmodule_lines = 2\nfunction_lines = 2\n"
        "generated = []\n"
        "forbidden_names = []\ndynamic_imports_allowed = []\n"
    )
    (tmp_path / "pyproject.toml").write_text(table, "utf-8")
    (tmp_path / "src").mkdir()
    assert main(tmp_path) == 0
    (tmp_path / "src" / "long.py").write_text("x = 1\n" * 3, "utf-8")
    assert main(tmp_path) == 1
    assert "src/long.py:3: module of 3 lines, limit 2" in capsys.readouterr().out
