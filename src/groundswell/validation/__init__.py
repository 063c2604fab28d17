"""The model against real data: one module per benchmark, ours beside the reference.

Never here: the data themselves, which the package does not ship, or tuning to one of its files.
"""

from groundswell.validation.benchmarks import validate
from groundswell.validation.line import Line, table

__all__ = ["Line", "table", "validate"]
