"""Which step of a lane lights up: the one that the engine plays at a position."""

from __future__ import annotations

from collections.abc import Sequence

from padsketch.engine.scores import heard_steps
from padsketch.model import PATTERN_NAMES, Kit, Pattern
from padsketch.score import Score
from padsketch.units import POSITIONS_PER_TICK


class Lights:
    """The steps that a score plays with a kit, by their places as they are written."""

    def __init__(self) -> None:
        self._played: tuple[Score, dict[str, int]] | None = None

    def follow(self, score: Score, kit: Kit) -> None:
        """This is what plays from now on."""
        self._played = score, {pad.id: index for index, pad in enumerate(kit.pads)}

    def steps(
        self, name: str, pattern: Pattern, pads: Sequence[str], position: int
    ) -> tuple[int, ...]:
        """The step of every pad's lane, from 0, at a position of a pattern; -1 before the first.

        A lane that the score does not play is lit along the grid of its pattern.
        """
        along = _place(pattern, position)
        if self._played is None:
            return (along,) * len(pads)
        score, indices = self._played
        played = [pad for pad in pads if pad in pattern.lanes and pad in indices]
        steps = heard_steps(
            score, PATTERN_NAMES.index(name), [indices[pad] for pad in played], position
        )
        heard = dict(zip(played, steps, strict=True))
        return tuple([heard.get(pad, along) for pad in pads])


def _place(pattern: Pattern, position: int) -> int:
    count = position // (pattern.step_ticks * POSITIONS_PER_TICK)
    return count % pattern.length if count >= 0 else -1
