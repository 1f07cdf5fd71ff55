from __future__ import annotations

import threading

import pytest

from padsketch.outputs.errands import within


def test_an_answer_comes_back():
    assert within(10.0, lambda: 42) == 42


def test_an_error_comes_back():
    with pytest.raises(ZeroDivisionError):
        within(10.0, lambda: 1 / 0)


def test_a_call_that_hangs_is_left_behind():
    release = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.01, release.wait)
    release.set()
