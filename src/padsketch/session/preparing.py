"""Renditions for what is being edited: made behind the music, while it plays."""

from __future__ import annotations

import threading

from padsketch.engine.bank import SampleBank
from padsketch.score import Score


class Preparation:
    """Makes the renditions of the newest score, in a thread that ends when nothing is left."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._books = threading.Lock()
        self._newest: tuple[Score, SampleBank] | None = None
        self._worker: threading.Thread | None = None
        self._is_over = False

    def ask(self, score: Score, bank: SampleBank) -> None:
        """Have the renditions of a score made; those of the score before are given up."""
        with self._books:
            if self._is_over:
                return
            self._newest = (score, bank)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="renditions", daemon=True)
                self._worker.start()

    def finish(self) -> None:
        """Wait until there is nothing to do."""
        with self._books:
            worker = self._worker
        if worker is not None:
            worker.join()

    def give_up(self) -> None:
        """Ask for nothing more, and wait for the rendition that is being made."""
        self._is_over = True
        self.finish()

    def _work(self) -> None:
        while (asked := self._take()) is not None:
            score, bank = asked
            bank.prepare(score, self._rate, cancelled=self._is_outdated)

    def _take(self) -> tuple[Score, SampleBank] | None:
        with self._books:
            asked, self._newest = self._newest, None
            if asked is None:
                self._worker = None
            return asked

    def _is_outdated(self) -> bool:
        return self._is_over or self._newest is not None
