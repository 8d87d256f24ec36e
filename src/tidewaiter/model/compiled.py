"""numba's compiler with types that mypy understands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(function: _Function) -> _Function:
    """Compile a kernel of scalars and arrays at its first call.

    The machine code is kept beside the source where that can be written; kernels run without the
    interpreter's lock. numba looks at a kernel's own file alone to see whether what it kept is
    stale: after changing a function that kernels of other files call, remove ``__pycache__``.
    Division by zero gives infinity or NaN, as in NumPy.
    """
    try:
        kernel = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # numba: no place on this machine where it may keep the code
        kernel = numba.njit(nogil=True, error_model="numpy")(function)
    return cast(_Function, kernel)
