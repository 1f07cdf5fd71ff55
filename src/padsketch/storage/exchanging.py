"""Two names that change places in one go, which Python itself has no function for."""

from __future__ import annotations

import ctypes
import errno
import os
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100
"""AT_FDCWD of Linux: a path is taken as every other function takes it."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS."""
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


def exchange(one: Path, other: Path) -> bool:
    """Let two paths on one file system change places; False where these names cannot.

    At no moment is there nothing at either of them. Raises OSError.
    """
    if _rename() is None:
        return False
    if _rename()(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one))


@cache
def _rename() -> Any:
    """The function of the system that exchanges two paths; None where there is none."""
    system = ctypes.CDLL(None, use_errno=True)
    if hasattr(system, "renameat2"):
        return lambda one, other: system.renameat2(_HERE, one, _HERE, other, _EXCHANGE)
    if hasattr(system, "renamex_np"):
        return lambda one, other: system.renamex_np(one, other, _EXCHANGE)
    return None
