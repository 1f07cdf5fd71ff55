"""One cell of the grid, its glyph, and the conditions under which it plays."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from padsketch.units import digit_to_velocity

GLYPH_VELOCITY: dict[str, int] = {
    ".": 0,
    "o": 50,
    "x": 100,
    "X": 127,
    **{str(digit): digit_to_velocity(digit) for digit in range(1, 10)},
}
"""Velocity of every glyph that a lane may be written with."""

CONDITIONS = ("fill", "first", "prev", "neighbour")
STEP_RANGES: dict[str, tuple[int, int]] = {
    "velocity": (0, 127),
    "chance": (0, 100),
    "rolls": (1, 8),
    "ramp": (-100, 100),
}
"""Lowest and highest value of every whole number of a step that does not depend on its pattern."""

_RATIO = re.compile(r"([1-8]):([2-8])")


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What one cell plays; a velocity of zero is a rest.

    velocity 0-127; chance in percent; `when` a condition or ""; nudge in ticks; rolls 1-8 hits;
    ramp in percent of velocity over a roll; length in steps (0: the mode of the pad decides);
    locks as sorted (parameter, value) pairs.
    """

    velocity: int = 0
    chance: int = 100
    when: str = ""
    nudge: int = 0
    rolls: int = 1
    roll_rate: str = ""
    ramp: int = 0
    length: float = 0.0
    slide: bool = False
    locks: tuple[tuple[str, float], ...] = ()

    @property
    def plays(self) -> bool:
        """Whether the cell can sound at all."""
        return self.velocity > 0

    @property
    def has_details(self) -> bool:
        """Whether more than a velocity is set."""
        return self != Step(velocity=self.velocity)


class Condition(NamedTuple):
    """A parsed `when`: the kind ("always", "ratio", "fill", ...), A and B of a ratio, negation."""

    kind: str = "always"
    a: int = 0
    b: int = 0
    negated: bool = False


REST = Step()
GLYPH_STEPS: dict[str, Step] = {
    glyph: Step(velocity=velocity) if velocity else REST
    for glyph, velocity in GLYPH_VELOCITY.items()
}
"""One shared value for every plain step, so that a pattern of rests costs nothing."""


def velocity_to_glyph(velocity: int) -> str:
    """The glyph nearest in velocity; letters win over digits where both are as near."""
    if velocity <= 0:
        return "."
    playing = (glyph for glyph in GLYPH_VELOCITY if glyph != ".")
    return min(playing, key=lambda glyph: abs(GLYPH_VELOCITY[glyph] - velocity))


def parse_condition(when: str) -> Condition:
    """Read a condition such as `2:4`, `fill` or `!first`.

    Raises ValueError when it is none.
    """
    negated = when.startswith("!")
    word = when[1:] if negated else when
    if not word and not negated:
        return Condition()
    if word in CONDITIONS:
        return Condition(word, negated=negated)
    ratio = _RATIO.fullmatch(word)
    if ratio is None or int(ratio[1]) > int(ratio[2]):
        words = ", ".join(CONDITIONS)
        raise ValueError(f"'{when}' is not a condition (A:B with A <= B and B 2-8, or {words})")
    return Condition("ratio", int(ratio[1]), int(ratio[2]), negated)
