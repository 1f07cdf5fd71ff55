"""The one door to the C module: its handles, and the proof that our tables have its layout."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from padsketch._dsp_ffi import ffi, lib
from padsketch.score import tables

TABLES: dict[str, np.dtype[Any]] = {
    "ps_pattern": tables.PATTERN,
    "ps_lane": tables.LANE,
    "ps_step": tables.STEP,
    "ps_lock": tables.LOCK,
    "ps_section": tables.SECTION,
    "ps_pad": tables.PAD,
    "ps_layer": tables.LAYER,
    "ps_track": tables.TRACK,
}
HIT: np.dtype[Any] = np.dtype(
    [
        ("frame", "i8"),
        ("duration", "i8"),
        ("pad", "i4"),
        ("velocity", "i4"),
        ("first_lock", "i4"),
        ("n_locks", "i4"),
        ("transpose", "f4"),
        ("lane", "i4"),
        ("step", "i8"),
        ("random", "u8"),
        ("position", "i8"),
        ("held", "i8"),
        ("pattern", "i4"),
        ("section", "i4"),
        ("slide", "i4"),
        ("slid", "i4"),
        ("first_target", "i4"),
        ("n_targets", "i4"),
    ],
    align=True,
)


def layout_of_struct(name: str) -> tuple[int, dict[str, int]]:
    """Size and field offsets in bytes of a C struct."""
    struct = ffi.typeof(name)
    return ffi.sizeof(struct), {field: info.offset for field, info in struct.fields}


def layout_of_dtype(dtype: np.dtype[Any]) -> tuple[int, dict[str, int]]:
    """Size and field offsets in bytes of a structured dtype."""
    fields: Mapping[str, Any] = dtype.fields or {}
    return dtype.itemsize, {name: int(place[1]) for name, place in fields.items()}


def check_layouts() -> None:
    """Raise ImportError where a table and its C struct differ: another build's extension."""
    for name, dtype in {**TABLES, "ps_hit": HIT}.items():
        if layout_of_struct(name) != layout_of_dtype(dtype):
            raise ImportError(f"{name}: the C extension was built from other sources; rebuild it")


def aligned(size: int) -> tuple[NDArray[np.uint8], Any]:
    """Zeroed memory aligned to 64 bytes: (what keeps it alive, its address).

    Pages that nobody writes to take no memory; `fill(0)` on the keeper makes all of them present.
    """
    keeper = np.zeros(size + 64, dtype=np.uint8)
    address = keeper.ctypes.data
    return keeper, ffi.cast("void *", (address + 63) // 64 * 64)


@cache
def kernels() -> tuple[Any, Any]:
    """The interpolation kernels, built once for the whole process: (keeper, pointer)."""
    keeper, address = aligned(lib.ps_kernels_size())
    pointer = ffi.cast("ps_kernels *", address)
    lib.ps_kernels_init(pointer)
    return keeper, pointer


check_layouts()

__all__ = [
    "HIT",
    "TABLES",
    "aligned",
    "check_layouts",
    "ffi",
    "kernels",
    "layout_of_dtype",
    "layout_of_struct",
    "lib",
]
