"""A small kit of ramps: its text, and the writer of its sounds."""

from pathlib import Path

import numpy as np
import soundfile

KIT = """\
format = "padsketch-kit"
version = 1
name = "Tin"

[[pads]]
id = "kick"
name = "Kick"
layers = [
  { file = "kick_soft.wav", velocity = [1, 90] },
  { file = "kick.wav", velocity = [91, 127] },
]

[[pads]]
id = "hat"
name = "Hat"
choke = 1
layers = [{ file = "hat.wav" }]

[credits."kick.wav"]
author = "padsketch"
licence = "CC0-1.0"
"""

RATE = 48_000


def write_ramp(path: Path, frames: int = 100, channels: int = 1, rate: int = RATE) -> None:
    """A sound whose n-th frame has the value n / 1000 on every channel."""
    ramp = np.repeat(np.arange(frames, dtype=np.float32)[:, None] / 1000, channels, axis=1)
    soundfile.write(path, ramp, rate, subtype="FLOAT" if path.suffix == ".wav" else None)
