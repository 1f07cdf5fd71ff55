"""The course of a song: bar by bar, how often every pad is hit, and with how much energy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Passage:
    """What one section plays; its bars count from its beginning, the last one may be cut short.

    hits: int64 (bars, pads); energy: float64 (bars,), full scale squared times seconds; length in
    bars, with a fraction where its passes are no whole bars.
    """

    hits: NDArray[np.int64]
    energy: NDArray[np.float64]
    length: float


@dataclass(frozen=True, eq=False)
class Course:
    """What a whole song plays: a passage for every section, each of which begins a bar.

    bar_seconds: how long a whole bar lasts in every section.
    """

    passages: tuple[Passage, ...]
    bar_seconds: tuple[float, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The first bar of every section, from 0, and behind them all the end."""
        return (0, *accumulate(len(passage.hits) for passage in self.passages))

    @cached_property
    def hits(self) -> NDArray[np.int64]:
        """Hits of the whole song, (bars, pads)."""
        tables = [passage.hits for passage in self.passages]
        return np.concatenate(tables) if tables else np.zeros((0, 0), dtype=np.int64)

    @cached_property
    def levels_db(self) -> NDArray[np.float64]:
        """The energy of every bar against that of the fullest, 0 and below; `-inf` for silence."""
        parts = [passage.energy for passage in self.passages]
        energy = np.concatenate(parts) if parts else np.zeros(0)
        with np.errstate(divide="ignore"):
            return np.asarray(10.0 * np.log10(energy / max(energy.max(initial=0.0), 1e-30)))

    def section_at(self, bar: int) -> int:
        """The section in which a bar lies."""
        return int(np.searchsorted(self.starts, bar, side="right")) - 1

    def seconds(self, bar: int) -> float:
        """When a bar of the song begins, or the song is over."""
        at = min(self.section_at(bar), len(self.passages) - 1)
        parts = zip(self.passages[:at], self.bar_seconds, strict=False)
        before = sum(passage.length * bar_seconds for passage, bar_seconds in parts)
        within = min(bar - self.starts[at], self.passages[at].length)
        return float(before + within * self.bar_seconds[at])


def energy_of(frames: NDArray[np.float32], rate: int) -> float:
    """The energy of a sound of shape (frames, channels): squares in seconds, mean of channels."""
    n_channels = frames.shape[1]
    return float(np.vdot(frames, frames) / n_channels / rate)
