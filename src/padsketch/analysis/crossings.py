"""Where a sound passes zero, so that a cut there does not click."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def crossing_before(frames: NDArray[np.float32], frame: int, reach: int) -> int:
    """The last frame, up to `frame` and at most `reach` before, at which a sound crosses zero.

    That of the sum of channels; where there is none, the frame that is nearest to zero. Before its
    beginning a sound is silent.
    """
    first = max(0, frame - reach)
    values = frames[max(0, first - 1) : frame + 1].sum(axis=1)
    if first == 0:
        values = np.concatenate([np.zeros(1), values])
    if len(values) < 2:
        return min(first, len(frames))
    signs = np.sign(values)
    crossings = np.flatnonzero(signs[1:] * signs[:-1] <= 0)
    if len(crossings):
        return first + int(crossings[-1])
    return first + int(np.argmin(np.abs(values[1:])))
