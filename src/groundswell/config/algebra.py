"""Dense algebra on one thread, which has to be said before numpy is loaded.

The matrices here are small. Spread over threads they cost more than they save: beside other work
the threads wait for each other in busy loops (a Cholesky factor of 1 ms was seen to take 90 ms),
and sums come out in another order on another number of cores.
"""

from __future__ import annotations

import os

_LIBRARIES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def on_one_thread() -> None:
    """Let this process and its children use one thread, unless somebody said how many."""
    for name in _LIBRARIES:
        os.environ.setdefault(name, "1")
