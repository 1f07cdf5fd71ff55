"""The worst that Python does to a sound thread."""

from __future__ import annotations

import ctypes


def hold_the_gil(seconds: float) -> None:
    """Sleep in C without letting any other Python thread run."""
    ctypes.PyDLL(None).usleep(round(seconds * 1_000_000))
