"""Reaches one noun of the C code alone, built with the flags of the product, without a player."""

import ast
import ctypes
import functools
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest

SOURCES = Path(__file__).parents[2] / "src" / "padsketch"
ALIGNMENT = 64


@functools.cache
def noun_library(*sources):
    """The C files in one library, with size_of_ps_<noun>() for each that has its own header."""
    if shutil.which("cc") is None:
        pytest.skip("there is no C compiler")
    with tempfile.TemporaryDirectory() as folder:
        shim, library = Path(folder, "shim.c"), Path(folder, "nouns.so")
        shim.write_text(
            "#include <stddef.h>\n" + "".join(_size_of(Path(source).stem) for source in sources)
        )
        flags = [*_product_flags(), "-fvisibility=default", "-fPIC", "-shared", f"-I{SOURCES}"]
        files = [*(SOURCES / source for source in sources), shim]
        subprocess.run(["cc", *flags, *files, "-lm", "-o", library], check=True)
        return ctypes.CDLL(str(library))


def new_noun(library, name):
    """Zeroed memory for a ps_<name>; it lives as long as what is returned."""
    size = getattr(library, f"size_of_ps_{name}")()
    raw = np.zeros(size + ALIGNMENT, np.uint8)
    start = -raw.ctypes.data % ALIGNMENT
    return raw[start : start + size].ctypes.data_as(ctypes.c_void_p)


def address(array):
    """A numpy array as an argument of a C function."""
    assert array.flags.c_contiguous
    return array.ctypes.data_as(ctypes.c_void_p)


def _product_flags():
    module = ast.parse((SOURCES / "_dsp_build.py").read_text(encoding="utf-8"))
    flags = (
        ast.literal_eval(node.value)
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FLAGS"
    )
    return next(flags)


def _size_of(stem):
    header, struct = SOURCES / f"{stem}.h", f"ps{stem}"
    if not header.exists() or not re.search(rf"\}} {struct};", header.read_text(encoding="utf-8")):
        return ""
    return (
        f'#include "{header.name}"\nsize_t size_of_{struct}(void) {{ return sizeof({struct}); }}\n'
    )
