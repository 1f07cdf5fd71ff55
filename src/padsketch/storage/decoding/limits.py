"""How much a sample may take: of frames, of memory and of time."""

from __future__ import annotations

MAX_SECONDS = 600
"""A longer file is no sample; the limit also keeps a damaged header from asking for all memory."""
MIN_RATE, MAX_RATE = 1_000, 768_000
"""Hertz; nothing records faster, and nothing is heard of what is slower."""
MAX_FRAMES = MAX_SECONDS * 192_000
"""However fast they pass."""
MAX_CHANNELS = 2

MAX_FILE_BYTES = 256 << 20
"""What the second decoder may hold of a file: the longest sample as a FLAC file is smaller."""
MEMORY_BYTES = 1 << 30
"""Address space of a child that decodes."""
CPU_SECONDS = 60
WALL_SECONDS = 120.0
"""Time for one file; the longest one needs a few seconds, the wall waits for slow disks too."""


def max_frames(rate: int) -> int:
    """Frames that a sample at a rate in hertz may have."""
    return min(MAX_SECONDS * rate, MAX_FRAMES)


def shape_fault(rate: int, channels: int, n_frames: int) -> str:
    """Why a sound of this shape is no sample, empty when it is one."""
    if not 1 <= channels <= MAX_CHANNELS:
        return f"it has {channels} channels"
    if not MIN_RATE <= rate <= MAX_RATE:
        return f"its rate is {rate} Hz"
    if n_frames > max_frames(rate):
        return f"it is longer than {max_frames(rate) / rate / 60:.2g} minutes"
    return ""
