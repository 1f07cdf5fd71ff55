"""What an envelope and a filter do, as curves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import log10
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from padsketch.tui.drawing.colours import DIM
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import line, styled
from padsketch.tui.drawing.waveform import stacked

LOW_HZ, HIGH_HZ = 20.0, 20_000.0
FLOOR_DB, CEILING_DB = -42.0, 18.0
"""What of a response is drawn."""
PLATEAU = 0.25
"""Of the time before it: how long a sustain is drawn."""
DAMPING_OCTAVES = 6.1439
"""From Butterworth's damping down to that of Q = 50, at a resonance of 1."""


class Envelope(NamedTuple):
    """Times in milliseconds, sustain in percent; length: of the sound without it.

    is_held: it lasts until it is let go, and then falls by the release.
    """

    attack: float
    hold: float
    decay: float
    sustain: float
    release: float
    length: float
    is_held: bool

    @property
    def body(self) -> float:
        """Milliseconds to the end, or to where it is let go."""
        risen = self.attack + self.hold
        if not self.decay:
            return max(risen, self.length)
        return (risen + self.decay) * (1.0 + (PLATEAU if self.sustain else 0.0))

    @property
    def total(self) -> float:
        """Milliseconds to its end."""
        return self.body + (self.release if self.is_held else 0.0)

    def gain(self, at: float) -> float:
        """The gain after so many milliseconds."""
        if self.is_held and at > self.body:
            return self._before(self.body) * max(0.0, 1.0 - (at - self.body) / self.release)
        return self._before(at)

    def _before(self, at: float) -> float:
        if at < self.attack:
            return at / self.attack
        fallen = at - self.attack - self.hold
        if fallen <= 0.0 or not self.decay:
            return 1.0
        floor = self.sustain / 100.0
        return floor + (1.0 - floor) * float(10.0 ** (-3.0 * fallen / self.decay))


class Response(NamedTuple):
    """A filter: the place of its kind among low, band and high, cutoff in Hz, resonance 0-1."""

    kind: int
    cutoff: float
    resonance: float

    def level_db(self, hertz: float) -> float:
        """What passes of a frequency, by the analogue state-variable filter.

        low 1, band k s, high s^2, each over s^2 + k s + 1, with k from sqrt(2) down to 1/50.
        """
        ratio = hertz / self.cutoff
        damping = 2.0**0.5 * 2.0 ** (-DAMPING_OCTAVES * self.resonance)
        below = (1.0 - ratio * ratio) ** 2 + (damping * ratio) ** 2
        above = (1.0, (damping * ratio) ** 2, ratio**4)[self.kind]
        return 10.0 * log10(above / below)


@lru_cache(maxsize=256)
def envelope_heights(envelope: Envelope, width: int) -> tuple[float, ...]:
    """Heights 0-1: the root of the gain, so that what is 24 dB down is still seen."""
    total = envelope.total or 1.0
    return tuple(envelope.gain((at + 0.5) * total / width) ** 0.5 for at in range(width))


@lru_cache(maxsize=256)
def response_heights(response: Response, width: int) -> tuple[float, ...]:
    """Heights 0-1 over octaves from 20 Hz to 20 kHz."""
    places = ((at + 0.5) / width for at in range(width))
    levels = (response.level_db(LOW_HZ * (HIGH_HZ / LOW_HZ) ** place) for place in places)
    span = CEILING_DB - FLOOR_DB
    return tuple(min(max((level - FLOOR_DB) / span, 0.0), 1.0) for level in levels)


def curve_strips(
    heights: Sequence[float], rows: int, ink: Style, glyphs: Glyphs, caption: str
) -> list[Strip]:
    """A curve, dim below it, and a line that says what it is."""
    width, pictures = len(heights), stacked(heights, rows, glyphs)
    above = ("".ljust(width), *pictures)
    lines = [
        line(width, *styled(text, [ink if over == " " else ink + DIM for over in higher]))
        for higher, text in zip(above, pictures, strict=False)
    ]
    return [*lines, line(width, (caption[:width], DIM))]
