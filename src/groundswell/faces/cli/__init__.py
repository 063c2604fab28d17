"""The command line: one command per verb, a file in, words or data out.

Lives here: commands, their options, exit codes and progress. Never here: computation, or an import
at the top of a module that makes `--help` wait (numba, scipy, altair, typst are loaded on use).
"""

from __future__ import annotations

from groundswell.faces.cli.commands import app

__all__ = ["app"]
