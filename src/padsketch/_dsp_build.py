"""Builds padsketch._dsp_ffi: cffi reads the same header as the compiler."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from cffi import FFI

HERE = Path("src/padsketch")
SOURCES = [
    "_dsp.c",
    "_kernels.c",
    "_mixer.c",
    "_outlet.c",
    "_player.c",
    "_reading.c",
    "_ring.c",
    "_sequence.c",
    "_transport.c",
]
FLAGS = [
    "-std=c11",
    "-O3",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-fvisibility=hidden",
]


def declarations(header: str) -> str:
    """The header without what only the preprocessor understands: numeric defines stay."""
    numeric = re.compile(r"#define \w+ \d+\b")
    kept = (line for line in header.splitlines() if not line.startswith("#") or numeric.match(line))
    return "\n".join(kept)


ffibuilder = FFI()
ffibuilder.cdef(declarations((HERE / "_dsp.h").read_text(encoding="utf-8")))
ffibuilder.set_source(
    "padsketch._dsp_ffi",
    '#include "_dsp.h"',
    sources=[str(HERE / source) for source in SOURCES],
    depends=[str(HERE / "_denormals.h"), str(HERE / "_dsp.h"), str(HERE / "_engine.h")],
    include_dirs=[str(HERE)],
    libraries=[] if sys.platform == "win32" else ["m"],
    extra_compile_args=FLAGS,
    py_limited_api=True,
)
