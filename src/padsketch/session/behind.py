"""Work that goes on behind the music, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

Outdated = Callable[[], bool]
"""Says whether the work is for nothing: something newer was asked for, or nobody asks any more."""


class Behind(Generic[T]):
    """Does the newest of what it is asked, in a thread that ends when nothing is left."""

    def __init__(self, work: Callable[[T, Outdated], None], name: str) -> None:
        self._work = work
        self._name = name
        self._books = threading.Lock()
        self._newest: T | None = None
        self._worker: threading.Thread | None = None
        self._is_working = False
        self._is_over = False

    def ask(self, wish: T) -> None:
        """Have something done; what was asked before is given up."""
        with self._books:
            if self._is_over:
                return
            self._newest = wish
            if not self._is_working:
                self._is_working = True
                self._worker = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._worker.start()

    def finish(self) -> None:
        """Wait until there is nothing to do, and what failed has been told."""
        with self._books:
            worker = self._worker
        if worker is not None:
            worker.join()

    def give_up(self) -> None:
        """Do nothing more, and wait until what is being done has ended."""
        self._is_over = True
        self.finish()

    def _run(self) -> None:
        try:
            while (wish := self._take()) is not None:
                self._work(wish, self._is_outdated)
        except BaseException:
            # What is asked for next may succeed.
            with self._books:
                self._is_working = False
            raise

    def _take(self) -> T | None:
        with self._books:
            wish, self._newest = self._newest, None
            self._is_working = wish is not None
            return wish

    def _is_outdated(self) -> bool:
        return self._is_over or self._newest is not None
