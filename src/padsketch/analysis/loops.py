"""Where a sound can go round and round without being heard to: alike at both ends of the loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Audio = NDArray[np.float32]
Curve = NDArray[np.float64]

LOOK_SECONDS = 0.025
"""What leads to the start of a loop is compared with as much of what leads to its end."""
REACH_SECONDS = 0.1
"""How far from where they are wanted start and end are looked for."""
MOST_STARTS = 32
MOST_GUESSES = 8


class LoopGuess(NamedTuple):
    """A loop from one frame to another, half-open; score: 1 where both ends are the same."""

    start: int
    end: int
    score: float


def find_loops(frames: Audio, rate: int, start: int, end: int) -> tuple[LoopGuess, ...]:
    """Loops near the wanted frames, the best first; none in silence or where there is no room.

    Both ends are where the sum of the channels rises through zero. The score is the similarity of
    what leads to either, levels included: 2 xy / (xx + yy).
    """
    start, end = max(start, 0), min(end, len(frames))
    reach = min(int(REACH_SECONDS * rate), (end - start) // 4)
    look = min(int(LOOK_SECONDS * rate), (end - start) // 2)
    if reach < 1:
        return ()
    rises = _rises(frames)
    starts = rises[(rises >= max(start - reach, look)) & (rises <= start + reach)]
    ends = rises[(rises >= end - reach) & (rises <= end + reach)]
    if not len(starts) or not len(ends):
        return ()
    search = _Search(frames, look, ends)
    guesses = (search.best(int(at)) for at in _spread(starts, start))
    return tuple(sorted(guesses, key=lambda guess: -guess.score)[:MOST_GUESSES])


class _Search:
    """Looks for the end, among some, that is led to as a start is."""

    def __init__(self, frames: Audio, look: int, ends: NDArray[np.intp]) -> None:
        self._frames = frames
        self._look = look
        self._ends = ends
        self._first = int(ends[0]) - look
        region = frames[self._first : int(ends[-1])]
        self._size = 1 << (len(region) + look).bit_length()
        self._spectrum = np.fft.rfft(region.astype(np.float64), self._size, axis=0)
        squares = np.concatenate(([0.0], np.cumsum((region.astype(np.float64) ** 2).sum(axis=1))))
        self._energies = squares[look:] - squares[:-look]

    def best(self, start: int) -> LoopGuess:
        """The loop from a start whose ends are most alike."""
        lead = self._frames[start - self._look : start].astype(np.float64)
        spectrum = np.fft.rfft(lead, self._size, axis=0)
        both = np.fft.irfft((self._spectrum * spectrum.conj()).sum(axis=1), self._size)
        energies = self._energies + (lead**2).sum()
        places = self._ends - self._look - self._first
        scores = 2.0 * both[places] / np.maximum(energies[places], np.finfo(np.float32).tiny)
        found = int(scores.argmax())
        return LoopGuess(start, int(self._ends[found]), float(scores[found]))


def _rises(frames: Audio) -> NDArray[np.intp]:
    """Frames at which the sum of the channels has just risen through zero."""
    values = frames.sum(axis=1)
    return np.flatnonzero((values[:-1] < 0.0) & (values[1:] >= 0.0)) + 1


def _spread(starts: NDArray[np.intp], wanted: int) -> Iterator[int]:
    """Some of many starts, the one that is nearest to the wanted frame among them."""
    nearest = int(np.abs(starts - wanted).argmin())
    step = -(-len(starts) // MOST_STARTS)
    yield from (int(at) for at in starts[nearest % step :: step])
