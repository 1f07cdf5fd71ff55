"""What of a sound is seen: one geometry for its picture, its marks and the mouse."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ZOOM = 2.0
"""How much more is seen, or less, with every step."""
LEAST_FRAMES = 8
"""Frames that are seen at the nearest."""


class Window(NamedTuple):
    """Frames from `first` on, `length` of the `total` of a sound, on so many columns."""

    first: int
    length: int
    total: int
    columns: int

    @property
    def end(self) -> int:
        """The frame behind the last one that is seen."""
        return self.first + self.length

    @property
    def edges(self) -> NDArray[np.int64]:
        """The first frame of every column, and behind them the end."""
        columns = np.arange(self.columns + 1, dtype=np.int64)
        return self.first + columns * self.length // self.columns

    def frame_at(self, column: int) -> int:
        """The first frame of a column; where a frame takes several, the frame that it shows."""
        return self.first + column * self.length // self.columns

    def column_of(self, frame: int) -> int:
        """The column that shows a frame, the first where there are several.

        Outside the window it is one that is not there: negative, or `columns` and more.
        """
        beyond = frame - self.first
        if self.length >= self.columns:
            return ((beyond + 1) * self.columns - 1) // self.length
        return -(-beyond * self.columns // self.length)

    def span(self, start: int, end: int) -> range:
        """The columns in view that show anything of frames from start to end, half-open."""
        if end <= start:
            return range(0)
        last = max(self.column_of(end - 1), self.column_of(end) - 1)
        return range(max(self.column_of(start), 0), min(last + 1, self.columns))

    def resized(self, columns: int) -> Window:
        """The same frames on other columns."""
        return self._replace(columns=columns)

    def zoomed(self, steps: float, column: int) -> Window:
        """Nearer (positive) or from farther away; what is under a column stays there."""
        under = self.frame_at(column)
        length = round(self.length / ZOOM**steps)
        length = max(min(length, self.total), min(LEAST_FRAMES, self.total))
        return self._replace(length=length).moved_to(under - column * length // self.columns)

    def moved_to(self, first: int) -> Window:
        """Frames from elsewhere on, within the sound."""
        return self._replace(first=max(0, min(first, self.total - self.length)))

    def showing(self, frame: int) -> Window:
        """The window moved as little as possible so that it shows a frame."""
        if frame < self.first:
            return self.moved_to(frame)
        if frame >= self.end:
            return self.moved_to(frame - self.length + 1)
        return self

    def around(self, start: int, end: int) -> Window:
        """The window of frames from start to end."""
        length = max(min(end - start, self.total), min(LEAST_FRAMES, self.total))
        return self._replace(length=length).moved_to(start)


def whole(total: int, columns: int) -> Window:
    """All of a sound."""
    return Window(0, total, total, columns)
