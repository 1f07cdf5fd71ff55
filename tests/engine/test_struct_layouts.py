"""Python's tables and C's structs are the same memory."""

import numpy as np
import pytest

from padsketch.engine import native
from padsketch.engine.native import HIT, TABLES, check_layouts, ffi, layout_of_dtype


def test_every_table_has_the_layout_of_its_struct():
    check_layouts()


@pytest.mark.parametrize("name", TABLES)
def test_a_field_that_moved_is_noticed(monkeypatch, name):
    dtype = TABLES[name]
    fields = [(field, dtype.fields[field][0]) for field in dtype.names]
    moved = np.dtype([*fields[1:], fields[0]], align=True)
    monkeypatch.setitem(native.TABLES, name, moved)
    with pytest.raises(ImportError, match=name):
        check_layouts()


def test_a_field_of_another_size_is_noticed(monkeypatch):
    monkeypatch.setattr(native, "HIT", np.dtype([("frame", "i8"), ("pad", "i8")], align=True))
    with pytest.raises(ImportError, match="ps_hit"):
        check_layouts()


@pytest.mark.parametrize(("name", "dtype"), [*TABLES.items(), ("ps_hit", HIT)])
def test_what_python_writes_is_what_c_reads(name, dtype):
    row = np.zeros(1, dtype=dtype)
    for number, field in enumerate(dtype.names, start=1):
        row[field] = number
    struct = ffi.from_buffer(f"{name}[]", row)[0]
    for number, field in enumerate(dtype.names, start=1):
        value = getattr(struct, field)
        values = list(value) if dtype[field].shape else [value]
        assert set(values) == {number}


def test_a_layout_names_every_field():
    assert layout_of_dtype(np.dtype([("a", "i4"), ("b", "f8")], align=True)) == (
        16,
        {"a": 0, "b": 8},
    )
