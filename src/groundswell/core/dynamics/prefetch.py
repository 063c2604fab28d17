"""A hint to the processor: this entry of an array will be read soon.

A walk over a large network waits for memory at every step, because the next address is known only
when the last has arrived. Whoever knows the address a few steps earlier asks for it then.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numpy.typing import NDArray

_BYTE = ir.IntType(8)
_WORD = ir.IntType(32)
# For reading, into every level of cache, data and not code.
_READ, _KEEP, _DATA = _WORD(0), _WORD(3), _WORD(1)


@intrinsic
def _hint(typing: Any, array: Any, index: Any) -> Any:
    """Ask for an entry of an array, in compiled code; changes nothing but the time a read takes.

    The array is contiguous, and the index counts along all its axes. One outside it is harmless.
    """

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        values, place = arguments
        data = context.make_array(array)(context, builder, values).data
        address = builder.bitcast(builder.gep(data, [place]), _BYTE.as_pointer())
        hint = ir.FunctionType(ir.VoidType(), [address.type, _WORD, _WORD, _WORD])
        declared: Any = cgutils.get_or_insert_function
        builder.call(
            declared(builder.module, hint, "llvm.prefetch.p0"), [address, _READ, _KEEP, _DATA]
        )
        return context.get_dummy_value()

    return types.void(array, index), build


prefetch = cast("Callable[[NDArray[Any], np.int64], None]", _hint)
