"""Which step of a lane lights up: the one that the engine plays at a position."""

from __future__ import annotations

from padsketch.engine.scores import heard_step
from padsketch.model import PATTERN_NAMES, Kit, Pattern
from padsketch.score import Score
from padsketch.units import POSITIONS_PER_TICK


class Lights:
    """The steps that a score plays with a kit, by their places as they are written."""

    def __init__(self) -> None:
        self._played: tuple[Score, Kit] | None = None

    def follow(self, score: Score, kit: Kit) -> None:
        """This is what plays from now on."""
        self._played = score, kit

    def step(self, name: str, pattern: Pattern, pad: str, position: int) -> int:
        """The step of a pad's lane, from 0, at a position of a pattern; -1 before the first.

        A lane that the score does not play is lit along the grid of its pattern.
        """
        if self._played is None or pad not in pattern.lanes:
            return _place(pattern, position)
        score, kit = self._played
        index = kit.index(pad)
        if index is None:
            return _place(pattern, position)
        return heard_step(score, PATTERN_NAMES.index(name), index, position)


def _place(pattern: Pattern, position: int) -> int:
    count = position // (pattern.step_ticks * POSITIONS_PER_TICK)
    return count % pattern.length if count >= 0 else -1
