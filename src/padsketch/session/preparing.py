"""Renditions for what is being edited: made behind the music, while it plays."""

from __future__ import annotations

from padsketch.engine.bank import SampleBank
from padsketch.score import Score
from padsketch.session.behind import Behind, Outdated


class Preparation:
    """Makes the renditions of the newest score."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._behind = Behind(self._prepare, "renditions")

    def ask(self, score: Score, bank: SampleBank) -> None:
        """Have the renditions of a score made; those of the score before are given up."""
        self._behind.ask((score, bank))

    def finish(self) -> None:
        """Wait until there is nothing to do."""
        self._behind.finish()

    def give_up(self) -> None:
        """Ask for nothing more, and wait for the rendition that is being made."""
        self._behind.give_up()

    def _prepare(self, wish: tuple[Score, SampleBank], is_outdated: Outdated) -> None:
        score, bank = wish
        bank.prepare(score, self._rate, cancelled=is_outdated)
