"""Calls that may never return: each in a thread of its own, waited for no longer than is good."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, errand: Callable[[], T]) -> T:
    """What the errand returns or raises; TimeoutError when it takes longer and is left behind."""
    answer: Future[T] = Future()
    threading.Thread(target=_run, args=(errand, answer), name="output errand", daemon=True).start()
    return answer.result(seconds)


def _run(errand: Callable[[], T], answer: Future[T]) -> None:
    try:
        answer.set_result(errand())
    except Exception as error:
        answer.set_exception(error)
