"""The program of the process that stretches: the library never lets go of the interpreter.

It is started by its path and imports nothing of padsketch, so that it is there at once.
"""

from __future__ import annotations

import os
import sys

import numpy as np
from numpy.typing import NDArray
from python_stretch import Signalsmith

SEED = 1
"""The library draws phases by chance: the same ones every time."""
POLITENESS = 10
"""How far behind the music it stands."""


def main(n_channels: int, rate: int, ratio: float) -> None:
    """Stretch interleaved 32-bit floats from the input to the output."""
    os.nice(POLITENESS)
    frames = np.frombuffer(sys.stdin.buffer.read(), dtype=np.float32).reshape(-1, n_channels)
    stretch = Signalsmith.Stretch(SEED)
    stretch.preset(n_channels, rate)
    stretch.setTimeFactor(1.0 / ratio)
    stretched: NDArray[np.float32] = np.asarray(stretch.process(np.array(frames.T, order="C")))
    sys.stdout.buffer.write(np.ascontiguousarray(stretched.T).tobytes())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
